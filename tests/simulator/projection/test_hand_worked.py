"""Projections against tables worked out by hand, on a village whose population stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, example_population, simulate, summarise
from simulator.projection import INDEXATIONS, Indexation, Outlook, Projection, held_constant, project
from tests.simulator.making import child_benefit, in_currency, one_scheme, singles

VILLAGE = held_constant(example_population())
# 9 children × 8 a month × 100 households, 5 % more to run it; GDP is 200 a month for each of 2,000 persons.
SHARE = 100 * 9 * 8 * 100 * 1.05 / (200 * 2000)
STILL = {"gdp_per_person_growth": 0, "wage_growth": 0, "inflation": 0}
HALVES = {"prices": 0.5, "wages": 0.5}


def projected(
    policy: Policy, indexation: Indexation = "prices", to: int = 2033, **outlook: float
) -> Projection:
    """Return the projection of a policy in the village, 2024 to 2033 unless said otherwise."""
    return project(VILLAGE, policy, to, indexation, Outlook(**outlook))


@pytest.mark.parametrize(
    ("indexation", "outlook", "left"),
    [
        ("prices", {"gdp_per_person_growth": 5}, 1 / 1.05**9),  # 0.6446
        ("gdp_per_person", {"gdp_per_person_growth": 5}, 1.0),
        ("wages", {"gdp_per_person_growth": 5, "wage_growth": 3}, (1.03 / 1.05) ** 9),
        ("none", {"gdp_per_person_growth": 0, "inflation": 4}, 1 / 1.04**9),
        ("none", {"gdp_per_person_growth": 5, "inflation": 4}, 1 / (1.05 * 1.04) ** 9),
        (HALVES, {"gdp_per_person_growth": 0, "wage_growth": 4}, 1.02**9),
    ],
)
def test_what_is_left_of_the_first_share_of_gdp(
    indexation: Indexation, outlook: Mapping[str, float], left: float
) -> None:
    """After nine years a benefit costs its first share of GDP times index over GDP, and is as adequate."""
    years = projected(child_benefit(), indexation, **outlook).years
    assert len(years) == 10 and years[0].cost_percent_of_gdp == pytest.approx(SHARE)
    assert years[-1].cost_percent_of_gdp == pytest.approx(SHARE * left)
    assert years[-1].schemes[0].benefit_percent_of_gdp_per_person == pytest.approx(4 * left)
    assert {(each.recipients, each.coverage_percent) for each in years} == {(900, 45.0)}


def test_sixty_four_percent() -> None:
    """Indexed to prices at 5 % real growth, nine years leave 64 % of the first share of GDP."""
    years = projected(child_benefit(), gdp_per_person_growth=5).years
    assert round(years[-1].cost_percent_of_gdp / years[0].cost_percent_of_gdp, 4) == 0.6446


def test_money_of_two_kinds() -> None:
    """Unindexed, the cost is the same each year in current money, and worth less by inflation each year."""
    years = projected(child_benefit(), "none", to=2026, inflation=10).years
    first = 12 * 9 * 8 * 100 * 1.05
    assert [each.cost_current_year for each in years] == pytest.approx([first] * 3)
    assert [each.cost_year for each in years] == pytest.approx([first, first / 1.1, first / 1.21])
    assert [each.schemes[0].benefit_month for each in years] == pytest.approx([8, 8 / 1.1, 8 / 1.21])
    # The poverty line of 60 keeps its real value.
    shares = [each.schemes[0].benefit_percent_of_poverty_line for each in years]
    assert shares == pytest.approx([800 / 60, 800 / 66, 800 / 72.6])


@pytest.mark.parametrize(
    ("indexation", "share_of_growth", "left"),
    [("prices", 1.0, 1 / 1.05**9), ("gdp_per_person", 1.0, 1.0), ("prices", 0.0, 1.0)],
)
def test_the_rate_that_each_year_needs(indexation: Indexation, share_of_growth: float, left: float) -> None:
    """The levy's rate is cost over consumption: 7,560 of 150,000 a month, moved by index over growth."""
    growth = {"gdp_per_person_growth": 5, "consumption_share_of_growth": share_of_growth}
    policy = child_benefit().paid_by("levy_on_consumption")
    years = projected(policy, indexation, **growth).years
    assert years[0].financing[0].rate_percent == pytest.approx(100 * 7560 / 150_000)
    assert years[-1].financing[0].rate_percent == pytest.approx(100 * 7560 / 150_000 * left)
    for each in years:
        assert each.financing[0].needed_percent_of_gdp == pytest.approx(each.cost_percent_of_gdp)


def test_what_a_levy_leaves_free_is_money_of_the_law() -> None:
    """An exempt mean of 75 stays 75 while consumption grows by a fifth: from then on more can be levied."""
    exempt = {"exempt_below": 100, "unit": "percent_mean_consumption"}
    policy = child_benefit().paid_by("levy_on_consumption", **exempt)
    years = projected(policy, to=2025, gdp_per_person_growth=20).years
    # Persons x what lies above 75: of 90, 150 and 100 a month; then of 84, 108, 180 and 120.
    first, then = 3 * 15 + 3 * 75 + 25, 4 * 9 + 3 * 33 + 3 * 105 + 45
    rates = [each.financing[0].rate_percent for each in years]
    assert rates == pytest.approx([7560 / first, 7560 / then])


def test_a_sum_that_cannot_be_raised_is_said() -> None:
    """Where a levy reaches its limit, the cost is still told, the rate is not, and a note says why."""
    policy = child_benefit().paid_by("levy_on_consumption", highest_rate=0.05)
    projection = projected(policy, "gdp_per_person", to=2025, consumption_share_of_growth=0)
    assert [each.financing[0].rate_percent for each in projection.years] == [None, None]
    assert projection.years[0].financing[0].needed_percent_of_gdp == pytest.approx(SHARE)
    assert any(note.startswith("In 2024 to 2025 the sources cannot pay.") for note in projection.notes)
    assert "cannot raise" in str(projection.years[1].not_paid_for)


def test_a_threshold_moves_with_the_index() -> None:
    """A line of 60 that wages raise by 10 % a year is 72.6 after two: a household at 70 is under it."""
    rule = {"affluence_test": {"threshold": 100, "unit": "percent_poverty_line"}}
    policy, growth = child_benefit(rule=rule), {"gdp_per_person_growth": 0, "wage_growth": 10}
    # The households at 40, 50 and 70 have 3, 2 and 2 children; the line is 60, 66 and 72.6.
    counted = [each.recipients for each in projected(policy, "wages", to=2026, **growth).years]
    assert counted == [500, 500, 700]
    assert [each.recipients for each in projected(policy, to=2026, **growth).years] == [500] * 3


def test_consumption_outgrows_a_line_that_stands_still() -> None:
    """Where consumption follows half of 10 % growth, 50 is 55.125 after two years: above a line of 55."""
    people = held_constant(singles([50.0, 60.0]))
    rule = {"affluence_test": {"threshold": 55, "unit": "currency"}}
    outlook = Outlook(gdp_per_person_growth=10, consumption_share_of_growth=0.5)
    years = project(people, in_currency(5, rule=rule), 2026, outlook=outlook).years
    assert [each.recipients for each in years] == [1, 1, 0]
    assert years[2].schemes[0].benefit_month is None and years[2].schemes[0].coverage_percent == 0


def test_a_roll_out_goes_on() -> None:
    """A benefit that begins at ages 0 to 2 reaches one more age each year: 2, 3, 4 …, 9."""
    policy = child_benefit(roll_out={"oldest_at_start": 2})
    counted = [each.recipients for each in projected(policy, to=2031, **STILL).years]
    assert counted == [100 * n for n in (2, 3, 3, 4, 4, 5, 5, 6)]


def test_a_later_first_year() -> None:
    """A share of GDP per person is one of the first year's GDP: 4 % of 242 after two years of 10 % growth."""
    outlook = Outlook(gdp_per_person_growth=10)
    years = project(VILLAGE, child_benefit(), 2027, outlook=outlook, first_year=2026).years
    assert [each.year for each in years] == [2026, 2027]
    assert [each.schemes[0].benefit_month for each in years] == pytest.approx([9.68, 9.68])
    assert years[0].cost_percent_of_gdp == pytest.approx(SHARE)


def test_every_amount_of_a_law_is_indexed() -> None:
    """A limit on what two schemes pay together is indexed like what they pay: the cut stays the same."""
    data: dict[str, Any] = {
        "version": 1,
        "schemes": [{"id": "child_benefit"}, {"id": "household_benefit", "amount": {"value": 10}}],
        "interactions": [{"id": "cap", "schemes": [1, 2], "limit": {"value": 10}}],
        "financing": "external",
    }
    policy = Policy.from_data(data)
    capped = summarise(simulate(example_population(), policy)).cost.total_year
    years = projected(policy, "wages", to=2026, wage_growth=10).years
    assert [each.cost_year for each in years] == pytest.approx([capped, 1.1 * capped, 1.21 * capped])


def test_what_is_replaced_is_saved_in_each_year() -> None:
    """A benefit of four times the old one costs three quarters of itself net, in each year."""
    data = {"version": 1, "schemes": [{"id": "child_benefit"}], "existing": {"child_benefit": "replaced"}}
    today, policy = child_benefit(amount={"value": 1}), Policy.from_data(data)
    years = project(VILLAGE, policy, 2030, "gdp_per_person", baseline=today).years
    assert [each.net_percent_of_gdp for each in years] == pytest.approx([0.75 * SHARE] * 7)


@given(
    indexation=st.sampled_from(INDEXATIONS),
    gdp=st.floats(-5, 10),
    wages=st.floats(-5, 10),
    inflation=st.floats(-5, 30),
)
def test_cost_follows_index_over_gdp(indexation: str, gdp: float, wages: float, inflation: float) -> None:
    """For all who are of an age, cost over GDP is the first one times index over GDP per person."""
    outlook = Outlook(gdp_per_person_growth=gdp, wage_growth=wages, inflation=inflation)
    years = project(VILLAGE, child_benefit(), 2027, indexation, outlook).years
    index = {"prices": 1, "wages": 1 + wages / 100, "none": 1 / (1 + inflation / 100)}
    yearly = index.get(indexation, 1 + gdp / 100) / (1 + gdp / 100)
    expected = SHARE * yearly ** np.arange(4)
    assert [each.cost_percent_of_gdp for each in years] == pytest.approx(expected.tolist(), rel=1e-9)


def test_a_quota_keeps_its_share() -> None:
    """A quota asks for ranks, not for amounts: growth alone moves nobody in or out."""
    quota = one_scheme("household_benefit", rule={"proxy_quota": {"share": 0.4}})
    assert len({each.recipients for each in projected(quota, gdp_per_person_growth=7).years}) == 1
