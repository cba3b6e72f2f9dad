"""A question for a number in a real browser: a known mistake is named, any other told its side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

QUIZ, FORM = "modules/children/quiz.html", "m2-q03-1"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """The quiz on a phone, with one question for a number drawn."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    made = context.new_page()
    made.goto(site_url + QUIZ)
    made.evaluate("name => { document.getElementById(name).hidden = false; }", FORM)
    yield made
    context.close()


@pytest.fixture
def form(page: Page) -> Locator:
    """The question, not answered."""
    found = page.locator(f"#{FORM}")
    found.get_by_role("textbox").fill("")
    return found


def check(form: Locator, number: str) -> str:
    """Type a number, check it by the keyboard, and return what is told."""
    form.get_by_role("textbox").fill(number)
    form.get_by_role("textbox").press("Enter")
    return form.locator("[aria-live=polite]").inner_text()


def test_a_known_mistake_is_named(form: Locator) -> None:
    """Whoever divides by the two poor people hears of it; the answer is not told, and can be asked for."""
    for number in ("35", "35.4", " 34,6 "):
        told = check(form, number)
        assert told.startswith("Not right yet. You divided by the two poor people.")
    assert "23.33" not in form.inner_text()
    form.get_by_text("Show the answer").click()
    expect(form.locator(".quiz-feedback")).to_contain_text("The answer is 23.33")


@pytest.mark.parametrize(("number", "side"), [("22.8", "low"), ("-2", "low"), ("23.9", "high")])
def test_any_other_number_is_told_its_side(form: Locator, number: str, side: str) -> None:
    """The general reason follows."""
    assert check(form, number).startswith(f"Not right yet. Your number is too {side}. Each of the two poor")


def test_the_right_number_is_explained(form: Locator) -> None:
    """Within the tolerance, with a comma or a point; a new try clears what was told."""
    assert check(form, "99").startswith("Not right yet.")
    for number in ("23.3", "23,33", "23.84"):
        assert check(form, number).startswith("Your answer is right.")
        expect(form.locator(".quiz-feedback p").first).to_be_visible()
    form.get_by_role("textbox").fill("2")
    expect(form.locator("[aria-live=polite]")).to_be_empty()
    expect(form.locator(".quiz-feedback")).to_be_hidden()


@pytest.mark.parametrize("text", ["", "many"])
def test_what_is_no_number_is_asked_for(form: Locator, text: str) -> None:
    """Nothing is given away, and the field has the focus."""
    assert check(form, text) == "Write a number first, such as 12.5."
    expect(form.locator(".quiz-feedback")).to_be_hidden()
    expect(form.get_by_role("textbox")).to_be_focused()


def test_axe_finds_nothing_in_a_wrong_number(page: Page, form: Locator) -> None:
    """With the mistake told and the answer folded open."""
    check(form, "35")
    form.locator("summary").click()
    assert Axe().run(page, context=f"#{FORM}").response["violations"] == []


def test_mistakes_are_read_without_a_script(browser: Browser, site_url: str) -> None:
    """Without JavaScript they stand under the answer, each number with its words."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + QUIZ)
    page.locator(f"#{FORM} summary").click()
    expect(page.locator(f"#{FORM} .quiz-mistakes li")).to_have_count(4)
    expect(page.locator(f"#{FORM} .quiz-mistakes li").first).to_contain_text(
        "35 %: You divided by the two poor"
    )
    context.close()
