"""Targeting errors in parts: the rule's, that of its use, and that of other benefits, which add up."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulator import BadInput, Policy, Population, rolled_out, simulate, targeting
from tests.simulator.making import affordable, child_benefit, singles
from tests.strategies import policies, populations

# Ten children alone, the poorer five chosen by a quota; one of those has a disability, one an allowance.
CHILDREN = singles(np.arange(10.0, 20.0), score=np.arange(10.0))
CHILDREN = replace(
    CHILDREN,
    persons=replace(
        CHILDREN.persons,
        disability=[0, 1, *[0] * 8],
        benefits_month={"allowance": [0, 0, 40, *[0] * 7]},
    ),
)


def parts_of(scheme: int, **more: Any) -> tuple[float | None, ...]:
    """Return the exclusion error of a scheme, all of its group intended, and its three parts."""
    schemes = [
        {"id": "disability_benefit", "amount": {"value": 20, "unit": "currency"}},
        {
            "id": "child_benefit",
            "rule": {"proxy_quota": {"share": 0.5}},
            "amount": {"value": 30, "unit": "currency"},
            **more.pop("child", {}),
        },
    ]
    data = {"version": 1, "schemes": schemes, "financing": "external", **more}
    found = targeting(simulate(CHILDREN, Policy.from_data(data)), scheme).against_group
    return (
        found.exclusion_percent,
        found.exclusion_by_rule_percent,
        found.exclusion_by_implementation_percent,
        found.exclusion_by_other_benefits_percent,
    )


PARTS = {
    "exclusion": ("rule", "implementation", "other_benefits"),
    "inclusion": ("rule", "implementation"),
}
EXCLUSIVE = {"id": "exclusive", "schemes": [1, 2]}
TOPPED_UP = {"allowance": {"treatment": "topped_up", "by": 2}}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (50, 50, 0, 0)),
        ({"child": {"take_up": 0}}, (100, 50, 50, 0)),
        ({"interactions": [EXCLUSIVE]}, (60, 50, 0, 10)),
        ({"existing": TOPPED_UP}, (60, 50, 0, 10)),
        ({"interactions": [EXCLUSIVE], "existing": TOPPED_UP}, (70, 50, 0, 20)),
        ({"interactions": [EXCLUSIVE], "child": {"take_up": 0}}, (100, 50, 50, 0)),
        (
            {"interactions": [{"id": "cap", "schemes": [2], "limit": {"value": 0, "unit": "currency"}}]},
            (100, 50, 0, 50),
        ),
    ],
)
def test_who_is_missed_and_why(more: dict[str, Any], expected: tuple[float, ...]) -> None:
    """The quota misses five of ten; of the others nobody may claim, or one gets another benefit instead."""
    assert parts_of(1, **more) == pytest.approx(expected)


def test_the_scheme_that_leads_misses_nobody() -> None:
    """The rule between the two is no error of the scheme that is paid."""
    assert parts_of(0, interactions=[EXCLUSIVE]) == (0, 0, 0, 0)


@given(populations(), policies(least=1))
def test_the_parts_add_up(population: Population, policy: Policy) -> None:
    """The three parts of exclusion add up to it, and the two of inclusion: a stage only leaves out."""
    outcome = simulate(population, affordable(population, policy))
    for number, scheme in enumerate(outcome.schemes):
        assert (scheme.reached <= scheme.taken_up).all() and (scheme.taken_up <= scheme.eligible).all()
        found = targeting(outcome, number)
        for errors in map(asdict, (found.against_line, found.against_group)):
            for name, reasons in PARTS.items():
                whole = errors[f"{name}_percent"]
                parts = [errors[f"{name}_by_{reason}_percent"] for reason in reasons]
                assert parts == [None] * len(parts) if whole is None else sum(parts) == pytest.approx(whole)


@pytest.mark.parametrize("place", [True, 1, -1, 0.0, "0", None, np.int64(1), np.bool_(False)])
def test_a_place_that_is_none(place: Any) -> None:
    """What is no number of a scheme is refused by the same words wherever a scheme is asked for."""
    policy = child_benefit()
    for asked in (
        lambda: policy.with_values({"take_up": 1}, place),
        lambda: rolled_out(policy, 2, 3, place),
        lambda: targeting(simulate(CHILDREN, policy), place),
    ):
        with pytest.raises(BadInput, match=r"^scheme: .* a whole number from 0 to below 1, the number of"):
            asked()


def test_numpys_whole_numbers_are_places() -> None:
    """A place that comes out of an array of numpy is taken like any other."""
    policy, place = child_benefit(), np.int64(0)
    assert policy.with_values({"take_up": 0.5}, place) == policy.with_values({"take_up": 0.5})
    assert rolled_out(policy, 2, 3, place) == rolled_out(policy, 2, 3)
    outcome = simulate(CHILDREN, policy)
    assert targeting(outcome, place) == targeting(outcome)
