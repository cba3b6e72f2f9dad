"""Real servers for the tests: a JupyterLab and a Voilà on one notebook, and the app itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jupytext
import pytest
from ipywidgets import Widget
from playwright.sync_api import Browser, BrowserContext, Page

from deploy.jupyter import app, jupyterlab
from deploy.notebooks import app_notebooks
from deploy.programs import Plan, Program
from simulator.widgets import PolicyLab
from tests.conftest import ROOT

HERE = Path(__file__).parent
START = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}"
HALF = "version=1&1.id=child_benefit&1.take_up=0.5"
# Tests wait for the lab's own event, never for a time.
COUNTING = """window.painted = 0;
addEventListener("policy-lab:rendered", (event) => {
  window.painted += 1;
  window.summary = event.detail.summary;
});"""


@pytest.fixture
def lab() -> Iterator[PolicyLab]:
    """A lab on Nepal, in Python only."""
    made = PolicyLab("nepal", START)
    yield made
    Widget.close_all()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the servers write, with the tests' notebook and the book's in it."""
    folder = tmp_path_factory.mktemp("hosts")
    (folder / "notebooks").mkdir()
    for source in (HERE / "both_hosts.md", ROOT / "book" / "panels.md"):
        jupytext.write(jupytext.read(source), folder / "notebooks" / f"{source.stem}.ipynb")
    return folder


def run(plan: Plan) -> Iterator[Plan]:
    """Run a program while the tests need it."""
    program = Program(plan)
    try:
        assert program.wait_until_ready(), plan.log.read_text("utf-8")
        yield plan
    finally:
        program.stop()


@pytest.fixture(scope="session")
def lab_server(build: Path) -> Iterator[Plan]:
    """A JupyterLab on the tests' notebook."""
    yield from run(jupyterlab(build, build / "notebooks", {"both": "both_hosts.ipynb"}))


@pytest.fixture(scope="session")
def notebook_app(build: Path) -> Iterator[Plan]:
    """A Voilà on the tests' notebook."""
    yield from run(app(build, build / "notebooks" / "both_hosts.ipynb"))


@pytest.fixture(scope="session")
def all_apps(build: Path) -> Iterator[Plan]:
    """The server of all apps that a trainer starts."""
    yield from run(app(build, app_notebooks(build / "apps")))


@pytest.fixture(scope="session")
def lab_app(all_apps: Plan) -> Plan:
    """The same server, opened at the lab."""
    return replace(all_apps, pages={"Open the lab": "/lab"})


@dataclass
class Live:
    """A page with a live lab, and what happened in it."""

    page: Page
    addresses: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def heard(self) -> dict[str, Any]:
        """Return what the kernel has last told: number of changes, policy and result."""
        told: dict[str, Any] = json.loads(self.page.locator("code.heard").text_content() or "")
        return told

    def wait_for_change(self, number: int) -> None:
        """Wait until the kernel has told of so many changes."""
        told = f"JSON.parse(document.querySelector('code.heard').textContent).changes === {number}"
        self.page.wait_for_function(told)


@pytest.fixture(scope="module")
def open_live(browser: Browser) -> Iterator[Callable[..., Live]]:
    """A function that opens an address in a fresh context and notes requests and failures."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, **settings: Any) -> Live:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        contexts.append(context)
        live = Live(context.new_page())
        live.page.add_init_script(COUNTING)
        live.page.on("request", lambda request: live.addresses.append(request.url))
        live.page.on("pageerror", lambda error: live.failures.append(str(error)))
        live.page.on(
            "console", lambda message: message.type == "error" and live.failures.append(message.text)
        )
        live.page.goto(address)
        return live

    yield open_page
    for context in contexts:
        context.close()


OpenLive = Callable[..., Live]
