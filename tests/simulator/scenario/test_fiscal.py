"""Costs by fiscal year, gross and net of what is saved, and schemes beside what the government records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from simulator import (
    BadInput,
    Policy,
    SimulatorError,
    against_records,
    costs_by_fiscal_year,
    example_population,
    rolled_out,
    simulate,
    summarise,
)
from simulator.reports import records_text
from tests.simulator.making import child_benefit

VILLAGE = example_population()
TODAY = child_benefit(amount={"value": 1})
REPLACING = Policy.from_data(
    {"version": 1, "schemes": [{"id": "child_benefit"}], "existing": {"child_benefit": "replaced"}}
)
ENDING = Policy.from_data({"version": 1, "schemes": [], "existing": {"child_benefit": "replaced"}})
SCHEMES = [{"id": "child_benefit"}, {"id": "social_pension"}, {"id": "child_benefit", "who": {"age": [0, 4]}}]
TWINS = Policy.from_data({"version": 1, "schemes": SCHEMES, "financing": "external"})
MONTH = 9 * 8 * 100 * 1.05  # 9 children x 8 x 100 households, and the running of it


def test_each_month_lies_in_its_fiscal_year() -> None:
    """Two years from October 2026, with fiscal years from July: nine months, twelve, and three."""
    half = child_benefit(amount={"value": 2})
    years = costs_by_fiscal_year(VILLAGE, [child_benefit(), half], 2026, first_month=10, fiscal_year_starts=7)
    assert [(each.fiscal_year, each.months) for each in years] == [(2026, 9), (2027, 12), (2028, 3)]
    gross = [9 * MONTH, 3 * MONTH + 9 * MONTH / 2, 3 * MONTH / 2]
    assert [each.gross for each in years] == pytest.approx(gross)
    assert all(each.saved == 0 and each.net == each.gross for each in years)
    # GDP is 200 a month for each of 2,000 persons.
    assert [each.percent_of_gdp for each in years] == pytest.approx([cost / 48_000 for cost in gross])


def test_what_is_replaced_is_saved() -> None:
    """A benefit of four times the old one costs three quarters of itself net; without a baseline, all."""
    (year,) = costs_by_fiscal_year(VILLAGE, [REPLACING], 2026, 1, 1, baseline=TODAY)
    assert (year.gross, year.saved) == pytest.approx((12 * MONTH, 3 * MONTH))
    assert year.net == pytest.approx(9 * MONTH)
    assert year.percent_of_gdp == pytest.approx(12 * MONTH / 48_000)
    assert year.net_percent_of_gdp == pytest.approx(9 * MONTH / 48_000)
    consumed = VILLAGE.mean_consumption_month * 2_000
    assert year.percent_of_mean_consumption == pytest.approx(100 * MONTH / consumed)
    assert year.net_percent_of_mean_consumption == pytest.approx(75 * MONTH / consumed)
    (alone,) = costs_by_fiscal_year(VILLAGE, [child_benefit()], 2026, 1, 1)
    assert (alone.saved, alone.net) == (0, year.gross)


def test_a_policy_that_only_saves() -> None:
    """Where a benefit ends and nothing takes its place, the net cost is below 0."""
    (year,) = costs_by_fiscal_year(VILLAGE, [ENDING], 2026, 1, 1, baseline=TODAY)
    assert year.gross == 0 and year.net == pytest.approx(-3 * MONTH)
    assert year.net_percent_of_gdp == pytest.approx(-3 * MONTH / 48_000)


def test_a_roll_out_costs_more_each_year() -> None:
    """A benefit that keeps each cohort costs no less in a later year, and is never above that for all."""
    years = costs_by_fiscal_year(VILLAGE, rolled_out(child_benefit(), 2, 16), 2026, 1, 1)
    costs = [each.gross for each in years]
    assert costs == sorted(costs) and costs[0] < costs[-1] == pytest.approx(12 * MONTH)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"policies": []}, "policies: none was given"),
        ({"first_year": 1800}, "^first_year: 1800 .* from 1900 to 2200"),
        ({"first_month": 0}, "^first_month: 0 "),
        ({"fiscal_year_starts": 13}, "^fiscal_year_starts: 13 "),
        ({"baseline": "today"}, "baseline: 'today' is not allowed"),
    ],
)
def test_years_that_cannot_be(given: Mapping[str, object], message: str) -> None:
    """Years, months and policies that are none are refused by name."""
    asked = {"policies": [TODAY], "first_year": 2026, "first_month": 1, "fiscal_year_starts": 1}
    with pytest.raises(SimulatorError, match=message):
        costs_by_fiscal_year(VILLAGE, **{**asked, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("names", [(1, 3), ("1", "3"), (3, "1")])
def test_twins_are_told_apart_by_their_place(names: tuple[int | str, int | str]) -> None:
    """Two child benefits have each its own record, by the number of the scheme in the policy."""
    outcome = simulate(VILLAGE, TWINS)
    rows = against_records(outcome, {name: {"recipients": 1.0 + int(name)} for name in names})
    assert [(row.place, row.scheme) for row in rows] == [
        (1, "child_benefit"),
        (2, "social_pension"),
        (3, "child_benefit"),
    ]
    assert [row.recorded_recipients for row in rows] == [2, None, 4]
    summary = summarise(outcome)
    assert [row.simulated_recipients for row in rows] == [each.reached_persons for each in summary.schemes]
    spent = [12 * each.paid_month for each in summary.schemes]
    assert [row.simulated_spending_year for row in rows] == pytest.approx(spent)
    text = records_text(rows)
    assert "child_benefit (scheme 1): recipients" in text and "child_benefit (scheme 3): recipients" in text
    assert "\nsocial_pension: recipients" in text


def test_a_name_of_two_schemes_is_refused() -> None:
    """An id that two schemes have says nothing of which is meant: the mend names their numbers."""
    with pytest.raises(BadInput) as caught:
        against_records(simulate(VILLAGE, TWINS), {"child_benefit": {"recipients": 1}})
    assert (
        caught.value.field == "records" and caught.value.mend == "Write the scheme's number instead: 1 or 3."
    )


def test_a_scheme_with_two_records_is_refused() -> None:
    """One scheme named by its number and by its id would lose one of its two records."""
    records = {"social_pension": {"recipients": 1}, 2: {"recipients": 2}}
    with pytest.raises(BadInput, match=r"records: 2 .* Leave one of the two out"):
        against_records(simulate(VILLAGE, TWINS), records)


@pytest.mark.parametrize("name", [0, 4, "0", "4", True, None, "pension", 1.0])
def test_a_scheme_that_is_not_there(name: object) -> None:
    """A number or a name that no scheme has is refused."""
    with pytest.raises(BadInput, match=r"^records: "):
        against_records(simulate(VILLAGE, TWINS), {name: {"recipients": 1}})


@pytest.mark.parametrize("number", [np.int64(750), np.float64(750), 750])
def test_records_out_of_a_table_are_plain_numbers(number: float) -> None:
    """Numbers of numpy, as a column of pandas holds them, are taken, and leave no trace in the result."""
    policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    (row,) = against_records(simulate(VILLAGE, policy), {"child_benefit": {"recipients": number}})
    assert type(row.recorded_recipients) is float and type(row.recipients_ratio) is float
    assert row.recorded_recipients == 750


@pytest.mark.parametrize("number", [0, 5e-324, -1, True, "750", None, float("nan"), float("inf"), 10**400])
def test_a_record_that_is_no_number_above_0(number: object) -> None:
    """What no ratio can be taken of is refused by its name, a whole number beyond every float too."""
    records: dict[str, Any] = {"child_benefit": {"spending_year": number}}
    policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    with pytest.raises(BadInput, match=r"^records\.child_benefit\.spending_year: "):
        against_records(simulate(VILLAGE, policy), records)
