"""What a policy means in numbers: one summary of an outcome, and policies side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.economy import PovertyLine
from simulator.engine import Outcome, SchemeOutcome, simulate
from simulator.errors import EmptyGroup, SimulatorError, expect, inside
from simulator.measures import coverage, exclusion_error, fgt, gini, inclusion_error, is_poor
from simulator.policy import Policy, link_of
from simulator.population import Population
from simulator.scenario.costs import balance_of, cost_of, money, payment_of
from simulator.scenario.notes import notes_of
from simulator.scenario.records import Change, Comparison, Poverty, Reach, SchemeSummary, Summary
from simulator.scenario.small_cells import SMALLEST_CELL
from simulator.scenario.tenths import tenths_of
from simulator.scenario.welfare import PER_PERSON, Welfare, gains_month, welfare_of


def summarise(
    outcome: Outcome,
    line: str | None = None,
    equivalence: str = PER_PERSON,
    smallest_cell: int = SMALLEST_CELL,
) -> Summary:
    """Return the outcome in numbers, at the named poverty line or the country's reference line.

    Poverty and inequality are measured on the equivalence scale named; costs and gains are per person.
    Of a survey, tenths of fewer households than `smallest_cell` are hidden (`hidden_cells`), and a note
    names each scheme whose whole group is smaller than that.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> summary = summarise(simulate(example_population(), policy))
    >>> round(summary.cost.percent_of_gdp, 4), summary.reach.group_percent
    (1.89, 100.0)
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    welfare, cost = welfare_of(outcome, line, equivalence), cost_of(outcome)
    population, group = outcome.population, outcome.group
    members = population.members_weight
    reach, schemes = reach_of(outcome, group, welfare), schemes_of(outcome, welfare)
    financing = tuple(payment_of(outcome, levy) for levy in outcome.levies)
    return Summary(
        data_label=population.label,
        currency=population.economy.currency,
        price_year=population.economy.price_year,
        seed=outcome.seed,
        equivalence=welfare.equivalence,
        line=welfare.line,
        policy=link_of(outcome.policy, outcome.baseline),
        persons=float(members.sum()),
        reach=reach,
        everyone=change_of(welfare, members),
        group=change_of(welfare, population.households.weight * population.household_sum(group)),
        gini_without=gini_or_none(welfare.without, members),
        gini_before=gini(welfare.before, members),
        gini_after=gini_or_none(welfare.after, members),
        cost=cost,
        financing=financing,
        balance=balance_of(population, gains_month(outcome)),
        schemes=schemes,
        tenths=tenths_of(outcome, group, smallest_cell),
        notes=notes_of(outcome, reach, financing, schemes, smallest_cell),
    )


def gini_or_none(amounts: NDArray[np.float64] | None, members: NDArray[np.float64]) -> float | None:
    """Return the Gini of a state: None where it is not known, or nobody has anything in it.

    >>> gini_or_none(np.array([0.0, 0.0]), np.array([1.0, 1.0])) is None
    True
    """
    return gini(amounts, members) if amounts is not None and amounts.any() else None


def compare(  # noqa: PLR0913 (what each policy is compared on)
    population: Population,
    policies: Mapping[str, Policy],
    line: str | None = None,
    seed: int = 1,
    baseline: Policy | None = None,
    equivalence: str = PER_PERSON,
    smallest_cell: int = SMALLEST_CELL,
) -> Comparison:
    """Return a summary of each policy by its name: same people, baseline, line, scale and luck.

    `baseline` is the policy in force today, of which each policy may replace benefits.

    >>> from simulator import Policy, example_population
    >>> everyone = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> half = everyone.with_values({"amount.value": 2})
    >>> both = compare(example_population(), {"4 %": everyone, "2 %": half})
    >>> [round(each.cost.percent_of_gdp, 4) for each in both.values()]
    [1.89, 0.945]
    """
    expect("policies", policies, Mapping, 'Name each: {"universal": policy}.')
    if not policies:
        raise SimulatorError("compare: no policy was given. Give at least one, by name.")
    found = {}
    for name, each in policies.items():
        with inside(f"compare, {name}"):  # of many policies, which one cannot be paid for?
            outcome = simulate(population, each, seed, baseline)
        found[name] = summarise(outcome, line, equivalence, smallest_cell)
    return Comparison(found)


def reach_of(outcome: Outcome, group: NDArray[np.bool_], welfare: Welfare) -> Reach:
    """Return who of a group of persons is reached; the intended are those of it who are poor before."""
    population = outcome.population
    weight, household = population.person_weight, population.persons.household
    reached = outcome.reached
    intended = group & is_poor(welfare.before, welfare.line.month)[household]
    lives_with_one = population.household_sum(reached) > 0
    return Reach(
        group_persons=float(weight[group].sum()),
        reached_persons=float(weight[reached].sum()),
        group_percent=percent(lambda: coverage(reached[group], weight[group])),
        direct_percent=100 * coverage(reached, weight),
        households_percent=100 * coverage(lives_with_one, population.members_weight),
        exclusion_error_percent=percent(lambda: exclusion_error(intended, reached, weight)),
        inclusion_error_percent=percent(lambda: inclusion_error(intended, reached, weight)),
    )


def percent(share: Callable[[], float]) -> float | None:
    """Return a share in percent, or None where there is nobody to take the share of."""
    try:
        return 100 * share()
    except EmptyGroup:
        return None


def change_of(welfare: Welfare, persons: NDArray[np.float64]) -> Change:
    """Return poverty in each state, among so many persons of each household."""
    states = {name: _poverty(amounts, persons, welfare.line) for name, amounts in welfare.states.items()}
    return Change(states.get("without"), states["before"], states["after"])


def _poverty(amounts: NDArray[np.float64], persons: NDArray[np.float64], line: PovertyLine) -> Poverty | None:
    everybody = float(persons.sum())
    if not everybody > 0:
        return None
    headcount, gap, severity = (fgt(amounts, persons, line.month, alpha) for alpha in (0, 1, 2))
    return Poverty(100 * headcount, 100 * gap, 100 * severity, headcount * everybody)


def schemes_of(outcome: Outcome, welfare: Welfare) -> tuple[SchemeSummary, ...]:
    """Return what each scheme does on its own, in the order of the policy."""
    poor = is_poor(welfare.before, welfare.line.month)[outcome.population.persons.household]
    return tuple(_scheme(outcome.population, scheme, poor) for scheme in outcome.schemes)


def _scheme(population: Population, scheme: SchemeOutcome, poor: NDArray[np.bool_]) -> SchemeSummary:
    weight, persons = population.households.weight, population.person_weight
    intended, got = scheme.group & poor, scheme.reached
    group, eligible, reached = (float(persons[who].sum()) for who in (scheme.group, scheme.eligible, got))
    paid, received, administration = (
        float((amounts * weight).sum())
        for amounts in (scheme.paid_month, scheme.received_month, scheme.administration_month)
    )
    gdp = population.economy.gdp_per_person_month * float(population.members_weight.sum())
    return SchemeSummary(
        scheme=scheme.setting.scheme.id,
        label=scheme.setting.scheme.label,
        group_persons=group,
        eligible_persons=eligible,
        reached_persons=reached,
        paid_month=paid,
        received_month=received,
        administration_month=administration,
        percent_of_gdp=100 * (paid + administration) / gdp,
        paid_per_recipient=money(population, paid / reached) if reached > 0 else None,
        # The errors by their definition, taken of those alone who count: a third of the time.
        exclusion_error_percent=percent(lambda: coverage(~got[intended], persons[intended])),
        inclusion_error_percent=percent(lambda: coverage(~intended[got], persons[got])),
    )
