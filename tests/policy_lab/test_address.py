"""The policy in the page's address: kept, opened, copied, and refused in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.policy_lab.conftest import OpenPage, Site, lab_html
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


def test_a_link_with_a_baseline_is_simulated_and_kept(new_page: OpenPage, lab_address: str) -> None:
    """Benefits that exist come in by a link: they are in the result, and stay in the address and the link."""
    before = "version=1&1.id=child_benefit&1.take_up=0.5&e1.benefit=child_benefit&e1.treatment=replaced"
    baseline = "b1.id=child_benefit&b1.amount.value=2"
    page = new_page(f"{lab_address}#{before}&{baseline}&line=international_3_65")
    expect(page.locator(".error")).to_be_hidden()
    assert page.evaluate("window.summary.everyone.without") is not None
    saved = page.evaluate("window.summary.cost.saved_month")
    assert saved > 0
    repainted(page, lambda: slider(page, "Take-up").press("ArrowRight"))
    page.wait_for_function("location.hash.includes('1.take_up=0.51')")
    assert "&b1.id=child_benefit&" in page.url and "&b1.amount.value=2&" in page.url
    assert page.url.endswith("&line=international_3_65")
    page.reload()
    page.wait_for_function("window.painted > 0")
    assert page.evaluate("window.summary.cost.saved_month") == saved
    page.get_by_role("button", name="Start again").click()
    page.wait_for_function("!location.hash.includes('b1.')")
    assert page.evaluate("window.summary.everyone.without") is None


def test_a_lab_starts_from_the_baseline_that_it_is_made_with(new_page: OpenPage, site: Site) -> None:
    """A lab made from such a link has the benefits from the start, gives them on, and goes back to them."""
    made = lab_html(policy="version=1&1.id=child_benefit&b1.id=pension")
    page = new_page(site.add_page("with-a-baseline.html", made))
    assert page.evaluate("window.summary.everyone.without") is not None
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    page.wait_for_function("location.hash.includes('b1.id=pension')")
    repainted(page, lambda: page.evaluate("location.hash = 'version=1&1.id=child_benefit'"))
    assert page.evaluate("window.summary.everyone.without") is None
    repainted(page, lambda: page.get_by_role("button", name="Start again").click())
    assert page.evaluate("window.summary.everyone.without") is not None


def test_a_link_that_begins_with_its_baseline_is_a_link(new_page: OpenPage, lab_address: str) -> None:
    """What is left of a link, though it be its baseline alone, is refused in words and not passed over."""
    page = new_page(lab_address + "#b1.id=pension")
    expect(page.locator(".error")).to_contain_text("This link is not whole: its beginning is missing.")


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
        ("1.id=child_benefit&1.take_up=0.5", "policy.version: "),
        ("Version=1&1.id=child_benefit", "link: 'Version' is not allowed."),
        ("version=1&1.id=child_benefit&line=societl", "Did you mean 'societal'?"),
        ("version=1&1.id=child_benefit&line=a&line=b", "link: 'line' is not allowed."),
        ("version=1&junk", "link: 'version=1&junk' is not allowed."),
        ("version=1&1.id=child_benefit&3.id=child_benefit", "numbers that leave none out: 2. before 3."),
        ("version=1&1.id=child_benefit&b1.id=pensions", "Did you mean 'pension'?"),
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
    assert "line=" not in link


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        (
            "&1.amount.value=-4",
            "The benefit in this link is −4. It may be from 0 to 100 % of GDP per person.",
        ),
        ("&1.take_up=1.5", "The take-up in this link is 150 %. It may be from 0 to 100 %."),
        ("&1.delivery_loss=x", "‘Lost on the way’ in this link is ‘x’. It may be from 0 to 100 %."),
        (
            "&1.who.age=17-0",
            "‘Ages of the children’ in this link is 17 to 0. It may be from 0 to 17 years, the",
        ),
        (
            "&1.rule=pmt",
            "‘Who is chosen’ in this link is ‘pmt’. It may be one of these: Everyone in the group;",
        ),
        ("&1.takeup=1", "This link has a setting that this lab does not know: ‘takeup’."),
        ("&line=othr", "The poverty line in this link, ‘othr’, is not one of this lab."),
        ("&junk", "This link is damaged, or was cut short."),
        ("&b1.id=pensions", "This link has a setting that this lab does not know: ‘pensions’."),
        ("&b1.id=pension&b1.takeup=1", "This link has a setting that this lab does not know: ‘takeup’."),
        ("&b1.id=pension&b1.amount.value=-1", "The benefit in this link is −1. It may be from 0 to"),
        ("&2.id=child_benefit", "This link holds more schemes than the one of this lab."),
    ],
)
def test_a_wrong_link_speaks_to_the_learner_first(
    new_page: OpenPage, lab_address: str, fragment: str, said: str
) -> None:
    """The learner's words come first; the words for whoever made the link stand in a fold."""
    page = new_page(f"{lab_address}#version=1&1.id=child_benefit{fragment}")
    box = page.locator(".error")
    expect(box.locator("p").first).to_contain_text(said)
    expect(box).to_contain_text("Ask for the link again, or go on with the controls.")
    expect(box.locator("details p")).to_be_hidden()
    box.get_by_text("For the sender").click()
    expect(box.locator("details p")).to_contain_text("is not allowed. Allowed: ")


def test_a_link_for_another_lab_says_so(new_page: OpenPage, lab_address: str) -> None:
    """A link of another scheme is named as such."""
    page = new_page(f"{lab_address}#version=1&1.id=rural_pension")
    expect(page.locator(".error")).to_contain_text("This link is for another lab (rural_pension).")


def test_a_wrong_link_pasted_out_of_sight_is_shown(new_page: OpenPage, site: Site) -> None:
    """When the lab is out of view, the page goes to the message; an anchor stays an anchor."""
    address = site.add_page("far.html", lab_html(), '<p id="the-lab" style="margin-top: 3000px">End</p>')
    page = new_page(address, reduced_motion="reduce")
    page.evaluate("location.hash = 'the-lab'")
    expect(page.locator("#the-lab")).to_be_in_viewport()
    expect(page.locator(".error")).to_be_hidden()
    page.evaluate("location.hash = 'version=1&1.id=child_benefit&1.take_up=7'")
    expect(page.locator(".error")).to_be_in_viewport(ratio=1)


def test_the_link_carries_the_poverty_line(new_page: OpenPage, lab_address: str) -> None:
    """Another line than the reference one is in the link, is read from it, and goes with 'Start again'."""
    page = new_page(lab_address)
    page.get_by_text("More settings").click()
    line = page.get_by_label("Poverty line", exact=True)
    line.select_option("international_3_65")
    page.wait_for_function("location.hash.endsWith('&line=international_3_65')")
    page.reload()
    page.wait_for_function("window.painted > 0")
    assert page.evaluate("window.summary.line.id") == "international_3_65"
    page.get_by_role("button", name="Start again").click()
    page.wait_for_function("!location.hash.includes('line=')")
    assert page.evaluate("window.summary.line.id") == "societal"


def test_the_shown_link_follows_the_controls(new_page: OpenPage, lab_address: str) -> None:
    """A link that stands in its box is never that of an older policy, and says that it has changed."""
    page = new_page(lab_address, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_role("textbox", name="Link to this policy")
    repainted(page, lambda: slider(page, "Take-up").press("ArrowLeft"))
    assert "1.take_up=0.79" in link.input_value()
    expect(page.get_by_text("The link has changed. Copy it again.")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.wait_for_function("location.hash.includes('1.take_up=0.79')")
    assert link.input_value() == page.url
