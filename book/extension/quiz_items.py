"""Quiz items as data: the form of a lesson's `.quiz.yml` file, and what it refuses."""

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

KINDS = ("single", "multiple", "prediction", "numeric")
RIGHT_OPTIONS = {
    "single": ("exactly one option", range(1, 2)),
    "multiple": ("at least one option", range(1, 100)),
    "prediction": ("no option", range(1)),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with the reason why it is right or wrong."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options: right is one ('single'), at least one ('multiple') or none ('prediction')."""

    name: str
    kind: str
    stem: str
    options: tuple[Option, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numeric:
    """A question whose answer is a number, right within a tolerance."""

    name: str
    stem: str
    answer: float
    tolerance: float
    unit: str
    feedback: str
    sources: tuple[str, ...]


@cache
def load_items(path: Path) -> dict[str, Choice | Numeric]:
    """Return the items of a quiz file by their id."""
    records = read_yaml(read_text(path), path.name)
    if not isinstance(records, list):
        raise CourseError(f"{path.name} must be a list of quiz items, each with an id.")
    items = [item_from(record, f"{path.name}: item {number}") for number, record in enumerate(records, 1)]
    names = [item.name for item in items]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path.name} has two items with the id '{name}'.")
    return dict(zip(names, items, strict=True))


def item_from(record: Any, where: str) -> Choice | Numeric:
    """Return the item that a record describes."""
    if not isinstance(record, dict) or "id" not in record:
        raise CourseError(f"{where} must be a mapping with the keys id, kind, stem and its answers.")
    name = check_text(record["id"], f"{where}: its id")
    where = f"{where} ('{name}')"
    kind = record.get("kind")
    if kind not in KINDS:
        raise CourseError(f"{where} has the unknown kind '{kind}'.{hint(kind, KINDS)}")
    return numeric_from(name, record, where) if kind == "numeric" else choice_from(name, record, where)


def numeric_from(name: str, record: dict[str, Any], where: str) -> Numeric:
    """Return an item of the kind 'numeric'."""
    check_keys(record, where, ["id", "kind", "stem", "answer", "tolerance", "feedback"], ["unit", "sources"])
    tolerance = check_number(record["tolerance"], f"{where}: its tolerance")
    if tolerance < 0:
        raise CourseError(f"{where}: its tolerance must not be negative, but is {tolerance}.")
    return Numeric(
        name,
        check_text(record["stem"], f"{where}: its stem"),
        check_number(record["answer"], f"{where}: its answer"),
        tolerance,
        check_text(record["unit"], f"{where}: its unit") if "unit" in record else "",
        check_text(record["feedback"], f"{where}: its feedback"),
        sources_from(record, where),
    )


def choice_from(name: str, record: dict[str, Any], where: str) -> Choice:
    """Return an item with options."""
    check_keys(record, where, ["id", "kind", "stem", "options"], ["sources"])
    if not isinstance(record["options"], list) or len(record["options"]) < 2:
        raise CourseError(f"{where}: its options must be a list of two or more.")
    options = tuple(
        option_from(option, f"{where}, option {number}") for number, option in enumerate(record["options"], 1)
    )
    right = sum(option.right for option in options)
    wanted, allowed = RIGHT_OPTIONS[record["kind"]]
    if right not in allowed:
        raise CourseError(f"{where} needs {wanted} with 'right: true', but has {right}.")
    stem = check_text(record["stem"], f"{where}: its stem")
    return Choice(name, record["kind"], stem, options, sources_from(record, where))


def option_from(record: Any, where: str) -> Option:
    """Return one option; it is wrong unless it says 'right: true'."""
    check_keys(record, where, ["text", "feedback"], ["right"])
    if not isinstance(record.get("right", False), bool):
        raise CourseError(f"{where}: 'right' must be true or false, not '{record['right']}'.")
    text, feedback = (check_text(record[key], f"{where}: its {key}") for key in ("text", "feedback"))
    return Option(text, record.get("right", False), feedback)


def sources_from(record: dict[str, Any], where: str) -> tuple[str, ...]:
    """Return the ids of the facts that the item rests on."""
    sources = record.get("sources", [])
    if not isinstance(sources, list):
        raise CourseError(f"{where}: its sources must be a list of ids from facts.yml.")
    return tuple(check_text(source, f"{where}: a source") for source in sources)
