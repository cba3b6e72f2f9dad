"""The policy brief in a real browser: two pages of paper, readable in grey and by a screen reader."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from simulator import Policy, brief, country, country_assumptions, simulate
from simulator.reports import Asked, comparison_brief

pytestmark = pytest.mark.browser
ONE = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}"
SIX = """
version: 1
schemes:
- {id: child_benefit, take_up: 0.8, rule: {proxy_quota: {share: 0.4}}, delivery_loss: 0.02}
- {id: social_pension}
- {id: disability_benefit}
- {id: household_benefit}
- {id: maternity_benefit}
- {id: birth_grant}
interactions: [{id: cap, schemes: [child_benefit]}]
financing: [{id: levy_on_consumption, share: 0.5}, {id: external, share: 0.5}]
"""


def page_of(policy: str, browser: Browser, folder: Path, width: int = 1000) -> Page:
    """Return the brief of a policy in Nepal, opened as a file; whatever it asks of another host fails."""
    assumed = country_assumptions("nepal")
    told = "; ".join(f"{row.assumption} {row.value:g}" for row in assumed.itertuples())
    baseline = Policy.from_yaml("{version: 1, schemes: [{id: pension}]}")
    outcome = simulate(country("nepal"), Policy.from_yaml(policy), 7, baseline)
    path = folder / "brief.html"
    path.write_text(brief(outcome, Asked("nepal", baseline=baseline), assumptions=[told]), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, offline=True)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("policy", [ONE, SIX], ids=["one scheme", "six schemes"])
def test_it_prints_on_two_pages(policy: str, browser: Browser, tmp_path: Path) -> None:
    """A4, two pages, nothing cut off: the first begins with the policy, the second ends with its link."""
    page = page_of(policy, browser, tmp_path)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2
    width, height = (float(side) * 25.4 / 72 for side in printed.pages[0].mediabox[2:])
    assert width == pytest.approx(210, abs=1) and height == pytest.approx(297, abs=1)
    first, last = (" ".join(each.extract_text().split()) for each in printed.pages)
    assert "Synthetic data." in first and "What it does" in first
    assert "How to compute it again" in last and "share=" in last
    page.close()


def test_a_comparison_prints_on_two_pages(browser: Browser, tmp_path: Path) -> None:
    """Four policies side by side: two pages, with nothing that a printer would cut off."""
    people = country("nepal")
    outcomes = {
        name: simulate(people, Policy.from_yaml(text))
        for name, text in (("child", ONE), ("six", SIX), ("child again", ONE), ("six again", SIX))
    }
    path = tmp_path / "brief.html"
    path.write_text(comparison_brief(outcomes, Asked("nepal")), "utf-8")
    page = browser.new_page(offline=True)
    page.goto(path.as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2
    assert "How to compute it again" in " ".join(printed.pages[1].extract_text().split())
    page.close()


def test_it_is_black_on_white(browser: Browser, tmp_path: Path) -> None:
    """No colour carries a meaning: all text and all fills are shades of grey."""
    page = page_of(ONE, browser, tmp_path)
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [...document.querySelectorAll("body *")].flatMap((each) => {
             const style = getComputedStyle(each);
             return [style.color, style.fill, style.stroke, style.backgroundColor]; })"""
    )
    tones = page.evaluate(
        """() => new Set([...document.querySelectorAll("svg rect, svg path")].map((each) => {
             const style = getComputedStyle(each);
             return `${style.fill} ${style.fillOpacity} ${style.opacity}`; })).size"""
    )
    shades = {each for each in colours if each.startswith("rgb")}
    for shade in shades:
        red, green, blue = shade.partition("(")[2].split(",")[:3]
        assert red.strip() == green.strip() == blue.strip(" )"), shade
    assert tones >= 2, "parts of a chart are told apart by how dark they are"
    page.close()


def test_everybody_can_read_it(browser: Browser, tmp_path: Path) -> None:
    """Axe finds no fault, and on a phone nothing but a table is wider than the screen."""
    page = page_of(SIX, browser, tmp_path, 360)
    found = Axe().run(page).response["violations"]
    assert not [each["id"] for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
