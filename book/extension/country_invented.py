"""The page of an invented country: what was made up, and the households written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from book.extension.country_tables import Cell, code, data_table, in_words, short_list
from book.extension.markup import html

if TYPE_CHECKING:  # a book without countries builds without the simulator
    from simulator import Economy, Population
    from simulator.builders.invented_facts import InventedFacts

Section = tuple[str | None, list[nodes.Node]]
DESCRIPTION = "{name}: a country for teaching and tests, its regions, its benefits and its awkward cases."


def invented_sections(name: str) -> Iterator[Section]:
    """Yield each section's title, None for what stands first, and its content."""
    from simulator import country
    from simulator.countries.invented import invented_facts

    people, facts = country(name), invented_facts(name)
    yield None, [*_lead(name, people)]
    yield "Its regions", [_regions(people)]
    yield "Benefits that people already get", [_benefits(people)]
    yield "Households written by hand", [*_cases(facts)]


def _lead(name: str, people: Population) -> Iterator[nodes.Node]:
    """Yield what it is, how to get it, and what it has in short."""
    told = " No figure on this page was ever published: do not quote one. It exists because no real country "
    rest = (
        "here has regions, earnings or benefits by person, and what needs them must be taught and tested too."
    )
    yield html("p", html("strong", f"{people.label}."), told + rest)
    yield html(
        "p", code(f'simulator.country("{name}")'), " gives it, and ", code("simulator.to_frames"),
        " shows it as two tables in words.",
    )  # fmt: skip
    size, persons = len(people.households.size), len(people.persons.age)
    yield short_list(
        [
            ("In the data", f"{size:,} households with {persons:,} persons, each with a weight"),
            ("Stands for", f"{people.members_weight.sum():,.0f} persons"),
            *_money(people.economy),
        ]
    )


def _money(economy: Economy) -> Iterator[tuple[str, str]]:
    """Yield what money is worth, and the lines."""
    month = f"{economy.currency} a month"
    yield "Money", f"{economy.currency}, an invented currency, at prices of {economy.price_year}"
    yield "GDP per person", f"{economy.gdp_per_person_month:,.0f} {month}"
    yield "Average wage", f"{economy.average_wage_month:,.0f} {month}"
    lines = "; ".join(f"{line.label}, {line.month:,.0f}" for line in economy.poverty_lines)
    yield "Poverty lines", f"{lines} {month} per person. The first counts when none is named."


def _regions(people: Population) -> nodes.Node:
    """Return the table of the regions."""
    from simulator.measures import fgt

    homes, members, line = people.households, people.members_weight, people.economy.line()
    rows: list[list[Cell]] = []
    region_of = people.column("region")[1]
    for number, region in enumerate(people.regions):
        here = region_of == number
        mean = (homes.consumption_month * members)[here].sum() / members[here].sum()
        poor = 100 * fgt(homes.consumption_month[here], members[here], line.month, 0)
        rows.append([region, str(here.sum()), f"{members[here].sum():,.0f}", f"{mean:,.0f}", f"{poor:.1f}"])
    consumed = f"Mean, {people.economy.currency} a month"
    return data_table("Regions", ("Region", "Households", "Persons", consumed, "Poor, %"), rows)


def _benefits(people: Population) -> nodes.Node:
    """Return the table of the benefits that exist."""
    persons, currency = people.person_weight, people.economy.currency
    rows: list[list[Cell]] = []
    for name, amounts in (people.persons.benefits_month or {}).items():
        gets = amounts > 0
        mean = (amounts * persons)[gets].sum() / persons[gets].sum()
        rows.append([in_words(name), f"{persons[gets].sum():,.0f}", f"{mean:,.1f}"])
    return data_table("Benefits", ("Benefit", "Persons who get it", f"Mean, {currency} a month"), rows)


def _cases(facts: InventedFacts) -> Iterator[nodes.Node]:
    """Yield the reasons for the households written by hand."""
    yield html("p", f"The last {len(facts.cases)} households are what a rule or a reader may stumble over.")
    rows: list[list[Cell]] = [
        [
            html("span", f"{case.why} ", html("small", f"{case.type}, {case.region}, {case.area}")),
            str(len(case.members)),
            f"{case.consumption_month:,g}",
        ]
        for case in facts.cases
    ]
    consumed = f"{facts.economy.currency} a month per person"
    yield data_table("Written by hand", ("Why it is there", "Members", consumed), rows)
