"""From a career file to results: one programme for one career, several, or several careers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.careers.calculators import CALCULATORS, FULL_DENSITY
from simulator.careers.career import Career
from simulator.careers.contributions import ROUNDING
from simulator.careers.plan import CareerPlan, check_plan
from simulator.careers.records import CareerResult, Entitlement, Gaps, ProgrammeSetting, Spell, Worth
from simulator.careers.streams import at_year_ends, internal_rate_of_return, present_value
from simulator.errors import BadInput, expect

CARE_YEARS, CARE_STARTS = 10, 5
CAREER_MEND = "Use simulator.careers.Career(age_start=25)."


@dataclass(frozen=True)
class ComparedCareer:
    """One row of a comparison: what one programme does for one career."""

    career: str
    result: CareerResult


def run_career(plan: CareerPlan) -> tuple[CareerResult, ...]:
    """Return what each programme of a plan does for its career, in the plan's order.

    >>> from simulator.careers import read_career
    >>> plan = read_career("{version: 1, programmes: [{id: pension_notional_account}]}")
    >>> round(run_career(plan)[0].replacement_of_last_wage_percent, 2)
    22.22
    """
    check_plan(plan)
    return tuple(career_result(plan.career, each) for each in plan.programmes)


def career_result(career: Career, rules: ProgrammeSetting) -> CareerResult:
    """Return what one programme does for one career, with all measures.

    >>> from simulator.careers import setting
    >>> career_result(Career(density=0), setting("pension_notional_account")).reason
    'No contributions: none of the 40 years has a month of formal work, and informal work is not insured.'
    """
    expect("career", career, Career, CAREER_MEND)
    expect("programme", rules, ProgrammeSetting, 'Use simulator.careers.setting("pension_provident_fund").')
    earned = CALCULATORS[rules.programme.calculator](career, rules)
    average = average_wage_at_work(career) if _is_pension(rules) else None
    return CareerResult(
        programme=rules.programme.id,
        label=rules.programme.label,
        currency=career.economy.currency,
        benefit_month=earned.benefit_month,
        months_paid=earned.months_paid,
        lump_sum=earned.lump_sum,
        replacement_of_last_wage_percent=_percent(earned.benefit_month, earned.wage_before),
        replacement_of_career_average_percent=_percent(earned.benefit_month, average),
        years_contributed=earned.years_contributed,
        worth=_worth(career, earned, _is_pension(rules)),
        gaps=_gaps(career, rules, earned),
        reason=earned.reason,
        details=earned.details,
    )


def average_wage_at_work(career: Career) -> float | None:
    """Return the mean monthly wage over all months of work, formal or not, or None where there is none.

    >>> average_wage_at_work(Career(wage_growth=0))
    1000.0
    """
    at_work = [sum(pair) for pair in zip(career.formal_shares, career.informal_shares, strict=True)]
    if not sum(at_work):
        return None
    return sum(wage * share for wage, share in zip(career.wages, at_work, strict=True)) / sum(at_work)


def _percent(benefit: float, wage: float | None) -> float | None:
    return None if wage is None else 100 * benefit / wage


def _is_pension(rules: ProgrammeSetting) -> bool:
    return rules.programme.calculator in FULL_DENSITY


def _worth(career: Career, earned: Entitlement, is_pension: bool) -> Worth:
    """Return what is paid in against what is drawn; only a pension has a return, the rest insures a risk."""
    interest, paid = career.economy.interest / 100, at_year_ends(earned.contributions)
    into, out = present_value(paid, interest), present_value(earned.payments, interest)
    found = internal_rate_of_return(paid, earned.payments) if is_pension else None
    return Worth(
        contributions_total=sum(earned.contributions),
        contributions_present_value=into,
        benefits_present_value=out,
        benefit_contribution_ratio=out / into if into else None,
        internal_rate_of_return_percent=None if found is None else 100 * found,
    )


def _gaps(career: Career, rules: ProgrammeSetting, earned: Entitlement) -> Gaps:
    """Return what a career without gaps would earn, and what each lost year costs a month."""
    if not _is_pension(rules):
        return Gaps(career.years - career.years_contributed, None, None)
    name = rules.programme.calculator
    full = CALCULATORS[name](replace(career, density=FULL_DENSITY[name], spells=()), rules)
    lost, benefit = full.years_contributed - earned.years_contributed, full.benefit_month
    if not benefit or lost < ROUNDING:
        return Gaps(lost, benefit or None, None)
    return Gaps(lost, benefit, (benefit - earned.benefit_month) / lost)


def typical_careers(career: Career) -> dict[str, Career]:
    """Return four careers with the same wages: full, ten years of care, half informal, all informal.

    The years of care begin five years after the start. Raises `BadInput` for a career too short.

    >>> {name: each.years_contributed for name, each in typical_careers(Career()).items()}
    {'full career': 40.0, 'ten years of care': 30.0, 'half informal': 20.0, 'all informal': 0.0}
    """
    expect("career", career, Career, CAREER_MEND)
    first = career.age_start + CARE_STARTS
    shortest = CARE_STARTS + CARE_YEARS
    if career.years < shortest:
        mend = "Compare careers of your own with compare_careers."
        raise BadInput("career", f"{career.years} years", f"a career of {shortest} years or more", mend)
    whole = replace(career, density=1.0, spells=())
    care = Spell("care", (first, first + CARE_YEARS - 1))
    return {
        "full career": whole,
        "ten years of care": replace(whole, spells=(care,)),
        "half informal": replace(whole, density=0.5),
        "all informal": replace(whole, density=0.0),
    }


def compare_careers(
    programmes: Sequence[ProgrammeSetting], careers: Mapping[str, Career]
) -> tuple[ComparedCareer, ...]:
    """Return one row for each career and programme, programme by programme.

    >>> from simulator.careers import setting
    >>> formal, matched = setting("pension_notional_account"), setting("subsidised_informal")
    >>> rows = compare_careers([formal, matched], typical_careers(Career()))
    >>> [round(row.result.benefit_month) for row in rows]
    [361, 271, 180, 0, 0, 0, 235, 470]
    """
    if not isinstance(careers, Mapping) or not careers:
        mend = "Use simulator.careers.typical_careers(career)."
        raise BadInput("careers", careers, "one career or more, by name", mend)
    if not isinstance(programmes, list | tuple) or not programmes:
        mend = 'Write [simulator.careers.setting("pension_provident_fund")].'
        raise BadInput("programmes", programmes, "a list of one programme or more", mend)
    return tuple(
        ComparedCareer(name, career_result(career, each))
        for each in programmes
        for name, career in careers.items()
    )
