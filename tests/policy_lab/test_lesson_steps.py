"""The steps of a lesson: buttons that set a whole policy, mark it as current, and say what it changed."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from simulator import country, simulate, summarise
from simulator.policy import link_of
from simulator.widgets import PolicyLab
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.package_lab import shown_policy

pytestmark = pytest.mark.browser
START = "{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}], financing: external}"
STEPS = {
    "Every child": {"who.age": [0, 17]},
    "Twice the benefit": {"amount.value": 8},
    "The poorest": {"rule": "proxy_quota", "rule.proxy_quota.share": 0.2},
}


def made(**more: object) -> PolicyLab:
    """Return a lab with three steps."""
    return PolicyLab("nepal", START, steps=STEPS, **more)  # type: ignore[arg-type]


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab that has steps."""
    return new_page(site.add_page("steps-of-a-lesson.html", made()._repr_html_()))


def button(page: Page, name: str) -> Locator:
    """Return the button of a step."""
    return page.get_by_role("group", name="Steps").get_by_role("button", name=name, exact=True)


def current(page: Page) -> list[str]:
    """Return the names of the steps that are marked."""
    return page.locator(".lesson-steps [aria-current=step]").all_inner_texts()


def press(page: Page, name: str) -> None:
    """Press a step and wait for its result."""
    repainted(page, button(page, name).click)


def test_a_step_sets_the_policy_that_python_makes(page: Page) -> None:
    """In any order each button shows its whole policy, moves the controls, and is marked alone."""
    steps = made().steps
    names = ["Start", *(f"{place} {title}" for place, title in enumerate(STEPS, 1))]
    assert page.locator(".lesson-steps .button").all_inner_texts() == names and current(page) == ["Start"]
    for place in (3, 1, 0, 2):
        press(page, names[place])
        assert shown_policy(page) == link_of(steps[place].policy)
        assert current(page) == [names[place]]
    assert number(page, "Benefit").input_value() == "8" and number(page, "Oldest").input_value() == "17"


def test_a_step_says_what_it_sets_and_what_that_changes(page: Page) -> None:
    """One sentence for those who listen, with the numbers of Python before and after."""
    button(page, "1 Every child").press("Enter")
    heard = page.locator("p.unseen[aria-live]")
    expect(heard).to_contain_text("1 Every child. Set: Ages of the children: 0 to 17 years.")
    results = [summarise(simulate(country("nepal"), step.policy)) for step in made().steps[:2]]
    texts = [
        (f"{each.reach.direct_percent:.1f}", f"{each.everyone.after.gap_percent:.2f}") for each in results
    ]
    (reached, gap), (more, less) = texts
    said = " ".join(heard.inner_text().split())
    assert (
        f"Paid of all people from {reached} % to {more} %, poor and missed 0.0 % as before, headcount" in said
    )
    assert f"poverty gap from {gap} % to {less} % of the line and cost from" in said
    button(page, "1 Every child").press("Enter")
    expect(heard).to_contain_text("headcount 17")


def test_a_moved_control_takes_the_mark_and_undo_gives_it_back(page: Page) -> None:
    """The mark belongs to the policy that is shown, whichever way it has come."""
    press(page, "2 Twice the benefit")
    repainted(page, lambda: number(page, "Benefit").fill("7"))
    assert current(page) == []
    press(page, "2 Twice the benefit")
    for expected in ([], ["2 Twice the benefit"], ["Start"]):
        repainted(page, lambda: button(page, "Start").press("Control+z"))
        assert current(page) == expected


def test_a_step_stays_in_the_link_and_keeps_the_alternative(new_page: OpenPage, site: Site) -> None:
    """The address holds the policy of the step; opened again it is marked, and policy A is still there."""
    outputs = ["poverty", "alternatives"]
    page = new_page(site.add_page("steps-link.html", made(outputs=outputs)._repr_html_()))
    repainted(page, page.get_by_role("button", name="Keep this policy as A").click)
    press(page, "1 Every child")
    page.wait_for_function("/&1.who.age=0-17&.*a1.who.age=0-4/.test(location.hash)")
    again = new_page(page.url)
    assert current(again) == ["1 Every child"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_steps_fit_a_phone_and_are_not_printed(new_page: OpenPage, site: Site, theme: str) -> None:
    """At 320 pixels nothing scrolls sideways, axe finds nothing, and a finger meets each button."""
    steps = STEPS | {"An extraordinarily long and unpronounceable title": {"take_up": 0.8}}
    address = site.add_page("steps-phone.html", lab_html(policy=START, steps=steps))
    page = new_page(address, theme=theme, viewport={"width": 320, "height": 800})
    press(page, "2 Twice the benefit")
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(each.bounding_box()["height"] >= 24 for each in page.locator(".lesson-steps .button").all())  # type: ignore[index]
    page.emulate_media(media="print")
    expect(page.locator(".lesson-steps")).to_be_hidden()


def test_a_lab_without_steps_has_no_row(new_page: OpenPage, lab_address: str) -> None:
    """Nothing is shown, and nothing is in the tab order."""
    expect(new_page(lab_address).locator(".lesson-steps")).to_be_hidden()


def test_a_step_shows_what_it_changed(page: Page) -> None:
    """A table of five numbers, what was before beside what is now, which follows the controls."""
    table = page.locator(".step-changed table")
    expect(table).to_be_hidden()
    press(page, "1 Every child")
    press(page, "3 The poorest")
    assert table.locator("thead th").all_inner_texts() == ["What changed", "1 Every child", "3 The poorest"]
    expect(table.locator("caption")).to_have_text("Synthetic population")
    results = [summarise(simulate(country("nepal"), made().steps[place].policy)) for place in (1, 3)]
    missed = table.get_by_role("row").filter(has_text="Poor and missed").get_by_role("cell")
    assert [text.split()[0] for text in missed.all_inner_texts()] == [
        f"{each.reach.exclusion_error_percent:.1f}" for each in results
    ]
    assert table.locator("tbody tr").count() == 5
    repainted(page, lambda: number(page, "Benefit").fill("6"))
    expect(table.locator("thead th")).to_have_text(["What changed", "1 Every child", "Now"])
    expect(table.get_by_role("row").last.get_by_role("cell").last).to_have_text(cost_of(page))


def cost_of(page: Page) -> str:
    """Return the cost that the headline numbers show."""
    return page.locator(".tile.cost .tile-value").inner_text()
