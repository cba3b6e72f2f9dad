"""The pages of the countries: every figure with its source, every assumption, and what is absent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes

from book.extension.countries import FOLDER, write_stubs
from book.extension.country_coverage import WARNING
from book.extension.country_invented import invented_sections
from book.extension.country_sections import Country, read_country, sections_of
from book.extension.country_tables import data_table, number_text
from book.extension.markup import element
from simulator import country_check
from simulator.countries import facts_names
from simulator.countries.invented import invented_facts, invented_names
from tests.conftest import ROOT


def content(country: Country) -> nodes.Element:
    """Return all that a page holds."""
    return nodes.container("", *(node for _, part in sections_of(country) for node in part))


def elements(page: nodes.Element, tag: str) -> Iterator[element]:
    """Yield the elements of a tag."""
    yield from (node for node in page.findall(element) if node["tag"] == tag)


def tables(page: nodes.Element) -> dict[str, element]:
    """Return the tables by their captions."""
    return {next(elements(table, "caption")).astext(): table for table in elements(page, "table")}


@pytest.fixture(scope="module")
def nepal() -> nodes.Element:
    """The page of a country with a population."""
    return content(read_country("nepal"))


@pytest.fixture(scope="module")
def cambodia() -> nodes.Element:
    """The page of a country of which only facts are known."""
    return content(read_country("cambodia"))


def test_every_figure_of_the_check_is_there(nepal: nodes.Element) -> None:
    """A row for each published figure, with its own number and whether it was held out."""
    check = country_check("nepal")
    shown = [
        tables(nepal)[part]
        for part in tables(nepal)
        if part[:11] in ("Consumption", "Persons by ", "Households ")
    ]
    rows = [row for table in shown for row in elements(next(elements(table, "tbody")), "tr")]
    assert len(rows) == len(check)
    assert sum("Held out" in row.astext() for row in rows) == int((~check.calibrated).sum())
    gini = next(row for row in rows if row.astext().startswith("Gini"))
    assert [cell.astext() for cell in elements(gini, "td")] == ["0.3002", "0.3002", "0.0000", "±0.0050"]


def test_every_source_is_listed_once_with_its_licence(nepal: nodes.Element) -> None:
    """The list holds each source, and each number in brackets leads into it."""
    country = read_country("nepal")
    listed = [item.astext() for item in elements(nepal, "li")]
    assert listed == [str(source) for source in country.sources.listed]
    assert len(set(listed)) == len(listed)
    assert all(source.licence in item for source, item in zip(country.sources.listed, listed, strict=True))
    ids = {item["ids"][0] for item in elements(nepal, "li")}
    leads = {link["attributes"]["href"].removeprefix("#") for link in elements(nepal, "a")}
    assert leads <= ids and len(leads) > 5


def test_every_assumption_is_there_with_its_value(nepal: nodes.Element) -> None:
    """Names are those that `country` takes."""
    facts = read_country("nepal").facts
    page = tables(nepal)["Assumptions"].astext()
    for name, assumption in vars(facts.assumptions).items():
        assert name in page and assumption.note in page and f"{abs(assumption.value):g}" in page


def test_what_rests_on_assumptions_is_marked(nepal: nodes.Element) -> None:
    """Area, household type and disability are marked, and what is absent is named."""
    rows = {
        next(elements(row, "th")).astext(): row.astext()
        for row in elements(tables(nepal)["A result by group"], "tr")
        if list(elements(row, "td"))
    }
    for group in ("Area", "Household type", "Disability", "Sex and age", "Proxy score"):
        assert "assumption-driven" in rows[group]
    assert "assumption-driven" not in rows["All persons, tenths"]
    absent = next(each.astext() for each in elements(nepal, "p") if "never filled in" in each.astext())
    for word in ("work", "earnings", "benefits that people already get", "regions"):
        assert word in absent


def test_the_line_is_given_with_its_reason(nepal: nodes.Element) -> None:
    """The line used when none is named stands with its value, its headcount and why it is that one."""
    short = next(elements(nepal, "dl")).astext()
    assert "Societal poverty line: 4.86 PPP dollars" in short and "nearest to 20 %" in short


@pytest.mark.parametrize("page", ["nepal", "cambodia"])
def test_two_measures_of_coverage_are_never_mixed(page: str, request: pytest.FixtureRequest) -> None:
    """SDG 1.3.1 and ASPIRE stand in tables of their own, after a warning."""
    found = request.getfixturevalue(page)
    captions = list(tables(found))
    assert [caption[:6] for caption in captions if "SDG" in caption or "ASPIRE" in caption] == [
        "SDG 1.",
        "ASPIRE",
    ]
    assert WARNING in [each.astext() for each in elements(found, "p")]


def test_facts_without_a_population_say_why(cambodia: nodes.Element) -> None:
    """The first words tell the reason, and no table of closeness or assumptions is shown."""
    lead = next(elements(cambodia, "p")).astext()
    assert lead.startswith("There is no synthetic population of Cambodia: no distribution of consumption")
    assert not {"Assumptions", "Consumption and poverty"} & set(tables(cambodia))


def test_a_composition_that_was_assumed_is_never_called_published() -> None:
    """Where who lives together is taken from a neighbour, the page says so beside each figure."""
    page = content(read_country("sri_lanka"))
    rows = [row.astext() for row in elements(tables(page)["Households and places"], "tr")]
    assert all("Not published" in row for row in rows if row.startswith(("Couple", "Single", "Three")))
    assert "Neither how many there are" in tables(page)["A result by group"].astext()


def test_an_invented_country_says_so_first() -> None:
    """The page of Arumia begins with its label, and tells the reason for each household written by hand."""
    parts = list(invented_sections("arumia"))
    page = nodes.container("", *(node for _, part in parts for node in part))
    assert (
        next(elements(page, "p")).astext().startswith("Invented population of Arumia: no such country exists")
    )
    written = tables(page)["Written by hand"].astext()
    assert all(case.why in written for case in invented_facts("arumia").cases)


def test_a_table_can_be_read_by_ear_and_scrolled_by_keyboard() -> None:
    """Heads have scopes, the box around the table has a name and takes the focus."""
    box = data_table("A caption", ("Name", "Value"), [["one", "1"]])
    assert box["attributes"] == {"role": "region", "aria-label": "A caption", "tabindex": 0}
    assert [head["attributes"]["scope"] for head in elements(box, "th")] == ["col", "col", "row"]


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "text"),
    [
        (-0.001, 2, True, "0.00"),
        (-1.5, 1, True, "−1.5"),
        (1234.5, 1, False, "1,234.5"),
        (0.004, 3, True, "+0.004"),
    ],
)
def test_numbers_are_written_alike(value: float, decimals: int, signed: bool, text: str) -> None:
    """No minus stands before a zero, and a minus is a real one."""
    assert number_text(value, decimals, signed) == text


def test_a_stub_for_every_country(tmp_path: Path) -> None:
    """Each file of facts gets a source, a country that is gone loses it, and nothing is written twice."""
    toc = (ROOT / "_toc.yml").read_text("utf-8")
    assert f"glob: {FOLDER}/*" in toc, "the contents must list the countries' pages by this pattern"
    (tmp_path / "_toc.yml").write_text(toc, "utf-8")
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "atlantis.md").write_text("gone", "utf-8")
    (folder / "nepal.md").write_text("```{country} nepal\n```\n", "utf-8")
    before = (folder / "nepal.md").stat().st_mtime_ns
    write_stubs(SimpleNamespace(srcdir=tmp_path), SimpleNamespace(external_toc_path="_toc.yml"))
    assert {path.stem for path in folder.iterdir()} == {*facts_names(), *invented_names()}
    assert (folder / "nepal.md").stat().st_mtime_ns == before


def test_a_book_without_countries_gets_no_stubs(tmp_path: Path) -> None:
    """Where the contents name no countries nothing is written."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: lesson\n", "utf-8")
    write_stubs(SimpleNamespace(srcdir=tmp_path), SimpleNamespace(external_toc_path="_toc.yml"))
    assert not (tmp_path / "book").exists()
