"""Numbers and sentences as a reader meets them: nothing silly, nothing hidden."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted, slider

pytestmark = pytest.mark.browser
LINK = "#version=1&1.id=child_benefit"


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (["percent", 0], "0.0 %"),
        (["percent", 0.03], "under 0.1 %"),
        (["percent", 0.05], "0.1 %"),
        (["percent", 0.004, 2], "under 0.01 %"),
        (["percent", 0.3, 0], "under 1 %"),
        (["percent", 1e-13], "0.0 %"),
        (["percent", -1e-13], "0.0 %"),
        (["percent", 99.97], "over 99.9 %"),
        (["percent", 99.6, 0], "over 99 %"),
        (["percent", 100 - 1e-13], "100.0 %"),
        (["percent", 1234.56], "1,234.6 %"),
        (["percentOrNobody", None], "nobody to count"),
        (["someOf", 0.01], "under 0.1 %"),
        (["big", 0], "0"),
        (["big", 0.02], "under 0.1"),
        (["big", 4.999999999999], "5"),
        (["big", 543.4], "543"),
        (["big", 999.7], "1,000"),
        (["big", 27_345], "27,300"),
        (["big", 999_600], "1.00 million"),
        (["big", 2_000_000], "2.00 million"),
        (["big", 2_590_000], "2.59 million"),
        (["big", 28_900_000_000], "28.9 billion"),
        (["big", 1_234e12], "1,230 trillion"),
        (["fixed", -0.0004, 3], "0.000"),
        (["giniText", 0.30021], "0.300"),
        (["giniText", None], "–"),
        (["wholePercents", [1, 1, 1]], ["34 %", "33 %", "33 %"]),
        (["wholePercents", [90.5, 4.75, 4.75]], ["90 %", "5 %", "5 %"]),
        (["wholePercents", [99.7, 0, 0.3]], ["over 99 %", "0 %", "under 1 %"]),
        (["wholePercents", [5, 0, 0]], ["100 %", "0 %", "0 %"]),
    ],
)
def test_numbers_as_text(bare: Any, call: list[Any], text: object) -> None:
    """A little is not nothing, nearly all is not all, and parts add up to the whole."""
    name, *arguments = call
    script = "async ([name, given]) => (await import('/policy-lab/view/format.js'))[name](...given)"
    found = bare.evaluate(script, [name, arguments])
    plain = [each.replace("\u00a0", " ") for each in (found if isinstance(found, list) else [found])]
    assert plain == (text if isinstance(text, list) else [text])


@pytest.fixture(scope="module")
def bare(browser: Browser, site: Site) -> Any:
    """A page without a lab, that may load the lab's modules."""
    page = browser.new_page()
    page.goto(site.address + "blank.html")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("&1.who.age=0-4", "The benefit reaches all 2.81 million children aged 0 to 4."),
        ("&1.who.age=0-4&1.take_up=0", "The benefit reaches none of the 2.81 million children aged 0 to 4."),
    ],
)
def test_all_and_none_are_said_in_words(
    new_page: OpenPage, lab_address: str, settings: str, said: str
) -> None:
    """No '2.81 million of the 2.81 million …: 100.0 %'."""
    expect(new_page(lab_address + LINK + settings).locator("section.reach .sentence")).to_have_text(said)


def test_a_tiny_cost_is_not_nothing(new_page: OpenPage, lab_address: str) -> None:
    """A benefit of next to nothing costs 'under 0.01 %' of GDP, in the tile, the sentence and the table."""
    page = new_page(lab_address + LINK + "&1.amount.value=0.001")
    for place in (".tile.cost", "section.cost .sentence", "section.cost table"):
        expect(page.locator(place)).to_contain_text("under 0.01")


def test_the_poverty_gap_is_said_and_drawn(new_page: OpenPage, lab_address: str) -> None:
    """The gap stands in the sentence, and in a chart of its own for all people and for the group."""
    page = new_page(lab_address)
    everyone, group = (page.evaluate(f"window.summary.{who}") for who in ("everyone", "group"))
    before, after = (f"{everyone[when]['gap_percent']:.1f}\u00a0%" for when in ("before", "after"))
    panel = page.locator("section.poverty")
    expect(panel.locator(".sentence")).to_contain_text(f"The poverty gap falls from {before} to {after}.")
    expect(panel).to_contain_text("Poverty gap: how far below the line, on average")
    texts = panel.locator("svg").nth(1).locator("text.value").all_text_contents()
    shown = [each[when]["gap_percent"] for each in (everyone, group) for when in ("before", "after")]
    assert texts == [f"{value:.1f}\u00a0%" for value in shown]


def test_synthetic_stands_with_the_numbers(new_page: OpenPage, lab_address: str) -> None:
    """Each panel, and the strip of headline numbers, says that the people are synthetic."""
    page = new_page(lab_address)
    for place in page.locator(".strip, section.panel").all():
        expect(place.get_by_text("Synthetic population", exact=True)).to_be_visible()
    assert page.locator(".strip, section.panel").count() == 5


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ("&1.take_up=0", "This policy reaches nobody: check the take-up."),
        (
            "&1.rule=proxy_quota&1.rule.proxy_quota.share=0&1.take_up=0.9",
            "This policy reaches nobody: check the quota and the take-up.",
        ),
        ("&1.amount.value=0", "This policy changes nobody's consumption: check the benefit."),
        ("&1.delivery_loss=1", "This policy changes nobody's consumption: check what is lost on the way."),
    ],
)
def test_a_warning_stands_above_the_results(
    new_page: OpenPage, lab_address: str, settings: str, note: str
) -> None:
    """What to check stands above the first chart, names only what is in force, and moves nothing."""
    page = new_page(lab_address)
    top = "document.querySelector('policy-lab').shadowRoot.querySelector('.panels').offsetTop"
    before = page.evaluate(top)
    repainted(page, lambda: page.evaluate(f"location.hash = '{(LINK + settings)[1:]}'"))
    warning = page.locator(".notes.warning")
    expect(warning).to_have_text(note)
    assert warning.evaluate("(node) => node.nextElementSibling.className") == "panels"
    assert page.evaluate(top) == before


def test_what_is_listened_to(new_page: OpenPage, site: Site) -> None:
    """A group's help is said once; folds have names of their own; the amount is said with its money."""
    page = new_page(site.add_page("listen.html", lab_html()))
    ages = page.get_by_role("group", name="Ages of the children")
    expect(ages).to_have_accessible_description(
        "The youngest and the oldest age, both included. A child is "
        "a person under 18. Source: Convention on the Rights of the "
        "Child, article 1."
    )
    expect(slider(page, "Youngest")).to_have_accessible_description("")
    expect(number(page, "Quota")).to_have_accessible_description("")
    names = page.locator("details.numbers summary").all_text_contents()
    assert names == ["Numbers: who is reached", "Numbers: poverty", "Numbers: inequality", "Numbers: cost"]
    text = slider(page, "Benefit").get_attribute("aria-valuetext")
    assert text == "4 % of GDP per person, NPR\u00a0543 a month"


@pytest.mark.parametrize(
    ("after", "hidden", "text"),
    [
        (None, None, "Nobody has anything left, so there is no Gini index."),
        (0.3, "hidden: fewer than 10 households", "The Gini index stays at 0.300."),
        (0.3, None, "The Gini index stays at 0.300; nobody gains."),
    ],
)
def test_inequality_that_cannot_be_told(
    bare: Any, after: float | None, hidden: str | None, text: str
) -> None:
    """Where nobody has anything, or the tenths are hidden, the sentence says no number that is not there."""
    tenths = [{"tenth": 1, "gain_percent": None if hidden else 0, "hidden": hidden}] * 10
    summary = {"gini_before": 0.3, "gini_after": after, "tenths": tenths}
    script = (
        "async (given) => (await import('/policy-lab/view/sentences.js')).inequalitySentence(null, given)"
    )
    assert bare.evaluate(script, summary) == text
