"""The two ends of a range of ages, typed sign by sign or dragged: never rewritten meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.policy_lab.conftest import OpenPage
from tests.policy_lab.lab_page import number, slider

pytestmark = pytest.mark.browser
LINK = "#version=1&1.id=child_benefit&1.who.age="


def drag(page: Page, name: str, shares: list[float]) -> None:
    """Press a slider's thumb and move it through these shares of the track, without letting go."""
    box = slider(page, name).bounding_box()
    assert box is not None
    value, high = (float(slider(page, name).evaluate(f"(node) => node.{key}")) for key in ("value", "max"))
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 12 + (box["width"] - 24) * value / high, height)
    page.mouse.down()
    for share in shares:
        page.mouse.move(box["x"] + 12 + (box["width"] - 24) * share, height, steps=5)


def test_an_age_of_two_digits_can_be_typed(new_page: OpenPage, lab_address: str) -> None:
    """'1' on the way to '17' lies below the youngest: it is marked, left as it is, and changes nothing."""
    page = new_page(lab_address + LINK + "3-4")
    box = number(page, "Oldest")
    box.select_text()
    box.press_sequentially("1")
    expect(box).to_have_value("1")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator("section.reach .sentence")).to_contain_text("aged 3 to 4")
    box.press_sequentially("7")
    expect(box).to_have_value("17")
    expect(page.locator("section.reach .sentence")).to_contain_text("aged 3 to 17")
    expect(box).not_to_have_attribute("aria-invalid", "true")


def test_what_is_left_past_the_other_end_snaps_to_it(new_page: OpenPage, lab_address: str) -> None:
    """Once the box is left, an age past the other end becomes that end, and an alert says why."""
    page = new_page(lab_address + LINK + "3-4")
    number(page, "Youngest").fill("9")
    expect(number(page, "Youngest")).to_have_value("9")
    number(page, "Youngest").press("Tab")
    expect(number(page, "Youngest")).to_have_value("4")
    expect(page.get_by_text("The youngest cannot be above the oldest, 4.")).to_be_visible()


def test_a_slider_survives_being_dragged_past_the_other_end(new_page: OpenPage, lab_address: str) -> None:
    """Dragged past the oldest and back in one go, the youngest follows the hand; let go there, it snaps."""
    page = new_page(lab_address + LINK + "0-8")
    drag(page, "Youngest", [0.9, 3 / 17])
    expect(number(page, "Youngest")).to_have_value("3")
    page.mouse.up()
    expect(slider(page, "Youngest")).to_have_value("3")
    drag(page, "Youngest", [0.9])
    assert float(slider(page, "Youngest").input_value()) > 8, "the slider was moved under the hand"
    expect(number(page, "Youngest")).to_have_value("8")
    page.mouse.up()
    expect(slider(page, "Youngest")).to_have_value("8")
