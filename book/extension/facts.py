"""Facts with their sources: `book/facts.yml`, the roles that print one, the directive that lists all."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from book.extension.markup import html
from book.extension.strict import (
    CourseError,
    check_keys,
    check_number,
    check_text,
    hint,
    read_text,
    read_yaml,
)

UNITS = {
    "percent": "{:,}\N{NO-BREAK SPACE}%",
    "percent of GDP": "{:,}\N{NO-BREAK SPACE}% of GDP",
    "index": "{:.3f}",
    "million people": "{:,} million",
    "million children": "{:,} million",
    "billion children": "{:,} billion",
    "trillion US dollars": "USD\N{NO-BREAK SPACE}{:,} trillion",
    "dollars a day": "${:,} a day",
    "rupees a month": "{:,} rupees a month",
    "rupees a year": "{:,} rupees a year",
    "tögrög a month": "{:,} tögrög a month",
    "baht a month": "{:,} baht a month",
    "baht a year": "{:,} baht a year",
    "lari a month": "{:,} lari a month",
    "percentage points": "{:,} percentage points",
    "weeks": "{:,} weeks",
    "persons a household": "{:,}",
    "standard deviations": "{:,} standard deviations",
}

# Publisher or authors first: 'ILO, World Social Protection Report 2024–26'.
PUBLISHED = re.compile(r"[^,]{2,}, .{4,}")
WEB_ADDRESS = re.compile(r"https://[\w-]+(\.[\w-]+)+(:\d+)?(/[^\s\"<>]*)?", re.ASCII)


UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure; `published` says the publication's year where it is not the figure's own."""

    name: str
    value: float
    unit: str
    year: int
    source: str
    note: str
    address: str = ""
    published: str = ""

    @property
    def text(self) -> str:
        """The value with its unit, as a sentence prints it."""
        return UNITS[self.unit].format(self.value).replace("-", "\N{MINUS SIGN}")

    @property
    def citation(self) -> str:
        """The publisher and the year, as a line of sources names them."""
        return f"{self.source.split(',')[0]}, {self.published or self.year}"

    @property
    def publication(self) -> str:
        """The publication, with its year where that is not the figure's."""
        return f"{self.source}, {self.published}" if self.published else self.source

    @property
    def label(self) -> str:
        """The anchor of the fact on the page of references."""
        return f"fact-{self.name}"


def fact_from(name: str, record: Any) -> Fact:
    """Return the fact that a record of `facts.yml` describes."""
    where = f"facts.yml: the fact '{name}'"
    check_keys(record, where, ["value", "unit", "year", "source", "note"], ["address", "published"])
    if record["unit"] not in UNITS:
        raise CourseError(f"{where} has the unknown unit '{record['unit']}'.{hint(record['unit'], UNITS)}")
    year, published = check_year(record["year"], f"{where}: its year"), record.get("published", "")
    if published not in ("", UNDATED):
        published = check_year(published, f"{where}: the year in which it was published, if not '{UNDATED}',")
    value = check_number(record["value"], f"{where}: its value")
    source, note = (check_text(record[key], f"{where}: its {key}") for key in ("source", "note"))
    if not PUBLISHED.fullmatch(source):
        raise CourseError(f"{where}: its source must be a publisher, a comma and a title, not '{source}'.")
    return Fact(name, value, record["unit"], year, source, note, address_in(record, where), str(published))


def check_year(value: Any, where: str) -> int:
    """Return `value` if it is a year of our time."""
    if not isinstance(value, int) or not 1940 <= value <= 2100:
        raise CourseError(f"{where} must be a whole number such as 2020, not '{value}'.")
    return value


def address_in(record: Any, where: str) -> str:
    """Return where the source stands on the web, without its beginning 'https://', or nothing."""
    if "address" not in record:
        return ""
    address = check_text(record["address"], f"{where}: its address")
    if not is_web_address(f"https://{address}"):
        raise CourseError(f"{where}: its address must be as in 'ilo.org/a-report', not '{address}'.")
    return address


def is_web_address(text: str) -> bool:
    """Say whether a text is a whole address on the web, asked for without being overheard.

    >>> is_web_address("https://ilo.org/a-report"), is_web_address("http://ilo.org"), is_web_address("https://ilo")
    (True, False, False)
    """
    return WEB_ADDRESS.fullmatch(text) is not None


@cache
def load_facts(path: Path) -> dict[str, Fact]:
    """Return all facts of a file by their id."""
    records = read_yaml(read_text(path), path.name)
    if not isinstance(records, dict):
        raise CourseError(f"{path.name} must map the id of each fact to its record.")
    return {name: fact_from(name, record) for name, record in records.items()}


def facts_of(env: BuildEnvironment) -> dict[str, Fact]:
    """Return the course's facts, and read the present page again when they change."""
    path = Path(env.srcdir, "book", "facts.yml")
    env.note_dependency(str(path))
    return load_facts(path)


def find_fact(facts: dict[str, Fact], name: str, where: str) -> Fact:
    """Return the fact called `name`; an unknown one is an error that names the nearest."""
    if name not in facts:
        raise CourseError(f"{where}: book/facts.yml has no fact '{name}'.{hint(name, facts)}")
    return facts[name]


def link_to_fact(env: BuildEnvironment, fact: Fact, text: str) -> nodes.Node:
    """Return a link to the fact's entry on the page of references."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdoc=env.docname,
        refdomain="std",
        reftype="ref",
        reftarget=fact.label,
        refexplicit=True,
        refwarn=True,
        fact=fact.name,
    )


class FactRole(SphinxRole):
    """Print a fact's value, then its year and its source in brackets, the source as a link."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the sentence's part."""
        fact = find_fact(facts_of(self.env), self.text, self.get_location())
        link = link_to_fact(self.env, fact, fact.publication)
        return [nodes.Text(f"{fact.text} ({fact.year}, "), link, nodes.Text(")")], []


class FactValueRole(SphinxRole):
    """Print a fact's value only, as the link, where a sentence has named the source already."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the linked value."""
        fact = find_fact(facts_of(self.env), self.text, self.get_location())
        return [link_to_fact(self.env, fact, fact.text)], []


class FactTables(SphinxDirective):
    """List every fact, a table for each source."""

    def run(self) -> list[nodes.Node]:
        """Return the tables, the sources in alphabetical order."""
        facts = sorted(facts_of(self.env).values(), key=lambda fact: fact.publication)
        groups = groupby(facts, lambda fact: fact.publication)
        return [self._table(source, list(group)) for source, group in groups]

    def _table(self, source: str, facts: list[Fact]) -> nodes.Node:
        headings = [html("th", title, scope="col") for title in ("What the figure says", "Figure", "Year")]
        head = html("thead", html("tr", *headings))
        body = html("tbody", *(self._row(fact) for fact in facts))
        addresses = [fact.address for fact in facts if fact.address]
        title = html("a", source, href=f"https://{addresses[0]}") if addresses else source
        return html("table", html("caption", title), head, body, class_="facts")

    def _row(self, fact: Fact) -> nodes.Node:
        labels = self.env.get_domain("std").data
        labels["labels"][fact.label] = self.env.docname, fact.label, fact.note
        labels["anonlabels"][fact.label] = self.env.docname, fact.label
        cells = [html("td", text) for text in (fact.note, fact.text, str(fact.year))]
        return html("tr", *cells, id=fact.label)


def setup(app: Sphinx) -> None:
    """Add the roles and the directive."""
    app.add_role("fact", FactRole())
    app.add_role("fact-value", FactValueRole())
    app.add_directive("fact-tables", FactTables)
