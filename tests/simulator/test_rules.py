"""Targeting rules: each file by hand on the village, its threshold met exactly, and with every scheme."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator import SimulatorError, all_schemes, example_population, simulate
from simulator.luck import draw
from simulator.measures import coverage
from tests.simulator.making import chosen_rows, observed_village, one_scheme, singles

VILLAGE = observed_village()
EVERYBODY = {"amount": {"value": 10, "unit": "currency", "per": "person"}, "administration": 0}
CURRENCY = {"unit": "currency"}
ALL = [0, 1, 2, 3, 4, 5]
# Consumption is 40 50 70 90 150 100 and the score ranks 1 3 2 4 6 5; 5 4 4 3 3 1 persons.
BY_HAND: list[tuple[str, dict[str, Any], list[int]]] = [
    ("universal", {}, ALL),
    ("affluence_test", {"threshold": 90, **CURRENCY}, [0, 1, 2]),
    ("affluence_test", {"threshold": 90.01, **CURRENCY}, [0, 1, 2, 3]),
    ("affluence_test", {"threshold": 0, **CURRENCY}, []),
    ("affluence_test", {"threshold": 250}, [0, 1, 2, 3, 5]),  # 250 % of the line of 60 is 150
    ("categorical", {"category": "older_person"}, [1, 5]),
    ("community", {"r_squared": 1, "share": 0.25}, [0]),
    ("community", {"r_squared": 1, "share": 0.5, "of": "households"}, [0, 1, 2]),
    ("community", {"share": 0}, []),
    ("community", {"share": 1}, ALL),
    ("geographic", {"area": "urban"}, [3, 4, 5]),
    ("lottery", {"share": 0}, []),
    ("lottery", {"share": 1}, ALL),
    ("means_test", {"full_below": 50, "ends_at": 90, **CURRENCY}, [0, 1, 2]),
    ("means_test", {"full_below": 50, "ends_at": 50, **CURRENCY}, [0]),
    ("means_test", {"full_below": 50, "ends_at": 0, **CURRENCY}, []),
    ("pension_test", {"threshold": 1000, **CURRENCY}, ALL),
    ("poorest_regions", {"share": 0.45}, [0, 1]),
    ("poorest_regions", {"share": 0.46}, [0, 1, 2, 3]),
    ("poorest_regions", {"share": 0}, []),
    ("proxy_cut_off", {"r_squared": 0, "cut_off": 67, **CURRENCY}, []),  # all are guessed at 67.4
    ("proxy_cut_off", {"r_squared": 0, "cut_off": 68, **CURRENCY}, ALL),
    ("proxy_quota", {"share": 0.25}, [0]),
    ("proxy_quota", {"share": 0.26}, [0, 2]),
    ("proxy_quota", {"share": 0.5, "of": "households"}, [0, 1, 2]),
    ("proxy_quota", {"share": 1}, ALL),
    ("proxy_quota_drawn", {"r_squared": 1, "share": 0.26}, [0, 1]),
    ("proxy_quota_drawn", {"share": 0}, []),
    ("self_selection", {"poorest": 1, "richest": 1}, ALL),
    ("self_selection", {"poorest": 0, "richest": 0}, []),
]
RULES = list(all_schemes()["child_benefit"].rules)


def outcome_of(rule: str, settings: dict[str, Any], people: Any = VILLAGE, **given: Any) -> Any:
    """Return what 10 a month for each person does under a rule."""
    policy = one_scheme("household_benefit", **{**EVERYBODY, "rule": {rule: settings}, **given})
    return simulate(people, policy).schemes[0]


def test_every_rule_is_here() -> None:
    """A new rule's file needs a case by hand above."""
    assert {rule for rule, _, _ in BY_HAND} == set(RULES)


@pytest.mark.parametrize(("rule", "settings", "households"), BY_HAND)
def test_a_rule_by_hand(rule: str, settings: dict[str, Any], households: list[int]) -> None:
    """Just these households are eligible, with all their members."""
    eligible = outcome_of(rule, settings).eligible
    assert chosen_rows(VILLAGE.household_sum(eligible)) == households
    assert np.array_equal(eligible, np.isin(VILLAGE.persons.household, households))


def test_a_taper_by_hand() -> None:
    """The means test pays all at 50, half at 70 and nothing at 90: 5 x 10, 4 x 10, 4 x 5."""
    scheme = outcome_of("means_test", {"full_below": 50, "ends_at": 90, **CURRENCY})
    assert scheme.paid_month.tolist() == pytest.approx([50, 40, 20, 0, 0, 0])


@pytest.mark.parametrize(("threshold", "left_out"), [(0, [8, 19]), (20, [8, 19]), (21, [19]), (31, [])])
def test_a_pension_test_by_hand(threshold: float, left_out: list[int]) -> None:
    """Who gets a pension of the threshold or more is left out of cost and effect, the family is not."""
    scheme = outcome_of("pension_test", {"threshold": threshold, **CURRENCY})
    assert chosen_rows(~scheme.eligible) == left_out
    assert scheme.paid_month.sum() == 10 * (20 - len(left_out))


def test_a_lottery_is_the_luck_of_households() -> None:
    """Whoever has luck below the chance is drawn, and the share drawn of many is near it."""
    eligible = outcome_of("lottery", {"share": 0.5}).eligible
    assert np.array_equal(VILLAGE.household_sum(eligible) > 0, draw(1, np.arange(6), "lottery") < 0.5)
    people = singles(np.full(10_000, 5.0))
    drawn = outcome_of("lottery", {"share": 0.3}, people).eligible
    assert coverage(drawn, people.person_weight) == pytest.approx(0.3, abs=0.02)


def test_those_who_choose_to_come() -> None:
    """Of the poorest tenth about .77 come and of the richest .23, when the chance falls from .8 to .2."""
    people = singles(np.arange(1.0, 10_001.0))
    came = outcome_of("self_selection", {"poorest": 0.8, "richest": 0.2}, people).eligible
    assert came[:1000].mean() == pytest.approx(0.77, abs=0.05)
    assert came[-1000:].mean() == pytest.approx(0.23, abs=0.05)


def test_a_better_score_misses_fewer() -> None:
    """The higher the R² of a drawn score, the more of the poorest two fifths it finds, up to all."""
    people = singles(np.arange(1.0, 10_001.0))
    found = [
        outcome_of("proxy_quota_drawn", {"r_squared": r_squared}, people).eligible[:4000].mean()
        for r_squared in (0, 0.3, 0.6, 0.9, 1)
    ]
    assert found == sorted(found) and found[0] == pytest.approx(0.4, abs=0.03) and found[-1] == 1


@pytest.mark.parametrize("rule", RULES)
def test_what_a_test_costs(rule: str) -> None:
    """Where a rule has a test, its cost comes on top of administration; where it has none, nothing does."""
    has_test = f"rule.{rule}.test_cost" in all_schemes()["child_benefit"].parameters
    settings = {"test_cost": 0.25} if has_test else {}
    scheme = outcome_of(rule, settings, administration=0.1)
    charged = 0.35 if has_test else 0.1
    assert scheme.administration_month == pytest.approx(scheme.paid_month * charged)


@pytest.mark.parametrize("name", [name for name, scheme in all_schemes().items() if scheme.rules])
def test_every_rule_with_every_scheme(name: str) -> None:
    """Each rule narrows the group of each scheme, pays only whom it chose, and nobody below 0."""
    universal = simulate(VILLAGE, one_scheme(name, rule="universal")).schemes[0]
    for rule in RULES:
        scheme = simulate(VILLAGE, one_scheme(name, rule=rule)).schemes[0]
        assert np.array_equal(scheme.group, universal.group), rule
        assert not (scheme.eligible & ~universal.eligible).any(), rule
        assert not (scheme.reached & ~scheme.eligible).any(), rule
        assert (scheme.paid_month >= 0).all(), rule
        assert not scheme.paid_month[VILLAGE.household_sum(scheme.reached) == 0].any(), rule


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        ("pension_test", r"already gets a benefit called 'pension'"),
        ("poorest_regions", "column region was not observed"),
    ],
)
def test_a_rule_that_the_data_cannot_run(rule: str, missing: str) -> None:
    """A rule that needs what was not observed is refused, naming the people and what they lack."""
    with pytest.raises(SimulatorError, match=f"Example: .*{missing}"):
        simulate(example_population(), one_scheme("child_benefit", rule=rule))
