"""Coverage: over many surveys drawn from one truth, 95 % intervals hold it in about 95 % of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from simulator import Outcome, Population
from simulator.uncertainty import Estimated, Resampling, bootstrap, linearised
from tests.simulator.uncertainty.sampled import (
    TRUE_GAP,
    TRUE_HEADCOUNT,
    clustered,
    find,
    outcome_of,
    survey,
)

TRUTHS = {"headcount_percent": TRUE_HEADCOUNT, "gap_percent": TRUE_GAP}
Asking = Callable[[Outcome], tuple[Estimated, ...]]
ASKING: dict[str, Asking] = {
    "linearised": linearised,
    "percentile": lambda outcome: bootstrap(outcome, Resampling(400, seed=7)),
    "normal": lambda outcome: bootstrap(outcome, Resampling(400, seed=7, method="normal")),
}
DRAWN: dict[str, Callable[[np.random.Generator], Population]] = {
    "households": lambda generator: survey(400, generator),
    "units in strata": lambda generator: clustered(4, 40, 5, generator),
}


def coverage(ask: Asking, drawn: str, draws: int) -> dict[str, float]:
    """Return how often, in percent, the intervals of so many surveys hold the truth."""
    generator = np.random.default_rng(2024)
    held = dict.fromkeys(TRUTHS, 0)
    for _ in range(draws):
        found = ask(outcome_of(DRAWN[drawn](generator)))
        for measure, truth in TRUTHS.items():
            interval = find(found, measure, "before").interval
            assert interval is not None
            held[measure] += interval.low <= truth <= interval.high
    return {measure: 100 * count / draws for measure, count in held.items()}


def test_the_truth_is_the_formula_s() -> None:
    """The closed forms agree with a very large survey."""
    found = linearised(outcome_of(survey(400_000, np.random.default_rng(1))))
    for measure, truth in TRUTHS.items():
        interval = find(found, measure, "before").interval
        assert interval is not None and interval.estimate == pytest.approx(truth, abs=0.3)


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("method", ["linearised", "percentile"])
def test_sixty_surveys(method: str, drawn: str) -> None:
    """Of 60 intervals 85 % or more hold the truth: 50 or fewer would in 1 of 1,000 such tests."""
    for measure, held in coverage(ASKING[method], drawn, 60).items():
        assert held >= 85, measure


def test_a_sample_taken_for_a_simple_one_is_too_sure() -> None:
    """Without its sampling units, a clustered survey's intervals miss the truth far too often."""
    generator = np.random.default_rng(5)
    held = 0
    for _ in range(60):
        people = clustered(2, 20, 25, generator)
        homes = {name: getattr(people.households, name) for name in ("weight", "urban", "size", "type")}
        plain = type(people.households)(**homes, consumption_month=people.households.consumption_month)
        alone = outcome_of(Population("Made", "Made", False, people.economy, plain, people.persons))
        interval = find(linearised(alone), "headcount_percent", "before").interval
        assert interval is not None
        held += interval.low <= TRUE_HEADCOUNT <= interval.high
    assert held < 48


@pytest.mark.prove
@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("method", ASKING)
def test_four_hundred_surveys(method: str, drawn: str) -> None:
    """Of 400 intervals of each kind and design 93 to 97 % hold the truth."""
    for measure, held in coverage(ASKING[method], drawn, 400).items():
        assert 93 <= held <= 97, (measure, held)
