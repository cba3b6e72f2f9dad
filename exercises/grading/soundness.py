"""Before anything is graded: the course can be written to, and its gradebook can be read; else a sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path

import nbgrader
from alembic.script import ScriptDirectory

from exercises.grading.mends import DAMAGED, READ_ONLY, in_words
from exercises.grading.records import GradingError

# As long as nbgrader itself waits for another program to finish with the gradebook.
PATIENCE_SECONDS = 5


def check_folders(folders: Iterable[Path]) -> None:
    """Refuse to begin where results could not be written: a folder, or the one that it would be made in."""
    for folder in folders:
        there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
        if not there.is_dir():
            raise GradingError(f"{there} is a file, and a folder is needed there: move it away")
        if not os.access(there, os.W_OK | os.X_OK):
            raise GradingError(f"{there}: {READ_ONLY}")


def check_gradebook(path: Path) -> None:
    """Refuse a gradebook that is damaged, of another version of nbgrader, or held by another program."""
    if not path.exists() or not path.stat().st_size:
        return
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE_SECONDS)) as opened:
            _check_tables(path, opened)
            # A lock that only a writer gets: nothing is written.
            opened.execute("BEGIN IMMEDIATE")
            opened.rollback()
    except sqlite3.Error as error:
        raise GradingError(f"{path}: {in_words(error)}") from None


def _check_tables(path: Path, opened: sqlite3.Connection) -> None:
    (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise GradingError(f"{path}: {DAMAGED} ({found})")
    tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if "alembic_version" not in tables:
        raise GradingError(f"{path} is no gradebook of nbgrader: move it away, and a new one is made")
    versions = [version for (version,) in opened.execute("SELECT version_num FROM alembic_version")]
    known, newest = _versions()
    if versions == [newest]:
        return
    if versions and known.issuperset(versions):
        raise GradingError(
            f"{path} is of an older nbgrader: run `nbgrader db upgrade` in the folder of the course"
        )
    told = versions[0][:40] if versions else "none"
    raise GradingError(
        f"{path} is of a version that nbgrader {nbgrader.__version__} does not know ({told!r}): "
        "grade with the nbgrader that made it, or put a copy from before back"
    )


@cache
def _versions() -> tuple[frozenset[str], str | None]:
    """Return the versions of a gradebook that this nbgrader can bring up to date, and its own."""
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    return frozenset(each.revision for each in scripts.walk_revisions()), scripts.get_current_head()
