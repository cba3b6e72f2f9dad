"""Who is covered by social protection, by two measures that must not be mixed; what government takes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes

from book.extension.country_tables import NOTHING, Cell, Sources, data_table, in_words, number_text
from book.extension.markup import html

if TYPE_CHECKING:  # a book without countries builds without the simulator
    from simulator.builders import CountryFacts
    from simulator.builders.beside import Covered, LegalCoverage
    from simulator.builders.facts import Figure

SEXES = {"both": "All", "female": "Women", "male": "Men"}
NOT_PUBLISHED = "not published"
WARNING = (
    "The two tables count different things. The first, indicator 1.3.1 of the Sustainable Development Goals, "
    "counts who is covered, and so also who only pays contributions. The second counts persons in households "
    "that reported a benefit in a survey. Do not compare, add or mix them, and read neither as the share of "
    "people who receive a benefit today."
)


def coverage(facts: CountryFacts, sources: Sources) -> Iterator[nodes.Node]:
    """Yield the warning, each measure in a table of its own, and the figures of government."""
    protection = facts.social_protection
    yield html("p", WARNING)
    yield _legal(protection.sdg_1_3_1)
    yield html("p", "Source of indicator 1.3.1: ", sources.link(protection.sdg_1_3_1.source))
    caption = "ASPIRE: persons whose household reported a benefit, percent"
    yield _figures(caption, vars(protection.aspire), sources)
    yield html("p", "Three concepts of public money follow. They differ: do not add or divide them.")
    yield _figures("Public money, percent of GDP", vars(facts.government), sources)


def _legal(measured: LegalCoverage) -> nodes.Node:
    """Return the table of SDG indicator 1.3.1: a row a group and year."""
    by_row: dict[tuple[str, int], dict[str, Covered]] = {}
    for each in measured.rows:
        by_row.setdefault((each.group, each.year), {})[each.sex] = each
    rows: list[list[Cell]] = []
    for (group, year), found in by_row.items():
        doubts = dict.fromkeys(each.doubt for each in found.values() if each.doubt)
        words = [html("small", text) for text in doubts]
        name = html("span", f"{in_words(group)} ", *words)
        shown = [number_text(found[sex].value, 1) if sex in found else NOTHING for sex in SEXES]
        rows.append([name, str(year), *shown])
    return data_table("SDG 1.3.1: covered, percent of the group", ("Group", "Year", *SEXES.values()), rows)


def _figures(caption: str, listed: Mapping[str, Figure | None], sources: Sources) -> nodes.Node:
    """Return a table of single figures, those that were not published too."""
    rows: list[list[Cell]] = []
    for name, figure in listed.items():
        title = in_words(name)
        if figure is None:
            rows.append([title, NOTHING, NOT_PUBLISHED])
        else:
            head = html("span", f"{title} ", sources.link(figure.source))
            rows.append([head, str(figure.year), number_text(figure.value, 1)])
    return data_table(caption, ("What is counted", "Year", "Percent"), rows)
