"""The packs in a browser: each module runs once, whoever asks for it and by whatever name."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from simulator.widgets.policy_lab import DEFAULT_OUTPUTS, OUTPUTS
from simulator.widgets.policy_lab.modules import modules_for
from simulator.widgets.policy_lab.packs import LATER, START
from tests.policy_lab.asking import ask
from tests.policy_lab.conftest import OpenPage, Site, lab_html

pytestmark = pytest.mark.browser
OTHERS = """async (names) => {
  const load = (name) => import(`/policy-lab/${name}`);
  const [first, later] = [await load("policy-lab.js"), await load("outputs.js")];
  const other = first.modules === later.modules ? [] : ["the packs themselves"];
  for (const name of names) {
    const [given, own] = [await load(name), first.modules[name]];
    const same = Object.keys(given).join() === Object.keys(own).join();
    if (!same || Object.entries(given).some(([each, value]) => value !== own[each])) other.push(name);
  }
  return other;
}"""
SPEAK = """async () => {
  const load = (name) => import(`/policy-lab/${name}`);
  const [{ speak }, { modules }] = [await load("texts/speaking.js"), await load("outputs.js")];
  const sections = { lab: { synthetic: "Personnes inventées" } };
  speak({ locale: "fr", direction: "ltr", sections, names: {} });
  return modules["texts/lab.js"].say("synthetic");
}"""
SCRIPTS = """performance.getEntriesByType("resource").map((each) => new URL(each.name).pathname)
  .filter((each) => each.endsWith(".js"))"""
FROM_BLOB = """import(URL.createObjectURL(new Blob(["export {};"], { type: "text/javascript" })))
  .then(() => "taken", () => "refused")"""
STRICT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


def test_a_module_asked_for_by_its_name_is_that_of_the_packs(browser: Browser, site: Site) -> None:
    """Every value that every module exports is the very one in the pack, so no state is held twice."""
    page = browser.new_page()
    page.goto(site.address + "blank.html")
    names = [name for name, _ in modules_for(START) if name != START]
    assert ask(page, OTHERS, names) == []
    page.close()


def test_a_language_chosen_by_one_script_is_spoken_by_all(browser: Browser, site: Site) -> None:
    """What another script tells a module, the modules of both packs know."""
    page = browser.new_page()
    page.goto(site.address + "blank.html")
    assert page.evaluate(SPEAK) == "Personnes inventées"
    page.close()


def test_a_lab_of_every_output_loads_two_scripts(new_page: OpenPage, site: Site) -> None:
    """The packs ask for no further module, neither at once nor for a panel."""
    # The range would have to be computed first; its module loads as the others do.
    outputs = [name for name in OUTPUTS if name != "assumption_range"]
    page = new_page(site.add_page("every.html", lab_html(outputs=outputs)))
    assert page.evaluate(SCRIPTS) == [f"/policy-lab/{name}" for name in (START, LATER)]


def test_a_lab_lives_under_a_strict_policy_for_scripts(new_page: OpenPage, site: Site) -> None:
    """A host that forbids every script but its own files shows the lab, its later panels too."""
    head = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'
    address = site.add_page("strict.html", head, lab_html(outputs=[*DEFAULT_OUTPUTS, "groups"]))
    content = (site.folder / "strict.html").read_text("utf-8").replace(head, "")
    (site.folder / "strict.html").write_text(content.replace("<head>", f"<head>{head}"), "utf-8")
    # `wait_for_function` would run a text as code, which the page forbids.
    page = new_page(address, painted=False)
    page.locator("policy-lab .lab").wait_for()
    assert page.evaluate(FROM_BLOB) == "refused"
    assert page.evaluate(SCRIPTS) == [f"/policy-lab/{name}" for name in (START, LATER)]
