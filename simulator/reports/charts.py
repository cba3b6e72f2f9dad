"""What the charts of a result show, whatever draws them: numbers, a title, and a text in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.errors import expect
from simulator.reports.layout import number_text
from simulator.reports.tables import MILLION, MONTHS, STATES, SUMMARISE, numbered
from simulator.scenario import Summary

Values = tuple[float | None, ...]
Kind = Literal["bars", "stacked", "rows", "lines", "steps"]


@dataclass(frozen=True)
class Chart:
    """One chart: a value a series for each of the `labels`; `alt_text` says in words what one sees.

    A value is None where there is nobody, or where it is hidden. 'stacked' bars stand on each other, 'rows'
    are lying bars. 'lines' and 'steps' go along `places`, a number a label, from the lowest to the highest;
    of 'steps' each value holds up to the next place.
    """

    id: str
    title: str
    unit: str
    along: str
    labels: tuple[str, ...]
    series: Mapping[str, Values]
    alt_text: str
    kind: Kind = "bars"
    places: tuple[float, ...] = ()


def charts(summary: Summary) -> tuple[Chart, ...]:
    """Return the four charts of a result: reach by tenth, gains by tenth, poverty, cost and financing.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> [each.id for each in charts(summarise(simulate(example_population(), policy)))]
    ['reach_by_tenth', 'gains_by_tenth', 'poverty', 'cost_and_financing']
    """
    expect("summary", summary, Summary, SUMMARISE)
    return reach_by_tenth(summary), gains_by_tenth(summary), poverty(summary), cost_and_financing(summary)


def reach_by_tenth(summary: Summary) -> Chart:
    """Return how many persons of the schemes' group are reached and missed in each tenth."""
    reached = tuple(each.reached_persons for each in summary.tenths)
    missed = tuple(each.missed_persons for each in summary.tenths)
    first, last = (_reached_text(reached[place], missed[place]) for place in (0, -1))
    return Chart(
        id="reach_by_tenth",
        title="Who of the group is reached, by tenth of the population",
        unit="persons",
        along="Tenth of persons by consumption, 1 is the poorest",
        labels=_tenths(summary),
        series={"reached": reached, "missed": missed},
        alt_text=f"Persons of the group reached and missed in ten tenths of the population. In the poorest "
        f"tenth {first}; in the richest {last}.{_hidden(summary)}",
        kind="stacked",
    )


def gains_by_tenth(summary: Summary) -> Chart:
    """Return what each tenth gains, net of what it pays, in percent of what it consumes."""
    gains = tuple(each.gain_percent for each in summary.tenths)
    first, last = (_gain_text(gains[place]) for place in (0, -1))
    return Chart(
        id="gains_by_tenth",
        title="Gain net of what people pay, by tenth of the population",
        unit="% of consumption",
        along="Tenth of persons by consumption, 1 is the poorest",
        labels=_tenths(summary),
        series={"net gain": gains},
        alt_text=f"Net gain in percent of consumption in ten tenths of the population. The poorest tenth "
        f"{first}; the richest {last}.{_hidden(summary)}",
    )


def poverty(summary: Summary) -> Chart:
    """Return the headcount of all persons and of the group in each state that is known."""
    changes = {"all persons": summary.everyone, "the group": summary.group}
    known = tuple(name for name in STATES if getattr(summary.everyone, name) is not None)
    series = {
        who: tuple(_headcount(getattr(change, state)) for state in known) for who, change in changes.items()
    }
    told = ", ".join(
        f"{number_text(value)} % {state}"
        for state, value in zip(known, series["all persons"], strict=True)
        if value is not None
    )
    return Chart(
        id="poverty",
        title=f"Poor, at the line: {summary.line.label}",
        unit="% of persons",
        along="State",
        labels=tuple("without transfers" if state == "without" else state for state in known),
        series=series,
        alt_text=f"Poor in percent of all persons: {told}. Beside it the same for the schemes' group.",
    )


def cost_and_financing(summary: Summary) -> Chart:
    """Return what the policy costs and what each source pays, in million local currency a year."""
    cost = summary.cost
    sources = numbered(each.label for each in summary.financing)
    costs = (cost.paid_month, cost.administration_month, cost.saved_month)
    amounts = [*costs, *(each.needed_month for each in summary.financing)]
    labels = (
        "benefits",
        "administration",
        "saved on benefits replaced",
        *(f"from: {name}" for name in sources),
    )
    prices = f"million {summary.currency} of {summary.price_year} a year"
    return Chart(
        id="cost_and_financing",
        title="What it costs, and who pays",
        unit=prices,
        along="Part",
        labels=labels,
        series={"amount": tuple(MONTHS * each / MILLION for each in amounts)},
        alt_text=f"The policy costs {number_text(cost.total_year / MILLION)} {prices}, "
        f"{number_text(cost.percent_of_gdp)} % of GDP. It is paid by: {', '.join(sources)}.",
        kind="rows",
    )


def _tenths(summary: Summary) -> tuple[str, ...]:
    return tuple(str(each.tenth) for each in summary.tenths)


def _headcount(state: object) -> float | None:
    return None if state is None else float(state.headcount_percent)  # type: ignore[attr-defined]


def _reached_text(reached: float | None, missed: float | None) -> str:
    if reached is None or missed is None:
        return "the numbers are hidden"
    whole = reached + missed
    return f"{100 * reached / whole:.0f} % of them are reached" if whole else "nobody is of the group"


def _gain_text(gain: float | None) -> str:
    if gain is None:
        return "has no number"
    return f"gains {number_text(gain)} %" if gain >= 0 else f"loses {number_text(-gain)} %"


def _hidden(summary: Summary) -> str:
    reasons = dict.fromkeys(each.hidden for each in summary.tenths if each.hidden)
    return "".join(f" Some are {reason}." for reason in reasons)
