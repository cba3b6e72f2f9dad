"""The goals of a challenge: a measure, a comparison and a number, written in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from simulator.errors import BadInput, expect, unknown
from simulator.parameters import DECIMAL
from simulator.sentences import Sentences, read_sentences
from simulator.yaml_text import read_yaml

MOST_GOALS = 8
GOAL = re.compile(r"\s*([a-z_]+)\s*(>=|<=|<|>)\s*(\S+)\s*")
# By the sign of a comparison, the name of its words.
COMPARISONS = {">=": "at_least", "<=": "at_most", "<": "under", ">": "over"}
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
        shown = f"{number:z,.{self.digits}f}"
        if number > 0 and not shown.strip("0.,"):
            shown = words().say("less_than", value=f"{10**-self.digits:.{self.digits}f}")
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
        if not isinstance(self.comparison, str) or self.comparison not in COMPARISONS:
            raise unknown(f"challenge.{self.measure}", self.comparison, COMPARISONS)
        if not isinstance(self.value, int | float) or not abs(self.value) < float("inf"):
            raise BadInput(f"challenge.{self.measure}", self.value, "a number", "Write it plainly: 100000.")
        object.__setattr__(self, "value", float(self.value))

    @property
    def text(self) -> str:
        """The goal in words."""
        return self.said(words())

    def said(self, words: Sentences) -> str:
        """Return the goal in the words of a language.

        >>> Goal("gini", "<", 0.3).said(words())
        'Gini index after the policy: under 0.3.'
        """
        limit = words.number(f"{self.value:,.10f}".rstrip("0").rstrip("."))
        return words.say(
            "goal",
            label=words.say(f"measures.{self.measure}.label"),
            comparison=words.say(f"comparisons.{COMPARISONS[self.comparison]}"),
            value=words.say(f"measures.{self.measure}.amount", value=limit),
        )

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
            return said.say("progress.nobody")
        value, difference = measure.text(number), abs(number - self.value)
        if self.is_met_by(number):
            return said.say("progress.met", value=value)
        if difference <= NEAR * max(1.0, abs(self.value)):
            return said.say("progress.at_the_limit", value=value)
        way = "low" if ">" in self.comparison else "high"
        return said.say(f"progress.too_{way}", value=value, difference=measure.text(difference))


@cache
def all_measures() -> Mapping[str, Measure]:
    """Return what a challenge may ask for, by name.

    >>> all_measures()["children_lifted_persons"].label
    'Children lifted out of poverty'
    """
    read = read_yaml(_text("measures.yaml"), "measures.yaml")
    return MappingProxyType({name: Measure(name, **given) for name, given in read.items()})


@cache
def words() -> Sentences:
    """Return the sentences of a challenge, which the lab shows too, with each measure's label and amount.

    >>> words().say("measures.cost_percent_of_gdp.amount", value="2")
    '2 % of GDP'
    """
    said = read_sentences(_text("words.yaml"), "words.yaml")
    for name, measure in all_measures().items():
        said[f"measures.{name}.label"] = measure.label
        said[f"measures.{name}.amount"] = f"{{value}}{measure.suffix}"
    return Sentences(said)


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


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
