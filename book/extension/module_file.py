"""A module as data: the form of its `module.yml`, and what it refuses."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from book.extension.strict import (
    CourseError,
    check_keys,
    check_number,
    check_text,
    hint,
    read_text,
    read_yaml,
)

# All but the last are the core path: an hour together.
KINDS = ("start", "lesson", "lab", "exercise", "quiz", "further")
CORE_MINUTES = 60
AIMS = range(3, 6)


@dataclass(frozen=True, slots=True)
class PageOfModule:
    """One page: its document, what kind it is, and the minutes that a new reader needs."""

    document: str
    kind: str
    minutes: float

    @property
    def is_core(self) -> bool:
        """Say whether the page is part of the hour."""
        return self.kind != "further"


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its number, title and aims, and its pages in reading order."""

    number: int
    title: str
    aims: tuple[str, ...]
    pages: tuple[PageOfModule, ...]

    def page(self, document: str) -> PageOfModule | None:
        """Return the page with this document, or None."""
        return next((page for page in self.pages if page.document == document), None)


@cache
def load_module(path: Path) -> Module:
    """Return the module that a `module.yml` describes; its documents are named from the course's root."""
    where = f"{path.parent.name}/{path.name}"
    record = read_yaml(read_text(path), where)
    check_keys(record, where, ["number", "title", "aims", "pages"])
    folder = f"modules/{path.parent.name}"
    pages = tuple(
        page_from(each, folder, f"{where}: page {number}") for number, each in enumerate(record["pages"], 1)
    )
    _check_hour(pages, where)
    return Module(
        int(check_number(record["number"], f"{where}: its number")),
        check_text(record["title"], f"{where}: its title"),
        aims_from(record["aims"], where),
        pages,
    )


def aims_from(record: Any, where: str) -> tuple[str, ...]:
    """Return the aims: three to five sentences on what one can do afterwards."""
    if not isinstance(record, list) or len(record) not in AIMS:
        raise CourseError(f"{where}: its aims must be a list of {AIMS[0]} to {AIMS[-1]} sentences.")
    return tuple(check_text(aim, f"{where}: aim {number}") for number, aim in enumerate(record, 1))


def page_from(record: Any, folder: str, where: str) -> PageOfModule:
    """Return one page of a module."""
    check_keys(record, where, ["page", "kind", "minutes"])
    kind = record["kind"]
    if kind not in KINDS:
        raise CourseError(f"{where} has the unknown kind '{kind}'.{hint(kind, KINDS)}")
    minutes = check_number(record["minutes"], f"{where}: its minutes")
    if minutes <= 0:
        raise CourseError(f"{where}: its minutes must be above 0, not {minutes}.")
    return PageOfModule(f"{folder}/{check_text(record['page'], where)}", kind, minutes)


def _check_hour(pages: tuple[PageOfModule, ...], where: str) -> None:
    minutes = sum(page.minutes for page in pages if page.is_core)
    if minutes > CORE_MINUTES:
        raise CourseError(
            f"{where}: its core pages take {minutes:g} minutes together, and may take {CORE_MINUTES}. "
            "Shorten one, or give a page the kind 'further'."
        )
