"""A survey's file, of any of the formats in which surveys are kept, as one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.errors import BadInput, inside
from simulator.surveys.columnar import read_parquet
from simulator.surveys.delimited import read_csv
from simulator.surveys.kinds import refuse_other_kind
from simulator.surveys.mapping import Reading
from simulator.surveys.sources import Given, Source, source_of
from simulator.surveys.spreadsheet import read_xlsx
from simulator.surveys.statistical import read_statistical
from simulator.surveys.tables import Table

MEND = "Save the file in one of these."
BOTH = ("households", "persons")


def _csv(source: Source, reading: Reading) -> Table:
    return read_csv(source, reading.encoding, reading.separator)


def _statistical(source: Source, reading: Reading) -> Table:
    return read_statistical(source)


def _parquet(source: Source, reading: Reading) -> Table:
    return read_parquet(source)


def _xlsx(source: Source, reading: Reading) -> Table:
    return read_xlsx(source, reading.sheet)


FORMATS: dict[str, Callable[[Source, Reading], Table]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".dta": _statistical,
    ".sav": _statistical,
    ".zsav": _statistical,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}


def read_table(given: Given, name: str | None = None, reading: Reading | None = None) -> Table:
    """Return the table of a file, by the ending of its name: .dta, .sav, .csv, .parquet or .xlsx.

    `given` is a path, the file's bytes with a `name`, or a file opened for bytes: what is in memory
    is never written to a disk. Raises `SimulatorError`, with the file's name, for what cannot be read.

    >>> read_table(b"hhid,age\\n1,30\\n", name="wave1.csv").frame.shape
    (1, 2)
    """
    with inside(name or (str(given) if isinstance(given, str) else getattr(given, "name", "") or "survey")):
        source = source_of(given, name)
        if source.ending not in FORMATS:
            raise BadInput("format", source.ending or source.name, ", ".join(FORMATS), MEND)
        refuse_other_kind(source)
        return FORMATS[source.ending](source, reading or Reading())


def read_files(
    survey: Given | Mapping[str, Given], name: str | None = None, reading: Reading | None = None
) -> dict[str, Table]:
    """Return the table of one file under "", or those of two, the households first; the rest as `read_table`.

    >>> files = {"persons": b"hhid,age\\n1,30\\n", "households": b"hhid,weight\\n1,5\\n"}
    >>> list(read_files(files, name="wave1.csv"))
    ['households', 'persons']
    """
    files = survey if isinstance(survey, Mapping) else {"": survey}
    if set(files) not in ({""}, set(BOTH)):
        raise BadInput("survey", sorted(map(str, files)), "one file, or households and persons", "Name both.")
    return {key: read_table(files[key], name, reading) for key in ("", *BOTH) if key in files}
