"""The built pages on paper: the take-aways on one page, each lab's sheets on two, a trainer's links."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.conftest import ROOT

pytestmark = pytest.mark.browser
FOLDER = "modules/children"
LABS = ["first_lesson", "start_small", "all_or_the_poor", "beyond_money", "roll_out_lab"]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser without scripts: paper needs none."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def printed(page: Page) -> list[str]:
    """Return the text of each sheet of A4."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    # A printed word may hold letters that are joined, such as the fi of benefit.
    return [" ".join(normalize("NFKC", each.extract_text()).split()) for each in pdf.pages]


def test_the_take_aways_fit_on_one_page(page: Page, site_url: str) -> None:
    """From the title to the last line of the list for Monday, without the contents or the frame."""
    page.goto(f"{site_url}{FOLDER}/take_aways.html")
    (sheet,) = printed(page)
    assert "Take-aways: children" in sheet and "one colleague who disagrees with you." in sheet
    assert "On this page" not in sheet and "Glossary" not in sheet


@pytest.mark.parametrize("name", LABS)
def test_an_unfolded_lab_prints_two_sheets_and_nothing_else(name: str, page: Page, site_url: str) -> None:
    """First the hand-out, with no result; then what is read out. A page that stays folded prints neither."""
    page.goto(f"{site_url}{FOLDER}/{name}.html")
    summary = page.locator("details.on-paper > summary")
    folded = " ".join(printed(page))
    assert "To hand out" not in folded and "To read out" not in folded and "The lab" in folded
    summary.click()
    expect(page.locator(".on-paper .read-out table")).to_be_visible()
    expect(page.locator(".on-paper .hand-out")).to_be_hidden()
    title = page.locator(".read-out caption").inner_text().removeprefix("To read out: ")
    hand_out, read_out = printed(page)
    # Not the costs: a step for the same money has that of the start, which the hand-out tells.
    gaps = page.locator(".read-out tbody tr td:nth-last-child(2)").all_inner_texts()[2:]
    assert f"To hand out: {title}" in hand_out and f"To read out: {title}" in read_out
    assert all(gap in read_out for gap in gaps) and gaps[-1] not in hand_out
    assert all("Synthetic population" in sheet for sheet in (hand_out, read_out))
    assert "What you saw" not in hand_out + read_out


def test_a_trainers_link_leads_to_an_unfolded_sheet(page: Page, site_url: str) -> None:
    """Each lab of the module is linked, and the link unfolds what is to be printed."""
    page.goto(f"{site_url}book/trainers/class.html")
    links = page.get_by_role("link", name=re.compile("the sheets to print$"))
    addresses = [link.get_attribute("href") for link in links.all()]
    assert [re.sub(r".*/|\.html.*", "", address or "") for address in addresses] == LABS
    links.first.click()
    expect(page.locator("details.on-paper .read-out")).to_be_visible()


def test_the_sheets_are_accessible_on_a_phone(browser: Browser, site_url: str) -> None:
    """Unfolded, in the dark, at 360 pixels: axe finds nothing, and only the table scrolls sideways."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 360, "height": 800})
    phone = context.new_page()
    for name in (f"{FOLDER}/first_lesson", "book/trainers/class"):
        phone.goto(f"{site_url}{name}.html")
        for summary in phone.locator("details.on-paper > summary").all():
            summary.click()
        expect(phone.locator(".on-paper table").last).to_be_visible()
        violations = Axe().run(phone).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_labs_on_paper_are_those_of_the_module() -> None:
    """A lab that is added to the module is printed here too."""
    sources = (ROOT / FOLDER).glob("*.md")
    assert {path.stem for path in sources if "PolicyLab(" in path.read_text("utf-8")} == set(LABS)
