"""The assumption range in the lab: of the start policy in a page, of any policy where Python answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import Policy, assumption_range
from simulator.command_line.parser import parse
from simulator.policy import from_link
from simulator.uncertainty import AssumptionRange
from simulator.widgets.policy_lab import PolicyLab
from simulator.widgets.policy_lab.modules import widget_module
from tests.policy_lab.conftest import FEW, OpenPage, Site, lab_html, quick_range
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.test_outputs import rows_of
from tests.policy_lab.test_saving import WIDGET, saved

pytestmark = pytest.mark.browser
POLICY = "{version: 1, schemes: [{id: child_benefit, rule: {proxy_quota: {share: 0.4}}, take_up: 0.8}]}"
TODAY = "&b1.id=pension&b1.who.age=70-120"


def open_range(new_page: OpenPage, site: Site, country: str = "nepal", **asked: object) -> Page:
    """Open a lab that shows the assumption range."""
    given = {"country": country, "policy": POLICY, "outputs": ["assumption_range"]} | asked
    return new_page(site.add_page("range.html", lab_html(**given)))


def shown(page: Page) -> Locator:
    """Wait until the panel knows what it says; returns it."""
    panel = page.locator("section.assumption-range[aria-busy=false]")
    expect(panel).to_have_count(1, timeout=20_000)
    return panel


def one(found: Sequence[AssumptionRange], measure: str, state: str = "") -> AssumptionRange:
    """Return the range of one number of everybody."""
    (each,) = [
        each
        for each in found
        if (each.measure, each.state) == (measure, state) and each.section != "summary.group"
    ]
    return each


def test_the_start_policy_has_its_range(new_page: OpenPage, site: Site) -> None:
    """Sentence, list, chart, tables and file say what Python's range says of the policy of the start."""
    panel = shown(open_range(new_page, site))
    found = assumption_range("nepal", Policy.from_yaml(POLICY), FEW)
    poor = one(found, "headcount_percent", "after")
    ends = [f"{each:.1f}\u00a0%" for each in (poor.estimate, poor.low, poor.high)]
    causes = [each.replace("_", " ").replace("-", "−") for each in (poor.low_from, poor.high_from)]
    said = f"here {ends[0]}, lay between {ends[1]} ({causes[0]}) and {ends[2]} ({causes[1]})"
    expect(panel.locator(".sentence")).to_contain_text("The country was built 4 times, with other seeds")
    expect(panel.locator(".sentence")).to_contain_text(said)
    missed = one(found, "exclusion_error_percent")
    item = (
        f"Missed of the poor, %: between {missed.low:.1f} and {missed.high:.1f}, here {missed.estimate:.1f}."
    )
    expect(panel.locator("ul.steps")).to_contain_text(item)
    expect(panel.locator("svg.chart circle.after-dot")).to_have_count(9)
    expect(panel.get_by_role("button", name="Go back to the start policy")).to_be_hidden()
    rows = rows_of(panel)
    assert [row[0] for row in rows] == [each.label for each in found]
    assert rows_of(panel, 1)[0][:2] == ["child share gradient", "−0.8, −0.5, −0.2"]
    panel.locator("details.save > summary").click()
    name, content = saved(panel.page, panel.get_by_role("button", name="Table (CSV)"))
    kept = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "nepal-assumption-range.csv"
    assert [float(row["high"]) for row in kept] == [each.high for each in found]
    assert [row["low_from"] for row in kept] == [each.low_from for each in found]


def test_another_policy_has_none_and_leads_back(new_page: OpenPage, site: Site) -> None:
    """Once the policy differs, no number of the start is shown; a button leads back, a command to its own."""
    page = open_range(new_page, site, policy=PolicyLab("nepal", POLICY).get_state()["policy"] + TODAY)
    numbers = rows_of(shown(page))
    repainted(page, lambda: number(page, "Take-up").fill("30"))
    panel = shown(page)
    expect(panel.locator(".sentence")).to_contain_text("You have chosen something else")
    for gone in ("svg.chart", "details.save"):
        expect(panel.locator(gone)).to_be_hidden()
    assert rows_of(panel) == []
    panel.get_by_text("Compute it for this policy yourself").click()
    fields = ("The text of policy.yaml", "The text of today.yaml", "The command")
    texts = [panel.get_by_label(name).input_value() for name in fields]
    assert Policy.from_yaml(texts[0]) == Policy.from_yaml(POLICY).with_values({"take_up": 0.3})
    assert Policy.from_yaml(texts[1]) == from_link(f"version=1&1.id=child_benefit{TODAY}")[1]
    given = parse(texts[2].removeprefix("python -m simulator ").split())
    assert (given.country, str(given.baseline), given.assumption_range) == ("nepal", "today.yaml", True)
    repainted(page, lambda: panel.get_by_role("button", name="Go back to the start policy").click())
    assert rows_of(shown(page)) == numbers


def test_another_line_or_country_has_none(new_page: OpenPage, site: Site) -> None:
    """The reference line by its name is the line of the start; another one is not, and no other country."""
    page = open_range(new_page, site, line="societal", countries=["mongolia"])
    panel, line = shown(page), page.get_by_label("Poverty line")
    numbers = rows_of(panel)
    page.get_by_text("More settings").click()
    repainted(page, lambda: line.select_option("international_3_65"))
    expect(shown(page).locator(".sentence")).to_contain_text("You have chosen something else")
    repainted(page, lambda: line.select_option("societal"))
    assert rows_of(shown(page)) == numbers
    repainted(page, lambda: page.get_by_label("Country", exact=True).select_option("mongolia"))
    expect(shown(page).locator(".sentence")).to_contain_text("starts with, in Nepal")
    repainted(page, lambda: panel.get_by_role("button", name="Go back to the start policy").click())
    assert rows_of(shown(page)) == numbers


def test_why_there_is_no_range(new_page: OpenPage, site: Site) -> None:
    """An invented country has none, and says so; so does a page whose file is gone."""
    panel = shown(open_range(new_page, site, "arumia"))
    expect(panel.locator(".sentence")).to_contain_text("There is no range. arumia is invented")
    expect(panel.get_by_role("button", name="Go back to the start policy")).to_be_hidden()
    page = new_page("about:blank", painted=False)
    page.route("**/*.range.json", lambda route: route.fulfill(status=404))
    page.goto(site.add_page("gone.html", lab_html(policy=POLICY, outputs=["assumption_range"])))
    expect(shown(page).locator(".sentence")).to_contain_text("could not be read: the server answered 404")


def test_in_a_notebook_python_computes_it(new_page: OpenPage, site: Site) -> None:
    """A kernel is asked for the policy that is shown, once somebody wants it, and not at each step."""
    (site.folder / "widget.js").write_text(widget_module(), "utf-8")
    lab = PolicyLab("nepal", POLICY, outputs=["assumption_range"])
    state = lab.get_state()
    # What the page's stand-in for a kernel hands over, whatever stands behind the question mark.
    (site.folder / "policy-lab" / "assumption_range").write_bytes(quick_range("nepal", state["policy"], None))
    page = new_page(site.address + "blank.html", painted=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    text = page.evaluate(WIDGET, [state["_configuration"], state["_assets"]["catalogue"]])
    assert "panel of intervals shows 95\u00a0% intervals" in text
    assert not [url for url in asked if "assumption_range" in url]
    page.get_by_role("button", name="Let Python compute it").click()
    panel = page.locator("section.assumption-range")
    expect(panel.locator(".sentence")).to_contain_text("The country was built 4 times")
    (url,) = [url for url in asked if "assumption_range" in url]
    assert url.endswith(f"?{state['policy']}&country=nepal")
