"""Compares a summary of the browser with Python's, number by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator import Policy, Population, simulate, summarise, to_data
from simulator.schemes import Scheme

NEAR = 1e-9
# What is 0 in one engine may be the rounding of a sum in the other.
ZERO = 1e-12


def job(policy: Policy, line: str | None = None, seed: int = 1) -> dict[str, Any]:
    """Return the task of summarising a policy, as the browser takes it."""
    return {"fragment": policy.to_fragment(), "line": line, "seed": seed}


def summary_of(
    population: Population, task: Mapping[str, Any], catalogue: Mapping[str, Scheme] | None = None
) -> dict[str, Any]:
    """Return what Python says about a task."""
    policy = Policy.from_fragment(task["fragment"], catalogue)
    return to_data(summarise(simulate(population, policy, task["seed"]), task["line"]))


def differences(expected: Any, found: Any, where: str = "summary") -> Iterator[str]:
    """Give one line for each entry of the browser's record that is not Python's."""
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping) or list(expected) != list(found):
            yield f"{where}: expected the keys {', '.join(expected)}; found {found}"
        else:
            for key, value in expected.items():
                yield from differences(value, found[key], f"{where}.{key}")
    elif isinstance(expected, list | tuple):
        if not isinstance(found, list) or len(expected) != len(found):
            yield f"{where}: {expected} and {found}"
        else:
            for number, pair in enumerate(zip(expected, found, strict=True)):
                yield from differences(*pair, f"{where}[{number}]")
    elif not same(expected, found):
        yield f"{where}: Python {expected!r}, browser {found!r}"


def same(expected: Any, found: Any) -> bool:
    """Say whether two entries are equal: numbers to one part in a thousand million."""
    if not isinstance(expected, int | float) or not isinstance(found, int | float):
        return bool(expected == found)
    return abs(expected - found) <= max(NEAR * abs(expected), ZERO)
