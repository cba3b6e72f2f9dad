"""One family's results as sentences, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.family import BudgetPoint, FamilyView, LifeYear
from simulator.reports.charts import Chart
from simulator.reports.layout import amount_cell as cell
from simulator.widgets.panels.pieces import chart, heading, listed, paragraph, table

# Rates that differ by less, in percentage points, are written alike.
SAME_POINTS = 0.005


def family_html(
    view: FamilyView, line: Sequence[BudgetPoint], life: Sequence[LifeYear], currency: str
) -> str:
    """Return a family's results as HTML: each chart with its text, and a table of its numbers."""
    month = f"{currency} a month"
    charts = [budget_chart(line, month), rate_chart(line, month), life_chart(life, month)]
    budget, rate, years = (paragraph(each.alt_text) + chart(each, "family") for each in charts)
    now = [heading("The family now"), paragraph(view_sentence(view, currency)), _now_table(view, month)]
    parts = [*now, heading("If the earner earned more or less"), budget, rate, _budget_table(line, month)]
    return "".join([*parts, heading("Its life"), years, _life_table(life, month), listed(view.notes)])


def view_sentence(view: FamilyView, currency: str) -> str:
    """Return in words what a policy means for a family.

    >>> from simulator import Policy, example_population
    >>> from simulator.family import Family, Member, family_view
    >>> family = Family((Member("Asha", 30, earnings_month=100.0), Member("Ravi", 5)))
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
    >>> view_sentence(family_view(family, policy, example_population()), "EXA")[:66]
    'It has 100.00 EXA a month before the policy and 108.00 after: it g'
    """
    return (
        f"It has {_money(view.income_month)} {currency} a month before the policy and "
        f"{_money(view.net_income_month)} after: it gets {_money(view.benefits_month)} and pays "
        f"{_money(view.levies_month)}. Before, {view.share_below_percent:.0f} % of all persons consumed "
        f"less. After, it lives on {view.percent_of_poverty_line:.0f} % of the poverty line."
    )


def budget_chart(line: Sequence[BudgetPoint], month: str) -> Chart:
    """Return the budget line: what the family has left at each of the earnings."""
    first, last = line[0], line[-1]
    return Chart(
        id="budget",
        title="What the family has left",
        unit=month,
        along=f"What the earner earns, {month}",
        labels=tuple(_money(point.earnings_month) for point in line),
        series={
            "earned": tuple(point.earnings_month for point in line),
            "left": tuple(point.net_income_month for point in line),
        },
        alt_text=f"Where the earner earns nothing, the family has {_money(first.net_income_month)} {month}; "
        f"with {_money(last.earnings_month)} it has {_money(last.net_income_month)}.",
        kind="lines",
        places=tuple(point.earnings_month for point in line),
    )


def rate_chart(line: Sequence[BudgetPoint], month: str) -> Chart:
    """Return the marginal effective tax rate: what is lost of each step of earnings."""
    rates = tuple(_percent(point.marginal_effective_tax_rate) for point in line)
    return Chart(
        id="rate",
        title="What is lost of the next step: the marginal effective tax rate",
        unit="% of what is earned more",
        along=f"What the earner earns before the step, {month}",
        labels=tuple(_money(point.earnings_month) for point in line),
        series={"lost": rates},
        alt_text=_rate_sentence(line),
        kind="steps",
        places=tuple(point.earnings_month for point in line),
    )


def _rate_sentence(line: Sequence[BudgetPoint]) -> str:
    """Return in words in which step, the first of equals, most is lost; or that all lose the same."""
    rates = [100 * (point.marginal_effective_tax_rate or 0.0) for point in line[:-1]]
    worst = next(place for place, rate in enumerate(rates) if rate > max(rates) - SAME_POINTS)
    lost = "levies and lower benefits take away"
    if rates[worst] - min(rates) < SAME_POINTS:
        return f"Whatever the earner earns, of what is earned more {lost} {rates[worst]:.2f} %."
    first, last = (_money(point.earnings_month) for point in line[worst : worst + 2])
    return f"Of what is earned more, {lost} most in the step from {first} to {last}: {rates[worst]:.2f} %."


def life_chart(life: Sequence[LifeYear], month: str) -> Chart:
    """Return what a person of the family lives on through the years, before and after the policy."""
    lowest = min(life, key=lambda each: each.view.consumption_after_month)
    return Chart(
        id="life",
        title="What each person lives on",
        unit=month,
        along="Years from now",
        labels=tuple(str(each.year) for each in life),
        series={
            "before": tuple(each.view.consumption_before_month for each in life),
            "after": tuple(each.view.consumption_after_month for each in life),
        },
        alt_text=f"With the policy each person has least in year {lowest.year}: "
        f"{_money(lowest.view.consumption_after_month)} {month}. Without it that is "
        f"{_money(lowest.view.consumption_before_month)}.",
        kind="lines",
        places=tuple(float(each.year) for each in life),
    )


def _money(amount: float) -> str:
    return f"{amount:,.2f}"


def _percent(rate: float | None) -> float | None:
    return None if rate is None else 100 * rate


def _now_table(view: FamilyView, month: str) -> str:
    lines = {
        "Before": view.income_month,
        **{
            f"+ {each.scheme.replace('_', ' ')} ({each.place})": each.received_month for each in view.benefits
        },
        "- benefits taken away": view.removed_month,
        "- levies": view.levies_month,
        "Left": view.net_income_month,
    }
    rows = [(name, _money(amount), _money(amount / view.size)) for name, amount in lines.items()]
    return table(f"The family, {month}", ("Part", "The family", "A person"), rows)


def _budget_table(line: Sequence[BudgetPoint], month: str) -> str:
    heads = ("Earned", "Benefits", "Levies", "Left", "Lost of the next step, %")
    rows = [
        (
            *(_money(each) for each in (point.earnings_month, point.view.benefits_month)),
            *(_money(each) for each in (point.view.levies_month, point.net_income_month)),
            cell(_percent(point.marginal_effective_tax_rate)),
        )
        for point in line
    ]
    return table(f"Along the earnings, {month}", heads, rows)


def _life_table(life: Sequence[LifeYear], month: str) -> str:
    heads = (
        "Year",
        "Ages",
        "Earned",
        "Benefits",
        "Levies",
        "A person before",
        "A person after",
        "% of the line",
    )
    rows = [
        (
            str(each.year),
            " ".join(map(str, each.ages.values())),
            *map(_money, (each.view.earnings_month, each.view.benefits_month, each.view.levies_month)),
            *map(_money, (each.view.consumption_before_month, each.view.consumption_after_month)),
            cell(each.view.percent_of_poverty_line),
        )
        for each in life
    ]
    return table(f"Its life, {month}", heads, rows)
