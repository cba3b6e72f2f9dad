"""Results as text for the terminal: one page for a policy, and tables beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import TypeVar

from simulator.errors import BadInput, SimulatorError, expect
from simulator.reports.intervals import Ends, Place, ends_by_place, ends_name, ends_text
from simulator.reports.layout import (
    ABSENT,
    ASSUMPTION_DRIVEN,
    HIDDEN,
    cell,
    number_text,
    table,
    wrapped_notes,
)
from simulator.reports.tables import (
    MILLION,
    MONTHS,
    POVERTY,
    STATES,
    SUMMARISE,
    numbered,
    reach_rows,
    row_names,
)
from simulator.scenario import Change, Group, Payment, RecordCheck, SchemeSummary, Summary
from simulator.uncertainty import Uncertainty

PER_PERSON = "per_person"
NO_DOUBT = Uncertainty()
# The last columns of a breakdown, by the names of their fields.
PERCENTS = ("reached", "gain", "winners", "losers", "share_of_benefits")
SHARES = {"% of GDP": "percent_of_gdp", "% of mean consumption": "percent_of_mean_consumption"}
Labelled = TypeVar("Labelled", SchemeSummary, Payment)


def to_text(summary: Summary) -> str:
    """Return a summary as a page for the terminal, with what the data are and what must be known.

    >>> from simulator import Policy, example_population, simulate, summarise
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> print(to_text(summarise(simulate(example_population(), policy))).splitlines()[1])
    Poverty line: Example line, 60 EXA a month per person.
    """
    expect("summary", summary, Summary, SUMMARISE)
    blocks = [head_text(summary), _reach(summary), _poverty(summary), _schemes(summary), _errors(summary)]
    blocks += [_cost(summary), _who_pays(summary), _balance(summary), wrapped_notes(summary.notes)]
    return "\n\n".join(block for block in blocks if block)


def groups_text(groups: Sequence[Group], doubt: Uncertainty = NO_DOUBT) -> str:
    """Return a breakdown as a table, a line a group: poverty, who is reached, and what it gains.

    Where `doubt` has intervals or ranges of the groups, they stand in a second line. Below the table stands
    what must be known: that numbers hang on assumptions, or are hidden.

    >>> from simulator import Policy, breakdown, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> print(groups_text(breakdown(simulate(example_population(), policy), "area")).split()[:2])
    ['By', 'area']
    """
    if not isinstance(groups, list | tuple) or not all(isinstance(each, Group) for each in groups):
        raise BadInput("groups", groups, "a list of groups", "Use simulator.breakdown(outcome, by='area').")
    if not groups:
        raise SimulatorError("groups: none was given. Use simulator.breakdown(outcome, by='area').")
    known = [each.poverty for each in groups if each.hidden is None]
    states = [name for name in STATES if any(getattr(poverty, name) is not None for poverty in known)]
    head = [
        f"By {groups[0].by.replace('_', ' ')}",
        "persons",
        *(f"poor {state}, %" for state in states),
        *("reached, %", "gain, %", "winners, %", "losers, %", "of benefits, %"),
    ]
    ends, named = ends_by_place(doubt), ends_name(doubt)
    lines = table(head, [line for each in groups for line in _group_lines(each, states, ends, named)])
    return "\n".join([lines, *_below(groups)])


def records_text(checks: Sequence[RecordCheck]) -> str:
    """Return each scheme beside the government's records: what is simulated, recorded, and their ratio.

    >>> from simulator import Policy, against_records, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> checks = against_records(simulate(example_population(), policy), {1: {"recipients": 750}})
    >>> print(records_text(checks).splitlines()[1].split())
    ['child_benefit:', 'recipients', '900.00', '750.00', '1.20']
    """
    if not isinstance(checks, list | tuple) or not all(isinstance(each, RecordCheck) for each in checks):
        mend = "Use simulator.against_records(outcome, records)."
        raise BadInput("checks", checks, "a list of schemes beside their records", mend)
    ids = [each.scheme for each in checks]
    lines = []
    for each in checks:
        name = each.scheme if ids.count(each.scheme) == 1 else f"{each.scheme} (scheme {each.place})"
        persons = (each.simulated_recipients, each.recorded_recipients, each.recipients_ratio)
        spent = (each.simulated_spending_year, each.recorded_spending_year, each.spending_ratio)
        lines.append([f"{name}: recipients", *map(cell, persons)])
        lines.append([f"{name}: spending on benefits a year", *map(cell, spent)])
        for told, share in SHARES.items():
            pair = [getattr(each, f"{whose}_spending_{share}") for whose in ("simulated", "recorded")]
            lines.append([f"{name}: the same, {told}", *map(cell, pair), cell(each.spending_ratio)])
    return table(["Beside the government's records", "simulated", "recorded", "ratio"], lines)


def _group_lines(
    group: Group, states: Sequence[str], ends: Mapping[Place, Ends], named: str
) -> Iterator[list[str]]:
    """Yield a group's numbers, and below them the ends of each, where it has any."""
    yield _group_cells(group, states)
    names = [("persons", ""), *(("poverty.headcount_percent", state) for state in states)]
    names += [(f"{name}_percent", "") for name in PERCENTS]
    found = [ends.get((f"breakdowns.{group.by}", group.label, *name)) for name in names]
    if any(found):
        yield [f"  {named}", *map(ends_text, found)]


def _group_cells(group: Group, states: Sequence[str]) -> list[str]:
    if group.persons is None:
        return [group.label, HIDDEN, *[ABSENT] * (len(states) + 5)]
    poor = [getattr(group.poverty, state).headcount_percent for state in states]
    numbers = [*poor, group.reached_percent, group.gain_percent, group.winners_percent, group.losers_percent]
    return [
        group.label,
        f"{group.persons:,.0f}",
        *map(cell, numbers),
        cell(group.share_of_benefits_percent),
    ]


def _below(groups: Sequence[Group]) -> Iterator[str]:
    """Yield what must be known of a breakdown."""
    if groups[0].assumption_driven:
        by = groups[0].by.replace("_", " ")
        text = f"The people are synthetic, and how they differ by {by} was assumed, not published."
        yield f"{ASSUMPTION_DRIVEN.capitalize()}: {text}"
    for reason in dict.fromkeys(each.hidden for each in groups if each.hidden):
        yield f"{reason.capitalize()} of the survey."


def head_text(summary: Summary) -> str:
    """Return what the data are, and the line, the scale, the prices and the luck of a result."""
    each = "person" if summary.equivalence == PER_PERSON else "equivalent adult"
    label = summary.line.label.removesuffix(f", per {each}")
    scale = "" if summary.equivalence == PER_PERSON else f" Equivalence scale: {summary.equivalence}."
    return "\n".join(
        [
            summary.data_label,
            f"Poverty line: {label}, {summary.line.month:,.0f} {summary.currency} a month per {each}.{scale}",
            f"Prices of {summary.price_year}. Seed {summary.seed}. Persons: {summary.persons:,.0f}.",
        ]
    )


def _reach(summary: Summary) -> str:
    named = reach_rows(summary, row_names()).items()
    return table(["Who is reached", ""], [[name, number_text(value)] for name, value in named])


def _poverty(summary: Summary) -> str:
    states = [name for name in STATES if name != "without" or summary.everyone.without is not None]
    lines = [
        [f"{who}: {name}, %", *_in_states(change, field, states)]
        for who, change in (("All persons", summary.everyone), ("The group", summary.group))
        for name, field in POVERTY.items()
    ]
    ginis = {"without": summary.gini_without, "before": summary.gini_before, "after": summary.gini_after}
    lines.append(["Gini", *(cell(ginis.get(state)) for state in states)])
    heads = ["without transfers" if state == "without" else state for state in states]
    return table(["Poverty and inequality", *heads], lines)


def _in_states(change: Change, field: str, states: Sequence[str]) -> Iterator[str]:
    for state in states:
        poverty = getattr(change, state)
        yield number_text(getattr(poverty, field) if poverty else None)


def _schemes(summary: Summary) -> str:
    """Return a line a scheme: how many it reaches, and what each of them is paid in its three units."""
    if not summary.schemes:
        return ""
    head = ["What a recipient is paid", "persons reached", f"{summary.currency} a month"]
    lines = []
    for label, each in _labelled(summary.schemes):
        paid = each.paid_per_recipient
        amounts = astuple(paid) if paid else (None, None, None)
        lines.append([label, f"{each.reached_persons:,.0f}", *map(number_text, amounts)])
    return table([*head, "% of GDP per person", "% of mean consumption"], lines)


def _errors(summary: Summary) -> str:
    """Return the errors of each scheme alone, where there are several."""
    if len(summary.schemes) < 2:
        return ""
    head = ["Errors of each scheme alone, %", "poor of its group missed", "its recipients who are not poor"]
    lines = [
        [label, number_text(each.exclusion_error_percent), number_text(each.inclusion_error_percent)]
        for label, each in _labelled(summary.schemes)
    ]
    return table(head, lines)


def _cost(summary: Summary) -> str:
    cost = summary.cost
    several = summary.schemes if len(summary.schemes) > 1 else ()
    by_scheme = [
        (f"{label}, with administration", each.paid_month + each.administration_month)
        for label, each in _labelled(several)
    ]
    always = [
        ("Benefits paid out", cost.paid_month),
        ("Administration", cost.administration_month),
        ("Total", cost.total_month),
    ]
    if_any = [
        ("Lost on the way, of the benefits paid out", cost.paid_month - cost.received_month),
        ("Saved on benefits that are replaced", cost.saved_month),
        ("Left to be paid for", cost.needed_month if cost.saved_month else 0.0),
    ]
    head = [f"Cost, prices of {summary.price_year}", f"million {summary.currency} a year"]
    lines = [
        [name, cell(MONTHS * month / MILLION), *_shares_of_total(summary, month)]
        for name, month in [*by_scheme, *always, *(pair for pair in if_any if pair[1])]
    ]
    return table([*head, "% of GDP", "% of mean consumption"], lines)


def _shares_of_total(summary: Summary, month: float) -> Iterator[str]:
    """Yield an amount in % of GDP and of mean consumption: as the total is; a dash where that is 0."""
    cost = summary.cost
    for percent in (cost.percent_of_gdp, cost.percent_of_mean_consumption):
        yield cell(percent * month / cost.total_month if cost.total_month else None if month else 0.0)


def _who_pays(summary: Summary) -> str:
    head = [
        *("Who pays", "part of the budget, %", f"million {summary.currency} a year"),
        *("% of GDP", "% of mean consumption", "rate, %"),
    ]
    lines = [
        [
            label,
            cell(100 * each.share),
            cell(MONTHS * each.needed_month / MILLION),
            cell(each.percent_of_gdp),
            cell(each.percent_of_mean_consumption),
            _rate(each),
        ]
        for label, each in _labelled(summary.financing)
    ]
    share = summary.cost.survey_mean_percent_of_gdp_per_person
    ratio = f"Mean consumption in the data is {share:.1f} % of GDP per person"
    return f"{table(head, lines)}\n{ratio}: 1 % of one is not 1 % of the other."


def _rate(payment: Payment) -> str:
    """Return the rate of a source, or both: the higher one is that above the second amount."""
    if payment.rate_percent is None:
        return "not modelled"
    higher = payment.higher_rate_percent
    return cell(payment.rate_percent) + ("" if higher is None else f", then {cell(higher)}")


def _balance(summary: Summary) -> str:
    balance = summary.balance
    won = (balance.gained_month, balance.gained_percent_of_gdp, balance.gained_percent_of_mean_consumption)
    lost = (balance.lost_month, balance.lost_percent_of_gdp, balance.lost_percent_of_mean_consumption)
    rows_of = {
        "Winners": (balance.winners_percent, *won),
        "Losers": (balance.losers_percent, *(-amount + 0.0 for amount in lost)),
        "Unchanged": (balance.unchanged_percent, 0.0, 0.0, 0.0),
    }
    lines = [
        [name, cell(percent), cell(MONTHS * month / MILLION), *map(cell, shares)]
        for name, (percent, month, *shares) in rows_of.items()
    ]
    prices = f"million {summary.currency} a year"
    head = ["Net of what they pay", "% of persons", prices, "% of GDP", "% of mean consumption"]
    return table(head, lines)


def _labelled(entries: Sequence[Labelled]) -> Iterator[tuple[str, Labelled]]:
    """Yield schemes, or sources, with their labels; equal ones are numbered."""
    return zip(numbered(each.label for each in entries), entries, strict=True)
