"""From one move of a control to the next: what the lab keeps, and what it fills first, change no result."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import Population
from simulator.population_file import pack
from simulator.widgets.policy_lab.catalogue import catalogue_data
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.random_populations import random_population
from tests.policy_lab.test_differential import random_job

pytestmark = pytest.mark.browser
POPULATIONS, EACH = 6, 12
RUN = """async ([address, data, jobs]) => {
  const names = ["catalogue", "engine/simulation", "policy/links", "policy/record", "population",
    "scenario/summary", "errors"];
  const modules = await Promise.all(names.map((name) => import(`/policy-lab/simulator/${name}.js`)));
  const { readCatalogue, simulate, fromLink, withValues, unpack, summarise, SimulatorError } =
    Object.assign({}, ...modules);
  const bytes = async () => (await fetch(address, { cache: "no-store" })).arrayBuffer();
  const people = async () => unpack(new Uint8Array(await bytes()));
  const [population, others, catalogue] = [await people(), await people(), readCatalogue(data)];
  // Other people, as many of them.
  others.persons.age.reverse();
  const answer = (...given) => {
    try {
      const { made, policy, baseline, population: _people, ...outcome } = simulate(...given);
      const summary = summarise({ ...outcome, policy, baseline, population: given[0] });
      const plain = (_, each) => (ArrayBuffer.isView(each) ? [...each] : each);
      return { made, text: JSON.stringify([outcome, summary], plain) };
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      return { text: error.message };
    }
  };
  let [compared, kept, wrong] = [0, 0, []];
  for (const { fragment, seed } of jobs) {
    const { policy, baseline } = fromLink(fragment, catalogue);
    let earlier;
    try { earlier = simulate(population, policy, seed, baseline); } catch { continue; }
    const places = [...policy.schemes.keys()].filter((place) => policy.schemes[place].values.has("take_up"));
    const moved = places.map((place) => withValues(policy, { take_up: 0.37 }, place));
    for (const next of [policy, ...moved, { ...policy, existing: [] }]) {
      const same = [population, seed, baseline];
      const variants = [same, [population, 5, baseline], [population, seed, null], [others, seed, baseline]];
      for (const [people, luck, now] of variants) {
        const [fresh, quick] = [null, earlier].map((before) => answer(people, next, luck, now, before));
        compared += 1;
        kept += (quick.made?.alone ?? []).filter((each) => earlier.made.alone.includes(each)).length;
        if (fresh.text !== quick.text) wrong.push(fragment);
      }
    }
  }
  return { compared, kept, wrong };
}"""
FILLED = """async () => {
  const root = document.querySelector("policy-lab").shadowRoot;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  await frame();
  const panels = [...root.querySelectorAll("section.panel")];
  const isSeen = (panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const [texts, seen] = [() => panels.map((panel) => panel.textContent), panels.map(isSeen)];
  const painted = new Promise((done) => addEventListener("policy-lab:rendered", done, { once: true }));
  const headline = () => root.querySelector(".tiles").textContent;
  const [before, start, slider] = [texts(), headline(), root.querySelector('input[id$="take_up"]')];
  slider.value = 30;
  slider.dispatchEvent(new Event("input"));
  const [atOnce, tiles] = [texts(), headline()];
  await painted;
  const changed = (now) => now.map((text, place) => text !== before[place]);
  return { seen, at_once: changed(atOnce), at_last: changed(texts()), headlines: [start, tiles, headline()] };
}"""


def run(browser: Browser, site: Site, population: Population, jobs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how many outcomes were compared, how many schemes kept, and the links that differ."""
    (site.folder / "moves.population").write_bytes(pack(population))
    page = browser.new_page()
    page.goto(site.address + "blank.html")
    found: dict[str, Any] = page.evaluate(RUN, ["/moves.population", catalogue_data(), jobs])
    page.close()
    return found


def test_what_is_kept_of_the_outcome_before_changes_nothing(browser: Browser, site: Site) -> None:
    """With and without an earlier outcome, each column and each number are the same to the last bit."""
    random, compared, kept = Random(11), 0, 0
    for _ in range(POPULATIONS):
        people = random_population(random)
        found = run(browser, site, people, [random_job(random, people) for _ in range(EACH)])
        assert found["wrong"] == []
        compared, kept = compared + found["compared"], kept + found["kept"]
    assert compared > 200 and kept > 50


def test_panels_in_sight_are_filled_at_once_and_the_others_before_the_event(
    new_page: OpenPage, site: Site
) -> None:
    """What can be seen follows the hand; what lies below follows before the lab says that it is done."""
    page = new_page(site.add_page("moves.html", lab_html()), viewport={"width": 1280, "height": 620})
    found = page.evaluate(FILLED)
    assert any(found["seen"]) and not all(found["seen"])
    assert found["at_once"] == found["seen"]
    assert all(found["at_last"])
    start, at_once, at_last = found["headlines"]
    assert start != at_once == at_last
