"""Hypothesis strategies that tests share: welfare with weights, populations, policies.

Amounts are quarters of a unit, so that no welfare lies within rounding of a poverty line without being on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator import Economy, Households, Persons, Policy, Population, PovertyLine
from simulator.parameters import Parameter, Value, in_force
from simulator.policy import SchemeSetting
from simulator.schemes import Scheme, all_schemes

Floats = NDArray[np.float64]


def amounts(low: float = 0, high: float = 100_000) -> st.SearchStrategy[float]:
    """Return quarters from low to high."""
    return st.integers(int(low * 4), int(high * 4)).map(lambda quarters: quarters / 4)


WEIGHTS = st.floats(0.01, 1000)
LINES = amounts(1, 50_000)


@st.composite
def welfare_and_weights(draw: st.DrawFn, least: int = 1, most: int = 25) -> tuple[Floats, Floats]:
    """Return amounts, some of them equal and one above 0 at least, with a weight each."""
    pairs = draw(st.lists(st.tuples(amounts(), WEIGHTS), min_size=least, max_size=most))
    values, weights = np.array(pairs).T
    values[0] += not values.any()
    return values, weights


@st.composite
def populations(draw: st.DrawFn, most: int = 10) -> Population:
    """Return up to ten households of one to six persons, with ties in their scores."""
    sizes = np.array(draw(st.lists(st.integers(1, 6), min_size=1, max_size=most)), dtype=np.uint8)
    number, persons = len(sizes), int(sizes.sum())

    def each(values: st.SearchStrategy[Any]) -> Any:
        return np.array(draw(st.lists(values, min_size=number, max_size=number)))

    drawn = draw(st.binary(min_size=3 * persons, max_size=3 * persons))
    age, sex, rest = np.frombuffer(drawn, dtype=np.uint8).reshape(3, persons)
    low = PovertyLine("low", "Low line", draw(LINES), "made up")
    high = PovertyLine("high", "High line", 90_000.0, "made up")
    return Population(
        name="Drawn",
        label="Drawn by a test",
        synthetic=draw(st.booleans()),
        economy=Economy("TST", 2024, draw(amounts(1, 1000)), 20.0, (low, high)),
        households=Households(
            weight=each(WEIGHTS),
            urban=each(st.booleans()),
            size=sizes,
            type=each(st.integers(0, 7)),
            consumption_month=each(amounts(0.25)),
            proxy_score=each(st.integers(-3, 3)),
        ),
        persons=Persons(
            household=np.repeat(np.arange(number), sizes),
            age=age % 101,
            sex=sex % 2,
            disability=rest % 3,
            work=rest // 3,
        ),
    )


def values_of(parameter: Parameter, values: Mapping[str, Value]) -> st.SearchStrategy[Value]:
    """Return every value that a parameter allows under the other values."""
    if parameter.kind == "choice":
        return st.sampled_from(list(parameter.choices))
    bounds = parameter.bounds_for(values)
    if parameter.kind == "range":
        end = st.integers(int(bounds.low), int(bounds.high))
        return st.tuples(end, end).map(lambda ends: (min(ends), max(ends)))
    return st.floats(bounds.low, bounds.high)


@st.composite
def settings_of(draw: st.DrawFn, scheme: Scheme) -> SchemeSetting:
    """Return a scheme with any allowed value for each parameter in force."""
    values: dict[str, Value] = {}
    for path, each in sorted(scheme.parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if in_force(path, values):
            values[path] = draw(values_of(each, values))
    return SchemeSetting(scheme, {path: values[path] for path in scheme.parameters if path in values})


def policies(least: int = 0, most: int = 3, only: str = "") -> st.SearchStrategy[Policy]:
    """Return policies of the package's schemes, or of the one scheme named."""
    schemes = [all_schemes()[only]] if only else list(all_schemes().values())
    one = st.sampled_from(schemes).flatmap(settings_of)
    return st.lists(one, min_size=least, max_size=most).map(lambda settings: Policy(tuple(settings)))
