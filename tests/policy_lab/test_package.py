"""A package in the lab: schemes come and go, rules hold between them, and several sources pay."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from simulator import Policy, country, simulate, summarise, to_data
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import repainted
from tests.policy_lab.package_lab import package_html, shown_policy, unfold

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab in which everything can be changed."""
    opened = new_page(site.add_page("package.html", package_html()))
    opened.set_default_timeout(10_000)
    return opened


def policy_of(page: Page) -> Policy:
    """Return the policy whose result was painted last."""
    return Policy.from_fragment(shown_policy(page))


def add(page: Page, field: str, name: str) -> None:
    """Choose from a list, and press its button."""
    page.get_by_role("combobox", name=field, exact=True).select_option(label=name)
    page.get_by_role("button", name=field, exact=True).click()


def test_a_second_scheme_has_controls_of_its_own(page: Page) -> None:
    """The pension's take-up changes the pension alone, and the numbers are Python's."""
    pension = unfold(page, "2. Social pension")
    repainted(page, lambda: pension.get_by_role("slider", name="Take-up", exact=True).press("ArrowLeft"))
    policy = policy_of(page)
    assert [each.values["take_up"] for each in policy.schemes] == [1.0, 0.99]
    expected = to_data(summarise(simulate(country("nepal"), policy)))
    shown = page.evaluate("window.summary")
    assert shown["cost"]["total_month"] == pytest.approx(expected["cost"]["total_month"], rel=1e-9)
    after = expected["everyone"]["after"]["headcount_percent"]
    assert shown["everyone"]["after"]["headcount_percent"] == pytest.approx(after, rel=1e-9)


def test_a_scheme_is_added_and_removed(page: Page) -> None:
    """What is added is in the result, unfolded and focused; what is removed is gone, and both are said."""
    repainted(page, lambda: add(page, "Add a scheme", "Disability benefit"))
    assert [each.scheme.id for each in policy_of(page).schemes][2:] == ["disability_benefit"]
    fold = page.locator("#fold-disability_benefit-0")
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("summary").first).to_be_focused()
    expect(page.locator(".lab + [aria-live=polite]")).to_contain_text("Added: Disability benefit. Poverty")
    unfold(page, "1. Child benefit")
    repainted(page, lambda: page.get_by_role("button", name="Remove 1. Child benefit").click())
    policy = policy_of(page)
    assert [each.scheme.id for each in policy.schemes] == ["social_pension", "disability_benefit"]
    assert policy.interactions == ()
    expect(page.get_by_role("combobox", name="Add a scheme")).to_be_focused()
    expect(fold).to_have_attribute("open", "")


def test_the_last_scheme_stays(page: Page) -> None:
    """A package of one scheme has nothing to remove."""
    unfold(page, "2. Social pension")
    repainted(page, lambda: page.get_by_role("button", name="Remove 2. Social pension").click())
    expect(page.get_by_role("button", name="Remove 1.")).to_have_count(0)


def test_a_scheme_that_these_data_cannot_run_is_refused_in_words(page: Page) -> None:
    """An insurance needs earnings, which Nepal's data lack: it says so at the list, and the package stays."""
    before = shown_policy(page)
    add(page, "Add a scheme", "Maternity insurance")
    expect(page.locator("#add-scheme-error")).to_contain_text("was not observed in these data")
    expect(page.locator("details.part", has_text="Maternity insurance")).to_have_count(0)
    add(page, "Add a scheme", "Choose a scheme")
    expect(page.locator("#add-scheme-error")).to_have_text("Choose a scheme first.")
    assert shown_policy(page) == before


def test_a_rule_between_schemes_is_changed_and_refused(page: Page) -> None:
    """Another scheme leads; a rule for one scheme alone is refused, and the tick comes back."""
    rules = unfold(page, "Rules between schemes")
    repainted(page, lambda: rules.get_by_label("Named first").select_option(label="1. Child benefit"))
    assert policy_of(page).interactions[0].schemes == (0, 1)
    box = rules.get_by_role("checkbox", name="2. Social pension")
    box.click()
    expect(rules.get_by_role("alert").filter(has_text="2 or more different schemes")).to_be_visible()
    expect(box).to_be_checked()
    repainted(page, lambda: add(page, "Add a rule", "A limit to the sum"))
    repainted(page, lambda: rules.get_by_label("Limit for each").select_option("person"))
    assert [each.interaction.id for each in policy_of(page).interactions] == ["exclusive", "cap"]
    assert policy_of(page).interactions[1].values["within"] == "person"
    repainted(page, lambda: page.get_by_role("button", name="Remove 1. Only one of them").click())
    assert [each.interaction.id for each in policy_of(page).interactions] == ["cap"]


def test_sources_share_the_budget(page: Page) -> None:
    """A share that is moved is made up by the others; a source is added, replaced and taken away."""
    paying = unfold(page, "Who pays")
    share = paying.get_by_role("slider", name="Share of the budget").first
    repainted(page, lambda: share.press("ArrowRight"))
    assert [each.share for each in policy_of(page).financing] == [0.61, 0.39]
    repainted(page, lambda: add(page, "Add a source", "A cut in subsidies"))
    shares = [each.share for each in policy_of(page).financing]
    assert sum(shares) == pytest.approx(1, abs=1e-9) and shares[2] == 0.33
    repainted(
        page, lambda: paying.get_by_label("Source 2", exact=True).select_option(label="From other spending")
    )
    repainted(page, lambda: paying.get_by_role("button", name="Remove 3. A cut in subsidies").click())
    policy = policy_of(page)
    assert [each.source.id for each in policy.financing] == ["levy_on_consumption", "reallocation"]
    assert page.evaluate("window.summary.financing.map((each) => each.share)") == [
        each.share for each in policy.financing
    ]
    number = paying.get_by_role("textbox", name="Share of the budget, as a number").first
    number.fill("100")
    number.press("Tab")
    expect(paying.get_by_text("Share of the budget: 100 is not allowed.")).to_be_visible()


def test_a_source_that_these_data_cannot_tax_is_refused(page: Page) -> None:
    """Earnings were not observed: the tax on them is refused, and who pays stays as it was."""
    paying = unfold(page, "Who pays")
    paying.get_by_label("Source of money", exact=True).select_option(label="A tax on earnings")
    expect(paying.get_by_role("alert").filter(has_text="were not observed")).to_be_visible()
    expect(paying.get_by_label("Source of money", exact=True)).to_have_value("levy_on_consumption")


def test_a_package_that_stays_has_neither_list_nor_remover(new_page: OpenPage, site: Site) -> None:
    """Without `schemes=` two schemes can be set, neither removed nor added to, and no link has others."""
    policy = "{version: 1, schemes: [{id: child_benefit}, {id: social_pension}], financing: external}"
    address = site.add_page("fixed.html", lab_html(policy=policy))
    page = new_page(address)
    expect(page.locator("details.part")).to_have_count(2)
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    expect(page.get_by_label("Add a scheme")).to_have_count(0)
    page = new_page(f"{address}#version=1&1.id=pension&2.id=social_pension")
    expect(page.locator(".error")).to_contain_text("This link holds schemes that this lab does not have.")


def test_a_link_brings_a_package_and_what_exists(page: Page) -> None:
    """Schemes, a top-up of what exists and a baseline come in by a link, and go out as they came."""
    made = (
        "version=1&1.id=social_pension&2.id=child_benefit&e1.benefit=pension&e1.treatment=topped_up&e1.by=1"
        "&b1.id=pension&b1.amount.value=2"
    )
    repainted(page, lambda: page.evaluate("(made) => (location.hash = made)", made))
    expect(page.locator(".error")).to_be_hidden()
    expect(page.locator("details.part summary").first).to_have_text("1. Social pension")
    unfold(page, "2. Child benefit")
    repainted(page, lambda: page.get_by_role("button", name="Remove 2. Child benefit").click())
    assert "&e1.benefit=pension&e1.treatment=topped_up&e1.by=1&b1.id=pension" in shown_policy(page)


def test_a_package_is_said_in_plain_sentences(page: Page) -> None:
    """It names whom it is for, and what all schemes together do; many groups are counted."""
    reach = page.locator("section.reach .sentence")
    expect(reach).to_contain_text("The package reaches all")
    expect(reach).to_contain_text("children aged 0 to 4 and older persons")
    expect(page.locator(".tile.reach .tile-note")).to_have_text("of those it is for")
    repainted(page, lambda: add(page, "Add a scheme", "Disability benefit"))
    expect(reach).to_contain_text("children aged 0 to 4, older persons")
    repainted(page, lambda: add(page, "Add a scheme", "Child benefit"))
    expect(reach).to_contain_text("people of 4 groups.")
