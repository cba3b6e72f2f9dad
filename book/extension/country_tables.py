"""Tables of figures: a caption, a head for each row and column, numbers by their unit, sources by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from book.extension.markup import element, html

if TYPE_CHECKING:  # a book without countries builds without the simulator
    from simulator.builders.facts import Source

Cell = nodes.Node | str
MINUS, NOTHING = "\N{MINUS SIGN}", "\N{EN DASH}"
# Decimals by the first words of a unit; where none fits, two.
DECIMALS = {"index": 4, "PPP dollars": 3, "persons per household": 3, "million": 3}


def data_table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], figures: bool = True
) -> element:
    """Return a table in a box that scrolls on a narrow screen; the first cell of a row is its head.

    The other cells hold figures, which stand at their end, or else words.
    """
    head = html("thead", html("tr", *(html("th", each, scope="col") for each in headings)))
    body = html("tbody", *(_row(row) for row in rows))
    kind = "country-table country-figures" if figures else "country-table"
    table = html("table", html("caption", caption), head, body, class_=kind)
    # Who has no mouse scrolls the box with the keyboard.
    return html("div", table, class_="country-box", role="region", aria_label=caption, tabindex=0)


def short_list(entries: Iterable[tuple[str, str]]) -> element:
    """Return terms with what there is to say of each."""
    parts = (html(tag, text) for entry in entries for tag, text in zip(("dt", "dd"), entry, strict=True))
    return html("dl", *parts, class_="country-short")


def _row(cells: Sequence[Cell]) -> element:
    first, *others = cells
    return html("tr", html("th", first, scope="row"), *(html("td", each) for each in others))


def number_text(value: float, decimals: int, signed: bool = False) -> str:
    """Return a number with so many decimals, a real minus sign, and a plus where asked.

    >>> number_text(1234.5, 1), number_text(0.04, 1, signed=True), number_text(0.06, 1, signed=True)
    ('1,234.5', '0.0', '+0.1')
    """
    rounded = round(value, decimals) + 0.0  # no minus before a zero
    return f"{rounded:{'+' if signed and rounded else ''},.{decimals}f}".replace("-", MINUS)


def decimals_of(unit: str) -> int:
    """Return with how many decimals a figure of the unit is shown.

    >>> decimals_of("index from 0 to 1"), decimals_of("percent of persons")
    (4, 2)
    """
    return next((places for words, places in DECIMALS.items() if unit.startswith(words)), 2)


def code(text: str) -> nodes.literal:
    """Return code within a sentence: its quotes stay straight."""
    return nodes.literal(text, text)


def in_words(name: str) -> str:
    """Return the name of a field as the words that begin a row.

    >>> in_words("older_persons")
    'Older persons'
    """
    return name.replace("_", " ").capitalize()


class Sources:
    """The sources of a country's facts, numbered from 1 in the order in which they come."""

    def __init__(self, facts: object) -> None:
        self.listed: list[Source] = list(dict.fromkeys(_sources_in(facts)))
        self._numbers = {str(source): number for number, source in enumerate(self.listed, start=1)}

    def link(self, source: object) -> element:
        """Return the source's number in brackets, a link to the list."""
        number = self._numbers[str(source)]
        return html("a", f"[{number}]", href=f"#source-{number}", aria_label=f"source {number}")

    def as_list(self) -> element:
        """Return the list that the numbers lead to."""
        return html(
            "ol", *(html("li", str(each), id=f"source-{place}") for place, each in enumerate(self.listed, 1))
        )


def _sources_in(record: object) -> Iterator[Source]:
    """Yield each source that a record of facts, or one inside it, names."""
    from simulator.builders.facts import Source

    if isinstance(record, Source):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from _sources_in(each)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _sources_in(getattr(record, field.name))
