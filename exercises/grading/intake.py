"""Find and read what was handed in. Nothing of it runs here; what is odd is refused, or mended and noted."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from exercises.grading.limits import SUBMISSION_BYTES, SUBMISSION_CELLS
from exercises.grading.records import Cell, Exercise, File, Refused, Submission

# A browser numbers what it saves again: 'sita__m2-e1 (1).ipynb'.
FLAT = re.compile(r"(?P<learner>[^/]+?)__(?P<exercise>[^/]+?)(?: ?\((?P<copy>\d{1,3})\))?\.ipynb")
# LEARNER/EXERCISE/EXERCISE.ipynb, and one more so that what lies too deep is told.
DEPTH = 3
# nbgrader's gradebook takes 128 characters, a file system 255 bytes.
NAME_CHARACTERS, NAME_BYTES = 127, 240


def find_files(folder: Path, exercises: list[str]) -> list[File | tuple[File, str]]:
    """Return the submissions in a folder, in order; one that can't be taken comes with the reason."""
    root = folder / "submitted" if (folder / "submitted").is_dir() else folder
    found: dict[tuple[str, str], File | tuple[File, str]] = {}
    for path in sorted(_notebooks(root), key=_latest_first):
        file = _named(path, root)
        problem = _problem(file, exercises)
        key = (file.learner, file.exercise)
        if problem is None and key in found:
            first = found[key]
            kept = first if isinstance(first, File) else first[0]
            problem = f"a second file of the same learner and exercise: {kept.path.name} was taken"
        if problem:
            key = (str(path), "")
        found[key] = (file, problem) if problem else file
    return list(found.values())


def _latest_first(path: Path) -> tuple[str, int, str]:
    """Sort so that of several copies of a file the one that was saved last comes first."""
    match = FLAT.fullmatch(path.name)
    if match is None:
        return str(path), 0, ""
    original = path.with_name(f"{match['learner']}__{match['exercise']}.ipynb")
    return str(original), -int(match["copy"] or 0), path.name


def _notebooks(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root, followlinks=False):
        if len(Path(place).relative_to(root).parts) >= DEPTH:
            folders.clear()
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in linked)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        yield from (Path(place) / name for name in names if name.endswith(".ipynb"))


def _named(path: Path, root: Path) -> File:
    parts = path.relative_to(root).parts
    if len(parts) == 3:
        learner, exercise, name = parts
        others = [each.name for each in path.parent.iterdir() if each.name not in (name, "timestamp.txt")]
        notes = [f"other files were left out: {', '.join(sorted(others)[:5])}"] if others else []
        named = exercise if name == f"{exercise}.ipynb" else f"{exercise}/{name}"
        timestamp = _timestamp(path.parent)
        if timestamp and not _is_time(timestamp):
            notes.append("its timestamp.txt holds no time: when it came is not known")
            timestamp = None
        return File(path, learner, named, timestamp, tuple(notes))
    match = FLAT.fullmatch(parts[-1]) if len(parts) == 1 else None
    if match:
        # The same name in two codings, as some systems write it, is one learner.
        return File(path, unicodedata.normalize("NFC", match["learner"]), match["exercise"])
    return File(path, "", "")


def is_name(text: str) -> bool:
    """Say whether a text can name a learner, in any script: it becomes the name of folders.

    >>> is_name("सीता-राई"), is_name("sita.rai@example.org"), is_name("../sita"), is_name("-sita")
    (True, True, False, False)
    """
    if not text or len(text) > NAME_CHARACTERS or len(text.encode("utf-8", "replace")) > NAME_BYTES:
        return False
    # L, M, N: letters, the marks that some scripts write them with, and digits.
    kinds = [unicodedata.category(character)[0] for character in text]
    return kinds[0] in "LN" and all(
        kind in "LMN" or character in "._@-" for kind, character in zip(kinds, text, strict=True)
    )


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
    if not file.exercise and FLAT.fullmatch(file.path.name):
        return "it lies in a folder of its own: put LEARNER__EXERCISE.ipynb files side by side in one folder"
    if not file.exercise:
        return (
            "the name does not say whose it is: use LEARNER__EXERCISE.ipynb, "
            "or submitted/LEARNER/EXERCISE/EXERCISE.ipynb"
        )
    if not is_name(file.learner):
        return (
            f"the learner's name {file.learner[:60]!r} is too long, or has characters other than "
            "letters, digits and . _ @ -"
        )
    if file.exercise not in exercises:
        known = ", ".join(exercises) or "none"
        return f"the course has no exercise {file.exercise[:60]!r}; it has: {known}"
    return None


def read_submission(file: File, exercise: Exercise, salt: bytes) -> Submission:
    """Read one file and put its cells in order."""
    raw = read_bytes(file.path)
    digest = hashlib.sha256(raw).hexdigest()
    cells, notes = in_order(_cells(raw), exercise)
    told = f"{file.learner}/{file.exercise}/{digest}".encode()
    # The same file draws the same inputs again, and no learner can tell which: the salt is secret.
    seed = int.from_bytes(hashlib.blake2b(told, key=salt, digest_size=4).digest(), "big")
    return Submission(file, exercise, tuple(cells), digest, seed, (*file.notes, *notes))


def read_bytes(path: Path) -> bytes:
    """Return a plain file's content; links, pipes, devices and large files are refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refused(f"the file can't be opened, or is a link ({error.strerror})") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise Refused("this is not a plain file")
        if about.st_nlink > 1:
            raise Refused("the file has a second name elsewhere (a hard link)")
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            raw = opened.read(SUBMISSION_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(raw) > SUBMISSION_BYTES:
        raise Refused(f"the file is larger than {SUBMISSION_BYTES // 2**20} MiB")
    return raw


def _cells(raw: bytes) -> list[dict[str, Any]]:
    try:
        data = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused("the file is not UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"the file is not JSON: {str(error)[:100]}") from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise Refused("the file is not a notebook of format 4: it has no list of cells")
    if data.get("nbformat") != 4:
        raise Refused(
            f"the notebook has format {str(data.get('nbformat'))[:20]}, not 4: open and save it in JupyterLab"
        )
    if len(data["cells"]) > SUBMISSION_CELLS:
        raise Refused(f"the notebook has more than {SUBMISSION_CELLS} cells")
    return [_checked(cell, place) for place, cell in enumerate(data["cells"], start=1)]


def _checked(cell: Any, place: int) -> dict[str, Any]:
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise Refused(f"cell {place} is not a cell of a notebook")
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(f"cell {place} holds characters that are no text") from None
    metadata = cell.get("metadata")
    form = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = form.get("grade_id") if isinstance(form, dict) else None
    return {"source": source, "type": cell["cell_type"], "name": name if isinstance(name, str) else None}


def in_order(given: list[dict[str, Any]], exercise: Exercise) -> tuple[list[Cell], list[str]]:
    """Return the cells in the learner's order, with the release's own tests, and what was mended."""
    last = {cell["name"]: place for place, cell in enumerate(given) if cell["name"] in exercise.cells}
    cells: list[Cell] = []
    notes: list[str] = []
    for place, cell in enumerate(given):
        name = cell["name"]
        known = exercise.cells.get(name) if name is not None else None
        if known is not None and last[name] == place:
            cells.append(_overwritten(cell, known, notes))
            continue
        if known is not None:
            notes.append(f"the cell '{name}' was there twice: the last one counts")
        elif name is not None:
            notes.append(
                f"a cell calls itself '{name[:40]}', which the exercise does not have: it counts for nothing"
            )
        cells.append(Cell(f"#{place}", "learner", cell["type"], cell["source"], label=f"cell {place + 1}"))
    return _completed(cells, exercise, notes), list(dict.fromkeys(notes))


def _overwritten(cell: dict[str, Any], known: Cell, notes: list[str]) -> Cell:
    if known.kind in ("answer", "manual"):
        return _with_source(known, cell["source"])
    if cell["source"].strip() != (known.released or known.source).strip():
        notes.append(f"the cell '{known.label}' was changed: the released one was used")
    return known


def _with_source(known: Cell, source: str) -> Cell:
    return replace(known, source=source)


def _completed(cells: list[Cell], exercise: Exercise, notes: list[str]) -> list[Cell]:
    """Put cells of the release that are missing back after the one before them."""
    for place, name in enumerate(exercise.order):
        if any(cell.name == name for cell in cells):
            continue
        known = exercise.cells[name]
        notes.append(
            f"the cell '{name}' was missing" + ("" if known.kind == "answer" else ": it was put back")
        )
        before = exercise.order[place - 1] if place else None
        spot = next((number + 1 for number, cell in enumerate(cells) if cell.name == before), 0)
        cells.insert(spot, _with_source(known, "") if known.kind in ("answer", "manual") else known)
    return cells
