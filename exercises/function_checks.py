"""The visible tests of a function: it is called with inputs that the learner sees, in the notebook's order.

A grader may hand in the learner's function as one that runs in another process: it is only ever called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from exercises.answers import NUMBERS, Refused, plain_number
from exercises.questions import Case, FunctionQuestion, WrongResult
from exercises.sheet import say

RELATIVE, ABSOLUTE = 1e-6, 1e-9
# Such an error comes from a learner's process and names the kind of the learner's own error itself.
NAMES_ITS_KIND = "LearnerError"
Result = float | tuple[float, ...]


class Stopped(Refused):
    """The learner's function ended with an error of this kind."""

    def __init__(self, error: Exception) -> None:
        kind = type(error).__name__
        said = str(error) if kind == NAMES_ITS_KIND else f"{kind}: {error}"
        super().__init__(say("function_stops", error=said))
        self.kind = said.partition(":")[0]


def function_problem(question: FunctionQuestion, answers: Mapping[str, object]) -> str | None:
    """Return what is wrong with the learner's function, by the first case that it fails."""
    function = answers.get(question.variable)
    if not callable(function):
        raise Refused(say("no_function", name=question.variable))
    for case in question.tests:
        if found := _case_problem(function, case):
            return found
    return None


def _case_problem(function: Callable[..., object], case: Case) -> str | None:
    try:
        returned = result_of(function, tuple(map(_argument, case.given.values())), case.returns)
    except Stopped as stopped:
        told = [each.message for each in case.mistakes if each.error and each.error == stopped.kind]
        return told[0] if told else str(stopped)
    if same(returned, case.returns):
        return None
    told = [each.message for each in case.mistakes if _is(each, returned)]
    return told[0] if told else _worded(case, returned)


def _argument(given: Any) -> Any:
    return np.array(given, dtype=float) if isinstance(given, list) else given


def _is(mistake: WrongResult, returned: Result) -> bool:
    return mistake.returns is not None and same(returned, mistake.returns)


def _worded(case: Case, returned: Result) -> str:
    return case.message.replace("{returned}", shown(returned)).replace("{returns}", shown(case.returns))


def result_of(function: Callable[..., object], arguments: tuple[Any, ...], wanted: Result) -> Result:
    """Return what a function gives, as a number or a tuple of numbers like `wanted`.

    Raises `Refused` in words for what is neither, and `Stopped` for an error.

    >>> result_of(lambda line: line / 2, (100,), 0.0)
    50.0
    """
    try:
        returned = function(*arguments)
    except Exception as error:
        raise Stopped(error) from None
    if returned is None:
        raise Refused(say("returns_nothing"))
    return _many(returned, len(wanted)) if isinstance(wanted, tuple) else _one(returned)


def _one(returned: Any) -> float:
    if type(returned) is np.ndarray and returned.ndim == 0:
        returned = returned[()]
    if type(returned) not in NUMBERS:
        raise Refused(say("returns_other", kind=_kind(returned), wanted=say("one_number")))
    return _finite(returned)


def _many(returned: Any, count: int) -> tuple[float, ...]:
    values = returned.tolist() if type(returned) is np.ndarray else returned
    if type(values) not in (list, tuple) or len(values) != count:
        raise Refused(say("returns_other", kind=_kind(returned), wanted=say("many_numbers", count=count)))
    if any(type(each) not in NUMBERS for each in values):
        raise Refused(
            say("returns_other", kind="other things than numbers", wanted=say("many_numbers", count=count))
        )
    return tuple(map(_finite, values))


def _finite(returned: Any) -> float:
    number = plain_number(returned)
    if number is None:
        raise Refused(say("returns_no_number"))
    return number


def _kind(returned: Any) -> str:
    """Return what something is, in words that a learner knows from Python's own messages."""
    if type(returned) in (list, tuple):
        return f"a {type(returned).__name__} of {len(returned)}"
    if type(returned) is np.ndarray:
        return "an array of the shape " + " × ".join(map(str, returned.shape))
    return f"a value of the type {type(returned).__name__}"


def same(returned: Result, wanted: Result) -> bool:
    """Say whether two results are the same but for rounding.

    >>> same(1 / 3, 0.3333333333), same((1.0, 2.0), (1.0, 2.5))
    (True, False)
    """
    if isinstance(returned, tuple) != isinstance(wanted, tuple):
        return False
    if isinstance(wanted, tuple) and isinstance(returned, tuple) and len(returned) != len(wanted):
        return False
    return bool(np.allclose(returned, wanted, rtol=RELATIVE, atol=ABSOLUTE))


def shown(result: Result) -> str:
    """Return a result as a learner reads it.

    >>> shown(0.125), shown((400.0, 0.0))
    ('0.125', '[400, 0]')
    """
    if isinstance(result, tuple):
        return f"[{', '.join(f'{each:.6g}' for each in result)}]"
    return f"{result:.6g}"


def as_result(value: Any) -> Result:
    """Return what the solution gave, as a number or a tuple of numbers.

    >>> as_result(np.array([1, 2]))
    (1.0, 2.0)
    """
    return tuple(map(float, value)) if np.ndim(value) else float(value)


def disagreement(
    function: Callable[..., object], solution: Callable[..., Any], arguments: tuple[Any, ...], seed: int
) -> str | None:
    """Return how a function differs from the solution for inputs that were drawn with a seed, or None.

    >>> disagreement(abs, abs, (-2.0,), seed=7) is None
    True
    """
    wanted = as_result(solution(*arguments))
    try:
        returned = result_of(function, tuple(map(_fresh, arguments)), wanted)
    except Refused as refused:
        return say("function_stops_elsewhere", problem=refused, seed=seed)
    if same(returned, wanted):
        return None
    return say("other_inputs", returned=_start(returned), returns=_start(wanted), seed=seed)


def _fresh(argument: Any) -> Any:
    # The learner's function may write into what it is given.
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def _start(result: Result) -> str:
    """Return a result cut to what fits a sentence."""
    if isinstance(result, tuple) and len(result) > 3:
        return shown(result[:3]).replace("]", ", …]")
    return shown(result)
