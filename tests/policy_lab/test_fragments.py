"""Links that were cut, doubled or filled with junk: both languages refuse them, or read them alike."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from simulator import Population
from simulator.policy import link_of, short_link
from simulator.schemes import all_schemes
from tests.policy_lab.comparing import wrong_answers
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_baseline, random_policy
from tests.policy_lab.random_populations import full_population, lacking

MUTATIONS = 500
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
    "1,2",
    "2,1",
    "1,1",
    "1,,2",
    "child_benefit",
    "external",
    "exclusive",
    "cap",
    "topped_up",
    "replaced",
    "0.5",
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
    "i1.id",
    "i2.schemes",
    "f1.id",
    "f1.share",
    "f2.share",
    "e1.benefit",
    "e1.treatment",
    "e2.by",
    "e1.constructor",
    "f1.__proto__",
    "i0.id",
    "f21.id",
    "x1.id",
    "ii1.id",
    "I1.id",
    "b1.id",
    "b2.take_up",
    "bi1.schemes",
    "bf1.share",
    "be1.by",
    "bb1.id",
    "country",
    "a1.id",
    "a2.take_up",
    "ai1.schemes",
    "ab1.id",
]
LINES = ["", "", "&line=societal", "&line=", "&line=a%20b", "&line=%FF", "&line=a&line=a", "&line"]
ENDS = ["", "", "&country=fiji", "&country="]
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


def tasks_of(fragments: list[str]) -> list[dict[str, Any]]:
    """Return the task of reading each fragment and simulating its policy."""
    return [{"fragment": fragment, "line": None, "seed": 1} for fragment in fragments]


def test_lines_in_links_are_read_alike(example: Population, run_in_browser: RunJobs) -> None:
    """A line is read once, wherever it stands, and is no part of the policy; other forms are refused."""
    start = "version=1&1.id=child_benefit"
    tasks = tasks_of(
        [start + each for each in LINES] + [f"line=x&{start}", f"{start}&1.line=x", f"{start}&LINE=x"]
    )
    assert wrong_answers(example, tasks, run_in_browser(example, tasks)) == []


def test_mutated_links_are_refused_or_read_alike(run_in_browser: RunJobs) -> None:
    """500 mutated links give the same error in both languages, or the same result; nothing crashes."""
    random = Random(4)
    people = full_population(random)
    tasks = tasks_of([mutated(random, random_link(random, people)) for _ in range(MUTATIONS)])
    found = run_in_browser(people, tasks)
    wrong = wrong_answers(people, tasks, found)
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:10])
    refused = sum("refused" in answer for answer in found)
    assert 0.3 * MUTATIONS < refused < 0.95 * MUTATIONS, "the mutations must make wrong links and right ones"


def random_link(random: Random, people: Population) -> str:
    """Return the link of a random policy, now and then with what else a link holds."""
    known = [*(people.persons.benefits_month or {})]
    policy = random_policy(random, all_schemes(), benefits=known, lacking=lacking(people))
    free = {name: scheme for name, scheme in all_schemes().items() if name not in known}
    baseline = random_baseline(random, free, lacking(people)) if random.random() < 0.3 else None
    other = random_policy(random, all_schemes(), benefits=known, lacking=lacking(people))
    alternative = other if random.random() < 0.3 else None
    write = random.choice([link_of, short_link])
    return write(policy, baseline, alternative) + random.choice(LINES) + random.choice(ENDS)


CIRCLE = [f"i{n}.id=exclusive&i{n}.schemes={each}" for n, each in enumerate(["1,2", "2,3", "3,1"], start=1)]
CHILDREN = "version=1&1.id=child_benefit&2.id=child_benefit&3.id=social_pension"


UNFIT = [
    "&i1.id=exclusive&i1.schemes=1,2&i2.id=exclusive&i2.schemes=2,1",
    "&i1.id=exclusive&i1.schemes=child_benefit,social_pension",
    "&i1.id=exclusive&i1.schemes=social_pension,1",
    "&i1.id=exclusive&i1.schemes=1",
    "&i1.id=exclusive&i1.schemes=1,4",
    "&i1.id=offset&i1.schemes=",
    "&i1.id=cap&i1.schemes=3&i1.limit.unit=currency&i1.limit.value=-1",
    "&i1.id=capp&i1.schemes=3",
    "&i1.schemes=3",
    "&f1.id=external&f1.share=0.5&f2.id=reallocation&f2.share=0.4",
    "&f1.id=external&f1.share=0&f2.id=reallocation",
    "&f1.id=external&f1.share=half",
    "&f1.id=levy_on_consumption&f1.exempt_below=1001",
    "&f1.id=levy_on_consumption&f1.rate=0.1",
    "&f1.share=1",
    "&e1.benefit=old&e1.treatment=kept&e2.benefit=old&e2.treatment=replaced",
    "&e1.benefit=old&e1.treatment=topped_up",
    "&e1.benefit=old&e1.treatment=kept&e1.by=1",
    "&e1.benefit=old&e1.treatment=topped_up&e1.by=child_benefit",
    "&e1.benefit=old&e1.treatment=replacd",
    "&e1.treatment=kept",
    "&e1.benefit=old&e1.treatment=kept",
    "&e1.benefit=old&e1.treatment=kept&e1.bye=1",
    "&i1.id=exclusive&i1.schemes=1,2&i1.withn=person",
    "&f1.id=external&f1.sharee=1",
    f"&{'&'.join(CIRCLE)}",
    f"&{'&'.join(reversed(CIRCLE))}",
    "&i1.id=exclusive&i1.schemes=3,1,2&i2.id=exclusive&i2.schemes=2,3",
    "&5.id=child_benefit",
    "&i2.id=exclusive&i2.schemes=1,2",
    "&b2.id=pension",
    "&b1.id=pension&bi2.id=cap&bi2.schemes=1",
    "&b1.id=pension",
    "&b1.id=pension&bf1.id=external",
    "&b1.id=pensions",
    "&b1.id=pension&b1.takeup=1",
    "&b1.id=pension&bf1.id=external&bf1.share=0.5",
    "&b1.id=pension&b2.id=child_benefit&bi1.id=exclusive&bi1.schemes=2,1&bi2.id=exclusive&bi2.schemes=1,2",
    "&b1.id=pension&be1.benefit=pension&be1.treatment=replaced",
    "&b1.id=pension&be1.benefit=pension&be1.treatment=kept&be1.x=1",
    "&b1.id=pension&e1.benefit=pension&e1.treatment=replaced",
    "&bb1.id=pension",
]


@pytest.mark.parametrize("more", UNFIT)
def test_parts_that_do_not_fit_are_refused_alike(
    example: Population, run_in_browser: RunJobs, more: str
) -> None:
    """Rules, sources and benefits that cannot be are refused with the same words; two may be right."""
    tasks = tasks_of([CHILDREN + more])
    assert wrong_answers(example, tasks, run_in_browser(example, tasks)) == []


def test_a_link_that_is_too_long_is_refused(example: Population, run_in_browser: RunJobs) -> None:
    """A link of more than 20,000 characters is refused with the same words, counted in characters."""
    tasks = tasks_of(["version=1&1.id=" + "x" * 20_000, "version=1&1.id=" + "💰" * 19_900])
    found = run_in_browser(example, tasks)
    assert all(answer["refused"] for answer in found)
    assert wrong_answers(example, tasks, found) == []
