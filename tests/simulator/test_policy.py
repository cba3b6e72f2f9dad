"""Policies: one record from YAML, a link and Python, and refusals that say how to mend."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError
from simulator.policy import MOST_SCHEMES
from simulator.schemes import all_schemes
from tests.strategies import policies, values_of

START = "version: 1\nschemes:\n- id: child_benefit\n"
LINK = "version=1&1.id=child_benefit"
DIGITS = "0x" + "f" * 6000
OF_ANOTHER_KIND = [
    *("take_up: 1e999", "take_up: .nan", "take_up: -.inf", "take_up: true", "take_up: 2020-01-01"),
    *("take_up: !!set {a, b}", "take_up: !!binary aGk=", "take_up: '0.8'", "take_up: 0,8"),
    *("take_up: 80 %", "take_up: {}", "take_up: []", "take_up:", "take_up: 1" + "0" * 400),
    *("amount: {}", "amount: 4", "amount: {1: 2}", "amount: {? [a, b] : 2}", "who: [0, 17]"),
    *("who: {age: 0-17}", "who: {age: {low: 0}}", "rule: {}", "rule: []", "rule: {universal: 3}"),
    *("rule: {universal: , proxy_quota: }", "rule: {1: {share: 1}}", 'rule: {"a\\nb": 3}'),
    *("rule: {proxy_quota: {0: 1}}", "1: 2", "a.b: 2", f"take_up: {DIGITS}"),
    *(f"? {DIGITS}\n  : 1", f"amount: {{? {DIGITS} : 1}}"),
]


@given(policies())
def test_yaml_and_back(policy: Policy) -> None:
    """A policy written as YAML, and read, is the same policy."""
    assert Policy.from_yaml(policy.to_yaml()) == policy


@given(policies(), st.sampled_from(["", "#", "https://example.org/course/lesson.html?x=1#"]))
def test_link_and_back(policy: Policy, before: str) -> None:
    """A policy written as the fragment of a link reads back, alone or in the whole link."""
    assert Policy.from_fragment(before + policy.to_fragment()) == policy


@given(policies())
def test_data_and_back(policy: Policy) -> None:
    """A policy as nested data reads back as the same policy."""
    assert Policy.from_data(policy.to_data()) == policy


@given(policies(least=1))
def test_a_link_is_plain_text(policy: Policy) -> None:
    """A link holds only signs that every program leaves alone; %2C is the comma between schemes."""
    link = policy.to_fragment().replace("%2C", "")
    assert set(link) <= set("abcdefghijklmnopqrstuvwxyz0123456789_.=&-+")


@given(policies(least=1), st.data())
def test_with_values_changes_only_those(policy: Policy, data: st.DataObject) -> None:
    """A changed value is in the new policy, the old policy is as it was, and the rest stays."""
    number = data.draw(st.integers(0, len(policy.schemes) - 1))
    before, old = policy.to_fragment(), policy.schemes[number]
    choosing = {"rule", *(each.unit_from for each in old.scheme.parameters.values())}
    paths = data.draw(st.lists(st.sampled_from([path for path in old.values if path not in choosing])))
    new = {path: data.draw(values_of(old.scheme.parameters[path], old.values)) for path in paths}
    changed = policy.with_values(new, scheme=number)
    assert policy.to_fragment() == before
    assert changed.schemes[number].values == {**old.values, **new}
    others = [row for row in range(len(policy.schemes)) if row != number]
    assert all(changed.schemes[row] == policy.schemes[row] for row in others)


@given(policies(least=1))
def test_with_all_its_values(policy: Policy) -> None:
    """A policy given the values that it has is itself."""
    assert policy.with_values(dict(policy.schemes[0].values)) == policy


def test_a_new_unit_needs_a_new_value() -> None:
    """7 % of GDP is not 7 rupees: a new unit alone is refused, the unit there is changes nothing."""
    policy = Policy.from_yaml(START + "  amount: {value: 7}\n")
    with pytest.raises(BadInput, match=r"^schemes\[1\]\.amount\.unit: 'currency' .* Give amount\.value"):
        policy.with_values({"amount.unit": "currency"})
    both = policy.with_values({"amount.unit": "currency", "amount.value": 900})
    assert both.schemes[0].values["amount.value"] == 900
    assert policy.with_values({"amount.unit": "percent_gdp_per_person"}) == policy


def test_a_new_rule_starts_from_its_defaults() -> None:
    """A new rule brings its own settings; the rule there is keeps the settings it has."""
    policy = Policy.from_yaml(START + "  rule: {proxy_quota: {share: 0.2}}\n")
    assert policy.with_values({"rule": "proxy_quota"}) == policy
    changed = policy.with_values({"rule": "universal"})
    assert "rule.proxy_quota.share" not in changed.schemes[0].values
    assert changed.with_values({"rule": "proxy_quota"}).schemes[0].values["rule.proxy_quota.share"] == 0.4


@pytest.mark.parametrize("number", [-1, 1, 5])
def test_with_values_of_a_scheme_that_is_not_there(number: int) -> None:
    """A number of a scheme that the policy does not have, or that counts from the end, is refused."""
    with pytest.raises(BadInput, match=rf"^scheme: {number} "):
        Policy.from_yaml(START).with_values({"take_up": 0.5}, scheme=number)
    with pytest.raises(BadInput, match=r"^scheme: 0 "):
        Policy(()).with_values({"take_up": 0.5})


def test_defaults() -> None:
    """A scheme named alone pays 4 % of GDP per person to all of 0 to 17, and costs 5 % to run."""
    assert dict(Policy.from_yaml(START).schemes[0].values) == {
        "who.age": (0, 17),
        "roll_out.oldest_at_start": 17,
        "roll_out.year": 0,
        "rule": "universal",
        "amount.value": 4,
        "amount.unit": "percent_gdp_per_person",
        "amount.per": "person",
        "take_up": 1,
        "take_up_rural": 1,
        "take_up_poorest": 1,
        "luck": "shared",
        "delivery_loss": 0,
        "administration": 0.05,
    }
    (source,) = Policy.from_yaml(START).financing
    assert (source.source.id, source.share, source.values["exempt_below"]) == ("levy_on_consumption", 1, 0)


def test_the_policy_of_the_design() -> None:
    """The YAML that the documentation shows is read to the values that it shows."""
    policy = Policy.from_yaml(
        START + "  who: {age: [0, 17]}\n"
        "  rule: {proxy_quota: {share: 0.4, of: persons}}\n"
        "  amount: {value: 4, unit: percent_gdp_per_person, per: person}\n"
        "  take_up: 0.8\n  delivery_loss: 0.02\n  administration: 0.05\n"
    )
    assert policy.schemes[0].values["rule.proxy_quota.share"] == 0.4
    assert policy.schemes[0].values["take_up"] == 0.8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1\nschemas: []", "'schemas' .* Did you mean 'schemes'"),
        (START + "  takeup: 1", r"schemes\[1\]: 'takeup' .* Did you mean 'take_up'"),
        (START + "  amount: {valeu: 1}", r"'amount.valeu' .* Did you mean 'amount.value'"),
        (START + "  who: {ages: [0, 1]}", r"'who.ages' .* Did you mean 'who.age'"),
        (START + "  rule: proxy_qouta", r"schemes\[1\].rule: .* Did you mean 'proxy_quota'"),
        (START + "  rule: {proxy_quota: {shar: 1}}", "Did you mean 'rule.proxy_quota.share'"),
        (START + "  rule: {universal: {share: 1}}", "'rule.universal.share'"),
        (START + "- id: child_benefits", r"schemes\[2\].id: .* Did you mean 'child_benefit'"),
    ],
)
def test_unknown_keys(text: str, message: str) -> None:
    """A key that does not exist, at any level, is refused with the nearest that does."""
    with pytest.raises(BadInput, match=message):
        Policy.from_yaml(text)


@pytest.mark.parametrize("line", OF_ANOTHER_KIND)
def test_values_of_another_kind(line: str) -> None:
    """What is no number, range or choice of its parameter is refused at its place, in one line."""
    with pytest.raises(BadInput, match=r"\Aschemes\[1\][^\n]{20,400}\Z"):
        Policy.from_yaml(START + "  " + line)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (START + "  take_up: 1\n  take_up: 1", 'line 5 is not YAML: found duplicate key "take_up"'),
        ("version: 1\nschemes: &all [*all]", "line 2 .*alias"),
        (START + "  who: &who {age: *who}", "line 4 .*alias"),
        (START + "  who: *nobody", "line 4 .*alias"),
        (START + "\ttake_up: 1", "line 4 is not YAML"),
        (START + "  take_up: \0", "not YAML: .*#x0000"),
        (START + "  take_up: \ud800", "not YAML"),
        (START + "  take_up: !!python/object:os.system x", "line 4 is not YAML: .*python/object"),
        (START + "  take_up: !!python/object/apply:os.system [ls]", "line 4 is not YAML"),
        (START + "  take_up: !!bool maybe", "not YAML: .* Write plain"),
        (START + "  take_up: !!int ''", "not YAML: .* Write plain"),
        (START + "  take_up: 9999-99-99", "not YAML: .*month"),
        (START + '  take_up: "\\UFFFFFFFF"', "not YAML"),
        (START + "  take_up: " + "9" * 5000, "not YAML: .*digits"),
        (START + "  take_up: " + "[" * 5000, "nested over 20 deep"),
        (START + "  take_up: " + "{a: " * 50 + "}" * 50, "nested over 20 deep"),
        ("- " * 3000 + "a", "not YAML"),
        (START + "  take_up: 'x", "line 4 is not YAML"),
        (START + "---\n" + START, "another document"),
        (START + "# " + "x" * 50_000, "over 50000 characters"),
        ("", "expected lines of `key: value`, found nothing"),
        ("5", "found int"),
        ("[1, 2]", "found list"),
    ],
)
def test_texts_that_are_not_a_policy(text: str, message: str) -> None:
    """Text that is broken, hostile or no mapping is refused in one line, with the line where it is known."""
    with pytest.raises(SimulatorError, match=message) as caught:
        Policy.from_yaml(text)
    assert str(caught.value).startswith("policy: ") and "\n" not in str(caught.value)


def test_ten_lines_that_stand_for_millions() -> None:
    """A text whose lines quote each other nine times is refused before it fills the memory."""
    lines = ["  a0: &a0 [x]", *(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    with pytest.raises(SimulatorError, match=r"line 5 .*alias"):
        Policy.from_yaml(START + "\n".join(lines))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        *((None, "policy"), ([1], "policy"), ("version: 1", "policy"), ({}, "policy.version")),
        *(({"version": 2}, "policy.version"), ({"version": True, "schemes": []}, "policy.version")),
        *(({"version": 1}, "policy.schemes"), ({"version": 1, "schemes": {}}, "policy.schemes")),
        *(({"version": 1, "schemes": [5]}, "schemes[1]"), ({"version": 1, "schemes": [{}]}, "schemes[1].id")),
        ({"version": 1, "schemes": [{"id": "child_benefit"}] * (MOST_SCHEMES + 1)}, "policy.schemes"),
    ],
)
def test_data_that_are_not_a_policy(data: Any, field: str) -> None:
    """Nested data of another form are refused, naming the part."""
    with pytest.raises(BadInput) as caught:
        Policy.from_data(data)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("", "policy.version"),
        ("1.id=child_benefit", "policy.version"),
        ("version=2&1.id=child_benefit", "policy.version: '2'"),
        ("https://example.org/lesson.html", "^link: .*Copy it again"),
        ("version=1&&1.id=child_benefit", "^link: "),
        ("version=1&version=1", "^link: 'version'"),
        (LINK + "&1.take_up=1&1.take_up=1", "each key once"),
        (LINK + "&0.id=child_benefit", "^link: '0.id'"),
        (LINK + "&21.id=child_benefit", "^link: '21.id'"),
        (LINK + "&take_up=1", "^link: 'take_up'"),
        (LINK + "&1.take_up", "^link: "),
        (LINK + "&1.take_up=%FF", "^link: "),
        (LINK + "&1.takeup=1", r"schemes\[1\]: 'takeup' .* Did you mean 'take_up'"),
        (LINK + "&2.take_up=1", r"schemes\[2\].id: "),
        (LINK + "&1.take_up=1e999", r"schemes\[1\].take_up: "),
        (LINK + "&1.take_up=nan", r"schemes\[1\].take_up: 'nan'"),
        (LINK + "&1.take_up=%D9%A1", r"schemes\[1\].take_up: "),
        (LINK + "&1.who.age=17-0", r"schemes\[1\].who.age: \[17, 0\]"),
        (LINK + "&1.rule=universal&1.rule.proxy_quota.share=.5", "rule.proxy_quota.share"),
        ("version=1&1.id=child_benefits", "Did you mean 'child_benefit'"),
        (LINK + "&1.take_up=" + "1" * 21_000, "over 20000 characters"),
    ],
)
def test_links_that_are_not_a_policy(link: str, message: str) -> None:
    """A link that is cut, doubled or out of range is refused in one line that says how to mend it."""
    with pytest.raises(SimulatorError, match=message) as caught:
        Policy.from_fragment(link)
    assert "\n" not in str(caught.value)


def test_schemes_of_a_link_follow_their_numbers() -> None:
    """Schemes stand in the order of their numbers, whatever the order of the keys."""
    link = "2.take_up=0.2&1.take_up=0.1&version=1&2.id=child_benefit&1.id=child_benefit"
    assert [each.values["take_up"] for each in Policy.from_fragment(link).schemes] == [0.1, 0.2]


def test_only_known_schemes() -> None:
    """A policy may be read against a catalogue of its own."""
    with pytest.raises(BadInput, match="child_benefit"):
        Policy.from_yaml(START, catalogue={})
    assert Policy.from_yaml(START, catalogue=dict(all_schemes())) == Policy.from_yaml(START)
