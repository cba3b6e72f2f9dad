"""Hypothesis strategies that tests share: welfare with weights, populations, policies and their parts.

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
from simulator.policy import ExistingSetting, InteractionSetting, SchemeSetting, SourceSetting
from simulator.policy.settings import TREATMENTS
from simulator.population import WORK_STATUSES
from simulator.schemes import Interaction, Scheme, Source, all_interactions, all_schemes, all_sources

Floats = NDArray[np.float64]
EXTERNAL = SourceSetting(all_sources()["external"])
REGIONS = ("North", "East", "South", "West")
# What persons of a drawn population already get; the rule `pension_test` asks for the first.
BENEFITS = ("pension", "allowance")
# Those who work for pay: only they earn.
PAID_WORK = (2, 3, 4)
# Small amounts are as likely as large ones: only they can be paid for by a levy.
PARTS = (1.0, 0.01, 0.0001)


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
def above_0(draw: st.DrawFn, least: int = 1) -> tuple[Floats, Floats]:
    """Return welfare above 0 with weights."""
    welfare, weights = draw(welfare_and_weights(least))
    return welfare + 0.25, weights


@st.composite
def populations(draw: st.DrawFn, most: int = 10, observed: bool = True) -> Population:
    """Return up to ten households of one to six persons, with ties in their scores.

    With `observed=False` regions, earnings and existing benefits are not known, as in a made-up country.
    """
    sizes = np.array(draw(st.lists(st.integers(1, 6), min_size=1, max_size=most)), dtype=np.uint8)
    number = len(sizes)

    def each(values: st.SearchStrategy[Any]) -> Any:
        return np.array(draw(st.lists(values, min_size=number, max_size=number)))

    low = PovertyLine("low", "Low line", draw(LINES), "made up")
    high = PovertyLine("high", "High line", 90_000.0, "made up")
    return Population(
        name="Drawn",
        label="Drawn by a test",
        synthetic=draw(st.booleans()),
        economy=Economy("TST", 2024, draw(amounts(1, 1000)), 20.0, (low, high), draw(amounts(1, 1000))),
        households=Households(
            weight=each(WEIGHTS),
            urban=each(st.booleans()),
            size=sizes,
            type=each(st.integers(0, 7)),
            consumption_month=each(amounts(0.25)),
            proxy_score=each(st.integers(-3, 3)),
            region=each(st.integers(0, len(REGIONS) - 1)) if observed else None,
        ),
        persons=draw(_persons(sizes, observed)),
        regions=REGIONS if observed else (),
    )


@st.composite
def _persons(draw: st.DrawFn, sizes: NDArray[np.uint8], observed: bool) -> Persons:
    """Return the members of households; half of them get no benefit, and who is not paid for work earns 0.

    Who is not paid for work may have earned before, and a third of all never contributed.
    """
    number = int(sizes.sum())
    drawn = draw(st.binary(min_size=7 * number, max_size=7 * number))
    age, sex, rest, earned, years, *got = np.frombuffer(drawn, dtype=np.uint8).reshape(7, number)
    work = rest // 3 % len(WORK_STATUSES)
    paid = np.isin(work, PAID_WORK)
    benefits = {name: np.maximum(0.0, amount - 128.0) / 4 for name, amount in zip(BENEFITS, got, strict=True)}
    return Persons(
        household=np.repeat(np.arange(len(sizes)), sizes),
        age=age % 101,
        sex=sex % 2,
        disability=rest % 3,
        work=work,
        earnings_month=paid * (earned * 2.5) if observed else None,
        previous_earnings_month=~paid * (earned * 2.5) if observed else None,
        contribution_years=np.maximum(0.0, years - 85.0) / 4 if observed else None,
        benefits_month=benefits if observed else None,
    )


def values_of(parameter: Parameter, values: Mapping[str, Value]) -> st.SearchStrategy[Value]:
    """Return every value that a parameter allows under the other values."""
    if parameter.kind == "choice":
        return st.sampled_from(list(parameter.choices))
    bounds = parameter.bounds_for(values)
    if parameter.kind == "range":
        end = st.integers(int(bounds.low), int(bounds.high))
        return st.tuples(end, end).map(lambda ends: (min(ends), max(ends)))
    if bounds.high <= 1:
        return st.just(bounds.high) | _numbers(bounds.low, bounds.high)
    highest = st.sampled_from(PARTS).map(lambda part: bounds.low + part * (bounds.high - bounds.low))
    return highest.flatmap(
        lambda high: st.just(min(high, bounds.high)) | _numbers(bounds.low, min(high, bounds.high))
    )


def _numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers of up to nine digits behind the point: no product of a few of them vanishes."""
    return st.floats(low, high).map(lambda number: round(number, 9))


@st.composite
def values_for(draw: st.DrawFn, declared: Scheme | Source | Interaction) -> dict[str, Value]:
    """Return any allowed value for each parameter in force of a scheme, a source or an interaction."""
    values: dict[str, Value] = {}
    for path, each in sorted(declared.parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if in_force(path, values):
            values[path] = draw(values_of(each, values))
    return {path: values[path] for path in declared.parameters if path in values}


def settings_of(scheme: Scheme) -> st.SearchStrategy[SchemeSetting]:
    """Return a scheme with any allowed value for each parameter in force."""
    return values_for(scheme).map(lambda values: SchemeSetting(scheme, values))


@st.composite
def sources(draw: st.DrawFn, only: str = "") -> SourceSetting:
    """Return a way to pay for all of a budget with any allowed values, or the one named."""
    source = all_sources()[only or draw(st.sampled_from(list(all_sources())))]
    return SourceSetting(source, draw(values_for(source)))


@st.composite
def financings(draw: st.DrawFn) -> tuple[SourceSetting, ...]:
    """Return one way to pay, or two that share the budget."""
    first, second = draw(sources()), draw(sources())
    share = draw(st.sampled_from([1.0, 0.5, 0.25]))
    if share == 1:
        return (first,)
    shares = ((first, share), (second, 1 - share))
    return tuple(SourceSetting(each.source, each.values, part) for each, part in shares)


@st.composite
def interactions(draw: st.DrawFn, schemes: int, only: str = "") -> tuple[InteractionSetting, ...]:
    """Return up to two rules between so many schemes, in one order of lead, so that none contradict."""
    order, found = draw(st.permutations(range(schemes))), []
    for _ in range(draw(st.integers(bool(only), 2))):
        interaction = all_interactions()[only or draw(st.sampled_from(list(all_interactions())))]
        least = 1 if interaction.id == "cap" else 2
        if schemes >= least:
            places = draw(st.sets(st.sampled_from(range(schemes)), min_size=least))
            named = tuple(place for place in order if place in places)
            found.append(InteractionSetting(interaction, named, draw(values_for(interaction))))
    return tuple(found)


@st.composite
def treatments(draw: st.DrawFn, schemes: int) -> tuple[ExistingSetting, ...]:
    """Return what becomes of some of the benefits that a drawn population already gets."""
    found = []
    for benefit in draw(st.sets(st.sampled_from(BENEFITS))):
        treatment = draw(st.sampled_from(TREATMENTS if schemes else TREATMENTS[:-1]))
        by = draw(st.integers(0, schemes - 1)) if treatment == "topped_up" else None
        found.append(ExistingSetting(benefit, treatment, by))
    return tuple(found)


@st.composite
def policies(
    draw: st.DrawFn,
    least: int = 0,
    most: int = 3,
    only: str = "",
    interacting: bool = True,
    financed: bool = True,
    existing: bool = True,
) -> Policy:
    """Return policies of the package's schemes, or of the one scheme named, with all that a policy may hold.

    Without `financed` all is paid from outside. Drawn sources may not be able to raise what is needed.
    """
    schemes = [all_schemes()[only]] if only else list(all_schemes().values())
    one = st.sampled_from(schemes).flatmap(settings_of)
    settings = draw(st.lists(one, min_size=least, max_size=most))
    return Policy(
        tuple(settings),
        draw(interactions(len(settings))) if interacting else (),
        draw(financings()) if financed else (EXTERNAL,),
        draw(treatments(len(settings))) if existing else (),
    )
