"""An inbox in which attacks lie among honest work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exercises.grading.limits import MIB, Limits
from tests.exercises.grading import made
from tests.hostile.reading import Hostile, hand_in_attack
from tests.processes import running_with

TIGHT = Limits(cell_seconds=2, notebook_seconds=20, memory=300 * MIB)
HONEST = {"all-right": 6, "part-credit": 5, "blank": 0}
SECRET = ["sleep", "91.25"]


def hand_in_all(course: Path, folder: Path, attacks: Sequence[Hostile], port: int) -> None:
    """Hand in the attacks, and honest work beside them."""
    for learner, kind in {"neighbour": "all-right", **{kind: kind for kind in HONEST}}.items():
        made.hand_in(folder, learner, "gap", made.honest(course, kind))
    for attack in attacks:
        hand_in_attack(attack, course, folder, port)


def secret_processes() -> list[int]:
    """Return the processes of this machine that a background attack has started."""
    return running_with("\0".join([*SECRET, ""]), "cmdline")
