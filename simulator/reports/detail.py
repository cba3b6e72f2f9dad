"""The parts of a result that the short page leaves out, as text: every measure, and what a scale changes."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine import Outcome
from simulator.errors import expect
from simulator.reports.layout import cell, number_text, table
from simulator.reports.tables import STATES
from simulator.scenario import (
    SMALLEST_CELL,
    Group,
    Measured,
    Redistribution,
    ScaleRow,
    Targeting,
    equivalence_table,
    measured,
    redistribution,
    targeting,
)

PER_PERSON = "per_person"


def detail_text(
    outcome: Outcome,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    smallest_cell: int = SMALLEST_CELL,
) -> str:
    """Return what `to_text` leaves out: all measures, redistribution, targeting, and equivalence scales.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> print(detail_text(simulate(example_population(), policy)).splitlines()[1].split())
    ['headcount', '0.4500', '0.4500']
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    places = range(len(outcome.schemes))
    blocks = [
        _measures(measured(outcome, line, equivalence)),
        _redistribution(redistribution(outcome, equivalence)),
        *(_targeting(targeting(outcome, place, line, equivalence), place + 1) for place in places),
        _scales(equivalence_table(outcome, line, smallest_cell)),
    ]
    return "\n\n".join(blocks)


def means_text(groups: Sequence[Group]) -> str:
    """Return what the groups of a breakdown consume on average, before and after, in three units.

    >>> from simulator import Policy, breakdown, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> print(means_text(breakdown(simulate(example_population(), policy), "area")).splitlines()[1].split())
    ['rural', '52.31', '26.15', '69.74', '53.98', '26.99', '71.97']
    """
    units = {"currency": "month", "% of GDP": "percent_of_gdp_per_person"}
    units["% of mean"] = "percent_of_mean_consumption"
    names = [(state, told, unit) for state in ("before", "after") for told, unit in units.items()]
    head = ["Mean a month per person", *(f"{state}, {told}" for state, told, _ in names)]
    lines = [
        [each.label, *(cell(getattr(each, f"mean_{state}_{unit}")) for state, _, unit in names)]
        for each in groups
    ]
    return table(head, lines)


def _measures(found: Sequence[Measured]) -> str:
    """Return a row a measure, and below the table why some are missing."""
    states = [state for state in STATES if any(getattr(each, state) is not None for each in found)]
    lines = [
        [each.measure.replace("_", " "), *(cell(getattr(each, state)) for state in states)] for each in found
    ]
    why = [f"{each.measure.replace('_', ' ')}: {each.why}" for each in found if each.why is not None]
    return "\n".join([table(["All measures, shares and indices", *states], lines), *why])


def _redistribution(found: Redistribution) -> str:
    lines = [
        ["Gini before", cell(found.gini_before)],
        ["Reynolds-Smolensky: how far welfare is brought together", cell(found.reynolds_smolensky)],
        ["Re-ranking: what households that pass each other undo of it", cell(found.reranking)],
        ["Gini after = before - the first + the second", cell(found.gini_after)],
    ]
    text = table(["Redistribution, net of what is paid", ""], lines)
    return text if found.why is None else f"{text}\n{found.why}"


def _targeting(found: Targeting, place: int) -> str:
    """Return both errors of a scheme in their parts, of the poor and of the whole group; then its money."""
    parts = {
        "missed: exclusion error": "exclusion_percent",
        "missed by the rule": "exclusion_by_rule_percent",
        "missed by its use": "exclusion_by_implementation_percent",
        "missed by other benefits": "exclusion_by_other_benefits_percent",
        "reached by mistake: inclusion error": "inclusion_percent",
        "reached by mistake of the rule": "inclusion_by_rule_percent",
        "reached by mistake in its use": "inclusion_by_implementation_percent",
    }
    both = (found.against_line, found.against_group)
    lines = [[told, *(cell(getattr(each, name)) for each in both)] for told, name in parts.items()]
    money = {
        "leakage to persons who are not poor, %": found.leakage_percent,
        "Coady-Grosh-Hoddinott index at 40 %": found.coady_grosh_hoddinott,
        "vertical expenditure efficiency, %": found.vertical_expenditure_efficiency_percent,
        "spill-over, %": found.spill_over_percent,
        "poverty-reduction efficiency, %": found.poverty_reduction_efficiency_percent,
        "poverty-gap efficiency, %": found.poverty_gap_efficiency_percent,
    }
    head = [f"Errors of {found.scheme} (scheme {place}), %", *(f"against {each.intended}" for each in both)]
    of_money = table(
        [f"What the money of {found.scheme} does", ""], [[name, cell(value)] for name, value in money.items()]
    )
    return f"{table(head, lines)}\n\n{of_money}"


def _scales(rows: Sequence[ScaleRow]) -> str:
    """Return what each equivalence scale makes of poverty before the reform."""
    lines = [
        [
            row.label,
            *map(number_text, (row.everyone_percent, row.children_percent, row.older_persons_percent)),
            cell(row.gini),
        ]
        for row in rows
    ]
    head = ["Poor before, % of persons, by equivalence scale", "all", "under 18", "60 or older", "Gini"]
    return table(head, lines)
