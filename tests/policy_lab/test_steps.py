"""Back and forth again, and the policy as YAML to take along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from simulator import Policy
from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.lab_page import number, repainted, slider
from tests.policy_lab.package_lab import package_html, shown_policy, unfold

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab in which everything can be changed, and whose clipboard can be read."""
    address = site.add_page("steps.html", package_html())
    opened = new_page(address, permissions=["clipboard-read", "clipboard-write"])
    opened.set_default_timeout(10_000)
    return opened


def test_a_drag_is_undone_at_once_and_done_again(page: Page) -> None:
    """Steps of one slider are one choice; buttons go back and forth, and say when they cannot."""
    start = shown_policy(page)
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_have_attribute("aria-disabled", "true")
    undo.press("Enter")
    assert shown_policy(page) == start
    for _ in range(3):
        repainted(page, lambda: slider(page, "Take-up").first.press("ArrowLeft"))
    after_slider = shown_policy(page)
    repainted(page, lambda: number(page, "Oldest").first.fill("9"))
    changed = shown_policy(page)
    repainted(page, undo.click)
    assert shown_policy(page) == after_slider
    repainted(page, undo.click)
    assert shown_policy(page) == start
    expect(undo).to_have_attribute("aria-disabled", "true")
    repainted(page, redo.click)
    repainted(page, redo.click)
    assert shown_policy(page) == changed
    expect(redo).to_have_attribute("aria-disabled", "true")
    page.wait_for_function("location.hash.includes('1.who.age=0-9')")


def test_a_new_choice_ends_what_could_be_done_again(page: Page) -> None:
    """After a step back and another choice, there is nothing to go forth to."""
    repainted(page, lambda: slider(page, "Take-up").first.press("ArrowLeft"))
    repainted(page, page.get_by_role("button", name="Undo").click)
    repainted(page, lambda: number(page, "Oldest").first.fill("9"))
    expect(page.get_by_role("button", name="Redo")).to_have_attribute("aria-disabled", "true")


def test_keys_undo_and_redo_but_not_in_a_text(page: Page) -> None:
    """Ctrl+Z and Ctrl+Shift+Z step from a slider; in a number field the browser keeps them for the text."""
    start = shown_policy(page)
    repainted(page, lambda: slider(page, "Take-up").first.press("ArrowLeft"))
    changed = shown_policy(page)
    repainted(page, lambda: slider(page, "Take-up").first.press("Control+z"))
    assert shown_policy(page) == start
    repainted(page, lambda: slider(page, "Take-up").first.press("Control+Shift+Z"))
    assert shown_policy(page) == changed
    field = number(page, "Take-up").first
    repainted(page, lambda: field.fill("44"))
    typed = shown_policy(page)
    repainted(page, lambda: field.press("Control+z"))
    assert shown_policy(page) != start and shown_policy(page) != typed
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "false")


def test_a_removed_scheme_comes_back(page: Page) -> None:
    """Undo brings back a scheme with its values, its rule, and its share in who pays."""
    start = shown_policy(page)
    unfold(page, "2. Social pension")
    repainted(page, page.get_by_role("button", name="Remove 2. Social pension").click)
    repainted(page, page.get_by_role("button", name="Undo").click)
    assert shown_policy(page) == start
    expect(page.locator("details.part > summary").nth(1)).to_have_text("2. Social pension")


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#version=1&1.id=child_benefit&1.rule=proxy_quota&1.rule.proxy_quota.share=0.25&1.amount.value=0.00001",
        "#version=1&1.id=social_pension&2.id=social_pension&i1.id=cap&i1.schemes=2,1"
        "&e1.benefit=On%20%22top%22%3A%20no&e1.treatment=topped_up&e1.by=2&e2.benefit=no&e2.treatment=kept"
        "&f1.id=subsidy_cut&f1.share=0.125&f2.id=external&f2.share=0.875",
    ],
)
def test_the_yaml_is_read_by_python(new_page: OpenPage, site: Site, fragment: str) -> None:
    """What 'Copy as YAML' gives is the very policy that the lab shows, as `Policy.from_yaml` reads it."""
    from_link = Policy.from_fragment(fragment) if fragment else None
    page = new_page(site.add_page("yaml.html", package_html()))
    text = page.evaluate(
        """async (fragment) => {
          const [{ readCatalogue }, { fromLink }, { yamlOf }] = await Promise.all(
            ["simulator/catalogue.js", "simulator/policy/links.js", "view/yaml.js"].map(
              (name) => import("/policy-lab/" + name)));
          const catalogue = readCatalogue(await (await fetch("/policy-lab/catalogue.json")).json());
          return yamlOf(fromLink(fragment, catalogue).policy);
        }""",
        fragment or shown_policy(page),
    )
    assert Policy.from_yaml(text) == (from_link or Policy.from_fragment(shown_policy(page)))


def test_the_yaml_button_copies_what_is_shown(page: Page) -> None:
    """Clipboard, box and Python's policy are the same, and the box follows the lab."""
    page.get_by_role("button", name="Copy as YAML").click()
    expect(page.get_by_text("Copied. Policy.from_yaml reads it.")).to_be_visible()
    box = page.get_by_role("textbox", name="This policy as YAML")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == box.input_value()
    assert Policy.from_yaml(copied) == Policy.from_fragment(shown_policy(page))
    repainted(page, lambda: slider(page, "Take-up").first.press("ArrowLeft"))
    assert Policy.from_yaml(box.input_value()) == Policy.from_fragment(shown_policy(page))
    expect(page.get_by_text("The text has changed. Copy it again.")).to_be_visible()
