"""Times the engine beside its peers: see README.md.

`python -m tests.benchmarks.engine [PERSONS …]` prints one section a size; nothing passes or fails but
the comparison of results, which stops the run where they differ.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.engine import floor, quotas
from tests.benchmarks.engine.ours import Ours
from tests.benchmarks.engine.peers import Peer
from tests.benchmarks.engine.people import People, Table, make_people, table_of
from tests.benchmarks.engine.timing import (
    Times,
    copy_to_fresh_memory,
    copy_to_warm_memory,
    in_turn,
    peak_bytes,
)

SIZES = (10_000, 100_000, 1_000_000)
MAKERS: dict[str, Callable[[], Any]] = {
    "ours": Ours,
    "OpenFisca": lambda: Peer("openfisca"),
    "PolicyEngine": lambda: Peer("policyengine"),
}
PERCENTS = (4.0, 5.0, 3.0)
LARGEST_DIFFERENCE = 1e-9
PROCESSES = 5


def main(arguments: list[str]) -> None:
    """Print all sizes, or what one engine needs for its first result in a new process."""
    if arguments[:1] == ["first"]:
        print(first_result(arguments[1], int(arguments[2])))
        return
    logging.disable(logging.WARNING)  # PolicyEngine warns of columns that are no variables
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for persons in [int(each) for each in arguments] or SIZES:
        print_size(persons)


def print_size(persons: int) -> None:
    """Compare results and print all times at one size."""
    people = make_people(persons)
    table = table_of(people)
    engines = {name: make() for name, make in MAKERS.items()}
    built = {name: engine.build(people) for name, engine in engines.items()}
    print(f"\n{len(people.age):,} persons in {len(people.size):,} households, {people.bytes / 1e6:.1f} MB\n")
    compare(engines, built, table)
    compare_sketch(engines["ours"].evaluate(built["ours"]), people)
    compare(engines, {name: each.build_from_tables(people) for name, each in engines.items()}, table)
    rounds = 30 if persons < 1_000_000 else 15
    evaluated = in_turn(evaluations(engines, built), rounds)
    show("evaluation", evaluated)
    show("built and evaluated", in_turn(first_results(engines, people), max(5, rounds // 2)))
    show("built from tables and evaluated", in_turn(from_tables(engines, people), 5))
    show("built and evaluated, new process", {name: in_new_process(name, persons) for name in engines})
    show("cycle", in_turn(cycles(engines, built, table), 5))
    copies = {
        "fresh memory": lambda: copy_to_fresh_memory(people.touched),
        "warm memory": copy_to_warm_memory(people.touched),
    }
    show("copy of the touched arrays", in_turn(copies, rounds))
    for name, engine in engines.items():
        peak = peak_bytes(lambda each=engine: _kept(each, people))
        print(f"| peak memory | {name} | {peak / 1e6:.1f} MB | {peak / people.bytes:.2f} times the arrays |")


def compare(engines: dict[str, Any], built: dict[str, Any], table: Table) -> None:
    """Stop unless all engines agree on transfers, consumption and every measure."""
    results = {}
    for name, engine in engines.items():
        after = engine.evaluate(built[name])
        results[name] = (
            engine.transfer(built[name]),
            after,
            *engine.measures(built[name], after, table).values(),
        )
    worst = 0.0
    for name, found in results.items():
        for one, other in zip(results["ours"], found, strict=True):
            scale = np.maximum(np.abs(one), 1e-3)
            worst = max(worst, float((np.abs(one - other) / scale).max()))
        if not worst <= LARGEST_DIFFERENCE:
            sys.exit(f"{name} differs from ours by {worst:.1e}")
    print(f"Results agree: the largest relative difference is {worst:.1e}.\n")


def compare_sketch(after: NDArray[np.float64], people: People) -> None:
    """Stop unless the rules without an engine give the same consumption."""
    worst = float((np.abs(floor.sketch(people) - after) / after).max())
    if not worst <= LARGEST_DIFFERENCE:
        sys.exit(f"the sketch differs from ours by {worst:.1e}")


def evaluations(engines: dict[str, Any], built: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Return the job of each engine, and for the peers also with our way to cut a quota."""
    jobs: dict[str, Callable[[], object]] = {}
    for name, engine in engines.items():
        jobs[name] = lambda each=engine, held=built[name]: each.evaluate(held)
        if name != "ours":
            jobs[f"{name}, with our quota"] = lambda each=engine, held=built[name]: _with_our_quota(
                each, held
            )
    return jobs


def first_results(engines: dict[str, Any], people: People) -> dict[str, Callable[[], object]]:
    """Return the job 'from arrays to first result' of each engine, and what none can come below."""
    jobs: dict[str, Callable[[], object]] = {}
    for name, engine in engines.items():
        jobs[name] = lambda each=engine: each.evaluate(each.build(people))
        if name != "ours":
            jobs[f"{name}, built quickly"] = lambda each=engine: each.evaluate(each.build_quickly(people))
    jobs["memory read and written once"] = floor.read_and_write(people)
    jobs["the rules without an engine"] = lambda: floor.sketch(people)
    return jobs


def from_tables(engines: dict[str, Any], people: People) -> dict[str, Callable[[], object]]:
    """Return the job 'from tables of pandas to first result' of each engine, the tables being there."""
    people.flat  # noqa: B018 (made once, and not counted)
    return {
        name: lambda each=engine: each.evaluate(each.build_from_tables(people))
        for name, engine in engines.items()
    }


def cycles(engines: dict[str, Any], built: dict[str, Any], table: Table) -> dict[str, Callable[[], object]]:
    """Return the job 'change the child benefit, simulate, measure every group' of each engine."""
    return {
        name: lambda each=engine, held=built[name]: _cycle(each, held, table)
        for name, engine in engines.items()
    }


def first_result(name: str, persons: int) -> float:
    """Return the milliseconds from arrays to the first result that a process computes on so many."""
    engine, few, people = MAKERS[name](), make_people(400), make_people(persons)
    engine.evaluate(engine.build(few))  # loads the code, not the memory
    people.identities  # noqa: B018 (arrays that the peers are given)
    start = time.process_time()
    engine.evaluate(engine.build(people))
    return 1000 * (time.process_time() - start)


def in_new_process(name: str, persons: int) -> Times:
    """Return the times to a first result in processes that never held such arrays before."""
    command = [sys.executable, "-m", "tests.benchmarks.engine", "first", name, str(persons)]
    spent = [float(subprocess.check_output(command, stderr=subprocess.DEVNULL)) for _ in range(PROCESSES)]
    return Times(min(spent), float(np.median(spent)))


def show(job: str, found: dict[str, Times]) -> None:
    """Print a row for each engine; the ratio is its time over ours, both the lowest."""
    first = next(iter(found.values())).lowest
    for name, each in found.items():
        times = f"{each.lowest:.2f} ms | {each.middle:.2f} ms | {each.lowest / first:.1f}"
        print(f"| {job} | {name} | {times} |", flush=True)


def _with_our_quota(engine: Any, held: Any) -> object:
    quotas.choose = quotas.by_intervals
    try:
        return engine.evaluate(held)
    finally:
        quotas.choose = quotas.by_sorting


def _cycle(engine: Any, held: Any, table: Table) -> object:
    held = engine.change(held, PERCENTS[0])
    return engine.measures(held, engine.evaluate(held), table)


def _kept(engine: Any, people: People) -> object:
    held = engine.build(people)
    return held, engine.outcome(held) if isinstance(engine, Ours) else engine.evaluate(held)


if __name__ == "__main__":
    main(sys.argv[1:])
