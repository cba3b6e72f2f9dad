"""Numbers written as texts: read where they can mean one thing, refused where they can mean two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.surveys.numerals import read_numerals, top_coded

CENTS = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20)


def written(cents: int, point: str, thousands: str) -> str:
    """Return a number of cents in a style: written('-1234567', ',', '.') is '-12.345,67'."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' * (cents < 0)}{whole:,}".replace(",", thousands) + f"{point}{part:02d}"


@given(CENTS)
def test_decimal_commas_are_read(cents: list[int]) -> None:
    """Two digits behind a comma make it a decimal comma, with or without points between thousands."""
    for thousands in ("", "."):
        read = read_numerals([written(each, ",", thousands) for each in cents])
        assert read.values.tolist() == [each / 100 for each in cents]
        assert read.told == ("decimal commas were read as decimal points",) and read.ambiguous is None


@given(CENTS)
def test_thousands_are_read(cents: list[int]) -> None:
    """Commas or blanks between thousands are left out where a decimal point follows."""
    for thousands in (",", " ", "\u00a0", "'"):
        read = read_numerals([written(each, ".", thousands) for each in cents])
        assert read.values.tolist() == [each / 100 for each in cents]


@given(st.lists(st.integers(0, 10**6), min_size=1), st.sampled_from("०٠๐০𝟬"))
def test_local_digits_are_read(numbers: list[int], zero: str) -> None:
    """Digits of every script are numbers, and that is told."""
    digits = {ord("0") + each: chr(ord(zero) + each) for each in range(10)}
    read = read_numerals([str(each).translate(digits) for each in numbers])
    assert read.values.tolist() == numbers and read.told == ("local digits were read as numbers",)


@pytest.mark.parametrize("texts", [["1,234"], ["1,234", "5"], ["12,345", "1,234"], ["-1,234", "7,890"]])
def test_commas_that_can_mean_two_things_are_ambiguous(texts: list[str]) -> None:
    """1,234 alone is 1234 or 1.234: nothing is guessed, until the mapping says which."""
    assert read_numerals(texts).ambiguous == "commas may be decimal commas or thousands"
    comma, point = (read_numerals(texts, decimal) for decimal in ("comma", "point"))
    assert comma.ambiguous is None and point.ambiguous is None
    assert point.values[0] == pytest.approx(1000 * comma.values[0])


@pytest.mark.parametrize(
    "text", ["abc", "1_000", "0x10", "inf", "1;2", "=1+1", "--1", "1,2,3", "12,34,567.8", "½"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    """Nothing is cut off and nothing is guessed."""
    read = read_numerals([text, "5"])
    assert read.unread.tolist() == [True, False] and np.isnan(read.values[0])


def test_one_currency_mark_is_taken_off_and_two_are_not() -> None:
    """A mark that all amounts have is told; marks of two currencies make them unreadable."""
    one = read_numerals(["Rs 500", "Rs 1,200.50"], marks=True)
    assert one.values.tolist() == [500.0, 1200.5] and "the mark 'Rs' was taken off amounts" in one.told
    for mixed in (["Rs 500", "$ 20"], ["Rs 500", "500"]):
        assert read_numerals(mixed, marks=True).unread.any()


def test_points_that_may_stand_between_thousands_are_told() -> None:
    """Five amounts such as 1.234 are read as they are written, with a warning; the mapping ends the doubt."""
    texts = ["1.234", "2.345", "3.456", "4.567", "5.678"]
    assert read_numerals(texts).values[0] == 1.234 and "thousands" in read_numerals(texts).told[0]
    assert read_numerals(texts, "comma").values[0] == 1234 and not read_numerals(texts, "point").told
    assert not read_numerals([*texts, "6.78"]).told


@pytest.mark.parametrize("text", ["", " ", ".", "NA", "n/a", "NULL", ".a", "NaN"])
def test_gaps_are_missing(text: str) -> None:
    """What stands for nothing is missing, not unreadable."""
    read = read_numerals([text])
    assert read.missing.all() and not read.unread.any()


def test_an_open_age_group_is_read_as_its_first_year() -> None:
    """'95+' is 95; a plain number is no open group."""
    assert [top_coded(text) for text in ("95+", "८०+", "95 and over", "95", "+95")] == [
        95,
        80,
        95,
        None,
        None,
    ]
