"""Costs by fiscal year, a roll-out by cohort, and the simulation beside what the government records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from numbers import Integral
from typing import Any

from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.measures.weighting import as_number
from simulator.policy import Policy, checked_place
from simulator.policy.data import place_of
from simulator.policy.roll_out import OLDEST_AT_START, ROLL_OUT_YEAR
from simulator.population import Population
from simulator.scenario.costs import cost_of, shares_of_all
from simulator.scenario.records import Cost

MONTHS = 12
RECORDED = ("recipients", "spending_year")
ABOVE_0 = (1e-9, inf)  # from where a ratio to it is a number


@dataclass(frozen=True)
class YearCost:
    """What one fiscal year costs, local currency of the price year, and how many months are paid in it.

    `gross` is benefits and administration, `saved` what the benefits cost that are replaced, and `net` is
    gross - saved: below 0 where more is saved than spent. Percentages are of twelve months: of GDP, and of
    what all persons consume; without `net` in their name they are of the gross cost.
    `fiscal_year` is the year in which it begins. Population, consumption and prices stay as they are.
    """

    fiscal_year: int
    months: int
    gross: float
    saved: float
    net: float
    percent_of_gdp: float
    net_percent_of_gdp: float
    percent_of_mean_consumption: float
    net_percent_of_mean_consumption: float


@dataclass(frozen=True)
class RecordCheck:
    """One scheme beside the government's records: recipients, and spending on benefits a year.

    `place` is its number in the policy, from 1. Money is local currency, and in percent of GDP and of what
    all persons consume; a ratio is simulated / recorded. None where nothing was recorded.
    """

    scheme: str
    place: int
    simulated_recipients: float
    recorded_recipients: float | None
    recipients_ratio: float | None
    simulated_spending_year: float
    simulated_spending_percent_of_gdp: float
    simulated_spending_percent_of_mean_consumption: float
    recorded_spending_year: float | None
    recorded_spending_percent_of_gdp: float | None
    recorded_spending_percent_of_mean_consumption: float | None
    spending_ratio: float | None


def rolled_out(policy: Policy, oldest_at_start: int, years: int, scheme: int = 0) -> tuple[Policy, ...]:
    """Return the policy of each year of a roll-out: it begins with the youngest, and each cohort keeps it.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> [year.schemes[0].values["roll_out.year"] for year in rolled_out(policy, oldest_at_start=2, years=3)]
    [0.0, 1.0, 2.0]
    """
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    _whole("years", years, 1, 100)
    place = checked_place(len(policy.schemes), scheme)
    parameters = policy.schemes[place].scheme.parameters
    for path in (OLDEST_AT_START, ROLL_OUT_YEAR):
        if path not in parameters:
            name = policy.schemes[place].scheme.id
            raise SimulatorError(f"{name} has no roll-out by cohort. Choose a scheme that declares {path}.")
    last = int(parameters[ROLL_OUT_YEAR].bounds_for(policy.schemes[place].values).high)
    return tuple(
        policy.with_values({OLDEST_AT_START: oldest_at_start, ROLL_OUT_YEAR: min(year, last)}, place)
        for year in range(years)
    )


def costs_by_fiscal_year(  # noqa: PLR0913 (three numbers say when)
    population: Population,
    policies: Sequence[Policy],
    first_year: int,
    first_month: int,
    fiscal_year_starts: int,
    baseline: Policy | None = None,
) -> tuple[YearCost, ...]:
    """Return the cost of each fiscal year; each policy runs for 12 months, one after the other.

    The first one begins in `first_month` (1 is January) of `first_year`; the last fiscal year may be short.
    `baseline` is the policy in force today: what the policies replace of it is saved.

    >>> from simulator import example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> village = example_population()
    >>> costs = costs_by_fiscal_year(village, [policy], 2026, first_month=1, fiscal_year_starts=7)
    >>> [(each.fiscal_year, each.months, round(each.net)) for each in costs]
    [(2025, 6, 45360), (2026, 6, 45360)]
    """
    expect("population", population, Population, "Use simulator.country('nepal').")
    expect("policies", policies, Sequence, "Give the policy of each year, in order.")
    if not policies:
        raise SimulatorError("policies: none was given. Give the policy of each year, in order.")
    _whole("first_year", first_year, 1900, 2200)
    for name, month in (("first_month", first_month), ("fiscal_year_starts", fiscal_year_starts)):
        _whole(name, month, 1, MONTHS)
    monthly = [cost_of(simulate(population, policy, baseline=baseline)) for policy in policies]
    found: dict[int, list[Cost]] = {}
    for number in range(MONTHS * len(monthly)):
        month = first_month - 1 + number
        fiscal_year = first_year + (month - (fiscal_year_starts - 1)) // MONTHS
        found.setdefault(fiscal_year, []).append(monthly[number // MONTHS])
    return tuple(_year_cost(population, year, costs) for year, costs in found.items())


def _year_cost(population: Population, year: int, costs: Sequence[Cost]) -> YearCost:
    gross, saved = (sum(getattr(each, name) for each in costs) for name in ("total_month", "saved_month"))
    net = gross - saved
    of_gross, of_net = (shares_of_all(population, cost / MONTHS) for cost in (gross, net))
    return YearCost(
        fiscal_year=year,
        months=len(costs),
        gross=gross,
        saved=saved,
        net=net,
        **of_gross,
        **{f"net_{name}": share for name, share in of_net.items()},
    )


def against_records(outcome: Outcome, records: Mapping[Any, Mapping[str, float]]) -> tuple[RecordCheck, ...]:
    """Return each scheme beside the recipients and the yearly spending that the government records.

    `records` holds for a scheme's id `recipients`, `spending_year` (local currency, benefits alone), or both.
    Of two schemes with one id, each is named by its number in the policy, from 1.

    >>> from simulator import example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> outcome = simulate(example_population(), policy)
    >>> (row,) = against_records(outcome, {"child_benefit": {"recipients": 750}})
    >>> row.recipients_ratio
    1.2
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    expect("records", records, Mapping, 'Write {"child_benefit": {"recipients": 120000}}.')
    ids = [each.setting.scheme.id for each in outcome.schemes]
    recorded: dict[int, Mapping[str, float]] = {}
    for name, given in records.items():
        place = _place(name, ids)
        if place in recorded:
            mend = "Leave one of the two out."
            raise BadInput("records", name, "each scheme once, by its id or its number", mend)
        recorded[place] = _checked_record(name, given)
    return tuple(_check(outcome, place, recorded.get(place, {})) for place in range(len(ids)))


def _place(name: str | int, ids: Sequence[str]) -> int:
    """Return the place, from 0, of the scheme that is named by its id, or by its number from 1."""
    digits = isinstance(name, str) and name.isascii() and name.isdigit() and len(name) < 3
    return place_of(int(name) if digits else name, ids, "records")


def _checked_record(name: str | int, given: Mapping[str, float]) -> Mapping[str, float]:
    """Return what is recorded of a scheme as plain numbers, those of numpy and pandas too."""
    expect(f"records.{name}", given, Mapping, "Write {recipients: 120000, spending_year: 500000000}.")
    mend = "Leave out what is not known."
    for key in given:
        if key not in RECORDED:
            raise unknown(f"records.{name}", key, RECORDED)
    return {
        key: as_number(f"records.{name}.{key}", value, ABOVE_0, "a number above 0", mend)
        for key, value in given.items()
    }


def _check(outcome: Outcome, place: int, recorded: Mapping[str, float]) -> RecordCheck:
    scheme, population = outcome.schemes[place], outcome.population
    recipients, spending = recorded.get("recipients"), recorded.get("spending_year")
    reached = float(population.person_weight[scheme.reached].sum())
    paid_year = MONTHS * float((scheme.paid_month * population.households.weight).sum())
    simulated = shares_of_all(population, paid_year / MONTHS)
    known = shares_of_all(population, spending / MONTHS) if spending is not None else {}
    return RecordCheck(
        scheme=scheme.setting.scheme.id,
        place=place + 1,
        simulated_recipients=reached,
        recorded_recipients=recipients,
        recipients_ratio=None if recipients is None else reached / recipients,
        simulated_spending_year=paid_year,
        simulated_spending_percent_of_gdp=simulated["percent_of_gdp"],
        simulated_spending_percent_of_mean_consumption=simulated["percent_of_mean_consumption"],
        recorded_spending_year=spending,
        recorded_spending_percent_of_gdp=known.get("percent_of_gdp"),
        recorded_spending_percent_of_mean_consumption=known.get("percent_of_mean_consumption"),
        spending_ratio=None if spending is None else paid_year / spending,
    )


def _whole(name: str, given: object, low: int, high: int) -> None:
    if isinstance(given, bool) or not isinstance(given, Integral) or not low <= int(given) <= high:
        raise BadInput(name, given, f"a whole number from {low} to {high}", "Choose another number.")
