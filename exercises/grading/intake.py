"""Read what was handed in. Nothing of it runs here; what is odd is refused, or mended and noted."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Container
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat

from exercises.grading.limits import SUBMISSION_BYTES, SUBMISSION_CELLS
from exercises.grading.marking import is_untouched
from exercises.grading.records import Cell, Exercise, File, Refused, Submission

# What kernels call the language of the exercises: JupyterLab, IPython, xeus.
LANGUAGES = ("python", "python3", "ipython")
AGAIN = "ask the learner to save it in JupyterLab, and to hand it in again"
TOO_LARGE = (
    f"the file is larger than {SUBMISSION_BYTES // 2**20} MiB: "
    "ask the learner to clear its outputs, to save it in JupyterLab, and to hand it in again"
)


def read_submission(file: File, exercise: Exercise, salt: bytes) -> Submission:
    """Read one file and put its cells in order."""
    raw = read_bytes(file.path)
    digest = hashlib.sha256(raw).hexdigest()
    given = _cells(raw)
    check_cells(given, exercise.cells, exercise.name)
    cells, notes = in_order(given, exercise)
    told = f"{file.learner}/{file.exercise}/{digest}".encode()
    # The same file draws the same inputs again, and no learner can tell which: the salt is secret.
    seed = int.from_bytes(hashlib.blake2b(told, key=salt, digest_size=4).digest(), "big")
    doubt = _of_another_version(given, exercise)
    return Submission(file, exercise, tuple(cells), digest, seed, (*file.notes, *notes), doubt)


def read_bytes(path: Path) -> bytes:
    """Return a plain file's content; links, pipes, devices and large files are refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Refused("the file is a link: put a copy of what it leads to in its place") from None
        raise Refused(f"the file can't be opened ({error.strerror}): change its permissions") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise Refused("this is not a plain file: put the notebook itself in its place")
        if about.st_nlink > 1:
            raise Refused("the file has a second name elsewhere (a hard link): put a copy of it in its place")
        if about.st_size > SUBMISSION_BYTES:
            raise Refused(TOO_LARGE)
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            raw = opened.read(SUBMISSION_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(raw) > SUBMISSION_BYTES:
        raise Refused(TOO_LARGE)
    return raw


def read_json(path: Path) -> dict[str, Any]:
    """Return a notebook file's content, refused where it is none of format 4; its cells are not checked."""
    return _notebook(read_bytes(path))


def check(file: File, known: Container[str]) -> None:
    """Refuse a file that could not be graded, for the same reasons as when it is read.

    `known` are the grade ids of its exercise.
    """
    check_cells(_cells(read_bytes(file.path)), known, file.exercise)


def check_cells(given: list[dict[str, Any]], known: Container[str], exercise: str) -> None:
    """Refuse a notebook that has nothing to grade: no cell, or none of the exercise."""
    if not given:
        raise Refused(f"the notebook is empty, so it has none of the exercise's cells: {AGAIN}")
    if not any(cell["name"] in known for cell in given):
        raise Refused(
            f"the notebook has none of the exercise's cells: it is not {exercise}, or another version of it. "
            "Look into it, then rename it, or ask for the answers in today's notebook"
        )


def _cells(raw: bytes) -> list[dict[str, Any]]:
    data = _notebook(raw)
    language = _language(data.get("metadata"))
    if language.lower() not in LANGUAGES:
        raise Refused(
            f"the notebook is for the language {language[:40]!r}, and the exercise for Python: "
            "ask the learner to choose the kernel Python 3, to save it, and to hand it in again"
        )
    if len(data["cells"]) > SUBMISSION_CELLS:
        raise Refused(f"the notebook has more than {SUBMISSION_CELLS} cells")
    return [_checked(cell, place) for place, cell in enumerate(data["cells"], start=1)]


def _notebook(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        raise Refused(f"the file is empty: {AGAIN}")
    try:
        # Some editors put a mark in front of UTF-8.
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(
            f"the file is not UTF-8 text, as notebooks are: another program has changed it; {AGAIN}"
        ) from None
    except (ValueError, RecursionError) as error:
        told = f"the file is not JSON, as notebooks are: it may be cut off ({str(error)[:100]})"
        raise Refused(f"{told}; {AGAIN}") from None
    version = data.get("nbformat") if isinstance(data, dict) else None
    if version not in (None, 4):
        told = f"the notebook has format {str(version)[:20]}, not 4"
        raise Refused(f"{told}: open it in JupyterLab, save it, and grade again")
    if not isinstance(data, dict) or version is None or not isinstance(data.get("cells"), list):
        raise Refused(f"the file is not a notebook: it has no list of cells, or no format; {AGAIN}")
    return data


def _language(metadata: Any) -> str:
    """Return the language that a notebook says it is in; Python where it says nothing."""
    for part in ("kernelspec", "language_info"):
        about = metadata.get(part) if isinstance(metadata, dict) else None
        language = (
            about.get("language" if part == "kernelspec" else "name") if isinstance(about, dict) else None
        )
        if isinstance(language, str) and language:
            return language
    return "Python"


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
    name = name if isinstance(name, str) else None
    return {"source": source, "type": cell["cell_type"], "name": name, "form": form}


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
        notes.append(
            f"the cell '{known.label}' is of an earlier release: today's was used"
            if _is_as_released(cell)
            else f"the cell '{known.label}' was changed: the released one was used"
        )
    return known


def _is_as_released(cell: dict[str, Any]) -> bool:
    """Say whether a cell is what some release gave, by the sum that nbgrader put into it."""
    form = {"cell_type": cell["type"], "source": cell["source"], "metadata": {"nbgrader": cell["form"]}}
    try:
        return is_untouched(nbformat.from_dict(form))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return False


def _of_another_version(given: list[dict[str, Any]], exercise: Exercise) -> str | None:
    """Return a sentence where answers are missing and cells of other names stand there."""
    names = {cell["name"] for cell in given}
    missing = [
        cell.label
        for name, cell in exercise.cells.items()
        if cell.kind in ("answer", "manual") and name not in names
    ]
    others = names - exercise.cells.keys() - {None}
    if not missing or not others:
        return None
    return (
        f"the notebook is of another version of the exercise: it has no cell {', '.join(missing[:5])}. "
        "Look at its points, or ask the learner for the answers in today's notebook"
    )


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
