"""Find what was handed in, as trainers have it: nbgrader's tree, a flat folder, or what a platform packs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from nbgrader.utils import parse_utc

from exercises.grading.naming import FLAT, MOODLE, NOTEBOOK, is_name, named
from exercises.grading.records import File, assignment_of, place_of

# LEARNER/EXERCISE/EXERCISE.ipynb, and one more so that what lies too deep is told.
DEPTH = 3


Recognise = Callable[[Path], str | None]


def find_files(
    folder: Path, exercises: list[str], recognise: Recognise = lambda path: None
) -> list[File | tuple[File, str]]:
    """Return the submissions in a folder, in order; one that can't be taken comes with the reason.

    `recognise` tells the exercise of a file from a platform whose name does not.
    """
    root = _root(folder)
    read = [_read_name(path, root, exercises, recognise) for path in _files(root)]
    found: dict[tuple[str, str], File | tuple[File, str]] = {}
    for file, _ in sorted(read, key=_latest_first):
        problem = _problem(file, exercises)
        key = (file.learner, file.exercise)
        if problem is None and key in found:
            first = found[key]
            kept = first if isinstance(first, File) else first[0]
            problem = (
                f"a second file of the same learner and exercise: {kept.path.name} was taken. "
                "If this one should count, take the other away"
            )
        if problem:
            key = (str(file.path), "")
        found[key] = (file, problem) if problem else file
    return list(found.values())


def _latest_first(read: tuple[File, int]) -> tuple[str, str, int, str]:
    """Sort so that of several copies of a file the one that was saved last comes first."""
    file, copy = read
    return file.learner, file.exercise, -copy, str(file.path)


def _root(folder: Path) -> Path:
    """Return where submissions lie: what is packed on a platform often has one folder around it."""
    if (folder / "submitted").is_dir():
        return folder / "submitted"
    inside = [each for each in folder.iterdir() if not each.name.startswith((".", "__MACOSX"))]
    if len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink():
        holds = [each for each in inside[0].iterdir() if each.is_file() or MOODLE.match(f"{each.name}/-")]
        if holds and not MOODLE.match(f"{inside[0].name}/-"):
            return inside[0]
    return folder


def _files(root: Path) -> Iterator[Path]:
    """Yield the notebooks, and what a platform says was handed in, whatever it is."""
    for place, folders, names in os.walk(root, followlinks=False):
        inside = Path(place).relative_to(root)
        if len(inside.parts) >= DEPTH:
            folders.clear()
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in linked)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in names:
            # A Mac puts a twin '._NAME' beside what it packs.
            if (name.endswith(NOTEBOOK) and not name.startswith("._")) or _is_from_a_platform(inside / name):
                yield Path(place) / name


def _is_from_a_platform(path: Path) -> bool:
    name = named(path, [])
    return name is not None and name.from_a_platform


def _read_name(path: Path, root: Path, exercises: list[str], recognise: Recognise) -> tuple[File, int]:
    """Return the file with what its name says, and the number of the copy."""
    inside = path.relative_to(root)
    name = named(inside, exercises)
    if name is None:
        return _in_tree(path, inside, exercises), 0
    notes = name.notes
    if name.from_a_platform and not name.exercise and path.suffix == NOTEBOOK:
        exercise = recognise(path) or ""
        notes += (f"its name does not say the exercise: its cells do, {exercise}",) if exercise else ()
        name = replace(name, exercise=exercise)
    return File(path, name.learner, name.exercise, None, notes, name.habit), name.copy


def _in_tree(path: Path, inside: Path, exercises: list[str]) -> File:
    """Return a file as it lies in nbgrader's tree; whose it is stays open where it lies elsewhere."""
    if len(inside.parts) != 3 or _is_flat(path, inside):
        return File(path, "", "")
    learner, exercise, name = inside.parts
    own = {place_of(each).name for each in exercises if assignment_of(each) == exercise}
    others = {each.name for each in path.parent.iterdir()} - {name, "timestamp.txt", *own}
    notes = [f"other files were left out: {', '.join(sorted(others)[:5])}"] if others else []
    told = exercise if path.stem == exercise else f"{exercise}/{path.stem}"
    timestamp = _timestamp(path.parent)
    if timestamp and not _is_time(timestamp):
        notes.append("its timestamp.txt holds no time: when it came is not known")
        timestamp = None
    return File(path, learner, told, timestamp, tuple(notes), "nbgrader")


def _is_flat(path: Path, inside: Path) -> bool:
    """Say whether a file's own name says whose it is, not the folders around it."""
    return path.stem != inside.parts[-2] and FLAT.fullmatch(path.name) is not None


def _timestamp(folder: Path) -> str | None:
    path = folder / "timestamp.txt"
    if path.is_symlink() or not path.is_file() or path.stat().st_size > 200:
        return None
    return path.read_text("utf-8", "replace").strip() or None


def _is_time(text: str) -> bool:
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return False
    return True


def _problem(file: File, exercises: list[str]) -> str | None:
    if not file.learner and FLAT.fullmatch(file.path.name):
        return "it lies in a folder of its own: put LEARNER__EXERCISE.ipynb files side by side in one folder"
    if not file.learner:
        return (
            "the name does not say whose it is: use LEARNER__EXERCISE.ipynb, "
            "or submitted/LEARNER/EXERCISE/EXERCISE.ipynb"
        )
    if not is_name(file.learner):
        return (
            f"the learner's name {file.learner[:60]!r} is too long, or has characters other than "
            "letters, digits and . _ @ -: rename the file"
        )
    if file.path.suffix != NOTEBOOK:
        told = f"{file.path.suffix[:10] or 'no ending'}, not {NOTEBOOK}"
        return f"what was handed in is no notebook ({told}): ask the learner for the notebook"
    if file.exercise not in exercises:
        known = ", ".join(exercises) or "none"
        told = f"no exercise {file.exercise[:60]!r}" if file.exercise else "no exercise of these cells"
        return (
            f"the course has {told}; it has: {known}. Rename the file, or name the right course by --course"
        )
    return None
