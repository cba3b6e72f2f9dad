"""axe finds nothing to mend in the lab, on either side of light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from simulator.widgets.policy_lab import OUTPUTS
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import repainted
from tests.policy_lab.package_lab import package_html

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """Return a line for each rule that the page breaks."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in found]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(new_page: OpenPage, site: Site, width: int, theme: str) -> None:
    """No rule is broken, with a wrong link, and with all that folds unfolded and a field refused."""
    address = site.add_page(
        "axe.html", lab_html(outputs=OUTPUTS), lab_html(title="Second lab", outputs=["poverty"])
    )
    page = new_page(address + "#version=1&1.id=x", theme=theme, viewport={"width": width, "height": 800})
    assert violations(page) == []
    for fold in page.get_by_text("More settings").all():
        fold.click()
    for button in page.locator("summary:not(.more > summary), .help-button").locator("visible=true").all():
        button.click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("textbox", name="Take-up, as a number").first.fill("150")
    assert violations(page) == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (360, "light"), (320, "dark")])
def test_axe_finds_nothing_in_a_package(new_page: OpenPage, site: Site, width: int, theme: str) -> None:
    """A package breaks no rule: folded, unfolded, refused, a country's file missing; nor scrolls sideways."""
    address = site.add_page("axe-package.html", package_html())
    page = new_page(address, theme=theme, viewport={"width": width, "height": 800})
    assert violations(page) == []
    for fold in page.locator("summary").all():
        fold.evaluate("(summary) => (summary.parentNode.open = true)")
    page.get_by_role("button", name="Copy as YAML").click()
    page.get_by_role("textbox", name="Take-up, as a number").first.fill("150")
    page.get_by_role("button", name="Add a scheme").click()
    page.route("**/mongolia.population", lambda route: route.abort())
    page.get_by_label("Country", exact=True).select_option("mongolia")
    page.get_by_text("Mongolia cannot be shown.").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_package_by_keyboard_alone(new_page: OpenPage, site: Site) -> None:
    """With Tab, Enter, Space and arrows a scheme is unfolded, set, added and removed, and the step undone."""
    page = new_page(site.add_page("keyboard.html", package_html()))
    keys = page.keyboard

    def tab_to(identity: str) -> None:
        for _ in range(120):
            keys.press("Tab")
            if page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") == identity:
                return
        raise AssertionError(f"Tab does not come to {identity}")

    tab_to("fold-social_pension-0-summary")
    keys.press("Enter")
    tab_to("2.take_up")
    repainted(page, lambda: keys.press("ArrowLeft"))
    tab_to("2.remove")
    repainted(page, lambda: keys.press("Enter"))
    assert "&2.id=" not in page.evaluate("window.summary.policy")
    keys.press("d")
    keys.press("Tab")
    repainted(page, lambda: keys.press("Space"))
    assert "&2.id=disability_benefit" in page.evaluate("window.summary.policy")
    repainted(page, lambda: keys.press("Control+z"))
    repainted(page, lambda: keys.press("Control+z"))
    assert "2.take_up=0.99" in page.evaluate("window.summary.policy")


def test_controls_are_large_enough_to_touch(new_page: OpenPage, site: Site) -> None:
    """On a phone each control is at least 24 pixels high and wide."""
    page = new_page(
        site.add_page("touch.html", lab_html()), viewport={"width": 360, "height": 800}, has_touch=True
    )
    page.get_by_text("More settings").click()
    controls = page.locator("button, select, summary, input:not([type=radio]), label.choice").all()
    boxes = [
        (each.evaluate("(node) => node.outerHTML.slice(0, 80)"), each.bounding_box()) for each in controls
    ]
    small = [name for name, box in boxes if box and min(box["width"], box["height"]) < 24]
    assert small == []
