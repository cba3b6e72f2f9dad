"""What fills the places of sentences is of the lab's language too: names, units, words made of others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from simulator import country
from simulator.widgets.policy_lab import OUTPUTS
from simulator.widgets.policy_lab.site_files import years_data
from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.package_lab import package_html
from tests.policy_lab.speaking import speaking
from tests.policy_lab.test_saving import OWN_TABLES, saved
from tests.policy_lab.test_translation import LANGUAGE, READ, is_unsaid, made_up, opened

pytestmark = pytest.mark.browser
PLACE = re.compile(r"(\{\w+\})")
TASK = "cost_percent_of_gdp <= 20; children_lifted_persons >= 1000"
CITED = [country("nepal").economy.line(None).source, years_data("nepal")["revenue"]["source"]]
# Names that are the same everywhere, what a browser says between the parts of a list, who is cited, a link.
KEPT = rf"NPR|SVG|PNG|PPP|\bet\b|http\S+|{'|'.join(map(re.escape, CITED))}"
# What programs know by name, with a number where there are several; and a number as programs write it.
NAME = r"[a-z][a-z0-9_.]*( \d+)?|-?[\d.]+e-\d+"
# What Python calls a population that was built.
CAUSES = {"low_from", "high_from"}


def parted(sentence: Any) -> Any:
    """Return a sentence in brackets that leave out its places: what fills them needs brackets of its own."""
    if isinstance(sentence, str):
        parts = filter(None, PLACE.split(sentence))
        return "".join(part if PLACE.match(part) else f"⟦{part}⟧" for part in parts)
    return {form: parted(text) for form, text in sentence.items()}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose lab speaks a made-up language in parted brackets."""
    with speaking({LANGUAGE: made_up(parted)}, tmp_path_factory.mktemp("foreign")) as site:
        yield site


@pytest.fixture(scope="module")
def lab(foreign: Site) -> str:
    """A lab with all controls and outputs, and a task."""
    return package_html(outputs=OUTPUTS, language=LANGUAGE, challenge=TASK)


def test_what_fills_a_sentence_is_of_the_language(new_page: OpenPage, foreign: Site, lab: str) -> None:
    """With all controls and outputs and a task, nothing but names of the data is left; so in tables saved."""
    page = opened(new_page, foreign, lab)
    texts = page.evaluate(READ)
    left = [text for text in texts if is_unsaid(text, KEPT)]
    assert len(texts) > 1000 and left == [], "\n".join(left)
    for fold in page.locator("details.save > summary").all():
        fold.click()
    buttons = page.get_by_role("button", name="⟦Table (CSV)⟧").all()
    assert len(buttons) == len(OWN_TABLES)
    for button in [*buttons, page.get_by_role("button", name="⟦Save all results as a table (CSV)⟧")]:
        check_table(saved(page, button)[1].decode("utf-8-sig"))


def check_table(text: str) -> None:
    """Check that headings are of the language, and so is each cell that is not a name that programs know."""
    head, *rows = csv.reader(io.StringIO(text))
    assert rows and not [name for name in head if is_unsaid(name)]
    places = [place for place, name in enumerate(head) if name.strip("⟦⟧") not in CAUSES]
    cells = {row[place] for row in rows for place in places if not re.fullmatch(NAME, row[place])}
    left = {cell for cell in cells if is_unsaid(cell, KEPT)}
    assert left == set(), "\n".join(left)


def test_a_page_without_javascript_is_of_the_language(new_page: OpenPage, foreign: Site, lab: str) -> None:
    """The goals of a task, the table of the start and its caption are, and numbers are written its way."""
    page = new_page(foreign.add_page("plain.html", lab), painted=False, java_script_enabled=False)
    texts = page.locator("policy-lab :is(li, caption, th, td)").all_inner_texts()
    left = [text for text in texts if is_unsaid(text, KEPT)]
    assert len(texts) > 50 and left == [], "\n".join(left)
