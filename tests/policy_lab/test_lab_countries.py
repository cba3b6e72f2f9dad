"""Several countries in one lab: the people change, the policy stays, and what cannot stay is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from simulator import Policy, breakdown, country, simulate, summarise
from simulator.widgets.policy_lab import OUTPUTS
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import repainted, slider
from tests.policy_lab.package_lab import package_html, shown_policy

pytestmark = pytest.mark.browser
CHILD = "version=1&1.id=child_benefit"


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """The address of a page with a lab of three countries."""
    return site.add_page("countries.html", package_html())


def choose(page: Page, label: str) -> None:
    """Choose a country and wait for its result."""
    repainted(page, lambda: page.get_by_label("Country", exact=True).select_option(label=label))


def test_another_country_is_loaded_when_it_is_asked_for(new_page: OpenPage, address: str) -> None:
    """One country comes with the page, another when chosen, once; its numbers are Python's."""
    asked: list[str] = []
    page = new_page("about:blank", painted=False)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_function("window.painted > 0")
    assert [url.rsplit("/", 1)[1] for url in asked if url.endswith(".population")] == ["nepal.population"]
    policy = shown_policy(page)
    page.get_by_label("Country", exact=True).focus()
    choose(page, "Mongolia")
    assert sum(url.endswith("mongolia.population") for url in asked) == 1
    assert shown_policy(page) == policy
    expected = summarise(simulate(country("mongolia"), Policy.from_fragment(policy)))
    shown = page.evaluate("window.summary")
    assert shown["cost"]["percent_of_gdp"] == pytest.approx(expected.cost.percent_of_gdp, rel=1e-9)
    assert shown["currency"] == "MNT"
    expect(page.locator(".label")).to_contain_text("Synthetic population of Mongolia")
    expect(page.get_by_label("Country", exact=True)).to_be_focused()
    expect(page.locator("[aria-live=polite]")).to_contain_text("Country: Mongolia. Poverty")
    choose(page, "Nepal")
    choose(page, "Mongolia")
    assert sum(url.endswith(".population") for url in asked) == 2


def test_an_invented_country_is_called_so(new_page: OpenPage, address: str) -> None:
    """Arumia stands in the list as invented, and so do its people."""
    page = new_page(address)
    choose(page, "Arumia (invented)")
    expect(page.locator(".label")).to_contain_text("no such country exists")


def test_the_link_holds_the_country(new_page: OpenPage, address: str) -> None:
    """Another country than the first is in the address, is read from it, and undone by a step back."""
    page = new_page(address)
    choose(page, "Mongolia")
    page.wait_for_function("location.hash.endsWith('&country=mongolia')")
    page.reload()
    page.wait_for_function("window.summary?.currency === 'MNT'")
    expect(page.get_by_label("Country", exact=True)).to_have_value("mongolia")
    repainted(page, page.get_by_role("button", name="Start again").click)
    assert page.evaluate("window.summary.currency") == "NPR"
    repainted(page, page.get_by_role("button", name="Undo", exact=True).click)
    assert page.evaluate("window.summary.currency") == "MNT"
    page.wait_for_function("location.hash.endsWith('&country=mongolia')")


def test_a_country_of_another_lab_is_refused(new_page: OpenPage, address: str, lab_address: str) -> None:
    """A link's country that a lab does not have is refused in words, with several countries and with one."""
    for lab in (address, lab_address):
        page = new_page(f"{lab}#{CHILD}&country=tonga")
        said = "The country in this link, ‘tonga’, is not one of this lab."
        expect(page.locator(".error")).to_contain_text(said)
        assert page.evaluate("window.summary.currency") == "NPR"


def test_an_amount_in_currency_keeps_its_number_and_warns(new_page: OpenPage, address: str) -> None:
    """500 rupees become 500 togrog, and the lab says so until the country changes again."""
    page = new_page(f"{address}#{CHILD}&1.amount.unit=currency&1.amount.value=500")
    choose(page, "Mongolia")
    assert "1.amount.value=500&1.amount.unit=currency" in shown_policy(page)
    warning = page.get_by_text(
        "Child benefit, benefit: the number is the same, but it was in NPR and is now in MNT."
    )
    expect(warning.locator("visible=true").first).to_be_visible()
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    expect(page.locator(".parts > .field > .note").first).to_contain_text("is now in MNT. Check it.")
    page = new_page(f"{address}#{CHILD}")
    choose(page, "Mongolia")
    expect(page.locator(".parts > .field > .note").first).to_be_hidden()


def test_a_line_that_the_country_lacks_gives_way(new_page: OpenPage, address: str) -> None:
    """A line is kept where the country has it; elsewhere the reference line counts, and is said."""
    page = new_page(f"{address}#{CHILD}&line=international_3_65")
    choose(page, "Mongolia")
    assert page.evaluate("window.summary.line.id") == "international_3_65"
    choose(page, "Arumia (invented)")
    assert page.evaluate("window.summary.line.id") == "national"
    expect(page.locator(".parts > .field > .note").first).to_contain_text("Arumia has no line called")
    page.wait_for_function("!location.hash.includes('line=') && location.hash.endsWith('country=arumia')")


def test_a_country_that_does_not_come_leaves_the_last_result(new_page: OpenPage, address: str) -> None:
    """A failed load is said in words, the list goes back, the results stay; asked again, it comes."""
    page = new_page(address)
    before = page.evaluate("window.summary")
    page.route("**/mongolia.population", lambda route: route.abort())
    choose(page, "Mongolia")
    box = page.locator(".error")
    expect(box).to_contain_text("Mongolia cannot be shown.")
    expect(box).to_contain_text("the server did not answer")
    expect(page.get_by_label("Country", exact=True)).to_have_value("nepal")
    assert page.evaluate("window.summary") == before
    page.unroute("**/mongolia.population")
    choose(page, "Mongolia")
    expect(box).to_be_hidden()
    assert page.evaluate("window.summary.currency") == "MNT"


def test_a_policy_that_another_country_cannot_run_stays(new_page: OpenPage, address: str) -> None:
    """A tax on earnings runs in Arumia, where they are known, and not in Nepal: the lab stays."""
    tax = "f1.id=income_tax"
    page = new_page(f"{address}#{CHILD}&1.who.age=0-2&{tax}&country=arumia")
    page.wait_for_function("window.summary?.policy.includes('income_tax')")
    choose(page, "Nepal")
    expect(page.locator(".error")).to_contain_text("Nepal cannot be shown.")
    expect(page.locator(".error")).to_contain_text("earnings were not observed")
    expect(page.get_by_label("Country", exact=True)).to_have_value("arumia")


def test_of_two_countries_asked_for_the_last_is_shown(new_page: OpenPage, address: str) -> None:
    """A slow file that comes after another country was chosen changes nothing."""
    page = new_page(address)
    held: list[Route] = []
    page.route("**/mongolia.population", lambda route: held.append(route))
    with page.expect_request("**/mongolia.population"):
        page.get_by_label("Country", exact=True).select_option("mongolia")
    choose(page, "Arumia (invented)")
    with page.expect_response("**/mongolia.population"):
        held[0].continue_()
    choose(page, "Nepal")
    assert page.evaluate("window.summary.currency") == "NPR"


def test_every_output_is_of_the_country_shown(new_page: OpenPage, site: Site) -> None:
    """Panels are built for the new people; what was chosen in them stays; the saved table is theirs."""
    page = new_page(site.add_page("all-outputs.html", package_html(outputs=OUTPUTS)))
    groups = page.locator("section.groups")
    repainted(page, lambda: page.get_by_label("Country", exact=True).select_option("arumia"))
    groups.get_by_label("Part the people by").select_option("region")
    groups.locator("details.numbers > summary").click()
    choose(page, "Mongolia")
    groups.get_by_label("Part the people by").select_option("household_type")
    choose(page, "Nepal")
    policy = Policy.from_fragment(shown_policy(page))
    outcome = simulate(country("nepal"), policy)
    assert groups.get_by_label("Part the people by").input_value() == "household_type"
    expected = [each.label for each in breakdown(outcome, "household_type")]
    assert groups.locator("tbody th").all_inner_texts() == expected
    expect(page.locator(".panel")).to_have_count(len(OUTPUTS))
    choose(page, "Mongolia")
    for sentence in page.locator(".panel .sentence").all():
        expect(sentence).not_to_be_empty()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all results as a table (CSV)").click()
    assert download.value.suggested_filename == "mongolia-results.csv"
    saved = Path(download.value.path()).read_text("utf-8-sig")
    assert "&country=mongolia" in saved.splitlines()[1]
    assert country("mongolia").label in saved and country("nepal").label not in saved


def test_one_country_is_no_choice(new_page: OpenPage, site: Site) -> None:
    """A lab of one country has no list of countries."""
    page = new_page(site.add_page("alone.html", lab_html()))
    expect(page.get_by_label("Country", exact=True)).to_have_count(0)
