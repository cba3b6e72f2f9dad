"""The app that a trainer opens: readable by everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from deploy.programs import Plan
from tests.hosts.conftest import OpenLive


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_the_app_is_for_everybody(lab_app: Plan, open_live: OpenLive, width: int) -> None:
    """axe finds nothing, nothing scrolls sideways, no code is shown, no other host is asked."""
    live = open_live(*lab_app.links.values(), viewport={"width": width, "height": 800})
    live.page.wait_for_function("window.painted > 0")
    expect(live.page).to_have_title("Policy lab")
    expect(live.page.get_by_role("heading", level=1)).to_have_count(1)
    for button in live.page.locator("summary:visible, .help-button:visible").all():
        button.click()
    found = Axe().run(live.page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    assert live.page.evaluate("document.documentElement.scrollWidth") <= width
    own = f"http://127.0.0.1:{lab_app.port}/"
    assert [each for each in live.addresses if not each.startswith((own, "data:", f"blob:{own}"))] == []
    assert live.failures == []
    assert "from simulator.widgets" not in live.page.content()
