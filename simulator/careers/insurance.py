"""Insurance against short risks: unemployment, sickness, and the loss of earnings around a birth."""

from __future__ import annotations

from itertools import groupby

from simulator.careers.career import MONTHS, Career
from simulator.careers.contributions import ROUNDING, formal_contributions
from simulator.careers.records import Detail, Entitlement, ProgrammeSetting
from simulator.careers.streams import yearly
from simulator.parameters import plain

WEEKS, DAYS_A_WEEK = 52, 7
NOTHING_BY_RULE = "By these rules nothing is paid: the time paid for, or the rate, is 0."


def unemployment_benefit(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return what is paid in the career's spells of unemployment, each for the longest time at most.

    The benefit is a share of the insured wage in the year before. `benefit_month` is that of the
    first spell that is paid, `months_paid` counts all. Source: ILO Convention 102, part IV.

    >>> from simulator.careers import Spell, setting
    >>> career = Career(wage_growth=0, spells=[Spell("unemployed", (40, 40))])
    >>> paid = unemployment_benefit(career, setting("unemployment_insurance"))
    >>> round(paid.benefit_month), paid.months_paid
    (450, 3.0)
    """
    runs = unemployed_runs(career)
    refused = [why_not_insured(career, start, rules) for start, _ in runs]
    spells = [
        _paid_spell(career, run, rules) for run, reason in zip(runs, refused, strict=True) if not reason
    ]
    drawn = [each for each in spells if each.payments]
    return Entitlement(
        contributions=formal_contributions(career, rules.rate("contribution_rate")),
        years_contributed=career.years_contributed,
        payments=tuple(flow for each in drawn for flow in each.payments),
        benefit_month=drawn[0].benefit_month if drawn else 0.0,
        months_paid=sum((each.months_paid for each in drawn), 0.0),
        wage_before=drawn[0].wage_before if drawn else None,
        reason="" if drawn else _why_nothing(refused),
        details=(
            Detail("Time unemployed", float(MONTHS * sum(years for _, years in runs)), "months"),
            Detail("Spells without benefit", float(len(runs) - len(drawn)), "spells"),
        ),
    )


def _paid_spell(career: Career, run: tuple[int, int], rules: ProgrammeSetting) -> Entitlement:
    """Return what an insured worker draws in one spell: its first year, from 0, and its length in years."""
    start, years = run
    benefit = rules.rate("replacement") * career.insured_wages[start - 1]
    months = min(MONTHS * years, rules.number("longest_months"))
    if not benefit or not months:
        return Entitlement(())
    payments = yearly(MONTHS * benefit, months / MONTHS, 0.0, start=float(start))
    before = career.wages[start - 1]
    return Entitlement((), 0.0, payments, benefit, months, wage_before=before)


def unemployed_runs(career: Career) -> list[tuple[int, int]]:
    """Return the first year, counted from 0, and the length of each unbroken time of unemployment.

    >>> from simulator.careers.records import Spell
    >>> spells = [Spell("unemployed", (30, 30)), Spell("unemployed", (31, 32))]
    >>> unemployed_runs(Career(age_start=25, spells=spells))
    [(5, 3)]
    """
    found, start = [], 0
    for state, years in groupby(career.states):
        length = len(list(years))
        if state == "unemployed":
            found.append((start, length))
        start += length
    return found


def why_not_insured(career: Career, year: int, rules: ProgrammeSetting) -> str:
    """Return why contributions before a year, counted from 0, are too few, or an empty text.

    >>> from simulator.careers import setting
    >>> why_not_insured(Career(density=0.25), 10, setting("unemployment_insurance"))
    '3 months of contributions in the year before age 35: 6 are needed.'
    """
    back, needed = int(rules.number("look_back")), rules.number("qualifying_months")
    months = MONTHS * sum(career.formal_shares[max(0, year - back) : year])
    # A worker who was never formal in that time is not insured, even where no months are asked for.
    if months and months >= needed - ROUNDING:
        return ""
    when = "year" if back == 1 else f"{back} years"
    age = career.age_start + year
    asked = plain(needed) if needed else "some"
    found = f"{plain(round(months, 2))} months of contributions in the {when} before age {age}"
    return f"{found}: {asked} are needed."


def sickness_benefit(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return what one case of sickness pays: a share of the insured wage, after the waiting days.

    Source: ILO Convention 102, part III.

    >>> from simulator.careers import setting
    >>> rules = setting("sickness_insurance", event_weeks=52)
    >>> round(sickness_benefit(Career(), rules).months_paid, 10)  # 26 weeks at most
    6.0
    """
    weeks = rules.number("event_weeks") - rules.number("waiting_days") / DAYS_A_WEEK
    return _event_benefit(career, rules, min(weeks, rules.number("longest_weeks")))


def maternity_benefit(career: Career, rules: ProgrammeSetting) -> Entitlement:
    """Return what one birth pays: a share of the insured wage for the weeks of paid leave.

    Source: ILO Convention 183, articles 4 and 6.

    >>> from simulator.careers import setting
    >>> round(maternity_benefit(Career(wage_growth=0), setting("maternity_insurance")).benefit_month, 2)
    666.67
    """
    if career.sex == "male":
        paid = formal_contributions(career, rules.rate("contribution_rate"))
        return _not_paid(career, paid, "The benefit is paid to mothers, and the worker is a man.")
    return _event_benefit(career, rules, rules.number("longest_weeks"))


def _event_benefit(career: Career, rules: ProgrammeSetting, weeks: float) -> Entitlement:
    """Return the benefit of one event, paid for some weeks of the wage in the year of the event."""
    paid = formal_contributions(career, rules.rate("contribution_rate"))
    year = int(rules.number("event_age")) - career.age_start
    benefit = rules.rate("replacement")
    reason = _why_event_is_not_paid(career, year, rules)
    if not reason and (weeks <= 0 or not benefit):
        reason = NOTHING_BY_RULE
    if reason:
        return _not_paid(career, paid, reason)
    benefit_month, months = benefit * career.insured_wages[year], weeks * MONTHS / WEEKS
    return Entitlement(
        contributions=paid,
        years_contributed=career.years_contributed,
        payments=((float(year), benefit_month * months),),
        benefit_month=benefit_month,
        months_paid=months,
        wage_before=career.wages[year],
        details=(Detail("Time paid", weeks, "weeks"),),
    )


def _why_event_is_not_paid(career: Career, year: int, rules: ProgrammeSetting) -> str:
    """Return why a worker is not insured when the event comes; a year formal in part counts as formal."""
    age = career.age_start + year
    if not 0 <= year < career.years:
        last = career.age_retirement - 1
        return f"At age {age} there is no work: the career runs from age {career.age_start} to {last}."
    if not career.formal_shares[year]:
        return f"At age {age} the worker is not in formal work ({career.states[year] or 'informal'})."
    return why_not_insured(career, year, rules) if rules.number("qualifying_months") else ""


def _not_paid(career: Career, paid: tuple[float, ...], reason: str) -> Entitlement:
    return Entitlement(paid, years_contributed=career.years_contributed, reason=reason)


def _why_nothing(refused: list[str]) -> str:
    if not refused:
        return "The career has no spell of unemployment, so nothing is drawn."
    return next(filter(None, refused), NOTHING_BY_RULE)
