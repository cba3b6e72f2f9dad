"""Choices: the simulator finds out which option is right, and the sheet's own numbers stay true."""

from __future__ import annotations

import re

import pytest

from exercises.checks import problem
from exercises.claims import claim_holds, holds, measured, sheet_policy, summary_of
from exercises.questions import ChoiceQuestion
from exercises.records import ExerciseError
from exercises.reference import references
from tests.exercises.conftest import REFERENCES

READING = references()["m2-e4"]
CHOICES = [
    (each.sheet, question)
    for each in REFERENCES
    for question in each.sheet.questions
    if isinstance(question, ChoiceQuestion)
]


class Text(str):
    """A text that only looks like one."""


@pytest.mark.parametrize(("sheet", "question"), CHOICES, ids=lambda each: each.id)
def test_one_option_is_right_and_each_other_gets_its_own_message(sheet, question: ChoiceQuestion) -> None:
    """Exactly one option's claims hold, whichever way its letter is written; no two share a message."""
    said = {each.id: problem(sheet, question.id, {question.variable: each.id}) for each in question.options}
    (right,) = (name for name, found in said.items() if found is None)
    assert problem(sheet, question.id, {question.variable: f" {right.upper()}\n"}) is None
    assert len(set(said.values())) == len(question.options)
    assert [each.id for each in question.options if holds(sheet, each)] == [right]


@pytest.mark.parametrize("given", [None, "", "e", "ab", 1, True, Text("a"), ["a"]], ids=repr)
def test_what_is_no_option_is_asked_for(given: object) -> None:
    """Only a plain text that names an option is a choice."""
    found = problem(READING.sheet, "q1", {"poverty_reading": given})
    assert found == "There is no choice yet. Write one of a, b, c, d, in quotes."


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("2 > 1", True),
        ("1 > 2", False),
        ("0.1 * 3 > 0.3", False),
        ("0.1 * 3 < 0.3", False),
        ("benefit.cost.percent_of_gdp > 0", True),
        ("benefit.cost.percent_of_gdp < benefit.cost.percent_of_gdp", False),
        ("larger.cost.percent_of_gdp > 1.99 * benefit.cost.percent_of_gdp", True),
        ("benefit.tenths.9.reached_persons < benefit.tenths.0.reached_persons", True),
    ],
)
def test_claims_compare_measures_and_numbers(claim: str, true: bool) -> None:
    """Products may stand on both sides, and what is equal but for rounding is neither more nor less."""
    assert claim_holds(READING.sheet, claim) is true


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("2 = 2", "must have the form"),
        ("1 < 2 < 3", "must have the form"),
        ("no.cost.percent_of_gdp > 1", "There are: benefit, all_claim, larger"),
        ("benefit.cost.percnt > 1", "has no measure 'cost.percnt'"),
        ("benefit.tenths.10.tenth > 1", "has no measure"),
        ("benefit.gini_without.x > 1", "is of nobody"),
    ],
)
def test_a_claim_that_makes_no_sense_is_told(claim: str, said: str) -> None:
    """Its author reads what is wrong with it."""
    with pytest.raises(ExerciseError, match=said):
        claim_holds(READING.sheet, claim)


def test_the_worked_sentence_has_the_table_s_numbers() -> None:
    """The solution's percentages are those that the simulator finds now, in the order of its sentences."""
    (text,) = READING.texts("answer", "q4")
    paths = [
        ("benefit", "group.before.gap_percent", ".1f"),
        ("benefit", "group.after.gap_percent", ".1f"),
        ("benefit", "reach.exclusion_error_percent", ".0f"),
        ("all_claim", "reach.exclusion_error_percent", ".0f"),
    ]
    values = [
        format(measured(summary_of(READING.sheet, sheet_policy(READING.sheet, name)), path), form)
        for name, path, form in paths
    ]
    assert re.findall(r"([\d.]+) %", text) == values
