"""Links that were cut, doubled or filled with junk: both languages refuse them, or read them alike."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from simulator import BadInput, Policy, Population, SimulatorError
from simulator.policy import line_in_link
from simulator.schemes import all_schemes
from tests.policy_lab.comparing import differences, summary_of
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_policy

MUTATIONS = 150
JUNK = ["", "%", "%zz", "%C3%28", "%E0%A4%A", "%00", "+", "&", "=", "#", "é", "١", "💰", "\ufeff", "a" * 300]
VALUES = [
    "1e999",
    "-1",
    "-0",
    "1.5",
    "0x10",
    "NaN",
    "Infinity",
    "1_0",
    " 1",
    "1e2",
    "+.5",
    "5-",
    "17-0",
    "0-99",
]
KEYS = [
    "take_upp",
    "1.__proto__",
    "1.constructor",
    "0.id",
    "21.id",
    "007.id",
    "1.",
    ".id",
    "1.rule.x.y",
    "version",
    "line",
    "Line",
    "1.line",
]
LINES = ["", "", "&line=societal", "&line=", "&line=a%20b", "&line=%FF", "&line=a&line=a", "&line"]
pytestmark = pytest.mark.browser


def mutated(random: Random, fragment: str) -> str:
    """Return a fragment with one or two things wrong with it, or nearly wrong."""
    for _ in range(random.choice([1, 1, 2])):
        fragment = random.choice([_cut, _insert, _revalue, _rekey, _double, _reorder])(random, fragment)
    return fragment


def _cut(random: Random, fragment: str) -> str:
    start, end = sorted(random.randint(0, len(fragment)) for _ in range(2))
    return random.choice([fragment[:end], fragment[start:], fragment[:start] + fragment[end:]])


def _insert(random: Random, fragment: str) -> str:
    place = random.randint(0, len(fragment))
    return fragment[:place] + random.choice(JUNK) + fragment[place:]


def _revalue(random: Random, fragment: str) -> str:
    return _on_pair(random, fragment, lambda key, _value: f"{key}={random.choice(VALUES + JUNK)}")


def _rekey(random: Random, fragment: str) -> str:
    return _on_pair(random, fragment, lambda _key, value: f"{random.choice(KEYS)}={value}")


def _double(random: Random, fragment: str) -> str:
    return f"{fragment}&{random.choice(fragment.split('&'))}"


def _reorder(random: Random, fragment: str) -> str:
    pairs = fragment.split("&")
    return "&".join(random.sample(pairs, len(pairs)))


def _on_pair(random: Random, fragment: str, change: Any) -> str:
    pairs = fragment.split("&")
    place = random.randrange(len(pairs))
    key, _, value = pairs[place].partition("=")
    return "&".join([*pairs[:place], change(key, value), *pairs[place + 1 :]])


def refusal(fragment: str) -> SimulatorError | None:
    """Return the error that Python refuses a fragment with; any other exception fails the test."""
    try:
        Policy.from_fragment(fragment)
    except SimulatorError as error:
        return error
    return None


def wrong_refusal(error: SimulatorError, answer: dict[str, Any]) -> list[str]:
    """Return what differs between Python's refusal and the browser's: field, what is allowed, the mend."""
    if not answer.get("refused"):
        return [f"Python refuses it ({error}), the browser answers {str(answer)[:200]}"]
    if not isinstance(error, BadInput):
        return [] if answer["message"] == str(error) else [f"{error} and {answer['message']}"]
    said = {"field": error.field, "allowed": error.allowed, "mend": error.mend}
    return [f"{key}: {text!r} and {answer[key]!r}" for key, text in said.items() if answer[key] != text]


def answer_to(population: Population, task: dict[str, Any]) -> dict[str, Any]:
    """Return what Python reads in a link: the summary of its policy, and its poverty line."""
    return {"summary": summary_of(population, task), "line": line_in_link(task["fragment"])}


def test_lines_in_links_are_read_alike(example: Population, run_in_browser: RunJobs) -> None:
    """A line is read once, wherever it stands, and is no part of the policy; other forms are refused."""
    start = "version=1&1.id=child_benefit"
    fragments = [start + each for each in LINES] + [f"line=x&{start}", f"{start}&1.line=x", f"{start}&LINE=x"]
    jobs = [{"fragment": fragment, "line": None, "seed": 1} for fragment in fragments]
    for task, answer in zip(jobs, run_in_browser(example, jobs), strict=True):
        error = refusal(task["fragment"])
        found = wrong_refusal(error, answer) if error else [*differences(answer_to(example, task), answer)]
        assert found == [], task["fragment"]


def test_mutated_links_are_refused_or_read_alike(example: Population, run_in_browser: RunJobs) -> None:
    """150 mutated links give the same error in both languages, or the same summary; nothing crashes."""
    random = Random(4)
    fragments = [
        mutated(random, random_policy(random, all_schemes()).to_fragment() + random.choice(LINES))
        for _ in range(MUTATIONS)
    ]
    jobs = [{"fragment": fragment, "line": None, "seed": 1} for fragment in fragments]
    refused, wrong = 0, []
    for task, answer in zip(jobs, run_in_browser(example, jobs), strict=True):
        error = refusal(task["fragment"])
        refused += error is not None
        found = wrong_refusal(error, answer) if error else differences(answer_to(example, task), answer)
        wrong += [f"{task['fragment']!r}: {line}" for line in found]
    assert not wrong, "\n".join(wrong[:10])
    assert 0.3 * MUTATIONS < refused < MUTATIONS, "the mutations must make both wrong links and right ones"


def test_a_link_that_is_too_long_is_refused(example: Population, run_in_browser: RunJobs) -> None:
    """A link of more than 8,000 characters is refused with the same words, counted in characters."""
    fragments = ["version=1&1.id=" + "x" * 8_000, "version=1&1.id=" + "💰" * 7_900]
    answers = run_in_browser(example, [{"fragment": each, "line": None, "seed": 1} for each in fragments])
    for fragment, answer in zip(fragments, answers, strict=True):
        error = refusal(fragment)
        assert error is not None
        assert wrong_refusal(error, answer) == []
