"""The lab in a page: beside another one, in light and dark, at every width, without script or files."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Route, expect

from simulator.population import Population
from simulator.population_file import pack
from simulator.widgets.policy_lab import OUTPUTS
from tests.policy_lab.conftest import OpenPage, Site, lab_html, raw_lab
from tests.policy_lab.lab_page import number, repainted

pytestmark = pytest.mark.browser
CONFIGURATION = {
    "country": "nepal",
    "policy": "version=1&1.id=child_benefit",
    "controls": ["take_up"],
    "outputs": ["poverty"],
    "line": None,
    "title": "A lab",
}
# What stands out of the window to the right.
OUTSIDE = """(lab) => [...lab.shadowRoot.querySelectorAll("*")]
  .filter((each) => !each.closest("table") && each.getBoundingClientRect().right > innerWidth + 0.5)
  .map((each) => each.outerHTML.slice(0, 80))"""
# The words of a table that stand on two lines, where no soft hyphen lets them.
BROKEN = """(lab) => [...lab.shadowRoot.querySelectorAll(".numbers :is(th, td)")].flatMap(({ firstChild }) =>
  [...(firstChild?.data ?? "").matchAll(/[^\\s-]+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(firstChild, index);
    range.setEnd(firstChild, index + word.length);
    return !word.includes("\\u00ad") && range.getClientRects().length > 1;
  }).map(([word]) => word))"""


def test_two_labs_on_one_page_do_not_disturb_each_other(new_page: OpenPage, site: Site) -> None:
    """Each lab keeps its own policy; only the first has the page's address; files are asked for once."""
    labs = [lab_html(), lab_html(title="Second lab", outputs=["poverty"], controls=["take_up"])]
    address = site.add_page("two.html", *labs)
    asked: list[str] = []
    page = new_page("about:blank", painted=False)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_function("window.painted > 1")
    second = page.locator("policy-lab").nth(1)
    expect(second.get_by_role("button", name="Copy link")).to_have_count(0)
    repainted(page, lambda: second.get_by_role("slider", name="Take-up").press("ArrowLeft"))
    expect(number(page, "Take-up").nth(0)).to_have_value("80")
    expect(number(page, "Take-up").nth(1)).to_have_value("79")
    assert "#" not in page.url
    assert sum(url.endswith("nepal.population") for url in asked) == 1
    assert all(url.startswith((site.address, "data:")) for url in asked)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lab_takes_the_side_of_its_page(new_page: OpenPage, lab_address: str, theme: str) -> None:
    """The lab is light on a light page and dark on a dark one, and follows when the page changes."""
    page = new_page(lab_address, theme=theme)
    expect(page.locator(".lab")).to_have_attribute("data-scheme", theme)
    other = {"light": "dark", "dark": "light"}[theme]
    page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", other)
    expect(page.locator(".lab")).to_have_attribute("data-scheme", other)


@pytest.mark.parametrize("width", [320, 360, 640, 760, 1280])
def test_nothing_scrolls_sideways(new_page: OpenPage, site: Site, width: int) -> None:
    """At every width the page fits with all unfolded; a table scrolls in its fold and breaks no word."""
    page = new_page(
        site.add_page("wide.html", lab_html(outputs=OUTPUTS)), viewport={"width": width, "height": 800}
    )
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("policy-lab").evaluate(OUTSIDE) == []
    assert page.locator("policy-lab").evaluate(BROKEN) == []
    assert page.locator(".controls").evaluate("(form) => form.scrollWidth <= form.clientWidth")


def test_without_script_the_starting_table_is_shown(new_page: OpenPage, lab_address: str) -> None:
    """A page without script shows the starting result as a table, with what the data are."""
    page = new_page(lab_address, painted=False, java_script_enabled=False)
    expect(page.locator("policy-lab table")).to_be_visible()
    expect(page.locator("policy-lab caption")).to_contain_text("Synthetic population")


def test_a_missing_population_is_named_and_the_table_stays(new_page: OpenPage, site: Site) -> None:
    """A file that the server lacks is named with a mend; what the page came with stays in sight."""
    page = new_page(
        site.add_page("missing.html", raw_lab(CONFIGURATION | {"country": "atlantis"})), painted=False
    )
    box = page.get_by_role("alert")
    expect(box).to_contain_text("The file atlantis.population could not be read: the server answered 404.")
    expect(box).to_contain_text("reload the page")
    expect(page.get_by_text("Starting result")).to_be_visible()


def test_a_damaged_population_is_named(new_page: OpenPage, site: Site, nepal: Population) -> None:
    """Half a file is refused in words."""
    (site.folder / "policy-lab" / "half.population").write_bytes(pack(nepal)[:20_000])
    page = new_page(site.add_page("half.html", raw_lab(CONFIGURATION | {"country": "half"})), painted=False)
    expect(page.get_by_role("alert")).to_contain_text(
        "The file half.population could not be read: it is damaged"
    )


def test_a_server_that_decodes_the_file_changes_nothing(
    new_page: OpenPage, lab_address: str, nepal: Population
) -> None:
    """Where a server or proxy has decompressed the population on the way, the lab reads it as it is."""
    expected = new_page(lab_address).evaluate("window.summary")
    page = new_page("about:blank", painted=False)

    def decoded(route: Route) -> None:
        route.fulfill(body=gzip.decompress(pack(nepal)))

    page.route("**/nepal.population", decoded)
    page.goto(lab_address)
    page.wait_for_function("window.painted > 0")
    assert page.evaluate("window.summary") == expected


def test_a_wrong_configuration_is_said(new_page: OpenPage, site: Site) -> None:
    """An attribute that is not JSON, and one that asks for what there is not, are refused in words."""
    lab = "<policy-lab configuration='{'>Table</policy-lab>"
    page = new_page(site.add_page("wrong.html", lab), painted=False)
    expect(page.get_by_role("alert")).to_contain_text("is not JSON")
    lab = raw_lab(CONFIGURATION | {"outputs": ["povert"]})
    page = new_page(site.add_page("wrong.html", lab), painted=False)
    expect(page.get_by_role("alert")).to_contain_text("Did you mean 'poverty'?")


def test_an_empty_group_is_said_in_words(new_page: OpenPage, site: Site, example: Population) -> None:
    """Where nobody has the age, every panel says so in words: no 'NaN', no 'null'."""
    (site.folder / "policy-lab" / "example.population").write_bytes(pack(example))
    policy = "version=1&1.id=child_benefit&1.who.age=1-1"
    everything = {"country": "example", "policy": policy, "outputs": list(OUTPUTS)}
    page = new_page(site.add_page("empty.html", raw_lab(CONFIGURATION | everything)))
    said = "There are no children aged 1 in these data, so nobody can be reached."
    expect(page.locator("section.reach .sentence")).to_have_text(said)
    for chart in page.locator("section.poverty .chart").all():
        expect(chart).to_contain_text("nobody")
    expect(page.locator(".notes")).to_contain_text("Nobody is in the group")
    text = page.locator("policy-lab").evaluate("(lab) => lab.shadowRoot.querySelector('.lab').innerText")
    assert not {"NaN", "null", "undefined", "Infinity"} & set(text.replace("%", " ").split())
