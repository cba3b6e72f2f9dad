"""Files that are whole or absent, whenever the grader is killed."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import Any

from exercises.grading.records import GradingError

# In the folder of the course.
JOURNAL = Path("grading", "journal.jsonl")


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place, then move it there in one step; where that fails, nothing is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def own_salt(folder: Path) -> bytes:
    """Return the course's secret for drawing inputs; made once, readable by the trainer only."""
    path = folder / "salt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".salt.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(secrets.token_hex(32))
        beside.replace(path)
    return path.read_bytes()


class Journal:
    """What has been graded for good: a line for each, appended after the gradebook has it.

    Whoever has it open is the one that grades into the course: a second is refused.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._opened = path.open("ab", buffering=0)
        try:
            fcntl.flock(self._opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._opened.close()
            raise GradingError(
                "another run is grading into this course: wait for its end, or end it, then run this again"
            ) from None
        self._lines = _whole_lines(path)
        self._last = {_whose(key): key for key in self._lines}

    def find(self, key: str) -> dict[str, Any] | None:
        """Return the line of a submission if it is the last of this learner that was graded."""
        return self._lines.get(key) if self._last.get(_whose(key)) == key else None

    def add(self, key: str, row: dict[str, Any]) -> None:
        """Append a line, on disk when this returns."""
        before = os.fstat(self._opened.fileno()).st_size
        line = json.dumps({"key": key, "row": row}).encode() + b"\n"
        try:
            if self._opened.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._opened.fileno())
        except OSError:
            # Half a line would spoil the one after it.
            os.ftruncate(self._opened.fileno(), before)
            raise

    def close(self) -> None:
        """Close the file."""
        self._opened.close()


def _whose(key: str) -> str:
    """Return the learner and the exercise in a key."""
    return key.rsplit("/", 2)[0]


def _whole_lines(path: Path) -> dict[str, dict[str, Any]]:
    raw = path.read_bytes() if path.exists() else b""
    whole = raw[: raw.rfind(b"\n") + 1]
    if whole != raw:
        # The grader was killed while it wrote the last line: that submission is graded again.
        os.truncate(path, len(whole))
    known: dict[str, dict[str, Any]] = {}
    for line in whole.splitlines():
        try:
            read = json.loads(line)
        except ValueError:
            # Somebody or a broken disk has changed it: that submission is graded again, too.
            continue
        # Taken out first: what was graded again is the last, also in this order.
        known.pop(read["key"], None)
        known[read["key"]] = read["row"]
    return known
