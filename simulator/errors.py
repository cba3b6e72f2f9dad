"""Errors that tell what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

# Signs that command a terminal or turn the direction of writing, all but the ends of lines and the tab.
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAMES_OF_KINDS = {"str": "a text", "Mapping": "values by name", "Integral": "a whole number"}


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


def expect(field: str, value: object, kind: type, mend: str) -> None:
    """Refuse a value that is not of its kind, saying which it must be and where to get one.

    >>> expect("policy", "text", dict, "Read the text first.")
    Traceback (most recent call last):
    simulator.errors.BadInput: policy: 'text' is not allowed. Allowed: a dict. Read the text first.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        allowed = NAMES_OF_KINDS.get(kind.__name__, f"{article} {kind.__name__}")
        raise BadInput(field, value, allowed, mend)


@contextmanager
def inside(where: str) -> Iterator[None]:
    """Put the name of a file, or of a part of one, before whatever is refused inside.

    >>> with inside("half.yaml"):
    ...     raise SimulatorError("policy.version is missing.")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: half.yaml: policy.version is missing.
    """
    try:
        yield
    except BadInput as error:
        raise BadInput(f"{where}: {error.field}", error.value, error.allowed, error.mend) from None
    except SimulatorError as error:
        raise SimulatorError(f"{where}: {error}") from None


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


def harmless(text: str) -> str:
    """Return a text to be shown, in which nothing that came out of a file commands the reader's screen.

    >>> harmless("age\\x1b[31m")
    'age�[31m'
    """
    return COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def unknown(field: str, name: object, known: Iterable[str]) -> BadInput:
    """Return the error for a name that does not exist, with the nearest one that does.

    >>> print(unknown("policy", "take_upp", ["take_up", "amount"]))
    policy: 'take_upp' is not allowed. Allowed: take_up, amount. Did you mean 'take_up'?
    """
    names = list(known)
    word = name[:80] if isinstance(name, str) else shown(name)
    near = get_close_matches(word, names, n=1, cutoff=0.5)
    mend = f"Did you mean {near[0]!r}?" if near else "Remove it, or use one of the allowed names."
    return BadInput(field, name, ", ".join(names) or "nothing", mend if names else "Remove it.")
