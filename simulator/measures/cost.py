"""Cost of a scheme before anybody simulates it: four numbers multiplied."""

from __future__ import annotations

from math import inf

from simulator.measures.weighting import as_number


def cost_percent_of_gdp(
    *,
    population_share: float,
    benefit_percent_of_gdp_per_person: float,
    take_up: float,
    administration: float,
) -> float:
    """Return the yearly cost in % of GDP; the shares are 0 to 1.

    Recipients' share of the population x take-up x benefit in % of GDP per person x (1 + administration).

    >>> round(cost_percent_of_gdp(population_share=0.33, benefit_percent_of_gdp_per_person=4,
    ...     take_up=1, administration=0.05), 3)
    1.386
    """
    shares = {"population_share": population_share, "take_up": take_up, "administration": administration}
    for name, share in shares.items():
        as_number(name, share, (0, 1), "a number from 0 to 1", "Write 0.33 for 33 %.")
    benefit, name = benefit_percent_of_gdp_per_person, "benefit_percent_of_gdp_per_person"
    as_number(name, benefit, (0, inf), "a number of 0 or more", "Write 4 for 4 %.")
    return float(population_share * take_up * benefit * (1 + administration))
