"""Many designs at once: on all cores, or on a cluster, with progress, and nothing done twice."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from numbers import Integral
from pathlib import Path
from time import perf_counter
from typing import Any

from simulator.analysis.designs import Point
from simulator.analysis.evaluating import Found, Job, found_of_packed, packed
from simulator.analysis.results_file import append_results, job_digest, key_of, read_results
from simulator.errors import BadInput, SimulatorError, expect

# So many designs are asked for at once: enough that sending the people does not count.
MOST_AT_ONCE = 16
TURNS_A_PROCESS = 4
# Processes take about so long to start, in seconds: less work than that is done here.
START_SECONDS = 1.5
BROKEN = (
    "sweep: a process ended early. In a script, put the call under `if __name__ == '__main__':`, "
    "or let one process do it all: Work(processes=1)."
)


@dataclass(frozen=True, eq=False)
class Work:
    """How long work is done. None for `processes` is one a core, started only where that saves time.

    `client` is a `dask.distributed.Client`, or anything whose `submit` gives futures of
    `concurrent.futures`. `results` is a file that keeps what was found, so that a run that was stopped
    goes on where it was. `progress` shows a bar on standard error when the work takes over a second.
    """

    processes: int | None = None
    client: Any = None
    results: Path | str | None = None
    progress: bool = True

    def __post_init__(self) -> None:
        number = self.processes
        if number is not None and (
            isinstance(number, bool) or not isinstance(number, Integral) or number < 1
        ):
            raise BadInput("processes", number, "a whole number from 1", "Leave it out for one a core.")
        if self.client is not None and not callable(getattr(self.executor, "submit", None)):
            mend = "Give a dask.distributed.Client, or an Executor of concurrent.futures."
            raise BadInput("client", self.client, "an object with `submit`", mend)
        expect("progress", self.progress, bool, "Write True to see a bar.")
        if self.results is not None and not isinstance(self.results, str | Path):
            raise BadInput("results", self.results, "the path of a file", 'Write "results.jsonl".')

    @property
    def executor(self) -> Any:
        """What takes work on the client: dask's client has one that speaks as Python's own do."""
        own = getattr(self.client, "get_executor", None)
        return self.client if own is None else own()

    def sent(self, data: bytes) -> Any:
        """Return data as tasks on the client take them: a cluster is sent them once, not with each task."""
        scatter = getattr(self.client, "scatter", None)
        return data if scatter is None else scatter(data, broadcast=True)


HERE = Work()


def found_of(job: Job, points: Sequence[Point], work: Work = HERE) -> list[Found]:
    """Return the numbers of each design, in their order; those that the results file holds are not redone.

    >>> from simulator import Policy, example_population
    >>> from simulator.analysis.question import ASKED
    >>> job = Job(example_population(), Policy.from_fragment("version=1&1.id=child_benefit"), ASKED)
    >>> [round(each.numbers[0], 3) for each in found_of(job, [{"amount.value": 4.0}, {"amount.value": 2.0}])]
    [1.89, 0.945]
    """
    path, digest = None if work.results is None else Path(work.results), job_digest(job)
    known = {} if path is None else read_results(path)
    keys = [key_of(digest, point) for point in points]
    lacking = {key: point for key, point in zip(keys, points, strict=True) if key not in known}
    with _progress(len(lacking), work) as moved:
        for done, found in _worked(job, list(lacking.values()), work):
            named = [(key_of(digest, point), point, each) for point, each in zip(done, found, strict=True)]
            known |= {key: each for key, _, each in named}
            if path is not None:
                append_results(path, named)
            moved(len(done))
    return [known[key] for key in keys]


Done = tuple[Sequence[Point], list[Found]]


def _worked(job: Job, points: Sequence[Point], work: Work) -> Iterator[Done]:
    """Yield designs with what was found of each, in the order in which they are done."""
    if work.client is not None:
        yield from _spread(work.executor, work.sent(packed(job)), _in_turns(points, MOST_AT_ONCE))
        return
    processes = work.processes or os.cpu_count() or 1
    left = len(points)
    if work.processes is None or processes == 1:
        for done in _here(job, points, alone=processes == 1):
            left -= 1
            yield done
    if left:
        yield from _in_processes(job, points[len(points) - left :], processes)


def _here(job: Job, points: Sequence[Point], alone: bool) -> Iterator[Done]:
    """Yield one design after another, up to where it is worth starting other processes for what is left."""
    begun = perf_counter()
    for number, point in enumerate(points, start=1):
        yield [point], [job.found(point)]
        spent = perf_counter() - begun
        if not alone and min(spent, spent / number * (len(points) - number)) > START_SECONDS:
            return


def _in_processes(job: Job, points: Sequence[Point], processes: int) -> Iterator[Done]:
    at_once = max(1, min(MOST_AT_ONCE, len(points) // (TURNS_A_PROCESS * processes)))
    # A new Python, not a copy of this one: a copy of a program with threads may hang.
    executor = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        yield from _spread(executor, packed(job), _in_turns(points, at_once))
    except BrokenProcessPool:
        raise SimulatorError(BROKEN) from None
    finally:
        executor.shutdown(cancel_futures=True)


def _in_turns(points: Sequence[Point], at_once: int) -> list[Sequence[Point]]:
    return [points[start : start + at_once] for start in range(0, len(points), at_once)]


def _spread(executor: Any, sent: Any, turns: Sequence[Sequence[Point]]) -> Iterator[Done]:
    """Yield what an executor finds; where the work is stopped, what has not begun is not begun."""
    futures: dict[Future[list[Found]], Sequence[Point]] = {}
    try:
        for turn in turns:
            futures[executor.submit(found_of_packed, sent, turn)] = turn
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def _progress(total: int, work: Work) -> Iterator[Any]:
    from tqdm.auto import tqdm

    with tqdm(total=total, desc="designs", unit=" designs", disable=not work.progress, delay=1) as bar:
        yield bar.update
