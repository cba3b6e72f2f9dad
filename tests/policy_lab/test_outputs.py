"""The outputs that a lesson asks for: each a sentence, a chart and a table of the records' numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import (
    BadInput,
    Policy,
    Population,
    breakdown,
    costs_by_fiscal_year,
    measured,
    rolled_out,
    simulate,
    summarise,
    targeting,
)
from simulator.engine import Outcome
from simulator.widgets.policy_lab import DEFAULT_OUTPUTS, OUTPUTS, PolicyLab
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted

pytestmark = pytest.mark.browser
POLICY = """
version: 1
schemes:
- {id: child_benefit, rule: {proxy_quota: {share: 0.4}}, take_up: 0.8, roll_out: {oldest_at_start: 5}}
financing: {levy_on_consumption: {exempt_below: 0}}
"""
TWO_CHARTS = ("projection", "countries")
LATER = tuple(name for name in OUTPUTS if name not in (*DEFAULT_OUTPUTS, "explanation"))
Show = Callable[..., Page]


@pytest.fixture
def show(new_page: OpenPage, site: Site) -> Show:
    """A function that opens a page with a lab that shows these outputs."""

    def open_lab(*outputs: str, **settings: object) -> Page:
        lab = lab_html(policy=POLICY, outputs=outputs)
        return new_page(site.add_page("outputs.html", lab), **settings)

    return open_lab


@pytest.fixture(scope="module")
def outcome(nepal: Population) -> Outcome:
    """What Python says of the policy that the lab starts from."""
    return simulate(nepal, Policy.from_yaml(POLICY))


def rows_of(panel: Locator, table: int = 0) -> list[list[str]]:
    """Return the texts of a panel's table, row by row."""
    script = (
        "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    rows: list[list[str]] = panel.locator("table").nth(table).evaluate(script)
    return rows


def share(value: float | None, digits: int = 1) -> str:
    """Return a share as the lab writes it: a little is not nothing, nearly all not all."""
    if value is None:
        return "nobody"
    text, step = f"{value:.{digits}f}", 10**-digits
    if float(text) == 0 and value > 1e-9:
        return f"under {step:.{digits}f}"
    if float(text) == 100 and value < 100 - 1e-9:
        return f"over {100 - step:.{digits}f}"
    return f"{0:.{digits}f}" if float(text) == 0 else text


def percents(values: Sequence[float | None]) -> list[str]:
    """Return percentages as the lab writes them in a table of its own unit."""
    return ["nobody to count" if value is None else f"{share(value)}\u00a0%" for value in values]


@pytest.mark.parametrize("name", LATER)
def test_each_output_has_a_sentence_a_chart_and_a_table(show: Show, name: str) -> None:
    """What is asked for by name is shown, says what its data are, and asks for no other output's files."""
    page = show(name)
    panel = page.locator(f"section.{name.replace('_', '-')}")
    expect(panel.locator(".sentence")).to_contain_text(".")
    expect(panel.locator("svg.chart")).to_have_count(2 if name in TWO_CHARTS else 1)
    assert rows_of(panel)
    expect(panel.get_by_text("Synthetic population", exact=True)).to_be_visible()
    text = panel.inner_text()
    assert not {"NaN", "null", "undefined", "Infinity"} & set(text.replace("%", " ").split())


def test_an_unknown_output_is_refused() -> None:
    """A wrong name fails where the cell is written, with the name that was meant."""
    with pytest.raises(BadInput, match="Did you mean 'groups'"):
        PolicyLab("nepal", POLICY, outputs=("group",))


def test_a_small_lab_loads_no_more_than_it_shows(new_page: OpenPage, site: Site) -> None:
    """The script of other outputs is asked for only by a lab that shows them."""
    asked: list[str] = []
    page = new_page("about:blank", painted=False)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.add_page("small.html", lab_html()))
    page.wait_for_function("window.painted > 0")
    assert [url for url in asked if url.endswith(".js")] == [f"{site.address}policy-lab/policy-lab.js"]


def test_groups_are_the_records(show: Show, outcome: Outcome) -> None:
    """Each way to part the people shows the numbers of the breakdown; assumed ones are called so."""
    page = show("groups")
    panel = page.locator("section.groups")
    choice = panel.get_by_label("Part the people by")
    for by in choice.evaluate("(select) => [...select.options].map((each) => each.value)"):
        choice.select_option(by)
        groups = breakdown(outcome, by)
        for row, group in zip(rows_of(panel), groups, strict=True):
            poor = [share(state.headcount_percent) for state in (group.poverty.before, group.poverty.after)]
            gain = share(group.gain_percent, 2)
            assert row == [group.label, *poor, share(group.reached_percent), gain]
        said = panel.locator(".sentence").inner_text()
        assert ("Driven by assumptions" in said) is groups[0].assumption_driven
        expect(panel.locator("svg.chart circle.after-dot")).to_have_count(len(groups))


def test_an_output_follows_the_controls(show: Show, nepal: Population) -> None:
    """A panel that is filled after the others shows the policy that the sliders say."""
    page = show("groups")
    repainted(page, lambda: number(page, "Take-up").fill("30"))
    moved = Policy.from_yaml(POLICY).with_values({"take_up": 0.3})
    expected = [share(group.reached_percent) for group in breakdown(simulate(nepal, moved), "area")]
    assert [row[3] for row in rows_of(page.locator("section.groups"))] == expected


def test_poverty_stands_at_every_line(show: Show, outcome: Outcome, nepal: Population) -> None:
    """Headcount and gap at each line are those of a summary at that line."""
    rows = rows_of(show("poverty_lines").locator("section.poverty-lines"))
    lines = sorted(nepal.economy.poverty_lines, key=lambda line: line.month)
    assert len(rows) == 2 * len(lines)
    for number_of, line in enumerate(lines):
        everyone = summarise(outcome, line.id).everyone
        states = (everyone.before, everyone.after)
        assert rows[2 * number_of][0].startswith(line.label)
        assert rows[2 * number_of][1:] == [share(each.headcount_percent) for each in states if each]
        assert rows[2 * number_of + 1][1:] == [share(each.gap_percent, 2) for each in states if each]


def test_inequality_is_that_of_the_measures(show: Show, outcome: Outcome) -> None:
    """Gini, Palma, 80:20 and Theil before and after; the curve runs below the diagonal."""
    panel = show("inequality_measures").locator("section.inequality-measures")
    found = {each.measure: each for each in measured(outcome)}
    shown = [found[name] for name in ("gini", "palma", "quintile_ratio", "theil")]
    expected = [[f"{each.before:.3f}", f"{each.after:.3f}"] for each in shown]
    assert [row[1:] for row in rows_of(panel)[:4]] == expected
    path = panel.locator("path.line-after").get_attribute("d") or ""
    points = [tuple(map(float, step.split())) for step in path[1:].split("L")]
    (left, bottom), (right, top) = points[0], points[-1]
    assert len(points) == 101 and right - left == bottom - top
    assert all(bottom - y <= x - left + 0.11 for x, y in points)


def test_targeting_errors_have_their_reasons(show: Show, outcome: Outcome) -> None:
    """The table holds both errors with their parts, and where the money goes."""
    panel = show("targeting").locator("section.targeting")
    found = targeting(outcome)
    poor, group = found.against_line, found.against_group
    errors = [
        *(poor.exclusion_percent, poor.exclusion_by_rule_percent),
        *(poor.exclusion_by_implementation_percent, poor.exclusion_by_other_benefits_percent),
        *(group.exclusion_percent, group.exclusion_by_rule_percent),
        *(group.exclusion_by_implementation_percent, group.exclusion_by_other_benefits_percent),
        *(poor.inclusion_percent, poor.inclusion_by_rule_percent, poor.inclusion_by_implementation_percent),
        *(found.leakage_percent, found.vertical_expenditure_efficiency_percent, found.spill_over_percent),
        *(found.poverty_reduction_efficiency_percent, found.poverty_gap_efficiency_percent),
    ]
    assert [row[1] for row in rows_of(panel)] == [
        *percents(errors),
        f"{found.coady_grosh_hoddinott:.2f}",
    ]
    expect(panel.locator(".sentence")).to_contain_text(f"{share(poor.exclusion_percent)}\u00a0% are missed")
    widths = panel.locator("svg.chart rect").evaluate_all(
        "(bars) => bars.map((each) => Number(each.getAttribute('width')))"
    )
    assert widths[0] / widths[1] == pytest.approx(errors[1] / errors[2], rel=1e-3)


def test_the_budget_closes(show: Show, outcome: Outcome) -> None:
    """What is spent comes from the levy at its rate; winners and losers of each tenth are the record's."""
    page = show("financing")
    panel, summary = page.locator("section.financing"), summarise(outcome)
    spent, raised = rows_of(panel)[-2:]
    assert spent[0] == "To be paid for" and raised[1:3] == spent[1:3]
    assert raised[3] == share(summary.financing[0].rate_percent, 2)
    for row, tenth in zip(rows_of(panel, 1), summary.tenths, strict=True):
        shares = [share(tenth.winners_percent, 0), share(tenth.losers_percent, 0)]
        assert row[1:] == [*shares, share(tenth.gain_percent, 2)]


def test_a_roll_out_costs_more_each_year(show: Show, nepal: Population) -> None:
    """The ten years are those of the policies that Python rolls out; without a roll-out each is the same."""
    page = show("fiscal_years")
    policies = rolled_out(Policy.from_yaml(POLICY), 5, 10)
    costs = costs_by_fiscal_year(nepal, policies, 2000, 1, 1)
    shown = [row[2] for row in rows_of(page.locator("section.fiscal-years"))]
    assert shown == [share(each.percent_of_gdp, 2) for each in costs]
    assert costs[0].gross < costs[-1].gross
    page.get_by_text("More settings").click()
    repainted(page, lambda: number(page, "Oldest age in the first year").fill("17"))
    expect(page.locator("section.fiscal-years .sentence")).to_contain_text(
        "No scheme is rolled out by cohort"
    )
    assert len({row[2] for row in rows_of(page.locator("section.fiscal-years"))}) == 1


def amounts(panel: Locator) -> dict[str, float]:
    """Return the lines of a household's month by name."""
    return {name: float(money.replace(",", "")) for name, money, _ in rows_of(panel)}


def test_a_household_has_a_month(show: Show) -> None:
    """Before, and what it gets and gives up, add up to after; another one comes at each turn and back."""
    panel = show("household").locator("section.household")
    first = panel.locator(".sentence").inner_text()
    kind = panel.get_by_label("Show")
    for name in kind.evaluate("(select) => [...select.options].map((each) => each.value)"):
        kind.select_option(name)
        month = amounts(panel)
        moved = month["Child benefit"] + month["A levy on consumption"]
        assert month["Consumption before"] + moved == pytest.approx(month["Consumption after"], abs=2)
        said = panel.locator(".sentence").inner_text()
        if name == "missed":
            assert month["Child benefit"] == 0 and "poor" in said
            assert month["Consumption before"] < month["Poverty line"]
        if name == "reached":
            assert month["Child benefit"] > 0 and "arrives" in said
    kind.select_option("any")
    panel.get_by_role("button", name="Next household").click()
    assert panel.locator(".sentence").inner_text() != first
    panel.get_by_role("button", name="Previous household").click()
    assert panel.locator(".sentence").inner_text() == first


def test_a_household_hears_whether_age_or_score_leaves_it_out(show: Show) -> None:
    """Where all children are older than the roll-out has come, that is the reason, and not the score."""
    panel = show("household").locator("section.household")
    panel.get_by_label("Show").select_option("missed")
    reasons = set()
    for _ in range(25):
        said = panel.locator(".sentence").inner_text()
        ages = [int(age or "0") for age in re.findall(r"(?:boy|girl)(?: of (\d+))?", said)]
        is_later = "the roll-out has not come to the ages of those here" in said
        assert is_later == (min(ages) > 5), said
        reasons.add(is_later)
        panel.get_by_role("button", name="Next household").click()
    assert reasons == {True, False}
