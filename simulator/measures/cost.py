"""Cost of a scheme before anybody simulates it: four numbers multiplied."""

from __future__ import annotations

from simulator.errors import BadInput


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
        if not 0 <= share <= 1:
            raise BadInput(name, share, "a number from 0 to 1", "Write 0.33 for 33 %.")
    return population_share * take_up * benefit_percent_of_gdp_per_person * (1 + administration)
