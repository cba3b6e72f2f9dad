"""Words typed as arguments: one that is no allowed name is wrong usage, told with the nearest that is."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable
from typing import TypeVar

from simulator.countries import known_country
from simulator.errors import BadInput, SimulatorError, shown, unknown
from simulator.luck import HIGHEST_SEED
from simulator.measures import EQUIVALENCE_SCALES

Read = TypeVar("Read")
# The survey's own equivalent sizes, beside the scales that are computed.
SCALES = (*EQUIVALENCE_SCALES, "own_column")
TYPED_LATE = re.compile(r"(line|vary(, .*)?)$|schemes\[")


def usage(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """Return a reader of an argument whose refusals are wrong usage, so that the program ends with 2.

    >>> usage(scale)("square_root")
    'square_root'
    """

    def argument(text: str) -> Read:
        try:
            return read(text)
        except BadInput as error:
            # The argument is named before it.
            raise ArgumentTypeError(str(error).removeprefix(f"{error.field}: ")) from None

    return argument


def is_wrong_usage(error: SimulatorError) -> bool:
    """Say whether an error is about what was typed after --line or --vary.

    Only the people know their lines, and only a policy its parameters, so these are read late.

    >>> is_wrong_usage(unknown("line", "societl", ["societal"]))
    True
    """
    # What stands in a file has the file's name before it: a bare scheme is one whose values --vary sets.
    return isinstance(error, BadInput) and TYPED_LATE.match(error.field) is not None


def one_of(field: str, known: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """Return a reader of one name; `known` gives those that there are when one is read.

    >>> one_of("scheme", lambda: ["child_benefit"])("child_benefit")
    'child_benefit'
    """

    def read(text: str) -> str:
        names = list(known())
        if text not in names:
            raise unknown(field, text, names)
        return text

    return read


def several_of(field: str, known: Callable[[], Iterable[str]]) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of names with commas between them, each once.

    >>> several_of("--by", lambda: ["area", "decile"])("area, decile,area")
    ('area', 'decile')
    """
    one = one_of(field, known)
    return lambda text: tuple(dict.fromkeys(one(name.strip()) for name in text.split(",")))


def country_name(text: str) -> str:
    """Return a country's name as it was typed, if it is one.

    Of a country without people the command says what is missing.

    >>> country_name("Nepal"), country_name("cambodia")
    ('Nepal', 'cambodia')
    """
    try:
        known_country(text)
    except BadInput:
        raise
    except SimulatorError:
        return text
    return text


def country_names_in(text: str) -> list[str]:
    """Return the countries that a text names with commas between them.

    >>> country_names_in("nepal, fiji")
    ['nepal', 'fiji']
    """
    return [country_name(name.strip()) for name in text.split(",")]


def scale(text: str) -> str:
    """Return the name of an equivalence scale.

    >>> scale("per_person")
    'per_person'
    """
    return one_of("equivalence", lambda: SCALES)(text)


def seed(text: str) -> int:
    """Return a seed as a number; `simulate` refuses one that is out of range.

    >>> seed("7")
    7
    """
    return whole(text, f"a whole number from 0 to {HIGHEST_SEED}")


def whole(text: str, allowed: str = "a whole number") -> int:
    """Return a whole number.

    >>> whole("12")
    12
    """
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"{shown(text)} is not allowed. Allowed: {allowed}.") from None
