"""The form in a real browser: what it says, for whom it works, what it keeps."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from exercises.checks import problem
from exercises.questions import NumberQuestion, PolicyQuestion
from simulator import all_schemes
from tests.exercises.conftest import reference_answers
from tests.exercises.page.conftest import (
    FIRST,
    PAGE,
    RIGHT,
    OpenPage,
    answer_all,
    check,
    downloaded,
    question,
    ready,
    take_policy,
)
from tests.policy_lab.random_policies import random_policy

pytestmark = pytest.mark.browser
RUN_CHECKS = """async ([site, jobs]) => {
  const { problem } = await import(site + "_static/exercise-checks.js");
  const { loadAssets } = await import(site + "policy-lab/assets.js");
  const form = JSON.parse(document.querySelector("form.exercise").dataset.exercise);
  const assets = await loadAssets(form.sheet.country);
  return jobs.map(([question, answers]) => problem(form, question, answers, assets));
}"""
BLOCK_STORAGE = """for (const name of ["getItem", "setItem", "removeItem"]) {
  Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
}"""


def jobs() -> list[tuple[str, dict[str, Any]]]:
    """Return answers of every kind: mistakes that are stored, random policies, numbers near and far."""
    random, own = Random(4), reference_answers(FIRST) | {"q1": RIGHT}
    made = [(name, own | dict(each.answers)) for each in FIRST.misconceptions for name in ("q1", "q2")]
    for _ in range(40):
        policy = random_policy(random, all_schemes()).to_fragment()
        made += [
            ("q1", own | {"q1": policy}),
            ("q2", own | {"q1": policy, "q2": random.choice([0, 13.7, 57.2])}),
        ]
    nothing: list[dict[str, Any]] = [
        {"q1": ""},
        {"q1": "version=1&1.id=pension"},
        {"q1": "version=junk"},
        {"q2": 1e300},
    ]
    at_the_limit = "version=1&1.id=child_benefit&1.amount.value="
    made += [("q1", own | {"q1": f"{at_the_limit}{value}"}) for value in (1.9, 1.95, 2, 2.1, 2.2)]
    made += [("q2", own | {"q2": near}) for near in (42.8, 0.57, 0.61, 58.1, 58.3, 56.1, -57.2, 0)]
    return made + [(name, own | each) for each in nothing for name in ("q1", "q2")]


def python_says(name: str, answers: dict[str, Any]) -> str | None:
    """Return the message of the notebook for the same answers."""
    questions = [each for each in FIRST.sheet.questions if isinstance(each, PolicyQuestion | NumberQuestion)]
    return problem(FIRST.sheet, name, {each.variable: answers[each.id] for each in questions})


def test_the_page_says_what_the_notebook_says(open_exercise: OpenPage, site_url: str) -> None:
    """The browser's tests and Python's give the same message, or both none."""
    every = jobs()
    said = open_exercise().evaluate(RUN_CHECKS, [site_url, every])
    differing = [
        (name, answers["q1"], answers["q2"], here, python_says(name, answers))
        for (name, answers), here in zip(every, said, strict=True)
        if here != python_says(name, answers)
    ]
    assert differing == []
    assert len(set(said)) > 6, "the answers meet many messages"


@pytest.mark.parametrize("typed", ["57.2", " 57,2 % ", "५७.२", "٥٧٫٢٪", "៥៧,២", "५७.२ %"])
def test_a_number_may_be_typed_as_it_is_written_at_home(open_exercise: OpenPage, typed: str) -> None:
    """Digits of any script, with a point or a comma, with the sign or without."""
    page = open_exercise()
    take_policy(page)
    question(page, "q2").locator("input").fill(typed)
    assert check(page, "q2").startswith("Right.")


def test_a_right_answer_is_called_right(open_exercise: OpenPage) -> None:
    """Each question in turn; the sentence is left to the trainer."""
    page = open_exercise()
    answer_all(page)
    for each in FIRST.sheet.questions:
        assert check(page, each.id) == ("" if each.kind == "text" else "Right. ") + each.right


def test_a_blank_answer_is_asked_for_and_gets_the_focus(open_exercise: OpenPage) -> None:
    """Nothing is given away; the field to fill in has the focus."""
    page = open_exercise()
    assert check(page, "q1").startswith("Not right yet. There is no policy yet.")
    expect(page.get_by_role("button", name="Take the policy that the lab shows")).to_be_focused()
    assert check(page, "q2").startswith("Not right yet. There is no number yet.")
    expect(question(page, "q2").locator("input")).to_be_focused()
    assert check(page, "q3").startswith("Not right yet. There is no sentence yet.")


def test_a_new_answer_clears_what_was_said(open_exercise: OpenPage) -> None:
    """A result about an old answer must not stand beside a new one, nor beside a new policy."""
    page = open_exercise()
    answer_all(page)
    check(page, "q2")
    question(page, "q2").locator("input").fill("12")
    expect(question(page, "q2").locator(".exercise-result")).to_be_empty()
    check(page, "q2")
    take_policy(page)
    expect(question(page, "q2").locator(".exercise-result")).to_be_empty()


def test_the_policy_taken_stays_while_the_lab_moves(open_exercise: OpenPage) -> None:
    """It tells what was chosen, with units; the lab may show another, and a link shows one's own again."""
    page = open_exercise()
    take_policy(page)
    settings = question(page, "q1").locator(".exercise-policy")
    expect(settings.get_by_role("listitem").first).to_have_text(
        re.compile(r"^Ages of the children: \d+ to \d+ years$")
    )
    expect(settings).not_to_contain_text("Years since the start")
    expect(settings).to_contain_text("Benefit: 5 % of GDP per person")
    page.get_by_role("textbox", name="Benefit, as a number").fill("8")
    note = question(page, "q1").locator(".exercise-note")
    expect(note).to_contain_text("The lab shows another one now.")
    assert check(page, "q1").startswith("Right.")
    page.get_by_role("link", name="Show mine in the lab").click()
    expect(note).to_have_text("This is your policy. The lab shows it now.")
    expect(page.get_by_role("textbox", name="Benefit, as a number")).to_have_value("5")


def test_everything_can_be_done_by_keyboard(open_exercise: OpenPage) -> None:
    """Tab and Enter go from the policy through the hints to the download."""
    page = open_exercise()
    page.get_by_role("button", name="Take the policy that the lab shows").focus()
    page.keyboard.press("Enter")
    expect(question(page, "q1").locator(".exercise-policy li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page, "q1").get_by_text(FIRST.sheet.questions[0].hints[0])).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(question(page, "q1").get_by_role("button", name="Check my answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question(page, "q1").locator("[aria-live=polite]").last).to_contain_text("Right.")


def test_hints_open_one_inside_the_other(open_exercise: OpenPage) -> None:
    """The second hint is not to be seen before the first is open."""
    page = open_exercise()
    hints = question(page, "q1").locator("summary")
    expect(hints.nth(1)).to_be_hidden()
    hints.first.click()
    expect(hints.nth(1)).to_be_visible()
    expect(hints.nth(2)).to_be_hidden()


def test_progress_is_kept_until_it_is_deleted(open_exercise: OpenPage) -> None:
    """A reload brings the answers back; 'Start again' asks, and deletes them for good."""
    page = open_exercise()
    answer_all(page)
    page.reload()
    ready(page)
    expect(question(page, "q2").locator("input")).to_have_value("57.2")
    expect(question(page, "q1").locator(".exercise-policy")).to_contain_text("Quota: 40")
    assert check(page, "q1").startswith("Right.")
    again = page.locator(".exercise-end").get_by_role("button", name="Start again")
    page.once("dialog", lambda dialog: dialog.dismiss())
    again.click()
    expect(question(page, "q2").locator("input")).to_have_value("57.2")
    page.once("dialog", lambda dialog: dialog.accept())
    again.click()
    expect(question(page, "q2").locator("input")).to_have_value("")
    page.reload()
    ready(page)
    expect(question(page, "q2").locator("input")).to_have_value("")
    expect(question(page, "q1").locator(".exercise-note")).to_have_text("You have not taken a policy yet.")


@pytest.mark.parametrize(
    "kept", ["{", "null", "[1]", '{"q1": 5, "q2": {"a": 1}}', '{"q1": "junk", "q3": "x"}']
)
def test_junk_in_the_store_does_no_harm(open_exercise: OpenPage, kept: str) -> None:
    """What another program has written there is left aside, and the exercise works."""
    script = f"localStorage.setItem('exercise:{FIRST.sheet.id}:{FIRST.sheet.version}', {json.dumps(kept)})"
    page = open_exercise(script=script)
    answer_all(page)
    assert check(page, "q1").startswith("Right.")


def test_it_works_where_the_browser_keeps_nothing(open_exercise: OpenPage) -> None:
    """A browser that refuses to store anything still checks and downloads."""
    page = open_exercise(script=BLOCK_STORAGE)
    answer_all(page)
    assert check(page, "q2").startswith("Right.")
    assert b"not_poor_percent = 57.2" in downloaded(page)[1]


def test_it_works_when_the_connection_is_lost(open_exercise: OpenPage) -> None:
    """Once the page is open, checking and downloading need no network."""
    page = open_exercise()
    page.context.set_offline(True)
    answer_all(page)
    assert check(page, "q1").startswith("Right.")
    assert b"not_poor_percent = 57.2" in downloaded(page)[1]


def test_a_lab_that_cannot_load_is_told(browser: Browser, site_url: str) -> None:
    """Without the people of the country nothing can be checked: the page says so, and answers can be kept."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.population", lambda route: route.abort())
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(site_url + PAGE)
    page.locator("form.exercise-enhanced").wait_for()
    page.get_by_role("button", name="Take the policy that the lab shows").click()
    assert "could not be loaded" in check(page, "q1")
    assert b"policy_text" in downloaded(page)[1]
    assert failures == []
    context.close()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_exercise: OpenPage, width: int, mode: str) -> None:
    """With answers, hints and results of both kinds in sight, and nothing wider than the window."""
    page = open_exercise(viewport={"width": width, "height": 800}, color_scheme=mode)
    answer_all(page, number="13.7")
    for name in ("q1", "q2", "q3"):
        check(page, name)
        question(page, name).locator("summary").first.click()
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_page_says_how_to_do_it(browser: Browser, site_url: str) -> None:
    """Questions and hints can be read, no button is dead, and the notebook can be had."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(site_url + PAGE)
    expect(page.get_by_text("This form needs JavaScript")).to_be_visible()
    expect(page.locator("form.exercise button")).to_have_count(0)
    page.locator("form.exercise summary").first.click()
    expect(page.get_by_text(FIRST.sheet.questions[0].hints[0])).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=f"the notebook {FIRST.sheet.id}.ipynb").click()
    assert download.value.suggested_filename == f"{FIRST.sheet.id}.ipynb"
    context.close()
