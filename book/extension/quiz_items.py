"""Quiz items as data: the form of a lesson's `.quiz.yml` file, and what it refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from book.extension.quiz_numbers import Mistake, check_apart, computed, mistakes_of, variants_of
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


# Beside its question an item may name the aim that it asks about, and the page that it lets one skip.
ABOUT = ("sources", "aim", "skips")


@dataclass(frozen=True, slots=True)
class About:
    """What an item rests on and belongs to; `family` is its id, which all variants of a number share."""

    family: str
    sources: tuple[str, ...]
    aim: int | None
    skips: str | None


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
    about: About


@dataclass(frozen=True, slots=True)
class Numeric:
    """A question whose answer is a number, right within a tolerance.

    `feedback` explains the right answer, and each of the `mistakes` the number of a known wrong thought.
    """

    name: str
    stem: str
    answer: float
    tolerance: float
    unit: str
    feedback: str
    mistakes: tuple[Mistake, ...]
    about: About


@cache
def load_items(path: Path) -> dict[str, Choice | Numeric]:
    """Return the items of a quiz file by their id."""
    records = read_yaml(read_text(path), path.name)
    if not isinstance(records, list):
        raise CourseError(f"{path.name} must be a list of quiz items, each with an id.")
    places = [(record, f"{path.name}: item {number}") for number, record in enumerate(records, 1)]
    items = [item for record, where in places for item in items_from(record, where)]
    names = [item.name for item in items]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path.name} has two items with the id '{name}'.")
    return dict(zip(names, items, strict=True))


def items_from(record: Any, where: str) -> Iterator[Choice | Numeric]:
    """Return the item that a record describes, or one for each of its variants."""
    if not isinstance(record, dict) or "id" not in record:
        raise CourseError(f"{where} must be a mapping with the keys id, kind, stem and its answers.")
    name = check_text(record["id"], f"{where}: its id")
    where = f"{where} ('{name}')"
    kind = record.get("kind")
    if kind not in KINDS:
        raise CourseError(f"{where} has the unknown kind '{kind}'.{hint(kind, KINDS)}")
    if kind != "numeric":
        yield choice_from(name, record, where)
    elif "variants" not in record:
        yield numeric_from(name, record, where)
    else:
        for number, variant in enumerate(variants_of(record, where), 1):
            yield numeric_from(f"{name}-{number}", {**variant, "id": name}, f"{where}, variant {number}")


def numeric_from(name: str, record: dict[str, Any], where: str) -> Numeric:
    """Return an item of the kind 'numeric'; its answer is given, or computed by a function."""
    key = "compute" if "compute" in record else "answer"
    required = ["id", "kind", "stem", key, "tolerance", "feedback"]
    check_keys(record, where, required, ["unit", "with", "mistakes", *ABOUT])
    tolerance = check_number(record["tolerance"], f"{where}: its tolerance")
    if tolerance < 0:
        raise CourseError(f"{where}: its tolerance must not be negative, but is {tolerance}.")
    found = computed(record, where) if key == "compute" else record
    answer, mistakes = check_number(found["answer"], f"{where}: its answer"), mistakes_of(record, where)
    check_apart(answer, tolerance, mistakes, where)
    return Numeric(
        name,
        check_text(found["stem"], f"{where}: its stem"),
        answer,
        tolerance,
        check_text(record["unit"], f"{where}: its unit") if "unit" in record else "",
        check_text(found["feedback"], f"{where}: its feedback"),
        mistakes,
        about_from(record, where),
    )


def choice_from(name: str, record: dict[str, Any], where: str) -> Choice:
    """Return an item with options."""
    check_keys(record, where, ["id", "kind", "stem", "options"], ABOUT)
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
    return Choice(name, record["kind"], stem, options, about_from(record, where))


def option_from(record: Any, where: str) -> Option:
    """Return one option; it is wrong unless it says 'right: true'."""
    check_keys(record, where, ["text", "feedback"], ["right"])
    if not isinstance(record.get("right", False), bool):
        raise CourseError(f"{where}: 'right' must be true or false, not '{record['right']}'.")
    text, feedback = (check_text(record[key], f"{where}: its {key}") for key in ("text", "feedback"))
    return Option(text, record.get("right", False), feedback)


def about_from(record: dict[str, Any], where: str) -> About:
    """Return what the item rests on and belongs to."""
    aim, skips = record.get("aim"), record.get("skips")
    if aim is not None and (not isinstance(aim, int) or not 1 <= aim <= 5):
        raise CourseError(
            f"{where}: its aim must be the number of one of the module's aims, 1 to 5, not '{aim}'."
        )
    page = None if skips is None else check_text(skips, f"{where}: the page that it lets one skip")
    return About(record["id"].strip(), sources_from(record, where), aim, page)


def sources_from(record: dict[str, Any], where: str) -> tuple[str, ...]:
    """Return the ids of the facts that the item rests on."""
    sources = record.get("sources", [])
    if not isinstance(sources, list):
        raise CourseError(f"{where}: its sources must be a list of ids from facts.yml.")
    return tuple(check_text(source, f"{where}: a source") for source in sources)
