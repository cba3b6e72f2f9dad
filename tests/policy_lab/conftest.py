"""What the lab's tests share: its files on a bare page, and the engine in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from json import dumps, loads
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from simulator import Population, country, example_population
from simulator.population_file import pack
from simulator.schemes import Scheme, Source
from simulator.uncertainty import Varying
from simulator.widgets.policy_lab import PolicyLab, write_site_files
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.modules import modules_for
from simulator.widgets.policy_lab.ranges import range_file
from tests.conftest import served
from tests.policy_lab.asking import ask

HERE = Path(__file__).parent
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page with a lab</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>body {{ margin: 0 auto; max-width: 760px; padding: 0 16px; font: 16px/1.5 system-ui, sans-serif; }}
html[data-theme=dark] {{ color-scheme: dark; background: #121212; color: #ced6dd; }}</style>
<script type="module" src="policy-lab/policy-lab.js"></script></head>
<body><main><h1>A page with a lab</h1>{labs}</main></body></html>"""
START = """
version: 1
schemes: [{id: child_benefit, rule: {proxy_quota: {share: 0.4}}, take_up: 0.8}]
financing: external
"""


@pytest.fixture(scope="session")
def nepal() -> Population:
    """The population that the lab of the first lesson shows."""
    return country("nepal")


@pytest.fixture(scope="session")
def example() -> Population:
    """Six households, for tests in which the people do not matter."""
    return example_population()


CONFIGURATION = re.compile(r'configuration="([^"]*)"')
FEW = Varying(seeds=2, assumptions=("child_share_gradient",))


@cache
def quick_range(country: str, link: str, line: str | None) -> bytes:
    """Return the range of a policy over a few populations: all of them would take each test file long."""
    return range_file(country, link, line, FEW)


@dataclass(frozen=True)
class Site:
    """A served folder that holds the lab's files, where a test may add pages."""

    folder: Path
    address: str

    def add_page(self, name: str, *labs: str) -> str:
        """Write a bare page with these labs, and the assumption ranges they show; returns its address."""
        (self.folder / name).write_text(PAGE.format(labs="\n".join(labs)), "utf-8")
        for attribute in CONFIGURATION.findall("".join(labs)):
            given = loads(unescape(attribute))
            if given.get("range"):
                content = quick_range(given["country"], given["policy"], given["line"])
                (self.folder / "policy-lab" / given["range"]).write_bytes(content)
        return self.address + name

    def add_modules(self, *entries: str) -> None:
        """Write those of the modules that no lab loads; what they import of the lab is the lab's own."""
        for name, text in (pair for entry in entries for pair in modules_for(entry)):
            path = self.folder / "policy-lab" / name
            if not path.exists():
                path.write_text(text, "utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The lab's files as the built site holds them, on a port of their own."""
    folder = tmp_path_factory.mktemp("lab")
    write_site_files(folder / "policy-lab")
    (folder / "harness.js").write_bytes((HERE / "harness.js").read_bytes())
    (folder / "blank.html").write_text("<!doctype html><title>blank</title>", "utf-8")
    with served(folder) as address:
        yield Site(folder, address)


def lab_html(**configuration: Any) -> str:
    """Return a lab as a lesson's cell shows it."""
    return PolicyLab(**{"country": "nepal", "policy": START} | configuration)._repr_html_()


def raw_lab(configuration: Mapping[str, Any]) -> str:
    """Return a lab with a configuration that `PolicyLab` would refuse."""
    return f'<policy-lab configuration="{escape(dumps(configuration))}"><p>Starting result</p></policy-lab>'


@pytest.fixture(scope="session")
def lab_address(site: Site) -> str:
    """The address of a page with one lab."""
    return site.add_page("lab.html", lab_html())


# Tests wait for the lab's own event, never for a time.
COUNTING = """window.painted = 0;
addEventListener("policy-lab:rendered", (event) => {
  window.painted += 1;
  window.summary = event.detail.summary;
});"""


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a fresh context and waits until its lab has been painted."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, painted: bool = True, theme: str = "light", **settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(COUNTING)
        page.add_init_script(
            f"addEventListener('DOMContentLoaded', () => document.documentElement.dataset.theme = '{theme}')"
        )
        page.goto(address)
        if painted:
            page.wait_for_function("window.painted > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()


OpenPage = Callable[..., Page]
RunJobs = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def run_in_browser(browser: Browser, site: Site) -> Iterator[RunJobs]:
    """A function that runs jobs, made by `comparing.job`, on a population in the browser's engine."""
    context: BrowserContext = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")

    def run(
        population: Population,
        jobs: list[dict[str, Any]],
        catalogue: Mapping[str, Scheme] | None = None,
        sources: Iterable[Source] | None = None,
    ) -> list[dict[str, Any]]:
        (site.folder / "jobs.population").write_bytes(pack(population))
        data = catalogue_data(None if catalogue is None else catalogue.values(), sources)
        script = (
            "async ([data, jobs]) => (await import('/harness.js')).runJobs('/jobs.population', data, jobs)"
        )
        answers: list[dict[str, Any]] = ask(page, script, [data, jobs])
        return answers

    yield run
    context.close()
