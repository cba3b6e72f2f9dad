"""Read the course's data files, and refuse what their form does not know."""

import difflib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sphinx.errors import SphinxError


class CourseError(SphinxError):
    """A mistake in the course's sources, told in one sentence."""

    category = "Error in the course"


def read_yaml(text: str, where: str) -> Any:
    """Return what the YAML 1.2 in `text` says; `where` names its file in an error."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise CourseError(f"{where} is not valid YAML: {' '.join(str(error).split())}") from error


def read_text(path: Path) -> str:
    """Return the text of a source file, or say that it is missing."""
    if not path.is_file():
        raise CourseError(f"There is no file {path.name} in {path.parent.name}/.")
    return path.read_text(encoding="utf-8")


def title_in(path: Path) -> str:
    """Return the first heading in a page's source."""
    lines = read_text(path).splitlines()
    title = next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), None)
    if title is None:
        raise CourseError(f"{path.parent.name}/{path.name} has no heading of level one ('# …').")
    return title


def hint(name: object, known: Collection[str]) -> str:
    """Return ' Did you mean …?' with the known name nearest to `name`."""
    nearest = difflib.get_close_matches(str(name), known, n=1, cutoff=0)
    return f" Did you mean '{nearest[0]}'?" if nearest else ""


def check_keys(record: Any, where: str, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Refuse a record that is no mapping, lacks a required key or has an unknown one."""
    if not isinstance(record, Mapping):
        raise CourseError(f"{where} must be a mapping with the keys {', '.join(required)}.")
    known = [*required, *optional]
    for key in record:
        if key not in known:
            raise CourseError(f"{where} has the unknown key '{key}'.{hint(key, known)}")
    for key in required:
        if key not in record:
            raise CourseError(f"{where} lacks the key '{key}'.")


def check_text(value: Any, where: str) -> str:
    """Return `value` if it is a text with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise CourseError(f"{where} must be a text that is not empty.")
    return value.strip()


def check_number(value: Any, where: str) -> float:
    """Return `value` if it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < float("inf"):
        raise CourseError(f"{where} must be a number, not '{value}'.")
    return value
