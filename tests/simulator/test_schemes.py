"""Schemes are data: those of the package are whole, and one never seen before runs."""

from __future__ import annotations

import importlib
import json

import numpy as np
import pytest
from hypothesis import given

from simulator import Policy, Population, SimulatorError, example_population, simulate
from simulator.schemes import Scheme, all_schemes, read_scheme
from simulator.schemes.reading import named_by_file, read_rule, texts_in
from simulator.yaml_text import read_yaml, write_yaml
from tests.simulator.making import one_scheme
from tests.strategies import populations

MODULE = importlib.import_module("simulator.schemes.reading")
EVERY = pytest.mark.parametrize("scheme", list(all_schemes().values()), ids=list(all_schemes()))
CHARGED = {"rule", "luck", "delivery_loss", "administration"}
MEALS = """
id: school_meals
label: School meals
help: A sum for each household with girls in school, shared among them.
group: {one: girl, many: girls}
parameters:
  who.age:
    kind: range
    unit: years
    label: Ages
    help: Both included.
    bounds: {low: 5, high: 20, step: 1}
    default: [6, 15]
  sum:
    kind: number
    unit: currency
    label: Sum
    help: A month, for the household.
    bounds: {low: 0, high: 1000, step: 1}
    default: 30
steps:
  group:
  - filter: {column: age, within: who.age}
  - filter: {column: sex, within: [0, 0]}
  reach:
  - draw: {chance: 1, by: person, purpose: enrolment}
  pay:
  - scale: {value: sum, unit: currency}
  - share: {per: household}
"""
REMOTE = """
id: remote_poorest
label: The poorest of the countryside
help: Only the countryside, and there the poorest households.
parameters:
  quota:
    kind: number
    unit: share
    label: Quota
    help: The share of all households.
    bounds: {low: 0, high: 1, step: 0.01}
    default: 0.3
steps:
- filter: {column: urban, within: [0, 0]}
- rank_cut: {score: proxy_score, share: quota, of: households}
"""


@EVERY
def test_every_parameter_does_something(scheme: Scheme) -> None:
    """Each parameter is used by a step, chooses a unit or a rule, or is one that the engine charges."""
    of_rules = [*scheme.rules.values(), *scheme.rule_pay.values()]
    steps = [*scheme.group, *scheme.reach, *scheme.pay, *(step for rule in of_rules for step in rule)]
    used = {path for step in steps for path in step.parameters.values()}
    units = {each.unit_from for each in scheme.parameters.values() if each.unit_from}
    charged = {path for path in scheme.parameters if path in CHARGED or path.endswith(".test_cost")}
    assert set(scheme.parameters) == used | units | charged


@EVERY
def test_as_data_is_plain(scheme: Scheme) -> None:
    """The browser gets plain JSON, with each parameter and each rule."""
    data = json.loads(json.dumps(scheme.as_data(), allow_nan=False))
    assert [each["path"] for each in data["parameters"]] == list(scheme.parameters)
    assert list(data["rules"]) == list(scheme.rules) == list(data["rule_pay"]) and data["pay"]


@EVERY
@given(populations())
def test_the_simplest_policy_runs(scheme: Scheme, population: Population) -> None:
    """With every value as declared, each scheme runs on any population and pays nobody outside its group."""
    outcome = simulate(population, one_scheme(scheme.id))
    assert np.isfinite(outcome.consumption_after_month).all()
    assert not (outcome.schemes[0].reached & ~outcome.schemes[0].group).any()


def test_the_simplest_rule_is_the_first() -> None:
    """A choice of rules begins with the one that pays everybody."""
    assert next(iter(all_schemes()["child_benefit"].rules)) == "universal"


def test_a_scheme_never_seen() -> None:
    """A scheme that exists only as text runs: 30 for each household, shared by its girls of 6 to 15."""
    catalogue = {"school_meals": read_scheme(MEALS)}
    policy = Policy.from_yaml("{version: 1, schemes: [{id: school_meals}]}", catalogue)
    village = example_population()
    outcome = simulate(village, policy)
    girls = (village.persons.sex == 0) & (village.persons.age >= 6) & (village.persons.age <= 15)
    assert np.flatnonzero(outcome.schemes[0].reached).tolist() == np.flatnonzero(girls).tolist()
    assert outcome.schemes[0].paid_month.tolist() == (30.0 * (village.household_sum(girls) > 0)).tolist()
    assert not outcome.schemes[0].administration_month.any()


def test_a_scheme_never_seen_in_each_form() -> None:
    """That scheme's policies pass through YAML and a link, and refuse what its declaration refuses."""
    catalogue = {"school_meals": read_scheme(MEALS)}
    policy = Policy.from_fragment("version=1&1.id=school_meals&1.sum=12.5&1.who.age=7-9", catalogue)
    assert policy.schemes[0].values == {"who.age": (7, 9), "sum": 12.5}
    assert Policy.from_yaml(policy.to_yaml(), catalogue) == policy
    with pytest.raises(SimulatorError, match=r"schemes\[1\]\.sum: 1001.* from 0 to 1000 \(currency\)"):
        policy.with_values({"sum": 1001})


def test_a_rule_never_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A targeting rule that exists only as text is offered by each scheme, with its own parameters."""
    known = dict(MODULE._rules())
    rule = read_rule(REMOTE)
    monkeypatch.setattr(MODULE, "_rules", lambda: {**known, rule["id"]: rule})
    catalogue = {"child_benefit": read_scheme(texts_in()["child_benefit.yaml"])}
    data = {"version": 1, "schemes": [{"id": "child_benefit", "rule": {"remote_poorest": {"quota": 0.5}}}]}
    policy = Policy.from_data(data, catalogue)
    village = example_population()
    eligible = simulate(village, policy).schemes[0].eligible
    assert set(village.persons.household[eligible]) == {0, 1, 2}
    assert Policy.from_fragment(policy.to_fragment(), catalogue) == policy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label: School meals", "lable: School meals", "Did you mean 'label'"),
        ("id: school_meals", "", "`id` is missing"),
        ("{one: girl, many: girls}", "{one: girl, mani: girls}", r"group: 'mani' .* Did you mean 'many'"),
        ("{one: girl, many: girls}", "{one: girl}", "one and for many"),
        ("{one: girl, many: girls}", "girls", r"group: 'girls' is not allowed"),
        ("  reach:", "  reech:", r"steps: 'reech' .* Did you mean 'reach'"),
        ("- scale:", "- scael:", r"steps.pay, step 1: 'scael' .* Did you mean 'scale'"),
        ("- share: {per: household}", "- draw: {chance: 1, by: person, purpose: x}", "step 2: 'draw'"),
        ("- share: {per: household}", "- share", r"step 2: 'share' is not allowed"),
        ("- share:", "  share:", "a step is one primitive"),
        ("value: sum,", "vallue: sum,", r"step 1, scale: 'vallue' .* Did you mean 'value'"),
        ("value: sum, ", "", "scale: .*`value` is missing"),
        ("within: who.age", "within: who.ages", r"'who.ages' .* Did you mean 'who.age'"),
        ("    kind: range", "    kind: rang", r"who.age.kind: 'rang' .* Did you mean 'range'"),
        ("steps:", "shared: [takeup]\nsteps:", r"shared: 'takeup' .* Did you mean 'take_up'"),
        ("default: [6, 15]", "default: [6, 25]", r"who.age.default: \[?\(?6, 25"),
        ("id: school_meals", "id: school meals", r"\.id: 'school meals' .* small letters"),
        ("label: School meals", "label: [School]", r"\.label: \['School'\]"),
        ("one: girl", "one: 1", r"\.group\.one: 1 "),
        ("{low: 5, high: 20, step: 1}", "5", r"who\.age\.bounds: 5 .* low, high and step"),
        ("{low: 5, high: 20, step: 1}", "{low: 5, high: 20, step: a}", r"who\.age\.bounds\.step: 'a'"),
        ("{low: 5, high: 20, step: 1}", "{low: 5, high: 20, step: 0}", r"bounds\.step: 0 .* above 0"),
        ("{low: 5, high: 20, step: 1}", "{low: 25, high: 20, step: 1}", r"bounds\.low: 25"),
        ("within: [0, 0]", "within: [65]", r"filter, within: \[65\] .* two numbers"),
        ("within: [0, 0]", "within: [9, 1]", r"filter, within: \[9, 1\]"),
        ("within: who.age", "within: sum", r"filter, within: 'sum' .* the kind range"),
        ("within: who.age", "within: age", r"filter, within: 'age' .* Did you mean 'who.age'"),
        ("column: age", "column: ages", r"filter, column: 'ages' .* Did you mean 'age'"),
        ("chance: 1,", "chance: 7,", r"draw, chance: 7 .* from 0 to 1"),
        ("chance: 1,", "chance: sum,", r"draw, chance, sum: \[0, 1000\] .* Narrow"),
        ("purpose: enrolment", "purpose: 5", r"draw, purpose: 5 "),
        ("value: sum", "value: -5", r"scale, value: -5 .* from 0"),
        ("value: sum", "value: true", r"scale, value: True"),
        ("unit: currency}", "unit: dollars}", r"scale, unit: 'dollars' .*percent_poverty_line"),
        ("per: household", "per: houshold", r"share, per: 'houshold' .* Did you mean 'household'"),
        ("  group:\n  - filter", "  group: 5\n  grup:\n  - filter", r"'grup' .* Did you mean 'group'"),
        ("  sum:", "  who:", r"parameters: 'who' "),
        ("  sum:", "  rule.sum:", r"parameters: 'rule\.sum' "),
        ("  sum:", "  a.b.c:", r"parameters: 'a\.b\.c' "),
        ("steps:", "shared: 5\nsteps:", r"shared: 5 .* a list"),
        ("steps:", "shared: [amount.value]\nsteps:", r"amount\.value\.unit_from: 'amount\.unit'"),
    ],
)
def test_a_slip_in_a_scheme(old: str, new: str, message: str) -> None:
    """A contributor who slips is told where, and what was meant."""
    assert MEALS.count(old) == 1
    with pytest.raises(SimulatorError, match=message) as caught:
        read_scheme(MEALS.replace(old, new), "school_meals.yaml")
    assert str(caught.value).startswith(("school_meals.yaml", "shared.yaml"))


RULE_SLIPS = [
    ("label: The", "lable: The", r"'lable' .* Did you mean 'label'"),
    ("label: The poorest of the countryside", "", "the key `label` is missing"),
    ("id: remote_poorest", "id: Remote", r"\.id: 'Remote'"),
    ("help: Only", "note: x\nhelp: Only", r"'note' is not allowed"),
    ("  quota:", "  quota.x:", r"parameters: 'quota\.x'"),
    ("share: quota", "share: quotta", r"rank_cut, share: 'quotta' .* Did you mean 'quota'"),
    ("share: quota", "share: 40", r"rank_cut, share: 40 .* from 0 to 1"),
    ("low: 0, high: 1, step", "low: 0, high: 100, step", r"share, quota: \[0, 100\] .* Narrow"),
    ("kind: number", "kind: numbr", r"quota\.kind: 'numbr' .* Did you mean 'number'"),
]


@pytest.mark.parametrize(("old", "new", "message"), RULE_SLIPS)
def test_a_slip_in_a_rule(old: str, new: str, message: str) -> None:
    """A rule with a slip is refused when it is read, with the name of its file."""
    assert REMOTE.count(old) == 1
    with pytest.raises(SimulatorError, match=message) as caught:
        read_rule(REMOTE.replace(old, new), "rules/remote_poorest.yaml")
    assert str(caught.value).startswith("rules/remote_poorest.yaml")


@pytest.mark.parametrize("missing", ["id", "label", "help", "parameters", "steps"])
def test_a_rule_that_lacks_a_key(missing: str) -> None:
    """Each key of a rule is asked for by name."""
    lines = "{id: all, label: All, help: No test., parameters: {}, steps: []}"
    declared = {key: value for key, value in read_yaml(lines, "rule").items() if key != missing}
    with pytest.raises(SimulatorError, match=f"the key `{missing}` is missing"):
        read_rule(write_yaml(declared))


def test_an_id_is_the_name_of_its_file() -> None:
    """So no two files can have one id, and none vanishes behind another."""
    with pytest.raises(SimulatorError, match=r"^pension\.yaml\.id: 'pensions' .* Rename"):
        named_by_file([("pension.yaml", "pensions")])


def test_a_charge_is_a_share() -> None:
    """A scheme's own delivery loss may not go above everything that is paid."""
    text = MEALS.replace("  sum:", "  delivery_loss:").replace("value: sum", "value: 5")
    with pytest.raises(SimulatorError, match=r"delivery_loss: \[0, 1000\] .* from 0 to 1"):
        read_scheme(text)


def test_slips_in_the_shared_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in shared.yaml is told with its name."""
    shared = {**MODULE._shared(), "take_up": {**MODULE._shared()["take_up"], "bounds": 5}}
    monkeypatch.setattr(MODULE, "_shared", lambda: shared)
    with pytest.raises(SimulatorError, match=r"^shared\.yaml: take_up\.bounds: 5 "):
        read_scheme(MEALS.replace("steps:", "shared: [take_up]\nsteps:"))
