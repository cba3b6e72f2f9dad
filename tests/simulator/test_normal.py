"""Normal scores: scipy to the last digits, ranks by hand, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from simulator import BadInput, SimulatorError
from simulator.normal import mid_ranks, normal_scores, proxy_scores
from tests.strategies import WEIGHTS, amounts

ROWS = st.lists(st.tuples(amounts(-100, 100), st.integers(1, 4)), min_size=1, max_size=20)
OPEN = st.floats(1e-300, 1, exclude_max=True)


def near(values: object) -> object:
    """Return what is equal but for rounding."""
    return pytest.approx(values, rel=1e-12, abs=1e-15)


def test_against_scipy() -> None:
    """Shares in the middle, in both tails and at the borders between the three formulas: 2e-15 at most."""
    tails = 10.0 ** -np.linspace(0.3, 307, 20_000)
    borders = np.array([0.075, 0.925, np.exp(-25), 1 - np.exp(-25)])
    shares = np.concatenate([np.linspace(1e-4, 1 - 1e-4, 20_001), tails, 1 - tails[tails > 1e-15]])
    shares = np.concatenate([shares, borders, np.nextafter(borders, 0), np.nextafter(borders, 1)])
    expected = ndtri(shares)
    assert (np.abs(normal_scores(shares) - expected) <= 2e-15 * np.abs(expected)).all()


@pytest.mark.parametrize(
    ("share", "score"),
    [(0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408)],
)
def test_the_digits_of_its_author(share: float, score: float) -> None:
    """The three values by which Wichura (1988) has a transcription checked, one for each formula."""
    assert normal_scores(share).item() == pytest.approx(score, rel=1e-15)


@given(OPEN)
def test_there_and_back(share: float) -> None:
    """The share below the score is the share given; the score of the rest is the opposite."""
    assert ndtr(normal_scores(share)).item() == pytest.approx(share, rel=1e-12)
    if share > 1e-3:
        assert normal_scores(1 - share).item() == pytest.approx(
            -normal_scores(share).item(), rel=1e-9, abs=1e-9
        )


@given(st.lists(OPEN, min_size=2, max_size=20))
def test_higher_shares_have_higher_scores(shares: list[float]) -> None:
    """Scores rise with their shares, and one by one they are those of the list."""
    scores = normal_scores(sorted(shares))
    assert (np.diff(scores) >= 0).all()
    assert scores.tolist() == [normal_scores(share).item() for share in sorted(shares)]


def test_shapes_and_the_middle() -> None:
    """Any shape comes back in its shape, read-only; the middle is 0 exactly."""
    scores = normal_scores([[0.5, 0.2], [0.8, 0.5]])
    assert scores.shape == (2, 2) and scores[0, 0] == scores[1, 1] == 0
    assert normal_scores([]).shape == (0,)
    with pytest.raises(ValueError, match="read-only"):
        scores[0, 0] = 1


@pytest.mark.parametrize("wrong", [0, 1, -0.1, 2, np.nan, None, "0.5", [0.5, 1], [[1], [1, 2]], 1j, [True]])
def test_shares_lie_between_0_and_1(wrong: object) -> None:
    """A share of 0 or 1 has no finite score, and what is no number is refused."""
    with pytest.raises(BadInput, match=r"^shares: "):
        normal_scores(wrong)


def test_ranks_by_hand() -> None:
    """Equals share a place, in the middle of theirs."""
    assert mid_ranks([5, 5, 5], [1, 2, 3]).tolist() == [0.5] * 3
    assert mid_ranks([3, 1, 2, 2], [1, 1, 1, 1]).tolist() == near([7 / 8, 1 / 8, 1 / 2, 1 / 2])
    assert mid_ranks([1, 2], [3, 1]).tolist() == near([3 / 8, 7 / 8])


@given(ROWS)
def test_ranks_are_the_share_below(rows: list[tuple[float, int]]) -> None:
    """Each rank is the weight of those lower plus half that of its equals, over all: pair by pair."""
    values, weights = (np.array(column) for column in zip(*rows, strict=True))
    below = (values[None, :] < values[:, None]) + (values[None, :] == values[:, None]) / 2
    assert mid_ranks(values, weights).tolist() == near((below @ weights / weights.sum()).tolist())
    assert np.average(mid_ranks(values, weights), weights=weights) == near(0.5)


@given(ROWS, st.randoms(use_true_random=False))
def test_rows_and_repetition(rows: list[tuple[float, int]], random: object) -> None:
    """Rows in another order keep their ranks, and a weight of three is three equal rows."""
    values, weights = (np.array(column) for column in zip(*rows, strict=True))
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    ranks = mid_ranks(values, weights)
    assert mid_ranks(values[order], weights[order]).tolist() == near(ranks[order].tolist())
    repeated = mid_ranks(np.repeat(values, weights), np.ones(weights.sum()))
    assert repeated.tolist() == near(np.repeat(ranks, weights).tolist())


@given(st.lists(st.tuples(amounts(), WEIGHTS), min_size=1, max_size=20))
def test_ranks_have_scores(rows: list[tuple[float, float]]) -> None:
    """Each rank lies above 0 and below 1, so that it has a score."""
    values, weights = (np.array(column) for column in zip(*rows, strict=True))
    assert np.isfinite(normal_scores(mid_ranks(values, weights))).all()


def test_ranks_of_very_unequal_weights() -> None:
    """A last row too light to be seen beside the others stays below 1, and huge sums overflow nothing."""
    assert 0 < mid_ranks([1, 2], [1e12, 1e-9])[1] < 1
    assert mid_ranks([1, 2], [1e308, 1e308]).tolist() == [0.25, 0.75]


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1, 2], [1, 0], r"^weights: 0\.0 "),
        ([1, 2], [1, -1], "^weights: "),
        ([1, np.nan], [1, 1], "^values: "),
        (["a", "b"], [1, 1], "^values: "),
        ([1, 2], None, "^weights: "),
        ([1, 2], [1], "one length"),
        ([], [], "one length"),
        (1, 1, "one length"),
    ],
)
def test_ranks_of_nobody(values: object, weights: object, message: str) -> None:
    """Rows that count nobody, gaps and lists of different lengths are refused in words."""
    with pytest.raises(SimulatorError, match=message):
        mid_ranks(values, weights)


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.floats(0.001, 0.999)), min_size=1), st.floats(0, 1))
def test_scores_mix_rank_and_luck(rows: list[tuple[float, float]], r_squared: float) -> None:
    """R2 of 1 is the rank's score alone, 0 the luck's alone; in between a mixture."""
    ranks, luck = (np.array(column) for column in zip(*rows, strict=True))
    assert proxy_scores(ranks, luck, 1).tolist() == normal_scores(ranks).tolist()
    assert proxy_scores(ranks, luck, 0).tolist() == normal_scores(luck).tolist()
    mixed = np.sqrt(r_squared) * ndtri(ranks) + np.sqrt(1 - r_squared) * ndtri(luck)
    assert proxy_scores(ranks, luck, r_squared).tolist() == pytest.approx(mixed.tolist(), abs=1e-12)


@pytest.mark.parametrize("r_squared", [-0.1, 1.1, np.nan, None, "0.5", True])
def test_r_squared_is_a_share(r_squared: object) -> None:
    """What is no number from 0 to 1 is refused by name."""
    with pytest.raises(BadInput, match=r"^r_squared: "):
        proxy_scores([0.5], [0.5], r_squared)


def test_luck_belongs_to_ranks() -> None:
    """One piece of luck a household."""
    with pytest.raises(SimulatorError, match="one length"):
        proxy_scores([0.5, 0.2], [0.5], 0.5)
