"""What a learner calls in the notebook: `check` and `hint`. At once, offline, with no grader."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exercises.checks import policy_from, problem, summary_of
from exercises.sheet import Sheet, TextQuestion, read_sheet
from simulator import Policy, Summary

if TYPE_CHECKING:
    from simulator.widgets import PolicyLab


LINE = 88


class NotRight(AssertionError):
    """What a visible test says of a wrong answer: a notebook shows the sentence, without lines of code."""

    def _render_traceback_(self) -> list[str]:
        return textwrap.wrap(f"Not right yet. {self}", LINE, break_long_words=False, break_on_hyphens=False)


class Exercise:
    """An exercise in the notebook where it is done; `names` are the notebook's variables."""

    def __init__(self, sheet: Sheet, names: Mapping[str, object]) -> None:
        self.sheet, self._names = sheet, names
        self._hints_given: dict[str, int] = {}

    def check(self, question: str) -> None:
        """Print what is wrong with the answer, or that it is right: the message that grading gives."""
        if isinstance(self.sheet.question(question), TextQuestion):
            _say("Your trainer reads this answer and gives the points. It is not checked here.")
            return
        answers = {name: self._names.get(name) for name in self.sheet.variables}
        found = problem(self.sheet, question, answers)
        _say(f"Not right yet. {found}" if found else f"Right. {self.sheet.question(question).right}")

    def check_all(self) -> None:
        """Check every question, one after the other."""
        for question in self.sheet.questions:
            print(question.id, end=": ")
            self.check(question.id)

    def hint(self, question: str) -> None:
        """Print the next hint: a small one first, then larger ones."""
        hints = self.sheet.question(question).hints
        given = min(self._hints_given.get(question, 0), len(hints) - 1)
        self._hints_given[question] = given + 1
        _say(f"Hint {given + 1} of {len(hints)}: {hints[given]}")

    def assert_right(self, question: str, **answers: object) -> None:
        """Raise an error with the message of the first visible test that the answer fails.

        The answers come by the names of their variables: a grader hands them in as plain values.
        """
        if found := problem(self.sheet, question, answers):
            raise NotRight(found)

    def summary(self, policy_text: str) -> Summary:
        """Return the result of a policy in numbers."""
        return summary_of(self.sheet, policy_from(policy_text))

    def lab(self) -> PolicyLab:
        """Return the exercise's policy lab."""
        # Imported here: a grader opens exercises on machines that have no widgets.
        from simulator.widgets import PolicyLab

        return PolicyLab(**lab_arguments(self.sheet))


def _say(text: str) -> None:
    # JupyterLab would break long lines in the middle of a word.
    print(textwrap.fill(text, LINE, break_long_words=False, break_on_hyphens=False))


def lab_arguments(sheet: Sheet) -> dict[str, Any]:
    """Return what `PolicyLab` needs to show the exercise's lab."""
    return {**sheet.lab, "country": sheet.country, "policy": Policy.from_data(sheet.lab["policy"])}


def open_exercise(sheet: str, names: Mapping[str, object]) -> Exercise:
    """Return the exercise that a sheet in YAML describes, in the notebook with these variables."""
    return Exercise(read_sheet(sheet), names)
