"""The worked households of `tests/cases/households`: Python gives what was worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator import SimulatorError, all_interactions, all_schemes, all_sources, simulate
from simulator.scenario.welfare import welfare_of
from tests.policy_lab.comparing import plain_outcome
from tests.worked_households import (
    WorkedCase,
    all_cases,
    policies_of,
    population_of,
    read_case,
    results,
    wrong_entries,
)

CASES = all_cases()
CASE = """
about: A child gets the benefit.
households:
- {consumption: 50, members: [{age: 5}]}
policy: {version: 1, schemes: [{id: child_benefit}], financing: external}
expected:
  after: [58]
"""


def found_in(case: WorkedCase) -> dict[str, Any]:
    """Return what Python's engine says about a case."""
    policy, baseline = policies_of(case)
    outcome = simulate(population_of(case), policy, case.seed, baseline)
    welfare = welfare_of(outcome, equivalence=case.equivalence)
    equivalent = {
        "line": welfare.line.month,
        "before": welfare.before.tolist(),
        "after": welfare.after.tolist(),
    }
    return results(case, plain_outcome(outcome)) | {"equivalent": equivalent}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_python_gives_what_was_worked_out_by_hand(path: Path) -> None:
    """Each number of the case is the engine's, or the engine refuses with the words of the case."""
    case = read_case(path)
    if "refused" in case.expected:
        with pytest.raises(SimulatorError) as refusal:
            found_in(case)
        assert case.expected["refused"] in str(refusal.value)
    else:
        assert [*wrong_entries(case.expected, found_in(case))] == []


def test_every_scheme_rule_source_and_interaction_has_a_case() -> None:
    """A new scheme, rule, source or interaction needs a worked household."""
    schemes, rules, others = set(), set(), set()
    for path in CASES:
        case = read_case(path)
        if "refused" in case.expected:
            continue
        policy, baseline = policies_of(case)
        settings = policy.schemes + (baseline.schemes if baseline else ())
        schemes |= {each.scheme.id for each in settings}
        rules |= {each.values.get("rule") for each in settings}
        others |= {each.source.id for each in policy.financing}
        others |= {each.interaction.id for each in policy.interactions}
    assert schemes == set(all_schemes())
    assert rules - {None} == set(all_schemes()["child_benefit"].rules)
    assert others == {*all_sources(), *all_interactions()}


def test_there_are_enough_cases() -> None:
    """The worked households are found, each by a name of its own: a moved folder does not go unseen."""
    names = [path.stem for path in CASES]
    assert len(names) >= 170
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", CASES[::7], ids=lambda path: path.stem)
def test_a_wrong_number_is_noticed(path: Path) -> None:
    """Whichever number of a case is changed by one in ten million, it is no longer the engine's."""
    case = read_case(path)
    if "refused" in case.expected:
        return
    found = found_in(case)
    for changed in one_changed(found):
        assert [*wrong_entries(found, changed)] != []


def one_changed(data: Any) -> Iterator[Any]:
    """Yield copies of nested data, in each of them one entry changed a little."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from (data | {key: other} for other in one_changed(value))
    elif isinstance(data, list):
        yield [*data, 0.0]
        for place, value in enumerate(data):
            yield from ([*data[:place], other, *data[place + 1 :]] for other in one_changed(value))
    elif isinstance(data, float):
        yield data * (1 + 1e-7) if data else 1e-7
    else:
        yield "something else"


def test_a_case_is_read(tmp_path: Path) -> None:
    """What a case leaves out is ordinary: weight 1, a rural place, GDP of 200 and a line of 60."""
    path = tmp_path / "child.yaml"
    path.write_text(CASE, "utf-8")
    case = read_case(path)
    people = population_of(case)
    assert (case.name, case.seed, case.equivalence) == ("child", 1, "per_person")
    assert people.households.weight.tolist() == [1] and people.households.urban.tolist() == [False]
    assert (people.economy.gdp_per_person_month, people.economy.line().month) == (200, 60)
    assert people.persons.work is None and people.persons.benefits_month is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("about: A child gets the benefit.", "", "the key `about` is missing"),
        ("about:", "abuot: x\nabout:", "'abuot' is not allowed"),
        ("consumption: 50, ", "", "household 1: the key `consumption` is missing"),
        ("consumption", "consumtion", "household 1: 'consumtion' is not allowed"),
        ("{age: 5}", "{age: 5, wage: 3}", "household 1, member 1: 'wage' is not allowed"),
        ("[{age: 5}]", "[]", "household 1, members: [] is not allowed"),
        ("after: [58]", "aftr: [58]", "expected: 'aftr' is not allowed"),
        ("after: [58]", "{}", "expected: '{}' is not allowed"),
        ("after: [58]", "budget: {need: 8}", "expected.budget: 'need' is not allowed"),
        ("after: [58]", "schemes: {child_benefit: {pay: [8]}}", "child_benefit: 'pay' is not allowed"),
        ("after: [58]", "{after: [58], refused: no}", "Allowed: results, or `refused` alone"),
        ("policy:", "economy: {gdp: 3}\npolicy:", "economy: 'gdp' is not allowed"),
    ],
)
def test_a_case_that_is_not_clear_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A key that is missing or unknown is refused with the name of the file."""
    path = tmp_path / "child.yaml"
    path.write_text(CASE.replace(old, new, 1), "utf-8")
    with pytest.raises(SimulatorError) as refusal:
        read_case(path)
    assert str(refusal.value).startswith("child.yaml: ") and told in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{age: 5}", "{age: 5, sex: man}", "members: 'man' is not allowed. Allowed: female, male"),
        ("{age: 5}", "{age: 5, work: student}", "members: 'student' is not allowed"),
        (
            "- {consumption",
            "- {consumption: 9, score: 1, members: [{age: 9}]}\n- {consumption",
            "score is missing in some",
        ),
    ],
)
def test_people_that_are_not_clear_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A word that is no work status, and a column that only some households have, is refused."""
    path = tmp_path / "child.yaml"
    path.write_text(CASE.replace(old, new, 1), "utf-8")
    with pytest.raises(SimulatorError) as refusal:
        population_of(read_case(path))
    assert told in str(refusal.value)


def test_persons_are_named_by_household_and_member(tmp_path: Path) -> None:
    """A scheme that the policy lacks cannot be expected; persons count from 1."""
    path = tmp_path / "child.yaml"
    path.write_text(CASE.replace("after: [58]", 'schemes: {1: {reached: ["1.1"]}}'), "utf-8")
    case = read_case(path)
    assert [*wrong_entries(case.expected, found_in(case))] == []
    path.write_text(CASE.replace("after: [58]", "schemes: {social_pension: {paid: [1]}}"), "utf-8")
    with pytest.raises(SimulatorError, match=r"expected\.schemes: 'social_pension' is not allowed"):
        found_in(read_case(path))
