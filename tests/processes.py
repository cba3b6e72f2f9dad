"""Processes of this machine, as a test looks for them: by what stands in their command or environment."""

from __future__ import annotations

import os
import select
from pathlib import Path


def running_with(text: str, where: str = "environ") -> list[int]:
    """Return the processes that have the text in their environment or their command line."""
    found = []
    for path in Path("/proc").glob(f"[0-9]*/{where}"):
        try:
            if text.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:  # it has ended meanwhile, or is not ours to look at
            continue
    return found


def processor_seconds(process: int) -> float:
    """Return how long a process has had a processor, however loaded the machine is."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")


def have_ended(processes: list[int], seconds: float) -> bool:
    """Wait until all these processes have ended, and say whether they have in time."""
    for number in processes:
        try:
            handle = os.pidfd_open(number)
        except ProcessLookupError:
            continue
        try:
            ended, _, _ = select.select([handle], [], [], seconds)
        finally:
            os.close(handle)
        if not ended:
            return False
    return True
