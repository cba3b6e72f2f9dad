"""Numeric quiz items whose answer the simulator computes when the page is built, once for each variant.

An item names a function of `modules/compute.py` (`compute: cost_percent_of_gdp`) and gives its arguments: a
mapping `with`, or a list of them, `variants`. `{argument}` and `{answer}` in its texts are filled in.
Each of its `mistakes` names a function that takes the same arguments, and gives the number that a known wrong
thought gives; `{mistake}` in its feedback is that number.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from book.extension.strict import CourseError, check_keys, check_number, check_text, hint

PLACE = re.compile(r"\{(\w+)\}(?!`)")
# Two numbers that differ by less are one number, but for rounding.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Mistake:
    """The number that a known wrong thought gives, and the words that name the thought."""

    value: float
    feedback: str


def variants_of(record: dict[str, Any], where: str) -> Iterator[dict[str, Any]]:
    """Return the record once for each mapping in its `variants`, with that as its arguments."""
    variants = record["variants"]
    if not isinstance(variants, list) or len(variants) < 2:
        raise CourseError(f"{where}: its variants must be a list of two or more mappings of arguments.")
    rest = {key: value for key, value in record.items() if key != "variants"}
    yield from ({**rest, "with": variant} for variant in variants)


def computed(record: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the answer, rounded to the digits that one can type, and the texts with their places filled."""
    given = arguments_of(record, where)
    answer = result_of(record["compute"], given, where)
    values = {**given, "answer": f"{answer:,g}"}
    texts = {key: filled(record[key], values, f"{where}: its {key}") for key in ("stem", "feedback")}
    return {"answer": answer, **texts}


def arguments_of(record: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the arguments of the item's functions."""
    given = record.get("with", {})
    if not isinstance(given, dict):
        raise CourseError(f"{where}: 'with' must be a mapping of arguments to values.")
    return given


def result_of(name: Any, given: dict[str, Any], where: str) -> float:
    """Return the number that a function gives, rounded to the digits that one can type."""
    try:
        return round(float(function_of(name, where)(**given)), 2)
    except (TypeError, ValueError) as error:
        raise CourseError(f"{where} could not be computed: {error}") from error


def mistakes_of(record: dict[str, Any], where: str) -> tuple[Mistake, ...]:
    """Return the item's known mistakes, each with its number and its words."""
    listed = record.get("mistakes", [])
    if not isinstance(listed, list):
        raise CourseError(
            f"{where}: its mistakes must be a list, each with 'compute' or 'value', and 'feedback'."
        )
    given = arguments_of(record, where)
    return tuple(
        mistake_from(each, given, f"{where}, mistake {number}") for number, each in enumerate(listed, 1)
    )


def mistake_from(record: Any, given: dict[str, Any], where: str) -> Mistake:
    """Return one mistake: its number stands in the record, or is computed from the item's arguments."""
    key = "compute" if isinstance(record, dict) and "compute" in record else "value"
    check_keys(record, where, [key, "feedback"])
    if key == "compute":
        value = result_of(record["compute"], given, where)
    else:
        value = check_number(record["value"], f"{where}: its value")
    values = {**given, "mistake": f"{value:,g}"}
    return Mistake(value, filled(record["feedback"], values, f"{where}: its feedback"))


def check_apart(answer: float, tolerance: float, mistakes: tuple[Mistake, ...], where: str) -> None:
    """Refuse a mistake whose number cannot be told from the right one, or from that of another mistake."""
    known = [("the right answer", answer)]
    for number, mistake in enumerate(mistakes, 1):
        for name, value in known:
            if abs(mistake.value - value) <= tolerance + ROUNDING:
                raise CourseError(
                    f"{where}: mistake {number} gives {mistake.value:g}, and {name} is {value:g}. "
                    f"With a tolerance of {tolerance:g} nobody can tell one from the other."
                )
        known.append((f"mistake {number}", mistake.value))


def function_of(name: Any, where: str) -> Callable[..., float]:
    """Return the public function of `modules/compute.py` with this name."""
    # Imported here so that a book whose quizzes compute nothing builds without the simulator.
    from modules import compute

    if name not in compute.__all__:
        raise CourseError(
            f"{where}: modules/compute.py has no function '{name}'.{hint(name, compute.__all__)}"
        )
    return getattr(compute, name)  # type: ignore[no-any-return]


def filled(given: Any, values: dict[str, Any], where: str) -> str:
    """Return a text with `{name}` replaced; a role such as {fact}`…` stays, an unknown name is refused."""
    text = check_text(given, where)
    for name in PLACE.findall(text):
        check_keys({name: None}, where, [], list(values))
    return PLACE.sub(lambda match: str(values[match[1]]), text)
