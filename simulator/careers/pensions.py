"""Four contributory pensions, each the formula of the textbook."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from simulator.careers.career import MONTHS, Career
from simulator.careers.contributions import (
    account_pension,
    formal_contributions,
    left_out_of_pension,
    no_pension,
    pension_for_life,
    real_growth,
)
from simulator.careers.records import Detail, Entitlement, ProgrammeSetting
from simulator.careers.streams import accumulated
from simulator.errors import BadInput
from simulator.measures.weighting import as_number
from simulator.parameters import plain

SMALLEST = 1e-9


def defined_benefit_pension(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return the pension that years of contributions earn: accrual rate × years × reference wage.

    Not above the highest share of the reference wage, not below the minimum pension; nothing for
    fewer years than needed. Source: OECD, Pensions at a Glance Asia/Pacific 2018; ILO Convention 102.

    >>> from simulator.careers import CareerEconomy, setting
    >>> rules = setting("pension_defined_benefit", accrual_rate=2, revaluation="wages")
    >>> career = Career(wage_growth=0, economy=CareerEconomy(wage_growth=0))
    >>> round(defined_benefit_pension(career, rules).benefit_month, 6)
    800.0
    """
    paid = formal_contributions(career, rules.rate("contribution_rate"))
    if reason := left_out_of_pension(career, rules.number("qualifying_years")):
        return no_pension(career, paid, reason)
    share = min(rules.rate("accrual_rate") * career.years_contributed, rules.rate("highest_replacement"))
    reference = reference_wage(career, int(rules.number("reference_years")), rules.choice("revaluation"))
    minimum = rules.rate("minimum_pension") * career.legal_minimums[-1]
    growth = real_growth(rules.choice("indexation"), career.economy)
    pension = pension_for_life(career, paid, max(share * reference, minimum), growth)
    return replace(pension, details=(Detail("Reference wage", reference, "currency a month"),))


def reference_wage(career: Career, last_years: int, revaluation: str) -> float:
    """Return the mean insured wage of the last years with contributions, brought up to the last year.

    Months count alike: a year with half of its months has half the weight.

    >>> career = Career(age_start=27, age_retirement=30, first_wage=100, wage_growth=10)
    >>> [round(reference_wage(career, years, "prices"), 4) for years in (1, 3)]
    [1210.0, 1103.3333]
    """
    growth = 1 + real_growth(revaluation, career.economy)
    wages, last = career.insured_wages, career.years - 1
    months = [(t, share) for t, share in enumerate(career.formal_shares) if share][-last_years:]
    worth = sum(share * wages[t] * growth ** (last - t) for t, share in months)
    return worth / sum(share for _, share in months)


def notional_account_pension(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return the pension of an account that grows with average wages: capital / divisor.

    Nothing is saved: the account only counts what a pay-as-you-go scheme owes. Source: Holzmann,
    The ABCs of Nonfinancial Defined Contribution Schemes (2017).

    >>> from simulator.careers import CareerEconomy, setting
    >>> rules = setting("pension_notional_account", contribution_rate=10)
    >>> pension = notional_account_pension(Career(life_expectancy=18), rules)
    >>> round(pension.details[0].value / (12 * pension.wage_before), 9)
    4.0
    >>> round(pension.benefit_month / pension.wage_before, 4)
    0.2222
    """
    paid = formal_contributions(career, rules.rate("contribution_rate"))
    if reason := left_out_of_pension(career, rules.number("qualifying_years")):
        return no_pension(career, paid, reason)
    capital = accumulated(paid, career.economy.wage_growth / 100)
    by_law = rules.choice("divisor_from") == "fixed"
    divisor = rules.number("divisor") if by_law else career.life_expectancy
    growth = real_growth(rules.choice("indexation"), career.economy)
    pension = pension_for_life(career, paid, capital / divisor / MONTHS, growth)
    details = Detail("Notional capital", capital, "currency"), Detail("Divisor", divisor, "years")
    return replace(pension, details=details)


def provident_fund_pension(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return what an invested account pays: a lump sum, or a level real pension for the life expectancy.

    Source: Kellison, The Theory of Interest (1991), chapter 3 (annuity-certain).

    >>> from simulator.careers import CareerEconomy, setting
    >>> rules = setting("pension_provident_fund", annuity_cost=0)
    >>> career = Career(wage_growth=0, life_expectancy=20, economy=CareerEconomy(interest=0))
    >>> round(provident_fund_pension(career, rules).benefit_month, 6)  # 40 years of 100, paid out in 20
    200.0
    """
    paid = formal_contributions(career, rules.rate("contribution_rate"))
    if reason := left_out_of_pension(career, 0):
        return no_pension(career, paid, reason)
    capital = accumulated(paid, career.economy.interest / 100 - rules.rate("charges"))
    details = (Detail("Account at retirement", capital, "currency"),)
    if rules.choice("payout") == "lump_sum" and capital:
        reason = "The account is paid as one lump sum, so there is no monthly pension."
        at_once = no_pension(career, paid, reason)
        payments = ((float(career.years), capital),)
        return replace(at_once, payments=payments, lump_sum=capital, details=details)
    pension = pension_for_life(career, paid, account_pension(career, capital, rules), growth=0.0)
    return replace(pension, details=details)


def pay_as_you_go_rate(replacement: float, pensioners: float, contributors: float) -> float:
    """Return the contribution rate at which a year's contributions pay that year's pensions, as a share.

    Rate × wage × contributors = replacement × wage × pensioners. Source: Barr and Diamond, The
    Economics of Pensions, Oxford Review of Economic Policy 22(1), 2006.

    >>> round(pay_as_you_go_rate(replacement=0.4, pensioners=25, contributors=100), 10)
    0.1
    """
    for name, given in {"replacement": replacement, "pensioners": pensioners}.items():
        as_number(name, given, (0, inf), "a number of 0 or more", "Write a replacement of 0.4 for 40 %.")
    above_zero = (SMALLEST, inf)
    as_number("contributors", contributors, above_zero, "a number above 0", "Somebody must contribute.")
    return float(replacement * pensioners / contributors)


def pay_as_you_go_pension(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return the pension that is promised, paid for at the contribution rate that balances.

    Pension = replacement × own average insured wage, brought up to date with average wages × years
    of contributions / full years, at most 1. Raises `BadInput` where the rate would be above 100 %.
    The rate is that of the scheme; the worker may live longer or contribute for less than others.

    >>> from simulator.careers import setting
    >>> rules = setting("pension_pay_as_you_go", replacement=40, old_age_dependency=25)
    >>> round(pay_as_you_go_pension(Career(), rules).details[0].value, 10)
    10.0
    """
    replaced = rules.rate("replacement")
    pensioners = rules.number("old_age_dependency") * rules.number("pensioner_share")
    contributors = 100 * rules.number("contributor_share")
    rate = pay_as_you_go_rate(replaced, pensioners, contributors)
    if rate > 1:
        highest = plain(round(100 * contributors / pensioners, 2))
        mend = "Promise less, or let more persons contribute."
        allowed = f"up to {highest} %, at which contributions take all wages"
        raise BadInput("pension_pay_as_you_go.replacement", rules.number("replacement"), allowed, mend)
    paid = formal_contributions(career, rate)
    balance = (
        Detail("Contribution rate that balances", 100 * rate, "percent of the insured wage"),
        Detail("Pensioners for each 100 contributors", 100 * pensioners / contributors, "persons"),
    )
    if reason := left_out_of_pension(career, rules.number("qualifying_years")):
        return replace(no_pension(career, paid, reason), details=balance)
    earned = min(1.0, career.years_contributed / rules.number("full_years"))
    average = reference_wage(career, career.years, "wages")
    growth = real_growth(rules.choice("indexation"), career.economy)
    pension = pension_for_life(career, paid, replaced * average * earned, growth)
    return replace(pension, details=balance)
