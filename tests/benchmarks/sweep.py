"""Times a sweep of 1,000 designs: `python -m tests.benchmarks.sweep` prints the figures.

The same call runs on one process, on all cores, and on a cluster of two processes of dask on this machine;
then it is run again with the file of results that the first run has kept. The tables must be equal.
Nothing here passes or fails by the clock.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pandas as pd

from simulator import Policy, country
from simulator.analysis import Work, sweep

DESIGNS = 1000
VARY = {
    "amount.value": [0.1 * step for step in range(1, 51)],
    "take_up": [0.05 * step for step in range(1, 21)],
}


def main() -> None:
    """Print seconds, designs a second, and how many times as fast as one process, for each way to work."""
    people, policy = country("nepal"), Policy.from_fragment("version=1&1.id=child_benefit")
    policy = policy.paid_by("external")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept.jsonl"
        ways: dict[str, Work] = {
            "one process": Work(processes=1, progress=False),
            f"all cores ({os.cpu_count()})": Work(processes=os.cpu_count(), progress=False),
            "all cores, results kept": Work(processes=os.cpu_count(), results=kept, progress=False),
            "the same again": Work(processes=1, results=kept, progress=False),
        }
        alone, first = timed("one process", lambda: sweep(people, policy, VARY, work=ways["one process"]))
        for name, work in list(ways.items())[1:]:
            _, frame = timed(name, lambda work=work: sweep(people, policy, VARY, work=work), alone)
            assert frame.equals(first), name
        frame = on_a_cluster(lambda work: sweep(people, policy, VARY, work=work), alone, folder)
        assert frame.equals(first), "the cluster"


def timed(
    name: str, call: Callable[[], pd.DataFrame], alone: float | None = None
) -> tuple[float, pd.DataFrame]:
    """Run a sweep and print how long it took; returns the seconds and the table.

    Beside it stand the seconds that processors worked for it here, start of the processes included: on a busy
    machine they say more.
    """
    begun, worked = perf_counter(), processor_seconds()
    frame = call()
    seconds = perf_counter() - begun
    times = "" if alone is None else f", {alone / seconds:.2f} times as fast as one process"
    spent, each = processor_seconds() - worked, len(frame) / seconds
    print(f"{name:<26} {seconds:6.2f} s ({spent:5.2f} of processors), {each:7.0f} designs a second{times}")
    assert len(frame) == DESIGNS
    return seconds, frame


def processor_seconds() -> float:
    """Return how long processors have worked for this process and for those that it has started and ended."""
    return sum(os.times()[:4])


def on_a_cluster(call: Callable[[Work], pd.DataFrame], alone: float, folder: str) -> pd.DataFrame:
    """Run a sweep on two processes of dask; their start is not counted."""
    from distributed import Client, LocalCluster

    given = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "local_directory": folder}
    with LocalCluster(**given) as cluster, Client(cluster) as client:
        work = Work(client=client, progress=False)
        return timed("a cluster of two", lambda: call(work), alone)[1]


if __name__ == "__main__":
    main()
