"""What a policy costs, who pays it, and who gains and loses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.engine import Levy, Outcome
from simulator.errors import SimulatorError
from simulator.population import Population
from simulator.scenario.records import Balance, Cost, Money, Payment


def cost_of(outcome: Outcome) -> Cost:
    """Return what the policy costs."""
    population = outcome.population
    weight, persons = population.households.weight, float(population.members_weight.sum())
    paid, received, administration = (
        float((money * weight).sum())
        for money in (outcome.paid_month, outcome.received_month, outcome.administration_month)
    )
    saved = float(sum((each.saved_month * weight).sum() for each in outcome.existing))
    gdp_per_person, mean = population.economy.gdp_per_person_month, _mean_above_0(population)
    total = paid + administration
    return Cost(
        paid_month=paid,
        received_month=received,
        administration_month=administration,
        total_month=total,
        saved_month=saved,
        needed_month=max(0.0, total - saved),
        total_year=12 * total,
        percent_of_gdp=100 * total / (gdp_per_person * persons),
        percent_of_mean_consumption=100 * total / (mean * persons),
        survey_mean_percent_of_gdp_per_person=100 * mean / gdp_per_person,
    )


def payment_of(outcome: Outcome, levy: Levy) -> Payment:
    """Return what one source contributes, with its rate, or both where it has a higher one."""
    population = outcome.population
    levied, times = levy.levied_month, float(levy.setting.values.get("higher_rate", 1.0))  # type: ignore[arg-type]
    return Payment(
        source=levy.setting.source.id,
        label=levy.setting.source.label,
        share=levy.setting.share,
        needed_month=levy.needed_month,
        **shares_of_all(population, levy.needed_month),
        rate_percent=None if levy.rate is None else 100 * levy.rate,
        higher_rate_percent=None if levy.rate is None or times == 1 else 100 * levy.rate * times,
        levied_month=None if levied is None else float((levied * population.households.weight).sum()),
    )


def balance_of(population: Population, gains: NDArray[np.float64]) -> Balance:
    """Return who gains and who loses; `gains` are a month per person, one a household."""
    members = population.members_weight
    everybody = float(members.sum())
    winners, losers, unchanged = (
        100 * float(members[who].sum()) / everybody for who in (gains > 0, gains < 0, gains == 0)
    )
    won, lost = (float((members[who] * gains[who]).sum()) for who in (gains > 0, gains < 0))
    taken = -lost if lost else 0.0
    gained, given = (shares_of_all(population, month) for month in (won, taken))
    return Balance(
        winners_percent=winners,
        losers_percent=losers,
        unchanged_percent=unchanged,
        gained_month=won,
        gained_percent_of_gdp=gained["percent_of_gdp"],
        gained_percent_of_mean_consumption=gained["percent_of_mean_consumption"],
        lost_month=taken,
        lost_percent_of_gdp=given["percent_of_gdp"],
        lost_percent_of_mean_consumption=given["percent_of_mean_consumption"],
    )


def shares_of_all(population: Population, month: float) -> dict[str, float]:
    """Return an amount of all persons a month in percent of GDP, and of what all of them consume.

    >>> from simulator import example_population
    >>> shares_of_all(example_population(), 4000.0)["percent_of_gdp"]
    1.0
    """
    persons = float(population.members_weight.sum())
    return {
        "percent_of_gdp": 100 * month / (population.economy.gdp_per_person_month * persons),
        "percent_of_mean_consumption": 100 * month / (_mean_above_0(population) * persons),
    }


def money(population: Population, currency_month: float) -> Money:
    """Return an amount a month in the three units in which it is shown."""
    of_gdp = 100 * currency_month / population.economy.gdp_per_person_month
    return Money(currency_month, of_gdp, 100 * currency_month / _mean_above_0(population))


def _mean_above_0(population: Population) -> float:
    """Return what a person consumes on average a month; refuses 0, of which no share exists."""
    mean = population.mean_consumption_month
    if not mean > 0:
        raise SimulatorError(
            "nobody consumes anything in these data: no cost can be a share of that. The mean of all persons "
            "is 0. Mend the column consumption_month."
        )
    return mean
