"""ESCAP's arithmetic in the lab: Python's `spot` beside our figures, with a sentence for each convention."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import Policy, Population, spot
from simulator.escap import SpotResult, package_policy
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.test_outputs import rows_of
from tests.policy_lab.test_saving import saved

pytestmark = pytest.mark.browser
POLICY = """
version: 1
schemes:
- {id: child_benefit, rule: {proxy_quota: {share: 0.4, test_cost: 0.1}}, take_up: 0.8, delivery_loss: 0.02}
"""
FIGURES = ("cost_percent_of_gdp", "headcount_percent", "gain_percent")
EFFECTS = ("effect_on_cost_points", "effect_on_headcount_points", "effect_on_gain_points")


def open_spot(new_page: OpenPage, site: Site, policy: str = POLICY) -> Page:
    """Open a lab that shows ESCAP's arithmetic."""
    lab = lab_html(policy=policy, outputs=["spot"], controls=["take_up"])
    return new_page(site.add_page("spot.html", lab))


def counted(page: Page) -> Locator:
    """Wait until the conventions are tried; returns the panel."""
    panel = page.locator("section.spot[aria-busy=false]")
    expect(panel).to_have_count(1, timeout=20_000)
    return panel


def signed(points: float) -> str:
    """Return points as the lab writes them: with a sign, unless they round to nothing."""
    text = f"{abs(points):.2f}"
    return text if float(text) == 0 else f"{'−' if points < 0 else '+'}{text}"


def below(value: float) -> str:
    """Return a number as the lab writes it, with the sign of typography if it is below 0."""
    return signed(value).removeprefix("+")


def check_tables(panel: Locator, expected: SpotResult) -> None:
    """Check the figures and what each convention moves."""
    ours, theirs = expected.ours, expected.spot
    pairs = [(getattr(ours, name), getattr(theirs, name)) for name in FIGURES]
    figures = [[below(here), below(there), signed(there - here)] for here, there in pairs]
    assert [row[1:] for row in rows_of(panel)] == figures
    moves = [
        [each.convention, *(signed(getattr(each, name)) for name in EFFECTS)] for each in expected.differences
    ]
    assert rows_of(panel, 1) == moves


def test_both_arithmetics_stand_side_by_side(new_page: OpenPage, site: Site, nepal: Population) -> None:
    """Figures, conventions, groups and file are Python's; each convention has its sentence."""
    page = open_spot(new_page, site)
    panel, expected = counted(page), spot(nepal, Policy.from_yaml(POLICY))
    check_tables(panel, expected)
    (group,) = expected.groups
    paid = {name.removeprefix("Child benefit: "): text for name, text in rows_of(panel, 2)}
    assert paid["% of all people"] == f"{group.percent_of_population:.1f}"
    assert paid["cost, % of GDP"] == f"{group.cost_percent_of_gdp:.2f}"
    said = panel.locator("ul.steps li").all_inner_texts()
    assert len(said) == len(expected.differences) > 4
    for text, each in zip(said, expected.differences, strict=True):
        assert text.startswith(f"{each.convention}. Here: {each.ours} ESCAP: {each.spot} This moves")
    costs = [f"{each.cost_percent_of_gdp:.2f}\u00a0%" for each in (expected.spot, expected.ours)]
    assert f"costs {costs[0]} of GDP" in panel.locator(".sentence").inner_text()
    assert f"Here it costs {costs[1]}" in panel.locator(".sentence").inner_text()
    panel.locator("details.save > summary").click()
    name, content = saved(page, panel.get_by_role("button", name="Table (CSV)"))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "nepal-spot.csv"
    assert float(rows[0]["spot"]) == pytest.approx(expected.spot.cost_percent_of_gdp, rel=1e-9)
    effects = [float(row["effect_on_cost_points"]) for row in rows[3:]]
    assert effects == pytest.approx([each.effect_on_cost_points for each in expected.differences], abs=1e-9)


def test_it_follows_the_controls(new_page: OpenPage, site: Site, nepal: Population) -> None:
    """A moved control is counted anew; ESCAP's figures know nothing of take-up, so they stay."""
    page = open_spot(new_page, site)
    before = [row[2] for row in rows_of(counted(page))]
    repainted(page, lambda: number(page, "Take-up").fill("30"))
    moved = Policy.from_yaml(POLICY).with_values({"take_up": 0.3})
    check_tables(counted(page), spot(nepal, moved))
    assert [row[2] for row in rows_of(counted(page))] == before


def test_a_policy_that_escap_has_not_is_said(new_page: OpenPage, site: Site) -> None:
    """A policy without any of its schemes has no such figures: a sentence says which schemes it has."""
    page = open_spot(new_page, site, "{version: 1, schemes: [{id: birth_grant}]}")
    panel = counted(page)
    said = "ESCAP's simulator has none of the schemes of this policy. It has only these: child benefit,"
    expect(panel.locator(".sentence")).to_contain_text(said)
    expect(panel.locator("svg.chart")).to_be_hidden()
    expect(panel.locator("details.save")).to_be_hidden()


def test_what_moves_nothing_is_said(new_page: OpenPage, site: Site) -> None:
    """Of ESCAP's own package, paid from outside, only gains are counted otherwise, which moves nothing."""
    panel = counted(open_spot(new_page, site, package_policy("oecd").to_yaml()))
    expect(panel.locator(".sentence")).to_contain_text("They differ in one convention")
    expect(panel.locator("ul.steps li")).to_contain_text("Gains. Here: Net of benefits")
    expect(panel.locator("ul.steps li")).to_contain_text("This moves no number here.")
