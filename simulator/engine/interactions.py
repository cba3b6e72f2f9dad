"""Rules between schemes: only one of them, one counted as means for another, a limit to their sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.engine.entitlements import Entitlement, left_to, lowered
from simulator.engine.outcome import total
from simulator.policy import InteractionSetting, precedence
from simulator.population import Population
from simulator.primitives import Amount, Chosen, Recipients, Setting, in_currency

Entitlements = list[Entitlement]


def interact(
    setting: Setting, rules: Sequence[InteractionSetting], alone: Sequence[Entitlement]
) -> Entitlements:
    """Return what each scheme pays once the rules between them hold, applied in their order.

    Lists of `exclusive` may overlap, so all of them hold together, where the first one stands.
    """
    schemes = list(alone)
    lists = [rule for rule in rules if rule.interaction.id == "exclusive"]
    for rule in rules:
        if rule.interaction.id in KINDS:
            schemes = KINDS[rule.interaction.id](setting, rule, schemes)
        elif lists:
            schemes, lists = exclusive(setting, lists, schemes), []
    return schemes


def exclusive(setting: Setting, lists: Sequence[InteractionSetting], schemes: Entitlements) -> Entitlements:
    """Pay each person, or household, only the first of the schemes in a list that pays it more than 0.

    A scheme is kept from whom an earlier one of any of its lists pays. So the order in which the lists are
    written decides nothing, and schemes that share no list do not exclude each other.
    """
    population = setting.population
    served = [np.zeros(len(population.persons.age), dtype=bool) for _ in lists]
    for place in precedence([each.schemes for each in lists]):
        own = [number for number, each in enumerate(lists) if place in each.schemes]
        elsewhere = np.logical_or.reduce([served[number] for number in own])
        schemes[place] = left_to(setting, schemes[place], ~elsewhere)
        for number in own:
            served[number] |= _paid(population, schemes[place], str(lists[number].values["within"]))
    return schemes


def offset(setting: Setting, rule: InteractionSetting, schemes: Entitlements) -> Entitlements:
    """Pay less of the first scheme, by a share of what the others pay the household, down to nothing."""
    population, share = setting.population, float(rule.values["share"])  # type: ignore[arg-type]
    own = schemes[rule.schemes[0]].by_household(population)
    counted = total(population, (schemes[place].by_household(population) for place in rule.schemes[1:]))
    kept = _ratio(np.maximum(0.0, own - share * counted), own)
    return _cut(population, schemes, rule.schemes[:1], kept, "household")


def cap(setting: Setting, rule: InteractionSetting, schemes: Entitlements) -> Entitlements:
    """Cut all of the schemes by the same share where a person, or household, would get above the limit."""
    population, within = setting.population, str(rule.values["within"])
    value, unit = rule.values["limit.value"], rule.values["limit.unit"]
    limit = in_currency(population, float(value), str(unit))  # type: ignore[arg-type]
    number = _rows(population, within)
    paid = np.zeros(number)
    for place in rule.schemes:
        people, amount = schemes[place].by_person(population)
        paid += np.bincount(_row(people, within), weights=amount, minlength=number)
    return _cut(population, schemes, rule.schemes, _ratio(np.minimum(paid, limit), paid), within)


# `exclusive` is none of them: it takes all of its lists together.
KINDS: Mapping[str, Callable[[Setting, InteractionSetting, Entitlements], Entitlements]] = MappingProxyType(
    {"offset": offset, "cap": cap}
)


def _cut(
    population: Population, schemes: Entitlements, places: tuple[int, ...], kept: Amount, within: str
) -> Entitlements:
    """Return the schemes, those named cut to the share that each person, or household, keeps."""
    for place in places:
        people, amount = schemes[place].by_person(population)
        cut = lowered(population, schemes[place], amount * kept[_row(people, within)])
        schemes[place] = replace(cut, limited=True)
    return schemes


def _rows(population: Population, within: str) -> int:
    return len(population.persons.age if within == "person" else population.households.size)


def _row(people: Recipients, within: str) -> NDArray[np.integer]:
    """Return the row of each recipient: the person's own, or the household's."""
    return people.persons if within == "person" else people.household


def _paid(population: Population, scheme: Entitlement, within: str) -> Chosen:
    """Return one boolean a person: who is paid more than 0, or lives in a household that is."""
    people, amount = scheme.by_person(population)
    paid = np.zeros(_rows(population, within), dtype=bool)
    paid[_row(people, within)[amount > 0]] = True
    return paid if within == "person" else paid[population.persons.household]


def _ratio(part: Amount, whole: Amount) -> Amount:
    """Return part / whole, and 1 where there is nothing to cut."""
    return np.divide(part, whole, out=np.ones(len(whole)), where=whole > 0)
