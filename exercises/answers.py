"""What may count as an answer: plain types only, so that an object which equals everything earns nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

LARGEST = 1e15
NUMBERS = (int, float, *(getattr(np, f"{kind}{size}") for kind in ("int", "float") for size in (32, 64)))


class Refused(Exception):
    """An answer that cannot be tested; its text says why."""


def plain_number(given: Any) -> float | None:
    """Return a plain number of usual size as a float, and None for anything else: a text, a truth value, nan.

    Types are compared exactly, because a subclass can lie.

    >>> plain_number(3), plain_number(True), plain_number(float("nan")), plain_number("3")
    (3.0, None, None, None)
    """
    # nan is not between two numbers, and a whole number of a thousand digits is no float.
    if type(given) not in NUMBERS or not -LARGEST < given < LARGEST:
        return None
    return float(given)
