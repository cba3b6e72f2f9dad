"""Errors that tell what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class SimulatorError(ValueError):
    """Anything the simulator refuses to compute."""


class BadInput(SimulatorError):
    """A value out of bounds: names the field, the value, what is allowed and the mend.

    >>> print(BadInput("take_up", 1.5, "a number from 0 to 1", "Write 0.8 for 80 %."))
    take_up: 1.5 is not allowed. Allowed: a number from 0 to 1. Write 0.8 for 80 %.
    """

    def __init__(self, field: str, value: object, allowed: str, mend: str) -> None:
        self.field, self.value, self.allowed, self.mend = field, value, allowed, mend
        super().__init__(f"{field}: {shown(value)} is not allowed. Allowed: {allowed}. {mend}")


class EmptyGroup(SimulatorError):
    """A share of nobody was asked for: there is no such number."""


def shown(value: object, longest: int = 60) -> str:
    """Return a value as the reader wrote it, cut when very long.

    >>> shown("x" * 100, longest=5)
    "'xxxx…"
    """
    try:
        text = repr(value).replace("\n", " ")
    except ValueError:  # Python refuses to write a whole number of thousands of digits
        text = f"a {type(value).__name__} too long to show"
    return text if len(text) <= longest else text[:longest] + "…"


def unknown(field: str, name: object, known: Iterable[str]) -> BadInput:
    """Return the error for a name that does not exist, with the nearest one that does.

    >>> print(unknown("policy", "take_upp", ["take_up", "amount"]))
    policy: 'take_upp' is not allowed. Allowed: take_up, amount. Did you mean 'take_up'?
    """
    names = list(known)
    word = name[:80] if isinstance(name, str) else shown(name)
    near = get_close_matches(word, names, n=1, cutoff=0.5)
    mend = f"Did you mean {near[0]!r}?" if near else "Remove it, or use one of the allowed names."
    return BadInput(field, name, ", ".join(names), mend)
