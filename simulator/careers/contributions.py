"""What all calculators share: what is paid in, how long, and how a pension in payment moves."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.careers.career import MONTHS, Career, CareerEconomy
from simulator.careers.records import Entitlement, ProgrammeSetting
from simulator.careers.streams import annuity_factor, yearly
from simulator.parameters import plain

# Sums of parts of years may miss a whole number by rounding.
ROUNDING = 1e-9


def contributions(wages: Sequence[float], shares: Sequence[float], rate: float) -> tuple[float, ...]:
    """Return what is paid in each year: rate × 12 monthly wages × the share of months paid for.

    >>> contributions([100.0, 100.0], [1.0, 0.5], rate=0.25)
    (300.0, 150.0)
    """
    return tuple(rate * MONTHS * wage * share for wage, share in zip(wages, shares, strict=True))


def formal_contributions(career: Career, rate: float) -> tuple[float, ...]:
    """Return what a worker and the employer pay in each year, on the insured wage of formal months.

    >>> [round(paid) for paid in formal_contributions(Career(28, 31, wage_growth=0), rate=0.1)]
    [1200, 1200, 1200]
    """
    return contributions(career.insured_wages, career.formal_shares, rate)


def real_growth(followed: str, economy: CareerEconomy) -> float:
    """Return how fast, in real terms, an amount grows that follows prices, wages or nothing, a share a year.

    >>> round(real_growth("nothing", CareerEconomy(inflation=25)), 10)
    -0.2
    """
    without = 1 / (1 + economy.inflation / 100) - 1
    return {"prices": 0.0, "wages": economy.wage_growth / 100, "nothing": without}[followed]


def left_out_of_pension(career: Career, years_needed: float) -> str:
    """Return why formal work earns no pension, or an empty text: nothing paid in, or too few years.

    >>> left_out_of_pension(Career(age_start=25, age_retirement=65, density=0.25), years_needed=15)
    '10 years of contributions: 15 are needed, so no pension is paid and the contributions are lost.'
    """
    years = career.years_contributed
    if years == 0:
        why = ", and informal work is not insured" if any(career.informal_shares) else ""
        return f"No contributions: none of the {career.years} years has a month of formal work{why}."
    if years < years_needed - ROUNDING:
        noun = "year" if round(years, 2) == 1 else "years"
        return (
            f"{plain(round(years, 2))} {noun} of contributions: {plain(years_needed)} are needed, "
            "so no pension is paid and the contributions are lost."
        )
    return ""


def pension_for_life(
    career: Career, paid: tuple[float, ...], pension_month: float, growth: float
) -> Entitlement:
    """Return a monthly pension from retirement to the end of the life expectancy, growing each year.

    A year's pension is counted at the start of the year, a year's contribution at its end.

    >>> career = Career(age_start=28, age_retirement=31, life_expectancy=2)
    >>> pension_for_life(career, (0.0, 0.0, 0.0), pension_month=50.0, growth=0.5).payments
    ((3.0, 600.0), (4.0, 900.0))
    """
    if not pension_month:
        return no_pension(career, paid, "By these rules the pension is 0: a rate or an amount in them is 0.")
    return Entitlement(
        contributions=paid,
        years_contributed=career.years_contributed,
        payments=yearly(MONTHS * pension_month, career.life_expectancy, growth, start=float(career.years)),
        benefit_month=pension_month,
        months_paid=MONTHS * career.life_expectancy,
        wage_before=career.wages[-1],
    )


def no_pension(career: Career, paid: tuple[float, ...], reason: str) -> Entitlement:
    """Return what is left of a career that earns no pension: what was paid, and the reason.

    >>> no_pension(Career(), (), "Too few years.").benefit_month
    0.0
    """
    years = career.years_contributed
    return Entitlement(paid, years_contributed=years, wage_before=career.wages[-1], reason=reason)


def account_pension(career: Career, capital: float, rules: ProgrammeSetting) -> float:
    """Return the level real pension a month that an account buys at retirement, net of the annuity's cost.

    Source: Kellison, The Theory of Interest (1991), chapter 3; the cost as in OECD, Pensions at a
    Glance Asia/Pacific 2018, whose conversion factor is 1 - cost.

    >>> from simulator.careers import setting
    >>> career = Career(life_expectancy=20, economy=CareerEconomy(interest=0))
    >>> account_pension(career, 24000.0, setting("pension_provident_fund", annuity_cost=10))
    90.0
    """
    price = annuity_factor(career.life_expectancy, career.economy.interest / 100)
    return capital * (1 - rules.rate("annuity_cost")) / price / MONTHS
