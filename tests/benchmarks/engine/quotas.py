"""Two ways in which a peer may choose a quota of persons, the households with the lowest scores first.

`choose` is the one in use. Both return the same households.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.primitives.ranking import poorest

SLACK = 1e-12


def by_sorting(scores: NDArray[np.floating], members: NDArray[np.float64], share: float) -> NDArray[np.bool_]:
    """Sort all households: what the manuals of numpy and of the peers lead to."""
    order = np.argsort(scores, kind="stable")
    ranked = members[order]
    running = np.cumsum(ranked)
    chosen = np.empty(len(order), dtype=bool)
    chosen[order] = running - ranked < share * running[-1] * (1 - SLACK)
    return chosen


# This project's own way, lent to the peers: it sorts only the households around the cut.
by_intervals = poorest
choose = by_sorting
