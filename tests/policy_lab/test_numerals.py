"""Numbers are written as Python writes them and added as numpy adds them, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from simulator import Population
from simulator.parameters import plain
from simulator.population_file import pack
from simulator.primitives.ranking import share_below
from tests.policy_lab.conftest import Site

pytestmark = pytest.mark.browser
TIES = [0.5, 1.5, 2.5, 0.125, 0.375, 12.25, 12.75, 1.125, 4.375, 99.95, 999.5, 1000.5, 0.0625, 1e6 + 0.5]
SIZES = [0, 1, 7, 8, 9, 127, 128, 129, 136, 137, 255, 256, 1000, 5000, 4999]


@pytest.fixture(scope="module")
def bare(browser: Browser, site: Site) -> Iterator[Page]:
    """A page without a lab, that may load the lab's modules."""
    page = browser.new_page()
    page.goto(site.address + "blank.html")
    yield page
    page.close()


def numbers() -> list[float]:
    """Return numbers of every size, with ties between two digits, ends of rounding and whole ones."""
    random = Random(2)
    drawn = [random.uniform(0, 1) * 10.0 ** random.randint(-7, 17) for _ in range(400)]
    return [
        0.0,
        1.0,
        100.0,
        123456.0,
        1e-5,
        1e16,
        9.995,
        0.0999999,
        *TIES,
        *drawn,
        *(round(each, 2) for each in drawn),
    ]


@pytest.mark.parametrize(
    ("name", "more", "python"),
    [
        ("plain", [], plain),
        ("general", [3], lambda value: f"{value:.3g}"),
        ("general", [2], lambda value: f"{value:.2g}"),
        ("rounded", [2], lambda value: f"{value:.2f}"),
        ("grouped", [], lambda value: f"{value:,.0f}"),
    ],
)
def test_numbers_are_written_alike(bare: Page, name: str, more: list[int], python: object) -> None:
    """Each number has the same text in both languages, a tie too."""
    script = """async ([name, values, more]) => {
      const write = (await import('/policy-lab/simulator/numerals.js'))[name];
      return values.map((value) => write(value, ...more));
    }"""
    found = bare.evaluate(script, [name, numbers(), more])
    expected = [python(value) for value in numbers()]  # type: ignore[operator]
    wrong = [triple for triple in zip(numbers(), expected, found, strict=True) if triple[1] != triple[2]]
    assert wrong == []


def test_sums_are_the_same_to_the_last_bit(bare: Page) -> None:
    """Sums of any length, and of weighted values, are numpy's own, so that no threshold falls otherwise."""
    draw = np.random.default_rng(3)
    columns = [draw.lognormal(8, 2, size) for size in SIZES]
    weights = [draw.uniform(0.01, 900, size) for size in SIZES]
    script = """async (pairs) => {
      const { pairwiseTotal, pairwiseWeighted } = await import('/policy-lab/simulator/sums.js');
      return pairs.map(([values, weights]) => [pairwiseTotal(values), pairwiseWeighted(values, weights)]);
    }"""
    pairs = [[values.tolist(), given.tolist()] for values, given in zip(columns, weights, strict=True)]
    expected = [
        [float(values.sum()), float((values * given).sum())]
        for values, given in zip(columns, weights, strict=True)
    ]
    assert bare.evaluate(script, pairs) == expected


def test_means_and_ranks_of_a_country_are_the_same_to_the_last_bit(
    bare: Page, site: Site, nepal: Population
) -> None:
    """What thresholds are taken of, and each place from poor to rich, are the same bit for bit."""
    (site.folder / "bits.population").write_bytes(pack(nepal))
    script = """async () => {
      const { unpack } = await import('/policy-lab/simulator/population.js');
      const bytes = await (await fetch('/bits.population', { cache: 'no-store' })).arrayBuffer();
      const { mean_consumption, share_below } = await unpack(new Uint8Array(bytes));
      return [mean_consumption, [...share_below]];
    }"""
    mean, ranks = bare.evaluate(script)
    assert mean == nepal.mean_consumption_month
    assert ranks == share_below(nepal).tolist()
