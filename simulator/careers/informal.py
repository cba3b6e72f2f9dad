"""The missing middle: informal workers, not poor enough for assistance, nor formal enough to insure."""

from __future__ import annotations

from dataclasses import replace

from simulator.careers.career import Career
from simulator.careers.contributions import account_pension, contributions, pension_for_life
from simulator.careers.records import Detail, Entitlement, ProgrammeSetting
from simulator.careers.streams import accumulated, at_year_ends, present_value


def subsidised_account_pension(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return the pension of an account into which an informal worker pays and the state adds a match.

    She pays a share of the legal minimum wage in some informal months; `contributions` are hers only.
    Left out, her pension would be 0. Source: Hinz and others (eds.), Matching Contributions for
    Pensions, World Bank (2013).

    >>> from simulator.careers import setting
    >>> informal = Career(density=0)
    >>> alone, matched = (setting("subsidised_informal", match=match) for match in (0, 1))
    >>> one, two = (subsidised_account_pension(informal, each) for each in (alone, matched))
    >>> round(two.benefit_month / one.benefit_month, 6)
    2.0
    """
    shares = tuple(share * rules.number("paying_share") for share in career.informal_shares)
    own = contributions(career.legal_minimums, shares, rules.rate("contribution_rate"))
    years = sum(shares)
    if not sum(own):
        wage = career.wages[-1]
        return Entitlement(own, years_contributed=years, wage_before=wage, reason=_why_nothing(career, years))
    rate = career.economy.interest / 100 - rules.rate("charges")
    saved, match = accumulated(own, rate), rules.number("match")
    alone = account_pension(career, saved, rules)
    pension = pension_for_life(career, own, alone * (1 + match), growth=0.0)
    added = tuple(match * amount for amount in own)
    details = (
        Detail("Account at retirement", saved * (1 + match), "currency"),
        Detail("Pension without the subsidy", alone, "currency a month"),
        Detail("The state adds, in total", sum(added), "currency"),
        Detail("The state adds, present value", _worth(added, career), "currency"),
    )
    return replace(pension, years_contributed=years, details=details)


def _worth(amounts: tuple[float, ...], career: Career) -> float:
    return present_value(at_year_ends(amounts), career.economy.interest / 100)


def _why_nothing(career: Career, years: float) -> str:
    if not sum(career.informal_shares):
        return "The career has no informal month, so there is nothing to add to."
    if not years:
        return "The worker pays for no month, so there is nothing to add to."
    if not career.economy.legal_minimum:
        return "Contributions are a share of the legal minimum wage, and there is none."
    return "The contribution rate is 0, so there is nothing to add to."
