"""The builder: the same bytes each time, fixed ids, the layout that graders read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from exercises.builder import build, release_text
from exercises.notebooks import source_notebook
from exercises.records import ExerciseError
from exercises.reference import read_reference
from tests.exercises.conftest import REFERENCES

TEXT = REFERENCES[0].path.read_text("utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with every exercise."""
    folder = tmp_path_factory.mktemp("course")
    build(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_layout_is_that_of_a_course(course: Path) -> None:
    """Three notebooks an exercise, a configuration, and no gradebook: that is the grader's."""
    names = [each.sheet.id for each in REFERENCES]
    assert set(files(course)) - {"nbgrader_config.py"} == {
        f"{step}/{name}/{name}.ipynb" for step in ("source", "release", "solution") for name in names
    }


def test_a_second_build_gives_the_same_bytes(course: Path, tmp_path: Path) -> None:
    """Nothing in a notebook hangs on the time, the machine or chance."""
    build(tmp_path)
    assert files(tmp_path) == files(course)


def test_a_build_leaves_the_gradebook_alone(course: Path) -> None:
    """What else lies in the course stays, and old files of an exercise go."""
    (course / "gradebook.db").write_text("marks", "utf-8")
    name = REFERENCES[0].sheet.id
    (course / "release" / name / "old.ipynb").write_text("{}", "utf-8")
    build(course)
    assert (course / "gradebook.db").read_text("utf-8") == "marks"
    assert not (course / "release" / name / "old.ipynb").exists()
    (course / "gradebook.db").unlink()


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.sheet.id)
def test_ids_are_fixed_and_points_add_up(reference) -> None:
    """Each cell's id says what it is; the points of the cells are those of the sheet."""
    notebook = source_notebook(reference)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and all(each.startswith(f"{reference.sheet.id}-") for each in ids)
    points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in notebook.cells)
    assert points == sum(each.points for each in reference.sheet.questions)


def test_the_solution_shows_answers_and_no_hidden_test(course: Path) -> None:
    """What is given out after the attempt keeps the hidden tests hidden, for the next class."""
    for path in (course / "solution").rglob("*.ipynb"):
        text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert "BEGIN SOLUTION" in text and "HIDDEN" not in text
        (reference,) = (each for each in REFERENCES if each.sheet.id == path.stem)
        assert ("Rubric" in text) == bool(reference.rubric)


def test_the_release_is_a_valid_notebook() -> None:
    """nbformat accepts it, and its text ends as nbformat writes it."""
    for each in REFERENCES:
        text = release_text(each.sheet.id)
        nbformat.validate(nbformat.reads(text, as_version=4))
        assert text.endswith("}\n") or text.endswith("}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# version: 2\n", "", "lacks the key 'version'"),
        ("#   points: 4", "#   pionts: 4", "unknown key 'pionts'. Did you mean 'points'"),
        (
            "#   kind: policy",
            "#   kind: essay",
            "whose kind is one of policy, number, function, choice, prediction, text",
        ),
        (
            'part="test" question="q2"',
            'part="test" question="q9"',
            "q2 needs the cells question, answer, test",
        ),
        ('part="lab"', 'part="lap"', "a cell's part is 'lap'"),
        ('{points: 1, what: "names', '{points: 2, what: "names', "must add up to 2"),
        ("#   question: q1\n", "#   question: q2\n", "q1 needs a misconception"),
        ('[raw] part="trainer"', '[markdown] part="text"', "needs two raw cells"),
        ("# id: m2-e1", "# id: [", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_reference_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What is missing, unknown or out of place is named in one sentence."""
    assert old in TEXT
    (tmp_path / "broken.py").write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(ExerciseError, match=said.replace("[", r"\[").replace("?", r"\?")):
        read_reference(tmp_path / "broken.py")


@pytest.mark.prove
def test_nbgraders_own_command_makes_the_same_release(course: Path, tmp_path: Path) -> None:
    """A trainer who runs `nbgrader generate_assignment` in the course gives out the same blanks."""
    copied, name = tmp_path / "course", REFERENCES[0].sheet.id
    shutil.copytree(course, copied)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--force"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=copied,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (copied / "release" / name / f"{name}.ipynb").read_text("utf-8") == release_text(name)
