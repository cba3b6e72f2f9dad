"""Rules between schemes: only one, one counted as means for another, a limit to their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator import BadInput, Policy, Population, SimulatorError, simulate
from simulator.engine.entitlements import Entitlement, entitle
from simulator.engine.interactions import interact
from simulator.primitives import Setting
from tests.simulator.making import families, observed_village
from tests.strategies import interactions, policies, populations

VILLAGE = observed_village()
CHILDREN = np.array([3, 2, 2, 1, 1, 0])
SIZES = VILLAGE.households.size
CURRENCY = {"unit": "currency"}
# 10 for each child, 4 for each person, 30 for each of 60 and older: households 1 and 5 have one.
SCHEMES: list[dict[str, Any]] = [
    {"id": "child_benefit", "amount": {"value": 10, **CURRENCY}},
    {
        "id": "household_benefit",
        "rule": "universal",
        "amount": {"value": 4, **CURRENCY, "per": "person"},
    },
    {"id": "social_pension", "who": {"age": [60, 120]}, "amount": {"value": 30, **CURRENCY}},
]
CHILD, EVERYBODY, PENSION = range(3)


def paid(*rules: dict[str, Any]) -> list[list[float]]:
    """Return what each of the three schemes pays each household under rules between them."""
    data = {"version": 1, "schemes": SCHEMES, "interactions": [*rules], "financing": "external"}
    outcome = simulate(VILLAGE, Policy.from_data(data))
    for scheme in outcome.schemes:
        with_one = VILLAGE.household_sum(scheme.reached) > 0
        assert np.array_equal(scheme.paid_month > 0, with_one), "who gets nothing is not reached"
    return [scheme.paid_month.tolist() for scheme in outcome.schemes]


ALONE = [[30, 20, 20, 10, 10, 0], [20, 16, 16, 12, 12, 4], [0, 30, 0, 0, 0, 30]]


def test_without_a_rule() -> None:
    """Each scheme pays what it pays alone."""
    assert paid() == ALONE


def test_only_one_for_each_person() -> None:
    """Children get the first scheme, and the others of the household still get the second."""
    child, everybody, pension = paid({"id": "exclusive", "schemes": [1, 2]})
    assert (child, pension) == (ALONE[CHILD], ALONE[PENSION])
    assert everybody == [4 * int(size - children) for size, children in zip(SIZES, CHILDREN, strict=True)]


def test_only_one_for_each_person_led_by_the_other() -> None:
    """The one that is named first is paid: then no child is left for the child benefit."""
    child, everybody, _ = paid({"id": "exclusive", "schemes": ["household_benefit", "child_benefit"]})
    assert (child, everybody) == ([0] * 6, ALONE[EVERYBODY])


def test_only_one_for_each_household() -> None:
    """A household with a child gets the first scheme alone; the last one has none and gets the second."""
    rule = {"id": "exclusive", "schemes": [1, 2], "within": "household"}
    child, everybody, pension = paid(rule)
    assert (child, everybody, pension) == (ALONE[CHILD], [0, 0, 0, 0, 0, 4], ALONE[PENSION])


def test_only_one_of_three() -> None:
    """Three in a row: each household gets only the first that reaches somebody in it."""
    rule = {"id": "exclusive", "schemes": [3, 1, 2], "within": "household"}
    assert paid(rule) == [[30, 0, 20, 10, 10, 0], [0] * 6, ALONE[PENSION]]


@pytest.mark.parametrize(
    ("share", "left"),
    [(1, [0, 0, 0, 2, 2, 4]), (0.5, [5, 6, 6, 7, 7, 4]), (0, [20, 16, 16, 12, 12, 4])],
)
def test_one_counted_as_means(share: float, left: list[float]) -> None:
    """Each household gets the first less a share of what the second pays it, never below nothing."""
    child, everybody, _ = paid({"id": "offset", "schemes": [2, 1], "share": share})
    assert child == ALONE[CHILD] and everybody == pytest.approx(left)


def test_two_counted_as_means() -> None:
    """What the other two pay is counted together: 4 x 4 less half of 20 + 30 leaves nothing."""
    _, everybody, _ = paid({"id": "offset", "schemes": [2, 1, 3], "share": 0.5})
    assert everybody == pytest.approx([5, 0, 6, 7, 7, 0])


def test_a_limit_for_each_household() -> None:
    """Above 25 in all each scheme is cut by the same share: 50 to 25 halves both."""
    child, everybody, pension = paid(
        {"id": "cap", "schemes": [1, 2], "limit": {"value": 25, **CURRENCY}, "within": "household"}
    )
    kept = [25 / 50, 25 / 36, 25 / 36, 1, 1, 1]
    assert child == pytest.approx([share * each for share, each in zip(kept, ALONE[CHILD], strict=True)])
    assert everybody == pytest.approx(
        [share * each for share, each in zip(kept, ALONE[EVERYBODY], strict=True)]
    )
    assert pension == ALONE[PENSION]


def test_a_limit_for_each_person() -> None:
    """A child gets 14 in all and may get 12; whoever gets only 4 keeps it."""
    limit = {"limit": {"value": 12, **CURRENCY}, "within": "person"}
    child, everybody, _ = paid({"id": "cap", "schemes": [1, 2], **limit})
    assert child == pytest.approx((CHILDREN * 10 * 12 / 14).tolist())
    assert everybody == pytest.approx((CHILDREN * 4 * 12 / 14 + (SIZES - CHILDREN) * 4).tolist())


@pytest.mark.parametrize("within", ["person", "household"])
@pytest.mark.parametrize(("limit", "paid_then"), [(0, 0), (10, 10), (1000, 30)])
def test_a_limit_to_one_scheme(within: str, limit: float, paid_then: float) -> None:
    """One scheme may be limited too; a limit of 0 reaches nobody, and one above it changes nothing."""
    rule = {"id": "cap", "schemes": [3], "limit": {"value": limit, **CURRENCY}, "within": within}
    assert paid(rule)[PENSION] == [0, paid_then, 0, 0, 0, paid_then]


def test_rules_are_applied_in_their_order() -> None:
    """Cut to 25 first and then offset is not offset first and then cut."""
    cap = {"id": "cap", "schemes": [1], "limit": {"value": 10, **CURRENCY}, "within": "household"}
    offset = {"id": "offset", "schemes": [2, 1]}
    assert paid(cap, offset)[EVERYBODY] == pytest.approx([10, 6, 6, 2, 2, 4])
    assert paid(offset, cap)[EVERYBODY] == pytest.approx([0, 0, 0, 2, 2, 4])


def test_two_orders_of_lead_are_refused() -> None:
    """Two lists that each let another scheme lead claim what cannot both be: refused, with what to do."""
    rules = [{"id": "exclusive", "schemes": each} for each in ([1, 2], [2, 1])]
    with pytest.raises(SimulatorError, match=r"scheme 1 before 2, 2 before 1\. Write .* same order"):
        paid(*rules)
    apart = [{"id": "exclusive", "schemes": each} for each in ([1, 2, 3], [3, 1])]
    with pytest.raises(SimulatorError, match=r"circle: scheme 1 before 3, 3 before 1\."):
        paid(*apart)


@pytest.mark.parametrize("lists", [*permutations(([1, 2], [2, 3], [3, 1]))])
def test_lists_that_go_round_in_a_circle_are_refused(lists: Sequence[list[int]]) -> None:
    """A circle of three is refused by its steps, in whatever order the lists are written."""
    rules = [{"id": "exclusive", "schemes": each} for each in lists]
    with pytest.raises(SimulatorError, match=r"scheme 1 before 2, 2 before 3, 3 before 1\."):
        paid(*rules)


@pytest.mark.parametrize("lists", [*permutations(([3, 1], [1, 2]))])
def test_lists_that_overlap_hold_together(lists: Sequence[list[int]]) -> None:
    """Where the pension keeps the child benefit out, that keeps nobody out of the third, in either order."""
    rules = [{"id": "exclusive", "schemes": each, "within": "household"} for each in lists]
    child, everybody, pension = paid(*rules)
    assert pension == ALONE[PENSION]
    assert child == [30, 0, 20, 10, 10, 0]
    assert everybody == [0, 16, 0, 0, 0, 4]


def test_all_lists_hold_where_the_first_one_stands() -> None:
    """A limit between two lists sees what both have left: 16 and 30 of the pension's household, cut to 23."""
    first, second = ({"id": "exclusive", "schemes": each, "within": "household"} for each in ([3, 1], [1, 2]))
    limit = {"id": "cap", "schemes": [1, 2, 3], "limit": {"value": 23, **CURRENCY}, "within": "household"}
    expected = [[23, 0, 20, 10, 10, 0], [0, 8, 0, 0, 0, 4 * 23 / 34], [0, 15, 0, 0, 0, 30 * 23 / 34]]
    assert paid(first, limit, second) == [pytest.approx(each) for each in expected]
    assert paid(second, limit, first) == paid(first, limit, second)


def test_the_same_claim_twice_is_one_claim() -> None:
    """Two lists in the same order agree: nothing changes."""
    rule = {"id": "exclusive", "schemes": [1, 2]}
    assert paid(rule, rule) == paid(rule)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"id": "exclusive", "schemes": [1]}, "2 or more different schemes"),
        ({"id": "offset", "schemes": [1, 1]}, "2 or more different schemes"),
        ({"id": "cap", "schemes": []}, "1 or more different schemes"),
        ({"id": "exclusive", "schemes": [1, 4]}, r"interactions\[1\]\.schemes: 4 "),
        ({"id": "exclusive", "schemes": [0, 1]}, r"interactions\[1\]\.schemes: 0 "),
        ({"id": "exclusive", "schemes": ["child_benefits", 2]}, "Did you mean 'child_benefit'"),
        ({"id": "exclusive"}, r"schemes: None .* a list of schemes"),
        ({"id": "exclusiv", "schemes": [1, 2]}, "Did you mean 'exclusive'"),
        ({"id": "offset", "schemes": [1, 2], "share": 2}, "share: 2 .* from 0 to 1"),
        ({"id": "exclusive", "schemes": [1, 2], "within": "family"}, "within: 'family' "),
    ],
)
def test_a_rule_with_a_slip(rule: dict[str, Any], message: str) -> None:
    """A rule that names too few schemes, one that is not there, or a value out of bounds is refused."""
    with pytest.raises(SimulatorError, match=message):
        paid(rule)


def test_two_of_one_name_are_called_by_number() -> None:
    """A name that two schemes share says neither of them: the refusal gives their numbers."""
    data = {
        "version": 1,
        "schemes": [SCHEMES[0], SCHEMES[0]],
        "interactions": [{"id": "exclusive", "schemes": ["child_benefit", 2]}],
    }
    with pytest.raises(BadInput, match=r"Write the scheme's number instead: 1 or 2\."):
        Policy.from_data(data)
    data["interactions"] = [{"id": "exclusive", "schemes": [1, 2]}]
    outcome = simulate(VILLAGE, Policy.from_data(data).paid_by("external"))
    assert not outcome.schemes[1].reached.any() and outcome.schemes[0].reached.sum() == 9


@given(populations(), policies(least=2, interacting=False, financed=False, existing=False), st.data())
def test_nobody_gets_two_of_which_only_one_is_paid(
    population: Population, policy: Policy, data: st.DataObject
) -> None:
    """Of schemes that exclude each other no person, or no household, gets two."""
    rules = data.draw(interactions(len(policy.schemes), "exclusive"))
    if not rules:
        return
    setting = Setting(population, 1, population.persons.benefits_month or {})
    schemes = interact(setting, rules, [entitle(setting, each) for each in policy.schemes])
    for rule in rules:
        paid = np.array([paid_persons(population, schemes[place]) for place in rule.schemes])
        if rule.values["within"] == "household":
            paid = np.array([population.household_sum(each) > 0 for each in paid])
        assert (paid.sum(axis=0) <= 1).all()


def paid_persons(population: Population, scheme: Entitlement) -> NDArray[np.bool_]:
    """Return who is paid more than 0: one boolean a person."""
    people, amount = scheme.by_person(population)
    paid = np.zeros(len(population.persons.age), dtype=bool)
    paid[people.persons] = amount > 0
    return paid


def test_only_one_may_raise_what_a_household_shares() -> None:
    """Shared by two with 20 and 40 a household gets 30; once the first gets another scheme, it gets 40."""
    disabled = {
        "id": "disability_benefit",
        "severe": {"factor": 2},
        "amount": {"value": 20, **CURRENCY, "per": "household"},
    }
    child = {**SCHEMES[CHILD], "who": {"age": [0, 5]}}
    rule = {"id": "exclusive", "schemes": [1, 2]}
    data = {"version": 1, "schemes": [child, disabled], "financing": "external"}
    family = families([2], [50.0], age=[5, 30])
    family = replace(family, persons=replace(family.persons, disability=[1, 2]))
    alone, together = (
        simulate(family, Policy.from_data({**data, "interactions": each})) for each in ([], [rule])
    )
    assert alone.schemes[1].paid_month.tolist() == [30]
    assert together.schemes[1].paid_month.tolist() == [40]


@given(populations(), policies(least=2, interacting=False, financed=False, existing=False), st.data())
def test_the_order_of_the_lists_decides_nothing(
    population: Population, policy: Policy, data: st.DataObject
) -> None:
    """Lists of schemes that exclude each other may be written in any order."""
    rules = data.draw(interactions(len(policy.schemes), "exclusive"))
    shuffled = tuple(data.draw(st.permutations(rules)))
    one, other = (
        simulate(population, Policy(policy.schemes, each, policy.financing)) for each in (rules, shuffled)
    )
    for before, after in zip(one.schemes, other.schemes, strict=True):
        assert np.array_equal(before.reached, after.reached)
        assert np.array_equal(before.paid_month, after.paid_month)


@given(populations(), policies(least=2, interacting=False, financed=False, existing=False), st.data())
def test_a_rule_never_raises_anything(population: Population, policy: Policy, data: st.DataObject) -> None:
    """Under any rules no scheme reaches more persons than alone, and without `exclusive` none pays more."""
    rules = data.draw(interactions(len(policy.schemes)))
    alone = simulate(population, policy)
    together = simulate(population, Policy(policy.schemes, rules, policy.financing))
    for before, after in zip(alone.schemes, together.schemes, strict=True):
        if all(rule.interaction.id != "exclusive" for rule in rules):
            assert (after.paid_month <= before.paid_month * (1 + 1e-9)).all()
        assert not (after.reached & ~before.reached).any()
        assert np.array_equal(after.eligible, before.eligible)
