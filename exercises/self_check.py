"""What a learner calls in the notebook: `check`, `check_all` and `hint`. At once, offline, with no grader."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from exercises.answers import plain_number
from exercises.checks import policy_from, praise, problem
from exercises.claims import sheet_policy, summary_of
from exercises.function_checks import disagreement
from exercises.progress import Progress
from exercises.questions import PredictionQuestion, Question, TextQuestion
from exercises.records import ExerciseError
from exercises.sheet import Sheet, read_sheet
from simulator import Policy, Summary

if TYPE_CHECKING:
    from simulator.widgets import PolicyLab


LINE = 88
# How often a function is compared with the solution, each time with new inputs.
TIMES = 5
TRAINER_READS = "Your trainer reads this answer and gives the points. It is not checked here."


class NotRight(AssertionError):
    """What a visible test says of a wrong answer: a notebook shows the sentence, without lines of code."""

    def _render_traceback_(self) -> list[str]:
        return textwrap.wrap(f"Not right yet. {self}", LINE, break_long_words=False, break_on_hyphens=False)


class Exercise:
    """An exercise in the notebook where it is done; `names` are the notebook's variables."""

    def __init__(self, sheet: Sheet, names: Mapping[str, object]) -> None:
        self.sheet, self._names = sheet, names
        self._progress = Progress(sheet.id, sheet.version)

    def check(self, question: str) -> None:
        """Print what is wrong with the answer, or that it is right: the message that grading gives."""
        if isinstance(self.sheet.question(question), TextQuestion):
            _say(TRAINER_READS)
            return
        found = problem(self.sheet, question, self._answers())
        self._keep(question, found)
        _say(f"Not right yet. {found}" if found else praise(self.sheet, question, self._answers()))

    def check_all(self) -> None:
        """Check every question: done, not yet or for the trainer, with its points and their sum."""
        earned = waiting = 0
        for question in self.sheet.questions:
            if isinstance(question, TextQuestion):
                waiting += question.points
                _say(f"{question.id}: for your trainer, up to {question.points} points.")
                continue
            found = problem(self.sheet, question.id, self._answers())
            self._keep(question.id, found)
            earned += 0 if found else question.points
            _say(_state(question, found))
        for_trainer = f" {waiting} more are for your trainer to give." if waiting else ""
        _say(f"You have {earned} of {self.sheet.points - waiting} points.{for_trainer}")
        _say(self._progress.told())

    def progress(self) -> None:
        """Print how far you had come when you checked last, in this session or an earlier one."""
        for question in self.sheet.questions:
            _say(f"{question.id}: {self._progress.state(question.id)}")
        _say(self._progress.told())

    def start_again(self) -> None:
        """Forget what was kept of earlier sessions: hints begin with the smallest again."""
        self._progress.forget()
        _say("What was kept is forgotten. Your answers in the notebook are as they were.")

    def hint(self, question: str) -> None:
        """Print the next hint: a small one first, then larger ones. The number opened is kept."""
        hints = self.sheet.question(question).hints
        if not hints:
            _say("This is a prediction: there is no hint. Say what you think now.")
            return
        given = min(self._progress.hints(question), len(hints) - 1)
        self._progress.keep_hints(question, given + 1)
        _say(f"Hint {given + 1} of {len(hints)}: {hints[given]}")

    def assert_right(self, question: str, **answers: object) -> None:
        """Raise an error with the message of the first visible test that the answer fails.

        The answers come by the names of their variables: a grader hands them in as plain values.
        """
        if found := problem(self.sheet, question, answers):
            raise NotRight(found)

    def assert_agrees(
        self,
        function: Callable[..., object],
        solution: Callable[..., Any],
        draw: Callable[[np.random.Generator], tuple[Any, ...]],
    ) -> None:
        """Raise an error unless a function gives what the solution gives, for inputs that `draw` draws anew.

        For hidden tests. The seed comes from `random`, which the course's grader seeds and reports.
        """
        seed = random.randrange(2**32)
        generator = np.random.default_rng(seed)
        for _ in range(TIMES):
            if found := disagreement(function, solution, draw(generator), seed):
                raise NotRight(found)

    def number(self, given: object) -> float:
        """Return an answer as a plain number, for hidden tests; anything else is not right."""
        found = plain_number(given)
        if found is None:
            raise NotRight("The answer is not a number.")
        return found

    def policy(self, name: str) -> Policy:
        """Return a policy that the exercise gives, by its name."""
        return sheet_policy(self.sheet, name)

    def summary(self, policy: str) -> Summary:
        """Return the result of a policy in numbers: one that the exercise gives, or one in a text."""
        if policy in self.sheet.policies:
            return summary_of(self.sheet, self.policy(policy))
        return summary_of(self.sheet, policy_from(policy))

    def lab(self) -> PolicyLab:
        """Return the exercise's policy lab."""
        # Imported here: a grader opens exercises on machines that have no widgets.
        from simulator.widgets import PolicyLab

        return PolicyLab(**lab_arguments(self.sheet))

    def _answers(self) -> dict[str, object]:
        return {name: self._names.get(name) for name in self.sheet.variables}

    def _keep(self, question: str, found: str | None) -> None:
        asked = self.sheet.question(question)
        guess = self._names.get(asked.variable) if isinstance(asked, PredictionQuestion) else None
        self._progress.keep(question, done=found is None, prediction=plain_number(guess))


def _state(question: Question, found: str | None) -> str:
    """Return the line of a question in `check_all`."""
    points = f", {0 if found else question.points} of {question.points} points" if question.points else ""
    return f"{question.id}: {'not yet' if found else 'done'}{points}. {found or ''}".strip()


def _say(text: str) -> None:
    # JupyterLab would break long lines in the middle of a word.
    print(textwrap.fill(text, LINE, break_long_words=False, break_on_hyphens=False))


def lab_arguments(sheet: Sheet) -> dict[str, Any]:
    """Return what `PolicyLab` needs to show the exercise's lab."""
    if not sheet.lab:
        raise ExerciseError(f"The exercise {sheet.id} has no lab.")
    return {**sheet.lab, "country": sheet.country, "policy": Policy.from_data(sheet.lab["policy"])}


def open_exercise(sheet: str, names: Mapping[str, object]) -> Exercise:
    """Return the exercise that a sheet in YAML describes, in the notebook with these variables."""
    return Exercise(read_sheet(sheet), names)
