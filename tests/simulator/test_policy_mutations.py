"""Mutated policies: 300 YAML files and 300 links, each a clear refusal or a right result."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from simulator import Policy, SimulatorError, all_interactions, all_schemes, simulate, summarise, to_data
from tests.simulator.making import observed_village

NUMBER = 300
# What an error names first: a part of the policy, the link, or the data that lack something.
BEGINNINGS = ("policy", "schemes[", "interactions", "financing", "existing", "link", "Example: ")
# No test of speed: a guard against a text that never ends, such as aliases that multiply.
SECONDS = 10.0
VILLAGE = observed_village()
YAML = """\
version: 1
schemes:
- id: child_benefit
  who: {age: [0, 17]}
  rule: {proxy_quota: {share: 0.4, of: persons}}
  amount: {value: 4, unit: percent_gdp_per_person, per: person}
  take_up: 0.8
  delivery_loss: 0.02
  administration: 0.05
- id: child_benefit
  who:
    age: [3, 5]
  rule: universal
  amount:
    value: 750
    unit: currency
"""
# Each scheme of the package stands in one of these, and each other part of a policy in some.
YAMLS = [
    YAML + "financing: external\n",
    """\
version: 1
schemes:
- id: social_pension
  who: {age: [60, 120]}
  rule: {pension_test: {threshold: 10, unit: currency}}
- id: disability_benefit
  who: {age: [0, 64], severity: [1, 2]}
  severe: {factor: 1.5}
  take_up_rural: 0.9
interactions:
- {id: exclusive, schemes: [social_pension, disability_benefit], within: household}
financing: {levy_on_consumption: {exempt_below: 20, unit: percent_poverty_line}}
existing: {pension: replaced}
""",
    """\
version: 1
schemes:
- id: maternity_benefit
  weeks: 18
- id: birth_grant
- id: household_benefit
  rule: {means_test: {full_below: 80, ends_at: 120, unit: percent_poverty_line}}
interactions:
- {id: cap, schemes: [1, 2, 3], limit: {value: 30, unit: currency}}
financing:
- {id: income_tax, share: 0.25}
- {id: subsidy_cut, share: 0.75, elasticity: 1.5}
""",
    """\
version: 1
schemes:
- id: guaranteed_minimum_income
  taper: 0.5
  amount: {value: 90}
- id: unemployment_assistance
  rule: {lottery: {share: 0.7}}
- id: sickness_insurance
- id: maternity_insurance
  rate: 0.5
- id: unemployment_insurance
  ceiling: {value: 200, unit: percent_average_wage}
- id: contributory_pension
  minimum: {value: 15, unit: percent_poverty_line}
- id: pension
interactions:
- {id: offset, schemes: [1, 2], share: 0.5}
existing:
- {benefit: allowance, treatment: topped_up, by: unemployment_assistance}
""",
]
LINKS = [Policy.from_yaml(text).to_fragment() for text in YAMLS]
VALUES = [
    *("0", "1", "-1", "1e999", ".nan", "-.inf", "nan", "inf", "true", "null", "~", "''", '"', "0x1F"),
    *("0o7", "1_0", "[]", "{}", "[0, 17]", "{a: 1}", "universal", "proxy_quota", "currency", "1:30"),
    *("2020-01-01", "!!set {a}", "!!python/object:os.system x", "&a [*a]", "*a", "<<", "|", ">", "0-17"),
    *("%", "%00", "%zz", "+", "&", "=", "#", "9" * 400, "9" * 5000, "0x" + "f" * 5000, "[" * 200),
    *("{a: " * 30, "x" * 9000, "\ud800", "\u0000", "\ufeff", "\u0663", "\u202e", "👶🏽", "á" * 50),
    *("\u2028", "\x85", "\r", "\t", "\n", "---\n", "...\n", "? ", "- "),
]


def replace_value(text: str, random: Random) -> str:
    """Put another value in the place of a word or number."""
    words = [word for line in text.splitlines() for word in line.replace("&", " ").replace("=", " ").split()]
    return text.replace(random.choice(words), random.choice(VALUES), random.choice([1, -1]))


def cut(text: str, random: Random) -> str:
    """Delete up to 30 signs."""
    start = random.randrange(len(text))
    return text[:start] + text[start + random.randint(1, 30) :]


def insert(text: str, random: Random) -> str:
    """Put a value anywhere."""
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(VALUES) + text[start:]


def double(text: str, random: Random) -> str:
    """Write a stretch twice."""
    start = random.randrange(len(text))
    return text[:start] + text[start : start + random.randint(1, 60)] + text[start:]


def swap(text: str, random: Random) -> str:
    """Exchange two signs."""
    signs = list(text)
    one, other = random.randrange(len(signs)), random.randrange(len(signs))
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def change_byte(text: str, random: Random) -> str:
    """Change one byte, and read what is left as text."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    data[random.randrange(len(data))] = random.randrange(256)
    return data.decode("utf-8", "replace")


def pieces(text: str, random: Random, change: Callable[[list[str], int], None]) -> str:
    """Change the list of lines, or of the parts of a link."""
    sign = "\n" if "\n" in text else "&"
    parts = text.split(sign)
    change(parts, random.randrange(len(parts)))
    return sign.join(parts)


def drop_piece(text: str, random: Random) -> str:
    """Leave out a line or part."""
    return pieces(text, random, lambda parts, at: parts.__delitem__(at))


def double_piece(text: str, random: Random) -> str:
    """Write a line or part twice."""
    return pieces(text, random, lambda parts, at: parts.insert(random.randrange(len(parts)), parts[at]))


def shuffle_pieces(text: str, random: Random) -> str:
    """Mix all lines or parts."""
    return pieces(text, random, lambda parts, _: random.shuffle(parts))


def indent_piece(text: str, random: Random) -> str:
    """Move a line or part to the right, so that it nests deeper."""
    return pieces(text, random, lambda parts, at: parts.__setitem__(at, "  " + parts[at]))


MUTATIONS = [
    *(replace_value, replace_value, cut, insert, double, swap, change_byte),
    *(drop_piece, double_piece, shuffle_pieces, indent_piece),
]


def mutated(text: str, seed: int) -> str:
    """Return the text after one to three mutations, the same for the same seed."""
    random = Random(seed)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        text = random.choice(MUTATIONS)(text, random) or " "
    return text


def numbers(data: Any) -> list[float]:
    """Return every number in nested data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list | tuple):
        return [number for each in data for number in numbers(each)]
    return [data] if isinstance(data, int | float) else []


def refused_or_right(read: Callable[[str], Policy], text: str) -> bool:
    """Check that the text is refused in clear words (False), or simulates to finite numbers (True)."""
    began = time.process_time()
    try:
        policy = read(text)
        outcome = simulate(VILLAGE, policy)
    except SimulatorError as error:
        message = str(error)
        assert time.process_time() - began < SECONDS
        assert message.startswith(BEGINNINGS) and "\n" not in message
        assert 30 <= len(message) <= 500 and message.endswith((".", "?"))
        return False
    found = numbers(to_data(summarise(outcome)))
    assert len(found) > 30 and all(map(math.isfinite, found))
    assert Policy.from_yaml(policy.to_yaml()) == policy == Policy.from_fragment(policy.to_fragment())
    assert time.process_time() - began < SECONDS
    return True


@pytest.mark.parametrize("seed", range(NUMBER))
def test_mutated_yaml(seed: int) -> None:
    """A mutated YAML file gives an error that tells what to mend, or a right result."""
    refused_or_right(Policy.from_yaml, mutated(YAMLS[seed % len(YAMLS)], seed))


@pytest.mark.parametrize("seed", range(NUMBER))
def test_mutated_link(seed: int) -> None:
    """A mutated link gives an error that tells what to mend, or a right result."""
    refused_or_right(Policy.from_fragment, mutated(LINKS[seed % len(LINKS)], seed))


@pytest.mark.prove
@pytest.mark.parametrize(("read", "texts"), [(Policy.from_yaml, YAMLS), (Policy.from_fragment, LINKS)])
def test_ten_thousand_mutations(read: Callable[[str], Policy], texts: list[str]) -> None:
    """What holds for 300 holds for 10,000, with other seeds."""
    right = [
        refused_or_right(read, mutated(texts[seed % len(texts)], NUMBER + seed)) for seed in range(10_000)
    ]
    assert 0.03 < sum(right) / len(right) < 0.6


@pytest.mark.parametrize(("read", "texts"), [(Policy.from_yaml, YAMLS), (Policy.from_fragment, LINKS)])
def test_the_mutations_bite(read: Callable[[str], Policy], texts: list[str]) -> None:
    """The unchanged texts are right; of the mutated ones many are refused, and some are still right."""
    assert all(refused_or_right(read, text) for text in texts)
    right = sum(refused_or_right(read, mutated(texts[seed % len(texts)], seed)) for seed in range(200))
    assert 6 <= right <= 120


def test_every_scheme_is_mutated() -> None:
    """A new scheme or rule between schemes must stand in one of the texts."""
    written = "\n".join(LINKS)
    assert {scheme for scheme in all_schemes() if f"id={scheme}&" not in written} == set()
    assert {rule for rule in all_interactions() if f"id={rule}&" not in written} == set()
