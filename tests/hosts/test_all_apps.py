"""The server of all apps: a front page, apps that run nothing sent to them, and a page when it is full."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from deploy.jupyter import app
from deploy.notebooks import app_notebooks
from deploy.programs import Plan
from deploy.voila.settings import MARGIN_BYTES, MOST_BYTES
from deploy.voila.visitors import VisitorsKernels
from tests.hosts.conftest import OpenLive, run
from tests.hosts.test_app_is_closed import answered, hostile_messages, visitor
from tests.hosts.visitor import KERNEL
from tests.processes import have_ended, processor_seconds, running_with

MOST_PAGES = VisitorsKernels.most_pages.default_value
PREHEATED = "Using pre-heated kernel"

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


@pytest.mark.parametrize("path", ["compare", "survey", "future"])
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


def test_a_full_server_says_so_until_an_idle_kernel_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who finds no place is told; who does nothing loses theirs with the page open; a waiting one stays."""
    monkeypatch.setenv("APP_SESSIONS", "1")
    monkeypatch.setenv("APP_IDLE_SECONDS", "4")
    for plan in run(app(tmp_path, app_notebooks(tmp_path / "apps") / "compare.ipynb")):
        first, second = visitor(plan), visitor(plan)
        kernel = first.open_app("/")
        status, page = second.ask("/")
        assert status == 503 and "All places are taken" in page and "kernelId" not in page
        with first.channels(kernel):
            assert have_ended(running_with(kernel[:8], "comm"), seconds=30)
        before = plan.log.read_text("utf-8").count(PREHEATED)
        end = time.monotonic() + 10  # the place is free a moment after the process has ended
        while second.ask("/")[0] != 200:
            assert time.monotonic() < end
        assert plan.log.read_text("utf-8").count(PREHEATED) == before + 1


def test_a_visitor_has_so_many_pages_and_a_kernel_of_each_is_cheap(all_apps: Plan) -> None:
    """The page beyond the limit ends the oldest, nobody else's; no kernel loads what its fork has not."""
    who, other = visitor(all_apps), visitor(all_apps)
    others = other.open_app("/survey")
    first, *rest = (who.open_app("/survey") for _page in range(MOST_PAGES + 1))
    assert have_ended(running_with(first[:8], "comm"), seconds=20)
    assert [who.ask(f"/api/kernels/{kernel}")[0] for kernel in (first, *rest)] == [403] + [200] * MOST_PAGES
    assert other.ask(f"/api/kernels/{others}")[0] == 200
    for kernel in rest:
        (process,) = running_with(kernel[:8], "comm")
        assert processor_seconds(process) < 1


@pytest.mark.browser
@pytest.mark.parametrize("path", ["compare", "survey", "future"])
def test_an_app_is_for_everybody(all_apps: Plan, open_live: OpenLive, path: str) -> None:
    """On a phone, light and dark, axe finds nothing, nothing scrolls sideways, no other host is asked."""
    (front,) = all_apps.links.values()
    live = open_live(front, viewport={"width": 360, "height": 800}, color_scheme="dark")
    assert Axe().run(live.page).response["violations"] == []
    live.page.get_by_role("link", name=APPS[path]).press("Enter")
    expect(live.page).to_have_title(APPS[path])
    live.page.locator("body").wait_for(state="attached")
    grounds = {"dark": live.page.evaluate(GROUND)}
    live.page.get_by_role("combobox").first.wait_for(timeout=60_000)
    for scheme in ("dark", "light"):
        live.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(live.page).response["violations"]
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
        assert grounds.setdefault(scheme, live.page.evaluate(GROUND)) == live.page.evaluate(GROUND)
    assert grounds == {"dark": "rgb(22, 24, 28)", "light": "rgb(255, 255, 255)"}
    assert live.page.evaluate("document.documentElement.scrollWidth") <= 360
    live.page.emulate_media(media="print", color_scheme="dark")
    assert live.page.evaluate(GROUND) == grounds["light"], "paper is white for who reads in the dark, too"
    own = f"http://127.0.0.1:{all_apps.port}/"
    assert [each for each in live.addresses if not each.startswith((own, "data:", f"blob:{own}"))] == []
    assert live.failures == []


# The colour of the page as soon as there is one: it stays so when the widgets have come.
GROUND = "getComputedStyle(document.body).backgroundColor"


def choose(page: Page, name: str, data: bytes) -> None:
    """Choose a file as a reader does."""
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name="Choose the survey's file").click(timeout=60_000)
    opened.value.set_files({"name": name, "mimeType": "text/csv", "buffer": data})


@pytest.mark.browser
def test_a_file_that_is_too_large_is_refused_in_the_page(all_apps: Plan, open_live: OpenLive) -> None:
    """It is told in words and not sent; the page goes on, and takes a smaller file."""
    (front,) = all_apps.links.values()
    page = open_live(front.replace("/?", "/survey?")).page
    choose(page, "large.csv", bytes(MOST_BYTES + MARGIN_BYTES))
    expect(page.locator("#refused")).to_contain_text("large.csv has 10 MB. Allowed: up to 9 MB.")
    choose(page, "small.csv", b"hhid,weight\n1,10\n")
    expect(page.locator("#refused")).to_be_hidden()
    expect(page.get_by_role("heading", name="small.csv")).to_be_visible()
