"""The countries in the built site: a page and a row for each file of facts, light enough for a slow link."""

import gzip
import re

import pytest

from simulator.countries import country_facts, country_names, facts_names
from simulator.countries.invented import invented_names
from tests.conftest import SITE

FOLDER = SITE / "book" / "countries"
MOST_BYTES = 60_000


def article(name: str) -> str:
    """Return the HTML of a page's article."""
    page = (SITE / "book" / f"{name}.html").read_text("utf-8")
    return page[page.index("<article") : page.index("</article>")]


def test_every_file_of_facts_has_its_page() -> None:
    """A new country needs its file of facts only: then the site holds its page."""
    assert SITE.exists(), "the site is not built: run `make site` first"
    pages = {path.stem for path in FOLDER.glob("*.html")}
    assert pages == {*facts_names(), *invented_names()}


@pytest.mark.parametrize("name", [*facts_names(), *invented_names()])
def test_a_page_is_light(name: str) -> None:
    """Compressed, a page is under 60 kB."""
    assert len(gzip.compress((FOLDER / f"{name}.html").read_bytes())) < MOST_BYTES


@pytest.mark.parametrize("name", facts_names())
def test_the_list_has_a_row_for_every_country(name: str) -> None:
    """The row links to the page, and says that every promise is kept, or that there is no population."""
    found = re.search(
        rf'<tr>(?:(?!</tr>).)*href="countries/{name}.html".*?</tr>', article("countries"), re.DOTALL
    )
    assert found and country_facts(name).name in found[0]
    kept = re.search(r"(\d+) of (\d+)", found[0])
    assert (kept is not None) == (name in country_names())
    assert kept is None or kept[1] == kept[2]


@pytest.mark.parametrize("name", [*facts_names(), *invented_names()])
def test_tables_are_told_to_who_cannot_see_them(name: str) -> None:
    """Every table has a caption, and every head says whether it heads a row or a column."""
    page = article(f"countries/{name}")
    tables = page.count("<table")
    assert tables == page.count("<caption") > 0
    assert page.count("<th ") + page.count("<th>") == page.count('scope="row"') + page.count('scope="col"')
