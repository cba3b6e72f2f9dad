"""The simulation: who is eligible, who is reached, what they get, and what they consume then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np

from simulator.errors import BadInput, expect
from simulator.luck import HIGHEST_SEED
from simulator.parameters import Value
from simulator.policy import Policy, SchemeSetting
from simulator.population import Population
from simulator.primitives import CHOOSING, PAYING, Amount, Chosen, Setting
from simulator.schemes import Step


@dataclass(frozen=True, eq=False)
class SchemeOutcome:
    """What one scheme does. Booleans: one a person. Money: local currency a month, one a household.

    `group` is whom the scheme is for, `eligible` who of them the rule chooses, `reached`
    who gets it. `paid_month` leaves the government, `received_month` arrives, and
    `administration_month` is what running the scheme costs.
    """

    setting: SchemeSetting
    group: Chosen
    eligible: Chosen
    reached: Chosen
    paid_month: Amount
    received_month: Amount
    administration_month: Amount


@dataclass(frozen=True, eq=False)
class Outcome:
    """A population under a policy. Consumption is local currency a month per person, one a household."""

    population: Population
    policy: Policy
    seed: int
    schemes: tuple[SchemeOutcome, ...]
    consumption_before_month: Amount
    consumption_after_month: Amount

    @property
    def group(self) -> Chosen:
        """Whom at least one scheme is for: one boolean a person."""
        return self._any(scheme.group for scheme in self.schemes)

    @property
    def eligible(self) -> Chosen:
        """Whom the rule of at least one scheme chooses: one boolean a person."""
        return self._any(scheme.eligible for scheme in self.schemes)

    @property
    def reached(self) -> Chosen:
        """Who gets at least one scheme: one boolean a person."""
        return self._any(scheme.reached for scheme in self.schemes)

    @property
    def paid_month(self) -> Amount:
        """What all schemes pay a month: local currency, one number a household."""
        return self._sum(scheme.paid_month for scheme in self.schemes)

    @property
    def received_month(self) -> Amount:
        """What arrives of all schemes a month: local currency, one number a household."""
        return self._sum(scheme.received_month for scheme in self.schemes)

    @property
    def administration_month(self) -> Amount:
        """What running all schemes costs a month: local currency, one number a household."""
        return self._sum(scheme.administration_month for scheme in self.schemes)

    def _any(self, stages: Iterable[Chosen]) -> Chosen:
        chosen = np.zeros(len(self.population.persons.age), dtype=bool)
        for stage in stages:
            chosen = chosen | stage
        return chosen

    def _sum(self, amounts: Iterable[Amount]) -> Amount:
        return sum(amounts, start=np.zeros(len(self.population.households.size)))


def simulate(population: Population, policy: Policy, seed: int = 1) -> Outcome:
    """Return what the policy does to the population; the transfer is shared in the household and consumed.

    Luck (take-up) is fixed by the seed and the household, so two policies meet the same luck.

    >>> from simulator import Policy, example_population
    >>> village = example_population()
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> simulate(village, policy).consumption_after_month.tolist()
    [44.8, 54.0, 74.0, 92.66666666666667, 152.66666666666666, 100.0]
    """
    expect("population", population, Population, "Use simulator.country('nepal').")
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    if isinstance(seed, bool) or not isinstance(seed, Integral) or not 0 <= seed <= HIGHEST_SEED:
        raise BadInput("seed", seed, f"a whole number from 0 to {HIGHEST_SEED}", "Choose another seed.")
    setting = Setting(population, int(seed))
    outcomes = tuple(_run(setting, scheme) for scheme in policy.schemes)
    before = population.households.consumption_month
    received = sum((scheme.received_month for scheme in outcomes), start=np.zeros(len(before)))
    after = before + received / population.households.size
    return Outcome(population, policy, setting.seed, outcomes, before, after)


def _run(setting: Setting, given: SchemeSetting) -> SchemeOutcome:
    """Run the four stages of one scheme: group, rule, reach, pay."""
    scheme, values = given.scheme, given.values
    everyone = np.ones(len(setting.population.persons.age), dtype=bool)
    group = _choose(setting, everyone, scheme.group, values)
    # A scheme without rules chooses all of its group; an unknown rule must never do that.
    rule = scheme.rules[str(values["rule"])] if scheme.rules else ()
    eligible = _choose(setting, group, rule, values)
    reached = _choose(setting, eligible, scheme.reach, values)
    amount = np.zeros(len(everyone))
    for step in scheme.pay:
        amount = PAYING[step.primitive].function(setting, reached, amount, **_arguments(step, values))
    paid = setting.population.household_sum(amount)
    return SchemeOutcome(
        setting=given,
        group=group,
        eligible=eligible,
        reached=reached,
        paid_month=paid,
        received_month=paid * (1 - _share(values, "delivery_loss")),
        administration_month=paid * _share(values, "administration"),
    )


def _choose(setting: Setting, chosen: Chosen, steps: tuple[Step, ...], values: Mapping[str, Value]) -> Chosen:
    for step in steps:
        chosen = CHOOSING[step.primitive].function(setting, chosen, **_arguments(step, values))
    return chosen


def _arguments(step: Step, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return a step's arguments: those written in the scheme, and the values of its parameters."""
    return {**step.arguments, **{key: values[path] for key, path in step.parameters.items()}}


def _share(values: Mapping[str, Value], path: str) -> float:
    """Return a share that a scheme may leave out: then nothing is lost, nothing is charged."""
    return float(values.get(path, 0.0))  # type: ignore[arg-type]
