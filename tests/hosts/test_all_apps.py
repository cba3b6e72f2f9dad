"""The server of all apps: a front page, apps that run nothing sent to them, and a page when it is full."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from deploy.jupyter import app
from deploy.notebooks import app_notebooks
from deploy.programs import Plan
from tests.hosts.conftest import OpenLive, run
from tests.hosts.test_app_is_closed import answered, hostile_messages, visitor
from tests.hosts.visitor import KERNEL
from tests.processes import have_ended, running_with

APPS = {
    "lab": "Policy lab",
    "compare": "Compare countries",
    "survey": "Your own survey",
    "future": "The future",
}


def test_the_front_page_links_to_every_app_and_starts_no_kernel(all_apps: Plan) -> None:
    """Its titles are those of the apps, it names no other host, and a stranger is sent away."""
    status, page = visitor(all_apps).ask("/")
    assert status == 200 and "kernelId" not in page
    for path, title in APPS.items():
        assert f'<a href="/{path}">{title}</a>' in page
    assert "http://" not in page and "https://" not in page
    assert visitor(all_apps, token=False).ask("/")[0] == 302


@pytest.mark.parametrize("path", APPS)
def test_no_app_runs_what_a_client_sends(all_apps: Plan, tmp_path: Path, path: str) -> None:
    """To none of the hostile messages comes an answer, nothing has been run, and no code is shown."""
    who, marker = visitor(all_apps), tmp_path / "was-run"
    status, page = who.ask(f"/{path}")
    assert status == 200 and "from simulator" not in page
    (kernel,) = KERNEL.findall(page)
    for channel in ("shell", "control"):
        assert answered(who, kernel, True, channel, hostile_messages(marker)) == []
    assert not marker.exists()


@pytest.mark.parametrize(
    "path", ["/voila/tree/", "/voila/render/lab.ipynb", "/lab.ipynb", "/voila/api/contents/"]
)
def test_the_folder_of_the_apps_is_not_listed(all_apps: Plan, path: str) -> None:
    """No notebook is named or sent, to whoever has the token."""
    status, text = visitor(all_apps).ask(path)
    assert status in (302, 403, 404) and "cells" not in text


def test_a_full_server_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor who finds no place is told to come again; one who has a place keeps it, or ends it."""
    monkeypatch.setenv("APP_SESSIONS", "1")
    for plan in run(app(tmp_path, app_notebooks(tmp_path / "apps") / "compare.ipynb")):
        first, second = visitor(plan), visitor(plan)
        kernel = first.open_app()
        status, page = second.ask("/")
        assert status == 503 and "All places are taken" in page and "kernelId" not in page
        processes = running_with(kernel[:8], "comm")
        assert processes
        assert first.ask(f"/voila/api/shutdown/{kernel}", "POST", b"")[0] == 204
        assert have_ended(processes, seconds=20)
        assert second.open_app() != kernel


@pytest.mark.browser
@pytest.mark.parametrize("path", ["compare", "survey", "future"])
def test_an_app_is_for_everybody(all_apps: Plan, open_live: OpenLive, path: str) -> None:
    """On a phone axe finds nothing, nothing scrolls sideways, no other host is asked, keys do all."""
    (front,) = all_apps.links.values()
    live = open_live(front, viewport={"width": 360, "height": 800})
    assert Axe().run(live.page).response["violations"] == []
    live.page.get_by_role("link", name=APPS[path]).press("Enter")
    expect(live.page).to_have_title(APPS[path])
    live.page.get_by_role("combobox").first.wait_for(timeout=60_000)
    found = Axe().run(live.page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    assert live.page.evaluate("document.documentElement.scrollWidth") <= 360
    own = f"http://127.0.0.1:{all_apps.port}/"
    assert [each for each in live.addresses if not each.startswith((own, "data:", f"blob:{own}"))] == []
    assert live.failures == []
