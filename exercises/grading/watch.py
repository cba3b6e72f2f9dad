"""How much memory all processes of one submission use together, and which they are."""

from __future__ import annotations

import os
from pathlib import Path

BEYOND_DOUBT = 4
PAGE = os.sysconf("SC_PAGE_SIZE")


def others(own: set[int]) -> list[int]:
    """Return the processes in sight that are not the sandbox's own."""
    numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return [number for number in numbers if number not in own and not _has_ended(number)]


def memory_of(processes: list[int], enough: int) -> int:
    """Return the bytes in use by the processes; exact only where a rough count exceeds what is enough."""
    each, at_birth = list(map(_resident, processes)), _resident(os.getpid())
    if sum(each) <= enough:
        return sum(each)
    grown = sum(max(used - at_birth, 0) for used in each)
    if grown > BEYOND_DOUBT * enough:
        # The exact count of many takes so long that they could fill the machine meanwhile.
        return grown
    # Forked processes share pages, which a rough count takes several times.
    return sum(map(_share, processes))


def _has_ended(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return _resident(process) if Path(f"/proc/{process}").exists() else 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
