"""The same policy in several countries: what Python's `across` says, loaded when the reader asks for it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from simulator import BadInput, Policy, country
from simulator.analysis import Question, across
from simulator.countries import country_names
from simulator.schemes import all_schemes
from simulator.widgets.policy_lab.catalogue import catalogue_data
from tests.policy_lab.comparing import same
from tests.policy_lab.conftest import OpenPage, Site, lab_html
from tests.policy_lab.random_policies import random_policy
from tests.policy_lab.random_populations import lacking
from tests.policy_lab.test_outputs import rows_of, share
from tests.policy_lab.test_saving import saved

pytestmark = pytest.mark.browser
POLICY = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}], financing: external}"
MEASURES = (
    *("everyone.before.headcount_percent", "everyone.after.headcount_percent", "cost.percent_of_gdp"),
    *("reach.group_percent", "reach.direct_percent"),
)
ACROSS = """async ([catalogue, fragments, names, measures]) => {
  const [{ refuseCurrency, rowAcross }, { readCatalogue }, { fromLink }, { unpack }] = await Promise.all(
    ["analysis/across", "catalogue", "policy/links", "population"].map(
      (name) => import(`/policy-lab/simulator/${name}.js`)),
  );
  const known = readCatalogue(catalogue);
  const people = await Promise.all(names.map(async (name) => {
    const answer = await fetch(`/policy-lab/${name}.population`);
    return unpack(new Uint8Array(await answer.arrayBuffer()));
  }));
  return fragments.map((fragment) => {
    const { policy } = fromLink(fragment, known);
    try {
      refuseCurrency(policy);
    } catch ({ field, allowed, mend }) {
      return { field, allowed, mend };
    }
    return people.map((each) => rowAcross(policy, each, measures));
  });
}"""


def in_python(policy: Policy, names: list[str]) -> Any:
    """Return Python's rows, or what it refuses."""
    try:
        frame = across(policy, names, Question(MEASURES))
    except BadInput as error:
        return {"field": error.field, "allowed": error.allowed, "mend": error.mend}
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.mark.parametrize(
    ("names", "policies"),
    [
        (["nepal", "fiji", "arumia"], 40),
        pytest.param([*country_names(), "arumia"], 200, marks=pytest.mark.prove),
    ],
)
def test_both_languages_say_the_same_across(
    new_page: OpenPage, site: Site, names: list[str], policies: int
) -> None:
    """Each number to 1e-9, each label, caveat and refusal; an amount in currency is refused alike."""
    random, missing = Random(12), lacking(country("nepal"))
    made = [random_policy(random, all_schemes(), lacking=missing) for _ in range(policies)]
    page = new_page(site.address + "blank.html", painted=False)
    found = page.evaluate(
        ACROSS, [catalogue_data(), [each.to_fragment() for each in made], names, list(MEASURES)]
    )
    numbers = 0
    for policy, answer in zip(made, found, strict=True):
        expected = in_python(policy, names)
        refused = "mend" in expected
        for wanted, row in zip(
            [expected] if refused else expected, [answer] if refused else answer, strict=True
        ):
            assert list(wanted) == list(row)
            assert all(same(wanted[name], row[name]) for name in wanted if name != "refused"), policy
            assert wanted.get("refused") is None or row["refused"]
            numbers += row.get("refused", "") is None
    assert numbers > policies / 2


def choose(page: Page, *names: str) -> None:
    """Tick countries, and wait until all are computed."""
    for name in names:
        page.get_by_role("checkbox", name=name, exact=True).check()
    expect(page.locator("section.countries table").first.locator("tbody tr")).to_have_count(len(names) + 1)
    expect(page.locator("section.countries")).to_have_attribute("aria-busy", "false")


def test_countries_come_when_they_are_asked_for(new_page: OpenPage, site: Site) -> None:
    """At first the lab's own; a country that is ticked is loaded once, and all say Python's numbers."""
    asked: list[str] = []
    page = new_page("about:blank", painted=False)
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(site.add_page("countries.html", lab_html(policy=POLICY, outputs=["countries"])))
    panel = page.locator("section.countries")
    expect(panel.locator(".sentence")).to_contain_text("In Nepal poverty goes from")
    assert [name for name in asked if name.endswith(".population")] == ["nepal.population"]
    panel.get_by_text("Choose countries", exact=True).click()
    choose(page, "Fiji", "Viet Nam")
    assert sorted(name for name in asked if name.endswith(".population")) == [
        *("fiji.population", "nepal.population", "viet_nam.population")
    ]
    frame = across(Policy.from_yaml(POLICY), ["nepal", "fiji", "viet_nam"], Question(MEASURES))
    digits = (1, 1, 2, 1, 1)
    expected = [
        [name, *(share(number, places) for number, places in zip(numbers, digits, strict=True))]
        for name, *numbers in frame[["country", *MEASURES]].values.tolist()
    ]
    assert rows_of(panel) == expected
    panel.locator("details.save > summary").click()
    name, content = saved(page, panel.get_by_role("button", name="Table (CSV)"))
    head = content.decode("utf-8-sig").splitlines()[0].split(",")
    assert name == "countries.csv" and head == list(frame.columns)


def test_a_country_that_fails_is_named(new_page: OpenPage, site: Site) -> None:
    """One damaged and one missing file say so in words; the others are shown, and a later try mends it."""
    page = new_page("about:blank", painted=False)
    page.route("**/fiji.population", lambda route: route.fulfill(body=b"no population"))
    page.route("**/tonga.population", lambda route: route.fulfill(status=404))
    page.goto(site.add_page("failing.html", lab_html(policy=POLICY, outputs=["countries"])))
    page.get_by_text("Choose countries", exact=True).click()
    choose(page, "Fiji", "Tonga", "Mongolia")
    said = page.locator("section.countries .refused li")
    expect(said).to_have_count(2)
    expect(said.first).to_contain_text("Fiji: The file fiji.population could not be read: it is damaged")
    expect(said.last).to_contain_text("the server answered 404")
    assert [row[1:4] == ["–"] * 3 for row in rows_of(page.locator("section.countries"))] == [
        *(False, True, False, True)
    ]
    page.unroute("**/tonga.population")
    page.get_by_role("checkbox", name="Fiji", exact=True).uncheck()
    expect(said).to_have_count(0)


def test_money_does_not_travel(new_page: OpenPage, site: Site) -> None:
    """An amount in currency is refused as Python's `across` refuses it, and no older sentence is left."""
    policy = Policy.from_yaml(POLICY).with_values({"amount.value": 500, "amount.unit": "currency"})
    with pytest.raises(BadInput, match="500 rupees are not 500 tugrik"):
        across(policy, ["nepal"])
    page = new_page(site.add_page("money.html", lab_html(policy=POLICY, outputs=["countries"])))
    alert = page.locator("section.countries").get_by_role("alert")
    sentence = page.locator("section.countries .sentence")
    expect(sentence).to_contain_text("In Nepal poverty goes from")
    page.evaluate("(link) => { location.hash = link; }", policy.to_fragment())
    expect(alert).to_contain_text("500 rupees are not 500 tugrik")
    expect(sentence).to_have_text("")
    expect(page.locator("section.countries svg").first).to_be_hidden()
    page.evaluate("(link) => { location.hash = link; }", Policy.from_yaml(POLICY).to_fragment())
    expect(sentence).to_contain_text("In Nepal poverty goes from")
