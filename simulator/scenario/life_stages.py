"""Children, adults and older persons: the three stages of life that results are parted in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.population import Population

LIFE_STAGES, ADULT_FROM, OLDER_FROM = ("child, 0 to 17", "18 to 59", "60 or older"), 18, 60
CHILD, OLDER = 0, 2


def life_stages(population: Population) -> NDArray[np.integer]:
    """Return for each person the stage of life, a number among `LIFE_STAGES`.

    >>> from simulator import example_population
    >>> life_stages(example_population())[:5].tolist()
    [0, 0, 0, 1, 1]
    """
    age = population.persons.age
    return (age >= ADULT_FROM).astype(np.uint8) + (age >= OLDER_FROM)
