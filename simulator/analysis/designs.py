"""A policy with some of its values changed, by path: `amount.value`, or `2.amount.value` of the second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.parameters import Parameter, Value
from simulator.policy import Policy

# A point: the values of one design, by path.
Point = Mapping[str, Value]
MOST_DESIGNS = 100_000


def place_and_path(policy: Policy, path: object) -> tuple[int, str]:
    """Return the place of the scheme that a path means, from 0, and the path inside it.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&2.id=social_pension")
    >>> place_and_path(policy, "2.amount.value"), place_and_path(policy, "take_up")
    ((1, 'amount.value'), (0, 'take_up'))
    """
    expect("vary", path, str, 'Write a path, such as "amount.value".')
    first, dot, rest = str(path).partition(".")
    place, inner = (int(first), rest) if dot and first.isascii() and first.isdigit() else (1, str(path))
    if not policy.schemes:
        raise SimulatorError("vary: the policy has no scheme, so nothing of it can vary. Add a scheme.")
    if not 1 <= place <= len(policy.schemes):
        allowed = f"a scheme from 1 to {len(policy.schemes)} before the path"
        raise BadInput("vary", path, allowed, "Count the schemes of the policy from 1.")
    values = policy.schemes[place - 1].values
    if inner not in policy.schemes[place - 1].scheme.parameters:
        raise unknown(f"vary, schemes[{place}]", inner, values)
    return place - 1, inner


def parameter_at(policy: Policy, path: str) -> tuple[Parameter, Mapping[str, Value]]:
    """Return the parameter that a path means, and all values of its scheme.

    A parameter that is not in force under the scheme's rule is refused.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> parameter_at(policy, "take_up")[0].label
    'Take-up'
    """
    place, inner = place_and_path(policy, path)
    setting = policy.schemes[place]
    if inner not in setting.values:
        raise unknown(f"vary, schemes[{place + 1}]", inner, setting.values)
    return setting.scheme.parameters[inner], setting.values


def designed(policy: Policy, point: Mapping[str, Any]) -> Policy:
    """Return the policy with the values of a point; all values of one scheme change at once.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> designed(policy, {"amount.value": 2, "take_up": 0.5}).schemes[0].values["take_up"]
    0.5
    """
    by_place: dict[int, dict[str, Any]] = defaultdict(dict)
    for path, value in point.items():
        place, inner = place_and_path(policy, path)
        by_place[place][inner] = value
    for place, values in by_place.items():
        policy = policy.with_values(values, place)
    return policy


def checked_point(policy: Policy, point: Mapping[str, Any]) -> Point:
    """Return a point with its values in their own types, or refuse a value that its parameter does not take.

    >>> checked_point(Policy.from_fragment("version=1&1.id=child_benefit"), {"take_up": 1})
    {'take_up': 1.0}
    """
    changed = designed(policy, point)
    places = {path: place_and_path(changed, path) for path in point}
    return {path: changed.schemes[place].values[inner] for path, (place, inner) in places.items()}


def choices_of(path: object, given: object) -> list[Any]:
    """Return the values that a parameter is to take, one at least.

    >>> choices_of("take_up", range(2))
    [0, 1]
    """
    if isinstance(given, np.ndarray) and given.ndim == 1:
        given = given.tolist()
    if not isinstance(given, Sequence) or isinstance(given, str | bytes) or not len(given):
        raise BadInput(f"vary, {path}", given, "a list of values, one at least", "Write [1, 2, 3].")
    return list(given)


def crossed(policy: Policy, choices: Mapping[str, Sequence[Any]]) -> list[Point]:
    """Return every combination of the choices as a checked point, the last path turning fastest.

    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> [list(point.values()) for point in crossed(policy, {"amount.value": [1, 2], "take_up": [1]})]
    [[1.0, 1.0], [2.0, 1.0]]
    """
    number = 1
    for each in choices.values():
        number *= len(each)
    if number > MOST_DESIGNS:
        allowed = f"up to {MOST_DESIGNS:,} designs"
        raise BadInput("vary", number, allowed, "Give fewer values, or vary less at once.")
    return [
        checked_point(policy, dict(zip(choices, values, strict=True)))
        for values in product(*choices.values())
    ]
