"""What a reader takes along: all results as a table, each chart as a picture."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import Policy, Population, simulate
from simulator.reports import Asked, result_csv, result_data
from simulator.scenario import breakdowns_of
from simulator.widgets.policy_lab import OUTPUTS, PolicyLab
from simulator.widgets.policy_lab.modules import widget_module
from tests.policy_lab.conftest import OpenPage, Site, lab_html

pytestmark = pytest.mark.browser
POLICY = "{version: 1, schemes: [{id: child_benefit}], financing: {levy_on_consumption: {exempt_below: 0}}}"
# Of the others each has one.
CHARTS = {"poverty": 2, "projection": 2, "countries": 2, "explanation": 0}
OWN_TABLES = ("projection", "countries", "alternatives", "spot", "assumption_range")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab that shows all outputs, on the dark side."""
    lab = lab_html(policy=POLICY, outputs=OUTPUTS)
    return new_page(site.add_page("saving.html", lab), theme="dark")


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Press a button; returns the name and the bytes of the file that the browser saves."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a CSV text."""
    return list(csv.reader(io.StringIO(text)))


def test_the_table_is_the_one_that_python_writes(page: Page, nepal: Population) -> None:
    """The same rows in the same order with the same units, numbers to 1e-9, and a link to the policy."""
    name, content = saved(page, page.get_by_role("button", name="Save all results as a table (CSV)"))
    assert name == "nepal-results.csv" and content.startswith(b"\xef\xbb\xbf")
    head, link, *found = rows_of(content.decode("utf-8-sig"))
    asked = Asked("nepal", by=breakdowns_of(nepal))
    outcome = simulate(nepal, Policy.from_yaml(POLICY))
    expected_head, *expected = rows_of(result_csv(result_data(outcome, asked)))
    assert head == expected_head
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        assert [*row[:5], *row[6:]] == [*wanted[:5], *wanted[6:]]
        assert float(row[5]) == pytest.approx(float(wanted[5]), rel=1e-9, abs=1e-9)
    assert PolicyLab("nepal", link[6].partition("#")[2]).policy == Policy.from_yaml(POLICY)
    assert link[7] == nepal.label
    expect(page.get_by_text("Saved as nepal-results.csv.")).to_be_visible()


# Chromium lets a page save ten files in a row.
@pytest.mark.parametrize("outputs", [OUTPUTS[:5], OUTPUTS[5:10], OUTPUTS[10:]], ids=["first", "more", "last"])
def test_each_chart_is_saved_as_a_picture_that_stands_alone(
    new_page: OpenPage, site: Site, outputs: tuple[str, ...]
) -> None:
    """As SVG: well-formed, light, without a style sheet, with its title and what its data are."""
    lab = lab_html(policy=POLICY, outputs=outputs)
    page = new_page(site.add_page(f"saving-{outputs[0]}.html", lab), theme="dark")
    charts = page.locator("svg.chart")
    for panel in page.locator("section[aria-busy]").all():
        expect(panel).to_have_attribute("aria-busy", "false", timeout=20_000)
    assert charts.count() == sum(CHARTS.get(name, 1) for name in outputs)
    for fold in page.locator("details.save > summary").all():
        fold.click()
    buttons = page.get_by_role("button", name="Picture (SVG)").all()
    assert len(buttons) == charts.count()
    for button, chart in zip(buttons, charts.all(), strict=True):
        name, content = saved(page, button)
        assert name == f"nepal-{chart.get_attribute('id')}.svg"
        picture = ElementTree.fromstring(content)
        assert not [each for each in picture.iter() if each.get("class") or "var(" in each.get("style", "")]
        text = " ".join(each.text or "" for each in picture.iter("{http://www.w3.org/2000/svg}text"))
        assert "Synthetic population of Nepal" in text
        assert (chart.locator("title").first.text_content() or "").split()[0] in text
        ground = picture.find("{http://www.w3.org/2000/svg}rect")
        assert ground is not None and ground.get("fill") == "#ffffff"
    expect(page.locator(".lab")).to_have_attribute("data-scheme", "dark")


def test_a_picture_for_a_memo(page: Page) -> None:
    """As PNG: three times as fine as the SVG, so that it prints, and not empty."""
    page.locator("section.poverty details.save > summary").click()
    buttons = page.locator("section.poverty").get_by_role("button")
    svg = ElementTree.fromstring(saved(page, buttons.nth(0))[1])
    name, content = saved(page, buttons.nth(1))
    assert name == "nepal-poverty-chart.png" and content.startswith(PNG)
    size = struct.unpack(">II", content[16:24])
    assert size == tuple(3 * int(float(svg.get(side, "0"))) for side in ("width", "height"))
    assert len(content) > 5_000
    expect(page.locator("section.poverty").get_by_text("Saved as nepal-poverty-chart.png.")).to_be_visible()


def test_the_buttons_have_names_of_their_own(page: Page) -> None:
    """In a list of buttons each says of which chart it saves which kind of picture."""
    for fold in page.locator("details.save > summary").all():
        fold.click()
    names = [button.inner_text() for button in page.locator("details.save button").all()]
    pictures = 2 * sum(CHARTS.get(name, 1) for name in OUTPUTS)
    assert len(names) == len(set(names)) == pictures + len(OWN_TABLES)
    folds = [fold.inner_text() for fold in page.locator("details.save > summary").all()]
    assert len(folds) == len(set(folds))


def test_a_notebook_has_what_a_page_loads_later(new_page: OpenPage, site: Site) -> None:
    """The widget's one module brings every panel and the savers with it: a kernel has no address to ask."""
    (site.folder / "widget.js").write_text(widget_module(), "utf-8")
    page = new_page(site.address + "blank.html", painted=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab = PolicyLab("nepal", POLICY, outputs=OUTPUTS)
    text = page.evaluate(WIDGET, [lab.get_state()["_configuration"], lab.get_state()["_assets"]["catalogue"]])
    assert "Meet a household" in text and "Who pays, who gains" in text
    assert "In percent of GDP the policy costs" in text and "In Nepal poverty goes from" in text
    assert {url.rpartition("/")[2] for url in asked if not url.startswith("blob:")} == {
        *("widget.js", "nepal.population", "nepal.years.json", "countries.json")
    }


WIDGET = """async ([configuration, catalogue]) => {
  const widget = await (await import("/widget.js")).default();
  const bytes = new Uint8Array(await (await fetch("/policy-lab/nepal.population")).arrayBuffer());
  const values = {
    _configuration: configuration,
    _assets: { catalogue, population: new DataView(bytes.buffer), styles: "" },
    country: configuration.country,
    policy: configuration.policy,
    line: null,
  };
  const hearers = new Set();
  const send = async ({ file }) => {
    const sent = await (await fetch(`/policy-lab/${file}`)).arrayBuffer();
    for (const hear of hearers) hear({ file }, [new DataView(sent)]);
  };
  const on = (name, hear) => name === "msg:custom" && hearers.add(hear);
  const off = (_name, hear) => hearers.delete(hear);
  const model = { get: (name) => values[name], set() {}, save_changes() {}, send, on, off };
  const el = document.body.appendChild(document.createElement("div"));
  const painted = new Promise((done) => el.addEventListener("policy-lab:rendered", done, { once: true }));
  await widget.render({ model, el });
  const refused = () => el.shadowRoot?.querySelector(".error:not([hidden])");
  await Promise.race([painted, new Promise((done) => refused() && done())]);
  while (el.shadowRoot.querySelector("[aria-busy=true]")) await new Promise(requestAnimationFrame);
  return el.shadowRoot.querySelector(".lab").innerText;
}"""
