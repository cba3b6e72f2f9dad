"""Errors: what a reader sees is short, in one line, and names the mend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, EmptyGroup, SimulatorError
from simulator.errors import shown, unknown

ANYTHING = st.one_of(st.text(), st.binary(), st.floats(), st.integers(), st.lists(st.text()), st.none())


def test_all_errors_are_of_one_family() -> None:
    """One `except SimulatorError` catches all that the simulator refuses."""
    assert issubclass(BadInput, SimulatorError) and issubclass(EmptyGroup, SimulatorError)


def test_bad_input_keeps_its_parts() -> None:
    """A program can read the field, the value, what is allowed and the mend without parsing text."""
    error = BadInput("take_up", 1.5, "a number from 0 to 1", "Write 0.8 for 80 %.")
    assert (error.field, error.value, error.allowed) == ("take_up", 1.5, "a number from 0 to 1")
    assert str(error) == f"take_up: 1.5 is not allowed. Allowed: {error.allowed}. {error.mend}"


@given(ANYTHING)
def test_a_value_is_shown_in_one_short_line(value: object) -> None:
    """Whatever a reader wrote is shown in one line of at most 61 characters."""
    text = shown(value)
    assert len(text) <= 61 and "\n" not in text and text


@pytest.mark.parametrize(
    "value", [10**5000, {"take_up": 10**5000}, np.zeros((50, 50))], ids=["digits", "nested", "array"]
)
def test_a_value_that_is_hard_to_show(value: object) -> None:
    """A whole number of thousands of digits, and an array of many lines, are shown too."""
    assert len(shown(value)) <= 61 and "\n" not in shown(value)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("take_upp", "take_up"), ("amuont", "amount"), ("takeup", "take_up")],
)
def test_the_nearest_name(wrong: str, near: str) -> None:
    """A name with a slip gets the name meant."""
    assert str(unknown("policy", wrong, ["rule", "take_up", "amount"])).endswith(f"Did you mean {near!r}?")


@given(ANYTHING)
def test_a_name_of_any_kind(name: object) -> None:
    """A name that is no text at all is refused in the same form, with all allowed names."""
    text = str(unknown("policy", name, ["rule", "take_up"]))
    assert text.startswith("policy: ") and "Allowed: rule, take_up. " in text and "\n" not in text


def test_a_name_unlike_all_others() -> None:
    """Where nothing is near, nothing is suggested."""
    assert "Did you mean" not in str(unknown("policy", "zzz", ["rule", "take_up"]))
    assert "Did you mean" not in str(unknown("policy", 10**5000, ["rule", "take_up"]))
