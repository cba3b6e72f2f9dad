"""Who pays: the budget is met by levies solved for their rate, or is declared to come from elsewhere."""

from __future__ import annotations

import numpy as np

from simulator.engine.entitlements import arguments
from simulator.engine.outcome import Levy, total
from simulator.errors import SimulatorError
from simulator.policy import Policy, SourceSetting
from simulator.primitives import LEVYING, Amount, Setting

# A household that pays all it consumes but for rounding pays no more than that.
ROUNDING = 1 + 1e-9


def finance(
    setting: Setting, policy: Policy, needed_month: float, removed_month: Amount, gets_month: Amount
) -> tuple[Levy, ...]:
    """Return what each source pays of the budget; a budget of 0 or less asks for nothing.

    Raises `SimulatorError`, with what can be raised, where a rate would pass its limit or a household would
    pay more than it has: its consumption without the old benefits that are removed, and what it gets.
    Both are local currency a month, one number a household.
    """
    needed = max(0.0, needed_month)
    levies = tuple(_levy(setting, source, needed * source.share) for source in policy.financing)
    _check_payers(setting, levies, removed_month, gets_month)
    return levies


def base_of(setting: Setting, source: SourceSetting) -> Amount:
    """Return on what a source is levied: local currency a month, one number a household."""
    population, base = setting.population, np.zeros(0)
    for step in source.source.base:
        base = LEVYING[step.primitive].function(setting, base, **arguments(step, source.values))
    if len(base) == len(population.households.size):
        return base * population.households.size
    return population.household_sum(base)


def _levy(setting: Setting, source: SourceSetting, needed_month: float) -> Levy:
    if not source.source.base:
        return Levy(source, needed_month, None, None)
    base = base_of(setting, source)
    held = float((base * setting.population.households.weight).sum())
    # The limit holds for the highest band too.
    bands = float(source.values.get("higher_rate", 1.0))  # type: ignore[arg-type]
    highest = float(source.values.get("highest_rate", 1.0)) / bands  # type: ignore[arg-type]
    if needed_month > held * highest * ROUNDING:
        name, why = source.source.label.lower(), "the rate is at its limit"
        raise _too_much(setting, name, needed_month, held * highest, why)
    rate = needed_month / held if needed_month > 0 else 0.0
    return Levy(source, needed_month, rate, base * rate)


def _check_payers(
    setting: Setting, levies: tuple[Levy, ...], removed_month: Amount, gets_month: Amount
) -> None:
    """Refuse levies that together take more from a household than is left to it and what it gets."""
    modelled = [levy for levy in levies if levy.levied_month is not None]
    if not modelled:
        return
    amounts = (levy.levied_month for levy in modelled if levy.levied_month is not None)
    levied, households = total(setting.population, amounts), setting.population.households
    left_month = households.consumption_month * households.size - removed_month
    over = (levied > 0) & (levied > (left_month + gets_month) * ROUNDING)
    if not over.any():
        return
    raised = sum(levy.needed_month for levy in modelled)
    # A smaller policy levies less and pays less, in the same proportion.
    part = max(0.0, float((left_month[over] / (levied - gets_month)[over]).min()))
    names = " with ".join(levy.setting.source.label.lower() for levy in modelled)
    raise _too_much(setting, names, raised, raised * part, "some household would pay all it consumes")


def _too_much(setting: Setting, names: str, needed: float, can: float, why: str) -> SimulatorError:
    population = setting.population
    gdp = population.economy.gdp_per_person_month * float(population.members_weight.sum())
    currency = population.economy.currency
    return SimulatorError(
        f"financing: {names} cannot raise {needed:,.0f} {currency} a month "
        f"({100 * needed / gdp:.2f} % of GDP). "
        f"It can raise {can:,.0f} ({100 * can / gdp:.2f} % of GDP): then {why}. "
        "Lower the cost, raise the limit, or add another source."
    )
