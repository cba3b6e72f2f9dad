"""Primitives that set what is paid: `f(setting, reached, amount, …) -> amount`.

`reached` is one boolean a person. `amount` is local currency a month: one number for all who are
reached, as long as all get the same, or one for each, in the order of their rows. Only `share` may
return what a household shares; it is divided before the next step.
"""

from __future__ import annotations

import numpy as np

from simulator.errors import unknown
from simulator.primitives.setting import Amount, Chosen, Each, Paid, Setting, Shared, in_currency, recipients

PAID_PER = ("person", "household")


def scale(setting: Setting, reached: Chosen, amount: Each, *, value: float, unit: str) -> Each:
    """Add the value to what each recipient is paid, turned from its unit into local currency a month."""
    return amount + in_currency(setting.population, value, unit)


def prorate(setting: Setting, reached: Chosen, amount: Each, *, part: float, whole: float) -> Each:
    """Pay the part of a whole, such as 14 weeks of the 52 in which the amount could be drawn."""
    return amount * (part / whole)


def replace_earnings(setting: Setting, reached: Chosen, amount: Each, *, column: str, rate: float) -> Amount:
    """Add a share of what each recipient earns a month, or earned in the job before."""
    earned: Amount = setting.population.persons_column(column)[reached]
    return amount + rate * earned


def accrue(  # noqa: PLR0913 (a column and two shares)
    setting: Setting, reached: Chosen, amount: Each, *, column: str, rate: float, most: float
) -> Amount:
    """Pay the share of the amount that each year in a column earns, up to the highest share."""
    years: Amount = setting.population.persons_column(column)[reached]
    return amount * np.minimum(rate * years, most)


def share(setting: Setting, reached: Chosen, amount: Each, *, per: str) -> Paid:
    """Leave the amount to each recipient, or divide one amount among the recipients of a household."""
    if per == "person":
        return amount
    if per != "household":
        raise unknown("per", per, PAID_PER)
    if isinstance(amount, float):
        return Shared(amount)
    sharing = setting.population.household_sum(reached)
    shared: Amount = amount / sharing[recipients(setting.population, reached).household]
    return shared


def multiply(  # noqa: PLR0913 (a condition and a factor)
    setting: Setting,
    reached: Chosen,
    amount: Each,
    *,
    column: str,
    within: tuple[int, int],
    factor: float,
) -> Each:
    """Pay the recipients whose column lies within the two ends so many times the amount."""
    if factor == 1:  # so the amount stays one number for all
        return amount
    values = setting.population.persons_column(column)[reached]
    return np.where((values >= within[0]) & (values <= within[1]), factor * amount, amount)


def withdraw(setting: Setting, reached: Chosen, amount: Each, *, column: str, rate: float) -> Amount:
    """Take a share of the recipient's means off the amount, down to nothing."""
    return np.maximum(0.0, amount - rate * _means(setting, reached, column))


def taper(  # noqa: PLR0913 (the two ends of a taper need a unit)
    setting: Setting,
    reached: Chosen,
    amount: Each,
    *,
    column: str,
    full_below: float,
    ends_at: float,
    unit: str,
) -> Amount:
    """Pay all of the amount below one threshold and nothing from another on; between them a straight line."""
    first, last = (in_currency(setting.population, value, unit) for value in (full_below, ends_at))
    means = _means(setting, reached, column)
    if last <= first:
        return np.where(means < last, amount, 0.0)
    return amount * np.clip((last - means) / (last - first), 0.0, 1.0)


def cap(setting: Setting, reached: Chosen, amount: Each, *, value: float, unit: str) -> Each:
    """Pay no recipient more than the value."""
    lower = np.minimum(amount, in_currency(setting.population, value, unit))
    return lower if lower.ndim else float(lower)


def at_least(setting: Setting, reached: Chosen, amount: Each, *, value: float, unit: str) -> Each:
    """Pay no recipient less than the value."""
    higher = np.maximum(amount, in_currency(setting.population, value, unit))
    return higher if higher.ndim else float(higher)


def _means(setting: Setting, reached: Chosen, column: str) -> Amount:
    """Return the means of each recipient: the person's own, or those per person of the household."""
    table, values = setting.means(column)
    people = recipients(setting.population, reached)
    means: Amount = values[people.persons if table == "persons" else people.household]
    return means
