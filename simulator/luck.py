"""Luck that is hashed, not stored: the same in every policy, and in both languages."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

HIGHEST_SEED = 2**32 - 1


def lowbias32(number: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a 32-bit integer mixed so that each input bit moves half of the output bits.

    Source: C. Wellons, hash prospector (2018), function lowbias32.

    >>> int(lowbias32(np.array([1], dtype=np.uint32))[0])
    1753845952
    """
    mixed = number ^ (number >> np.uint32(16))
    mixed = mixed * np.uint32(0x7FEB352D)
    mixed = mixed ^ (mixed >> np.uint32(15))
    mixed = mixed * np.uint32(0x846CA68B)
    final: NDArray[np.uint32] = mixed ^ (mixed >> np.uint32(16))
    return final


def draw(seed: int, numbers: NDArray[np.integer], purpose: str) -> NDArray[np.float64]:
    """Return one number in (0, 1) for each household or person, fixed by seed, number and purpose.

    >>> draw(1, np.array([0, 1, 2]), "take_up").round(3).tolist()
    [0.509, 0.986, 0.681]
    """
    salted = numbers.astype(np.uint32) ^ np.uint32(crc32(purpose.encode()))
    mixed = lowbias32(np.uint32(seed) ^ lowbias32(salted))
    return (mixed.astype(np.float64) + 0.5) / 2.0**32
