"""One family's results for people, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from simulator.errors import BadInput, expect
from simulator.family.records import BudgetPoint, FamilyBenefit, FamilyView, LifeYear
from simulator.reports.layout import amount_cell, table
from simulator.reports.notebook import show_as, table_html

VIEW = "Use simulator.family.family_view(family, policy, people)."
HEAD = ["A month", "the family", "a person"]
RECORDS = (BudgetPoint, FamilyBenefit, FamilyView, LifeYear)


def view_text(view: FamilyView) -> str:
    """Return what a policy means for one family as a table for people: local currency a month.

    >>> from simulator import Policy, example_population
    >>> from simulator.family import Family, Member, family_view
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
    >>> family = Family((Member("Asha", 30, earnings_month=100.0), Member("Ravi", 5)))
    >>> print(view_text(family_view(family, policy, example_population())).splitlines()[2])
    + child_benefit (scheme 1)        8.00      4.00
    """
    expect("view", view, FamilyView, VIEW)
    place = f"{view.share_below_percent:.0f} % of all persons consumed less before"
    line = f"what is left is {view.percent_of_poverty_line:.0f} % of the poverty line"
    return f"{table(HEAD, _view_rows(view))}\n\nIts place: {place}; {line}."


def _view_rows(view: FamilyView) -> list[list[str]]:
    """Return the family's money before, what comes and goes, and what is left: all of it, and a person."""
    lines = {
        "Before": view.income_month,
        **{f"+ {each.scheme} (scheme {each.place})": each.received_month for each in view.benefits},
        "- benefits taken away": view.removed_month,
        "- levies": view.levies_month,
        "Left": view.net_income_month,
    }
    return [[name, amount_cell(amount), amount_cell(amount / view.size)] for name, amount in lines.items()]


def view_html(view: FamilyView) -> str:
    """Return what a policy means for one family as an accessible table, with what must be known below."""
    expect("view", view, FamilyView, VIEW)
    place = f"{view.share_below_percent:.0f} % of all persons consumed less before"
    caption = f"What a policy means for a family of {view.size}: local currency a month. {place}."
    return table_html(caption, HEAD, _view_rows(view), view.notes)


def budget_text(line: Sequence[BudgetPoint]) -> str:
    """Return a budget line as a table for people.

    >>> from simulator import Policy, example_population
    >>> from simulator.family import Family, Member, budget_line
    >>> text = "{version: 1, schemes: [{id: guaranteed_minimum_income}], financing: external}"
    >>> policy = Policy.from_yaml(text)
    >>> village, family = example_population(), Family((Member("Asha", 30), Member("Ravi", 5)))
    >>> print(budget_text(budget_line(family, policy, village, [0, 100, 200])).split("\\n\\n")[0])
    Earned a month  benefits  taken away  levies    left  lost of the next step, %
    0.00              120.00        0.00    0.00  120.00                    100.00
    100.00             20.00        0.00    0.00  120.00                     20.00
    200.00              0.00        0.00    0.00  200.00                         –
    """
    _check("line", line, BudgetPoint, "Use simulator.family.budget_line(…).")
    head = ["Earned a month", "benefits", "taken away", "levies", "left", "lost of the next step, %"]
    rates = [point.marginal_effective_tax_rate for point in line]
    rows = [
        [
            f"{point.earnings_month:,.2f}",
            *_money(point.view),
            amount_cell(None if rate is None else 100 * rate),
        ]
        for point, rate in zip(line, rates, strict=True)
    ]
    return table(head, rows)


def life_text(life: Sequence[LifeYear]) -> str:
    """Return a life as a table for people: a row a year, with the ages of the members and each scheme."""
    _check("life", life, LifeYear, "Use simulator.family.life_cycle(…).")
    schemes = [f"{each.place}. {each.scheme}" for each in life[0].view.benefits]
    head = ["Year", "ages", "earned", "pension", *schemes, "left", "a person", "floor", "floor, % of line"]
    rows = [
        [
            str(each.year),
            " ".join(map(str, each.ages.values())),
            amount_cell(each.view.earnings_month),
            amount_cell(each.pension_month),
            *(amount_cell(benefit.received_month) for benefit in each.view.benefits),
            amount_cell(each.view.net_income_month),
            amount_cell(each.view.consumption_after_month),
            amount_cell(each.floor_month),
            amount_cell(each.floor_percent_of_poverty_line),
        ]
        for each in life
    ]
    return table(head, rows)


def family_data(record: Any) -> Any:
    """Return a record of a family, or several, as nested plain data, for JSON.

    >>> family_data(FamilyBenefit("child_benefit", 1, 8.0))
    {'scheme': 'child_benefit', 'place': 1, 'received_month': 8.0}
    """
    if isinstance(record, RECORDS):
        return {each.name: family_data(getattr(record, each.name)) for each in fields(record)}
    if isinstance(record, tuple | list):
        return [family_data(each) for each in record]
    return dict(record) if hasattr(record, "keys") else record


def _check(name: str, given: object, kind: type, mend: str) -> None:
    """Refuse what is no list of such records, or an empty one."""
    if not isinstance(given, list | tuple) or not given or not all(isinstance(each, kind) for each in given):
        raise BadInput(name, given, f"a list of {kind.__name__}, one at least", mend)


def _money(view: FamilyView) -> list[str]:
    amounts = view.benefits_month, view.removed_month, view.levies_month, view.net_income_month
    return [amount_cell(each) for each in amounts]


show_as(FamilyView, view_html)
