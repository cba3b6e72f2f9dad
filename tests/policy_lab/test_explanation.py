"""Explain a number: the steps of one household are those of the arrays, and end in the number shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from simulator import Policy, Population, simulate, summarise
from simulator.engine import Outcome
from simulator.widgets.policy_lab.explanations import explanations
from tests.policy_lab.conftest import START, OpenPage, Site, lab_html

pytestmark = pytest.mark.browser


@pytest.fixture
def panel(new_page: OpenPage, site: Site) -> Locator:
    """The panel of a lab that explains numbers."""
    page = new_page(site.add_page("explain.html", lab_html(outputs=["poverty", "explanation"])))
    return page.locator("section.explanation")


@pytest.fixture(scope="module")
def outcome(nepal: Population) -> Outcome:
    """What Python says of the policy that the lab starts from."""
    return simulate(nepal, Policy.from_yaml(START))


def steps(panel: Locator, name: str) -> tuple[int, list[str]]:
    """Choose a number; return the household shown and its steps."""
    panel.get_by_label("Explain", exact=True).select_option(name)
    said = panel.locator(".steps li").all_inner_texts()
    assert not [each for each in said if "{" in each or "undefined" in each or "NaN" in each]
    return int(panel.locator(".steps").get_attribute("data-household") or -1), said


def test_every_explanation_ends_in_the_number_of_the_summary(panel: Locator, outcome: Outcome) -> None:
    """The last step holds the result that the lab shows, and the source stands below."""
    found = summarise(outcome)
    assert found.everyone.after
    expected = {
        "headcount": f"{found.everyone.after.headcount_percent:.1f}\u00a0%",
        "gap": f"{found.everyone.after.gap_percent:.1f}\u00a0%",
        "gini": f"{found.gini_after:.3f}",
        "cost": f"{found.cost.percent_of_gdp:.2f}\u00a0%",
        "exclusion_error": f"{found.reach.exclusion_error_percent:.1f}\u00a0%",
        "inclusion_error": f"{found.reach.inclusion_error_percent:.1f}\u00a0%",
    }
    assert [*expected] == [*explanations()]
    for name, result in expected.items():
        assert result in steps(panel, name)[1][-1], name
        expect(panel.locator(".sentence")).to_have_text(explanations()[name]["formula"])


def test_the_steps_are_those_of_the_household(panel: Locator, outcome: Outcome, nepal: Population) -> None:
    """Members, consumption and who is missed are those of the arrays; the next household is another."""
    size, after = nepal.households.size, outcome.consumption_after_month
    line = nepal.economy.line().month
    for _ in range(3):
        household, said = steps(panel, "headcount")
        assert said[0].startswith(f"This household has {size[household]} members.")
        assert ("none of them counts" in said[0]) is bool(after[household] >= line)
        panel.get_by_role("button", name="Next household").click()
        assert panel.locator(".steps").get_attribute("data-household") != str(household)
    household, said = steps(panel, "exclusion_error")
    members = nepal.persons.household == household
    group = int(outcome.group[members].sum())
    missed = int((outcome.group & ~outcome.reached)[members].sum())
    assert f"{group} of {size[household]} members are of the group. {missed} of these" in said[0]
    household, said = steps(panel, "gap")
    lacks = 100 * (line - after[household]) / line
    assert f"or {lacks:.1f}\u00a0%" in said[0]
