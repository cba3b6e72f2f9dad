"""What the system says when it can't write, and what a trainer can do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import Any

FULL = "the disk is full: make room, then run the same command again"
READ_ONLY = "this can only be read: let this user write there, then run the same command again"
CLOSED = "this user may not open it: change its permissions, then run the same command again"
HELD = (
    "another program is writing into the gradebook: wait for it, or close it, then run the same command again"
)
DAMAGED = "the gradebook is damaged: put a copy of it back, or move it away to begin a new one"
# What the system or SQLite calls it, and what the trainer hears.
SENTENCES = {
    **dict.fromkeys(("ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL"), FULL),
    **dict.fromkeys(("EROFS", "SQLITE_READONLY"), READ_ONLY),
    **dict.fromkeys(("EACCES", "EPERM", "SQLITE_CANTOPEN", "SQLITE_PERM"), CLOSED),
    "ENOENT": "it does not exist: look at how the name is written",
    **dict.fromkeys(("SQLITE_BUSY", "SQLITE_LOCKED"), HELD),
    **dict.fromkeys(("SQLITE_CORRUPT", "SQLITE_NOTADB"), DAMAGED),
}


def in_words(error: Exception) -> str:
    """Return what a trainer can do about an error of the disk or the gradebook, or else its own words.

    >>> in_words(OSError(errno.ENOSPC, "No space left on device"))
    'the disk is full: make room, then run the same command again'
    >>> in_words(ValueError("what is that?"))
    'ValueError: what is that?'
    """
    for each in _chain(error):
        # SQLAlchemy keeps what SQLite says.
        cause: Any = getattr(each, "orig", each)
        name = getattr(cause, "sqlite_errorname", None) or errno.errorcode.get(
            getattr(cause, "errno", 0) or 0
        )
        # SQLite adds what exactly was refused: SQLITE_READONLY_DIRECTORY, SQLITE_BUSY_SNAPSHOT.
        known = [told for begin, told in SENTENCES.items() if name and f"{name}_".startswith(f"{begin}_")]
        if known:
            return f"{cause.filename}: {known[0]}" if getattr(cause, "filename", None) else known[0]
    return f"{type(error).__name__}: {error}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from: nbgrader raises its own while it handles the gradebook's."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
