"""Seconds a submission, ours against stock `nbgrader autograde`, on the same honest files in the same run.

Run: python -m tests.benchmarks.grading [NUMBER]   (30 submissions if left out)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT
from tests.exercises.grading import made

KINDS = [kind for kind, (exercise, _) in made.HONEST.items() if exercise == "gap"]


def timed(command: list[str], folder: Path) -> float:
    """Run a command; returns its seconds."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[-2_000:])
    return time.perf_counter() - start


def main() -> None:
    """Grade the same files both ways, compare the gradebooks, print the seconds."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    made.programs_on_path()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = made.make_course(folder / "ours", ("gap",))
        for place in range(number):
            notebook = made.honest(ours, KINDS[place % len(KINDS)])
            made.hand_in(folder / "inbox", f"learner{place:03}", "gap", notebook)
            made.hand_in_tree(ours, f"learner{place:03}", "gap", notebook)
        stock = folder / "stock"
        shutil.copytree(ours, stock)
        measure(ours, stock, folder / "inbox", number)


def measure(ours: Path, stock: Path, inbox: Path, number: int) -> None:
    """Time our command with two workers, with one, and stock's, and print a line for each."""
    grader = [sys.executable, "-m", "exercises", "grade", str(inbox), "--course"]
    one = ours.with_name("one")
    shutil.copytree(ours, one)
    seconds = {
        "ours, two workers": timed([*grader, str(ours)], ROOT),
        "ours, one worker": timed([*grader, str(one), "--jobs", "1"], ROOT),
        "stock nbgrader autograde": timed(["nbgrader", "autograde", "gap", f"--course-dir={stock}"], stock),
    }
    assert made.gradebook_rows(ours) == made.gradebook_rows(one) == made.gradebook_rows(stock)
    print(
        f"{number} submissions, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; gradebooks are equal"
    )
    for name, spent in seconds.items():
        against = seconds["stock nbgrader autograde"] / spent
        print(f"{name:26} {spent:6.1f} s  {spent / number:.3f} s a submission  {against:.1f} times stock")


if __name__ == "__main__":
    main()
