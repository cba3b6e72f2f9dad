"""How far a result on a synthetic population moves with what was made up: its seed and its assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.builders import build_population
from simulator.countries import country, country_facts, country_names, known_country
from simulator.engine import simulate
from simulator.errors import SimulatorError, expect, inside, unknown
from simulator.policy import Policy
from simulator.population import Population
from simulator.population_file import pack, unpack
from simulator.uncertainty.design import Numbers
from simulator.uncertainty.estimates import values_as_drawn
from simulator.uncertainty.places import Place
from simulator.uncertainty.records import AssumptionRange, ByGroup, Varying
from simulator.uncertainty.statistics import Statistics, statistics_of

DEFAULT = Varying()
OWN_SEED = 1
ENDS = ("low", "high")


@dataclass(frozen=True)
class Variant:
    """A population to build: what is changed in words, the seed, and the assumptions with other values."""

    words: str
    seed: int
    assumptions: Mapping[str, float]


def assumption_range(
    country_name: str, policy: Policy, varying: Varying = DEFAULT
) -> tuple[AssumptionRange, ...]:
    """Return each number of a policy's result on a synthetic country, with its assumption range.

    The country is built again with other seeds (take-up and other luck are drawn anew too), and with each
    of its assumptions at the low and at the high value of its file, one at a time; shares of one kind move
    together. The ends are the lowest and the highest result: no sampling interval, and no bound, since two
    assumptions may be wrong at once. Refuses an invented country.
    """
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    return assumption_ranges(country_name, {"": policy}, varying)[""]


def assumption_ranges(
    country_name: str, policies: Mapping[str, Policy], varying: Varying = DEFAULT
) -> dict[str, tuple[AssumptionRange, ...]]:
    """Return the assumption range of each policy by its name, and of its differences from the first one.

    All policies meet the same populations and luck. A number that one of the populations does not have,
    such as a share of nobody, is left out.
    """
    expect("policies", policies, Mapping, 'Name each: {"universal": policy}.')
    expect("varying", varying, Varying, "Write Varying(seeds=10).")
    name = _synthetic(country_name)
    listed = variants(name, varying)
    rows: list[Numbers] = []
    places: tuple[Place, ...] = ()
    for variant in _shown(listed):
        with inside(f"{name} with {variant.words}"):
            found = _statistics(name, variant, policies, varying)
        rows.append(values_as_drawn(found))
        places = found.places
    return _ranges(places, np.array(rows), listed)


def variants(name: str, varying: Varying) -> tuple[Variant, ...]:
    """Return the populations to build: the country as it is, other seeds, and other assumptions.

    >>> [each.words for each in variants("nepal", Varying(seeds=2, assumptions=("score_r_squared",)))]
    ['seed 1', 'seed 2', 'score_r_squared = 0.35', 'score_r_squared = 0.65']
    """
    known = vars(country_facts(name).assumptions)
    chosen = list(known) if varying.assumptions is None else varying.assumptions
    ends: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for key in chosen:
        if key not in known:
            raise unknown("assumptions", key, known)
        low, high = ends.setdefault(known[key].together or key, ({}, {}))
        if known[key].low is not None:
            low[key], high[key] = known[key].low, known[key].high
    seeds = (Variant(f"seed {seed}", seed, {}) for seed in range(OWN_SEED, OWN_SEED + varying.seeds))
    sides = [
        (kind, values, end) for kind, both in ends.items() for values, end in zip(both, ENDS, strict=True)
    ]
    return (*seeds, *(_changed(*each) for each in sides if each[1]))


def _changed(kind: str, values: Mapping[str, float], end: str) -> Variant:
    """Return the variant of one assumption, named by its value, or of several of one kind, at one end."""
    words = f"{kind} = {values[kind]:g}" if kind in values else f"{kind}: {end}"
    return Variant(words, OWN_SEED, values)


def _synthetic(country_name: str) -> str:
    name = known_country(country_name)
    if name not in country_names():
        raise SimulatorError(
            f"{name} is invented: nothing in it is an assumption about a real place, so there is no range "
            "of what may be true there. Choose a real country."
        )
    return name


def _shown(listed: Sequence[Variant]) -> Iterator[Variant]:
    """Yield each variant, showing how many are done; no bar where nobody watches, as in a file."""
    from tqdm import tqdm

    yield from tqdm(listed, desc="Assumption range", unit=" populations", delay=1, disable=None)


def _statistics(name: str, variant: Variant, policies: Mapping[str, Policy], varying: Varying) -> Statistics:
    people, seed = _people(name, variant), varying.seed + variant.seed - OWN_SEED
    outcomes = {key: simulate(people, each, seed, varying.baseline) for key, each in policies.items()}
    return statistics_of(outcomes, varying.line, varying.equivalence, ByGroup(varying.by))


def _people(name: str, variant: Variant) -> Population:
    """Return the population of a variant, through its file as that of every country."""
    if variant.seed == OWN_SEED:
        return country(name, **variant.assumptions)
    return unpack(pack(build_population(country_facts(name), variant.seed)))


def _ranges(
    places: Sequence[Place], rows: Numbers, listed: Sequence[Variant]
) -> dict[str, tuple[AssumptionRange, ...]]:
    found: dict[str, list[AssumptionRange]] = {place.policy: [] for place in places}
    of_seeds = np.array([not each.assumptions for each in listed])
    for place, column in zip(places, rows.T, strict=True):
        if np.isfinite(column).all():
            found[place.policy].append(_range(place, column, of_seeds, listed))
    return {policy: tuple(each) for policy, each in found.items()}


def _range(place: Place, column: Numbers, of_seeds: Numbers, listed: Sequence[Variant]) -> AssumptionRange:
    lowest, highest = int(column.argmin()), int(column.argmax())
    return AssumptionRange(
        section=place.section,
        measure=place.measure,
        state=place.state,
        against=place.against,
        label=place.label,
        unit=place.unit,
        estimate=float(column[0]),
        low=float(column[lowest]),
        high=float(column[highest]),
        low_from=listed[lowest].words,
        high_from=listed[highest].words,
        seeds_low=float(column[of_seeds].min()),
        seeds_high=float(column[of_seeds].max()),
        group=place.group,
    )
