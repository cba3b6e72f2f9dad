"""One call that shows a policy in our arithmetic and in ESCAP's, and where the two part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Outcome, SchemeOutcome, simulate
from simulator.errors import SimulatorError, expect
from simulator.escap.conventions import (
    CONVENTIONS,
    HOUSEHOLD,
    SCHEMES,
    Convention,
    Reading,
    changed_values,
)
from simulator.escap.packages import checked_percents, package_policy
from simulator.escap.records import SpotDifference, SpotFigures, SpotGroup, SpotResult
from simulator.measures import fgt
from simulator.policy import Policy, value_text
from simulator.population import Population
from simulator.scenario import welfare_of

MONTHS = 12
NO_GROUP = (60, 64)
GIVEN_SHARES = "Shares of the population"


@dataclass(frozen=True, eq=False)
class Asked:
    """What is the same on the whole way from one arithmetic to the other."""

    population: Population
    baseline: Policy | None
    seed: int
    line: str | None

    def outcome(self, policy: Policy) -> Outcome:
        """Return what a policy does to these people."""
        return simulate(self.population, policy, self.seed, self.baseline)


def spot(  # noqa: PLR0913 (what both arithmetics need)
    population: Population,
    policy: Policy | str,
    line: str | None = None,
    group_percent: Mapping[str, float] | None = None,
    baseline: Policy | None = None,
    seed: int = 1,
) -> SpotResult:
    """Return a policy, or a package of ESCAP's by name, in our arithmetic and in that of its simulator.

    `group_percent` replaces, by scheme, the share of persons in a group in SPOT's cost: ESCAP takes it from
    UN figures and its own surveys. Each convention is then changed alone, in a fixed order, so that the
    effects add up. Raises `SimulatorError` for a policy that has no scheme of SPOT's.

    >>> from simulator import example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> found = spot(example_population(), policy)
    >>> found.spot.cost_percent_of_gdp, [each.convention for each in found.differences]
    (1.89, ['Take-up', 'Who pays', 'Gains'])
    """
    expect("population", population, Population, "Use simulator.country('nepal').")
    given = package_policy(policy) if isinstance(policy, str) else policy
    expect("policy", given, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    asked = Asked(population, baseline, seed, line)
    first = asked.outcome(given)
    welfare, members = welfare_of(first, line), population.members_weight
    shares = None if group_percent is None else checked_percents(group_percent, _person_schemes(given))
    differences, last, (ours, theirs) = _walked(asked, Reading(given, given), shares)
    return SpotResult(
        data_label=population.label,
        currency=population.economy.currency,
        price_year=population.economy.price_year,
        line=welfare.line,
        seed=first.seed,
        policy=given.to_fragment(),
        headcount_before_percent=100 * fgt(welfare.before, members, welfare.line.month, 0),
        ours=ours,
        spot=theirs,
        groups=tuple(_groups(asked.outcome(last.costed), last)),
        differences=tuple(differences),
        notes=tuple(_notes(population)),
    )


def _walked(
    asked: Asked, reading: Reading, shares: Mapping[str, float] | None
) -> tuple[list[SpotDifference], Reading, tuple[SpotFigures, SpotFigures]]:
    """Return what each convention moves, the policy as SPOT reads it, and the figures at both ends."""
    if not any(each.scheme.id in SCHEMES for each in reading.costed.schemes):
        known = ", ".join(SCHEMES)
        raise SimulatorError(f"spot: the policy has no scheme that ESCAP's simulator has ({known}). Add one.")
    differences = []
    ours = before = _figures(asked, reading)
    for convention in (*CONVENTIONS, *_given(asked.population, shares)):
        nearer = convention.change(reading)
        if nearer == reading:
            continue
        after = _figures(asked, nearer)
        differences.append(_difference(convention, reading, nearer, (before, after)))
        reading, before = nearer, after
    return differences, reading, (ours, before)


def _given(population: Population, shares: Mapping[str, float] | None) -> Iterator[Convention]:
    """Yield the convention that the caller states: shares of the population of her own."""
    if shares:
        told = ", ".join(f"{name} {share:g} %" for name, share in shares.items())
        ours = f"Counted in the data: {population.label}."
        yield Convention(GIVEN_SHARES, told, lambda reading: replace(reading, group_percent=shares), ours)


def _difference(
    convention: Convention, old: Reading, new: Reading, figures: tuple[SpotFigures, SpotFigures]
) -> SpotDifference:
    before, after = figures
    values = [
        f"{scheme.scheme.label}: {_lower(scheme.scheme.parameters[path].label)} "
        f"{value_text(scheme.scheme.parameters[path], scheme.values[path], scheme.values)}"
        for scheme, path in changed_values(old.costed, new.costed)
    ]
    return SpotDifference(
        convention=convention.name,
        ours=convention.ours or f"{'; '.join(values)}.",
        spot=convention.spot,
        effect_on_cost_points=after.cost_percent_of_gdp - before.cost_percent_of_gdp,
        effect_on_headcount_points=after.headcount_percent - before.headcount_percent,
        effect_on_gain_points=after.gain_percent - before.gain_percent,
    )


def _figures(asked: Asked, reading: Reading) -> SpotFigures:
    """Return what a policy, read so, costs and does."""
    costed = asked.outcome(reading.costed)
    felt = costed if reading.felt == reading.costed else asked.outcome(reading.felt)
    welfare, members = welfare_of(felt, asked.line), asked.population.members_weight
    consumed = float((members * felt.consumption_before_month).sum())
    if not consumed > 0:
        raise SimulatorError("nobody consumes anything in these data: no gain can be a share of that.")
    weight = asked.population.households.weight
    gained = (
        float((weight * felt.received_month).sum())
        if reading.gross
        else float((members * (felt.consumption_after_month - felt.consumption_before_month)).sum())
    )
    return SpotFigures(
        cost_percent_of_gdp=sum(each.cost_percent_of_gdp for each in _groups(costed, reading)),
        headcount_percent=100 * fgt(welfare.after, members, welfare.line.month, 0),
        gain_percent=100 * gained / consumed,
    )


def _groups(outcome: Outcome, reading: Reading) -> Iterator[SpotGroup]:
    """Yield each scheme as SPOT costs it: recipients x benefit x 12 x (1 + administration)."""
    population = outcome.population
    persons = float(population.members_weight.sum())
    gdp_year = MONTHS * population.economy.gdp_per_person_month * persons
    for scheme in outcome.schemes:
        counted = _recipients(population, scheme)
        recipients = counted * _times(population, scheme, reading.group_percent)
        paid = float((scheme.paid_month * population.households.weight).sum())
        benefit = paid / counted if counted else 0.0
        cost = recipients * benefit * MONTHS * (1 + scheme.administration_share)
        yield SpotGroup(
            scheme=scheme.setting.scheme.id,
            recipients=recipients,
            percent_of_population=100 * recipients / persons,
            benefit_month=benefit,
            administration=scheme.administration_share,
            cost_year=cost,
            cost_percent_of_gdp=100 * cost / gdp_year,
        )


def _recipients(population: Population, scheme: SchemeOutcome) -> float:
    """Return the persons who get a scheme, or the households where it is paid once for each."""
    weight: NDArray[np.float64] = population.households.weight
    if scheme.setting.scheme.id == HOUSEHOLD:
        return float(weight[population.household_sum(scheme.reached) > 0].sum())
    return float(population.person_weight[scheme.reached].sum())


def _times(population: Population, scheme: SchemeOutcome, shares: Mapping[str, float] | None) -> float:
    """Return how many times as many a group is as in the data, where its share was given."""
    share = None if shares is None else shares.get(scheme.setting.scheme.id)
    if share is None:
        return 1.0
    weight = population.person_weight
    in_group = float(weight[scheme.group].sum())
    if not in_group:
        name = scheme.setting.scheme.label
        raise SimulatorError(f"group_percent: nobody in these data is in the group of {name}. Leave it out.")
    return share / 100 * float(weight.sum()) / in_group


def _person_schemes(policy: Policy) -> tuple[str, ...]:
    """Return the schemes of a policy that SPOT counts by persons, each once."""
    names = [each.scheme.id for each in policy.schemes]
    return tuple(name for name in SCHEMES if name in names and name != HOUSEHOLD)


def _notes(population: Population) -> Iterator[str]:
    age, weight = population.persons.age, population.person_weight
    between = (age >= NO_GROUP[0]) & (age <= NO_GROUP[1])
    share = 100 * float(weight[between].sum()) / float(weight.sum())
    yield (
        f"In SPOT's ages 60 to 64 lie in no group of their own: {share:.1f} % of these persons. "
        "Of them a benefit for disability alone finds some."
    )
    if not population.synthetic:
        yield "SPOT costs with UN population figures; here the survey's weights count, but for shares given."
    yield "SPOT shows no inclusion error, no range of uncertainty, and nobody who loses."


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
