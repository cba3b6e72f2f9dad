"""The lab in another language: one made up here, in which each text stands in brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from simulator.widgets.policy_lab import OUTPUTS, PolicyLab
from simulator.widgets.policy_lab.texts import texts
from simulator.widgets.policy_lab.translating import as_yaml, lacking, names
from simulator.widgets.policy_lab.wording import engine_sentences
from tests.policy_lab.conftest import START, OpenPage, Site, lab_html
from tests.policy_lab.package_lab import package_html
from tests.policy_lab.speaking import speaking

pytestmark = pytest.mark.browser
LANGUAGE = "fr"
# Every text of the lab, seen or heard.
READ = """() => {
  const [found, root] = [[], document.querySelector("policy-lab").shadowRoot];
  const walk = (node) => {
    // Of a name in several lines its title holds the whole.
    if (node.matches?.("style, tspan")) return;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    for (const name of ["aria-label", "aria-valuetext"]) found.push(node.getAttribute?.(name) ?? "");
    node.childNodes.forEach(walk);
  };
  root.childNodes.forEach(walk);
  return found.filter((text) => text.trim());
}"""


def bracketed(sentence: Any) -> Any:
    """Return a sentence, in all its forms, in brackets."""
    if isinstance(sentence, str):
        return f"⟦{sentence}⟧"
    return {form: f"⟦{text}⟧" for form, text in sentence.items()}


def long(sentence: Any) -> Any:
    """Return a sentence, in all its forms, half as long again, with letters written from the right."""
    if isinstance(sentence, str):
        return sentence + " " + "כמו כן " * (len(sentence) // 14)
    return {form: long(text) for form, text in sentence.items()}


def made_up(change: Callable[[Any], Any], **head: str) -> str:
    """Return a file of texts in which each text of English has been changed."""
    sections = {
        name: {key: change(text) for key, text in section.items()}
        for name, section in texts("en")["sections"].items()
    }
    engine = {each: change(each) for each in engine_sentences()}
    return as_yaml({**head, **sections, "engine": engine, "names": {name: change(name) for name in names()}})


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose lab speaks a made-up language; another, that is long, is written from the right."""
    languages = {LANGUAGE: made_up(bracketed), "he": made_up(long, direction="rtl")}
    with speaking(languages, tmp_path_factory.mktemp("foreign")) as site:
        assert lacking(LANGUAGE) == {}
        yield site


def unsaid(page: Page) -> list[str]:
    """Return the texts with letters that stand in no brackets, or with a place that nothing has filled."""
    return [text for text in page.evaluate(READ) if is_unsaid(text)]


def is_unsaid(text: str, kept: str = "") -> bool:
    """Say whether a text has letters in no brackets, but for names that are kept, or an empty place."""
    left = re.sub(kept, "", text)
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", left)) != left:
        left = shorter
    return bool(re.search(r"[^\W\d_]", left)) or "undefined" in text


def opened(new_page: OpenPage, site: Site, lab: str, width: int = 1280) -> Page:
    """Return a page with a lab, once all its panels are filled."""
    page = new_page(site.add_page("lab.html", lab), viewport={"width": width, "height": 900})
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until no panel computes any more, nor is about to."""
    at_work = "[aria-busy=true], .projection:not([aria-busy])"
    page.wait_for_function(
        "(busy) => !document.querySelector('policy-lab').shadowRoot.querySelector(busy)", arg=at_work
    )


def test_what_the_lab_answers_is_of_its_language(new_page: OpenPage, foreign: Site) -> None:
    """So are what was done, a refused number, what is kept as A, and what is copied."""
    page = opened(new_page, foreign, package_html(outputs=["alternatives", "household"], language=LANGUAGE))
    page.get_by_role("button", name="⟦Keep this policy as A⟧").click()
    typed = page.locator("input.number:visible").first
    typed.fill("99999")
    typed.press("Enter")
    page.locator("#copy-yaml").click()
    page.locator("#add-rule-button").dispatch_event("click")
    expect(page.locator("#add-rule-error")).to_have_text("⟦Choose a rule first.⟧")
    expect(page.locator(".field-error").filter(has_text="99999").first).to_be_visible()
    expect(page.locator("[aria-live]")).to_contain_text("⟦Kept as A.⟧")
    assert unsaid(page) == []


def test_a_refused_link_is_told_in_its_language(new_page: OpenPage, foreign: Site) -> None:
    """What is wrong with a link is said in the language, to its reader and to its maker."""
    page = opened(new_page, foreign, lab_html(language=LANGUAGE))
    said = set()
    wrong = {"take_up": "1.take_up=7", "nonsense": "1.nonsense=1", "9,3": "1.who.age=9-3", "line": "line=x"}
    for told, setting in (wrong | {"pension_tested": "2.id=pension_tested"}).items():
        page.evaluate(f"location.hash = 'version=1&1.id=child_benefit&{setting}'")
        expect(page.locator(".error details p")).to_contain_text(told)
        expect(page.locator(".error strong")).to_have_text("⟦This link does not work.⟧")
        said.add(page.locator(".error > p").first.inner_text())
        assert unsaid(page) == []
    assert len(said) == 5


def test_the_numbers_are_the_same_and_written_as_the_language_does(new_page: OpenPage, foreign: Site) -> None:
    """The engine computes what Python does; French writes a comma; the lab says what language it is in."""
    page = opened(new_page, foreign, lab_html(language=LANGUAGE))
    assert page.locator("policy-lab .lab").get_attribute("lang") == "fr"
    poverty = PolicyLab("nepal", START).result.everyone.after.headcount_percent
    assert page.evaluate("window.summary.everyone.after.headcount_percent") == pytest.approx(
        poverty, rel=1e-9
    )
    shown = page.locator(".tile.poverty .tile-value").inner_text()
    assert shown == f"⟦{poverty:.1f}\u00a0%⟧".replace(".", ",")


def test_a_language_written_from_the_right_fits_a_phone(new_page: OpenPage, foreign: Site) -> None:
    """Half as long again and from the right, no text makes the page wider than 360 pixels."""
    page = opened(new_page, foreign, package_html(outputs=OUTPUTS, language="he"), width=360)
    lab = page.locator("policy-lab .lab")
    assert lab.evaluate("(node) => [node.dir, getComputedStyle(node).direction]") == ["rtl", "rtl"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(OUTSIDE) == []


OUTSIDE = """() => [...document.querySelector("policy-lab").shadowRoot.querySelectorAll("*")]
  .filter((node) => !node.closest("svg, table, .unseen") && node.getClientRects().length)
  .map((node) => [node.className, node.getBoundingClientRect()])
  .filter(([, { left, right }]) => left < -1 || right > innerWidth + 1)"""


@pytest.mark.parametrize(("html_lang", "said"), [("fr-CA", "⟦Poverty line⟧"), ("de", "Poverty line")])
def test_a_lab_speaks_the_language_of_its_page(
    new_page: OpenPage, foreign: Site, html_lang: str, said: str
) -> None:
    """Without a language of its own it takes that of the page, if there is a file of it, and English else."""
    page = opened(new_page, foreign, f'<div lang="{html_lang}">{lab_html()}</div>')
    assert said in page.evaluate(READ)


def test_a_sentence_without_a_translation_is_english(new_page: OpenPage, foreign: Site) -> None:
    """Sentence by sentence, and with the plural forms of English."""
    file = foreign.folder / "policy-lab" / "texts.fr.json"
    whole = file.read_text("utf-8")
    partly = json.loads(whole)
    del partly["sections"]["lab"]["cost.title"]
    try:
        file.write_text(json.dumps(partly), "utf-8")
        said = opened(new_page, foreign, lab_html(language=LANGUAGE)).evaluate(READ)
    finally:
        file.write_text(whole, "utf-8")
    assert "Cost" in said and "⟦Poverty⟧" in said


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("ru", 1, "1 человек"),
        ("ru", 3, "3 человека"),
        ("ru", 5, "5 человек"),
        ("ru", 21, "21 человек"),
        ("ar", 2, "اثنان"),
    ],
)
def test_a_number_chooses_the_form_of_the_language(
    new_page: OpenPage, site: Site, language: str, count: int, said: str
) -> None:
    """The forms are those of Unicode's plural rules, which the browser knows."""
    forms = {"one": "{count} человек", "few": "{count} человека", "two": "اثنان", "other": "{count} человек"}
    page = new_page(site.address + "blank.html", painted=False)
    script = """async ([locale, people, count]) => {
      const { sayer, speak } = await import("/policy-lab/texts/speaking.js");
      speak({ locale, direction: "ltr", sections: { crowd: { people } }, names: {} });
      return sayer("crowd", { people: "{count} people" })("people", { count });
    }"""
    assert page.evaluate(script, [language, forms, count]) == said


def test_a_notebook_is_given_the_texts(foreign: Site) -> None:
    """The widget brings its language along; English needs no file."""
    given = {language: PolicyLab("nepal", START, language=language) for language in ("en", LANGUAGE)}
    assert given["en"].get_state()["_assets"]["texts"] is None
    french = given[LANGUAGE]
    told = french.get_state()["_assets"]["texts"]
    assert told["sections"]["lab"]["buttons.undo"] == "⟦Undo⟧"
    assert told["engine"]["Remove it."] == "⟦Remove it.⟧"
    assert french.get_state()["_configuration"]["title"] == "⟦Policy lab⟧"
