"""A poverty line that a link or a lesson has typed: it can be seen, left, chosen again, and taken abroad."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from simulator import Policy, country, simulate, summarise
from simulator.widgets.policy_lab import DEFAULT_OUTPUTS
from tests.policy_lab.conftest import START, OpenPage, Site, lab_html
from tests.policy_lab.lab_page import repainted
from tests.policy_lab.package_lab import package_html

pytestmark = pytest.mark.browser
CHILD = "version=1&1.id=child_benefit"
TYPED = "200 NPR a day"


def line_shown(page: Page) -> str:
    """Return the text of the poverty line that is chosen in the list."""
    lines = page.get_by_label("Poverty line", exact=True)
    text: str = lines.evaluate("(select) => select.selectedOptions[0].text")
    return text


def test_a_link_may_type_a_line(new_page: OpenPage, site: Site, lab_address: str) -> None:
    """The list shows it with its amount a month, the result is at it, and the link keeps it."""
    page = new_page(f"{lab_address}#{CHILD}&line=200%20NPR%20a%20day")
    page.get_by_text("More settings").click()
    assert line_shown(page) == "Line of 200 NPR a day: NPR\u00a06,080 a month"
    expected = summarise(simulate(country("nepal"), Policy.from_fragment(CHILD)), TYPED)
    shown = page.evaluate("window.summary")
    assert shown["line"]["month"] == pytest.approx(expected.line.month, rel=1e-12)
    headcount = shown["everyone"]["after"]["headcount_percent"]
    assert headcount == pytest.approx(expected.everyone.after.headcount_percent, rel=1e-9)
    lines = page.get_by_label("Poverty line", exact=True)
    repainted(page, lambda: lines.select_option("societal"))
    repainted(page, lambda: lines.select_option(TYPED))
    assert page.evaluate("window.summary.line.id") == TYPED
    expect(lines.locator("option")).to_have_count(len(country("nepal").economy.poverty_lines) + 1)
    page.wait_for_function("location.hash.endsWith('&line=200%20NPR%20a%20day')")


def test_a_lesson_may_type_a_line(new_page: OpenPage, site: Site) -> None:
    """The lab starts at it, and the table of all lines holds it at its place by size."""
    outputs = [*DEFAULT_OUTPUTS, "poverty_lines"]
    page = new_page(site.add_page("typed.html", lab_html(line=TYPED, outputs=outputs)))
    page.get_by_text("More settings").click()
    assert line_shown(page).startswith("Line of 200 NPR a day")
    panel = page.locator("section.poverty-lines")
    panel.locator("details.numbers > summary").click()
    named = [each for each in panel.locator("tbody th").all_inner_texts() if "headcount" in each]
    own = [*country("nepal").economy.poverty_lines, country("nepal").economy.line(TYPED)]
    for name, line in zip(named, sorted(own, key=lambda each: each.month), strict=True):
        assert name.startswith(line.label)
    after = simulate(country("nepal"), Policy.from_yaml(START))
    poor = summarise(after, TYPED).everyone.after.headcount_percent
    row = panel.locator("tbody tr", has_text="Line of 200 NPR a day")
    assert float(row.locator("td").nth(1).inner_text()) == pytest.approx(poor, abs=0.051)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3%20PPP%20a%20day", True), ("200%20NPR%20a%20day", False)], ids=["PPP", "rupees"]
)
def test_a_typed_line_meets_another_country(new_page: OpenPage, site: Site, typed: str, kept: bool) -> None:
    """PPP dollars count everywhere; rupees do not in Mongolia: its reference line does, and that is said."""
    page = new_page(f"{site.add_page('typed-abroad.html', package_html())}#{CHILD}&line={typed}")
    chosen = page.get_by_label("Country", exact=True)
    repainted(page, lambda: chosen.select_option(label="Mongolia"))
    economy = country("mongolia").economy
    line = economy.line("3 PPP a day") if kept else economy.line()
    assert page.evaluate("window.summary.line.month") == pytest.approx(line.month, rel=1e-12)
    assert line_shown(page).startswith(line.label)
    note = page.locator(".parts > .field > .note").first
    if kept:
        expect(note).to_be_hidden()
    else:
        expect(note).to_contain_text("Mongolia has no line called ‘Line of 200 NPR a day’.")
