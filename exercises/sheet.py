"""The sheet of an exercise: its questions, their visible tests, hints and points.

It is data, so that the notebook and the page test with one declaration and say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from exercises.records import ExerciseError, read_yaml, record_from


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
    """A wrong number that many give: a measure, times a factor, or what it leaves of 100."""

    measure: str
    message: str
    times: float = 1.0
    complement: bool = False


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
    """Read a measure of the policy that answers another question, within a tolerance."""

    variable: str
    policy: str
    measure: str
    tolerance: float
    wrong: str
    unit: str = ""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TextQuestion(_Question):
    """Write a sentence, which the trainer marks by a rubric."""


Question = PolicyQuestion | NumberQuestion | TextQuestion
KINDS: Mapping[str, type[Question]] = {
    "policy": PolicyQuestion,
    "number": NumberQuestion,
    "text": TextQuestion,
}


@dataclass(frozen=True)
class Sheet:
    """All that a learner may know of an exercise, beside its text."""

    id: str
    version: int
    title: str
    minutes: int
    country: str
    lab: Mapping[str, Any]
    questions: tuple[Question, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that hold answers."""
        return tuple(each.variable for each in self.questions if not isinstance(each, TextQuestion))

    def question(self, name: str) -> Question:
        """Return the question called `name`, or say which there are."""
        for each in self.questions:
            if each.id == name:
                return each
        raise ExerciseError(
            f"There is no question {name!r}. There are: {', '.join(each.id for each in self.questions)}."
        )


def read_sheet(text: str) -> Sheet:
    """Return the sheet that a YAML text describes; unknown keys are refused."""
    data = read_yaml(text, "The sheet")
    questions = data.get("questions")
    if not isinstance(questions, list) or not questions:
        raise ExerciseError("The sheet needs a list of questions.")
    read = [_question(each, f"The sheet: question {number}") for number, each in enumerate(questions, 1)]
    return record_from(Sheet, data | {"questions": read}, "The sheet")


def _question(data: object, where: str) -> Question:
    kind = str(data.get("kind")) if isinstance(data, Mapping) else ""
    if not isinstance(data, Mapping) or kind not in KINDS:
        raise ExerciseError(f"{where} must be a mapping whose kind is one of {', '.join(KINDS)}.")
    inner: dict[str, Any] = dict(data)
    for key, record in (("tests", PolicyTest), ("mistakes", Mistake)):
        if key in data:
            inner[key] = [record_from(record, each, f"{where}, {key}") for each in data[key]]
    question = record_from(KINDS[kind], inner, where)
    if len(question.hints) < 2:
        raise ExerciseError(f"{where} needs at least two hints, the first a small one.")
    return question


@cache
def messages() -> dict[str, str]:
    """Return what every exercise says alike, by its name: in the notebook and in the page.

    >>> messages()["no_number"]
    'There is no number yet. Write one, such as 12.5.'
    """
    text = files("exercises").joinpath("messages.yaml").read_text("utf-8")
    return {name: str(said).strip() for name, said in read_yaml(text, "messages.yaml").items()}
