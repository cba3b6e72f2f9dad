"""Texts in charts: a long name takes several lines, and no text lies on another or leaves its chart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from simulator.widgets.policy_lab import OUTPUTS
from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.package_lab import package_html
from tests.policy_lab.speaking import speaking
from tests.policy_lab.test_translation import long, made_up, opened

pytestmark = pytest.mark.browser
# Each text of a chart that is seen and leaves it, or lies on one before it; a part of a unit is no matter.
CLASHES = """() => {
  const near = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  const found = [];
  for (const chart of document.querySelector("policy-lab").shadowRoot.querySelectorAll("svg.chart")) {
    const all = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")].filter((node) => node.textContent.trim()
      && getComputedStyle(node).visibility === "visible");
    const boxes = texts.map((node) => node.getBoundingClientRect());
    boxes.forEach((box, at) => {
      const leaves = box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1
        || box.bottom > all.bottom + 3;
      if (leaves) found.push([chart.id, "leaves", texts[at].textContent, box.left, box.right, box.bottom]);
      const other = boxes.findIndex((each, before) => before < at && near(box, each));
      if (other >= 0) found.push([chart.id, "lies on", texts[at].textContent, texts[other].textContent]);
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose lab speaks a language half as long again as English."""
    with speaking({"he": made_up(long)}, tmp_path_factory.mktemp("long")) as site:
        yield site


@pytest.mark.parametrize("language", ["he", "en"])
def test_no_text_of_a_chart_lies_on_another_or_leaves_it(
    new_page: OpenPage, foreign: Site, language: str
) -> None:
    """On a phone of 360 pixels, in English and half as long again."""
    page = opened(new_page, foreign, package_html(outputs=OUTPUTS, language=language), width=360)
    assert page.locator("svg.chart").count() > len(OUTPUTS)
    assert page.evaluate(CLASHES) == []


# Words of a language that puts no space between them, one long word, and many words: 'policy' in Thai.
NAMES = {"ปกติ": 1, "นโยบายการคุ้มครองทางสังคม" * 3: 2, "Kind" * 60: 3, "households of the far north " * 9: 3}


def test_a_long_name_takes_lines_and_is_whole_for_those_who_point_at_it(
    new_page: OpenPage, site: Site
) -> None:
    """Up to three lines, the last with '…' where more is left out; a shorter name again takes one line."""
    page = new_page(site.address + "blank.html", painted=False)
    found = drawn(page, [*NAMES])
    for (name, most), (texts, title) in zip(NAMES.items(), found, strict=True):
        assert len(texts) == most and title == (name if most > 1 else None)
        assert texts[-1].endswith("…") is (most == 3)
        assert most == 3 or "".join(texts) == name
    assert drawn(page, ["All", *NAMES]) == [(["All"], None), *found]
    assert drawn(page, ["All"]) == [(["All"], None)]


def drawn(page: Page, names: list[str]) -> list[tuple[list[str], str | None]]:
    """Draw a row for each name, in the same chart each time; returns the lines and the title of each."""
    script = """async (names) => {
      const { dotsChart } = await import("/policy-lab/view/charts/dots.js");
      window.chart ??= dotsChart({ id: "dots", title: "Dots", text: "Two dots." });
      document.body.append(window.chart.node);
      window.chart.update(names.map((name) => ({ name, hidden: null, before: 20, after: 10 })));
      return [...document.querySelectorAll("text.name")].map((node) => {
        const lines = [...node.querySelectorAll("tspan")].map((each) => each.textContent);
        return [lines.length ? lines : [node.textContent], node.querySelector("title")?.textContent ?? null];
      });
    }"""
    return [(texts, title) for texts, title in page.evaluate(script, names)]
