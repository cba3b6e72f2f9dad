"""What a policy means in numbers: one summary of an outcome, and policies side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from simulator.economy import PovertyLine
from simulator.engine import Levy, Outcome, SchemeOutcome, simulate
from simulator.errors import EmptyGroup, SimulatorError, expect
from simulator.measures import coverage, exclusion_error, fgt, gini, inclusion_error, is_poor
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario.notes import notes_of
from simulator.scenario.records import (
    Balance,
    Change,
    Cost,
    Money,
    Payment,
    Poverty,
    Reach,
    SchemeSummary,
    Summary,
    Tenth,
)
from simulator.scenario.welfare import PER_PERSON, Welfare, gains_month, welfare_of

TENTHS = 10


def summarise(outcome: Outcome, line: str | None = None, equivalence: str = PER_PERSON) -> Summary:
    """Return the outcome in numbers, at the named poverty line or the country's reference line.

    Poverty and inequality are measured on the equivalence scale named; costs and gains are per person.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> summary = summarise(simulate(example_population(), policy))
    >>> round(summary.cost.percent_of_gdp, 4), summary.reach.group_percent
    (1.89, 100.0)
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    welfare = welfare_of(outcome, line, equivalence)
    population, group = outcome.population, outcome.group
    members = population.members_weight
    reach = reach_of(outcome, group, welfare)
    financing = tuple(_payment(outcome, levy) for levy in outcome.levies)
    return Summary(
        data_label=population.label,
        currency=population.economy.currency,
        price_year=population.economy.price_year,
        seed=outcome.seed,
        equivalence=welfare.equivalence,
        line=welfare.line,
        policy=outcome.policy.to_fragment(),
        persons=float(members.sum()),
        reach=reach,
        everyone=change_of(welfare, members),
        group=change_of(welfare, population.households.weight * population.household_sum(group)),
        gini_without=_gini_without(welfare, members),
        gini_before=gini(welfare.before, members),
        gini_after=gini(welfare.after, members),
        cost=cost_of(outcome),
        financing=financing,
        balance=balance_of(gains_month(outcome), members),
        schemes=schemes_of(outcome),
        tenths=_tenths(outcome, group),
        notes=notes_of(outcome, reach, financing),
    )


def _gini_without(welfare: Welfare, members: NDArray[np.float64]) -> float | None:
    """Return the Gini without transfers: None where they are not known, or nothing would be left."""
    without = welfare.without
    return gini(without, members) if without is not None and without.any() else None


def compare(
    population: Population, policies: Mapping[str, Policy], line: str | None = None, seed: int = 1
) -> dict[str, Summary]:
    """Return a summary of each policy by its name: same people, same line, same luck.

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
    return {name: summarise(simulate(population, each, seed), line) for name, each in policies.items()}


def tenth_of(consumption: NDArray[np.float64], members: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return for each household the tenth of persons it lies in, 0 the poorest, by its middle person.

    Ties: the lower household number first.
    """
    order = np.argsort(consumption, kind="stable")
    running = np.cumsum(members[order])
    tenth = np.empty(len(order), dtype=np.int64)
    middle = (running - members[order] / 2) / running[-1]
    tenth[order] = np.minimum((middle * TENTHS).astype(np.int64), TENTHS - 1)
    return tenth


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


def cost_of(outcome: Outcome) -> Cost:
    """Return what the policy costs."""
    population = outcome.population
    weight, persons = population.households.weight, float(population.members_weight.sum())
    paid, received, administration = (
        float((money * weight).sum())
        for money in (outcome.paid_month, outcome.received_month, outcome.administration_month)
    )
    saved = float(sum((each.saved_month * weight).sum() for each in outcome.existing))
    gdp_per_person, mean = population.economy.gdp_per_person_month, population.mean_consumption_month
    if not mean > 0:
        raise SimulatorError("nobody consumes anything in these data: no cost can be a share of that.")
    total = paid + administration
    return Cost(
        paid_month=paid,
        received_month=received,
        administration_month=administration,
        total_month=total,
        saved_month=saved,
        needed_month=max(0.0, total - saved),
        total_year=12 * total,
        percent_of_gdp=100 * total / (gdp_per_person * persons),
        percent_of_mean_consumption=100 * total / (mean * persons),
        survey_mean_percent_of_gdp_per_person=100 * mean / gdp_per_person,
    )


def _payment(outcome: Outcome, levy: Levy) -> Payment:
    population = outcome.population
    gdp = population.economy.gdp_per_person_month * float(population.members_weight.sum())
    levied = levy.levied_month
    return Payment(
        source=levy.setting.source.id,
        label=levy.setting.source.label,
        share=levy.setting.share,
        needed_month=levy.needed_month,
        percent_of_gdp=100 * levy.needed_month / gdp,
        rate_percent=None if levy.rate is None else 100 * levy.rate,
        levied_month=None if levied is None else float((levied * population.households.weight).sum()),
    )


def balance_of(gains: NDArray[np.float64], members: NDArray[np.float64]) -> Balance:
    """Return who gains and who loses; `gains` are a month per person, of so many `members`."""
    everybody = float(members.sum())
    winners, losers, unchanged = (
        100 * float(members[who].sum()) / everybody for who in (gains > 0, gains < 0, gains == 0)
    )
    won, lost = (float((members[who] * gains[who]).sum()) for who in (gains > 0, gains < 0))
    return Balance(winners, losers, unchanged, won, -lost if lost else 0.0)


def money(population: Population, currency_month: float) -> Money:
    """Return an amount a month in the three units in which it is shown."""
    mean = population.mean_consumption_month
    of_gdp = 100 * currency_month / population.economy.gdp_per_person_month
    return Money(currency_month, of_gdp, 100 * currency_month / mean)


def schemes_of(outcome: Outcome) -> tuple[SchemeSummary, ...]:
    """Return what each scheme does on its own, in the order of the policy."""
    return tuple(_scheme(outcome, scheme) for scheme in outcome.schemes)


def _scheme(outcome: Outcome, scheme: SchemeOutcome) -> SchemeSummary:
    population = outcome.population
    weight, persons = population.households.weight, population.person_weight
    group, eligible, reached = (
        float(persons[stage].sum()) for stage in (scheme.group, scheme.eligible, scheme.reached)
    )
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
    )


def _tenths(outcome: Outcome, group: NDArray[np.bool_]) -> tuple[Tenth, ...]:
    population, gains = outcome.population, gains_month(outcome)
    members, weight, before = (
        population.members_weight,
        population.households.weight,
        outcome.consumption_before_month,
    )
    of_household = tenth_of(before, members)
    reached = outcome.reached
    got, missed = (weight * population.household_sum(who) for who in (reached, group & ~reached))
    columns = (
        got,
        missed,
        before * members,
        gains * members,
        members * (gains > 0),
        members * (gains < 0),
        members,
    )
    return tuple(
        _tenth(number + 1, sums)
        for number, sums in enumerate(zip(*(_by_tenth(of_household, each) for each in columns), strict=True))
    )


def _tenth(number: int, sums: tuple[float, ...]) -> Tenth:
    got, missed, consumed, gained, winners, losers, members = sums
    return Tenth(
        tenth=number,
        reached_persons=got,
        missed_persons=missed,
        gain_percent=_percent_of(gained, consumed),
        winners_percent=_percent_of(winners, members),
        losers_percent=_percent_of(losers, members),
    )


def _by_tenth(tenth: NDArray[np.int64], amounts: NDArray[np.float64]) -> list[float]:
    sums: list[float] = np.bincount(tenth, weights=amounts, minlength=TENTHS).tolist()
    return sums


def _percent_of(part: float, whole: float) -> float | None:
    """Return a share in percent, or None in a tenth that holds no household's middle or consumes nothing."""
    return 100 * part / whole if whole > 0 else None
