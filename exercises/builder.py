"""Build the exercises' notebooks through nbgrader's library: `python -m exercises.builder`.

The folder is nbgrader's course layout: `source/NAME/NAME.ipynb` with solutions and all tests,
`release/NAME/NAME.ipynb` for learners, `solution/NAME/NAME.ipynb` for after the attempt.
The same reference gives the same bytes.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

from exercises.notebooks import source_notebook
from exercises.reference import FOLDER, Reference, references

ROOT = Path(__file__).parents[1]
COURSE = ROOT / "build" / "exercises"
STEPS = ("source", "release", "solution")
CONFIGURATION = """# For nbgrader's own commands in this folder: blanks as in the release that learners have.
c = get_config()  # noqa: F821
c.ClearSolutions.code_stub = {{"python": "{stub}"}}
"""


def build(course: Path, folder: Path = FOLDER) -> list[Path]:
    """Write the notebooks of every reference in a folder into a course, and return what it wrote.

    They are made elsewhere and then moved: what else lies in the course, such as a gradebook, stays.
    """
    written = [_configuration(course)]
    for name, reference in references(folder).items():
        with TemporaryDirectory() as made:
            generate(Path(made), reference)
            for step in STEPS:
                target = course / step / name
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(Path(made, step, name), target)
                written.append(target / f"{name}.ipynb")
    return written


def _configuration(course: Path) -> Path:
    """Write nbgrader's configuration into a course that has none."""
    from exercises.conversion import CODE_STUB

    path = course / "nbgrader_config.py"
    course.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(CONFIGURATION.format(stub=CODE_STUB), "utf-8")
    return path


def generate(course: Path, reference: Reference) -> None:
    """Write source, release and solution of one exercise into a course."""
    # Imported here: nbgrader takes seconds, and reading a reference needs none of it.
    from exercises.conversion import Release, Solution, convert

    name = reference.sheet.id
    path = course / "source" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(source_notebook(reference), path)
    convert(Release, course, name)
    convert(Solution, course, name)


@cache
def release_text(name: str) -> str:
    """Return the text of the notebook that learners get, made in a folder of its own."""
    with TemporaryDirectory() as folder:
        generate(Path(folder), references()[name])
        return Path(folder, "release", name, f"{name}.ipynb").read_text("utf-8")


def release(name: str) -> NotebookNode:
    """Return the notebook that learners get."""
    notebook: NotebookNode = nbformat.reads(release_text(name), as_version=4)
    return notebook


def main() -> None:
    """Build every exercise, and say where."""
    for path in build(COURSE):
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
