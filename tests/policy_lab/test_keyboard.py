"""A whole lab by keyboard alone: every control in order and in sight, each thing done, nowhere trapped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.lab_page import repainted
from tests.policy_lab.package_lab import package_html, shown_policy

pytestmark = pytest.mark.browser
AROUND = ('<a href="#before" id="before">Before the lab</a>', '<a href="#after" id="after">After the lab</a>')
# Of a group of radio buttons one has the focus; the arrows choose among them.
CONTROLS = """() => [...document.querySelector("policy-lab").shadowRoot.querySelectorAll(
  "a[href], button, input, select, summary, textarea")].filter((node) => node.checkVisibility({
  contentVisibilityAuto: true, visibilityProperty: true }) && !node.disabled && node.tabIndex >= 0
  && (node.type !== "radio" || node.checked))"""
FOCUSED = f"""() => {{
  const node = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(node);
  const {{ top, bottom, width }} = node.getBoundingClientRect();
  const seen = bottom > 0 && top < innerHeight && width > 0;
  return {{
    name: node.id || node.textContent.trim(),
    place: ({CONTROLS})().indexOf(node),
    isMarked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isSeen: seen,
  }};
}}"""


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a package between two links; the first link has the focus."""
    before, after = AROUND
    lab = package_html(outputs=["reach", "cost", "groups", "alternatives"])
    opened = new_page(site.add_page("walk.html", before, lab, after))
    opened.keyboard.press("Tab")
    assert opened.evaluate(FOCUSED)["name"] == "before"
    return opened


def stops(page: Page, key: str, end: str) -> list[dict[str, Any]]:
    """Press a key until the focus comes to the end; returns what had the focus on the way."""
    found: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused["name"] == end:
            return found
        found.append(focused)
    raise AssertionError(f"{key} does not come to {end}: {found[-3:]}")


def go_to(page: Page, name: str) -> None:
    """Press Tab until a control has the focus, by its id or its words."""
    stops(page, "Tab", name)


def test_each_control_is_reached_in_order(page: Page) -> None:
    """Tab goes through all controls as they stand, each marked and in sight, and out; Shift+Tab goes back."""
    forth = stops(page, "Tab", "after")
    expected = page.evaluate(f"({CONTROLS})().length")
    assert [each["place"] for each in forth] == list(range(expected)) and expected > 30
    assert [each["name"] for each in forth if not each["isMarked"] or not each["isSeen"]] == []
    back = stops(page, "Shift+Tab", "before")
    assert [each["place"] for each in back] == list(reversed(range(expected)))


def test_all_is_done_with_keys(page: Page) -> None:
    """A slider is moved, a fold opened, a scheme added, an alternative kept and undone, the table saved."""
    press: Callable[[str], None] = page.keyboard.press
    go_to(page, "1.amount.value")
    repainted(page, lambda: press("ArrowRight"))
    assert "1.amount.value=4&" not in shown_policy(page)
    go_to(page, "fold-child_benefit-0-more-summary")
    press("Enter")
    go_to(page, "1.delivery_loss")
    go_to(page, "add-scheme")
    press("d")
    press("Tab")
    repainted(page, lambda: press("Enter"))
    assert "&3.id=disability_benefit" in shown_policy(page)
    go_to(page, "Keep this policy as A")
    repainted(page, lambda: press("Space"))
    announced = page.locator("[aria-live=polite].unseen")
    expect(announced).to_contain_text("Kept as A.")
    expect(page.locator("section.alternatives")).to_contain_text("A is the policy that was kept")
    repainted(page, lambda: press("Control+z"))
    expect(announced).to_contain_text("Undone.")
    expect(page.locator("section.alternatives")).to_contain_text("A is the policy that this lab starts with")
    go_to(page, "Save all results as a table (CSV)")
    with page.expect_download() as download:
        press("Enter")
    assert download.value.suggested_filename == "nepal-results.csv"
    assert "disability_benefit" in Path(download.value.path()).read_text("utf-8-sig")
