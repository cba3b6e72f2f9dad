"""Whose a file is and for which exercise, from the names that people and learning platforms give."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from exercises.grading.records import notebook_of

# nbgrader's gradebook takes 128 characters, a file system 255 bytes.
NAME_CHARACTERS, NAME_BYTES = 127, 240
# Two people may have one name: the platform's number stays with it, and finds their row in its table.
FULL_NAME_CHARACTERS, FULL_NAME_BYTES = 100, 200

FLAT = re.compile(r"(?P<learner>[^/]+?)__(?P<file>[^/]+)")
MOODLE = re.compile(
    r"(?P<learner>[^/]+)_(?P<number>\d+)_assignsubmission_(?P<way>file|onlinetext)(?:_/|/|_)(?P<file>[^/]+)"
)
CANVAS = re.compile(
    r"(?P<learner>[^/_]+)_(?P<late>LATE_)?(?P<number>\d+)_(?:question_\d+_)?\d+_(?P<file>[^/_][^/]*)"
)
GOOGLE = re.compile(r"(?P<first>[^/]+?) [-–] (?P<second>[^/]+)")
# A browser numbers what it saves again 'm2-e1 (1)', Canvas 'm2-e1-1'; Google writes 'Copy of m2-e1'.
COPY = re.compile(r"(?:Copy of )?(?P<name>.+?)(?: ?\((?P<browser>\d{1,3})\)|-(?P<canvas>\d{1,2}))?")
NOTEBOOK = ".ipynb"


@dataclass(frozen=True)
class Named:
    """What a name says: learner, exercise ('' where it does not), number of the copy, whose habit it is."""

    learner: str
    exercise: str
    copy: int = 0
    habit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def from_a_platform(self) -> bool:
        """Say whether a learning platform gave the name: then it tells the learner for certain."""
        return self.habit in ("Moodle", "Canvas")


def named(path: PurePath, exercises: list[str]) -> Named | None:
    """Return what a file's path in the inbox says, or None where it says nothing.

    >>> named(PurePath("sita__m2-e1 (1).ipynb"), ["m2-e1"])
    Named(learner='sita', exercise='m2-e1', copy=1, habit='LEARNER__EXERCISE', notes=())
    >>> named(PurePath("Sita Rai_4711_assignsubmission_file_/m2-e1.ipynb"), ["m2-e1"]).learner
    'Sita-Rai.4711'
    >>> named(PurePath("raisita_LATE_52_8_m2-e1-1.ipynb"), ["m2-e1"]).notes
    ('Canvas marks it as late, and does not say by how much',)
    >>> named(PurePath("m2-e1 - Sita Rai.ipynb"), ["m2-e1"]).learner
    'Sita-Rai'
    """
    return next(
        (found for habit in (_moodle, _canvas, _flat, _google) if (found := habit(path, exercises))), None
    )


def _moodle(path: PurePath, exercises: list[str]) -> Named | None:
    match = MOODLE.fullmatch("/".join(path.parts[-2:])) or MOODLE.fullmatch(path.name)
    if match is None:
        return None
    exercise, copy = _exercise(match["file"], exercises)
    notes = ("typed into Moodle, not a file",) if match["way"] == "onlinetext" else ()
    return Named(_learner(match["learner"], match["number"]), exercise, copy, "Moodle", notes)


def _canvas(path: PurePath, exercises: list[str]) -> Named | None:
    match = CANVAS.fullmatch(path.name)
    if match is None:
        return None
    exercise, copy = _exercise(match["file"], exercises)
    late = ("Canvas marks it as late, and does not say by how much",) if match["late"] else ()
    return Named(_learner(match["learner"], match["number"]), exercise, copy, "Canvas", late)


def _flat(path: PurePath, exercises: list[str]) -> Named | None:
    match = FLAT.fullmatch(path.name) if len(path.parts) == 1 else None
    if match is None or path.suffix != NOTEBOOK:
        return None
    # LEARNER__ASSIGNMENT__NOTEBOOK where an assignment has several.
    exact = match["file"].removesuffix(NOTEBOOK).replace("__", "/", 1)
    stem, copy = _copy(exact)
    known = (exact, 0) if exact in exercises else (stem, copy)
    # The same name in two codings, as some systems write it, is one learner.
    return Named(unicodedata.normalize("NFC", match["learner"]), *known, habit="LEARNER__EXERCISE")


def _google(path: PurePath, exercises: list[str]) -> Named | None:
    match = GOOGLE.fullmatch(path.stem) if path.suffix == NOTEBOOK and len(path.parts) == 1 else None
    if match is None:
        return None
    for who, what in ((match["first"], match["second"]), (match["second"], match["first"])):
        exercise, copy = _exercise(what + NOTEBOOK, exercises)
        if exercise:
            return Named(_learner(who.removeprefix("Copy of ")), exercise, copy, "Google Drive")
    return None


def _exercise(name: str, exercises: list[str]) -> tuple[str, int]:
    """Return the exercise that a learner's own file name tells, and the number of the copy."""
    stem = name.removesuffix(NOTEBOOK).rpartition("__")[2]
    for candidate, copy in ((stem, 0), _copy(stem)):
        of_name = [each for each in exercises if notebook_of(each) == candidate]
        fitting = [candidate] if candidate in exercises else of_name
        if len(fitting) == 1:
            return fitting[0], copy
    return "", 0


def _copy(stem: str) -> tuple[str, int]:
    match = COPY.fullmatch(stem)
    return (match["name"], int(match["browser"] or match["canvas"] or 0)) if match else (stem, 0)


def _learner(name: str, number: str = "") -> str:
    """Return a learner's id: the name as the platform writes it, and its number of the person."""
    plain = "".join(_plain(unicodedata.normalize("NFC", name)))
    short = re.sub("-+", "-", plain)[:FULL_NAME_CHARACTERS].strip("-._@") or "learner"
    while len(short.encode()) > FULL_NAME_BYTES:
        short = short[:-1]
    return f"{short}.{number}" if number else short


def _plain(text: str) -> Iterator[str]:
    return (each if unicodedata.category(each)[0] in "LMN" or each in "._@-" else "-" for each in text)


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
