"""The browser reads the example of the page on the population file, and draws the luck that it works out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.policy_lab.conftest import Site
from tests.simulator.population_document import example_bytes, example_values, section, table

pytestmark = pytest.mark.browser
READ = """async (bytes) => {
  const { unpack } = await import("/policy-lab/simulator/population.js");
  const read = await unpack(new Uint8Array(bytes));
  const columns = { ...read.households, ...read.persons, ...Object.fromEntries(read.persons.benefits_month) };
  delete columns.benefits_month;
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values)]));
}"""
LUCK = """async () => {
  const { crc32, draw, lowbias32 } = await import("/policy-lab/simulator/luck.js");
  const inner = lowbias32((2 ^ crc32("take_up")) >>> 0);
  return [crc32("take_up"), inner, lowbias32((1 ^ inner) >>> 0), draw(1, 3, "take_up")[2]];
}"""


def test_the_browser_agrees_with_the_page(browser: Browser, site: Site) -> None:
    """Values, households of the persons, and luck are those that the page prints."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    columns = page.evaluate(READ, list(example_bytes()))
    checksum, inner, outer, drawn = page.evaluate(LUCK)
    context.close()
    assert columns.pop("household") == [0, 0, 1]
    assert list(columns) == list(example_values())
    for name, values in example_values().items():
        assert columns[name] == pytest.approx(values, rel=1e-12), name
    steps = [int(row[2]) for row in table(5)]
    assert [checksum, inner, outer] == [steps[0], steps[6], steps[12]]
    assert drawn == float(section(5).strip().rsplit("=", 1)[1])
