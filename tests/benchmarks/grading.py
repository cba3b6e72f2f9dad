"""Seconds a submission, ours against stock `nbgrader autograde`, on the same honest files in the same run.

Run: python -m tests.benchmarks.grading [NUMBER] [STOCK]   (100 submissions, all of them also by stock)

Stock takes a second or two a file. With STOCK it grades the first one, then so many more of the same files;
the difference is its time a submission, and what it would take for all is reckoned from that.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.conftest import ROOT
from tests.exercises.grading import made

KINDS = [kind for kind, (exercise, _) in made.HONEST.items() if exercise == "gap"]
WORKERS = 2


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of processor time of all processes."""

    wall: float
    processor: float

    def of_more(self, rest: Cost, more: int, number: int) -> Cost:
        """Return the cost of so many submissions: this is that of the first, `rest` that of some more."""
        return Cost(
            self.wall + (number - 1) * max(rest.wall - self.wall, 0) / (more - 1),
            self.processor + (number - 1) * max(rest.processor - self.processor, 0) / (more - 1),
        )


@contextlib.contextmanager
def control_group() -> Iterator[Path]:
    """Give a new control group, in which the kernel counts the processor time of all that was started.

    A process that is killed in its sandbox tells nobody how long it ran.
    """
    folders = [Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup")]
    parent = next((path for path in folders if (path / "cgroup.procs").exists()), None)
    if parent is None or not os.access(parent, os.W_OK):
        sys.exit("processor time is counted in a control group: run this as root, where /sys/fs/cgroup is")
    group = parent / f"grading-{os.getpid()}-{time.monotonic_ns()}"
    group.mkdir()
    yield group
    while (group / "cgroup.procs").read_text("ascii"):
        time.sleep(0.1)
    group.rmdir()


def processor_seconds(group: Path) -> float:
    """Return what a control group has used, in the first or the second version of the kernel's interface."""
    first = group / "cpuacct.usage"
    if first.exists():
        return int(first.read_text("ascii")) / 1e9
    lines = (group / "cpu.stat").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("usage_usec")) / 1e6


def timed(command: list[str], folder: Path) -> Cost:
    """Run a command; returns what it cost."""
    with control_group() as group:
        within = ["sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs"), *command]
        start = time.perf_counter()
        done = subprocess.run(within, cwd=folder, capture_output=True, text=True, check=False)
        wall = time.perf_counter() - start
        processor = processor_seconds(group)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[-2_000:])
    return Cost(wall, processor)


def memory_a_worker(command: list[str]) -> float:
    """Run a command; returns the most MiB that its sandboxes held at once, shared pages counted once."""
    most = 0
    grader = psutil.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while grader.poll() is None:
        held = 0
        for process in grader.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                held += process.memory_full_info().pss
        most = max(most, held)
        time.sleep(0.1)
    return most / 2**20 / WORKERS


@contextlib.contextmanager
def courses(number: int) -> Iterator[tuple[Path, Path]]:
    """Give a course with submissions in nbgrader's tree, and the same as flat files in an inbox."""
    made.programs_on_path()
    with tempfile.TemporaryDirectory() as name:
        course = made.make_course(Path(name) / "course", ("gap",))
        for place in range(number):
            notebook = made.honest(course, KINDS[place % len(KINDS)])
            made.hand_in(Path(name) / "inbox", f"learner{place:03}", "gap", notebook)
            made.hand_in_tree(course, f"learner{place:03}", "gap", notebook)
        yield course, Path(name) / "inbox"


def ours(course: Path, inbox: Path, name: str, workers: int) -> list[str]:
    """Return the command that grades the inbox in a copy of the course."""
    copy = course.with_name(name)
    shutil.copytree(course, copy)
    grader = [sys.executable, "-m", "exercises", "grade", str(inbox), "--course", str(copy)]
    return [*grader, "--jobs", str(workers)]


def stock_cost(course: Path, number: int, measured: int) -> Cost:
    """Have stock nbgrader grade the first file, then the others that are measured."""
    stock = course.with_name("stock")
    shutil.copytree(course, stock)
    for place in range(measured + 1, number):
        shutil.rmtree(stock / "submitted" / f"learner{place:03}")
    command = ["nbgrader", "autograde", "gap", f"--course-dir={stock}"]
    first = timed([*command, "--student=learner000"], stock)
    return first.of_more(timed(command, stock), measured, number)


def main() -> None:
    """Grade the same files both ways, compare the gradebooks, print what each cost."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    measured = min(int(sys.argv[2]) if len(sys.argv) > 2 else number, number - 1)
    with courses(number) as (course, inbox):
        costs = {"ours, two workers": timed(ours(course, inbox, "two", WORKERS), ROOT)}
        costs["stock nbgrader autograde"] = stock_cost(course, number, measured)
        costs["ours, one worker"] = timed(ours(course, inbox, "one", 1), ROOT)
        check_equal(*(course.with_name(name) for name in ("stock", "one", "two")))
        tell(number, measured, costs)
        memory = memory_a_worker(ours(course, inbox, "memory", WORKERS))
        print(f"{memory:.0f} MiB a worker at most (grader itself left out)")


def check_equal(stock: Path, one: Path, two: Path) -> None:
    """Stop unless the gradebooks are equal, on the learners whom stock has graded."""
    theirs, rows = made.gradebook_rows(stock), made.gradebook_rows(two)
    learners = {key[0] for key in theirs}
    assert rows == made.gradebook_rows(one)
    assert theirs == {key: row for key, row in rows.items() if key[0] in learners}


def tell(number: int, measured: int, costs: dict[str, Cost]) -> None:
    """Print a line for each grader."""
    print(
        f"{number} submissions, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; gradebooks are equal"
    )
    if measured < number - 1:
        print(f"stock was measured on {measured + 1} of them and reckoned for all")
    stock = costs["stock nbgrader autograde"]
    for name, cost in costs.items():
        print(
            f"{name:26} {cost.wall:6.1f} s  {cost.wall / number:.3f} s a submission  "
            f"{stock.wall / cost.wall:4.1f} times stock;  processor {cost.processor:6.1f} s  "
            f"{stock.processor / cost.processor:4.1f} times"
        )


if __name__ == "__main__":
    main()
