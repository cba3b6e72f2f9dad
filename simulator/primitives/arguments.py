"""What the arguments of a primitive take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from simulator.errors import BadInput, unknown

LARGEST = 1e12


@dataclass(frozen=True)
class Argument:
    """What an argument takes: a text, one of `choices`, or a number or two from `low` to `high`.

    `kind` is 'text' or a parameter's kind: 'choice', 'number', 'range'.
    """

    kind: str
    choices: tuple[str, ...] = ()
    low: float = -inf
    high: float = inf

    def check(self, where: str, written: object) -> None:
        """Refuse a value that a scheme's file has written out for this argument.

        >>> SHARE.check("chance", 7)
        Traceback (most recent call last):
        simulator.errors.BadInput: chance: 7 is not allowed. Allowed: a number from 0 to 1. Mend it.
        """
        if self.kind == "choice":
            if not isinstance(written, str) or written not in self.choices:
                raise unknown(where, written, self.choices)
        elif self.kind == "text":
            if not isinstance(written, str) or not written.strip():
                raise BadInput(where, written, "a text that is not empty", "Write a few words.")
        elif not self._holds(written):
            noun = "a number" if self.kind == "number" else "two numbers, the lower first,"
            raise BadInput(where, written, f"{noun} from {self.low:g} to {self.high:g}", "Mend it.")

    def _holds(self, written: object) -> bool:
        """Say whether a value is a number, or for a range two, within the ends."""
        numbers = [written] if self.kind == "number" else written
        if not isinstance(numbers, list) or len(numbers) != (1 if self.kind == "number" else 2):
            return False
        if any(isinstance(each, bool) or not isinstance(each, int | float) for each in numbers):
            return False
        first, last = float(numbers[0]), float(numbers[-1])
        return max(self.low, -LARGEST) <= first <= last <= min(self.high, LARGEST)


def one_of(*choices: str) -> Argument:
    """Return the argument that takes one of some names.

    >>> one_of("person", "household").check("per", "household")
    """
    return Argument("choice", choices)


SHARE = Argument("number", low=0, high=1)


@dataclass(frozen=True)
class Primitive:
    """A primitive with its arguments: those taken as written, and those that may name a parameter."""

    function: Callable[..., Any]
    literal: Mapping[str, Argument]
    settable: Mapping[str, Argument]
