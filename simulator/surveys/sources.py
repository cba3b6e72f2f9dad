"""Where a survey's bytes are: in a file, or in memory, where they stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from simulator.errors import BadInput, SimulatorError, shown
from simulator.yaml_text import problem_of

MOST_BYTES = 4 * 1024**3
Given = str | Path | bytes | bytearray | BinaryIO


@dataclass(frozen=True, repr=False)
class Source:
    """A survey's file: its name, and its path or its bytes."""

    name: str
    path: Path | None = None
    data: bytes | None = None

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters: '.dta'."""
        return Path(self.name).suffix.lower()

    @property
    def stream(self) -> str | BytesIO:
        """What a reader that takes either gets: the path, or the bytes as a file in memory."""
        return str(self.path) if self.path is not None else BytesIO(self.data or b"")

    def read(self) -> bytes:
        """Return all bytes of the file."""
        if self.path is None:
            return self.data or b""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise _unreadable(error) from None

    def head(self, length: int) -> bytes:
        """Return the first bytes of the file."""
        if self.path is None:
            return (self.data or b"")[:length]
        try:
            with self.path.open("rb") as file:
                return file.read(length)
        except OSError as error:
            raise _unreadable(error) from None

    @contextmanager
    def as_path(self) -> Iterator[str]:
        """Give a path to readers that need one: for bytes a file in memory only, never one on a disk."""
        if self.path is not None:
            yield str(self.path)
            return
        if not hasattr(os, "memfd_create"):
            raise SimulatorError("Here this format can be read from a file only. Give the path of the file.")
        number = os.memfd_create("survey", os.MFD_CLOEXEC)
        try:
            with os.fdopen(os.dup(number), "wb") as file:
                file.write(self.data or b"")
            yield f"/proc/self/fd/{number}"
        finally:
            os.close(number)


def source_of(given: Given, name: str | None = None) -> Source:
    """Return the source that a path, bytes or an open binary file stand for; bytes need a name.

    >>> source_of(b"hhid,age", name="wave1.csv").ending
    '.csv'
    """
    if isinstance(given, str | Path):
        path = Path(given)
        return Source(name or path.name, _checked(path))
    if hasattr(given, "read"):
        name = name or Path(str(getattr(given, "name", ""))).name
        given = given.read(MOST_BYTES + 1)
    if not isinstance(given, bytes | bytearray):
        allowed = "a path, bytes, or a file opened with 'rb'"
        raise BadInput("survey", type(given).__name__, allowed, "Name the file.")
    if not name:
        mend = 'Write load_survey(data, name="survey.dta").'
        raise SimulatorError(f"survey: bytes need a name, whose ending tells their format. {mend}")
    _refuse_size(len(given))
    return Source(name, data=bytes(given))


def _checked(path: Path) -> Path:
    """Return the path of a file that exists and is not too large."""
    try:
        if path.is_dir():
            raise SimulatorError("this is a folder. Name the file in it.")
        with path.open("rb"):
            _refuse_size(path.stat().st_size)
    except FileNotFoundError:
        raise SimulatorError("there is no such file. Check its name and its folder.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, SimulatorError):
            raise
        raise _unreadable(error) from None
    return path


def _refuse_size(size: int) -> None:
    if size == 0:
        raise SimulatorError("the file is empty. Copy or export it again.")
    if size > MOST_BYTES:
        limit = f"more than {MOST_BYTES // 1024**3} GB. Keep only the columns that are needed"
        raise SimulatorError(f"the file has {limit}.")


def _unreadable(error: Exception) -> SimulatorError:
    return SimulatorError(
        f"the file cannot be read ({shown(str(problem_of(error)))}). Check your rights to it."
    )
