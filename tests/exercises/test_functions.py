"""Functions that learners write: wrong types get a sentence, hidden tests draw anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.checks import problem
from exercises.function_checks import same, shown
from exercises.reference import references
from exercises.self_check import Exercise, NotRight
from exercises.sheet import messages

SHEET = references()["m2-e2"].sheet
GAP, TAPER = SHEET.question("q1"), SHEET.question("q2")
numbers = st.floats(0, 10_000)


def right_gap(consumption_month: Any, weights: Any, line: float) -> Any:
    """Return the poverty gap."""
    return np.average(np.clip(line - consumption_month, 0, None) / line, weights=weights)


def right_taper(consumption_month: Any, full_amount: float, full_below: float, ends_at: float) -> Any:
    """Return the amounts."""
    return full_amount * np.clip((ends_at - consumption_month) / (ends_at - full_below), 0, 1)


def raising(error: Exception) -> Callable[..., object]:
    """Return a function that stops with an error."""

    def stop(*_: object) -> object:
        raise error

    return stop


class Liar:
    """Equal to everything, and a number and an array at will."""

    __eq__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = None  # type: ignore[assignment]
    __float__ = lambda self: 0.125  # noqa: E731
    __array__ = lambda self, *_, **__: np.array(0.125)  # noqa: E731


class Number(float):
    """A number that only looks like one."""


def said(question: str, function: object) -> str | None:
    """Return what the visible tests say of a function."""
    return problem(SHEET, question, {SHEET.question(question).variable: function})


@pytest.mark.parametrize("function", [right_gap, lambda *given: float(right_gap(*given))])
def test_a_right_function_is_right(function: Callable[..., object]) -> None:
    """numpy's numbers and Python's are taken alike."""
    assert said("q1", function) is None


@pytest.mark.parametrize("form", [list, tuple, np.array])
def test_a_list_and_an_array_are_one_answer(form: Callable[[Any], object]) -> None:
    """Many numbers may come in any plain form."""
    assert said("q2", lambda *given: form(right_taper(*given))) is None


NO_FUNCTIONS = {"none": None, "number": 0.125, "name": "poverty_gap", "list": [right_gap]}


@pytest.mark.parametrize("value", NO_FUNCTIONS.values(), ids=NO_FUNCTIONS)
def test_what_is_no_function_is_asked_for(value: object) -> None:
    """A number, a text or nothing in the place of the function is told by the function's name."""
    assert said("q1", value) == messages()["no_function"].replace("{name}", "poverty_gap")


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (None, "returns nothing. Its last line must begin with return"),
        ("0.125", "returns a value of the type str. It must return one number"),
        (True, "returns a value of the type bool"),
        (Number(0.125), "returns a value of the type Number"),
        (Liar(), "returns a value of the type Liar"),
        ([0.125], "returns a list of 1. It must return one number"),
        (np.array([0.1, 0.2]), "returns an array of the shape 2"),
        (np.bool_(True), "returns a value of the type bool"),
        (float("nan"), "nan or an infinite number"),
        (float("inf"), "nan or an infinite number"),
        (10**400, "nan or an infinite number"),
        (0.125j, "returns a value of the type complex"),
    ],
    ids=lambda value: str(type(value)),
)
def test_a_wrong_type_gets_a_sentence(returned: object, words: str) -> None:
    """Neither an object that equals everything nor nan is taken for the right number."""
    assert words in str(said("q1", lambda *_: returned))


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (40.0, "returns a value of the type float. It must return an array of 5 numbers"),
        ([40, 40, 20], "returns a list of 3"),
        (np.zeros((5, 1)), "returns other things than numbers"),
        ([40, 40, "20", 0, 0], "returns other things than numbers"),
        ([40, 40, float("nan"), 0, 0], "nan or an infinite number"),
        (Liar(), "returns a value of the type Liar"),
    ],
    ids=lambda value: str(type(value)),
)
def test_many_numbers_are_asked_for_in_words(returned: object, words: str) -> None:
    """One number, too few, or a table in the place of an array is told."""
    assert words in str(said("q2", lambda *_: returned))


def test_an_error_of_the_function_is_told_in_one_line() -> None:
    """The kind of the error and its text, or the sheet's own message for it; no traceback."""
    assert said("q1", raising(NameError("name 'lien' is not defined"))) == (
        "Your function stops with an error: NameError: name 'lien' is not defined"
    )
    assert "three arguments" in str(said("q1", raising(TypeError("missing 1 argument"))))


def test_a_function_may_write_into_what_it_gets() -> None:
    """Each case and each hidden test hands over arrays of its own."""

    def careless(consumption_month: Any, weights: Any, line: float) -> Any:
        consumption_month[consumption_month > line] = line
        return np.average((line - consumption_month) / line, weights=weights)

    assert said("q1", careless) is None
    assert said("q1", careless) is None
    Exercise(SHEET, {}).assert_agrees(careless, right_gap, draw)


def draw(generator: np.random.Generator) -> tuple[Any, ...]:
    """Draw people and a line."""
    return generator.uniform(0, 300, 9), generator.uniform(1, 9, 9), float(generator.uniform(50, 200))


def test_hidden_tests_draw_with_the_seed_of_the_run() -> None:
    """The same seed draws the same inputs, another seed others; the message names it."""
    seen: list[float] = []

    def spy(consumption_month: Any, weights: Any, line: float) -> Any:
        seen.append(line)
        return right_gap(consumption_month, weights, line)

    for seed in (1, 1, 2):
        random.seed(seed)
        Exercise(SHEET, {}).assert_agrees(spy, right_gap, draw)
    assert seen[:5] == seen[5:10] != seen[10:] and len(set(seen)) == 10
    random.seed(3)
    drawn = random.randrange(2**32)
    random.seed(3)
    with pytest.raises(NotRight, match=f"drawn with the seed {drawn}"):
        Exercise(SHEET, {}).assert_agrees(lambda *_: 0.125, right_gap, draw)


@pytest.mark.parametrize("function", [None, lambda *_: None, raising(KeyError("x")), lambda *_: [1]])
def test_hidden_tests_meet_what_fails_in_words(function: Any) -> None:
    """What is no function, returns nothing, stops or has another form is not right, and no crash."""
    with pytest.raises(NotRight, match="With other numbers than those that you see, your function fails"):
        Exercise(SHEET, {}).assert_agrees(function, right_gap, draw)


def test_the_example_s_result_by_heart_is_not_enough() -> None:
    """Who returns the number of the example passes the visible test, and fails the hidden one."""
    by_heart: Callable[..., object] = lambda *_: 0.125  # noqa: E731
    assert said("q1", by_heart) is None
    with pytest.raises(NotRight, match="Does a number of the example stand in your lines"):
        Exercise(SHEET, {}).assert_agrees(by_heart, right_gap, draw)


@given(st.lists(numbers, min_size=1, max_size=5), numbers)
def test_results_are_compared_number_by_number(values: list[float], other: float) -> None:
    """A result is the same as itself, and not when one number is added or another."""
    result = tuple(values)
    assert same(result, result) and not same((*result, other), result) and not same(result, result[0])
    assert not same((*result[:-1], result[-1] + 1 + abs(result[-1])), result)
    assert shown(result).count(",") == len(result) - 1


def test_each_case_of_the_sheets_is_what_the_solution_gives() -> None:
    """The numbers of the examples, worked out by hand, and the simulator's own measures agree."""
    for question, function in ((GAP, right_gap), (TAPER, right_taper)):
        for case in question.tests:
            arguments = [np.array(each) if isinstance(each, list) else each for each in case.given.values()]
            assert np.allclose(function(*arguments), case.returns)
