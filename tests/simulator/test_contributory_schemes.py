"""Contributory schemes on observed people: as the career calculators say, paid for as you go, or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Policy, Population, SimulatorError, all_schemes, simulate
from simulator.careers import Career, Spell, all_programmes, pay_as_you_go_rate, setting
from simulator.careers.insurance import unemployment_benefit
from simulator.careers.pensions import defined_benefit_pension
from tests.simulator.making import observed_village, one_scheme, singles

MONTHS, WEEKS = 12, 52
RETIRED, UNEMPLOYED, INSURED = 0, 1, 2
NEVER_REACHED = {"value": 1e8, "unit": "currency"}
PENSION, OF_CAREER, UNEMPLOYMENT = "contributory_pension", "pension_defined_benefit", "unemployment_insurance"
# A parameter of a scheme, the same of a career's programme, and what turns the second into the first.
SAME = [
    (PENSION, "qualifying_years", OF_CAREER, "qualifying_years", 1),
    (PENSION, "accrual_rate", OF_CAREER, "accrual_rate", 1 / 100),
    (PENSION, "highest_replacement", OF_CAREER, "highest_replacement", 1 / 100),
    (UNEMPLOYMENT, "qualifying_years", UNEMPLOYMENT, "qualifying_months", 1 / MONTHS),
    (UNEMPLOYMENT, "rate", UNEMPLOYMENT, "replacement", 1 / 100),
    (UNEMPLOYMENT, "weeks", UNEMPLOYMENT, "longest_months", WEEKS / MONTHS),
]
SHARES = st.integers(0, 20).map(lambda twentieths: twentieths / 20)


def person(age: int, work: int, previous: float, years: float) -> Population:
    """Return one person who lives alone, with what was earned before and the years of contributions."""
    alone = singles([100.0], age=[age])
    observed = {"work": [work], "previous_earnings_month": [previous], "contribution_years": [years]}
    return replace(alone, persons=replace(alone.persons, **observed))


def paid_month(people: Population, scheme: str, **given: Any) -> float:
    """Return what a scheme without a ceiling within reach pays the one household a month."""
    policy = one_scheme(scheme, ceiling=NEVER_REACHED, **given)
    return float(simulate(people, policy).schemes[0].paid_month[0])


@st.composite
def careers(draw: st.DrawFn) -> Career:
    """Return careers of 1 to 40 years, formal in part, some with years of care that may be the last ones."""
    start, years = draw(st.integers(20, 40)), draw(st.integers(1, 40))
    care = sorted(draw(st.tuples(*[st.integers(start, start + years - 1)] * 2)))
    spells = [Spell("care", tuple(care))] if draw(st.booleans()) else []
    return Career(
        age_start=start,
        age_retirement=max(start + years, 30),
        first_wage=draw(st.sampled_from([10.0, 80.0, 250.0])),
        wage_growth=draw(st.sampled_from([0.0, 1.25, -2.0])),
        density=draw(SHARES),
        spells=spells,
    )


@given(careers(), st.integers(0, 30), st.sampled_from([0, 4 / 3, 2]), SHARES, SHARES)
def test_a_pension_is_that_of_the_career(
    career: Career, needed: int, accrual: float, highest: float, minimum: float
) -> None:
    """A defined benefit of the last insured wage is the same from the career and from one observed person."""
    rules = setting(
        OF_CAREER,
        qualifying_years=needed,
        accrual_rate=accrual,
        reference_years=1,
        revaluation="prices",
        highest_replacement=100 * highest,
        minimum_pension=100 * minimum,
    )
    formal = [wage for wage, share in zip(career.insured_wages, career.formal_shares, strict=True) if share]
    retired = person(career.age_retirement, RETIRED, formal[-1] if formal else 0.0, career.years_contributed)
    paid = paid_month(
        retired,
        PENSION,
        who={"age": [45, 120]},
        qualifying_years=needed,
        accrual_rate=accrual / 100,
        highest_replacement=highest,
        minimum={"value": minimum * career.legal_minimums[-1], "unit": "currency"},
    )
    of_age = career.age_retirement >= 45
    expected = defined_benefit_pension(career, rules).benefit_month
    assert paid == pytest.approx(expected if of_age else 0.0, rel=1e-9)


@given(st.integers(1, 10), SHARES, st.integers(0, 36), st.integers(0, 12), SHARES)
def test_unemployment_insurance_is_that_of_the_career(
    years: int, density: float, needed: int, longest: int, rate: float
) -> None:
    """A year without work, where the rules look back on the whole career, is paid alike by both."""
    career = Career(30, density=density, spells=[Spell("unemployed", (30 + years, 30 + years))])
    terms = {"look_back": 10, "qualifying_months": needed, "longest_months": longest}
    rules = setting(UNEMPLOYMENT, replacement=100 * rate, **terms)
    entitled = unemployment_benefit(career, rules)
    before = person(30 + years, UNEMPLOYED, career.insured_wages[years - 1], density * years)
    given: dict[str, Any] = {"qualifying_years": needed / MONTHS, "rate": rate}
    of_the_year = paid_month(before, UNEMPLOYMENT, weeks=longest * WEEKS / MONTHS, **given)
    assert MONTHS * of_the_year == pytest.approx(entitled.benefit_month * entitled.months_paid, rel=1e-9)
    if longest:
        while_paid = paid_month(before, UNEMPLOYMENT, weeks=WEEKS, **given)
        assert while_paid == pytest.approx(entitled.benefit_month, rel=1e-9)


@pytest.mark.parametrize(("scheme", "path", "programme", "other", "times"), SAME)
def test_defaults_are_those_of_the_careers(
    scheme: str, path: str, programme: str, other: str, times: float
) -> None:
    """Both begin from the same rules, each in its own unit."""
    theirs = all_programmes()[programme].parameters[other].default
    assert all_schemes()[scheme].parameters[path].default == pytest.approx(times * theirs, rel=1e-12)


@given(st.integers(1, 40), st.integers(40, 100), SHARES.filter(bool))
def test_contributions_are_the_pay_as_you_go_rate(pensioners: int, insured: int, replaced: float) -> None:
    """One wage for all: the rate that pays the pensions is replacement x pensioners / contributors."""
    people = singles([500.0, 500.0], weight=[pensioners, insured], age=[70, 40])
    columns = {
        "work": [RETIRED, INSURED],
        "earnings_month": [0.0, 80.0],
        "previous_earnings_month": [80.0, 0.0],
        "contribution_years": [40.0, 15.0],
    }
    people = replace(people, persons=replace(people.persons, **columns))
    scheme = {"id": PENSION, "accrual_rate": replaced / 40, "administration": 0}
    pays = {"contributions": {"highest_rate": 1}}
    outcome = simulate(people, Policy.from_data({"version": 1, "schemes": [scheme], "financing": pays}))
    (levy,) = outcome.levies
    assert levy.rate == pytest.approx(pay_as_you_go_rate(replaced, pensioners, insured), rel=1e-9)


@pytest.mark.parametrize(
    ("scheme", "column"),
    [
        (UNEMPLOYMENT, "work"),
        (UNEMPLOYMENT, "previous_earnings_month"),
        (UNEMPLOYMENT, "contribution_years"),
        (PENSION, "previous_earnings_month"),
        (PENSION, "contribution_years"),
    ],
)
def test_what_was_not_observed_is_named(scheme: str, column: str) -> None:
    """Without any one of its columns a scheme is refused: people, column and what to do are named."""
    village = observed_village()
    people = replace(village, persons=replace(village.persons, **{column: None}))
    said = rf"Example: column {column} was not observed in these data.* give data that record it"
    with pytest.raises(SimulatorError, match=said):
        simulate(people, one_scheme(scheme))
