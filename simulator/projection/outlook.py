"""What is assumed of the years to come: growth, inflation, and what the amounts of a law follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum
from types import MappingProxyType

from simulator.careers.declarations import declared_parameters
from simulator.errors import BadInput, unknown
from simulator.measures.weighting import as_number
from simulator.parameters import Parameter, checked_values, numbers_by_name

INDEXATIONS = ("prices", "wages", "gdp_per_person", "none")
Indexation = str | Mapping[str, float]
ALL_OF_IT = 1e-9
FILE, RULES_FILE = "outlook.yaml", "indexation.yaml"


@dataclass(frozen=True)
class Outlook:
    """Real growth and inflation in percent a year, the same each year; each is an assumption.

    `consumption_share_of_growth`, 0 to 1, is the part of the growth of GDP per person that consumption
    follows. `outlook_parameters` tells the bounds, defaults and sources; beyond the bounds is `BadInput`.

    >>> Outlook(inflation=3).wage_growth
    1.25
    """

    gdp_per_person_growth: float = 1.25
    wage_growth: float = 1.25
    inflation: float = 2.0
    consumption_share_of_growth: float = 1.0

    def __post_init__(self) -> None:
        for name, value in checked_values(outlook_parameters(), vars(self), "outlook").items():
            object.__setattr__(self, name, value)

    @property
    def yearly(self) -> Mapping[str, float]:
        """By what each thing that an amount can follow is multiplied in a year, in constant prices."""
        factors = (
            1.0,
            1 + self.wage_growth / 100,
            1 + self.gdp_per_person_growth / 100,
            1 / self.prices(1),
        )
        return MappingProxyType(dict(zip(INDEXATIONS, factors, strict=True)))

    def prices(self, years: int) -> float:
        """Return by what prices are multiplied in so many years.

        >>> Outlook(inflation=10).prices(2)
        1.2100000000000002
        """
        return float((1 + self.inflation / 100) ** years)

    def consumption(self, years: int) -> float:
        """Return by what each household's consumption is multiplied in so many years, in constant prices.

        >>> Outlook(gdp_per_person_growth=4, consumption_share_of_growth=0.5).consumption(1)
        1.02
        """
        followed = self.consumption_share_of_growth * self.gdp_per_person_growth
        return float((1 + followed / 100) ** years)

    def amounts(self, indexation: Indexation, years: int) -> float:
        """Return by what an indexed amount is multiplied in so many years, in constant prices.

        Prices keep it as it is, none lets inflation wear it away. Weights mix the growth of each year, as
        Switzerland mixes wages and prices half and half (AHVG, article 33ter).

        >>> Outlook(wage_growth=2).amounts({"prices": 0.5, "wages": 0.5}, 1)
        1.01
        """
        weights, yearly = indexation_weights(indexation), self.yearly
        return fsum(weight * yearly[name] for name, weight in weights.items()) ** years


@cache
def outlook_parameters() -> Mapping[str, Parameter]:
    """Return what is declared about the years to come, by name.

    >>> outlook_parameters()["inflation"].allowed({})
    'a number from -10 to 100 (percent a year)'
    """
    text = files(__package__).joinpath(FILE).read_text("utf-8")
    return MappingProxyType(declared_parameters(FILE, text))


@cache
def indexation_parameter() -> Parameter:
    """Return the choice of what amounts follow: a value is a text for `indexation_from_text`.

    >>> list(indexation_parameter().choices)
    ['prices', 'wages', 'prices=0.5,wages=0.5', 'gdp_per_person', 'none']
    """
    text = files(__package__).joinpath(RULES_FILE).read_text("utf-8")
    return declared_parameters(RULES_FILE, text)["indexation"]


def indexation_weights(indexation: Indexation) -> Mapping[str, float]:
    """Return what amounts follow, with the weight of each: one name counts 1, weights add up to 1.

    >>> dict(indexation_weights("wages"))
    {'wages': 1.0}
    """
    weights = {}
    given = indexation.items() if isinstance(indexation, Mapping) else [(indexation, 1.0)]
    for name, weight in given:
        if not isinstance(name, str) or name not in INDEXATIONS:
            raise unknown("indexation", name, INDEXATIONS)
        weights[name] = as_number(
            f"indexation.{name}", weight, (0, 1), "a weight from 0 to 1", "Write 0.5 for one half."
        )
    if abs(fsum(weights.values()) - 1) > ALL_OF_IT:
        mend = 'Write {"prices": 0.5, "wages": 0.5}.'
        raise BadInput("indexation", weights, "weights that add up to 1", mend)
    return MappingProxyType(weights)


def indexation_from_text(text: str) -> Indexation:
    """Return an indexation as it is typed: one name, or several with their weights.

    >>> indexation_from_text("prices=0.5, wages=0.5")
    {'prices': 0.5, 'wages': 0.5}
    """
    if "=" not in text:
        return text.strip()
    return numbers_by_name("indexation", text, "a name, = and a weight", "Write prices=0.5,wages=0.5.")


def indexation_text(indexation: Indexation) -> str:
    """Return an indexation in words.

    >>> indexation_text({"prices": 0.5, "gdp_per_person": 0.5})
    '50 % prices, 50 % GDP per person'
    """
    words = {"gdp_per_person": "GDP per person", "none": "nothing"}
    weights = indexation_weights(indexation)
    if len(weights) == 1:
        return words.get(next(iter(weights)), next(iter(weights)))
    return ", ".join(f"{100 * weight:g} % {words.get(name, name)}" for name, weight in weights.items())
