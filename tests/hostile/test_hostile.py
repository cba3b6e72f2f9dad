"""Hostile submissions among honest ones: each ends as it must, and nothing around them is touched."""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exercises.grading.batch import Settings, grade
from exercises.grading.records import Row
from exercises.grading.sandbox import find_walls
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy
from tests.hostile.inbox import HONEST, TIGHT, hand_in_all, secret_processes
from tests.hostile.reading import Hostile, read_all

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
ATTACKS = read_all()
# What brings a page to life, or asks another host; and the one picture that a page may hold.
MARKUP = re.compile(r"<(script|svg|img|iframe|object|embed)\b|\bon\w+\s*=|javascript:|https?://", re.I)
PICTURE = re.compile(r'<img alt="A picture that this cell drew" src="data:image/png;base64,[A-Za-z0-9+/=]*">')


@dataclass(frozen=True)
class Batch:
    """What is left after all attacks were graded within the walls."""

    course: Path
    rows: dict[str, Row]
    before: dict[str, str]
    after: dict[str, str]
    calls: int


def fingerprints(*folders: Path) -> dict[str, str]:
    """Return a digest of each file of the trainer's."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """A server outside, which must never hear a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture(scope="module")
def batch(copy_course: Copy, server: socket.socket) -> Batch:
    """Grade all attacks at once, with honest work before, between and after them."""
    course = copy_course("hostile")
    folder = course.parent / "inbox"
    hand_in_all(course, folder, list(ATTACKS.values()), server.getsockname()[1])
    own = (course / "source", course / "release", folder)
    before = fingerprints(*own)
    rows = grade(Settings(folder, course, course / "feedback", find_walls(), 2, TIGHT))
    calls = 0
    try:
        while server.accept():
            calls += 1
    except BlockingIOError:
        pass
    by_learner = {row.file.removesuffix("__gap.ipynb"): row for row in rows}
    return Batch(course, by_learner, before, fingerprints(*own), calls)


def test_there_are_sixty_of_them_in_every_family() -> None:
    """Escapes, bombs, lies, content and files; each says in a sentence what it tries."""
    assert len(ATTACKS) >= 60
    assert {each.family for each in ATTACKS.values()} == {"escapes", "bombs", "lies", "content", "files"}
    assert all(each.tries.endswith(".") for each in ATTACKS.values())


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=lambda each: each.name)
def test_an_attack_ends_in_its_status_with_its_reason(batch: Batch, attack: Hostile) -> None:
    """It earns what it has earned, and the line says what happened."""
    row = batch.rows[attack.name]
    told = " ".join([row.reason or "", *(mark.message or "" for mark in row.cells)])
    assert re.fullmatch(attack.status, row.status), told
    assert re.search(attack.reason, told), told
    if attack.points is not None:
        assert row.points == attack.points, told


def test_the_honest_beside_them_are_unharmed(batch: Batch) -> None:
    """They have their points in the report and in the gradebook, and nobody has a mark by hand."""
    assert {kind: batch.rows[kind].points for kind in HONEST} == HONEST
    assert all(batch.rows[kind].status == "graded" for kind in HONEST)
    written = made.gradebook_rows(batch.course)
    for kind, points in HONEST.items():
        assert sum(row[3] for key, row in written.items() if key[0] == kind and key[2] == "grade") == points
    assert not any(row[1] for key, row in written.items() if key[2:3] == ("grade",)), "a mark from nowhere"


def test_what_failed_is_pending_and_never_a_silent_zero(batch: Batch) -> None:
    """A submission that was stopped waits in the gradebook for a person; a refused one is not in it."""
    written = made.gradebook_rows(batch.course)
    for name in [name for name, row in batch.rows.items() if row.status == "failed"]:
        assert any(row[2] for key, row in written.items() if key[0] == name and key[2] == "grade"), name
    refused = {name for name, row in batch.rows.items() if row.status == "refused"}
    assert refused and not refused & {key[0] for key in written}


def test_the_machine_is_untouched(batch: Batch) -> None:
    """The trainer's files are as they were, no process is left, and no server was called."""
    assert batch.before == batch.after
    assert not secret_processes()
    assert batch.calls == 0


def test_every_page_is_small_and_dead(batch: Batch) -> None:
    """No feedback page brings a learner's markup to life, asks another host, or is large."""
    pages = {path.parts[-3]: path for path in (batch.course / "feedback").rglob("*.html")}
    expected = {name for name, row in batch.rows.items() if row.status != "refused"}
    assert set(pages) == expected
    for name, path in pages.items():
        text = path.read_text("utf-8")
        assert path.stat().st_size < 300_000, name
        tags = re.findall(r"<[^>]*>", text)
        assert not [tag for tag in tags if MARKUP.search(tag) and not PICTURE.fullmatch(tag)], name
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), name


def test_the_marks_by_hand_show_no_markup(batch: Batch) -> None:
    """What a trainer opens to mark by hand holds texts and pictures only."""
    for path in (batch.course / "autograded").rglob("*.ipynb"):
        text = path.read_text("utf-8")
        assert not re.search(r'"(text/html|image/svg\+xml|application/javascript|text/latex)"', text), path
        assert '"widgets"' not in text and '"attachments"' not in text, path
