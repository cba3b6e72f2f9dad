"""A lab with a task: checked live, in words that Python says too, with a code that Python runs again."""

from __future__ import annotations

from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from simulator import BadInput, Challenge, Policy, challenge_code, check_challenge
from simulator.challenges import all_measures
from simulator.policy import link_of, short_link
from simulator.schemes import all_schemes
from simulator.widgets import PolicyLab
from tests.policy_lab.comparing import differences
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.lab_page import number, repainted
from tests.policy_lab.package_lab import package_html, shown_policy
from tests.policy_lab.random_policies import random_policy

pytestmark = pytest.mark.browser
START = "{version: 1, schemes: [{id: child_benefit, amount: {value: 1, unit: percent_gdp_per_person}}]}"
TASK = "children_lifted_persons >= 100000; cost_percent_of_gdp <= 2; exclusion_error_percent < 20"
# Every measure once; a lab takes eight goals.
LIMITS = [f"{name} <= 20" for name in all_measures()]
TASKS = ["; ".join(LIMITS[place : place + 8]) for place in range(0, len(LIMITS), 8)]
# The subsidy pays for the first years of the roll-out, and not for the last.
LATER_REFUSED = Policy.from_fragment(
    "version=1&1.id=child_benefit&1.roll_out.oldest_at_start=2&f1.id=subsidy_cut&f1.subsidy=0.5"
)


NUMBERS = """async (tasks) => {
  const load = (name) => import("/policy-lab/" + name + ".js");
  const { loadAssets } = await load("assets");
  const { fromLink } = await load("simulator/policy/links");
  const { simulate } = await load("simulator/engine/simulation");
  const { goalResults } = await load("simulator/challenges/checking");
  const { catalogue, population } = await loadAssets("nepal");
  const outcomeOf = (link) => simulate(population, fromLink(link, catalogue).policy);
  return tasks.map(([challenge, links]) =>
    links.map((link) => goalResults(outcomeOf(link), challenge, catalogue).map(({ value }) => value)));
}"""


@pytest.fixture
def page(new_page: OpenPage, site: Site) -> Page:
    """A page with a lab that has a task."""
    return new_page(site.add_page("challenge.html", lab_html(policy=START, challenge=TASK)))


def panel(page: Page) -> Locator:
    """Return the panel of the task."""
    return page.locator("section.challenge")


def texts(page: Page) -> list[str]:
    """Return the goals with what is said of each."""
    return [
        " ".join(each.split()) for each in panel(page).locator(".goal > span:last-child").all_inner_texts()
    ]


def test_a_task_is_checked_live_and_its_code_by_python(page: Page) -> None:
    """It says what is missing; once all is reached it gives a code, and Python finds the same of it."""
    shown = panel(page)
    expect(shown.locator(".sentence")).to_have_text("2 of 3 goals are reached.")
    expect(page.locator(".strip .task")).to_have_text("Your task: 2 of 3 goals are reached.")
    expect(shown.locator(".goal").first).to_contain_text("Not yet: ")
    expect(shown.locator(".code-box")).to_be_hidden()
    repainted(page, lambda: number(page, "Benefit").fill("5"))
    expect(shown.locator(".sentence")).to_have_text("All goals are reached.")
    expect(shown.get_by_role("status").last).to_contain_text("All goals are reached. Children lifted")
    shown.get_by_role("button", name="Copy code").click()
    code = shown.get_by_role("textbox", name="Your code").input_value()
    task = Challenge("nepal", TASK, schemes=("child_benefit",))
    result = check_challenge(code, task)
    assert result.met and code == challenge_code(result.policy, task)
    assert link_of(result.policy) == shown_policy(page)
    assert texts(page) == [f"{each.goal.text} {each.text}" for each in result.goals]
    repainted(page, lambda: number(page, "Benefit").fill("80"))
    expect(shown.locator(".code-box")).to_be_hidden()
    expect(shown.locator(".sentence")).to_have_text("2 of 3 goals are reached.")


def drawn(random: Random) -> Policy:
    """Return a benefit for children and one for older people, their sizes and rules drawn at random."""
    rule = random.choice(["universal", f"proxy_quota&1.rule.proxy_quota.share={random.random()}"])
    child = f"1.id=child_benefit&1.rule={rule}&1.amount.value={random.uniform(0, 30)}"
    child += f"&1.roll_out.oldest_at_start={random.randrange(18)}&1.roll_out.year={random.randrange(18)}"
    pension = f"2.id=social_pension&2.take_up={random.random()}"
    return Policy.from_fragment(f"version=1&{child}&{pension}")


def words_of_python(page: Page, policy: Policy, task: str) -> list[str]:
    """Open the policy in the page, and return what Python says of each goal."""
    repainted(page, lambda: page.evaluate("(to) => { location.hash = to; }", link_of(policy)))
    assert shown_policy(page) == link_of(policy)
    challenge = Challenge("nepal", task)
    found = check_challenge(challenge_code(policy, challenge), challenge)
    return [f"{each.goal.text} {each.text}" for each in found.goals]


def test_the_words_are_those_of_python_for_every_measure(new_page: OpenPage, site: Site) -> None:
    """For packages drawn at random, and one whose last year is refused, both languages write the same."""
    random = Random(3)
    for task in TASKS:
        page = new_page(site.add_page("words.html", package_html(challenge=task)))
        for policy in (*(drawn(random) for _ in range(2)), LATER_REFUSED):
            said = words_of_python(page, policy, task)
            assert texts(page) == said


def test_the_numbers_are_those_of_python_for_every_measure(new_page: OpenPage, site: Site) -> None:
    """To one part in a thousand million, the ends of a roll-out as well."""
    random = Random(11)
    policies = [drawn(random) for _ in range(3)]
    site.add_modules("simulator/challenges/checking.js")
    page = new_page(site.address + "blank.html", painted=False)
    data = [(Challenge("nepal", task).as_data(), [*map(link_of, policies)]) for task in TASKS]
    for task, found in zip(TASKS, page.evaluate(NUMBERS, data), strict=True):
        challenge = Challenge("nepal", task)
        for policy, numbers in zip(policies, found, strict=True):
            goals = check_challenge(challenge_code(policy, challenge), challenge).goals
            expected = {each.goal.measure: each.value for each in goals}
            assert [*differences(expected, dict(zip(expected, numbers, strict=True)))] == []


def test_the_short_link_is_the_same_in_both_languages(new_page: OpenPage, site: Site) -> None:
    """The browser leaves the same values out of a link as Python does."""
    random = Random(5)
    policies = [random_policy(random, all_schemes()) for _ in range(60)]
    page = new_page(site.address + "blank.html", painted=False)
    script = """async (links) => {
      const { readCatalogue } = await import('/policy-lab/simulator/catalogue.js');
      const { fromLink, shortLink } = await import('/policy-lab/simulator/policy/links.js');
      const catalogue = readCatalogue(await (await fetch('/policy-lab/catalogue.json')).json());
      return links.map((link) => shortLink(fromLink(link, catalogue).policy));
    }"""
    assert page.evaluate(script, [*map(link_of, policies)]) == [*map(short_link, policies)]


def test_a_task_holds_in_its_country_and_at_its_line(new_page: OpenPage, site: Site) -> None:
    """Another line changes nothing of the task; another country asks to come back."""
    page = new_page(site.add_page("country.html", package_html(challenge="headcount_percent <= 10")))
    before = texts(page)
    repainted(page, lambda: page.get_by_label("Poverty line", exact=True).select_option("international_6_85"))
    assert texts(page) == before
    repainted(page, lambda: page.get_by_label("Country", exact=True).select_option("mongolia"))
    expect(panel(page).locator(".sentence")).to_have_text("This task is for Nepal. Choose it again to go on.")
    expect(panel(page).locator(".goals")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_task(new_page: OpenPage, site: Site, theme: str) -> None:
    """With the code shown, no rule is broken, and a phone does not scroll sideways."""
    address = site.add_page("axe-task.html", lab_html(policy=START, challenge="cost_percent_of_gdp <= 1"))
    page = new_page(address, theme=theme, viewport={"width": 320, "height": 800})
    panel(page).get_by_role("button", name="Copy code").click()
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_goals_are_read() -> None:
    """The page holds them as text, beside the starting result."""
    assert "<li>Cost a year: at most 2 % of GDP.</li>" in lab_html(policy=START, challenge=TASK)


def test_a_lab_that_was_moved_keeps_its_task() -> None:
    """In a notebook another country may be chosen before the lab is shown as a page."""
    lab = PolicyLab("nepal", START, countries=["mongolia"], challenge="gini < 0.3")
    lab.country = "mongolia"
    assert "Gini index after the policy: under 0.3." in lab._repr_html_()


def test_a_wrong_task_fails_where_the_cell_is_written() -> None:
    """A slip in the line, or a challenge of another country, is refused when the lab is made."""
    with pytest.raises(BadInput, match="Did you mean 'gini'"):
        PolicyLab("nepal", START, challenge="ginni < 0.3")
    with pytest.raises(BadInput, match="a challenge for fiji"):
        PolicyLab("nepal", START, challenge=Challenge("fiji", "gini < 1"))
