"""What one submission may use. The numbers were tried on honest notebooks with numpy and pandas."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Limits of one submission, in seconds, bytes and counts.

    >>> Limits(memory=256 * MIB).memory // MIB
    256
    """

    cell_seconds: float = 30
    notebook_seconds: float = 120
    grace_seconds: float = 2
    memory: int = 1024 * MIB
    address_space: int = 4096 * MIB
    processes: int = 64
    files: int = 256
    file_size: int = 32 * MIB
    processor_seconds: int = 120
    scratch: int = 64 * MIB
    scratch_files: int = 4096
    shared_memory: int = 16 * MIB
    cell_output: int = 1 * MIB
    cell_displays: int = 200

    def to_data(self) -> dict[str, Any]:
        """Return plain data that cross to the sandbox."""
        return asdict(self)


# How much crosses from the learner's process to the judge, and in what shape.
REPLY_BYTES = 64 * MIB
HEADER_BYTES = 16 * MIB
REPLY_DEPTH = 40
REPLY_NODES = 200_000
# What a trainer hands in.
SUBMISSION_BYTES = 20 * MIB
SUBMISSION_CELLS = 1_000
# What a learning platform packs for a class.
ARCHIVE_FILES = 20_000
ARCHIVE_BYTES = 4096 * MIB
