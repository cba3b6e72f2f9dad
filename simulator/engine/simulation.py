"""The simulation on one page: schemes, then rules between them, then who pays, then consumption."""

from __future__ import annotations

from dataclasses import replace
from numbers import Integral

import numpy as np

from simulator.engine.entitlements import entitle
from simulator.engine.existing import existing_benefits, known_benefits, topped_up, without_transfers
from simulator.engine.financing import finance
from simulator.engine.interactions import interact
from simulator.engine.outcome import ExistingBenefit, Outcome, SchemeOutcome, total
from simulator.errors import BadInput, expect
from simulator.luck import HIGHEST_SEED
from simulator.policy import Policy
from simulator.population import Population
from simulator.primitives import Amount, Setting


def simulate(
    population: Population, policy: Policy, seed: int = 1, baseline: Policy | None = None
) -> Outcome:
    """Return what the policy does to the population; the transfer is shared in the household and consumed.

    `baseline` describes benefits that people already get, where the data do not; they are part of
    the consumption recorded, and each of its schemes meets those written before it. Luck (take-up) is
    fixed by the seed and the household or person, so two policies meet the same luck.

    >>> from simulator import Policy, example_population
    >>> village = example_population()
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
    >>> simulate(village, policy).consumption_after_month.tolist()
    [44.8, 54.0, 74.0, 92.66666666666667, 152.66666666666666, 100.0]
    """
    _check(population, policy, seed, baseline)
    known = known_benefits(population, baseline, int(seed))
    existing = existing_benefits(population, policy, known)
    removed = total(population, (benefit.removed_month for benefit in existing))
    setting = Setting(population, int(seed))
    if known:
        setting = replace(setting, existing_month=known.received_month, removed_month=removed)

    already = topped_up(policy, known)
    alone = [entitle(setting, scheme, got) for scheme, got in zip(policy.schemes, already, strict=True)]
    together = interact(setting, policy.interactions, alone)
    schemes = tuple(scheme.outcome(population) for scheme in together)
    received = total(population, (scheme.received_month for scheme in schemes))
    needed = _budget_month(population, schemes, existing)
    levies = finance(setting, policy, needed, removed, received)
    levied = [levy.levied_month for levy in levies if levy.levied_month is not None]
    lost = [*(benefit.removed_month for benefit in existing), *levied]
    return Outcome(
        population=population,
        policy=policy,
        baseline=baseline,
        seed=setting.seed,
        schemes=schemes,
        existing=existing,
        levies=levies,
        consumption_without_month=without_transfers(population, existing) if known else None,
        consumption_before_month=population.households.consumption_month,
        consumption_after_month=_after_month(population, received, lost),
    )


def _after_month(population: Population, received_month: Amount, lost_month: list[Amount]) -> Amount:
    """Return consumption after the reform, which shares among its members what a household gets and loses."""
    households = population.households
    gained = received_month - total(population, lost_month) if lost_month else received_month
    after: Amount = gained / households.size + households.consumption_month
    # Nobody loses more than there is, but for rounding.
    return np.maximum(after, 0.0, out=after) if lost_month else after


def _budget_month(
    population: Population, schemes: tuple[SchemeOutcome, ...], existing: tuple[ExistingBenefit, ...]
) -> float:
    """Return what must be paid for: benefits and administration, less what replaced benefits cost."""
    weight = population.households.weight
    spent = sum(_weighed(each.paid_month, weight) * (1 + each.administration_share) for each in schemes)
    return spent - sum(_weighed(each.saved_month, weight) for each in existing)


def _weighed(amounts: Amount, weight: Amount) -> float:
    """Return the sum of the products, none of which is kept."""
    return float(np.einsum("i,i", amounts, weight))


def _check(population: Population, policy: Policy, seed: int, baseline: Policy | None) -> None:
    expect("population", population, Population, "Use simulator.country('nepal').")
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    if baseline is not None:
        expect("baseline", baseline, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
        if baseline.existing:
            treated = ", ".join(each.benefit for each in baseline.existing)
            mend = "Leave `existing` out of the baseline: what the policy changes stands in the policy."
            raise BadInput("baseline.existing", treated, "nothing", mend)
    if isinstance(seed, bool) or not isinstance(seed, Integral) or not 0 <= seed <= HIGHEST_SEED:
        raise BadInput("seed", seed, f"a whole number from 0 to {HIGHEST_SEED}", "Choose another seed.")
