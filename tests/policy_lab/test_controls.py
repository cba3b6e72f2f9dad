"""The lab's controls: what a learner moves, what then changes, and what is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.policy_lab.conftest import OpenPage
from tests.policy_lab.lab_page import number, repainted, slider

pytestmark = pytest.mark.browser


def test_the_keyboard_moves_a_slider_and_the_results_follow(new_page: OpenPage, lab_address: str) -> None:
    """An arrow key on a slider changes its number, the sentences, the headline and what is listened to."""
    page = new_page(lab_address)
    before = page.evaluate("window.summary.reach.reached_persons")
    said = page.locator("section.reach .sentence").inner_text()
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    expect(number(page, "Take-up")).to_have_value("79")
    expect(slider(page, "Take-up")).to_have_attribute("aria-valuetext", "79 %")
    expect(page.locator("section.reach .sentence")).not_to_have_text(said)
    assert page.evaluate("window.summary.reach.reached_persons") < before
    expect(page.locator("[aria-live=polite]")).to_contain_text("Poverty 18.7")


def test_the_synthetic_label_and_the_notes_are_always_in_sight(new_page: OpenPage, lab_address: str) -> None:
    """What the data are, the poverty line with its source, and the notes stand in the lab."""
    page = new_page(lab_address)
    expect(page.locator(".label")).to_contain_text("Synthetic population")
    expect(page.locator(".about")).to_contain_text("Existing benefits are not known")
    expect(page.locator(".about")).to_contain_text("Societal poverty line: NPR 6,010 a month per person")


def test_the_amount_is_shown_in_three_units_and_keeps_its_money(new_page: OpenPage, lab_address: str) -> None:
    """The benefit stands in currency, % of GDP per person and % of mean consumption; a new unit keeps it."""
    page = new_page(lab_address)
    worth = page.locator(".field", has=slider(page, "Benefit")).locator(".note")
    expect(worth).to_have_text(
        "NPR 543 a month for each child\n4.0 % of GDP per person\n5.0 % of mean consumption"
    )
    page.get_by_text("More settings").click()
    page.get_by_label("The benefit is set in").select_option("currency")
    expect(number(page, "Benefit")).to_have_value("540")
    expect(worth).to_contain_text("NPR 540 a month")


def test_a_rules_settings_are_shown_with_their_rule_only(new_page: OpenPage, lab_address: str) -> None:
    """The quota disappears with the rule that uses it, and comes back with it."""
    page = new_page(lab_address)
    rule = page.get_by_label("Who is chosen")
    rule.select_option(label="Everyone in the group")
    expect(slider(page, "Quota")).to_be_hidden()
    rule.select_option(label="The poorest by proxy score")
    expect(number(page, "Quota")).to_have_value("40")


def test_the_youngest_age_stops_at_the_oldest(new_page: OpenPage, lab_address: str) -> None:
    """The youngest age cannot pass the oldest: it stops there, and an alert says why."""
    page = new_page(lab_address)
    number(page, "Oldest").fill("4")
    number(page, "Youngest").fill("9")
    number(page, "Youngest").press("Tab")
    expect(number(page, "Youngest")).to_have_value("4")
    expect(page.get_by_text("The youngest cannot be above the oldest, 4.")).to_be_visible()
    expect(page.locator("section.reach .sentence")).to_contain_text("children aged 4")
    slider(page, "Oldest").press("ArrowRight")
    expect(page.get_by_text("The youngest cannot be above")).to_be_hidden()


@pytest.mark.parametrize("text", ["150", "-1", "abc", "1e999", ""])
def test_a_number_out_of_range_is_refused_in_words(new_page: OpenPage, lab_address: str, text: str) -> None:
    """A wrong number names field, value, range and mend; the results stay; a right one clears it."""
    page = new_page(lab_address)
    said = page.locator("section.reach .sentence").inner_text()
    number(page, "Take-up").fill(text)
    number(page, "Take-up").press("Tab")
    named = f"Take-up: {text} is not allowed. Allowed: a number from 0 to 100 %. Choose a value"
    named = named if text else "Type a number from 0 to 100 %."
    expect(page.locator(".field", has=slider(page, "Take-up")).get_by_role("alert")).to_contain_text(named)
    expect(number(page, "Take-up")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("section.reach .sentence")).to_have_text(said)
    number(page, "Take-up").fill("70")
    expect(slider(page, "Take-up")).to_have_value("70")
    expect(page.get_by_text(named)).to_have_count(0)


@pytest.mark.parametrize(("text", "value"), [("4,5", "4.5"), (",5", "0.5"), ("0,125", "0.125"), ("4,", "4")])
def test_a_comma_is_read_as_a_point(new_page: OpenPage, lab_address: str, text: str, value: str) -> None:
    """A decimal comma is understood, and stays in the box as it was typed."""
    page = new_page(lab_address + "#version=1&1.id=child_benefit&1.amount.value=7")
    number(page, "Benefit").fill(text)
    page.wait_for_function(f"window.summary.policy.includes('amount.value={value}&')")
    expect(number(page, "Benefit")).to_have_value(text)


def test_a_comma_that_may_mean_thousands_is_refused(new_page: OpenPage, lab_address: str) -> None:
    """'2,500' may be two and a half or two thousand five hundred: the learner is asked, not guessed at."""
    page = new_page(lab_address + "#version=1&1.id=child_benefit&1.amount.unit=currency&1.amount.value=600")
    number(page, "Benefit").fill("2,500")
    number(page, "Benefit").press("Tab")
    expect(page.get_by_text("Benefit: 2,500 is not allowed.")).to_be_visible()


def test_a_typed_amount_beyond_the_slider_stretches_it(new_page: OpenPage, lab_address: str) -> None:
    """The slider ends at ten times the usual amount, and at the highest one allowed when more is typed."""
    page = new_page(lab_address)
    expect(slider(page, "Benefit")).to_have_attribute("max", "40")
    number(page, "Benefit").fill("55.5")
    expect(slider(page, "Benefit")).to_have_attribute("max", "100")
    expect(slider(page, "Benefit")).to_have_value("55.5")


def test_help_is_unfolded_by_its_button(new_page: OpenPage, lab_address: str) -> None:
    """Each control has its help text, tied to it and shown on demand."""
    page = new_page(lab_address)
    expect(slider(page, "Quota")).to_have_accessible_description(
        "The share that the test lets through. The household that crosses the quota is taken whole."
    )
    page.get_by_role("button", name="Help: Quota").click()
    told = page.get_by_text("The household that crosses the quota is taken whole.").locator("visible=true")
    expect(told).to_have_count(1)


def test_another_poverty_line_changes_poverty(new_page: OpenPage, lab_address: str) -> None:
    """The poverty line can be chosen; the headline follows."""
    page = new_page(lab_address)
    page.get_by_text("More settings").click()
    repainted(page, lambda: page.get_by_label("Poverty line", exact=True).select_option("international_6_85"))
    assert page.evaluate("window.summary.line.id") == "international_6_85"
    before = page.evaluate("window.summary.everyone.before.headcount_percent")
    expect(page.locator(".tile.poverty")).to_contain_text(f"before {before:.1f}")


def test_reaching_nobody_is_said_in_words(new_page: OpenPage, lab_address: str) -> None:
    """A policy that reaches nobody says so, in the notes and at the cost."""
    page = new_page(lab_address)
    repainted(page, lambda: number(page, "Take-up").fill("0"))
    expect(page.locator(".notes")).to_have_text("This policy reaches nobody: check the take-up.")
    expect(page.locator("section.cost .sentence")).to_have_text("It costs nothing, because nothing is paid.")
    expect(page.locator("section.reach")).to_contain_text("nobody to count")
