"""The village on which primitives that choose are tried: whom each keeps of its twenty persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulator.primitives import Setting
from tests.simulator.making import chosen_rows, observed_village

VILLAGE = observed_village()
BENEFITS = VILLAGE.persons.benefits_month
SETTING = Setting(VILLAGE, 1, BENEFITS)
EVERYONE = np.ones(20, bool)
ROWS = [[0, 1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15], [16, 17, 18], [19]]


def kept(function: Callable[..., np.ndarray], **arguments: Any) -> list[int]:
    """Return the rows of the village's persons that a primitive keeps."""
    return chosen_rows(function(SETTING, EVERYONE, **arguments))


def members(*households: int) -> list[int]:
    """Return the rows of the persons in some of the village's households."""
    return [row for household in households for row in ROWS[household]]
