"""The numbers of an outcome that can be asked for by name: one list for sweeps, searches and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from types import MappingProxyType

from simulator.engine import Outcome
from simulator.errors import unknown
from simulator.scenario import Change, Group, Summary, breakdown, summarise
from simulator.scenario.life_stages import CHILD, LIFE_STAGES, OLDER
from simulator.scenario.small_cells import SMALLEST_CELL
from simulator.scenario.welfare import PER_PERSON

Number = float | None
DEFAULT_MEASURES = (
    "cost.percent_of_gdp",
    "everyone.after.headcount_percent",
    "everyone.after.gap_percent",
    "children.after.headcount_percent",
    "gini_after",
    "reach.exclusion_error_percent",
    "reach.inclusion_error_percent",
)
PERCENT, PERSONS, INDEX = "percent", "persons", "index from 0 to 1"


@dataclass(frozen=True)
class Figures:
    """An outcome with what its numbers are read from, each worked out once and only when asked for."""

    outcome: Outcome
    line: str | None = None
    equivalence: str = PER_PERSON
    smallest_cell: int = SMALLEST_CELL

    @cached_property
    def summary(self) -> Summary:
        """The whole summary."""
        return summarise(self.outcome, self.line, self.equivalence, self.smallest_cell)

    @cached_property
    def stages(self) -> Mapping[str, Group]:
        """The stages of life in which somebody lives, by label."""
        terms = self.line, self.equivalence, self.smallest_cell
        return {group.label: group for group in breakdown(self.outcome, "life_stage", *terms)}

    def change(self, who: str) -> Change:
        """Return poverty in each state of everyone, the group, children, or older persons."""
        if who in ("everyone", "group"):
            found: Change = getattr(self.summary, who)
            return found
        stage = self.stages.get(LIFE_STAGES[CHILD if who == "children" else OLDER])
        return Change(None, None, None) if stage is None else stage.poverty


@dataclass(frozen=True)
class OutcomeField:
    """One number of an outcome: its name, what it is, its unit, and which way is better.

    `better` is 'lower', 'higher', or None where that is for the reader to judge. `of` reads it; None
    where there is no such number: nobody to take a share of, or too few households to show it.
    """

    name: str
    label: str
    unit: str
    better: str | None
    of: Callable[[Figures], Number]


def outcome_fields() -> Mapping[str, OutcomeField]:
    """Return every number that can be asked for, by name.

    >>> outcome_fields()["cost.percent_of_gdp"].unit
    'percent of GDP'
    """
    return _FIELDS


def field_named(name: object, where: str = "measure") -> OutcomeField:
    """Return one number that can be asked for; an unknown name is refused, with the nearest.

    >>> field_named("gini_after").label
    'Gini index after the policy'
    """
    if not isinstance(name, str) or name not in _FIELDS:
        raise unknown(where, name, _FIELDS)
    return _FIELDS[name]


def fall_percent(before: Number, after: Number) -> Number:
    """Return by how much a number falls, in percent of what it was; None where it was 0 or is not known.

    >>> fall_percent(20.0, 15.0)
    25.0
    """
    return None if before is None or after is None or before == 0 else 100 * (before - after) / before


def _poverty(who: str, state: str, measure: str, figures: Figures) -> Number:
    poverty = getattr(figures.change(who), state)
    return None if poverty is None else float(getattr(poverty, measure))


def _fall(who: str, measure: str, figures: Figures) -> Number:
    before, after = (_poverty(who, state, measure, figures) for state in ("before", "after"))
    return fall_percent(before, after)


def _in_summary(path: str, figures: Figures) -> Number:
    found: Number = attrgetter(path)(figures.summary)
    return found


def _of_summary(path: str, label: str, unit: str, better: str | None = None) -> OutcomeField:
    return OutcomeField(path, label, unit, better, partial(_in_summary, path))


WHO = {
    "everyone": "all persons",
    "group": "the schemes' group",
    "children": "children, 0 to 17",
    "older": "persons 60 or older",
}
STATES = {"before": "before the policy", "after": "after the policy"}
POVERTY = {
    "headcount_percent": ("Headcount", PERCENT),
    "gap_percent": ("Poverty gap", PERCENT),
    "severity_percent": ("Severity", PERCENT),
    "poor_persons": ("The poor", PERSONS),
}


def _poverty_fields() -> list[OutcomeField]:
    found = []
    for who, people in WHO.items():
        for measure, (label, unit) in POVERTY.items():
            for state, when in STATES.items():
                told, of = f"{label} of {people} {when}", partial(_poverty, who, state, measure)
                found.append(OutcomeField(f"{who}.{state}.{measure}", told, unit, "lower", of))
            if unit == PERSONS:  # they fall as their share does
                continue
            name = f"{who}.fall_in_{measure.rpartition('_')[0]}_percent"
            told = f"Fall in {label.lower()} of {people}"
            of = partial(_fall, who, measure)
            found.append(OutcomeField(name, told, "percent of what it was", "higher", of))
    return found


_FIELDS: Mapping[str, OutcomeField] = MappingProxyType(
    {
        each.name: each
        for each in (
            _of_summary("cost.percent_of_gdp", "Cost, with administration", "percent of GDP", "lower"),
            _of_summary("cost.total_year", "Cost, with administration", "local currency a year", "lower"),
            _of_summary("cost.needed_month", "To be paid for", "local currency a month", "lower"),
            *_poverty_fields(),
            _of_summary("gini_before", "Gini index before the policy", INDEX, "lower"),
            _of_summary("gini_after", "Gini index after the policy", INDEX, "lower"),
            _of_summary("reach.group_percent", "Reached, of the schemes' group", PERCENT, "higher"),
            _of_summary("reach.direct_percent", "Reached, of all persons", PERCENT),
            _of_summary("reach.households_percent", "Living with somebody reached", PERCENT),
            _of_summary("reach.reached_persons", "Persons reached", PERSONS),
            _of_summary("reach.exclusion_error_percent", "Exclusion error", PERCENT, "lower"),
            _of_summary("reach.inclusion_error_percent", "Inclusion error", PERCENT, "lower"),
            _of_summary("balance.winners_percent", "Persons who gain", PERCENT, "higher"),
            _of_summary("balance.losers_percent", "Persons who lose", PERCENT, "lower"),
        )
    }
)
