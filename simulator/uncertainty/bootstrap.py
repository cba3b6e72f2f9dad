"""Intervals by resampling: households, or sampling units within strata, drawn again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from simulator.engine import Outcome, simulate
from simulator.errors import expect, inside
from simulator.scenario.welfare import PER_PERSON
from simulator.uncertainty.design import Design, Numbers, design_of
from simulator.uncertainty.estimates import values_as_drawn, values_under
from simulator.uncertainty.intervals import by_policy, from_replicates
from simulator.uncertainty.linearised import simple_random_variances
from simulator.uncertainty.records import NO_GROUPS, ByGroup, Estimated, Resampling
from simulator.uncertainty.replicate import replicate_of
from simulator.uncertainty.statistics import Statistics, statistics_of

# So many replicates at a time fit into the caches of a processor.
AT_A_TIME = 25
DEFAULT = Resampling()
Watch = Callable[[int], object]


def bootstrap(  # noqa: PLR0913 (what is measured, and who watches)
    outcome: Outcome,
    resampling: Resampling = DEFAULT,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    by: ByGroup = NO_GROUPS,
    watch: Watch | None = None,
) -> tuple[Estimated, ...]:
    """Return each number of a survey's result with a bootstrap interval; see `bootstrap_comparison`.

    Refuses a population that was not sampled, a stratum of one sampling unit, and fewer than 30 units
    beyond the number of strata.
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    return bootstrap_comparison({"": outcome}, resampling, line, equivalence, by, watch)[""]


def bootstrap_comparison(  # noqa: PLR0913 (what is measured, and who watches)
    outcomes: Mapping[str, Outcome],
    resampling: Resampling = DEFAULT,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    by: ByGroup = NO_GROUPS,
    watch: Watch | None = None,
) -> dict[str, tuple[Estimated, ...]]:
    """Return, by policy, each number with an interval, and its difference from the first policy's.

    All policies meet the same draws (the rescaled bootstrap of `Design.multipliers`), so a difference has
    an interval of its own. Households keep what the simulation of the full sample gave them: quotas and
    levies stay as they were, so with a quota the numbers of who is reached and what it costs vary too
    much. `Resampling(resimulate=True)` simulates each replicate anew, with luck drawn anew too.
    `watch` is called with the number of replicates done, again and again; what it raises ends the work.
    """
    expect("resampling", resampling, Resampling, "Write Resampling(replicates=500).")
    if watch is not None:
        expect("watch", watch, Callable, "Write print, or leave it out.")  # type: ignore[arg-type]
    statistics = statistics_of(outcomes, line, equivalence, by)
    design = design_of(statistics.population)
    whole = values_as_drawn(statistics)
    chunks = _chunks(design, resampling, watch)
    if resampling.resimulate:
        again = partial(statistics_of, line=line, equivalence=equivalence, by=by)
        drawn = [_simulated(outcomes, design, each, again) for each in chunks]
    else:
        drawn = [values_under(statistics, design, each) for each in chunks]
    return _with_intervals(statistics, whole, np.vstack(drawn), resampling)


def _chunks(design: Design, resampling: Resampling, watch: Watch | None) -> Iterator[Numbers]:
    """Yield multipliers, some replicates at a time, showing how many are done."""
    from tqdm import tqdm

    generator, total = np.random.default_rng(resampling.seed), resampling.replicates
    # None: no bar where nobody watches, as in a file.
    with tqdm(total=total, desc="Bootstrap", unit=" replicates", delay=1, disable=None) as bar:
        for begun in range(0, total, AT_A_TIME):
            count = min(AT_A_TIME, total - begun)
            yield design.multipliers(count, generator)
            bar.update(count)
            if watch is not None:
                watch(begun + count)


def _simulated(
    outcomes: Mapping[str, Outcome],
    design: Design,
    multipliers: Numbers,
    numbers_of: Callable[[Mapping[str, Outcome]], Statistics],
) -> Numbers:
    """Return the numbers of replicates that are simulated anew: one row each."""
    rows = []
    for each in multipliers:
        people = replicate_of(next(iter(outcomes.values())).population, each[design.unit])
        with inside("a replicate"):
            again = {
                name: simulate(people, one.policy, one.seed, one.baseline) for name, one in outcomes.items()
            }
            statistics = numbers_of(again)
        rows.append(values_as_drawn(statistics))
    return np.vstack(rows)


def _with_intervals(
    statistics: Statistics, whole: Numbers, drawn: Numbers, resampling: Resampling
) -> dict[str, tuple[Estimated, ...]]:
    """Return the records of all policies."""
    found = [
        from_replicates(value, column, resampling) if np.isfinite(value) else None
        for value, column in zip(whole.tolist(), drawn.T, strict=True)
    ]
    return by_policy(statistics.places, found, simple_random_variances(statistics))
