"""Laws of the calculators, each where theory gives it; where it fails, the example that shows it."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isfinite
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.careers import (
    Career,
    CareerEconomy,
    ProgrammeSetting,
    Spell,
    career_result,
    pay_as_you_go_rate,
    setting,
)
from simulator.careers.streams import annuity_factor
from tests.simulator.careers.drawn import PERCENTS, RATES, careers, economies, settings_of, six_digits

ACCOUNTS = ("pension_notional_account", "pension_provident_fund")
CLOSE = {"rel": 1e-9, "abs": 1e-9}


def numbers_in(data: Any) -> list[float]:
    """Return every number in nested plain data."""
    if isinstance(data, dict):
        return [number for each in data.values() for number in numbers_in(each)]
    if isinstance(data, list | tuple):
        return [number for each in data for number in numbers_in(each)]
    return [data] if isinstance(data, float | int) and not isinstance(data, bool) else []


@given(careers(), settings_of())
def test_a_result_is_plain_and_finite(career: Career, rules: ProgrammeSetting) -> None:
    """Whatever the career and the rules, the result is JSON of finite numbers, none below zero."""
    result = career_result(career, rules)
    data = json.loads(json.dumps(result.as_data(), allow_nan=False))
    assert all(isfinite(number) for number in numbers_in(data))
    assert result.benefit_month >= 0 and result.worth.benefits_present_value >= 0
    assert result.years_contributed <= career.years + 1e-9


@given(careers(), settings_of())
def test_no_benefit_is_silent(career: Career, rules: ProgrammeSetting) -> None:
    """A benefit of 0 comes with a reason, and a benefit with money; a left-out worker gets nothing."""
    result = career_result(career, rules)
    assert (result.benefit_month == 0) == bool(result.reason)
    assert (result.worth.benefits_present_value == 0) == result.left_out


@given(careers(), settings_of(), st.floats(0.01, 100))
def test_scale_of_money(career: Career, rules: ProgrammeSetting, scale: float) -> None:
    """In a currency of another size every amount is scaled, and every ratio stays."""
    career = replace(career, first_wage=50.0, first_wage_unit="percent_average_wage")
    other = replace(career, economy=replace(career.economy, average_wage=scale * career.economy.average_wage))
    one, two = career_result(career, rules), career_result(other, rules)
    assert two.benefit_month == pytest.approx(scale * one.benefit_month, **CLOSE)
    assert two.lump_sum == pytest.approx(scale * one.lump_sum, **CLOSE)
    assert two.worth.contributions_total == pytest.approx(scale * one.worth.contributions_total, **CLOSE)
    ratio = one.worth.benefit_contribution_ratio
    assert two.worth.benefit_contribution_ratio == (None if ratio is None else pytest.approx(ratio, **CLOSE))
    assert two.reason == one.reason


@given(careers(), settings_of(*ACCOUNTS, "pension_defined_benefit", "pension_pay_as_you_go"))
def test_no_formal_month_is_left_out(career: Career, rules: ProgrammeSetting) -> None:
    """At a density of 0 without a formal spell, a pension is 0 and nothing was paid in."""
    informal = replace(career, density=0.0, spells=())
    result = career_result(informal, rules)
    assert result.left_out and result.reason.startswith("No contributions")
    assert result.worth.contributions_total == 0 and result.worth.benefit_contribution_ratio is None


@given(careers(), settings_of(*ACCOUNTS), st.data())
def test_one_more_formal_year_never_lowers_an_account(
    career: Career, rules: ProgrammeSetting, data: st.DataObject
) -> None:
    """A year of contributions more, at any age, never lowers the pension or the sum of an account."""
    age = data.draw(st.integers(career.age_start, career.age_retirement - 1))
    others = tuple(each for each in career.spells if each.ages != (age, age))
    less, more = (
        career_result(replace(career, spells=(*others, Spell(state, (age, age)))), rules)
        for state in ("care", "formal")
    )
    assert more.benefit_month >= less.benefit_month * (1 - 1e-12)
    assert more.lump_sum >= less.lump_sum * (1 - 1e-12)


@given(careers(), settings_of(*ACCOUNTS), PERCENTS, PERCENTS)
def test_a_higher_rate_never_lowers_an_account(
    career: Career, rules: ProgrammeSetting, one: float, two: float
) -> None:
    """A higher contribution rate never lowers what an account pays."""
    low, high = (
        career_result(career, ProgrammeSetting(rules.programme, {**rules.values, "contribution_rate": rate}))
        for rate in sorted([one, two])
    )
    assert high.benefit_month >= low.benefit_month * (1 - 1e-12)
    assert high.lump_sum >= low.lump_sum * (1 - 1e-12)


@given(six_digits(0, 10), st.integers(25, 64), PERCENTS)
def test_one_more_year_never_lowers_a_last_wage_pension_while_wages_rise(
    growth: float, age: int, highest: float
) -> None:
    """With rising wages and a pension from the last wage, no year of work is a year too many."""
    rules = setting(
        "pension_defined_benefit", reference_years=1, revaluation="prices", highest_replacement=highest
    )
    full = Career(wage_growth=growth)
    gap = replace(full, spells=(Spell("care", (age, age)),))
    assert career_result(full, rules).benefit_month >= career_result(gap, rules).benefit_month * (1 - 1e-12)


def test_one_more_year_can_lower_a_last_wage_pension_when_wages_fall() -> None:
    """A last year at a lower wage lowers the whole pension: the law above needs rising wages."""
    rules = setting("pension_defined_benefit", reference_years=1, revaluation="prices")
    longer = Career(wage_growth=-10, economy=CareerEconomy(legal_minimum=0))
    shorter = replace(longer, spells=(Spell("care", (64, 64)),))
    assert career_result(longer, rules).benefit_month < career_result(shorter, rules).benefit_month


def test_one_more_year_can_lower_an_average_pension_beyond_the_full_years() -> None:
    """Once the full years are reached, a year at a low wage only lowers the average."""
    rules = setting("pension_pay_as_you_go", full_years=30)
    longer = Career(wage_growth=5)
    shorter = replace(longer, spells=(Spell("care", (25, 25)),))
    assert career_result(longer, rules).benefit_month < career_result(shorter, rules).benefit_month


@given(RATES, st.permutations(range(40)), st.integers(1, 39))
def test_equal_growth_and_interest_make_timing_irrelevant(
    growth: float, order: list[int], formal: int
) -> None:
    """A notional account counts years, not when they were, if the own wage grows as the average does."""
    rules = setting("pension_notional_account")
    whole = Career(
        wage_growth=growth, density=0, economy=CareerEconomy(wage_growth=growth, interest=3, legal_minimum=0)
    )
    spells = tuple(Spell("formal", (25 + year, 25 + year)) for year in order[:formal])
    result = career_result(replace(whole, spells=spells), rules)
    assert result.replacement_of_last_wage_percent == pytest.approx(10 * formal / 18)


def test_timing_matters_where_interest_is_above_wage_growth() -> None:
    """In a fund an early year is worth more than a late one when interest is above the growth of wages."""
    rules = setting("pension_provident_fund")
    early, late = (Career(density=0, spells=(Spell("formal", ages),)) for ages in ((25, 34), (55, 64)))
    assert career_result(early, rules).benefit_month > career_result(late, rules).benefit_month


@given(careers())
def test_a_notional_account_returns_the_growth_of_wages(career: Career) -> None:
    """With the life expectancy as divisor, and pensions that follow wages, the return is wage growth."""
    assume(career.years_contributed)
    # A pension of one year would be paid at the moment of the last contribution: no time, no return.
    career = replace(career, life_expectancy=float(max(2, round(career.life_expectancy))))
    result = career_result(career, setting("pension_notional_account"))
    assert result.worth.internal_rate_of_return_percent == pytest.approx(career.economy.wage_growth, abs=1e-6)


@given(careers(), six_digits(0, 5))
def test_a_fund_without_costs_is_fair(career: Career, match: float) -> None:
    """Without charges and cost a fund pays back what it got at the interest; a match m pays 1 + m times."""
    career = replace(career, life_expectancy=max(2.0, career.life_expectancy))
    rules = setting("pension_provident_fund", annuity_cost=0)
    subsidised = setting("subsidised_informal", annuity_cost=0, match=match)
    fund, account = career_result(career, rules), career_result(career, subsidised)
    if not fund.left_out:
        assert fund.worth.benefit_contribution_ratio == pytest.approx(1)
        assert fund.worth.internal_rate_of_return_percent == pytest.approx(career.economy.interest, abs=1e-6)
    if not account.left_out:
        assert account.worth.benefit_contribution_ratio == pytest.approx(1 + match)


@given(careers())
def test_lump_sum_and_pension_are_worth_the_same(career: Career) -> None:
    """Paid at once or over the life expectancy, an account without costs has one present value."""
    once, monthly = (
        career_result(career, setting("pension_provident_fund", annuity_cost=0, payout=payout))
        for payout in ("lump_sum", "pension")
    )
    assert once.worth.benefits_present_value == pytest.approx(monthly.worth.benefits_present_value, rel=1e-9)


@given(st.floats(0.01, 2), st.integers(1, 10**6), st.integers(1, 10**6), st.floats(0.01, 1e6))
def test_pay_as_you_go_balances(replacement: float, pensioners: int, contributors: int, wage: float) -> None:
    """At the rate that balances, what contributors pay is what pensioners get."""
    rate = pay_as_you_go_rate(replacement, pensioners, contributors)
    assert rate * wage * contributors == pytest.approx(replacement * wage * pensioners)


@given(settings_of("pension_pay_as_you_go"), st.floats(1, 40))
def test_pay_as_you_go_career_balances(rules: ProgrammeSetting, life: float) -> None:
    """In a still economy as many full careers as contribute pay for the pensioners' months at their rate."""
    career = Career(
        wage_growth=0, life_expectancy=life, economy=CareerEconomy(wage_growth=0, interest=0, legal_minimum=0)
    )
    values = {**rules.values, "qualifying_years": 0, "full_years": 40}
    result = career_result(career, ProgrammeSetting(rules.programme, values))
    share = {each.label: each.value for each in result.details}["Pensioners for each 100 contributors"] / 100
    assert result.worth.contributions_total / 40 / 12 == pytest.approx(result.benefit_month * share)


@given(st.floats(1, 50), six_digits(0, 10))
def test_an_annuity_costs_its_years_at_most(years: float, percent: float) -> None:
    """With interest of 0 or more a pension of 1 a year costs no more than its years, and 1 at least."""
    assert 1 - 1e-12 <= annuity_factor(years, percent / 100) <= years + 1e-9


@given(economies(), settings_of())
def test_a_career_without_gaps_loses_nothing(economy: CareerEconomy, rules: ProgrammeSetting) -> None:
    """A full formal career has lost no year in a formal programme, and no cost is named."""
    assume(rules.programme.id != "subsidised_informal")
    gaps = career_result(Career(economy=economy), rules).gaps
    assert gaps.years_lost == pytest.approx(0) and gaps.cost_of_a_lost_year_month is None
