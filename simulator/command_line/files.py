"""Files in and out: what is wrong with one is said with its name, and none is left half written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from simulator.errors import SimulatorError, inside, shown
from simulator.policy import Policy
from simulator.yaml_text import problem_of, read_text, read_yaml

STANDARD_OUTPUT = "-"
# A spreadsheet takes a file for UTF-8 only if it begins with this mark.
CSV_ENCODING = "utf-8-sig"
WRITABLE = "Name a file in a folder that exists and that you may write to."


def read_policy(path: Path) -> Policy:
    """Return the policy in a YAML file; what is wrong with it is refused with the file's name."""
    with inside(named(path)):
        return Policy.from_yaml(read_text(path))


def read_records(path: Path) -> Mapping[str, Any]:
    """Return the government's records in a YAML file, by scheme; `against_records` checks them."""
    with inside(named(path)):
        return read_yaml(read_text(path), "records")


def write_whole(option: str, path: Path, text: str | bytes, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all; `option` is what named it.

    The text goes to a new file beside it, which then takes its place. A file that is none, such as
    a pipe, is written to as it is.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            _write(target, text, encoding, "w")
        else:
            _replace(target, text, encoding)
    except (OSError, ValueError) as error:
        problem = f"{shown(str(path), longest=200)} cannot be written ({problem_of(error)})"
        raise SimulatorError(f"{option}: {problem}. {WRITABLE}") from None


def printed(option: str, path: Path, written: str, page: str) -> str:
    """Write what was asked for to its file and return the page; for `-` return what would be written."""
    if str(path) == STANDARD_OUTPUT:
        return written.removesuffix("\n")
    write_whole(option, path, written, CSV_ENCODING if option == "--csv" else "utf-8")
    return page


def named(path: Path) -> str:
    """Return a path as it is shown: as it was written, and quoted where it holds what cannot be printed.

    >>> named(Path("my policy.yaml")), named(Path("two\\nlines.yaml"))
    ('my policy.yaml', "'two\\\\nlines.yaml'")
    """
    text = str(path)
    return text if text.isprintable() else shown(text, longest=200)


def _replace(target: Path, text: str | bytes, encoding: str) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(None, "the file may not be written to")
    beside = target.with_name(f".{token_hex(8)}.part")
    try:
        _write(beside, text, encoding, "x")
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _write(path: Path, text: str | bytes, encoding: str, mode: str) -> None:
    if isinstance(text, bytes):
        with path.open(f"{mode}b") as binary:
            binary.write(text)
        return
    with path.open(mode, encoding=encoding, newline="") as file:
        file.write(text)
