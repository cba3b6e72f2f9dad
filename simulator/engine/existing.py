"""Benefits that people already get: known from the data or typed as a policy; kept, replaced or topped up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.engine.entitlements import Entitlement, entitle, lowered
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
    received, cost = dict(observed or {}), {}
    for name, amounts in received.items():
        cost[name] = population.household_sum(amounts)
    if baseline is not None:
        setting = Setting(population, seed, received)
        schemes = [entitle(setting, each) for each in baseline.schemes]
        for scheme in interact(setting, baseline.interactions, schemes):
            _add(setting, scheme, received, cost)
    return Known(received, cost)


def topped_up(
    population: Population, policy: Policy, known: Known | None, schemes: list[Entitlement]
) -> list[Entitlement]:
    """Pay, where a scheme tops up an existing benefit, only what the person does not get from that."""
    for each in policy.existing:
        if each.by is not None and known is not None:
            people, amount = schemes[each.by].by_person(population)
            already = known.received_month[each.benefit][people.persons]
            # What arrives tops up, and less of it arrives than is paid.
            arrives = 1 - float(schemes[each.by].setting.values.get("delivery_loss", 0.0))  # type: ignore[arg-type]
            due = np.maximum(0.0, amount - already / arrives) if arrives > 0 else amount
            schemes[each.by] = lowered(population, schemes[each.by], due)
    return schemes


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


def _add(setting: Setting, scheme: Entitlement, received: dict[str, Amount], cost: dict[str, Amount]) -> None:
    """Add a typed benefit under its scheme's id; the same one twice, or also in the data, is refused."""
    name = scheme.setting.scheme.id
    if name in received:
        raise SimulatorError(
            f"baseline: {name} is there twice, in the data or in the policy. Leave one of the two out."
        )
    outcome = scheme.outcome(setting.population)
    people, amount = scheme.by_person(setting.population)
    per_person = np.zeros(len(setting.population.persons.age))
    per_person[people.persons] = amount * (1 - outcome.share("delivery_loss"))
    received[name] = per_person
    cost[name] = outcome.paid_month + outcome.administration_month


def _unknown(population: Population, name: str, names: list[str]) -> SimulatorError:
    if names:
        return unknown("existing", name, names)
    return SimulatorError(
        f"existing: no benefit is known in {population.name}, so {name!r} cannot be treated. "
        "Give the benefits that exist as a baseline policy, or leave `existing` out."
    )
