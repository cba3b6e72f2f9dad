"""What a file is by its first bytes, where its name says something else."""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import SimulatorError
from simulator.surveys.sources import Source


class Kind(NamedTuple):
    """Files that begin alike: what they are, under which endings that is right, and the mend under others."""

    start: bytes
    what: str
    endings: tuple[str, ...]
    mend: str


UNPACK = "Unpack it, and give the file inside."
KINDS = (
    Kind(b"\x1f\x8b", "compressed with gzip", (), UNPACK),
    Kind(b"BZh", "compressed with bzip2", (), UNPACK),
    Kind(b"\xfd7zXZ\x00", "compressed with xz", (), UNPACK),
    Kind(b"(\xb5/\xfd", "compressed with Zstandard", (), UNPACK),
    Kind(b"7z\xbc\xaf\x27\x1c", "a 7z archive", (), UNPACK),
    Kind(b"Rar!\x1a\x07", "a RAR archive", (), UNPACK),
    Kind(b"PK\x03\x04", "a zip archive or a spreadsheet", (".xlsx",), "Unpack it, or name it .xlsx."),
    Kind(b"\xd0\xcf\x11\xe0", "an old Office file, or a locked one", (), "Save it as .xlsx or CSV."),
    Kind(b"PAR1", "a Parquet file", (".parquet",), "Name it .parquet."),
    Kind(b"$FL2", "an SPSS file", (".sav", ".zsav"), "Name it .sav."),
    Kind(b"$FL3", "an SPSS file", (".sav", ".zsav"), "Name it .sav."),
    Kind(b"<stata_dta>", "a Stata file", (".dta",), "Name it .dta."),
    Kind(b"%PDF-", "a PDF", (), "Ask for the data, not the report."),
)
HEAD = 4096


def refuse_other_kind(source: Source) -> None:
    """Refuse a file whose first bytes are those of another kind than its ending says, or are all zero.

    >>> refuse_other_kind(Source("wave1.csv", data=b"hhid,age"))
    >>> refuse_other_kind(Source("wave1.csv", data=b"PAR1..."))
    Traceback (most recent call last):
        ...
    simulator.errors.SimulatorError: the file is named .csv, and is a Parquet file. Name it .parquet.
    """
    head = source.head(HEAD)
    if not head.strip(b"\x00"):
        mend = "A copy or a download broke off: fetch it again."
        raise SimulatorError(
            f"the file begins with {len(head):,} zero bytes, and holds no data there. {mend}"
        )
    for kind in KINDS:
        if head.startswith(kind.start) and source.ending not in kind.endings:
            raise SimulatorError(f"the file is named {source.ending}, and is {kind.what}. {kind.mend}")
