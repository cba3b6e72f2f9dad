"""Clocks and yardsticks: jobs timed in turn, a copy of arrays, the peak of memory."""

from __future__ import annotations

import gc
import mmap
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Arrays = tuple[NDArray[np.generic], ...]


@dataclass(frozen=True)
class Times:
    """Milliseconds of processor time of one job: the lowest and the middle of its rounds.

    Time by the clock would count who else uses the machine, and the longer jobs the more.
    """

    lowest: float
    middle: float


def in_turn(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Run all jobs once untimed, then so many rounds of them in turn, so that all meet the same load."""
    spent: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            gc.collect()
            start = time.process_time()
            job()
            if number:
                spent[name].append(1000 * (time.process_time() - start))
    return {name: Times(min(each), float(np.median(each))) for name, each in spent.items()}


def copy_to_fresh_memory(arrays: Arrays) -> None:
    """Copy the arrays to pages that the process never had: the system clears each page first."""
    with mmap.mmap(-1, sum(each.nbytes for each in arrays) + 8 * len(arrays)) as pages:
        place = 0
        for each in arrays:
            copied = np.frombuffer(pages, each.dtype, len(each), place)
            np.copyto(copied, each)
            place += -(-each.nbytes // 8) * 8
            del copied


def copy_to_warm_memory(arrays: Arrays) -> Callable[[], None]:
    """Return the job that copies the arrays to pages that the process already holds."""
    copies = [each.copy() for each in arrays]

    def copy() -> None:
        for copied, each in zip(copies, arrays, strict=True):
            np.copyto(copied, each)

    return copy


def peak_bytes(job: Callable[[], object]) -> int:
    """Return the most memory that a job held at once, beyond what Python and numpy held before."""
    gc.collect()
    tracemalloc.start()
    kept = job()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    return peak
