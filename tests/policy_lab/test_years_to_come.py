"""The years to come in the lab: Python's projection, under the assumptions that a reader sets."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from simulator import Policy, country
from simulator.countries import country_facts
from simulator.projection import Outlook, Projection, held_constant, project, projection_csv
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.test_outputs import rows_of, share
from tests.policy_lab.test_saving import saved

pytestmark = pytest.mark.browser
POLICY = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}], financing: external}"


def open_years(new_page: OpenPage, site: Site, name: str = "nepal", policy: str = POLICY) -> Page:
    """Open a lab that shows the years to come, and wait until they are computed."""
    lab = lab_html(country=name, policy=policy, outputs=["projection"])
    page = new_page(site.add_page("years.html", lab))
    computed(page)
    return page


def computed(page: Page) -> Locator:
    """Wait until the years are computed; returns the panel."""
    panel = page.locator("section.projection[aria-busy=false]")
    expect(panel).to_have_count(1, timeout=20_000)
    return panel


def costs_of(panel: Locator) -> list[str]:
    """Return the cost of each year in percent of GDP, as the table says it."""
    return [row[3] for row in rows_of(panel)]


def costs_in(projection: Projection) -> list[str]:
    """Return the same from Python."""
    return [share(each.cost_percent_of_gdp, 2) for each in projection.years]


def number_in(cell: str) -> float:
    """Return the number in a cell of the file; -1 for an empty one."""
    return float(cell) if cell else -1.0


def test_each_year_is_the_projections(new_page: OpenPage, site: Site) -> None:
    """Cost, revenue, reach and the worth of the benefit to 2050; the file is the one that Python writes."""
    page = open_years(new_page, site)
    panel, expected = computed(page), project("nepal", Policy.from_yaml(POLICY))
    revenue = country_facts("nepal").government.general_revenue
    assert revenue is not None
    rows, benefits = rows_of(panel), rows_of(panel, 1)
    assert costs_of(panel) == costs_in(expected)
    assert [row[0] for row in rows] == [str(year) for year in range(2022, 2051)]
    assert [row[4] for row in rows] == [
        share(100 * each.cost_percent_of_gdp / revenue.value) for each in expected.years
    ]
    assert [row[4] for row in benefits] == [
        share(each.schemes[0].benefit_percent_of_gdp_per_person) for each in expected.years
    ]
    said = panel.locator(".sentence").inner_text()
    assert all(f"{costs_of(panel)[at]}\u00a0% in {2022 + at}" in said for at in (0, 9, 28))
    panel.locator("details.save > summary").click()
    name, content = saved(page, panel.get_by_role("button", name="Table (CSV)"))
    assert name == "nepal-projection.csv"
    found, wanted = (
        [*csv.reader(io.StringIO(text))] for text in (content.decode("utf-8-sig"), projection_csv(expected))
    )
    assert len(found) == len(wanted) and found[0] == wanted[0]
    for row, python in zip(found[1:], wanted[1:], strict=True):
        assert [*map(number_in, row[4:-1])] == pytest.approx([*map(number_in, python[4:-1])], rel=1e-9)
        assert [*row[:4], row[-1]] == [*python[:4], python[-1]]


def test_the_reader_sets_what_amounts_follow(new_page: OpenPage, site: Site) -> None:
    """An indexation is chosen, growth typed, the policy moved: the years follow; a wrong number is said."""
    page = open_years(new_page, site)
    policy = Policy.from_yaml(POLICY).with_values({"take_up": 0.5})
    page.get_by_text("What is assumed of the years to come").click()
    page.get_by_label("Amounts follow", exact=True).select_option("prices=0.5,wages=0.5")
    number(page, "Growth of wages").fill("3")
    repainted(page, lambda: number(page, "Take-up").fill("50"))
    half = {"prices": 0.5, "wages": 0.5}
    expected = project("nepal", policy, indexation=half, outlook=Outlook(wage_growth=3))
    assert costs_of(computed(page)) == costs_in(expected)
    number(page, "Growth of wages").fill("300")
    number(page, "Growth of wages").press("Enter")
    expect(page.get_by_text("300 is not allowed. Allowed: a number from -10 to 20")).to_be_visible()
    assert costs_of(computed(page)) == costs_in(expected)


def test_the_scheme_shown_stays_in_another_country(new_page: OpenPage, site: Site) -> None:
    """Whose benefit is shown is kept where the country changes, though its years are computed later."""
    two = "{version: 1, schemes: [{id: child_benefit}, {id: social_pension}], financing: external}"
    lab = lab_html(policy=two, outputs=["projection"], countries=["arumia"])
    page = new_page(site.add_page("two-years.html", lab))
    computed(page).get_by_label("Benefit of").select_option("1")
    repainted(page, lambda: page.get_by_label("Country", exact=True).select_option("arumia"))
    expect(computed(page).get_by_label("Benefit of")).to_have_value("1")


def test_an_invented_country_stays_as_it_is(new_page: OpenPage, site: Site) -> None:
    """Nobody ages in Arumia, and its government has no revenue: both are said."""
    panel = computed(open_years(new_page, site, "arumia"))
    expected = project(held_constant(country("arumia")), Policy.from_yaml(POLICY))
    assert costs_of(panel) == costs_in(expected)
    assert {row[4] for row in rows_of(panel)} == {"not known"}
    panel.get_by_text("What these numbers rest on").click()
    expect(panel).to_contain_text("hold no revenue of the government")
    expect(panel).to_contain_text("The population stays as it is")


def test_a_file_that_does_not_come_is_said(new_page: OpenPage, site: Site) -> None:
    """Without the published years the panel says why it is empty, and the other numbers stay."""
    page = new_page("about:blank", painted=False)

    def refuse(route: Route) -> None:
        route.fulfill(status=500)

    page.route("**/nepal.years.json", refuse)
    page.goto(site.add_page("no-years.html", lab_html(policy=POLICY, outputs=["cost", "projection"])))
    alert = computed(page).get_by_role("alert").filter(has_text="nepal.years.json")
    expect(alert).to_contain_text("the server answered 500")
    expect(page.locator("section.projection svg").first).to_be_hidden()
    expect(page.locator("section.cost .sentence")).to_contain_text("of GDP")
