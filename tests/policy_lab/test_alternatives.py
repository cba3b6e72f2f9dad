"""Two alternatives side by side: A is kept, B is moved, both stand in the link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from simulator import BadInput, Policy, SimulatorError, country, simulate, summarise
from simulator.policy import alternative_in_link, country_in_link, from_link, link_of
from simulator.projection import project
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.package_lab import PACKAGE, package_html
from tests.policy_lab.test_outputs import rows_of, share
from tests.policy_lab.test_saving import saved

pytestmark = pytest.mark.browser
POLICY = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}], financing: external}"
A = Policy.from_yaml(POLICY)
B = A.with_values({"take_up": 0.5})


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab that shows both alternatives and the years to come."""
    lab = lab_html(policy=POLICY, outputs=["alternatives", "projection", "countries"])
    return new_page(site.add_page("alternatives.html", lab))


def poor_and_cost(page: Page) -> list[list[str]]:
    """Return A, B and the difference of two measures, as the table says them."""
    return [row[1:] for row in rows_of(page.locator("section.alternatives")) if row[0] in MEASURES]


MEASURES = ("Poor, % of all people", "Cost, % of GDP")


def expected(one: Policy, other: Policy) -> list[list[str]]:
    """Return the same from Python's summaries."""
    people = country("nepal")
    found = [summarise(simulate(people, each)) for each in (one, other)]
    pairs = [
        [each.everyone.after.headcount_percent for each in found if each.everyone.after],
        [each.cost.percent_of_gdp for each in found],
    ]
    return [[share(a, 2), share(b, 2), signed(b - a)] for a, b in pairs]


def signed(value: float) -> str:
    """Return a difference as the lab writes it."""
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"


def test_a_policy_is_kept_and_another_moved(page: Page) -> None:
    """A is first the start; kept and exchanged, the table says both policies and what differs."""
    assert poor_and_cost(page) == expected(A, A)
    repainted(page, lambda: number(page, "Take-up").fill("50"))
    assert poor_and_cost(page) == expected(A, B)
    repainted(page, lambda: page.get_by_role("button", name="Keep this policy as A").click())
    assert poor_and_cost(page) == expected(B, B)
    repainted(page, lambda: number(page, "Take-up").fill("80"))
    repainted(page, lambda: page.get_by_role("button", name="Exchange A and B").click())
    assert poor_and_cost(page) == expected(A, B)
    assert rows_of(page.locator("section.alternatives"), 1) == [["Child benefit: Take-up", "0.8", "0.5"]]
    expect(page.locator("section.alternatives .sentence")).to_contain_text("A is the policy that was kept")
    panel = page.locator("section.alternatives")
    panel.locator("details.save > summary").click()
    name, content = saved(page, panel.get_by_role("button", name="Table (CSV)"))
    assert name == "nepal-alternatives.csv" and len(content.decode().splitlines()) == 12


def test_both_alternatives_are_in_the_link(page: Page, new_page: OpenPage, site: Site) -> None:
    """The link opens the lab with A and B; the years to come and the countries show A beside B."""
    repainted(page, lambda: page.get_by_role("button", name="Keep this policy as A").click())
    repainted(page, lambda: number(page, "Take-up").fill("50"))
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_label("Link to this policy").input_value()
    assert from_link(link) == (B, None) and alternative_in_link(link) == A
    opened = new_page(link)
    assert poor_and_cost(opened) == expected(A, B)
    years = opened.locator("section.projection[aria-busy=false]")
    expect(years.locator(".sentence")).to_contain_text("alternative A costs", timeout=20_000)
    assert all(
        float(row[1]) > float(own[3]) for row, own in zip(rows_of(years, 3), rows_of(years), strict=True)
    )
    countries = opened.locator("section.countries[aria-busy=false]")
    assert float(rows_of(countries, 1)[0][2]) > float(rows_of(countries)[0][3])


def test_a_wrong_alternative_is_refused_in_words(new_page: OpenPage, site: Site) -> None:
    """An alternative of another scheme, or cut short, changes nothing: the lab says what is wrong."""
    address = site.add_page("wrong.html", lab_html(policy=POLICY, outputs=["alternatives"]))
    start = A.to_fragment()
    opened = new_page(f"{address}#{start}&a1.id=pension")
    expect(opened.get_by_role("alert").first).to_contain_text("This link is for another lab")
    opened.evaluate("(fragment) => (location.hash = fragment)", f"{start}&a1.id=child_benefit&a1.take_up=2")
    expect(opened.get_by_role("alert").first).to_contain_text("The take-up in this link is 200")
    assert poor_and_cost(opened) == expected(A, A)
    levied = A.with_values({"amount.value": 100}).paid_by("levy_on_consumption", exempt_below=1000)
    repainted(
        opened,
        lambda: opened.evaluate("(fragment) => (location.hash = fragment)", link_of(B, None, levied)),
    )
    said = opened.locator("section.alternatives .sentence")
    expect(said).to_contain_text("A cannot be simulated: financing: a levy on consumption cannot raise")


def test_an_alternative_goes_through_its_link() -> None:
    """Python writes and reads all three policies of a link; who reads one does not lose the others."""
    pension = Policy.from_fragment("version=1&1.id=pension")
    link = link_of(A, pension, B)
    assert from_link(link) == (A, pension) and alternative_in_link(link) == B
    assert alternative_in_link(link_of(A, pension)) is None
    with pytest.raises(SimulatorError, match="an alternative beside the policy"):
        Policy.from_fragment(link_of(A, None, B))


def test_what_is_kept_is_undone_and_done_again(page: Page) -> None:
    """Keeping and dropping A are steps like any other: back, forth, and the start again without A."""
    row = page.locator("section.alternatives .sentence")
    drop = page.get_by_role("button", name="Keep no A")
    expect(drop).to_have_attribute("aria-disabled", "true")
    repainted(page, lambda: number(page, "Take-up").fill("50"))
    repainted(page, page.get_by_role("button", name="Keep this policy as A").click)
    expect(row).to_contain_text("A is the policy that was kept")
    repainted(page, drop.click)
    expect(row).to_contain_text("A is the policy that this lab starts with")
    assert poor_and_cost(page) == expected(A, B)
    drop.focus()
    for keys, kept in (("Control+z", B), ("Control+z", A), ("Control+Shift+z", B), ("Control+Shift+z", A)):
        repainted(page, lambda keys=keys: page.keyboard.press(keys))  # type: ignore[misc]
        assert poor_and_cost(page) == expected(kept, B)


def test_an_alternative_moves_with_the_policy(new_page: OpenPage, site: Site) -> None:
    """In another country A is the same number by number, its money is told, panels keep their choices."""
    lab = package_html(outputs=["alternatives", "projection", "countries"])
    money = Policy.from_yaml(PACKAGE).with_values({"amount.value": 500, "amount.unit": "currency"})
    link = link_of(Policy.from_yaml(PACKAGE), None, money)
    page = new_page(f"{site.add_page('moving.html', lab)}#{link}")
    page.get_by_label("Amounts follow", exact=True).select_option("wages")
    page.get_by_label("Country", exact=True).select_option("mongolia")
    page.wait_for_function("window.summary.currency === 'MNT'")
    told = page.locator(".parts > .field > .note").first
    expect(told).to_contain_text("Alternative A: Child benefit, benefit: the number is the same")
    page.wait_for_function("location.hash.endsWith('&country=mongolia')")
    address = page.evaluate("location.href")
    assert alternative_in_link(address) == money and country_in_link(address) == "mongolia"
    years = page.locator("section.projection[aria-busy=false]")
    expect(years).to_have_count(1, timeout=20_000)
    wages = project("mongolia", Policy.from_yaml(PACKAGE), indexation="wages")
    assert [row[3] for row in rows_of(years)] == [share(each.cost_percent_of_gdp, 2) for each in wages.years]
    assert page.get_by_label("Amounts follow", exact=True).input_value() == "wages"


def test_a_lab_starts_with_the_alternative_of_its_link(new_page: OpenPage, site: Site) -> None:
    """A lesson that is given a lab's link shows A and B as they were; another scheme as A is refused."""
    lab = lab_html(policy=link_of(B, None, A), outputs=["alternatives"])
    page = new_page(site.add_page("starting.html", lab))
    assert poor_and_cost(page) == expected(A, B)
    expect(page.locator("section.alternatives .sentence")).to_contain_text("A is the policy that was kept")
    with pytest.raises(BadInput, match=r"^alternative: 'pension'"):
        lab_html(policy=link_of(B, None, Policy.from_fragment("version=1&1.id=pension")))
