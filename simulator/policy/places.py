"""Which scheme of a policy is meant by its place, and in which order schemes lead one another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from numbers import Integral
from typing import TypeGuard

from simulator.errors import BadInput, SimulatorError


def checked_place(schemes: int, place: object) -> int:
    """Return the place of a scheme among so many, from 0, or refuse it; numpy's whole numbers are taken too.

    >>> checked_place(2, 1)
    1
    """
    if not is_place(place) or place >= schemes:
        allowed = f"a whole number from 0 to below {schemes}, the number of schemes"
        raise BadInput("scheme", place, allowed, "Count the schemes of the policy from 0.")
    return int(place)


def is_place(given: object) -> TypeGuard[int]:
    """Say whether a value may be the place of a scheme: a whole number from 0.

    >>> is_place(0), is_place(True), is_place(-1)
    (True, False, False)
    """
    return isinstance(given, Integral) and not isinstance(given, bool) and int(given) >= 0


def precedence(lists: Collection[Sequence[int]]) -> tuple[int, ...]:
    """Return every place in the lists once, after all those that stand before it in any list.

    Lists that go round in a circle are refused: nobody could say which scheme leads.

    >>> precedence([(1, 2), (0, 1)])
    (0, 1, 2)
    """
    before = {place: set[int]() for each in lists for place in each}
    for each in lists:
        for number, place in enumerate(each):
            before[place] |= {*each[:number]}
    order: list[int] = []
    while len(order) < len(before):
        left = sorted(before.keys() - {*order})
        free = [place for place in left if before[place] <= {*order}]
        if not free:
            raise _goes_round(before, left)
        order.append(free[0])
    return tuple(order)


def _goes_round(before: Mapping[int, set[int]], left: Sequence[int]) -> SimulatorError:
    """Return the error that names a circle. Each of those left has one before it: a walk back goes round."""
    walk = [left[0]]
    while (previous := min(before[walk[-1]] & {*left})) not in walk:
        walk.append(previous)
    circle = [place + 1 for place in reversed(walk[walk.index(previous) :])]
    first = circle.index(min(circle))
    turned = [*circle[first:], *circle[:first]]
    steps = [f"{one} before {other}" for one, other in zip(turned, [*turned[1:], turned[0]], strict=True)]
    return SimulatorError(
        f"interactions: the `exclusive` lists go round in a circle: scheme {', '.join(steps)}. "
        "Write these schemes in the same order in all lists, or keep one list."
    )
