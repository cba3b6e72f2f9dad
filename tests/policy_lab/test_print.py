"""The lab on paper: the whole policy and every result in dark ink, and nothing to press."""

from __future__ import annotations

import io
from unicodedata import normalize

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.package_lab import package_html

pytestmark = pytest.mark.browser
OUTPUTS = ["reach", "poverty", "inequality", "cost", "groups", "alternatives", "household", "explanation"]
NOT_ON_PAPER = "button, input[type=range], .country-boxes, .link-box, .results details:not([open])"


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A dark page with a lab of two schemes, the second folded, under a task, as it is printed."""
    lab = package_html(outputs=OUTPUTS, challenge="cost_percent_of_gdp <= 1")
    opened = new_page(site.add_page("print.html", lab), theme="dark")
    opened.locator("details.numbers > summary").nth(1).click()
    opened.emulate_media(media="print")
    return opened


def test_paper_shows_what_there_is_to_read(page: Page) -> None:
    """No control is printed; a folded scheme is, with its values, and so is a table that was unfolded."""
    assert [each.inner_html() for each in page.locator(NOT_ON_PAPER).locator("visible=true").all()] == []
    folded = page.locator("details.part:not([open])", has_text="Social pension").first
    assert folded.get_by_role("textbox", name="Take-up, as a number").is_visible()
    assert page.locator(".results details[open] table").is_visible()
    colours = "(lab) => ['color', 'background-color'].map((name) => getComputedStyle(lab)[name])"
    assert page.locator(".lab").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_paper_has_every_result_on_few_pages(page: Page) -> None:
    """Four pages of A4 hold policy, task and eight results, each chart whole below its heading."""
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(printed.pages) <= 4
    # A printed word may hold letters that are joined, such as the fi of benefit.
    sheets = [" ".join(normalize("NFKC", each.extract_text()).split()) for each in printed.pages]
    headings = page.locator(".panel > :first-child").all_inner_texts()
    assert len(headings) == len(OUTPUTS) + 1
    for heading in (*headings, "1. Child benefit", "2. Social pension", "Who pays"):
        assert any(heading in sheet for sheet in sheets), heading
    assert {page.evaluate(BREAKS)[name] for name in ("panel", "field")} == {"avoid"}


BREAKS = """() => Object.fromEntries(["panel", "field"].map((name) => {
  const node = document.querySelector("policy-lab").shadowRoot.querySelector(`.${name}`);
  return [name, getComputedStyle(node).breakInside];
}))"""
