"""Rules between schemes: only one of them, one counted as means for another, a limit to their sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.engine.entitlements import Entitlement, lowered, without
from simulator.engine.outcome import total
from simulator.policy import InteractionSetting
from simulator.population import Population
from simulator.primitives import Amount, Recipients, Setting, in_currency, recipients

Entitlements = list[Entitlement]


def interact(setting: Setting, rules: tuple[InteractionSetting, ...], alone: Entitlements) -> Entitlements:
    """Return what each scheme pays once the rules between them hold, applied in their order."""
    schemes = list(alone)
    for rule in rules:
        schemes = KINDS[rule.interaction.id](setting, rule, schemes)
    return schemes


def exclusive(setting: Setting, rule: InteractionSetting, schemes: Entitlements) -> Entitlements:
    """Pay each person, or household, only the first of the schemes that reaches it."""
    population, within = setting.population, str(rule.values["within"])
    served = np.zeros(_rows(population, within), dtype=bool)
    for place in rule.schemes:
        people = recipients(population, schemes[place].reached)
        row = _row(people, within)
        schemes[place] = without(population, schemes[place], people.persons[served[row]])
        served[row] = True
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


KINDS: Mapping[str, Callable[[Setting, InteractionSetting, Entitlements], Entitlements]] = MappingProxyType(
    {"exclusive": exclusive, "offset": offset, "cap": cap}
)


def _cut(
    population: Population, schemes: Entitlements, places: tuple[int, ...], kept: Amount, within: str
) -> Entitlements:
    """Return the schemes, those named cut to the share that each person, or household, keeps."""
    for place in places:
        people, amount = schemes[place].by_person(population)
        schemes[place] = lowered(population, schemes[place], amount * kept[_row(people, within)])
    return schemes


def _rows(population: Population, within: str) -> int:
    return len(population.persons.age if within == "person" else population.households.size)


def _row(people: Recipients, within: str) -> NDArray[np.integer]:
    """Return the row of each recipient: the person's own, or the household's."""
    return people.persons if within == "person" else people.household


def _ratio(part: Amount, whole: Amount) -> Amount:
    """Return part / whole, and 1 where there is nothing to cut."""
    return np.divide(part, whole, out=np.ones(len(whole)), where=whole > 0)
