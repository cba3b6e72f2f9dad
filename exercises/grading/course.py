"""What the course says about its exercises: cells from the gradebook, order and setup from `source/`."""

from __future__ import annotations

import ast
import builtins
import hashlib
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment

from exercises.conversion import convert, migrations_on_path
from exercises.grading.intake import read_json
from exercises.grading.records import (
    Cell,
    Exercise,
    GradingError,
    Kind,
    Refused,
    assignment_of,
    notebook_of,
    place_of,
)
from exercises.grading.soundness import check_gradebook
from exercises.records import ExerciseError

GRADEBOOK = "gradebook.db"


def open_gradebook(course: Path) -> Gradebook:
    """Open the course's gradebook, found sound; made anew where there is none."""
    check_gradebook(course / GRADEBOOK)
    with migrations_on_path():
        return Gradebook(f"sqlite:///{course.resolve() / GRADEBOOK}")


def exercise_names(course: Path) -> list[str]:
    """Return the exercises that the course has a source of."""
    if not (course / "source").is_dir():
        raise GradingError(
            f"{course} is not a course: it has no folder `source`. "
            "Build the exercises first, or name it by --course."
        )
    found = [(path.parent.name, path.stem) for path in course.glob("source/*/*.ipynb")]
    return sorted(folder if name == folder else f"{folder}/{name}" for folder, name in found)


def recogniser(course: Path) -> Callable[[Path], str | None]:
    """Return what tells a renamed notebook's exercise from its title or its cells, where only one fits."""

    def recognise(path: Path) -> str | None:
        try:
            title, cells = _marks(read_json(path))
        except Refused:
            return None
        # The sources are read when the first file is asked about: most inboxes have plain names.
        known = {name: _source_marks(course, name) for name in exercise_names(course)}
        by_title = [name for name, each in known.items() if title and each[0] == title]
        by_cells = [name for name, each in known.items() if cells and each[1] == cells]
        fitting = by_title or by_cells
        return fitting[0] if len(fitting) == 1 else None

    return recognise


def grade_ids(course: Path, name: str) -> frozenset[str]:
    """Return the grade ids that an exercise's source has, without asking the gradebook."""
    return _source_marks(course, name)[1]


def _source_marks(course: Path, name: str) -> tuple[str, frozenset[str]]:
    path = course / "source" / place_of(name)
    return _marks_of(path, path.stat().st_mtime_ns)


@cache
def _marks_of(path: Path, saved: int) -> tuple[str, frozenset[str]]:
    """Read a source's marks once as long as it is not saved again."""
    try:
        return _marks(read_json(path))
    except Refused as refusal:
        raise GradingError(
            f"the source {path} can't be read ({refusal}): build the exercises again"
        ) from None


def _marks(notebook: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """Return a notebook's title and the grade ids of its cells, as far as it has any."""
    about = _inside(notebook, "metadata", "exercise", "title")
    names = (_inside(cell, "metadata", "nbgrader", "grade_id") for cell in notebook["cells"])
    return (about if isinstance(about, str) else ""), frozenset(
        each for each in names if isinstance(each, str)
    )


def _inside(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def load_exercise(course: Path, gradebook: Gradebook, name: str) -> Exercise:
    """Return what the course says about one exercise."""
    path = course / "source" / place_of(name)
    notebook = nbformat.read(path, as_version=4)
    recorded = _recorded(gradebook, name)
    if recorded is None or not _is_current(recorded, notebook):
        _record(course, name)
        gradebook.db.expire_all()
        recorded = _recorded(gradebook, name)
    release = _released(course, name)
    about = notebook.metadata.get("exercise", {})
    labels = about.get("labels", {})
    cells = _graded_cells(recorded, _by_id(release), labels)
    order = tuple(
        cell.metadata.nbgrader.grade_id for cell in notebook.cells if _kind(cell) in ("known", "answer")
    )
    missing = [name for name in order if name not in cells]
    if missing:
        raise GradingError(
            f"The gradebook does not know the cell {missing[0]!r} of {name}. Release the exercise again."
        )
    text = path.read_bytes() + repr(sorted(cells.items())).encode()
    version = hashlib.sha256(text).hexdigest()
    return Exercise(
        name=name,
        cells=cells,
        order=order,
        prelude=_prelude(notebook),
        answers=_answers(notebook, name),
        version=version,
        title=about.get("title", name),
        labels=labels,
        given=frozenset(cell.source.strip() for cell in release),
    )


def _recorded(gradebook: Gradebook, name: str) -> Any:
    try:
        return gradebook.find_notebook(notebook_of(name), assignment_of(name))
    except MissingEntry:
        return None


def _is_current(recorded: Any, notebook: Any) -> bool:
    """Say whether the gradebook has the tests of the source, which may have been built again since."""
    points = {cell.name: float(cell.max_score) for cell in (*recorded.grade_cells, *recorded.task_cells)}
    known = {cell.name: (cell.source, points.get(cell.name, 0.0)) for cell in recorded.source_cells}
    forms = [(cell, cell.metadata.get("nbgrader", {})) for cell in notebook.cells]
    built = {
        form["grade_id"]: (cell.source, float(form.get("points", 0)))
        for cell, form in forms
        if form.get("grade") or form.get("locked") or form.get("solution") or form.get("task")
    }
    locked = {form["grade_id"] for _, form in forms if form.get("locked")}
    return known.keys() == built.keys() and all(
        known[name][1] == points and (name not in locked or known[name][0] == source)
        for name, (source, points) in built.items()
    )


def _record(course: Path, name: str) -> None:
    # Only the gradebook is wanted: what a release has in its folder stays as it is.
    with tempfile.TemporaryDirectory() as folder:
        try:
            convert(GenerateAssignment, course.resolve(), assignment_of(name), release=Path(folder))
        except ExerciseError as error:
            raise GradingError(f"nbgrader can't read the source of {error}") from None


def _released(course: Path, name: str) -> list[Any]:
    """Return the cells that learners were given."""
    path = course / "release" / place_of(name)
    return list(nbformat.read(path, as_version=4).cells) if path.exists() else []


def _by_id(cells: list[Any]) -> dict[str, str]:
    """Return what is in the cells that have a grade id."""
    forms = [(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source) for cell in cells]
    return {name: source for name, source in forms if name}


def _graded_cells(recorded: Any, released: dict[str, str], labels: dict[str, str]) -> dict[str, Cell]:
    points = {cell.name: cell.max_score for cell in (*recorded.grade_cells, *recorded.task_cells)}
    graded = {cell.name for cell in recorded.grade_cells}
    solutions = {cell.name for cell in recorded.solution_cells}
    tasks = {cell.name for cell in recorded.task_cells}
    found = {}
    for cell in recorded.source_cells:
        kind = _kind_of(cell, graded, solutions, tasks)
        most = float(points.get(cell.name, 0))
        given = released.get(cell.name)
        label = labels.get(cell.name, cell.name)
        found[cell.name] = Cell(
            cell.name, kind, cell.cell_type, cell.source, most, cell.checksum, label, given
        )
    return found


def _kind_of(cell: Any, graded: set[str], solutions: set[str], tasks: set[str]) -> Kind:
    if cell.name in tasks:
        return "task"
    if cell.name in graded:
        return "manual" if cell.name in solutions or cell.cell_type == "markdown" else "test"
    return "answer" if cell.name in solutions else "given"


def _kind(cell: Any) -> str:
    form = cell.metadata.get("nbgrader", {})
    if form.get("solution"):
        return "answer"
    return (
        "known"
        if form.get("grade_id") and (form.get("grade") or form.get("locked") or form.get("task"))
        else "free"
    )


def _prelude(notebook: Any) -> tuple[str, ...]:
    """Return the setup that tests may rely on: the given code cells, and what the solution imports."""
    parts = []
    for cell in notebook.cells:
        form = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or (form.get("grade") and not form.get("solution")):
            continue
        parts.append(_imports(cell.source) if form.get("solution") else _plain(cell.source))
    return tuple(part for part in parts if part.strip())


def _plain(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))


def _tree(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(_plain(source)).body
    except SyntaxError:
        return []


def _imports(source: str) -> str:
    found = [node for node in _tree(source) if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, found))


def _answers(notebook: Any, name: str) -> tuple[str, ...]:
    """Return the names that the solution binds: a test that uses one means the learner's."""
    bound: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            for node in _tree(cell.source):
                bound |= _bound(node)
    builtin = sorted(bound & set(dir(builtins)))
    if builtin:
        raise GradingError(
            f"The solution of {name} calls an answer {builtin[0]!r}, as Python does. Rename it."
        )
    return tuple(sorted(bound))


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return set()
    return {
        each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
