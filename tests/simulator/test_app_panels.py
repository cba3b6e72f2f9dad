"""The apps' own panels, with no browser: pure states, errors in words, the last good result kept."""

from __future__ import annotations

import pytest

from simulator import Policy, country, simulate, summarise
from simulator.family import family_view
from simulator.widgets.apps import ComparePanel, FamilyPanel
from simulator.widgets.apps.compare import CompareState, CountryTicked, LineTaken, compare_after
from simulator.widgets.apps.family import CountryTaken, FamilyState, family_after
from simulator.widgets.apps.family_form import family_of
from simulator.widgets.apps.family_views import rate_chart
from simulator.widgets.panels.form import Entered
from simulator.widgets.panels.policies import PolicyWritten, Typed


def test_a_comparison_is_the_engines_result_in_each_country() -> None:
    """Each country's numbers are those of its own summary, and an unticked one is gone."""
    state = compare_after(CompareState(("fiji", "nepal")), Typed("take_up", 0.5))
    for name, row in zip(state.countries, state.results, strict=True):
        summary = summarise(simulate(country(name), state.policy.policy))
        assert row.number("cost.percent_of_gdp") == summary.cost.percent_of_gdp
        assert row.number("gini_after") == summary.gini_after
    assert compare_after(state, CountryTicked("fiji", False)).countries == ("nepal",)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (CountryTicked("nepal", False), "from 1 to 8 countries"),
        (CountryTicked("atlantis", True), "atlantis"),
        (LineTaken("mine"), "mine"),
        (Typed("amount.unit", "currency"), "currency"),
    ],
)
def test_what_a_comparison_refuses_is_told_and_changes_nothing(event: object, told: str) -> None:
    """The error names the value, and the results stay those of the last good state."""
    before = compare_after(CompareState(("nepal",)), LineTaken(""))
    after = compare_after(before, event)
    assert told in after.error
    assert (after.results, after.countries, after.policy) == (before.results, before.countries, before.policy)


def test_a_family_is_the_engines_own_view() -> None:
    """What the panel shows is `family_view` of the family that the form describes."""
    state = family_after(FamilyState(), Entered("children", 3))
    people = country("nepal")
    assert state.view == family_view(family_of(state.form, people), state.policy.policy, people)
    assert len(state.life) == state.form.whole("years")
    assert state.line[-1].marginal_effective_tax_rate is None


def test_what_a_family_refuses_is_told_and_changes_nothing() -> None:
    """A value out of bounds stands beside its field; a country that there is not is named."""
    before = family_after(FamilyState(), CountryTaken("nepal"))
    after = family_after(before, Entered("children", 50))
    assert "from 0 to 5" in after.form.errors["children"] and after.view == before.view
    assert "atlantis" in family_after(before, CountryTaken("atlantis")).error


def test_a_guaranteed_income_taxes_the_poors_earnings_fully() -> None:
    """Below the guarantee each unit earned is taken from the benefit: the rate of the first step says it."""
    text = Policy.from_yaml(
        "{version: 1, schemes: [{id: guaranteed_minimum_income, "
        "amount: {value: 100, unit: percent_gdp_per_person}}], financing: external}"
    ).to_yaml()
    state = family_after(FamilyState(), PolicyWritten(text))
    assert state.line[0].marginal_effective_tax_rate == pytest.approx(1.0)
    assert "take away 100.00 %" in rate_chart(state.line, "NPR a month").alt_text
    state = family_after(state, PolicyWritten(text.replace("value: 100", "value: 30")))
    chart = rate_chart(state.line, "NPR a month")
    assert chart.kind == "steps" and "most in the step from 0.00 to 1,357.60: 100.00 %" in chart.alt_text


def test_a_panel_draws_its_state_and_hears_its_controls() -> None:
    """A ticked box reaches the state, a refused one is unticked again with the reason beside it."""
    panel = ComparePanel(["nepal"])
    _ = panel.widget
    panel.boxes["fiji"].value = True
    assert panel.state.countries == ("fiji", "nepal") and "Fiji" in panel.result.value
    for name in ("fiji", "nepal"):
        panel.boxes[name].value = False
    assert panel.boxes["nepal"].value and "Allowed: from 1 to 8 countries" in panel.error.value
    family = FamilyPanel()
    _ = family.widget
    assert "<svg" in family.result.value and "<table" in family.result.value
