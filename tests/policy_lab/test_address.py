"""The policy in the page's address: kept, opened, copied, and refused in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.policy_lab.conftest import OpenPage
from tests.policy_lab.lab_page import number, repainted, slider

pytestmark = pytest.mark.browser


def test_the_address_follows_and_a_reload_restores(new_page: OpenPage, lab_address: str) -> None:
    """A moved slider is kept in the fragment, which a reload reads; 'Start again' goes back."""
    page = new_page(lab_address)
    assert "#" not in page.url
    number(page, "Take-up").fill("65")
    page.wait_for_function("location.hash.includes('1.take_up=0.65')")
    page.reload()
    page.wait_for_function("window.painted > 0")
    expect(number(page, "Take-up")).to_have_value("65")
    page.get_by_role("button", name="Start again").click()
    expect(number(page, "Take-up")).to_have_value("80")
    page.wait_for_function("location.hash.includes('1.take_up=0.8&')")


def test_a_link_pasted_into_the_open_page_is_followed(new_page: OpenPage, lab_address: str) -> None:
    """A new fragment that holds a policy is shown at once; that of a heading is left alone."""
    page = new_page(lab_address)
    repainted(page, lambda: page.evaluate("location.hash = 'version=1&1.id=child_benefit&1.take_up=0.3'"))
    expect(number(page, "Take-up")).to_have_value("30")
    page.evaluate("location.hash = 'sources'")
    repainted(page, lambda: page.evaluate("location.hash = 'version=1&1.id=child_benefit'"))
    expect(number(page, "Take-up")).to_have_value("100")
    assert page.url.endswith("#version=1&1.id=child_benefit")
    expect(page.locator(".error")).to_be_hidden()


def test_a_headings_fragment_is_left_alone(new_page: OpenPage, lab_address: str) -> None:
    """A page opened at a heading keeps its address until a control is moved, and shows no error."""
    page = new_page(lab_address + "#sources")
    expect(page.locator(".error")).to_be_hidden()
    assert page.url.endswith("#sources")


def test_a_wrong_link_is_refused_and_overwrites_nothing(new_page: OpenPage, lab_address: str) -> None:
    """A wrong link names field, value, range and mend; the lab works on; the address stays until a move."""
    wrong = "#version=1&1.id=child_benefit&1.take_up=1.5"
    page = new_page(lab_address + wrong)
    box = page.locator(".error")
    expect(box).to_have_role("alert")
    expect(box).to_contain_text(
        "schemes[1].take_up: 1.5 is not allowed. Allowed: a number from 0 to 1 (share). Choose a value inside"
    )
    expect(number(page, "Take-up")).to_have_value("80")
    assert page.url.endswith(wrong)
    slider(page, "Take-up").press("ArrowRight")
    page.wait_for_function("location.hash.includes('1.take_up=0.81')")
    expect(box).to_be_hidden()


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("version=1&1.id=child_benefit&1.take_upp=1", "Did you mean 'take_up'?"),
        ("version=1&1.id=child_benefitt", "Did you mean 'child_benefit'?"),
        ("version=1&1.id=child_benefit&2.id=child_benefit", "Allowed: one scheme, child_benefit."),
        ("version=1", "Allowed: one scheme, child_benefit."),
        ("version=2", "policy.version: '2' is not allowed. Allowed: 1."),
        ("version=1&junk", "link: 'version=1&junk' is not allowed."),
    ],
)
def test_each_wrong_link_says_how_to_mend_it(
    new_page: OpenPage, lab_address: str, fragment: str, said: str
) -> None:
    """Unknown names, other schemes, other versions and junk are refused, each in its words."""
    expect(new_page(f"{lab_address}#{fragment}").locator(".error")).to_contain_text(said)


def test_the_link_is_copied_or_shown(new_page: OpenPage, lab_address: str) -> None:
    """'Copy link' puts the link into the clipboard, and shows it for where that is not allowed."""
    page = new_page(lab_address, permissions=["clipboard-read", "clipboard-write"])
    number(page, "Take-up").fill("55")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.get_by_role("textbox", name="Link to this policy").input_value()
    assert link == page.url == page.evaluate("navigator.clipboard.readText()")
    assert "1.take_up=0.55" in link
