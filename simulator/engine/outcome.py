"""What a simulation gives back: read-only records of arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from simulator.errors import BadInput, EmptyGroup, expect
from simulator.policy import Policy, SchemeSetting, SourceSetting
from simulator.population import Population
from simulator.primitives import Amount, Chosen


@dataclass(frozen=True, eq=False)
class SchemeOutcome:
    """What one scheme does. Booleans: one a person. Money: local currency a month, one a household.

    `group` is whom the scheme is for, `eligible` who of them the rule chooses, `taken_up` who of those
    claims it and is found, and `reached` who then gets it: other schemes, and benefits that it tops up,
    leave some out. `paid_month` leaves the government.
    """

    setting: SchemeSetting
    group: Chosen
    eligible: Chosen
    taken_up: Chosen
    reached: Chosen
    paid_month: Amount

    @property
    def received_month(self) -> Amount:
        """What arrives: what is paid, less what is lost on the way."""
        lost = self.share("delivery_loss")
        return self.paid_month * (1 - lost) if lost else self.paid_month

    @property
    def administration_month(self) -> Amount:
        """What running the scheme costs, the test of its rule included."""
        return self.paid_month * self.administration_share

    @property
    def administration_share(self) -> float:
        """What running the scheme costs, as a share of what it pays."""
        test = self.share(f"rule.{self.setting.values.get('rule')}.test_cost")
        return self.share("administration") + test

    def share(self, path: str) -> float:
        """Return a share that a scheme may leave out: then nothing is lost, nothing is charged."""
        return float(self.setting.values.get(path, 0.0))  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class ExistingBenefit:
    """A benefit that people already get, and what the policy makes of it.

    Money: local currency a month, one a household. `received_month` is what they get now, `cost_month`
    what it costs the government (what is received, where nothing else is known), `removed_month`
    what the policy takes away from them: never more than a household consumes.
    """

    name: str
    treatment: str
    received_month: Amount
    cost_month: Amount
    removed_month: Amount

    @property
    def saved_month(self) -> Amount:
        """What the government saves: the cost of what it takes away, in proportion where that is not all."""
        if self.treatment != "replaced":
            return np.zeros(len(self.cost_month))
        whole = np.ones(len(self.cost_month))
        got = self.received_month
        part: Amount = np.divide(self.removed_month, got, out=whole, where=got > 0)
        return self.cost_month * part


@dataclass(frozen=True, eq=False)
class Levy:
    """What one source contributes to the budget.

    `needed_month` is its part of the budget, all households together. `levied_month` is what each
    household pays, local currency a month, and `rate` (0 to 1) the share of the source's base that
    is levied; both are None where who pays is only declared, not modelled.
    """

    setting: SourceSetting
    needed_month: float
    rate: float | None
    levied_month: Amount | None


@dataclass(frozen=True, eq=False)
class Outcome:
    """A population under a policy. Consumption is local currency a month per person, one a household.

    `baseline` is what was typed of the benefits that exist, if anything was.
    Three states: `consumption_without_month` without any of these benefits (None where they are not
    all known), `consumption_before_month` as recorded, and `consumption_after_month` after the reform.
    """

    population: Population
    policy: Policy
    baseline: Policy | None
    seed: int
    schemes: tuple[SchemeOutcome, ...]
    existing: tuple[ExistingBenefit, ...]
    levies: tuple[Levy, ...]
    consumption_without_month: Amount | None
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

    @property
    def removed_month(self) -> Amount:
        """What households lose of benefits that exist: local currency a month, one number a household."""
        return self._sum(benefit.removed_month for benefit in self.existing)

    @property
    def levied_month(self) -> Amount:
        """What households pay for the policy: local currency a month, one number a household."""
        return self._sum(levy.levied_month for levy in self.levies if levy.levied_month is not None)

    def _any(self, stages: Iterable[Chosen]) -> Chosen:
        chosen = np.zeros(len(self.population.persons.age), dtype=bool)
        for stage in stages:
            chosen |= stage
        return chosen

    def _sum(self, amounts: Iterable[Amount]) -> Amount:
        return total(self.population, amounts)


def total(population: Population, amounts: Iterable[Amount]) -> Amount:
    """Return the sum of amounts that have one number a household; of none, 0 for each (read-only)."""
    left = iter(amounts)
    first = next(left, None)
    if first is None:
        return np.broadcast_to(0.0, population.households.size.shape)
    sums = first.copy()
    for amount in left:
        sums += amount
    return sums


def one_population(field: str, outcomes: Mapping[str, Outcome]) -> Population:
    """Return the people of all outcomes; none, what is no outcome, and two populations are refused.

    >>> from simulator import Policy, example_population, simulate
    >>> people = example_population()
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> one_population("outcomes", {"universal": simulate(people, policy)}) is people
    True
    """
    if not outcomes:
        raise EmptyGroup(f"{field}: none was given. Give one at least, by name.")
    for each in outcomes.values():
        expect("outcome", each, Outcome, "Use simulator.simulate(population, policy).")
    people = next(iter(outcomes.values())).population
    if any(each.population is not people for each in outcomes.values()):
        mend = "Simulate each policy on the same population."
        raise BadInput(field, "several populations", "outcomes of one population", mend)
    return people
