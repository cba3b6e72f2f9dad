"""What a country's page says, part by part."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from book.extension.country_coverage import coverage
from book.extension.country_tables import (
    MINUS,
    NOTHING,
    Cell,
    Sources,
    code,
    data_table,
    decimals_of,
    number_text,
    short_list,
)
from book.extension.markup import element, html

if TYPE_CHECKING:  # a book without countries builds without the simulator
    import pandas as pd

    from simulator import Population
    from simulator.builders import CountryFacts
    from simulator.builders.facts import Assumption

HEADINGS = ("Country", "Million persons", "Mean", "Gini", "Line", "Below it, %", "Promises kept")
Section = tuple[str | None, list[nodes.Node]]
NEAR = 20  # the headcount, in percent, that the line used when none is named comes nearest to
MILLION, PERSONS = 1e6, "persons"
COMPARED = ("published", "synthetic", "difference", "tolerance")
# The three parts of the check: which figures a part takes, by a word in their name or their unit.
CONSUMPTION, PEOPLE, HOMES = "Consumption and poverty", "Persons by age and sex", "Households and places"
ASSUMED = "assumption-driven"


@dataclass(frozen=True)
class Country:
    """A country's facts with its population and closeness, both None where there is no population."""

    name: str
    facts: CountryFacts
    people: Population | None
    check: pd.DataFrame | None

    @property
    def has_population(self) -> bool:
        """Whether a population was built."""
        return self.people is not None

    @cached_property
    def sources(self) -> Sources:
        """The numbered sources."""
        return Sources(self.facts)

    @property
    def survey(self) -> str:
        """The survey that the population is made to fit, or that there is no population."""
        return self.facts.survey if self.has_population else "no synthetic population"

    def row(self) -> list[Cell]:
        """Return the country's cells in the table of all, after its name, under `HEADINGS`."""
        persons = f"{self.facts.ages.groups.total / MILLION:,.2f}"
        if self.check is None:
            return [persons, *[NOTHING] * (len(HEADINGS) - 2)]
        published = self.facts.distribution
        mean, gini = f"{published.mean.value:.2f}", f"{published.gini.value:.3f}"
        line = published.poverty_lines[0]
        return [persons, mean, gini, f"{line.line.value:.2f}", f"{line.headcount.value:.1f}", self.kept()]

    def kept(self) -> str:
        """Return how many promises the population keeps, of how many."""
        assert self.check is not None
        promised = self.check[self.check.tolerance.notna()]
        kept = (promised.difference.abs() <= promised.tolerance).sum()
        return f"{kept} of {len(promised)}"


def read_country(name: str) -> Country:
    """Return all that a page is made from."""
    from simulator import country, country_check, country_names
    from simulator.countries import country_facts

    built = name in country_names()
    people, check = (country(name), country_check(name)) if built else (None, None)
    return Country(name, country_facts(name), people, check)


def sections_of(country: Country) -> Iterator[Section]:
    """Yield each section's title, None for what stands first, and its content."""
    yield None, [_lead(country), _in_short(country)]
    if country.people is not None:
        yield "How close it comes", [*_closeness(country)]
        yield "What a result rests on", [*_rests_on(country)]
        yield "What had to be assumed", [*_assumptions(country)]
    yield "Who is covered by social protection", [*coverage(country.facts, country.sources)]
    yield "Sources and licences", [country.sources.as_list()]


def _lead(country: Country) -> element:
    facts = country.facts
    if country.people is None:
        told = f"There is no synthetic population of {facts.name}: {facts.without_population}. "
        rest = "Its other published figures stand here. Without a distribution nobody can say who is poor."
        return html("p", html("strong", told), rest, class_="country-lead")
    told = f"{country.people.label}. "
    rest = (
        f"Nobody in it exists. Together its households come close to what is published about {facts.name}: "
        "this page says how close, what was assumed, and what is missing."
    )
    return html("p", html("strong", told), rest, class_="country-lead")


def _in_short(country: Country) -> element:
    """Return the list of what one must know first."""
    entries = [*_money(country)]
    if country.people is not None:
        size, persons = len(country.people.households.size), len(country.people.persons.age)
        entries = [
            ("Made to fit", country.facts.survey),
            ("In the data", f"{size:,} households with {persons:,} persons, each with a weight"),
            *entries,
            ("Line when none is named", _line(country)),
        ]
    return short_list(entries)


def _money(country: Country) -> Iterator[tuple[str, str]]:
    """Yield how many people there are, and what money is worth."""
    money, groups = country.facts.money, country.facts.ages.groups
    yield "People", f"{groups.total / MILLION:,.2f} million in {groups.year}"
    month = money.gdp_per_person_year.value / 12
    yield "GDP per person", f"{month:,.0f} {money.currency} a month ({money.gdp_per_person_year.year})"
    if country.people is not None:
        worth = f"{country.people.economy.lcu_month_per_ppp_day:,.0f} {money.currency} a month"
        yield "Money", f"at prices of {money.price_year}; one PPP dollar of 2017 a day is {worth}"


def _line(country: Country) -> str:
    """Return the line used when none is named, and why it is that one."""
    lines = country.facts.distribution.poverty_lines
    line, money = lines[0], country.facts.money
    month = f"{line.line.value * money.lcu_month_per_ppp_day:,.0f} {money.currency} a month"
    nearest = min(lines, key=lambda each: abs(each.headcount.value - NEAR))
    why = f"of the lines published for this survey, its headcount is nearest to {NEAR} %"
    return (
        f"{line.label}: {line.line.value:.2f} PPP dollars a day per person, which is {month}. "
        f"{line.headcount.value:.1f} % are published to live below it"
        + (f"; {why}." if nearest is line else ".")
    )


def _closeness(country: Country) -> Iterator[nodes.Node]:
    """Yield each published figure beside the population's own, in three tables."""
    assert country.check is not None
    yield html(
        "p",
        "Each published figure stands beside the population's own. Where a difference is promised to stay "
        f"within a bound, the last column says so: {country.kept()} promises are kept. ",
        html("em", "Held out"),
        " marks what the build did not use: its difference tests the method. A number in brackets leads to "
        "the source.",
    )
    parts: dict[str, list[list[Cell]]] = {CONSUMPTION: [], PEOPLE: [], HOMES: []}
    for row in cast(list[dict[str, Any]], country.check.to_dict("records")):
        parts[_part_of(row)].append(_compared(row, country.sources))
    for title, rows in parts.items():
        yield data_table(title, ("Figure", "Published", "Synthetic", "Difference", "Promised"), rows)


def _part_of(row: dict[str, Any]) -> str:
    """Return the table that a row of the check belongs to."""
    figure, unit = row["figure"], row["unit"]
    if "aged" in figure or unit == PERSONS:
        return PEOPLE
    return HOMES if "household" in unit or figure == "urban" else CONSUMPTION


def _compared(row: dict[str, Any], sources: Sources) -> list[Cell]:
    """Return the cells of a row of the check; all persons are counted in millions."""
    many = row["unit"] == PERSONS
    unit, scale = (f"million {PERSONS}", MILLION) if many else (row["unit"], 1.0)
    marks = f"{'' if row['calibrated'] else ' Held out.'} {row.get('note', '')}".rstrip()
    small = html("small", f"{unit}, {row['year']} ", sources.link(row["source"]), marks)
    published, synthetic, difference, bound = (row[name] / scale for name in COMPARED)
    decimals = decimals_of(unit)
    return [
        html("span", f"{row['figure'][:1].upper()}{row['figure'][1:]} ", small),
        number_text(published, decimals),
        number_text(synthetic, decimals),
        number_text(difference, decimals, signed=True),
        "nothing" if math.isnan(bound) else f"\N{PLUS-MINUS SIGN}{number_text(bound, decimals)}",
    ]


def _rests_on(country: Country) -> Iterator[nodes.Node]:
    """Yield the breakdowns of a result with what they rest on, and what these data cannot say."""
    assert country.people is not None
    persons = country.people.persons
    rows: list[list[Cell]] = [
        ["All persons, tenths", "published", "the figures above"],
        ["Sex and age", ASSUMED, "how many there are is published; how poor they are follows from gradients"],
        ["Area", ASSUMED, "the urban share is published; the gap between town and village is not"],
        ["Household type", ASSUMED, _types_rest_on(country.facts)],
    ]
    if persons.disability is not None:
        told = "how many by age, how severe, and the gap in consumption are all assumed"
        rows.append(["Disability", ASSUMED, told])
    rows.append(["Proxy score", ASSUMED, "how much of consumption a score explains"])
    yield data_table("A result by group", ("Group", "Rests on", "Why"), rows, figures=False)
    absent = [name for name, column in _unpublished(country.people) if column is None]
    yield html("p", html("strong", "Not in these data, and never filled in: "), f"{', '.join(absent)}.")


def _types_rest_on(facts: CountryFacts) -> str:
    """Return what a result by household type rests on."""
    if facts.households.assumed:
        return f"{facts.households.assumed}. Neither how many there are nor how poor they are is published"
    return "how many there are is published; how poor they are is not"


def _unpublished(people: Population) -> Iterator[tuple[str, object]]:
    """Yield what a survey may observe, with the column that holds it."""
    persons = people.persons
    yield "disability", persons.disability
    yield "work", persons.work
    yield "earnings", persons.earnings_month
    yield "earlier earnings", persons.previous_earnings_month
    yield "years of contributions", persons.contribution_years
    yield "benefits that people already get", persons.benefits_month
    yield "regions", people.households.region


def _assumptions(country: Country) -> Iterator[nodes.Node]:
    """Yield the assumptions with value, unit and reason."""
    assumed: dict[str, Assumption] = vars(country.facts.assumptions)
    name, first = next(iter(assumed.items()))
    yield html(
        "p",
        "Nobody published these in a form that could be used here. Change one to see what hangs on it: ",
        code(f'simulator.country("{country.name}", {name}={first.value:g})'),
        ".",
    )
    rows: list[list[Cell]] = [
        [
            html("span", code(name), " ", html("small", f"{each.note} ({each.unit})")),
            f"{each.value:g}".replace("-", MINUS),
        ]
        for name, each in assumed.items()
    ]
    yield data_table("Assumptions", ("Assumption", "Value"), rows)
