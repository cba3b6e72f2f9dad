"""One scheme on its own: the stages that choose, and what each person reached is paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.engine.outcome import SchemeOutcome
from simulator.parameters import Value
from simulator.policy import SchemeSetting
from simulator.population import Population
from simulator.primitives import (
    CHOOSING,
    PAYING,
    Amount,
    Chosen,
    Paid,
    Recipients,
    Setting,
    Shared,
    per_recipient,
    recipients,
)
from simulator.schemes import Step

Rows = NDArray[np.intp]
# These may bring what somebody is paid down to nothing: then that person was never eligible.
BY_MEANS = {"withdraw", "taper"}


@dataclass(frozen=True, eq=False)
class Entitlement:
    """Who gets a scheme and how much: local currency a month, for all reached, for each, or shared.

    `taken_up` is who would get it if there were nothing else: what people get already (`already_month`, one
    a person, where the scheme tops it up) and other schemes leave some of them out of `reached`. `limited`
    says that a rule between schemes has set the amount.
    """

    setting: SchemeSetting
    group: Chosen
    eligible: Chosen
    taken_up: Chosen
    reached: Chosen
    amount: Paid
    already_month: Amount | None = None
    limited: bool = False

    @property
    def arriving_share(self) -> float:
        """Return the share of what is paid that arrives."""
        return 1 - float(self.setting.values.get("delivery_loss", 0.0))  # type: ignore[arg-type]

    def by_person(self, population: Population) -> tuple[Recipients, Amount]:
        """Return the recipients, and what each is paid."""
        people = recipients(population, self.reached)
        amount = per_recipient(population, self.reached, self.amount)
        return people, np.broadcast_to(amount, people.persons.shape)

    def by_household(self, population: Population) -> Amount:
        """Return what each household is paid."""
        paid: Amount
        if isinstance(self.amount, Shared):
            paid = np.multiply(population.household_count(self.reached) > 0, self.amount.amount)
            return paid
        if isinstance(self.amount, float):
            paid = np.multiply(population.household_count(self.reached), self.amount)
            return paid
        household, number = recipients(population, self.reached).household, len(population.households.size)
        each = np.bincount(household, weights=self.amount, minlength=number)
        return each.astype(np.float64, copy=False)

    def outcome(self, population: Population) -> SchemeOutcome:
        """Return what the scheme does, its money by household."""
        paid = self.by_household(population)
        return SchemeOutcome(self.setting, self.group, self.eligible, self.taken_up, self.reached, paid)


def entitle(setting: Setting, given: SchemeSetting, already_month: Amount | None = None) -> Entitlement:
    """Run the stages of one scheme: group, rule, reach, pay; a top-up pays what they do not get already."""
    scheme, values = given.scheme, given.values
    group = _choose(setting, setting.everyone, scheme.group, values)
    # A scheme without rules chooses all of its group; an unknown rule must never do that.
    rule = scheme.rules[str(values["rule"])] if scheme.rules else ()
    eligible = _choose(setting, group, rule, values)
    steps = _pay_steps(given)
    if any(step.primitive in BY_MEANS for step in steps):
        eligible = _with_something_to_get(setting, eligible, steps, values)
    taken_up = _choose(_at_the_office(setting, given), eligible, scheme.reach, values)
    unpaid = Entitlement(given, group, eligible, taken_up, taken_up, 0.0, already_month)
    return _paid_to(setting, unpaid, taken_up)


def left_to(setting: Setting, entitlement: Entitlement, left: Chosen) -> Entitlement:
    """Return the entitlement without all others; those left divide what their household shares.

    What a rule has limited is not divided again: somebody could then get more than the limit.
    """
    kept = entitlement.taken_up & left
    if np.array_equal(kept, entitlement.taken_up):
        return entitlement
    if entitlement.limited:
        return _without(setting.population, entitlement, np.flatnonzero(entitlement.reached & ~left))
    return _paid_to(setting, entitlement, kept)


def lowered(population: Population, entitlement: Entitlement, amount: Amount) -> Entitlement:
    """Return the entitlement with lower amounts; who would now get nothing is no longer reached."""
    people, before = entitlement.by_person(population)
    leave = people.persons[(amount <= 0) & (before > 0)]
    return _without(population, replace(entitlement, amount=amount), leave)


def _without(population: Population, entitlement: Entitlement, persons: Rows) -> Entitlement:
    """Return the entitlement without some of the persons reached; the others get what they got."""
    if not len(persons):
        return entitlement
    people, amount = entitlement.by_person(population)
    reached = entitlement.reached.copy()
    reached[persons] = False
    return replace(entitlement, reached=reached, amount=amount[reached[people.persons]])


def arguments(step: Step, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return a step's arguments: those written in the file, and the values of its parameters."""
    return {**step.arguments, **{key: values[path] for key, path in step.parameters.items()}}


def _choose(setting: Setting, chosen: Chosen, steps: tuple[Step, ...], values: Mapping[str, Value]) -> Chosen:
    for step in steps:
        chosen = CHOOSING[step.primitive].function(setting, chosen, **arguments(step, values))
    return chosen


def _at_the_office(setting: Setting, given: SchemeSetting) -> Setting:
    """Return the setting in which people claim the scheme: with the luck of all schemes, or its own."""
    own = given.values.get("luck") == "own"
    return replace(setting, luck_of=f"{given.scheme.id}.") if own else setting


def _paid_to(setting: Setting, entitlement: Entitlement, persons: Chosen) -> Entitlement:
    """Return the entitlement paid to these persons: what is due, less what they get already."""
    given, already = entitlement.setting, entitlement.already_month
    amount = _pay(setting, persons, _pay_steps(given), given.values)
    paid = replace(entitlement, reached=persons, amount=amount)
    if already is None or paid.arriving_share <= 0:
        return paid
    people, due = paid.by_person(setting.population)
    # What arrives tops up, and less of it arrives than is paid.
    got = already / paid.arriving_share
    if _is_of_the_household(given):
        return lowered(setting.population, paid, _lacking_in_household(setting.population, people, due, got))
    return lowered(setting.population, paid, np.maximum(0.0, due - got[people.persons]))


def _is_of_the_household(given: SchemeSetting) -> bool:
    """Say whether a scheme pays a household one amount, which its recipients share."""
    shares = (step for step in _pay_steps(given) if step.primitive == "share")
    return any(arguments(step, given.values)["per"] == "household" for step in shares)


def _lacking_in_household(population: Population, people: Recipients, due: Amount, got: Amount) -> Amount:
    """Return what each recipient is due of what the household as a whole does not get already.

    Whoever of its members an old benefit is written down for, the household has it.
    """
    whole = np.bincount(people.household, weights=due, minlength=len(population.households.size))
    lacking = np.maximum(0.0, whole - population.household_sum(got))
    kept = np.divide(lacking, whole, out=np.ones(len(whole)), where=whole > 0)
    return due * kept[people.household]


def _pay_steps(given: SchemeSetting) -> tuple[Step, ...]:
    """Return the steps that pay: those of the scheme, then those of the rule."""
    return (*given.scheme.pay, *given.scheme.rule_pay.get(str(given.values.get("rule")), ()))


def _pay(setting: Setting, reached: Chosen, steps: tuple[Step, ...], values: Mapping[str, Value]) -> Paid:
    amount: Paid = 0.0
    for step in steps:
        before = per_recipient(setting.population, reached, amount)
        amount = PAYING[step.primitive].function(setting, reached, before, **arguments(step, values))
    return amount


def _with_something_to_get(
    setting: Setting, eligible: Chosen, steps: tuple[Step, ...], values: Mapping[str, Value]
) -> Chosen:
    """Keep the eligible who would be paid something: whose means leave a benefit above 0."""
    paid = per_recipient(setting.population, eligible, _pay(setting, eligible, steps, values))
    kept = eligible.copy()
    kept[eligible] = np.asarray(paid) > 0
    return kept
