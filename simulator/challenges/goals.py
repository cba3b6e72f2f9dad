"""The goals of a challenge: a measure, a comparison and a number, written in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, expect, unknown
from simulator.parameters import DECIMAL
from simulator.yaml_text import read_yaml

MOST_GOALS = 8
GOAL = re.compile(r"\s*([a-z_]+)\s*(>=|<=|<|>)\s*(\S+)\s*")
# Both engines come to the same number within a billionth: so near to a limit, a number is at it.
NEAR = 1e-9


@dataclass(frozen=True)
class Measure:
    """What a goal may ask for: its label and unit, and the place in the results where it stands.

    `at` and `less` are dotted places, such as `cost.percent_of_gdp`; the measure is the first less the
    second. Under `first_year` and `complete` they are of year 0 of every roll-out, and of the year in which
    the last is complete; without a roll-out both are the policy as it is. `suffix` is the unit as it follows
    a number, `digits` the decimals shown.
    """

    id: str
    label: str
    suffix: str
    digits: int
    at: str
    less: str | None = None

    def text(self, number: float) -> str:
        """Return a number with its unit; what is not nothing is not shown as 0.

        >>> all_measures()["cost_percent_of_gdp"].text(0.001)
        'under 0.01 % of GDP'
        """
        shown = f"{number:,.{self.digits}f}"
        if number > 0 and not shown.strip("0.,"):
            shown = words()["less_than"].format(value=f"{10**-self.digits:.{self.digits}f}")
        return shown + self.suffix


@dataclass(frozen=True)
class Goal:
    """A measure, by its name in `all_measures`, compared with a number: `>=`, `<=`, `<` or `>`.

    >>> Goal("cost_percent_of_gdp", "<=", 1.0).text
    'Cost a year: at most 1 % of GDP.'
    """

    measure: str
    comparison: str
    value: float

    def __post_init__(self) -> None:
        if not isinstance(self.measure, str) or self.measure not in all_measures():
            raise unknown("challenge", self.measure, all_measures())
        if not isinstance(self.comparison, str) or self.comparison not in words()["comparisons"]:
            raise unknown(f"challenge.{self.measure}", self.comparison, words()["comparisons"])
        if not isinstance(self.value, int | float) or not abs(self.value) < float("inf"):
            raise BadInput(f"challenge.{self.measure}", self.value, "a number", "Write it plainly: 100000.")
        object.__setattr__(self, "value", float(self.value))

    @property
    def text(self) -> str:
        """The goal in words."""
        measure, said = all_measures()[self.measure], words()
        limit = f"{self.value:,.10f}".rstrip("0").rstrip(".") + measure.suffix
        comparison = said["comparisons"][self.comparison]
        return str(said["goal"]).format(label=measure.label, comparison=comparison, value=limit)

    def is_met_by(self, number: float | None) -> bool:
        """Say whether a number meets the goal; a number that does not exist meets none.

        >>> Goal("gini", "<", 0.3).is_met_by(0.3), Goal("gini", "<=", 0.3).is_met_by(0.3)
        (False, True)
        """
        if number is None:
            return False
        at_it = abs(number - self.value) <= NEAR * max(1.0, abs(self.value))
        if at_it:
            return "=" in self.comparison
        return (number > self.value) is (">" in self.comparison)

    def progress(self, number: float | None) -> str:
        """Return in words how far a number is from the goal.

        >>> Goal("cost_percent_of_gdp", "<=", 1.0).progress(1.25)
        'Not yet: 1.25 % of GDP, too high by 0.25 % of GDP.'
        """
        measure, said = all_measures()[self.measure], words()
        if number is None:
            return str(said["nobody"])
        value, difference = measure.text(number), abs(number - self.value)
        if self.is_met_by(number):
            return str(said["met"]).format(value=value)
        if difference <= NEAR * max(1.0, abs(self.value)):
            return str(said["at_the_limit"]).format(value=value)
        said_of = "too_low" if ">" in self.comparison else "too_high"
        return str(said[said_of]).format(value=value, difference=measure.text(difference))


@cache
def all_measures() -> Mapping[str, Measure]:
    """Return what a challenge may ask for, by name.

    >>> all_measures()["children_lifted_persons"].label
    'Children lifted out of poverty'
    """
    return MappingProxyType({name: Measure(name, **given) for name, given in _read("measures.yaml").items()})


@cache
def words() -> Mapping[str, Any]:
    """Return the sentences of a challenge, which the lab shows too.

    >>> words()["all_met"]
    'All goals are reached.'
    """
    return MappingProxyType(_read("words.yaml"))


def read_goals(text: str) -> tuple[Goal, ...]:
    """Return the goals that an author writes in one line, parted by `;`.

    >>> read_goals("children_lifted_persons >= 100000; exclusion_error_percent < 20")[1]
    Goal(measure='exclusion_error_percent', comparison='<', value=20.0)
    """
    expect("challenge", text, str, 'Write "cost_percent_of_gdp <= 1".')
    return tuple(_goal(each) for each in text.split(";") if each.strip())


def _goal(text: str) -> Goal:
    found = GOAL.fullmatch(text)
    if not found or not DECIMAL.fullmatch(found[3]):
        allowed = "a measure, one of >= <= < >, and a number"
        mend = 'Write "children_lifted_persons >= 100000; cost_percent_of_gdp <= 1".'
        raise BadInput("challenge", text.strip(), allowed, mend)
    return Goal(found[1], found[2], float(found[3]))


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = read_yaml((files(__package__) / name).read_text("utf-8"), name)
    return read
