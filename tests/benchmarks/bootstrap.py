"""How long 500 bootstrap replicates of a comparison take, counted in single evaluations of it.

Run it from the folder of the course: `OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.bootstrap`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from simulator import Policy, Population, compare, country, simulate
from simulator.builders import build_population
from simulator.countries import country_facts
from simulator.uncertainty import Resampling, bootstrap_comparison, linearised_comparison

HOUSEHOLDS, HOUSEHOLDS_A_UNIT, REPLICATES, ROUNDS = 10_000, 20, 500, 5
MOST_EVALUATIONS = 100
EVERYONE = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
SOME = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, rule: {proxy_quota: {share: 0.4}}}]}")
POLICIES = {"everyone": EVERYONE, "the poorest 40 %": SOME}


def people(clustered: bool) -> Population:
    """Return 10,000 households as if they were a survey's; of sampling units in two strata, or one by one."""
    built = replace(build_population(country_facts("nepal"), households=HOUSEHOLDS), synthetic=False)
    if not clustered:
        return built
    homes = built.households
    units = [row // HOUSEHOLDS_A_UNIT for row in range(HOUSEHOLDS)]
    return replace(built, households=replace(homes, psu=units, stratum=homes.urban.astype(int)))


def seconds(work: Callable[[], object]) -> float:
    """Return the shortest of some runs: what else the machine did then is least."""
    found = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


def main() -> None:
    """Print one evaluation, and what 500 replicates cost beside it, by design of the sample."""
    country("nepal")
    for clustered in (False, True):
        sample = people(clustered)
        outcomes = {name: simulate(sample, each) for name, each in POLICIES.items()}
        one = seconds(lambda sample=sample: compare(sample, POLICIES))  # type: ignore[misc]
        many = seconds(lambda given=outcomes: bootstrap_comparison(given, Resampling(REPLICATES)))  # type: ignore[misc]
        formula = seconds(lambda given=outcomes: linearised_comparison(given))  # type: ignore[misc]
        words = f"{HOUSEHOLDS:,} households, {'sampling units in strata' if clustered else 'one by one'}"
        print(f"{words}: one comparison {1000 * one:.1f} ms; linearised {formula / one:.1f} times that")
        print(
            f"  {REPLICATES} replicates {many:.2f} s = {many / one:.0f} evaluations (most {MOST_EVALUATIONS})"
        )


if __name__ == "__main__":
    main()
