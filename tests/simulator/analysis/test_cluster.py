"""The same sweep on a cluster of two processes on this machine."""

from __future__ import annotations

import warnings
from pathlib import Path

from simulator import country
from simulator.analysis import Work, sweep
from tests.simulator.making import child_benefit


def test_a_cluster_finds_the_same(tmp_path: Path) -> None:
    """Through the same call, dask's client gives the table that one process gives, to the last digit."""
    with warnings.catch_warnings():  # dask's own imports and ports are not our matter
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        vary = {"amount.value": [value / 10 for value in range(40)]}
        with (
            LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=tmp_path
            ) as cluster,
            Client(cluster) as client,
        ):
            work = Work(client=client, results=tmp_path / "kept.jsonl", progress=False)
            there = sweep(country("nepal"), child_benefit(), vary, work=work)
            ran_on = {key for key, load in client.nthreads().items() if load}
    here = sweep(country("nepal"), child_benefit(), vary, work=Work(processes=1, progress=False))
    assert len(ran_on) == 2 and there.equals(here)
    assert len((tmp_path / "kept.jsonl").read_text("utf-8").splitlines()) == 40
