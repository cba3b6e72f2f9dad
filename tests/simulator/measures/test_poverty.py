"""Poverty: published cases, closed forms, and the laws that define the measures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.measures import fgt, is_poor
from tests.simulator.measures.distributions import lognormal_points
from tests.strategies import LINES, WEIGHTS, amounts, welfare_and_weights

ALPHAS = st.sampled_from([0, 1, 2])
TEN_PERSONS = [6, 8, 11, 15, 21, 25, 30, 40, 50, 100]


def near(value: float) -> object:
    """Return what a number equal but for rounding compares equal to."""
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("alpha", "expected"), [(0, 0.5), (1, 0.08), (2, 0.0136)])
def test_handbook_country_c(alpha: int, expected: float) -> None:
    """World Bank Handbook on Poverty and Inequality (2009), chapter 4: country C at a line of 125."""
    assert fgt([100, 110, 150, 160], [1, 1, 1, 1], 125, alpha) == near(expected)


@pytest.mark.parametrize(
    ("given_to", "gap", "severity"),
    [((0, 0), 0.20, 0.1115), ((15, 15), 0.0700, 0.02650)],
)
def test_ten_person_economy(given_to: tuple[float, float], gap: float, severity: float) -> None:
    """Grosh et al., Revisiting Targeting (2022), chapter 7: before, and after 15 each to the two poorest."""
    welfare = np.array(TEN_PERSONS, dtype=float)
    welfare[:2] += given_to
    assert fgt(welfare, np.ones(10), 20, 1) == near(gap)
    assert fgt(welfare, np.ones(10), 20, 2) == near(severity)


def test_ten_person_economy_universal_transfer() -> None:
    """The same chapter, scenario 4: 3 for each of ten cuts the gap by 30 % and moves nobody over the line."""
    after = np.array(TEN_PERSONS) + 3.0
    assert 1 - fgt(after, np.ones(10), 20, 1) / fgt(TEN_PERSONS, np.ones(10), 20, 1) == near(0.30)
    assert fgt(after, np.ones(10), 20, 0) == fgt(TEN_PERSONS, np.ones(10), 20, 0) == near(0.4)


def test_lognormal_at_a_line() -> None:
    """Median 100, log deviation .6, line 80: the integrals of the lognormal distribution, to their digits."""
    welfare, weights = lognormal_points(100, 0.6, 80)
    assert fgt(welfare, weights, 80, 0) == pytest.approx(0.3549814490622347, rel=1e-12)
    assert fgt(welfare, weights, 80, 1) == pytest.approx(0.10723426015982315, rel=1e-12)
    assert fgt(welfare, weights, 80, 2) == pytest.approx(0.045625736801732986, rel=1e-12)


@pytest.mark.parametrize("alpha", [0, 1, 2, 3.5])
def test_uniform_distribution(alpha: float) -> None:
    """Spread evenly from 0 to b, the measure at z is z / b / (alpha + 1)."""
    cells = 100_000
    middles = (np.arange(cells) + 0.5) / cells * 10
    assert fgt(middles, np.ones(cells), 4, alpha) == pytest.approx(0.4 / (alpha + 1), rel=1e-8)


def test_exponential_distribution() -> None:
    """With mean 1 and z = 1: headcount 1 - 1/e, gap 1/e, severity 1 - 2/e, by integration by parts."""
    cells = 1_000_000
    middles = -np.log1p(-(np.arange(cells) + 0.5) / cells)
    expected = (1 - np.exp(-1), np.exp(-1), 1 - 2 * np.exp(-1))
    for alpha, value in enumerate(expected):
        assert fgt(middles, np.ones(cells), 1, alpha) == pytest.approx(value, abs=1e-6)


def test_welfare_at_the_line_is_not_poor() -> None:
    """Poor means below the line; welfare that equals it but for rounding is not below."""
    at_line = [0.1 + 0.2, 0.3, np.nextafter(0.3, 0)]
    assert not is_poor(at_line, 0.3).any()
    assert is_poor([0.3 * (1 - 1e-8)], 0.3).all()


@given(welfare_and_weights(), LINES)
def test_bounds_and_order(people: tuple[np.ndarray, np.ndarray], line: float) -> None:
    """Severity never exceeds the gap, nor the gap the headcount, and all lie from 0 to 1."""
    zero, one, two = (fgt(*people, line, alpha) for alpha in (0, 1, 2))
    assert 0 <= two <= one * (1 + 1e-12) <= zero * (1 + 1e-11) <= 1 + 1e-10


@given(welfare_and_weights(), LINES, ALPHAS, st.integers(-20, 20))
def test_scale_invariance(people: tuple[np.ndarray, np.ndarray], line: float, alpha: int, power: int) -> None:
    """Welfare and line in another currency, and weights in thousands, leave poverty as it is."""
    welfare, weights = people
    rate = 2.0**power
    assert fgt(welfare * rate, weights * 1000, line * rate, alpha) == near(fgt(welfare, weights, line, alpha))


@given(welfare_and_weights(), LINES, ALPHAS)
def test_replication(people: tuple[np.ndarray, np.ndarray], line: float, alpha: int) -> None:
    """A doubled weight is the same as the row twice."""
    welfare, weights = people
    weights = weights.copy()
    weights[0] *= 2
    rows = np.concatenate((welfare, welfare[:1])), np.concatenate((people[1], people[1][:1]))
    assert fgt(welfare, weights, line, alpha) == near(fgt(*rows, line, alpha))


@given(welfare_and_weights(), LINES, ALPHAS, st.randoms(use_true_random=False))
def test_order_of_rows_is_nothing(
    people: tuple[np.ndarray, np.ndarray], line: float, alpha: int, random: object
) -> None:
    """The rows in another order give the same."""
    order = list(range(len(people[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert fgt(people[0][order], people[1][order], line, alpha) == near(fgt(*people, line, alpha))


@given(welfare_and_weights(), LINES, ALPHAS, st.data())
def test_monotonicity(
    people: tuple[np.ndarray, np.ndarray], line: float, alpha: int, data: st.DataObject
) -> None:
    """One person's gain never raises poverty, and lowers gap and severity when that person was poor."""
    welfare, weights = people
    row = data.draw(st.integers(0, len(welfare) - 1))
    better = welfare.copy()
    better[row] += data.draw(amounts(0.25))
    before, after = fgt(welfare, weights, line, alpha), fgt(better, weights, line, alpha)
    assert after <= before + 1e-12
    if welfare[row] < line and alpha and weights[row] / weights.sum() > 1e-4:
        assert after < before


@given(welfare_and_weights(), amounts(1, 1000), amounts(1, 1000), amounts(0.25, 400), WEIGHTS)
def test_transfer_principle(
    people: tuple[np.ndarray, np.ndarray], poorer: float, apart: float, moved: float, weight: float
) -> None:
    """From one poor person to a poorer one of the same weight: severity falls, the gap stays."""
    moved = min(moved, apart / 2)
    line = poorer + apart + 1
    welfare = np.concatenate((people[0], [poorer, poorer + apart]))
    after = np.concatenate((people[0], [poorer + moved, poorer + apart - moved]))
    weights = np.concatenate((people[1], [weight, weight]))
    assert fgt(after, weights, line, 1) == near(fgt(welfare, weights, line, 1))
    assert fgt(after, weights, line, 2) <= fgt(welfare, weights, line, 2) * (1 + 1e-12)
    assert fgt([poorer + moved, poorer + apart - moved], [1, 1], line, 2) < fgt(
        [poorer, poorer + apart], [1, 1], line, 2
    )


@given(welfare_and_weights(least=2), LINES, ALPHAS, st.data())
def test_subgroups(
    people: tuple[np.ndarray, np.ndarray], line: float, alpha: int, data: st.DataObject
) -> None:
    """The poverty of all is the mean of the groups', weighted by how many each holds."""
    welfare, weights = people
    cut = data.draw(st.integers(1, len(welfare) - 1))
    groups = [(welfare[:cut], weights[:cut]), (welfare[cut:], weights[cut:])]
    parts = sum(fgt(*group, line, alpha) * group[1].sum() for group in groups)
    assert fgt(welfare, weights, line, alpha) == near(parts / weights.sum())


@given(welfare_and_weights(), LINES, ALPHAS, amounts(0.25))
def test_focus(people: tuple[np.ndarray, np.ndarray], line: float, alpha: int, gain: float) -> None:
    """What those who are not poor gain changes nothing."""
    welfare, weights = people
    richer = np.where(welfare >= line, welfare + gain, welfare)
    assert fgt(richer, weights, line, alpha) == fgt(welfare, weights, line, alpha)


def test_an_empty_group_is_an_error() -> None:
    """Poverty of nobody is no number."""
    for nobody in ([], [0.0, 0.0]):
        with pytest.raises(EmptyGroup, match="group is empty"):
            fgt(nobody, np.zeros(len(nobody)), 10, 1)


@pytest.mark.parametrize("line", [0, -5, float("nan"), float("inf")])
def test_a_line_must_be_above_nothing(line: float) -> None:
    """A line that is no amount above 0 is refused by name."""
    with pytest.raises(BadInput, match=r"^line: .* an amount above 0"):
        fgt([1.0], [1.0], line, 0)


@pytest.mark.parametrize("alpha", [-0.1, 11, float("nan")])
def test_alpha_out_of_range(alpha: float) -> None:
    """An alpha that is no Foster-Greer-Thorbecke measure is refused by name."""
    with pytest.raises(BadInput, match=r"^alpha: .* from 0 to 10"):
        fgt([1.0], [1.0], 1, alpha)


@pytest.mark.parametrize(
    ("values", "weights"),
    [([1, 2], [1]), ([[1]], [[1]]), ([np.nan], [1]), ([1], [np.inf]), ([1], [-1]), ([1], None)],
)
def test_bad_rows_and_weights(values: object, weights: object) -> None:
    """Weights are asked for, one a value, finite and not negative; values are finite."""
    with pytest.raises(SimulatorError, match=r"values|weights"):
        fgt(values, weights, 10, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("welfare", [[np.nan], None, ["x"], ["1"], [np.inf], [None]])
def test_nobody_is_poor_without_a_number(welfare: object) -> None:
    """A gap is not poor and not rich: it is refused."""
    with pytest.raises(BadInput, match=r"^welfare: "):
        is_poor(welfare, 10)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "alpha"), [(True, 0), ("10", 0), (None, 0), (10, "0"), (10, None), (10, True)]
)
def test_line_and_alpha_are_numbers(line: object, alpha: object) -> None:
    """A text, nothing, and true are no line and no alpha."""
    with pytest.raises(BadInput, match=r"^(line|alpha): "):
        fgt([1.0], [1.0], line, alpha)  # type: ignore[arg-type]


def test_sums_too_large_for_a_number() -> None:
    """What overflows is refused, not passed on as infinity."""
    with pytest.raises(BadInput, match=r"^welfare: "):
        fgt([-1e308], [1.0], 1e-5, 2)
    with pytest.raises(SimulatorError, match="weights add up"):
        fgt([1.0, 1.0], [1e308, 1e308], 10, 0)
    assert type(fgt([1.0], [1.0], np.float64(10), 1)) is float
