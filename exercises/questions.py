"""The kinds of questions: what each asks for, and the visible tests that it is held to. All of it is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PolicyTest:
    """A limit that a measure of the learner's policy must keep; `settings` are changed before measuring.

    `shown_decimals` are those of the lab: what it shows as the limit keeps the limit.
    """

    measure: str
    message: str
    at_most: float | None = None
    at_least: float | None = None
    shown_decimals: int | None = None
    settings: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mistake:
    """A wrong number that many give: a measure, times a factor, or what it leaves of 100.

    The measure is of the question's policy, or of another one that is named.
    """

    measure: str
    message: str
    times: float = 1.0
    complement: bool = False
    policy: str = ""


@dataclass(frozen=True)
class WrongResult:
    """What a function with a mistake that many make gives for a case: a result, or an error by its kind."""

    message: str
    returns: float | tuple[float, ...] | None = None
    error: str = ""


@dataclass(frozen=True)
class Case:
    """What a function must return for inputs that the learner sees; lists are handed over as arrays.

    The message is said of any other result. It may hold {returned} and {returns}.
    """

    given: Mapping[str, Any]
    returns: float | tuple[float, ...]
    message: str
    mistakes: tuple[WrongResult, ...] = ()


@dataclass(frozen=True)
class Option:
    """An answer to choose. It is right where each of its claims holds, which the simulator finds out.

    A claim compares two measures of the sheet's policies, or one with a number:
    `tested.reach.exclusion_error_percent > 10`. The message is said where a claim does not hold.
    """

    id: str
    text: str
    claims: tuple[str, ...]
    message: str


@dataclass(frozen=True, kw_only=True)
class _Question:
    id: str
    kind: str
    points: int
    label: str
    right: str
    hints: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PolicyQuestion(_Question):
    """Choose a policy: many are right, and each is run again to see whether it keeps the limits."""

    variable: str
    tests: tuple[PolicyTest, ...]


@dataclass(frozen=True, kw_only=True)
class NumberQuestion(_Question):
    """Find a measure of a policy, within a tolerance: one of the sheet's, or the answer to a question.

    `prediction` names the question in which it must have been predicted before.
    """

    variable: str
    policy: str
    measure: str
    tolerance: float
    wrong: str
    unit: str = ""
    mistakes: tuple[Mistake, ...] = ()
    prediction: str = ""


@dataclass(frozen=True, kw_only=True)
class FunctionQuestion(_Question):
    """Write a function of a few lines; hidden tests compare it with the solution for inputs drawn anew."""

    variable: str
    tests: tuple[Case, ...]


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(_Question):
    """Choose the option whose claims hold. The sheet does not say which: the simulator finds out."""

    variable: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class PredictionQuestion(_Question):
    """Say beforehand what a number will be. It is kept, and neither right nor wrong: it has no points."""

    variable: str
    low: float
    high: float
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class TextQuestion(_Question):
    """Write a sentence, which the trainer marks by a rubric."""


Question = (
    PolicyQuestion | NumberQuestion | FunctionQuestion | ChoiceQuestion | PredictionQuestion | TextQuestion
)
KINDS: Mapping[str, type[Question]] = {
    "policy": PolicyQuestion,
    "number": NumberQuestion,
    "function": FunctionQuestion,
    "choice": ChoiceQuestion,
    "prediction": PredictionQuestion,
    "text": TextQuestion,
}
# What a form in a page can ask for; the other kinds need a notebook.
IN_A_FORM = ("policy", "number", "text")
# What a question holds in a list, by its key and kind.
PARTS: Mapping[tuple[str, str], type] = {
    ("tests", "policy"): PolicyTest,
    ("tests", "function"): Case,
    ("mistakes", "number"): Mistake,
    ("options", "choice"): Option,
}
