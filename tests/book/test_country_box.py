"""The box on a country: its title, its link, its sources, and what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from book.extension.country_box import SUBREGIONS, find_subregion, link_to_country, load_subregions
from book.extension.strict import CourseError
from simulator.countries import country_facts, facts_names
from tests.book.conftest import SmallBook
from tests.conftest import ROOT


def box_of(book: SmallBook) -> str:
    """Return the HTML of the lesson's box."""
    page = book.page("lesson")
    start = page.rindex("<div", 0, page.index('class="country-case"'))
    return page[start : page.index("</div>", start)]


def test_a_box_names_country_and_subregion(small_book: SmallBook) -> None:
    """The title holds both, and the box has them as its name for a screen reader."""
    box = box_of(small_book)
    assert 'role="note"' in box and 'aria-label="Viet Nam, South-East Asia"' in box
    assert "<strong>Viet Nam</strong> \N{MIDDLE DOT} South-East Asia" in box


def test_a_box_lists_each_publication_once(small_book: SmallBook) -> None:
    """Publishers with years stand below the text in its order, each a link to a fact's row."""
    sources = box_of(small_book).partition("Sources: ")[2]
    assert sources.count("<a ") == 2
    assert sources.index(">ILO, 2020<") < sources.index(">ILO, 2023<")
    assert 'href="book/references.html#fact-mothers-2020"' in sources


def test_only_a_page_with_a_box_loads_its_style(small_book: SmallBook) -> None:
    """The lesson has the style; the page of references has not."""
    assert "country-box.css" in small_book.page("lesson")
    assert "country-box.css" not in small_book.page("book/references")


def test_a_country_with_a_page_is_linked() -> None:
    """The name leads to the country's page where the book has one, and is plain where it has none."""
    builder = SimpleNamespace(get_relative_uri=lambda here, there: f"{here}>{there}")
    book = SimpleNamespace(
        found_docs={"book/countries/viet_nam"}, docname="lesson", app=SimpleNamespace(builder=builder)
    )
    link, plain = (link_to_country(book, country) for country in ("Viet Nam", "Nepal"))
    assert (link["tag"], plain["tag"]) == ("a", "strong")
    assert link["attributes"]["href"] == "lesson>book/countries/viet_nam"


def test_every_country_of_the_course_has_a_subregion() -> None:
    """Each country with facts is in the file under the name of its own page."""
    subregions = load_subregions(ROOT / SUBREGIONS)
    assert {country_facts(name).name for name in facts_names()} <= set(subregions)
    assert len(set(subregions.values())) == 5


def test_an_unknown_country_names_the_nearest() -> None:
    """A country that is in no subregion is an error with the nearest name."""
    with pytest.raises(CourseError, match=r"lesson.md:3: .* no country 'Nepall'. Did you mean 'Nepal'\?"):
        find_subregion({"Nepal": "South and South-West Asia"}, "Nepall", "lesson.md:3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- Nepal\n", "must map each subregion to the list of its countries."),
        ("Pacific: Fiji\n", "must map each subregion to the list of its countries."),
        ("Pacific: [Fiji]\nAsia: [Fiji]\n", "has 'Fiji' twice, in 'Pacific' and in 'Asia'."),
        ("Pacific: [3]\n", "a country of 'Pacific' must be a text"),
    ],
)
def test_a_wrong_file_of_subregions_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """Another shape, a country given twice and one that is no name are told as such."""
    path = tmp_path / "subregions.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(CourseError) as error:
        load_subregions(path)
    assert message in str(error.value)
