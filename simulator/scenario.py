"""What a policy means in numbers: one summary of an outcome, and policies side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome, simulate
from simulator.errors import EmptyGroup, SimulatorError, expect
from simulator.measures import coverage, exclusion_error, fgt, gini, inclusion_error, is_poor
from simulator.policy import Policy, SchemeSetting
from simulator.population import Population, PovertyLine

TENTHS = 10
EXISTING_BENEFITS = (
    "Existing benefits are not known in these data: the policy adds to the consumption recorded, "
    "and nobody pays for it here."
)


@dataclass(frozen=True)
class Poverty:
    """Headcount, poverty gap and severity in percent of a group, and the number of its poor."""

    headcount_percent: float
    gap_percent: float
    severity_percent: float
    poor_persons: float


@dataclass(frozen=True)
class Change:
    """The same measure before and after the policy; None for a group that is empty."""

    before: Poverty | None
    after: Poverty | None


@dataclass(frozen=True)
class Cost:
    """Who gets what of the money: local currency a month, and the total in three units that compare."""

    paid_month: float
    received_month: float
    administration_month: float
    total_month: float
    total_year: float
    percent_of_gdp: float
    percent_of_mean_consumption: float


@dataclass(frozen=True)
class Tenth:
    """One tenth of the persons, by consumption before the policy: 1 is the poorest.

    Persons of the schemes' group who are reached and missed, and the gain in percent of consumption
    (None where no consumption was recorded).
    """

    tenth: int
    reached_persons: float
    missed_persons: float
    gain_percent: float | None


@dataclass(frozen=True)
class Reach:
    """Who is reached. Percent; None where the group asked about is empty.

    `group_percent`: reached / the schemes' group. `direct_percent`: reached / all persons.
    `households_percent`: persons who live with somebody reached / all persons.
    Intended are the poor of the group, at the line used.
    """

    group_persons: float
    reached_persons: float
    group_percent: float | None
    direct_percent: float
    households_percent: float
    exclusion_error_percent: float | None
    inclusion_error_percent: float | None


@dataclass(frozen=True)
class Summary:
    """The result of a policy in plain numbers, with the line, the seed and the label of the data."""

    data_label: str
    currency: str
    price_year: int
    seed: int
    line: PovertyLine
    policy: str
    persons: float
    reach: Reach
    everyone: Change
    group: Change
    gini_before: float
    gini_after: float
    cost: Cost
    tenths: tuple[Tenth, ...]
    notes: tuple[str, ...]


def summarise(outcome: Outcome, line: str | None = None) -> Summary:
    """Return the outcome in numbers, at the named poverty line or the country's reference line.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> summary = summarise(simulate(example_population(), policy))
    >>> round(summary.cost.percent_of_gdp, 4), summary.reach.group_percent
    (1.89, 100.0)
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    population = outcome.population
    economy, members = population.economy, population.members_weight
    chosen_line = economy.line(line)
    group = outcome.group
    reach = _reach(outcome, group, chosen_line)
    everyone = np.ones(len(group), dtype=bool)
    return Summary(
        data_label=population.label,
        currency=economy.currency,
        price_year=economy.price_year,
        seed=outcome.seed,
        line=chosen_line,
        policy=outcome.policy.to_fragment(),
        persons=float(members.sum()),
        reach=reach,
        everyone=_change(outcome, everyone, chosen_line),
        group=_change(outcome, group, chosen_line),
        gini_before=gini(outcome.consumption_before_month, members),
        gini_after=gini(outcome.consumption_after_month, members),
        cost=_cost(outcome),
        tenths=_tenths(outcome, group),
        notes=_notes(outcome, reach),
    )


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


def _reach(outcome: Outcome, group: NDArray[np.bool_], line: PovertyLine) -> Reach:
    population = outcome.population
    weight, household = population.person_weight, population.persons.household
    reached = outcome.reached
    intended = group & is_poor(outcome.consumption_before_month, line.month)[household]
    lives_with_one = population.household_sum(reached) > 0
    return Reach(
        group_persons=float(weight[group].sum()),
        reached_persons=float(weight[reached].sum()),
        group_percent=_percent(lambda: coverage(reached[group], weight[group])),
        direct_percent=100 * coverage(reached, weight),
        households_percent=100 * coverage(lives_with_one, population.members_weight),
        exclusion_error_percent=_percent(lambda: exclusion_error(intended, reached, weight)),
        inclusion_error_percent=_percent(lambda: inclusion_error(intended, reached, weight)),
    )


def _percent(share: Callable[[], float]) -> float | None:
    """Return a share in percent, or None where there is nobody to take the share of."""
    try:
        return 100 * share()
    except EmptyGroup:
        return None


def _change(outcome: Outcome, who: NDArray[np.bool_], line: PovertyLine) -> Change:
    household = outcome.population.persons.household[who]
    weight = outcome.population.households.weight[household]
    before, after = outcome.consumption_before_month, outcome.consumption_after_month
    return Change(
        _poverty(before[household], weight, line.month), _poverty(after[household], weight, line.month)
    )


def _poverty(welfare: NDArray[np.float64], weight: NDArray[np.float64], line: float) -> Poverty | None:
    if not len(welfare):
        return None
    headcount, gap, severity = (fgt(welfare, weight, line, alpha) for alpha in (0, 1, 2))
    return Poverty(100 * headcount, 100 * gap, 100 * severity, headcount * float(weight.sum()))


def _cost(outcome: Outcome) -> Cost:
    population = outcome.population
    weight, members = population.households.weight, population.members_weight
    paid, received, administration = (
        float((money * weight).sum())
        for money in (outcome.paid_month, outcome.received_month, outcome.administration_month)
    )
    total = paid + administration
    gdp = population.economy.gdp_per_person_month * float(members.sum())
    consumed = float((outcome.consumption_before_month * members).sum())
    return Cost(paid, received, administration, total, 12 * total, 100 * total / gdp, 100 * total / consumed)


def _tenths(outcome: Outcome, group: NDArray[np.bool_]) -> tuple[Tenth, ...]:
    population = outcome.population
    members = population.members_weight
    before, after = outcome.consumption_before_month, outcome.consumption_after_month
    of_household = tenth_of(before, members)
    of_person = of_household[population.persons.household]
    reached = outcome.reached
    got = _by_tenth(of_person, population.person_weight * reached)
    missed = _by_tenth(of_person, population.person_weight * (group & ~reached))
    consumed = _by_tenth(of_household, before * members)
    gained = _by_tenth(of_household, (after - before) * members)
    return tuple(
        Tenth(number + 1, got[number], missed[number], _gain_percent(gained[number], consumed[number]))
        for number in range(TENTHS)
    )


def _by_tenth(tenth: NDArray[np.int64], amounts: NDArray[np.float64]) -> list[float]:
    sums: list[float] = np.bincount(tenth, weights=amounts, minlength=TENTHS).tolist()
    return sums


def _gain_percent(gained: float, consumed: float) -> float | None:
    """Return the gain in percent, or None in a tenth that holds no household's middle or consumes nothing."""
    return 100 * gained / consumed if consumed > 0 else None


def _notes(outcome: Outcome, reach: Reach) -> tuple[str, ...]:
    """Return what a reader must know beside the numbers: silence would mislead."""
    notes = [EXISTING_BENEFITS] if outcome.population.synthetic else []
    policy = outcome.policy
    if reach.group_persons == 0:
        notes.append(_note_with("Nobody is in the group of these schemes", policy, "group"))
    elif reach.reached_persons == 0:
        notes.append(_note_with("This policy reaches nobody", policy, "rule", "reach"))
    elif not outcome.paid_month.any():
        notes.append(_note_with("This policy changes nobody's consumption", policy, "pay"))
    elif not outcome.received_month.any():
        notes.append("This policy changes nobody's consumption: check what is lost on the way.")
    return tuple(notes)


def _note_with(text: str, policy: Policy, *stages: str) -> str:
    """Return a note that ends with what to check: the numbers in force that the stages use."""
    labels = [label for each in policy.schemes for stage in stages for label in _numbers_used(each, stage)]
    names = [f"the {label[0].lower()}{label[1:]}" for label in dict.fromkeys(labels)]
    return f"{text}: check {' and '.join(names)}." if names else f"{text}."


def _numbers_used(setting: SchemeSetting, stage: str) -> list[str]:
    scheme, rule = setting.scheme, str(setting.values.get("rule"))
    steps = scheme.rules.get(rule, ()) if stage == "rule" else getattr(scheme, stage)
    used = [scheme.parameters[path] for step in steps for path in step.parameters.values()]
    return [each.label for each in used if each.kind != "choice"]
