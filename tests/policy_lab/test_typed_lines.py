"""A line that was typed is the same in Python and in the browser, also at the prices of another year."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import Economy, SimulatorError, country, example_population
from simulator.population_file import pack
from tests.policy_lab.conftest import Site

pytestmark = pytest.mark.browser
TYPED = """async ([bytes, texts]) => {
  const { povertyLine, unpack } = await import("/policy-lab/simulator/population.js");
  const { economy } = await unpack(new Uint8Array(bytes));
  return texts.map((text) => {
    try {
      return povertyLine(economy, text);
    } catch (error) {
      return { refused: error.message };
    }
  });
}"""
PERIODS = ("day", "week", "month", "year")
YEARS = (2000, 2017, 2018, 2019, 2021, 2022, 2023)


def _typed(economy: Economy, text: str) -> dict[str, Any]:
    try:
        line = economy.line(text)
    except SimulatorError as refused:
        return {"refused": str(refused)}
    return vars(line)


def test_both_languages_read_a_typed_line_alike(browser: Browser, site: Site) -> None:
    """Every period and year, in currency and in PPP dollars: the same line, or refused in the same words."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    carried = 0
    for population in (example_population(), *(country(name) for name in ("nepal", "fiji", "indonesia"))):
        economy = population.economy
        texts = [
            f"{amount} {money} a {period} of {year}"
            for amount, money in ((1234.5, economy.currency), (3.65, "PPP"), (10, "USD"))
            for period in PERIODS
            for year in YEARS
        ]
        for text, found in zip(texts, page.evaluate(TYPED, [list(pack(population)), texts]), strict=True):
            expected = _typed(economy, text)
            assert found == expected
            carried += "carried" in expected.get("source", "")
    context.close()
    assert carried == 2 * len(PERIODS) * 2 + len(PERIODS)
