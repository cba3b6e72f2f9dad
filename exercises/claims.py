"""The policies that a sheet gives, their results, and claims about them that the simulator can find out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from math import isclose, prod
from typing import Any

from exercises.answers import Refused
from exercises.questions import ChoiceQuestion, Option
from exercises.records import ExerciseError
from exercises.sheet import Sheet, say
from simulator import Policy, SimulatorError, Summary, country, simulate, summarise, to_data

ROUNDING = 1e-9
AMOUNT = "amount.value"


def summary_of(sheet: Sheet, policy: Policy) -> Summary:
    """Return the result of a policy in the exercise's country, at its reference line.

    Raises `Refused` for a policy that cannot run there: its data lack a column, or nobody can pay for it.
    """
    try:
        return summarise(simulate(country(sheet.country), policy))
    except SimulatorError as error:
        raise Refused(say("unreadable_policy", error=error)) from None


def measured(summary: Summary, path: str) -> float | None:
    """Return the number at a dotted path of a summary, such as `cost.percent_of_gdp`.

    A number in the path counts through a list from 0: `tenths.0.missed_persons` is of the poorest tenth.
    """
    found: Any = to_data(summary)
    try:
        for part in path.split("."):
            found = None if found is None else found[int(part) if part.isdecimal() else part]
        return None if found is None else float(found)
    except (KeyError, IndexError, TypeError):
        raise ExerciseError(f"A result has no measure {path!r}.") from None


def sheet_policy(sheet: Sheet, name: str) -> Policy:
    """Return a policy of the sheet; where it is to cost as much as another, its amount is set so."""
    if name not in sheet.policies:
        raise ExerciseError(f"There is no policy {name!r}. There are: {', '.join(sheet.policies) or 'none'}.")
    given = sheet.policies[name]
    policy = Policy.from_data(given.policy)
    if not given.same_money_as:
        return policy
    cost = summary_of(sheet, policy).cost.total_month
    wanted = summary_of(sheet, sheet_policy(sheet, given.same_money_as)).cost.total_month
    # Costs are in proportion to the amount where nobody's right hangs on it.
    amount = policy.schemes[0].values[AMOUNT]
    assert isinstance(amount, float)
    return policy.with_values({AMOUNT: amount * wanted / cost})


def choice_problem(sheet: Sheet, question: ChoiceQuestion, answers: Mapping[str, object]) -> str | None:
    """Return what is wrong with the option that was chosen, or None where all its claims hold."""
    given = answers.get(question.variable)
    options = {each.id: each for each in question.options}
    chosen = options.get(given.strip().lower()) if type(given) is str else None
    if chosen is None:
        return say("no_choice", options=", ".join(options))
    return None if holds(sheet, chosen) else chosen.message


def holds(sheet: Sheet, option: Option) -> bool:
    """Say whether each claim of an option holds."""
    return all(claim_holds(sheet, each) for each in option.claims)


def claim_holds(sheet: Sheet, claim: str) -> bool:
    """Say whether a claim holds, such as `tested.cost.percent_of_gdp > 0.5 * universal.cost.percent_of_gdp`.

    Equal but for rounding is neither more nor less.

    >>> claim_holds(Sheet("x", 1, "", 5, "nepal", (), ()), "2 < 0.5 * 6")
    True
    """
    parts = re.split(r"\s([<>])\s", claim)
    if len(parts) != 3:
        raise ExerciseError(f"The claim {claim!r} must have the form `policy.measure > number`, with < or >.")
    left, right = (prod(_factor(sheet, each) for each in parts[side].split("*")) for side in (0, 2))
    if isclose(left, right, rel_tol=ROUNDING, abs_tol=ROUNDING):
        return False
    return (left < right) == (parts[1] == "<")


def _factor(sheet: Sheet, text: str) -> float:
    """Return a number, or a measure of a policy of the sheet."""
    with suppress(ValueError):
        return float(text)
    name, _, path = text.strip().partition(".")
    found = measured(summary_of(sheet, sheet_policy(sheet, name)), path)
    if found is None:
        raise ExerciseError(f"The claim's measure {text!r} is of nobody.")
    return found
