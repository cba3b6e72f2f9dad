"""Compares what the browser's engine answers with Python's, number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from simulator import BadInput, Outcome, Policy, Population, SimulatorError, simulate, summarise, to_data
from simulator.policy import (
    alternative_in_link,
    country_in_link,
    from_link,
    line_in_link,
    link_of,
    short_link,
)

NEAR = 1e-9
# What is 0 in one engine may be the rounding of a sum in the other.
ZERO = 1e-12
# Beyond so many households, columns are compared by their sums.
MOST_HOUSEHOLDS = 500
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
EXISTING = ("received_month", "cost_month", "removed_month", "saved_month")


def job(
    policy: Policy, line: str | None = None, seed: int = 1, baseline: Policy | None = None
) -> dict[str, Any]:
    """Return the task of simulating a policy, as the browser takes it."""
    return {"fragment": link_of(policy, baseline), "line": line, "seed": seed}


def summary_of(population: Population, policy: Policy, line: str | None = None) -> dict[str, Any]:
    """Return what Python says about a policy, as plain data."""
    return to_data(summarise(simulate(population, policy), line))


def answer_to(
    population: Population,
    task: Mapping[str, Any],
    policy: Policy | None = None,
    baseline: Policy | None = None,
) -> dict[str, Any]:
    """Return Python's answer to a task; a policy of unseen schemes is handed in beside it."""
    link, alternative = task["fragment"], None
    try:
        if policy is None:
            (policy, baseline), alternative = from_link(link), alternative_in_link(link)
        outcome = simulate(population, policy, task["seed"], baseline)
        summary = to_data(summarise(outcome, task["line"]))
    except BadInput as error:
        return {"refused": True, "field": error.field, "allowed": error.allowed, "mend": error.mend}
    except SimulatorError as error:
        return {"refused": True, "message": str(error)}
    held = policy, baseline, alternative
    said = {"fragment": link_of(*held), "short": short_link(*held)}
    said |= {"line": line_in_link(link), "country": country_in_link(link)}
    return {**said, "summary": summary, "outcome": plain_outcome(outcome)}


def plain_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain data, as the browser gives it."""
    stages = ("group", "eligible", "taken_up", "reached")
    money = ("paid_month", "received_month", "administration_month")
    found = {
        "schemes": [
            {"id": each.setting.scheme.id} | _columns(each, *stages, *money) for each in outcome.schemes
        ],
        "existing": [_columns(each, "name", "treatment", *EXISTING) for each in outcome.existing],
        "levies": [
            {"id": each.setting.source.id} | _columns(each, "needed_month", "rate", "levied_month")
            for each in outcome.levies
        ],
        **_columns(outcome, *(f"consumption_{when}_month" for when in ("without", "before", "after"))),
    }
    return _shortened(found) if len(outcome.population.households.size) > MOST_HOUSEHOLDS else found


def wrong_answers(
    population: Population,
    tasks: Sequence[Mapping[str, Any]],
    found: Sequence[Mapping[str, Any]],
    policies: Sequence[tuple[Policy, Policy | None]] | None = None,
) -> list[str]:
    """Return a line for each entry of the browser's answers that is not Python's."""
    wrong = []
    for number, (task, answer) in enumerate(zip(tasks, found, strict=True)):
        expected = answer_to(population, task, *(policies[number] if policies else ()))
        if "refused" in expected and "refused" in answer:
            answer = {key: answer[key] for key in expected}
        wrong += [f"{task}: {line}" for line in differences(expected, answer, "answer")]
    return wrong


def differences(expected: Any, found: Any, where: str = "summary") -> Iterator[str]:
    """Give one line for each entry of the browser's record that is not Python's."""
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping) or list(expected) != list(found):
            yield f"{where}: expected the keys {', '.join(expected)}; found {str(found)[:300]}"
        else:
            for key, value in expected.items():
                yield from differences(value, found[key], f"{where}.{key}")
    elif isinstance(expected, list | tuple):
        if not isinstance(found, list) or len(expected) != len(found):
            yield f"{where}: {expected} and {found}"
        else:
            for number, pair in enumerate(zip(expected, found, strict=True)):
                yield from differences(*pair, f"{where}[{number}]")
    elif not (said_alike if is_sentence(expected) else same)(expected, found):
        yield f"{where}: Python {expected!r}, browser {found!r}"


def same(expected: Any, found: Any) -> bool:
    """Say whether two entries are equal: numbers to one part in a thousand million."""
    if not isinstance(expected, int | float) or not isinstance(found, int | float):
        return bool(expected == found)
    return abs(expected - found) <= max(NEAR * abs(expected), ZERO)


def is_sentence(entry: Any) -> bool:
    """Say whether an entry is read by people: a link or a name has no spaces."""
    return isinstance(entry, str) and " " in entry


def said_alike(expected: str, found: Any) -> bool:
    """Say whether sentences are equal; the last digit of a number may hang on the order of adding."""
    if not isinstance(found, str) or NUMBER.sub("0", expected) != NUMBER.sub("0", found):
        return False
    return all(map(_nearly, NUMBER.findall(expected), NUMBER.findall(found)))


def _nearly(one: str, other: str) -> bool:
    """Say whether two written numbers are near: a rounded one by its last digit, a whole one as any sum."""
    numbers = [float(each.replace(",", "")) for each in (one, other)]
    last_digit = 10.0 ** -len(one.partition(".")[2]) if "." in one else 0.0
    return abs(numbers[0] - numbers[1]) <= 1.001 * max(last_digit, NEAR * abs(numbers[0]))


def _columns(record: Any, *names: str) -> dict[str, Any]:
    given = {name: getattr(record, name) for name in names}
    return {name: each.tolist() if isinstance(each, np.ndarray) else each for name, each in given.items()}


def _shortened(found: Any) -> Any:
    """Return nested data in which each list of numbers is its sum."""
    if isinstance(found, dict):
        return {name: _shortened(each) for name, each in found.items()}
    if isinstance(found, list):
        return sum(found) if found and isinstance(found[0], int | float) else [*map(_shortened, found)]
    return found
