"""Results for people and for programs: text for the terminal, plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.careers.career import Career
from simulator.careers.catalogue import all_programmes, known_programme
from simulator.careers.plan import CareerPlan, check_plan, read_career
from simulator.careers.records import CareerResult
from simulator.careers.running import ComparedCareer, run_career
from simulator.errors import BadInput, inside
from simulator.parameters import Parameter, plain
from simulator.yaml_text import read_text


def to_text(plan: CareerPlan) -> str:
    """Return what each programme does for a career, as lines for the terminal, with what is assumed.

    >>> plan = read_career("{version: 1, programmes: [{id: pension_notional_account}]}")
    >>> print(to_text(plan).splitlines()[3])
    Notional account pension
    """
    check_plan(plan)
    blocks = ["\n".join(_head(plan.career)), *("\n".join(_lines(each)) for each in run_career(plan))]
    return "\n\n".join(blocks)


def to_data(plan: CareerPlan) -> dict[str, Any]:
    """Return a career, its programmes and their results as plain data, ready for JSON.

    >>> plan = read_career("{version: 1, programmes: [{id: pension_provident_fund}]}")
    >>> to_data(plan)["results"][0]["left_out"]
    False
    """
    check_plan(plan)
    career = {**vars(plan.career), "economy": vars(plan.career.economy)}
    career["spells"] = [{"state": each.state, "ages": list(each.ages)} for each in plan.career.spells]
    return {
        "career": career,
        "programmes": [{"id": each.programme.id, **each.values} for each in plan.programmes],
        "results": [each.as_data() for each in run_career(plan)],
    }


def comparison_text(rows: Sequence[ComparedCareer]) -> str:
    """Return compared careers as a table: a line a row, and below it why a programme pays nothing.

    >>> from simulator.careers import compare_careers, setting
    >>> print(comparison_text(compare_careers([setting("pension_notional_account")], {"one": Career()})))
    Notional account pension:
      one          360.74 a month       22.22 % of the last wage
    """
    listed = isinstance(rows, list | tuple) and bool(rows)
    if not listed or not all(isinstance(row, ComparedCareer) for row in rows):
        mend = "Use simulator.careers.compare_careers(programmes, careers)."
        raise BadInput("rows", rows, "a list of compared careers", mend)
    named = max(len(row.career) for row in rows)
    lines: list[str] = []
    for row in rows:
        if f"{row.result.label}:" not in lines:
            lines += [f"{row.result.label}:"]
        share = number_text(row.result.replacement_of_last_wage_percent)
        amount = number_text(row.result.benefit_month)
        lines += [f"  {row.career:<{named}}  {amount:>14} a month  {share:>10} % of the last wage"]
        lines += [f"    {row.result.reason}"] if row.result.reason else []
    return "\n".join(lines)


def career_command(path: str | Path) -> str:
    """Return the text that the command line prints for a career file; errors name the file."""
    if not isinstance(path, str | Path):
        raise BadInput("path", path, "the name of a file", "Write career.yaml.")
    with inside(str(path)):
        return to_text(read_career(read_text(Path(path))))


def describe_programme(name: str) -> str:
    """Return what a programme is, what may be set, and where its defaults come from.

    >>> print(describe_programme("unemployment_insurance").splitlines()[0])
    unemployment_insurance: Unemployment insurance
    """
    programme = known_programme(name, "programme")
    head = [f"{programme.id}: {programme.label}", programme.help.strip(), f"Source: {programme.source}."]
    return "\n".join([*head, "", *map(_described, programme.parameters.values())])


def list_programmes() -> str:
    """Return the programmes that a career file may name, a line each.

    >>> print(list_programmes().splitlines()[0])
    maternity_insurance       Maternity insurance
    """
    width = max(map(len, all_programmes()))
    return "\n".join(f"{each.id:<{width}}  {each.label}" for each in all_programmes().values())


def number_text(value: float | None) -> str:
    """Return a number for people; what does not exist is a dash.

    >>> number_text(1234.5), number_text(None)
    ('1,234.50', '–')
    """
    return "–" if value is None else f"{value:,.2f}"


def _head(career: Career) -> list[str]:
    economy = career.economy
    return [
        f"{career.label}: work from age {career.age_start} to {career.age_retirement - 1}, "
        f"{plain(round(career.years_contributed, 2))} of {career.years} years formal, "
        f"a pension for {plain(career.life_expectancy)} years.",
        f"Money in {economy.currency}, in prices of the first year. The wage grows by "
        f"{plain(career.wage_growth)} % a year, average wages by {plain(economy.wage_growth)} %, "
        f"and interest is {plain(economy.interest)} %, all beyond inflation.",
    ]


def _lines(result: CareerResult) -> list[str]:
    """Return a result's label, its numbers that exist, and why nothing is paid where that is so."""
    worth, gaps = result.worth, result.gaps
    rows = {
        "Benefit a month": result.benefit_month,
        "Months paid": result.months_paid,
        "Lump sum": result.lump_sum or None,
        "Replaces, % of the wage before": result.replacement_of_last_wage_percent,
        "Replaces, % of the career's average wage": result.replacement_of_career_average_percent,
        "Years of contributions": result.years_contributed,
        "Contributions in total": worth.contributions_total,
        "Contributions, present value": worth.contributions_present_value,
        "Benefits, present value": worth.benefits_present_value,
        "Benefits / contributions": worth.benefit_contribution_ratio,
        "Real return, % a year": worth.internal_rate_of_return_percent,
        "Benefit a month of a career without gaps": gaps.full_career_benefit_month,
        "Each lost year costs, a month": gaps.cost_of_a_lost_year_month,
        **{f"{each.label} ({each.unit})": each.value for each in result.details},
    }
    shown = {name: number_text(value) for name, value in rows.items() if value is not None}
    width = max(map(len, shown))
    found = [f"  {name:<{width}}  {text:>14}" for name, text in shown.items()]
    return [result.label, *([f"  {result.reason}"] if result.reason else []), *found]


def _described(each: Parameter) -> str:
    source = f" Source: {each.source}." if each.source else ""
    default = plain(each.default) if isinstance(each.default, float | int) else each.default
    return f"{each.path}: {each.allowed({})}; default {default}. {each.help.strip()}{source}"
