"""Challenges: goals in one line, codes that are run again, and codes that are refused with the reason."""

from __future__ import annotations

from random import Random
from typing import Any
from zlib import crc32

import pytest

import simulator
from simulator.challenges import Challenge, Goal, all_measures, challenge_code, check_challenge
from simulator.challenges.codes import code_of, read_code
from simulator.policy import from_link, link_of, short_link
from simulator.schemes import all_schemes
from tests.policy_lab.random_policies import random_policy

TASK = Challenge("nepal", "children_lifted_persons >= 100000; cost_percent_of_gdp <= 1")
CHILD = "version=1&1.id=child_benefit&1.amount.value="
SMALL = simulator.Policy.from_fragment(f"{CHILD}1")


def test_a_goal_is_checked_on_the_numbers_of_the_summary() -> None:
    """Each number is that of the records: children lifted are the fall in poor children."""
    policy = simulator.Policy.from_fragment(f"{CHILD}4&f1.id=external")
    outcome = simulator.simulate(simulator.country("nepal"), policy)
    children = simulator.breakdown(outcome, "life_stage")[0].poverty
    assert children.before and children.after
    lifted, cost = check_challenge(challenge_code(policy, TASK), TASK).goals
    assert lifted.value == children.before.poor_persons - children.after.poor_persons
    assert cost.value == simulator.summarise(outcome).cost.percent_of_gdp
    assert lifted.met is (lifted.value >= 100_000) and cost.met is (cost.value <= 1)


def test_what_is_missing_is_said() -> None:
    """A policy that is too small is told how many are missing, and which goal it reaches."""
    result = check_challenge(challenge_code(SMALL, TASK), TASK)
    lifted = result.goals[0].value
    assert not result.met and lifted is not None
    assert str(result).splitlines()[0] == "1 of 2 goals are reached."
    assert f"Not yet: {lifted:,.0f}, too low by {100_000 - lifted:,.0f}." in str(result)


@pytest.mark.parametrize("name", all_measures())
def test_every_measure_has_a_number(name: str) -> None:
    """Each measure of the catalogue stands in the results of a policy that does something."""
    task = Challenge("nepal", f"{name} >= -1000000000")
    (found,) = check_challenge(challenge_code(SMALL, task), task).goals
    assert found.value is not None and found.met


ENDS = (
    *("first_year_cost_percent_of_gdp", "complete_cost_percent_of_gdp"),
    *("complete_exclusion_error_percent", "complete_gap_percent"),
)


def at_the_ends(policy: simulator.Policy) -> list[float | None]:
    """Return what a challenge finds at the ends of a policy's roll-out."""
    task = Challenge("nepal", "; ".join(f"{name} >= 0" for name in ENDS))
    return [each.value for each in check_challenge(challenge_code(policy, task), task).goals]


def results_of(policy: simulator.Policy, *years: int) -> simulator.Summary:
    """Return what a policy does in Nepal with its schemes so many years after their start."""
    for place, year in enumerate(years):
        policy = policy.with_values({"roll_out.year": year}, place)
    return simulator.summarise(simulator.simulate(simulator.country("nepal"), policy))


@pytest.mark.parametrize(("years", "complete"), [((3,), (15,)), ((16, 3), (15, 9))], ids=["one", "two"])
def test_a_path_is_checked_at_its_ends_whatever_year_is_shown(
    years: tuple[int, ...], complete: tuple[int, ...]
) -> None:
    """Year 0 of all roll-outs, and the year in which the last is complete; a pension beside them stays."""
    begins = [{"oldest_at_start": 2, "year": years[0]}, {"oldest_at_start": 8, "year": years[-1]}]
    schemes: list[dict[str, Any]] = [
        {"id": "child_benefit", "roll_out": each} for each in begins[: len(years)]
    ]
    policy = simulator.Policy.from_data({"version": 1, "schemes": [*schemes, {"id": "social_pension"}]})
    first, last = results_of(policy, *(0 for _ in years)), results_of(policy, *complete)
    assert last.everyone.after is not None and first.cost.percent_of_gdp < last.cost.percent_of_gdp
    assert at_the_ends(policy) == [
        *(first.cost.percent_of_gdp, last.cost.percent_of_gdp),
        *(last.reach.exclusion_error_percent, last.everyone.after.gap_percent),
    ]


def test_without_a_roll_out_both_ends_are_the_policy_as_it_is() -> None:
    """A pension costs in the first year, and when complete, what it costs."""
    policy = simulator.Policy.from_fragment("version=1&1.id=social_pension")
    cost = results_of(policy).cost.percent_of_gdp
    assert at_the_ends(policy)[:2] == [cost, cost]


def test_an_end_that_is_refused_is_no_goal_reached() -> None:
    """A subsidy that pays for the first year alone: its cost is found, and of the last year why it is not."""
    policy = simulator.Policy.from_fragment(
        "version=1&1.id=child_benefit&1.roll_out.oldest_at_start=2&f1.id=subsidy_cut&f1.subsidy=0.5"
    )
    task = Challenge("nepal", "first_year_cost_percent_of_gdp <= 1; complete_cost_percent_of_gdp <= 100")
    first, last = check_challenge(challenge_code(policy, task), task).goals
    assert first.met and (last.met, last.value) == (False, None)
    assert last.text.startswith("Not yet: financing: a cut in subsidies cannot raise")


def test_a_share_of_nobody_meets_no_goal() -> None:
    """Where nobody is reached there is no inclusion error, and so none that is low enough."""
    policy = SMALL.with_values({"take_up": 0})
    task = Challenge("nepal", "inclusion_error_percent <= 100")
    (found,) = check_challenge(challenge_code(policy, task), task).goals
    assert (found.value, found.met) == (None, False)
    assert found.text == "Not yet: there is nobody to count."


@pytest.mark.parametrize(
    ("comparison", "met"), [(">=", True), ("<=", True), ("<", False), (">", False)], ids=str
)
def test_at_the_limit_only_the_open_comparisons_fail(comparison: str, met: bool) -> None:
    """A number within a billionth of the limit is at it, on whichever side rounding has left it."""
    for number in (20.0, 20 * (1 - 1e-12), 20 * (1 + 1e-12)):
        goal = Goal("exclusion_error_percent", comparison, 20)
        assert goal.is_met_by(number) is met
        assert goal.progress(number).startswith("Reached" if met else "Not yet: 20.00 %, just at the limit")


def test_codes_of_random_policies_are_read_back() -> None:
    """For 200 packages the short link and the code hold the same policy as the long link."""
    random, known = Random(7), all_schemes()
    for _ in range(200):
        policy = random_policy(random, known)
        assert from_link(short_link(policy)) == (policy, None)
        assert len(short_link(policy)) <= len(link_of(policy))
        assert read_code(code_of("fiji", policy)) == ("fiji", policy, None)


def test_a_code_may_be_broken_over_lines() -> None:
    """Spaces and line ends that a letter has put in change nothing."""
    code = challenge_code(SMALL, TASK)
    assert check_challenge(f"  {code[:20]}\n{code[20:]} ", TASK).policy == SMALL


@pytest.mark.parametrize("place", range(0, len(challenge_code(SMALL, TASK)), 7))
def test_a_changed_or_cut_code_is_refused(place: int) -> None:
    """One sign exchanged, left out, or the rest cut off: the code is refused, and says to copy it again."""
    code = challenge_code(SMALL, TASK)
    other = "0" if code[place] != "0" else "1"
    for wrong in (code[:place] + other + code[place + 1 :], code[:place] + code[place + 1 :], code[:place]):
        with pytest.raises(simulator.SimulatorError, match="Copy the code from the lab again"):
            check_challenge(wrong, TASK)


@pytest.mark.parametrize("code", [None, 3, "", "~", "~~~", "nepal", "x" * 50_000])
def test_what_is_no_code_is_refused(code: Any) -> None:
    """Nothing, a number and nonsense are refused in words."""
    with pytest.raises(simulator.SimulatorError, match=r"^code: "):
        check_challenge(code, TASK)


def test_a_code_for_another_task_is_refused_with_the_reason() -> None:
    """Another country, other schemes and another baseline are each named."""
    with pytest.raises(simulator.BadInput, match=r"'a policy for fiji' .* a policy for nepal"):
        check_challenge(code_of("fiji", SMALL), TASK)
    task = Challenge("nepal", "gini < 1", schemes=("social_pension",))
    with pytest.raises(simulator.BadInput, match=r"'child_benefit' .* Allowed: social_pension"):
        check_challenge(challenge_code(SMALL, task), task)
    with pytest.raises(simulator.BadInput, match="another baseline"):
        check_challenge(code_of("nepal", SMALL, SMALL), TASK)


def test_a_forged_policy_is_refused_by_its_own_check() -> None:
    """A code made by hand, checksum and all, still cannot hold a value out of bounds."""
    forged = code_of("nepal", SMALL).rpartition("~")[0].replace("amount.value=1", "take_up=7")
    with pytest.raises(simulator.BadInput, match="take_up"):
        check_challenge(f"{forged}~{crc32(forged.encode()):08x}", TASK)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"country": "atlantis"}, "country"),
        ({"task": ""}, "0 goals"),
        ({"task": "gini"}, "and a number"),
        ({"task": "gini = 1"}, "and a number"),
        ({"task": "gini < 100,000"}, "and a number"),
        ({"task": "ginni < 1"}, "Did you mean 'gini'"),
        ({"task": "gini < 1; " * 9}, "9 goals"),
        ({"task": 3}, "a text"),
        ({"line": "mine"}, "line"),
    ],
)
def test_a_wrong_task_is_refused_where_it_is_written(wrong: dict[str, Any], said: str) -> None:
    """An author's slip is named, with what is allowed."""
    with pytest.raises(simulator.BadInput, match=said):
        Challenge(**{"country": "nepal", "task": "gini < 1"} | wrong)
