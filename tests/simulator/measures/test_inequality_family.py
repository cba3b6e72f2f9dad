"""Palma, 80:20, Theil, mean log deviation, Atkinson: published cases, closed forms, and their laws."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import atkinson, gini, mean_log_deviation, palma, quintile_ratio, theil
from tests.simulator.measures.distributions import from_lorenz, lognormal_points
from tests.strategies import WEIGHTS, above_0, amounts

Measure = Callable[..., float]
TEN_INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
RATIOS = {"palma": palma, "quintile_ratio": quintile_ratio}
# These fall with every transfer from a richer to a poorer person.
INDICES: dict[str, Measure] = {
    "theil": theil,
    "mean_log_deviation": mean_log_deviation,
    "atkinson 0.5": partial(atkinson, epsilon=0.5),
    "atkinson 1": partial(atkinson, epsilon=1),
    "atkinson 2": partial(atkinson, epsilon=2),
}
ALL = {**RATIOS, **INDICES}
EVERY = pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
EACH_INDEX = pytest.mark.parametrize("measure", INDICES.values(), ids=INDICES)


def near(value: float) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-9, abs=1e-11)


def test_ten_incomes() -> None:
    """The example of R's package ineq, to the seven digits that it prints."""
    ones = np.ones(10)
    assert round(theil(TEN_INCOMES, ones), 7) == 0.3623412
    assert round(mean_log_deviation(TEN_INCOMES, ones), 7) == 0.4335946
    assert round(atkinson(TEN_INCOMES, ones, 0.5), 7) == 0.1796591


def test_ratios_by_hand() -> None:
    """Ten incomes: the richest over the four poorest, and the two richest over the two poorest."""
    assert palma(TEN_INCOMES, np.ones(10)) == near(22261 / (541 + 1463 + 2445 + 3438))
    assert quintile_ratio(TEN_INCOMES, np.ones(10)) == near((22261 + 11904) / (541 + 1463))


def test_a_row_that_crosses_a_cut_is_split() -> None:
    """Three persons: the poorest fifth is three fifths of one person, the richest tenth three tenths."""
    assert quintile_ratio([1, 2, 5], [1, 1, 1]) == near(0.6 * 5 / (0.6 * 1))
    assert palma([1, 2, 5], [1, 1, 1]) == near(0.3 * 5 / (1 + 0.2 * 2))


@pytest.mark.parametrize("deviation", [0.3, 0.6, 1.0])
def test_lognormal(deviation: float) -> None:
    """Lognormal: Theil's T and the mean log deviation are s^2 / 2, Atkinson 1 - exp(-epsilon s^2 / 2)."""
    cells = lognormal_points(100, deviation, 80)
    assert theil(*cells) == pytest.approx(deviation**2 / 2, rel=1e-9)
    assert mean_log_deviation(*cells) == pytest.approx(deviation**2 / 2, rel=1e-9)
    for epsilon in (0.5, 1, 2, 3):
        expected = 1 - np.exp(-epsilon * deviation**2 / 2)
        assert atkinson(*cells, epsilon) == pytest.approx(expected, rel=1e-9)


def lognormal_ends(top: float, bottom: float) -> float:
    """Return the richest over the poorest from the Lorenz curve of a lognormal distribution with s = .6."""
    below, above = norm.cdf(norm.ppf([bottom, 1 - top]) - 0.6)
    return float((1 - above) / below)


@pytest.mark.parametrize(
    ("lorenz", "of_palma", "of_fifths"),
    [
        (lambda p: 1 - np.sqrt(1 - p), 0.1**0.5 / (1 - 0.6**0.5), 0.2**0.5 / (1 - 0.8**0.5)),
        (lambda p: p**2, 0.19 / 0.16, 0.36 / 0.04),
        (lambda p: norm.cdf(norm.ppf(p) - 0.6), lognormal_ends(0.1, 0.4), lognormal_ends(0.2, 0.2)),
    ],
    ids=["Pareto, alpha 2", "uniform from 0", "lognormal"],
)
def test_ratios_of_known_curves(lorenz: Measure, of_palma: float, of_fifths: float) -> None:
    """Where the Lorenz curve is known, so are the ratios of its ends."""
    cells = from_lorenz(lorenz(np.linspace(0, 1, 100_001)))
    assert palma(*cells) == pytest.approx(of_palma, rel=1e-9)
    assert quintile_ratio(*cells) == pytest.approx(of_fifths, rel=1e-9)


def test_pareto_entropies() -> None:
    """Pareto, alpha 2: Theil's T 1 - ln 2, mean log deviation ln 2 - 1/2; values at the middles of cells."""
    ranks = (np.arange(2_000_000) + 0.5) / 2_000_000
    assert mean_log_deviation((1 - ranks) ** -0.5, np.ones_like(ranks)) == pytest.approx(
        np.log(2) - 0.5, abs=1e-3
    )
    nodes, weights = np.polynomial.legendre.leggauss(200)
    # With 1 - p = u^2 the integral of y ln y is smooth.
    at, held = (nodes + 1) / 2, weights / 2
    assert theil(1 / at[at > 0], held * 2 * at) == pytest.approx(1 - np.log(2), rel=1e-4)


@EVERY
@given(above_0(), st.floats(1e-3, 1e3), st.integers(2, 4), st.randoms(use_true_random=False))
def test_invariances(
    measure: Measure, drawn: tuple[np.ndarray, np.ndarray], rate: float, times: int, random: object
) -> None:
    """Another currency, several copies, weights as repetition, rows in another order: the same number."""
    welfare, weights = drawn
    expected = near(measure(welfare, weights))
    order = list(range(len(welfare)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert measure(welfare * rate, weights * 1000) == expected
    assert measure(np.tile(welfare, times), np.tile(weights, times)) == expected
    assert measure(np.tile(welfare, times), np.tile(weights / times, times)) == expected
    assert measure(welfare[order], weights[order]) == expected
    assert measure([*welfare, 9e9], [*weights, 0]) == expected


@EACH_INDEX
@given(above_0(), amounts(0.25, 1000), amounts(1, 1000), amounts(0.25, 400), WEIGHTS)
def test_transfer_principle(
    measure: Measure,
    drawn: tuple[np.ndarray, np.ndarray],
    poorer: float,
    apart: float,
    moved: float,
    weight: float,
) -> None:
    """From a richer person to a poorer one of the same weight, without changing places: less unequal."""
    moved = min(moved, apart / 2)
    weights = np.concatenate((drawn[1], [weight, weight]))
    before = np.concatenate((drawn[0], [poorer, poorer + apart]))
    after = np.concatenate((drawn[0], [poorer + moved, poorer + apart - moved]))
    assert measure(after, weights) <= measure(before, weights) + 1e-11
    assert measure(after[-2:], [1, 1]) < measure(before[-2:], [1, 1])


def test_ratios_do_not_see_the_middle() -> None:
    """The transfer principle fails for Palma and 80:20: a transfer in the middle leaves both as they are."""
    before = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    after = [1, 2, 3, 4, 6, 6, 6, 8, 9, 10]
    assert gini(after, np.ones(10)) < gini(before, np.ones(10))
    for ratio in RATIOS.values():
        assert ratio(after, np.ones(10)) == near(ratio(before, np.ones(10)))


@given(above_0(least=2), st.data())
def test_within_and_between(drawn: tuple[np.ndarray, np.ndarray], data: st.DataObject) -> None:
    """Theil's T and the mean log deviation are the groups' own, weighted, plus that between their means.

    Theil's T weights by what a group holds, the mean log deviation by how many it has.
    Source: Shorrocks, Econometrica 48(3), 1980.
    """
    welfare, weights = drawn
    cut = data.draw(st.integers(1, len(welfare) - 1))
    groups = [(welfare[:cut], weights[:cut]), (welfare[cut:], weights[cut:])]
    persons = np.array([part.sum() for _, part in groups])
    held = np.array([np.dot(*group) for group in groups])
    for measure, shares in ((theil, held / held.sum()), (mean_log_deviation, persons / persons.sum())):
        within = sum(share * measure(*group) for share, group in zip(shares, groups, strict=True))
        assert measure(welfare, weights) == near(within + measure(held / persons, persons))


@given(above_0())
def test_atkinson_and_the_entropies(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    """At 1 Atkinson's index is 1 - exp(-mean log deviation); it rises with the aversion, from 0 to 1."""
    found = [atkinson(*drawn, epsilon) for epsilon in (1e-9, 0.5, 1 - 1e-9, 1, 1 + 1e-9, 2, 100)]
    assert found[3] == near(1 - np.exp(-mean_log_deviation(*drawn)))
    assert found[3] == pytest.approx(found[2], abs=1e-7) and found[3] == pytest.approx(found[4], abs=1e-7)
    assert all(low <= high + 1e-11 for low, high in pairwise(found))
    assert 0 <= found[0] < 1e-6 and found[-1] < 1


@given(amounts(0.25), st.lists(WEIGHTS, min_size=1, max_size=20))
def test_equals(amount: float, weights: list[float]) -> None:
    """Where all have the same: indices of 0, Palma 1/4, 80:20 of 1; one household is such a case."""
    values = [amount] * len(weights)
    for index in INDICES.values():
        assert 0 <= index(values, weights) < 1e-11
    assert palma(values, weights) == near(0.25) and quintile_ratio(values, weights) == near(1)


def test_one_has_everything() -> None:
    """Theil's T of one person of n with everything is ln n; the others say why they have no number."""
    values, ones = [0] * 9 + [5], np.ones(10)
    assert theil(values, ones) == near(np.log(10))
    assert atkinson(values, ones, 0.5) == near(0.9)
    with pytest.raises(BadInput, match=r"^values: 0\.0 .* values above 0\. One 0 would make the mean log"):
        mean_log_deviation(values, ones)
    with pytest.raises(BadInput, match="at this epsilon"):
        atkinson(values, ones, 1)
    for ratio in RATIOS.values():
        with pytest.raises(BadInput, match=r"poorest [24]0% hold some part\. Else the ratio is infinite"):
            ratio(values, ones)


@EVERY
def test_refusals(measure: Measure) -> None:
    """Nobody, nothing, debts, overflow and bad rows are named errors for each measure."""
    with pytest.raises(EmptyGroup):
        measure([1.0], [0.0])
    with pytest.raises(BadInput, match="total above 0"):
        measure([0.0, 0.0], [1, 1])
    with pytest.raises(BadInput, match=r"-3\.0 is not allowed"):
        measure([1.0, -3.0, 5.0], [1, 1, 1])
    for values, weights in (([1, 2], [1]), ([np.inf], [1]), ([1], [-1]), ([1], None)):
        with pytest.raises(SimulatorError, match=r"values|weights"):
            measure(values, weights)


@EVERY
def test_extreme_magnitudes(measure: Measure) -> None:
    """Very small and very large units give the same number, or are refused where a total is none."""
    values, weights = np.array([1.0, 2.0, 6.0]), np.array([1.0, 2.0, 1.0])
    for scale in (1e-150, 1e150):
        assert measure(values * scale, weights) == near(measure(values, weights))
        assert measure(values, weights * scale) == near(measure(values, weights))
    assert type(measure(values, weights)) is float


@pytest.mark.parametrize("epsilon", [0, -1, 101, float("nan"), "1", None, True])
def test_epsilon_out_of_range(epsilon: object) -> None:
    """An epsilon that is no aversion is refused by name."""
    with pytest.raises(BadInput, match=r"^epsilon: .* above 0, up to 100"):
        atkinson([1, 2], [1, 1], epsilon)  # type: ignore[arg-type]
