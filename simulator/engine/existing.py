"""Benefits that people already get: known from the data or typed as a policy; kept, replaced or topped up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulator.engine.entitlements import Entitlement, entitle
from simulator.engine.interactions import interact
from simulator.engine.outcome import ExistingBenefit, total
from simulator.errors import SimulatorError, unknown
from simulator.policy import Policy
from simulator.population import Population
from simulator.primitives import Amount, Setting


@dataclass(frozen=True, eq=False)
class Known:
    """The benefits that exist, by name: `received_month` one a person, `cost_month` one a household."""

    received_month: Mapping[str, Amount]
    cost_month: Mapping[str, Amount]


def known_benefits(population: Population, baseline: Policy | None, seed: int) -> Known | None:
    """Return the benefits in the data, and those that a baseline policy describes; None if nothing is known.

    A typed benefit is part of the consumption recorded, as one in the data is.
    """
    observed = population.persons.benefits_month
    if observed is None and baseline is None:
        return None
    received = dict(observed or {})
    cost = {name: population.household_sum(amounts) for name, amounts in received.items()}
    if baseline is not None:
        for scheme in _typed(Setting(population, seed, received), baseline):
            name, outcome = scheme.setting.scheme.id, scheme.outcome(population)
            received[name] = _arriving(population, scheme)
            cost[name] = outcome.paid_month + outcome.administration_month
    return Known(received, cost)


def topped_up(policy: Policy, known: Known | None) -> list[Amount | None]:
    """Return for each scheme what each person gets of the benefits that it tops up, or None if of none."""
    already: list[Amount | None] = [None] * len(policy.schemes)
    for each in policy.existing:
        if each.by is not None and known is not None:
            got, others = known.received_month[each.benefit], already[each.by]
            already[each.by] = got if others is None else others + got
    return already


def existing_benefits(
    population: Population, policy: Policy, known: Known | None
) -> tuple[ExistingBenefit, ...]:
    """Return each benefit that exists, with what the policy takes away of it."""
    treatments = {each.benefit: each.treatment for each in policy.existing}
    names = [*known.received_month] if known else []
    for name in treatments:
        if name not in names:
            raise _unknown(population, name, names)
    if not names:
        return ()
    left = population.households.consumption_month * population.households.size
    found = []
    for name in names:
        received = population.household_sum(known.received_month[name])  # type: ignore[union-attr]
        replaced = treatments.get(name) == "replaced"
        removed = np.minimum(received, left) if replaced else np.zeros(len(received))
        left = left - removed
        cost = known.cost_month[name]  # type: ignore[union-attr]
        found.append(ExistingBenefit(name, treatments.get(name, "kept"), received, cost, removed))
    return tuple(found)


def without_transfers(population: Population, existing: tuple[ExistingBenefit, ...]) -> Amount:
    """Return what would be consumed without the benefits that exist: a month per person, never below 0."""
    received = total(population, (each.received_month for each in existing))
    return np.maximum(0.0, population.households.consumption_month - received / population.households.size)


def _typed(setting: Setting, baseline: Policy) -> list[Entitlement]:
    """Return the benefits that a baseline describes; the same one twice, or also in the data, is refused.

    A scheme meets the benefits in the data and those of the schemes written before it, as they are before
    the rules between them: so a pension test finds the pension typed above it.
    """
    schemes: list[Entitlement] = []
    for each in baseline.schemes:
        if each.scheme.id in setting.existing_month:
            raise SimulatorError(
                f"baseline: {each.scheme.id} is there twice, in the data or in the policy. "
                "Leave one of the two out."
            )
        schemes.append(entitle(setting, each))
        arriving = {each.scheme.id: _arriving(setting.population, schemes[-1])}
        setting = replace(setting, existing_month={**setting.existing_month, **arriving})
    return interact(setting, baseline.interactions, schemes)


def _arriving(population: Population, scheme: Entitlement) -> Amount:
    """Return what each person gets of a scheme a month, less what is lost on the way."""
    people, amount = scheme.by_person(population)
    per_person = np.zeros(len(population.persons.age))
    per_person[people.persons] = amount * scheme.arriving_share
    return per_person


def _unknown(population: Population, name: str, names: list[str]) -> SimulatorError:
    if names:
        return unknown("existing", name, names)
    return SimulatorError(
        f"existing: no benefit is known in {population.name}, so {name!r} cannot be treated. "
        "Give the benefits that exist as a baseline policy, or leave `existing` out."
    )
