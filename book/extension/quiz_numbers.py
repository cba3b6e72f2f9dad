"""Numeric quiz items whose answer the simulator computes when the page is built, once for each variant.

An item names a function of `modules/compute.py` (`compute: cost_percent_of_gdp`) and gives its arguments: a
mapping `with`, or a list of them, `variants`. `{argument}` and `{answer}` in its texts are filled in.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from book.extension.strict import CourseError, check_keys, check_text, hint

PLACE = re.compile(r"\{(\w+)\}(?!`)")


def variants_of(record: dict[str, Any], where: str) -> Iterator[dict[str, Any]]:
    """Return the record once for each mapping in its `variants`, with that as its arguments."""
    variants = record["variants"]
    if not isinstance(variants, list) or len(variants) < 2:
        raise CourseError(f"{where}: its variants must be a list of two or more mappings of arguments.")
    rest = {key: value for key, value in record.items() if key != "variants"}
    yield from ({**rest, "with": variant} for variant in variants)


def computed(record: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the answer, rounded to the digits that one can type, and the texts with their places filled."""
    given = record.get("with", {})
    if not isinstance(given, dict):
        raise CourseError(f"{where}: 'with' must be a mapping of arguments to values.")
    try:
        answer = round(float(function_of(record["compute"], where)(**given)), 2)
    except (TypeError, ValueError) as error:
        raise CourseError(f"{where} could not be computed: {error}") from error
    values = {**given, "answer": f"{answer:,g}"}
    texts = {
        key: filled(check_text(record[key], f"{where}: its {key}"), values, where)
        for key in ("stem", "feedback")
    }
    return {"answer": answer, **texts}


def function_of(name: Any, where: str) -> Callable[..., float]:
    """Return the public function of `modules/compute.py` with this name."""
    # Imported here so that a book whose quizzes compute nothing builds without the simulator.
    from modules import compute

    if name not in compute.__all__:
        raise CourseError(
            f"{where}: modules/compute.py has no function '{name}'.{hint(name, compute.__all__)}"
        )
    return getattr(compute, name)  # type: ignore[no-any-return]


def filled(text: str, values: dict[str, Any], where: str) -> str:
    """Return the text with `{name}` replaced; a role such as {fact}`…` stays, an unknown name is refused."""
    for name in PLACE.findall(text):
        check_keys({name: None}, f"{where}: its text", [], list(values))
    return PLACE.sub(lambda match: str(values[match[1]]), text)
