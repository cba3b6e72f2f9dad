"""What tests share: one browser and one served site a session."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

BROWSER_TESTS = ("tests/exercises/page/", "tests/hosts/", "tests/policy_lab/", "tests/site/")
# Notebooks too, though they are quick: each starts a kernel, and they come last by name.
SLOW_TESTS = ("tests/exercises/", "tests/hostile/", "tests/book/", "tests/repository/", "_build/")
ALLOWED_SKIPS = ROOT / "tests" / "allowed_skips.txt"

settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@contextmanager
def served(
    folder: Path, handler_class: type[http.server.SimpleHTTPRequestHandler] | None = None
) -> Iterator[str]:
    """Serve a folder on a free loopback port, as any static host would; gives its address."""
    handler = functools.partial(handler_class or _Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The address of the built site, which `make site` has made."""
    assert (SITE / "index.html").exists(), "the site is not built: run `make site` first"
    with served(SITE) as address:
        yield address


class FewBrowsers(LoadScopeScheduling):
    """Give each worker whole files, and of what drives the browser whole folders, which share servers."""

    # The mark xdist_group would say the same, but xdist 3.8 sets it where pytest 9.2 no longer looks.

    def _split_scope(self, nodeid: str) -> str:
        folder = next((each for each in BROWSER_TESTS if nodeid.startswith(each)), None)
        return folder or nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FewBrowsers:
    """Tell xdist how to deal out the tests: in our order, in which the long ones come first."""
    config.option.loadscopereorder = False
    return FewBrowsers(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: a worker that begins it last would be the last to end, alone."""
    items.sort(key=lambda item: [not item.nodeid.startswith(each) for each in (BROWSER_TESTS, SLOW_TESTS)])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test fails, unless `allowed_skips.txt` names it with a reason."""
    report = yield
    if report.skipped and os.environ.get("CI") and not is_allowed_to_skip(item.nodeid):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped in CI. Mend what it lacks, or list it in {ALLOWED_SKIPS.name}."
        )
    return report


def is_allowed_to_skip(name: str) -> bool:
    """Say whether a line `NAME: reason` of the file names the test."""
    lines = ALLOWED_SKIPS.read_text("utf-8").splitlines()
    return any(line.startswith(f"{name}: ") and line[len(name) + 2 :].strip() for line in lines)
