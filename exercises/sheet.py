"""The sheet of an exercise: its questions, their visible tests, hints and points.

It is data, so that the notebook and the page test with one declaration and say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from exercises.questions import (
    IN_A_FORM,
    KINDS,
    PARTS,
    PredictionQuestion,
    Question,
    TextQuestion,
    WrongResult,
)
from exercises.records import ExerciseError, read_yaml, record_from

FEWEST_HINTS = 3


@dataclass(frozen=True)
class SheetPolicy:
    """A policy that the exercise gives: with `same_money_as`, its amount is set so that it costs as much."""

    policy: Mapping[str, Any]
    same_money_as: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that a learner may know of an exercise, beside its text. `lab` is empty where there is none."""

    id: str
    version: int
    title: str
    minutes: int
    country: str
    aims: tuple[str, ...]
    questions: tuple[Question, ...]
    lab: Mapping[str, Any] = field(default_factory=dict)
    policies: Mapping[str, SheetPolicy] = field(default_factory=dict)

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that hold answers."""
        return tuple(each.variable for each in self.questions if not isinstance(each, TextQuestion))

    @property
    def points(self) -> int:
        """The points of all questions."""
        return sum(each.points for each in self.questions)

    @property
    def fits_a_form(self) -> bool:
        """Whether the exercise can be done in a page: it has a lab, and nothing that needs Python."""
        return bool(self.lab) and all(each.kind in IN_A_FORM for each in self.questions)

    def question(self, name: str) -> Question:
        """Return the question called `name`, or say which there are."""
        for each in self.questions:
            if each.id == name:
                return each
        raise ExerciseError(
            f"There is no question {name!r}. There are: {', '.join(each.id for each in self.questions)}."
        )


def is_marked_by_program(question: Question) -> bool:
    """Say whether a program gives the points of a question."""
    return not isinstance(question, TextQuestion | PredictionQuestion)


def read_sheet(text: str) -> Sheet:
    """Return the sheet that a YAML text describes; unknown keys are refused."""
    data = read_yaml(text, "The sheet")
    questions = data.get("questions")
    if not isinstance(questions, list) or not questions:
        raise ExerciseError("The sheet needs a list of questions.")
    read = [_question(each, f"The sheet: question {number}") for number, each in enumerate(questions, 1)]
    policies = data.get("policies", {})
    if not isinstance(policies, Mapping):
        raise ExerciseError("The sheet's policies must be given by their names.")
    named = {
        name: record_from(SheetPolicy, given, f"The sheet: policies, {name}")
        for name, given in policies.items()
    }
    return record_from(Sheet, data | {"questions": read, "policies": named}, "The sheet")


def _question(data: object, where: str) -> Question:
    kind = str(data.get("kind")) if isinstance(data, Mapping) else ""
    if not isinstance(data, Mapping) or kind not in KINDS:
        raise ExerciseError(f"{where} must be a mapping whose kind is one of {', '.join(KINDS)}.")
    _check_lists(data, where)
    inner: dict[str, Any] = {"hints": []} | dict(data) if kind == "prediction" else dict(data)
    for (key, of), record in PARTS.items():
        if key in data and of == kind:
            inner[key] = [record_from(record, _part(each, where), f"{where}, {key}") for each in data[key]]
    question = record_from(KINDS[kind], inner, where)
    _check(question, where)
    return question


def _check_lists(data: Mapping[str, Any], where: str) -> None:
    """Refuse a text where a list belongs: its letters would be taken for hints or tests."""
    for key in ("hints", "tests", "mistakes", "options"):
        if not isinstance(data.get(key, []), list):
            raise ExerciseError(f"{where}: {key} must be a list, with a line `- …` for each.")
    if type(data.get("points", 0)) is not int or data.get("points", 0) < 0:
        raise ExerciseError(f"{where}: points must be a whole number, 0 or more.")


def _part(data: object, where: str) -> object:
    """Return a part of a question with the wrong results in it, if it has any, as records."""
    if not isinstance(data, Mapping) or "mistakes" not in data:
        return data
    wrong = [record_from(WrongResult, each, f"{where}, mistakes") for each in data["mistakes"]]
    return {**data, "mistakes": wrong}


def _check(question: Question, where: str) -> None:
    if isinstance(question, PredictionQuestion):
        if question.points:
            raise ExerciseError(f"{where} is a prediction, so its points must be 0: nobody is marked by it.")
    elif len(question.hints) < FEWEST_HINTS:
        raise ExerciseError(f"{where} needs at least three hints, the first a small one.")


@cache
def messages() -> dict[str, str]:
    """Return what every exercise says alike, by its name: in the notebook and in the page.

    >>> messages()["no_number"]
    'There is no number yet. Write one, such as 12.5.'
    """
    text = files("exercises").joinpath("messages.yaml").read_text("utf-8")
    return {name: str(said).strip() for name, said in read_yaml(text, "messages.yaml").items()}


def say(message: str, /, **values: object) -> str:
    """Return one of the messages with values in the place of the names in braces.

    >>> say("function_stops", error="NameError: name 'lien' is not defined")
    "Your function stops with an error: NameError: name 'lien' is not defined"
    """
    text = messages()[message]
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text
