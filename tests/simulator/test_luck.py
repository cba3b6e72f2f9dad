"""Luck: the hash that the design names, spread evenly, and without memory of its inputs."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from simulator.luck import HIGHEST_SEED, draw, lowbias32

SEEDS = st.integers(0, HIGHEST_SEED)
MANY = np.arange(200_000)


def mixed(number: int) -> int:
    """Return lowbias32 in Python's own whole numbers, as its author publishes it."""
    number ^= number >> 16
    number = number * 0x7FEB352D % 2**32
    number ^= number >> 15
    number = number * 0x846CA68B % 2**32
    return number ^ number >> 16


@given(SEEDS, st.integers(0, 2**31 - 1), st.text(max_size=12))
def test_the_formula(seed: int, number: int, purpose: str) -> None:
    """A draw is (m(seed ^ m(number ^ crc32(purpose))) + .5) / 2**32 to the last bit."""
    expected = (mixed(seed ^ mixed(number ^ crc32(purpose.encode()))) + 0.5) / 2**32
    assert draw(seed, np.array([number]), purpose).item() == expected


@pytest.mark.parametrize(
    ("seed", "purpose", "expected"),
    [(0, "take_up", 2947493797), (1, "take_up", 2185860086), (HIGHEST_SEED, "take_up", 3113854393)],
)
def test_fixed_numbers(seed: int, purpose: str, expected: int) -> None:
    """The luck of household 0 stays what it was in results already published."""
    assert draw(seed, np.array([0]), purpose).item() == (expected + 0.5) / 2**32


def test_no_two_numbers_meet() -> None:
    """The mixing loses nothing: different numbers become different numbers."""
    assert len(np.unique(lowbias32(np.arange(500_000, dtype=np.uint32)))) == 500_000


@pytest.mark.parametrize("seed", [0, 1, 2, HIGHEST_SEED])
def test_spread_evenly(seed: int) -> None:
    """Households that count upwards get luck spread evenly over (0, 1)."""
    luck = draw(seed, MANY, "take_up")
    assert luck.min() > 0 and luck.max() < 1
    assert chisquare(np.histogram(luck, bins=100, range=(0, 1))[0]).pvalue > 1e-3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draw(1, MANY, "take_up"), draw(2, MANY, "take_up")),
        (draw(1, MANY, "take_up"), draw(1, MANY, "audit")),
        (draw(1, MANY[:-1], "take_up"), draw(1, MANY[1:], "take_up")),
        (draw(1, MANY, "take_up"), MANY.astype(float)),
    ],
    ids=["seed", "purpose", "neighbour", "number"],
)
def test_no_memory(one: np.ndarray, other: np.ndarray) -> None:
    """Luck of another seed, another purpose, the next household, or the number itself tells nothing."""
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(len(one))
