"""A population as two tables to read: households and persons, in words, with units in the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.errors import expect
from simulator.population import (
    HOUSEHOLD_DTYPES,
    HOUSEHOLD_TYPES,
    PERSON_DTYPES,
    WORK_STATUSES,
    Households,
    Persons,
    Population,
)
from simulator.scenario.breakdown import AREAS, DISABILITIES, SEXES

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

WORDS: Mapping[str, Sequence[str]] = {
    "urban": AREAS,
    "type": HOUSEHOLD_TYPES,
    "sex": SEXES,
    "disability": DISABILITIES,
    "work": WORK_STATUSES,
}
TITLES = {
    "weight": "weight, households",
    "urban": "area",
    "size": "size, persons",
    "consumption_month": "consumption, {prices} a month per person",
    "proxy_score": "proxy score, low is poor",
    "equivalent_size": "equivalent size, adults",
    "age": "age, years",
    "contribution_years": "contributions, years",
}
MONTH = "_month"


def to_frames(population: Population) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the households and the persons, one row each: codes as words, units in the columns' names.

    The index counts rows from 0; `household` of a person is the row of the household. Columns that were
    not observed are left out. Money is local currency a month, of the year named.

    >>> from simulator import example_population
    >>> households, persons = to_frames(example_population())
    >>> households.loc[5, ["area", "type"]].tolist()
    ['urban', 'one person 60 or older']
    >>> list(persons.columns)
    ['household', 'age, years', 'sex']
    """
    expect("population", population, Population, "Use simulator.country('arumia').")
    import pandas as pd

    words = {**WORDS, "region": population.regions}
    prices = f"{population.economy.currency} of {population.economy.price_year}"
    persons = _columns(population.persons, PERSON_DTYPES, words, prices)
    for name, amounts in (population.persons.benefits_month or {}).items():
        persons[_title(f"{name}{MONTH}", prices)] = amounts
    households = _columns(population.households, HOUSEHOLD_DTYPES, words, prices)
    return pd.DataFrame(households), pd.DataFrame(persons)


def _columns(
    table: Households | Persons, names: Mapping[str, str], words: Mapping[str, Sequence[str]], prices: str
) -> dict[str, object]:
    """Return the observed columns of a table by their headings."""
    found: dict[str, object] = {}
    for name in names:
        values = getattr(table, name)
        if values is not None:
            known = words.get(name)
            found[_title(name, prices)] = np.array(known)[values.astype(int)] if known else values
    return found


def _title(name: str, prices: str) -> str:
    """Return a column's heading: its name in words, with its unit.

    >>> _title("earnings_month", "NPR of 2022")
    'earnings, NPR of 2022 a month'
    """
    if name in TITLES:
        return TITLES[name].format(prices=prices)
    words = name.removesuffix(MONTH).replace("_", " ")
    return f"{words}, {prices} a month" if name.endswith(MONTH) else words
