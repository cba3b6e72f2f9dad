"""Times a sweep of 1,000 designs: `python -m tests.benchmarks.sweep` prints the figures.

The same call runs on one process and on all cores, in turn, the fastest round of each being shown; then on a
cluster of two processes of dask on this machine, and again with the file of results that a first run has
kept. The tables must be equal. Nothing here passes or fails by the clock.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulator import Policy, country
from simulator.analysis import Work, sweep

if TYPE_CHECKING:  # each process that is started reads this file anew, and needs no tables
    import pandas as pd

DESIGNS, ROUNDS = 1000, 3
VARY = {
    "amount.value": [0.1 * step for step in range(1, 51)],
    "take_up": [0.05 * step for step in range(1, 21)],
}


def main() -> None:
    """Print seconds, designs a second, and how many times as fast as one process, for each way to work."""
    people, policy = country("nepal"), Policy.from_fragment("version=1&1.id=child_benefit")
    policy = policy.paid_by("external")
    cores = Work(processes=os.cpu_count(), progress=False)
    ways = {"one process": Work(processes=1, progress=False), f"all cores ({os.cpu_count()})": cores}
    spent: dict[str, Spent] = {}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            again = timed(lambda work=work: sweep(people, policy, VARY, work=work))  # type: ignore[misc]
            spent[name] = min(spent.get(name, again), again, key=lambda each: each.seconds)
    with tempfile.TemporaryDirectory() as folder:
        kept = replace(cores, results=Path(folder) / "kept.jsonl")
        for name in ("all cores, results kept", "the same again"):
            spent[name] = timed(lambda: sweep(people, policy, VARY, work=kept))
        spent["a cluster of two"] = on_a_cluster(lambda work: sweep(people, policy, VARY, work=work), folder)
    show(spent)


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, seconds that processors worked, start of processes included, and the table."""

    seconds: float
    processors: float
    frame: pd.DataFrame


def timed(call: Callable[[], pd.DataFrame]) -> Spent:
    """Run a sweep; on a busy machine, what processors worked for it says more than the clock."""
    begun, worked = perf_counter(), processor_seconds()
    frame = call()
    return Spent(perf_counter() - begun, processor_seconds() - worked, frame)


def show(spent: dict[str, Spent]) -> None:
    """Print a line for each way to work, once all tables are known to be equal."""
    first = next(iter(spent.values()))
    print(f"{DESIGNS} designs, load {os.getloadavg()[0]:.1f}")
    for name, each in spent.items():
        assert each.frame.equals(first.frame) and len(each.frame) == DESIGNS, name
        times = f"{first.seconds / each.seconds:.2f} times as fast as one process"
        work = f"{each.processors:5.2f} of processors, {1000 * each.processors / DESIGNS:.1f} ms a design"
        print(f"{name:<26} {each.seconds:6.2f} s ({work}), {times}")


def processor_seconds() -> float:
    """Return how long processors have worked for this process and for those that it has started and ended."""
    return sum(os.times()[:4])


def on_a_cluster(call: Callable[[Work], pd.DataFrame], folder: str) -> Spent:
    """Run a sweep on two processes of dask; their start is not counted, nor what their processors work."""
    from distributed import Client, LocalCluster

    given = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "local_directory": folder}
    with LocalCluster(**given) as cluster, Client(cluster) as client:
        return timed(lambda: call(Work(client=client, progress=False)))


if __name__ == "__main__":
    main()
