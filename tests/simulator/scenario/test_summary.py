"""Summaries of what is unusual: nobody has anything, two rates, several schemes, payments made once."""

from __future__ import annotations

import numpy as np
import pytest

from simulator import (
    Outcome,
    Policy,
    example_population,
    measured,
    redistribution,
    simulate,
    summarise,
    targeting,
)
from simulator.reports import compared_text, to_text
from simulator.scenario.notes import AVERAGED, NO_GINI
from tests.simulator.making import child_benefit, observed_village, one_scheme, singles

VILLAGE = example_population()
PACKAGE = Policy.from_data(
    {
        "version": 1,
        "schemes": [
            {"id": "child_benefit", "rule": {"proxy_quota": {"share": 0.4}}},
            {"id": "social_pension"},
            {"id": "household_benefit", "rule": {"proxy_quota": {"share": 0}}},
        ],
        "financing": "external",
    }
)


def nothing_left() -> Outcome:
    """Return two persons who live on a benefit alone, which ends."""
    people = singles([50.0, 50.0], age=[70, 70])
    today = one_scheme("social_pension", amount={"value": 50, "unit": "currency"})
    ending = Policy.from_data({"version": 1, "schemes": [], "existing": {"social_pension": "replaced"}})
    return simulate(people, ending, baseline=today)


def test_where_nobody_has_anything_left() -> None:
    """Poverty is known, and the Gini is not: None with a note, a dash in the text, no refusal."""
    outcome = nothing_left()
    assert not outcome.consumption_after_month.any()
    summary = summarise(outcome)
    assert summary.everyone.after is not None and summary.everyone.after.headcount_percent == 100
    assert summary.gini_before == 0 and summary.gini_after is None and NO_GINI in summary.notes
    text = to_text(summary)
    (row,) = [line for line in text.splitlines() if line.startswith("Gini")]
    assert row.split()[-2:] == ["0.0000", "–"] and NO_GINI in " ".join(text.split())
    (row,) = [line for line in compared_text({"end": summary}).splitlines() if line.startswith("Gini after")]
    assert row.split()[-1] == "–"


def test_redistribution_where_nobody_has_anything_left() -> None:
    """What cannot be taken is None, with the reason; the measures beside it say so too."""
    moved = redistribution(nothing_left())
    assert moved.gini_before == 0 and moved.why == NO_GINI
    assert (moved.gini_after, moved.reynolds_smolensky, moved.reranking) == (None, None, None)
    gini = next(each for each in measured(nothing_left()) if each.measure == "gini")
    assert gini.after is None and gini.why
    assert redistribution(simulate(VILLAGE, child_benefit())).why is None


@pytest.mark.parametrize(("times", "higher"), [(1, None), (2, 2), (3.5, 3.5)])
def test_a_levy_with_two_rates_has_both(times: float, higher: float | None) -> None:
    """The higher rate is so many times the first; together they raise what is needed, by hand."""
    source = {
        "exempt_below": 50,
        "higher_above": 100,
        "unit": "currency",
        "higher_rate": times,
        "highest_rate": 1,
    }
    policy = Policy.from_data(
        {
            "version": 1,
            "schemes": [{"id": "child_benefit"}],
            "financing": {"progressive_levy_on_consumption": source},
        }
    )
    summary = summarise(simulate(VILLAGE, policy))
    (payment,) = summary.financing
    assert payment.rate_percent is not None
    expected = None if higher is None else pytest.approx(higher * payment.rate_percent)
    assert payment.higher_rate_percent == expected
    consumption, members = VILLAGE.households.consumption_month, VILLAGE.members_weight
    middle = (np.clip(consumption, 50, 100) - 50) * members
    top = np.maximum(consumption - 100, 0) * members
    rates = payment.rate_percent / 100, (payment.higher_rate_percent or payment.rate_percent) / 100
    assert rates[0] * middle.sum() + rates[1] * top.sum() == pytest.approx(summary.cost.needed_month)
    told = "of what lies above the second amount"
    assert any(told in note for note in summary.notes) is (higher is not None)
    assert (", then " in to_text(summary)) is (higher is not None)


def test_a_source_that_is_only_declared_has_no_rate() -> None:
    """Where who pays is not modelled there is neither rate."""
    (payment,) = summarise(simulate(VILLAGE, child_benefit())).financing
    assert payment.rate_percent is None and payment.higher_rate_percent is None


def test_each_scheme_has_its_own_errors() -> None:
    """Each counts the poor of its own group, as `targeting` does, and not who another scheme reaches."""
    outcome = simulate(VILLAGE, PACKAGE)
    summary = summarise(outcome)
    for place, scheme in enumerate(summary.schemes):
        errors = targeting(outcome, place).against_line
        assert scheme.exclusion_error_percent == errors.exclusion_percent
        assert scheme.inclusion_error_percent == errors.inclusion_percent
    # The package misses 1 of 6 poor persons that it is for; the quota alone misses 2 of 5 poor children.
    child, pension, nobody = summary.schemes
    assert (child.exclusion_error_percent, child.inclusion_error_percent) == pytest.approx((40, 40))
    assert (pension.exclusion_error_percent, pension.inclusion_error_percent) == pytest.approx((0, 50))
    assert nobody.exclusion_error_percent == 100 and nobody.inclusion_error_percent is None


def test_the_note_of_a_package_gives_the_errors() -> None:
    """The note says what each scheme misses and mistakes, and that one reaches nobody."""
    (note,) = [each for each in summarise(simulate(VILLAGE, PACKAGE)).notes if "Each scheme alone" in each]
    assert "Child benefit misses 40 % of the poor, and 40 % of whom it pays are not poor;" in note
    assert note.endswith("benefit for poor households reaches nobody.") or note.endswith("reaches nobody.")
    assert not [each for each in summarise(simulate(VILLAGE, child_benefit())).notes if "alone" in each]


@pytest.mark.parametrize(
    ("scheme", "averaged"),
    [("birth_grant", True), ("maternity_benefit", True), ("child_benefit", False), ("social_pension", False)],
)
def test_what_is_paid_once_is_an_average(scheme: str, averaged: bool) -> None:
    """A grant, or a benefit for some weeks, is shown as the average of a month, and a note says so."""
    summary = summarise(simulate(VILLAGE, one_scheme(scheme)))
    assert any(each.endswith(AVERAGED) for each in summary.notes) is averaged


def test_a_grant_counts_a_twelfth_a_month() -> None:
    """A grant of 20 % of GDP per person, 200 a month: a twelfth of 40 for each infant."""
    (grant,) = summarise(simulate(VILLAGE, one_scheme("birth_grant"))).schemes
    assert grant.paid_per_recipient is not None
    assert grant.paid_per_recipient.currency_month == pytest.approx(40 / 12)


def test_a_policy_without_a_scheme_says_so() -> None:
    """No scheme is not an empty group: one plain note, and no other of what to check."""
    notes = summarise(simulate(VILLAGE, Policy(()))).notes
    assert notes[-1] == "This policy has no scheme." and not [each for each in notes if "group" in each]


def test_a_test_of_what_ends_is_told() -> None:
    """Who loses a pension, and fails the pension test by it, may get nothing in its place: a note says so."""
    policy = one_scheme("social_pension", rule="pension_test")
    replacing = Policy.from_data({**policy.to_data(), "existing": {"pension": "replaced"}})
    note = "Social pension looks at what people get of pension now: "
    told = [
        any(each.startswith(note) for each in summarise(simulate(observed_village(), given)).notes)
        for given in (policy, replacing)
    ]
    assert told == [False, True]


def test_one_luck_in_all_schemes_is_told() -> None:
    """The households that miss one scheme miss another with the same take-up; the help of luck says so."""
    scheme = {"id": "household_benefit", "rule": "universal", "take_up": 0.5}
    policy = Policy.from_data({"version": 1, "schemes": [scheme, dict(scheme)], "financing": "external"})
    first, second = simulate(singles(np.arange(1.0, 41.0)), policy).schemes
    assert first.reached.any() and not first.reached.all()
    assert first.reached.tolist() == second.reached.tolist()
    assert "claims no other with the same take-up" in policy.schemes[0].scheme.parameters["luck"].help
