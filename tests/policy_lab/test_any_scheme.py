"""Any scheme of the package opens in the lab, whatever its parameters are; who pays comes with the policy."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Page, expect

from simulator import Policy
from simulator.population_file import pack
from simulator.schemes import all_schemes
from tests.policy_lab.conftest import OpenPage, Site, lab_html, raw_lab
from tests.policy_lab.lab_page import number, repainted, slider
from tests.policy_lab.random_populations import full_population

pytestmark = pytest.mark.browser
OUTPUTS = ["reach", "poverty", "inequality", "cost"]
LEVY = "&f1.id=levy_on_consumption&f1.share=1&f1.exempt_below=60&f1.unit=percent_poverty_line"


@pytest.fixture(scope="module")
def people(site: Site) -> Iterator[str]:
    """The name of a country of whose people every column was observed."""
    made = full_population(Random(12), most=200)
    (site.folder / "policy-lab" / "observed.population").write_bytes(pack(made))
    yield "observed"


def opened(new_page: OpenPage, site: Site, country: str, policy: str, controls: list[str]) -> Page:
    """Return a page with a lab on a policy."""
    lab = raw_lab(
        {"country": country, "policy": policy, "controls": controls, "outputs": OUTPUTS, "line": None}
    )
    return new_page(site.add_page("any.html", lab))


@pytest.mark.parametrize("name", list(all_schemes()))
def test_every_scheme_opens_and_each_control_moves(
    new_page: OpenPage, site: Site, people: str, name: str
) -> None:
    """Each slider of each scheme moves, folded or not, and each choice can be chosen; nothing says NaN."""
    policy = Policy.from_data({"version": 1, "schemes": [{"id": name}], "financing": "external"})
    page = opened(new_page, site, people, policy.to_fragment(), list(all_schemes()[name].parameters)[:3])
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.get_by_text("More settings").click()
    for select in page.locator("select").locator("visible=true").all():
        for option in select.locator("option").all():
            select.select_option(value=option.get_attribute("value"))
    for each in page.locator("input[type=range]").locator("visible=true").all():
        each.press("End")
        each.press("ArrowLeft")
    shown = page.locator("policy-lab").evaluate("(lab) => lab.shadowRoot.querySelector('.lab').innerText")
    assert failures == []
    assert not {"NaN", "null", "undefined", "Infinity", "[object"} & set(shown.replace("%", " ").split())
    assert page.evaluate("window.summary.schemes[0].scheme") == name


def test_a_range_of_degrees_has_no_youngest(new_page: OpenPage, site: Site, people: str) -> None:
    """The ends of ages are the youngest and the oldest, those of another range the lowest and the highest."""
    policy = "version=1&1.id=disability_benefit&f1.id=external"
    page = opened(new_page, site, people, policy, ["who.age", "who.severity"])
    for name in ("Youngest", "Oldest", "Lowest", "Highest"):
        expect(slider(page, name)).to_have_count(1)
    number(page, "Lowest").fill("2")
    number(page, "Highest").fill("1")
    number(page, "Highest").press("Tab")
    expect(page.get_by_text("The highest cannot be below the lowest, 2.")).to_be_visible()


def test_ages_without_an_end_are_said_so(new_page: OpenPage, site: Site) -> None:
    """'65 or older', not '65 to 120'."""
    page = opened(new_page, site, "nepal", "version=1&1.id=social_pension&f1.id=external", ["who.age"])
    expect(page.locator("section.reach .sentence")).to_contain_text("older persons aged 65 or older")


def test_a_threshold_of_a_rule_is_money_too(new_page: OpenPage, site: Site) -> None:
    """A threshold stands in currency and in shares, and keeps its money when its unit is changed."""
    policy = "version=1&1.id=child_benefit&1.rule=affluence_test&f1.id=external"
    page = opened(new_page, site, "nepal", policy, ["rule.affluence_test.threshold", "amount.value"])
    field = page.locator(".field", has=slider(page, "Left out from"))
    expect(field.locator(".note")).to_contain_text("NPR\u00a018,000 a month\n132.8\u00a0% of GDP per person")
    page.get_by_text("More settings").click()
    page.get_by_label("The threshold is set in").locator("visible=true").select_option("currency")
    expect(number(page, "Left out from")).to_have_value("18030")


def test_what_a_benefit_is_worth_is_said_as_it_is_paid(new_page: OpenPage, site: Site, people: str) -> None:
    """A grant for a birth is no monthly income; a guarantee is paid up to its amount."""
    for name, said in (
        ("birth_grant", "at the full rate for each newborn child"),
        ("guaranteed_minimum_income", "a month for each person"),
        ("household_benefit", "a month for each household"),
    ):
        page = opened(new_page, site, people, f"version=1&1.id={name}&f1.id=external", ["amount.value"])
        note = page.locator(".field", has=slider(page, "Benefit")).locator(".note")
        expect(note).to_contain_text(said)
        assert note.inner_text().startswith("up to ") == (name == "guaranteed_minimum_income")


def test_a_rule_that_the_data_cannot_bear_is_refused_at_its_field(new_page: OpenPage, site: Site) -> None:
    """Regions were not observed: the choice goes back, the reason is said, and the results stay."""
    page = new_page(site.add_page("rule.html", lab_html()))
    rule = page.get_by_label("Who is chosen")
    rule.select_option("poorest_regions")
    expect(rule).to_have_value("proxy_quota")
    field = page.locator(".field", has=rule)
    expect(field.get_by_role("alert")).to_contain_text("column region was not observed in these data")
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    expect(field.get_by_role("alert")).to_be_empty()


def test_a_share_of_an_unknown_wage_is_not_offered(new_page: OpenPage, site: Site, people: str) -> None:
    """Where the average wage is not known, no amount can be set in it."""
    page = new_page(site.add_page("wage.html", lab_html()))
    page.get_by_text("More settings").click()
    units = page.get_by_label("The benefit is set in").locator("option").all_text_contents()
    assert "% of GDP per person" in units and "% of the average wage" not in units


def test_who_pays_survives_what_the_learner_does(new_page: OpenPage, site: Site) -> None:
    """A levy stays through sliders, 'Start again' and links, and its rate stands in the notes."""
    start = (
        "{version: 1, schemes: [{id: child_benefit}], financing: {levy_on_consumption: {exempt_below: 10}}}"
    )
    page = new_page(site.add_page("levy.html", lab_html(policy=start)))
    pays = "f1.id=levy_on_consumption&f1.share=1&f1.exempt_below="
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    page.wait_for_function(f"location.hash.includes('1.take_up=0.99') && location.hash.includes('{pays}10&')")
    expect(page.locator(".about")).to_contain_text("A levy on consumption meets 100 % of the budget:")
    assert page.evaluate("window.summary.balance.losers_percent") > 0
    expect(page.locator("section.inequality .sentence")).to_contain_text("the richest loses")
    repainted(page, lambda: page.evaluate(f"location.hash = 'version=1&1.id=child_benefit{LEVY}'"))
    assert page.evaluate("window.summary.financing[0].rate_percent") > 0
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    page.wait_for_function(f"location.hash.includes('{pays}60&')")
    repainted(page, lambda: page.get_by_role("button", name="Start again").click())
    page.wait_for_function(f"location.hash.includes('{pays}10&')")


def test_a_budget_that_cannot_be_met_is_said_at_the_slider(new_page: OpenPage, site: Site) -> None:
    """A benefit that the levy cannot pay for is refused with what it can raise; the results stay."""
    start = (
        "{version: 1, schemes: [{id: child_benefit}], financing: {levy_on_consumption: {highest_rate: 0.1}}}"
    )
    page = new_page(site.add_page("dear.html", lab_html(policy=start)))
    number(page, "Benefit").fill("95")
    alert = page.locator(".field", has=slider(page, "Benefit")).get_by_role("alert")
    expect(alert).to_contain_text("a levy on consumption cannot raise")
    expect(alert).to_contain_text("It can raise")
    assert page.evaluate("window.summary.policy").count("1.amount.value=4&") == 1
    number(page, "Benefit").fill("5")
    expect(alert).to_be_empty()


def test_a_link_whose_budget_cannot_be_met_is_refused_in_words(new_page: OpenPage, lab_address: str) -> None:
    """The box says what cannot be raised, not that the link is damaged."""
    link = "#version=1&1.id=child_benefit&f1.id=levy_on_consumption"
    page = new_page(f"{lab_address}{link}&f1.highest_rate=0.1&1.amount.value=100")
    expect(page.locator(".error")).to_contain_text("a levy on consumption cannot raise")
    expect(page.locator(".error")).not_to_contain_text("damaged")
    page = new_page(f"{lab_address}{link}&f1.exempt_below=2000")
    expect(page.locator(".error")).to_contain_text("‘Exempt below’ in this link is 2,000.")
    expect(page.locator(".error")).to_contain_text("from 0 to 1,000\u00a0% of mean consumption per person")


def test_a_loss_hangs_from_the_axis(new_page: OpenPage, site: Site) -> None:
    """In the chart of gains the bar of a tenth that loses begins at the axis and goes down."""
    start = "{version: 1, schemes: [{id: child_benefit}]}"
    page = new_page(site.add_page("loss.html", lab_html(policy=start)))
    gains = page.evaluate("window.summary.tenths.map((each) => each.gain_percent)")
    assert gains[0] > 0 > gains[9]
    chart = page.locator("section.inequality svg")
    axis = float(chart.locator("line.axis").first.get_attribute("y1") or 0)
    bars = [
        (float(bar.get_attribute("y") or 0), float(bar.get_attribute("height") or 0))
        for bar in chart.locator("rect.after").all()
    ]
    for gain, (top, height) in zip(gains, bars, strict=True):
        assert abs((top if gain < 0 else top + height) - axis) < 0.02
        assert abs(height) > 0
    assert chart.locator("text.value").last.text_content() == f"−{abs(gains[9]):.1f}"
