"""The visible tests: what is wrong with an answer, in words that teach. `exercise-checks.js` is its twin.

Answers are compared as plain types only: a text that looks like a number, an object that equals
everything, or nan earns nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from exercises.sheet import Mistake, NumberQuestion, PolicyQuestion, PolicyTest, Sheet, messages
from simulator import Policy, SimulatorError, Summary, country, simulate, summarise, to_data

# A limit that is met but for rounding is met.
ROUNDING = 1e-9
LARGEST = 1e15


class Refused(Exception):
    """An answer that cannot be tested; its text says why."""


def problem(sheet: Sheet, name: str, answers: Mapping[str, object]) -> str | None:
    """Return what is wrong with the answer to a question, or None when nothing is.

    `answers` holds the learner's values by the name of their variable.
    """
    question = sheet.question(name)
    try:
        if isinstance(question, PolicyQuestion):
            return _policy_problem(sheet, question, answers)
        if isinstance(question, NumberQuestion):
            return _number_problem(sheet, question, answers)
    except Refused as refused:
        return str(refused)
    return None  # a sentence has no right or wrong that a program could tell


def policy_from(text: object) -> Policy:
    """Return the policy in an answer: a link, its part behind '#', or YAML lines.

    >>> policy_from("version=1&1.id=child_benefit").schemes[0].scheme.id
    'child_benefit'
    """
    if type(text) is not str:
        raise Refused(messages()["no_policy"])
    lines = [line for line in text.strip().splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise Refused(messages()["no_policy"])
    try:
        policy = Policy.from_fragment(text.strip()) if is_link(lines) else Policy.from_yaml(text)
    except SimulatorError as error:
        raise Refused(messages()["unreadable_policy"].replace("{error}", str(error))) from None
    if not policy.schemes:
        raise Refused(messages()["no_policy"])
    return policy


def is_link(lines: list[str]) -> bool:
    """Say whether the lines are one link, or the part of one behind '#'.

    >>> is_link(["version=1&1.id=child_benefit"]), is_link(["version: 1", "schemes: []"])
    (True, False)
    """
    return len(lines) == 1 and "version=" in lines[0]


def summary_of(sheet: Sheet, policy: Policy) -> Summary:
    """Return the result of a policy in the exercise's country, at its reference line.

    Raises `Refused` for a policy that cannot run there: its data lack a column, or nobody can pay for it.
    """
    try:
        return summarise(simulate(country(sheet.country), policy))
    except SimulatorError as error:
        raise Refused(messages()["unreadable_policy"].replace("{error}", str(error))) from None


def measured(summary: Summary, path: str) -> float | None:
    """Return the number at a dotted path of a summary, such as `cost.percent_of_gdp`."""
    found: Any = to_data(summary)
    for part in path.split("."):
        found = None if found is None else found[part]
    return None if found is None else float(found)


def _policy_problem(sheet: Sheet, question: PolicyQuestion, answers: Mapping[str, object]) -> str | None:
    policy = policy_from(answers.get(question.variable))
    for test in question.tests:
        try:
            changed = policy.with_values(test.settings)
        except SimulatorError as error:
            raise Refused(messages()["unreadable_policy"].replace("{error}", str(error))) from None
        value = measured(summary_of(sheet, changed), test.measure)
        if not keeps(test, value):
            return worded(test, value)
    return None


def keeps(test: PolicyTest, value: float | None) -> bool:
    """Say whether a measure keeps the limits of a test; a measure of nobody keeps none.

    >>> limit = PolicyTest("cost.percent_of_gdp", "", at_most=1, shown_decimals=2)
    >>> keeps(limit, 1.004), keeps(limit, 1.006)
    (True, False)
    """
    if value is None or not math.isfinite(value):
        return False
    low = -math.inf if test.at_least is None else test.at_least
    high = math.inf if test.at_most is None else test.at_most
    hidden = ROUNDING if test.shown_decimals is None else 0.5 * 10.0**-test.shown_decimals - ROUNDING
    return low - hidden <= value <= high + hidden


def worded(test: PolicyTest, value: float | None) -> str:
    """Return the message of a test with the value and the limit in it."""
    limit = test.at_least if test.at_most is None else test.at_most
    shown = messages()["nobody"] if value is None else f"{value:.2f}"
    return test.message.replace("{value}", shown).replace("{limit}", f"{limit:g}")


def _number_problem(sheet: Sheet, question: NumberQuestion, answers: Mapping[str, object]) -> str | None:
    given = answers.get(question.variable)
    # nan is not between two numbers, and a whole number of a thousand digits is no float.
    if (type(given) is not float and type(given) is not int) or not -LARGEST < given < LARGEST:
        return messages()["no_number"]
    policy_question = sheet.question(question.policy)
    assert isinstance(policy_question, PolicyQuestion)
    try:
        summary = summary_of(sheet, policy_from(answers.get(policy_question.variable)))
    except Refused:
        raise Refused(messages()["policy_first"]) from None
    if _near(given, measured(summary, question.measure), question.tolerance):
        return None
    for mistake in question.mistakes:
        if _near(given, mistaken(mistake, summary), question.tolerance * mistake.times):
            return mistake.message
    return question.wrong


def mistaken(mistake: Mistake, summary: Summary) -> float | None:
    """Return the number that somebody gives who makes the mistake."""
    value = measured(summary, mistake.measure)
    if value is None:
        return None
    return (100 - value if mistake.complement else value) * mistake.times


def _near(given: float, value: float | None, tolerance: float) -> bool:
    return value is not None and abs(given - value) <= tolerance + ROUNDING
