"""The visible tests: what is wrong with an answer, in words that teach. `exercise-checks.js` is its twin.

Answers are compared as plain types only: a text that looks like a number, an object that equals
everything, or nan earns nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from exercises.answers import Refused, plain_number
from exercises.claims import choice_problem, measured, sheet_policy, summary_of
from exercises.function_checks import function_problem
from exercises.questions import (
    ChoiceQuestion,
    FunctionQuestion,
    Mistake,
    NumberQuestion,
    PolicyQuestion,
    PolicyTest,
    PredictionQuestion,
)
from exercises.sheet import Sheet, messages, say
from simulator import Policy, SimulatorError, Summary

# A limit that is met but for rounding is met.
ROUNDING = 1e-9
WHOLE_FROM = 1000
Answers = Mapping[str, object]


def problem(sheet: Sheet, name: str, answers: Answers) -> str | None:
    """Return what is wrong with the answer to a question, or None when nothing is.

    `answers` holds the learner's values by the name of their variable.
    """
    try:
        return _problem(sheet, name, answers)
    except Refused as refused:
        return str(refused)


def _problem(sheet: Sheet, name: str, answers: Answers) -> str | None:
    match sheet.question(name):
        case PolicyQuestion() as question:
            return _policy_problem(sheet, question, answers)
        case NumberQuestion() as question:
            return _number_problem(sheet, question, answers)
        case FunctionQuestion() as question:
            return function_problem(question, answers)
        case ChoiceQuestion() as question:
            return choice_problem(sheet, question, answers)
        case PredictionQuestion() as question:
            predicted(question, answers)
    return None  # a prediction or a sentence has no right or wrong that a program could tell


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
        raise Refused(say("unreadable_policy", error=error)) from None
    if not policy.schemes:
        raise Refused(messages()["no_policy"])
    return policy


def is_link(lines: list[str]) -> bool:
    """Say whether the lines are one link, or the part of one behind '#'.

    >>> is_link(["version=1&1.id=child_benefit"]), is_link(["version: 1", "schemes: []"])
    (True, False)
    """
    return len(lines) == 1 and "version=" in lines[0]


def _policy_problem(sheet: Sheet, question: PolicyQuestion, answers: Answers) -> str | None:
    policy = policy_from(answers.get(question.variable))
    for test in question.tests:
        try:
            changed = policy.with_values(test.settings)
        except SimulatorError as error:
            raise Refused(say("unreadable_policy", error=error)) from None
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
    assert limit is not None
    shown = messages()["nobody"] if value is None else number_text(value, f"{value:.2f}")
    return test.message.replace("{value}", shown).replace("{limit}", number_text(limit, f"{limit:g}"))


def number_text(value: float, small: str) -> str:
    """Return a number of persons or of money in whole units, and a smaller one as it is given.

    >>> number_text(335556.38, "335556.38"), number_text(3.9, "3.90")
    ('335,556', '3.90')
    """
    return f"{value:,.0f}" if abs(value) >= WHOLE_FROM else small


def _number_problem(sheet: Sheet, question: NumberQuestion, answers: Answers) -> str | None:
    if question.prediction:
        _check_predicted(sheet, question, answers)
    given = plain_number(answers.get(question.variable))
    if given is None:
        return messages()["no_number"]
    if _near(given, measured_for(sheet, question, answers), question.tolerance):
        return None
    for mistake in question.mistakes:
        if _near(given, mistaken(sheet, question, mistake, answers), question.tolerance * mistake.times):
            return mistake.message
    return question.wrong


def measured_for(
    sheet: Sheet, question: NumberQuestion, answers: Answers, measure: str = "", policy: str = ""
) -> float | None:
    """Return a measure of the policy that a question is about: the question's own, where none is named."""
    return measured(
        _result(sheet, policy or question.policy, answers),
        measure or question.measure,
    )


def _result(sheet: Sheet, name: str, answers: Answers) -> Summary:
    """Return the result of a policy of the sheet, or of the one that answers a question."""
    if name in sheet.policies:
        return summary_of(sheet, sheet_policy(sheet, name))
    asked = sheet.question(name)
    assert isinstance(asked, PolicyQuestion)
    try:
        return summary_of(sheet, policy_from(answers.get(asked.variable)))
    except Refused:
        raise Refused(messages()["policy_first"]) from None


def mistaken(sheet: Sheet, question: NumberQuestion, mistake: Mistake, answers: Answers) -> float | None:
    """Return the number that somebody gives who makes the mistake."""
    value = measured_for(sheet, question, answers, mistake.measure, mistake.policy)
    if value is None:
        return None
    return (100 - value if mistake.complement else value) * mistake.times


def _near(given: float, value: float | None, tolerance: float) -> bool:
    return value is not None and abs(given - value) <= tolerance + ROUNDING


def predicted(question: PredictionQuestion, answers: Answers) -> float:
    """Return what was predicted, or refuse what is no number in the question's bounds."""
    given = plain_number(answers.get(question.variable))
    if given is None or not question.low <= given <= question.high:
        raise Refused(say("no_prediction", low=f"{question.low:g}", high=f"{question.high:g}"))
    return given


def _check_predicted(sheet: Sheet, question: NumberQuestion, answers: Answers) -> None:
    asked = sheet.question(question.prediction)
    assert isinstance(asked, PredictionQuestion)
    try:
        predicted(asked, answers)
    except Refused:
        raise Refused(say("predict_first", name=asked.variable)) from None


def praise(sheet: Sheet, name: str, answers: Answers) -> str:
    """Return what is said of a right answer: with how far off a prediction was, where there is one."""
    question = sheet.question(name)
    if isinstance(question, PredictionQuestion):
        kept = say("kept", predicted=f"{predicted(question, answers):g}", unit=question.unit)
        return f"{kept} {question.right}"
    if isinstance(question, NumberQuestion) and question.prediction:
        return f"Right. {_distance(sheet, question, answers)} {question.right}"
    return f"Right. {question.right}"


def _distance(sheet: Sheet, question: NumberQuestion, answers: Answers) -> str:
    asked = sheet.question(question.prediction)
    assert isinstance(asked, PredictionQuestion)
    guess, value = predicted(asked, answers), measured_for(sheet, question, answers)
    assert value is not None
    distance = round(guess - value)
    values = {"predicted": f"{guess:g}", "value": f"{value:.0f}", "unit": question.unit}
    if not distance:
        return say("no_distance", **values)
    return say("distance", **values, distance=abs(distance), side="high" if distance > 0 else "low")
