"""The same cell in a real JupyterLab and a real Voilà: what is moved and what Python sets are one policy."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from deploy.programs import Plan
from tests.hosts.conftest import Live, OpenLive
from tests.policy_lab.comparing import differences
from tests.policy_lab.lab_page import number, repainted, slider

pytestmark = pytest.mark.browser


def run_all_cells(page: Page) -> None:
    """Run the notebook that JupyterLab has opened."""
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=30_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


# Opened once for all tests of a host: each goes on from where the one before has stopped.
@pytest.fixture(scope="module", params=["jupyterlab", "voila"])
def live(request: pytest.FixtureRequest, open_live: OpenLive) -> Live:
    """The tests' notebook, run, in each host."""
    server: Plan = request.getfixturevalue(
        {"jupyterlab": "lab_server", "voila": "notebook_app"}[request.param]
    )
    opened = open_live(*server.links.values())
    if request.param == "jupyterlab":
        run_all_cells(opened.page)
    opened.page.wait_for_function("window.painted > 0")
    opened.page.locator("code.heard").wait_for()
    return opened


def browser_summary(page: Page) -> dict[str, Any]:
    """Return the result that the page has painted."""
    summary: dict[str, Any] = page.evaluate("window.summary")
    return summary


def differing(live: Live) -> list[str]:
    """Return a line for each number that the page shows otherwise than the kernel's engine."""
    return [*differences(live.heard()["result"], browser_summary(live.page))]


def test_the_lab_and_python_hold_one_policy(live: Live) -> None:
    """A moved slider reaches Python, a policy set in Python moves the slider, nonsense moves nothing."""
    page = live.page
    expect(slider(page, "Take-up")).to_have_value("80")
    assert differing(live) == []

    slider(page, "Take-up").press("ArrowLeft")
    live.wait_for_change(1)
    heard = live.heard()
    assert "1.take_up=0.79" in heard["policy"]
    assert heard["policy"] == browser_summary(page)["policy"]
    assert differing(live) == []

    page.get_by_role("button", name="Set one half").click()
    expect(number(page, "Take-up")).to_have_value("50")
    live.wait_for_change(2)
    page.wait_for_function("window.summary.policy.includes('take_up=0.5&')")
    assert differing(live) == []

    page.get_by_role("button", name="Set nonsense").click()
    expect(page.locator(".refused")).to_contain_text(
        "take_up: 7.0 is not allowed. Allowed: a number from 0 to 1"
    )
    expect(number(page, "Take-up")).to_have_value("50")
    assert live.heard()["changes"] == 2


def test_the_policy_kept_as_a_is_pythons_too(live: Live) -> None:
    """What Python keeps stands in the view beside the policy; what is kept in the view is Python's."""
    page, changes = live.page, live.heard()["changes"]
    panel = page.locator("section.alternatives")
    expect(panel).to_contain_text("A is the policy that this lab starts with")
    page.get_by_role("button", name="Keep one half as A").click()
    live.wait_for_change(changes + 1)
    expect(panel).to_contain_text("A is the policy that was kept")
    repainted(page, lambda: slider(page, "Take-up").press("ArrowRight"))
    panel.get_by_role("button", name="Exchange A and B").click()
    live.wait_for_change(changes + 4)
    heard = live.heard()
    assert "1.take_up=0.5&" in heard["policy"] and "1.take_up=0.51&" in heard["alternative"]
    panel.get_by_role("button", name="Keep no A").click()
    live.wait_for_change(changes + 5)
    assert live.heard()["alternative"] is None


def test_a_step_reaches_python_and_follows_it(live: Live) -> None:
    """A press of a step sets the policy in Python; one that Python sets takes the mark away."""
    page, changes = live.page, live.heard()["changes"]
    step = page.get_by_role("button", name="1 Nine in ten")
    step.click()
    live.wait_for_change(changes + 1)
    assert "1.take_up=0.9&" in live.heard()["policy"]
    expect(step).to_have_attribute("aria-current", "step")
    page.get_by_role("button", name="Set one half").click()
    expect(step).not_to_have_attribute("aria-current", "step")


def test_no_other_host_is_asked(live: Live) -> None:
    """Everything comes from the server itself, and nothing fails in the page."""
    host = "/".join(live.page.url.split("/")[:3])
    assert [each for each in live.addresses if not each.startswith((host, "data:", f"blob:{host}"))] == []
    assert live.failures == []


def test_the_lab_breaks_no_rule_of_accessibility(live: Live) -> None:
    """axe finds nothing in the lab, and no landmark of its own, such as a banner, beside those of the host.

    Only the lab is asked: JupyterLab's own toolbar, code editors and list of cells break other rules.
    """
    found = Axe().run(live.page, context="[data-lm-suppress-shortcuts]").response
    assert [
        (each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]
    ] == []
    assert {"aria-allowed-attr", "color-contrast", "heading-order"} <= {
        each["id"] for each in found["passes"]
    }


def test_keys_pressed_in_the_lab_are_no_commands_of_the_host(live: Live) -> None:
    """In a notebook of JupyterLab two d delete a cell: not while a control of the lab has the focus."""
    cells = live.page.locator(".jp-CodeCell").count()
    slider(live.page, "Take-up").press("ArrowRight")
    for key in ("d", "d", "ArrowLeft"):
        live.page.keyboard.press(key)
    expect(live.page.locator(".jp-CodeCell")).to_have_count(cells)
    expect(slider(live.page, "Take-up")).to_be_focused()
