"""The page of the first exercise, opened at a policy, with its lab drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from simulator import Policy
from tests.exercises.conftest import REFERENCES

PAGE = "modules/children/first_exercise.html"
FIRST = REFERENCES[0]
RIGHT = Policy.from_fragment(
    "version=1&1.id=child_benefit&1.rule=proxy_quota&1.rule.proxy_quota.share=0.4&1.amount.value=5&f1.id=external"
).to_fragment()
NOTE_THE_LAB = "addEventListener('policy-lab:rendered', () => { window.labIsRendered = true; }, true)"
OpenPage = Callable[..., Page]


@pytest.fixture
def open_exercise(browser: Browser, site_url: str) -> Iterator[OpenPage]:
    """A function that opens the page, in a fresh context, and waits until the lab and the form are ready."""
    contexts: list[BrowserContext] = []

    def open_page(policy: str = RIGHT, script: str = "", **settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(NOTE_THE_LAB + ";" + script)
        page.goto(f"{site_url}{PAGE}#{policy}", wait_until="networkidle")
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def ready(page: Page) -> None:
    """Wait until the lab has drawn and the form has its buttons."""
    page.wait_for_function("window.labIsRendered")
    page.locator("form.exercise-enhanced").wait_for()


def question(page: Page, name: str) -> Locator:
    """Return the fields of a question."""
    return page.locator(f"[data-question={name}]")


def check(page: Page, name: str) -> str:
    """Press 'Check my answer', and return what the page says."""
    result = question(page, name).locator(".exercise-result")
    question(page, name).get_by_role("button", name="Check my answer").click()
    page.wait_for_function("(node) => node.textContent", arg=result.element_handle())
    return result.inner_text()


def take_policy(page: Page) -> None:
    """Take the lab's policy as the answer to the first question."""
    page.get_by_role("button", name="Take the policy that the lab shows").click()
    page.get_by_text("This is your policy. The lab shows it now.").wait_for()


def answer_all(
    page: Page, number: str = "57.2", text: str = "The score is a guess: 57 % are not poor."
) -> None:
    """Answer the three questions."""
    take_policy(page)
    question(page, "q2").locator("input").fill(number)
    question(page, "q3").locator("textarea").fill(text)


def downloaded(page: Page) -> tuple[str, bytes]:
    """Press 'Download my answer', and return the file's name and bytes."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answer").click()
    path = download.value.path()
    return download.value.suggested_filename, path.read_bytes()
