"""A population in one small file that Python and the browser read to the same numbers.

The file is gzip of one line of JSON (the header) and then the columns, little-endian,
each value stored as a whole number: value = offset + whole number * scale. POPULATION_FILE.md beside
this file says it byte by byte, with an example.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.economy import Economy, PovertyLine, PriceIndex
from simulator.errors import BadInput, SimulatorError
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES, Households, Persons, Population

VERSION = 2
STEPS_TO_MEAN = 100_000
WEIGHT_SCALE = 0.01
FINE_SCALE = 0.0001
SCORE_STEPS = 65_535
MONEY = ("consumption_month", "earnings_month", "previous_earnings_month")


@dataclass(frozen=True)
class Column:
    """How one column lies in the file."""

    table: str
    name: str
    dtype: str
    length: int
    scale: float = 1.0
    offset: float = 0.0


def pack(population: Population) -> bytes:
    """Return the population as the bytes of its file; weights are kept to 0.01 of a household.

    >>> from simulator import example_population
    >>> unpack(pack(example_population())).name
    'Example'
    """
    # A person's household follows from the sizes: it is not stored.
    of_persons = [name for name in PERSON_DTYPES if name != "household"]
    benefits = population.persons.benefits_month
    columns = [
        *(_column("households", name, getattr(population.households, name)) for name in HOUSEHOLD_DTYPES),
        *(_column("persons", name, getattr(population.persons, name)) for name in of_persons),
        *(_column("benefits", name, given) for name, given in (benefits or {}).items()),
    ]
    present = [pair for pair in columns if pair is not None]
    header = {
        "version": VERSION,
        "name": population.name,
        "label": population.label,
        "synthetic": population.synthetic,
        "economy": asdict(population.economy),
        "regions": population.regions,
        "benefits_observed": benefits is not None,
        "columns": [asdict(column) for column, _ in present],
    }
    body = b"".join(whole.tobytes() for _, whole in present)
    return gzip.compress(json.dumps(header).encode() + b"\n" + body, mtime=0)


def unpack(data: bytes) -> Population:
    """Return the population held in the bytes of a file that `pack` wrote; refuse any other bytes."""
    try:
        return _unpacked(data)
    except SimulatorError:
        raise
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        raise SimulatorError(
            "These bytes are not a population file, or only a part of one. Copy the file again."
        ) from None


def _unpacked(data: bytes) -> Population:
    first, _, body = gzip.decompress(data).partition(b"\n")
    header = json.loads(first)
    if header.get("version") != VERSION:
        raise SimulatorError(
            f"This population file has version {header.get('version')!r}; this simulator reads {VERSION}."
        )
    tables: dict[str, dict[str, Any]] = {"households": {}, "persons": {}, "benefits": {}}
    start = 0
    for stored in header["columns"]:
        column = Column(**stored)
        tables[column.table][column.name] = _values(column, body, start)
        start += column.length * np.dtype(column.dtype).itemsize
    sizes = tables["households"]["size"]
    tables["persons"]["household"] = np.repeat(np.arange(len(sizes)), sizes.astype(int))
    if header["benefits_observed"]:
        tables["persons"]["benefits_month"] = tables["benefits"]
    economy = header["economy"]
    economy["poverty_lines"] = tuple(PovertyLine(**line) for line in economy["poverty_lines"])
    economy["consumer_prices"] = tuple(PriceIndex(**each) for each in economy.get("consumer_prices", ()))
    return Population(
        name=header["name"],
        label=header["label"],
        synthetic=header["synthetic"],
        economy=Economy(**economy),
        households=Households(**tables["households"]),
        persons=Persons(**tables["persons"]),
        regions=tuple(header["regions"]),
    )


def _column(table: str, name: str, values: NDArray[Any] | None) -> tuple[Column, NDArray[Any]] | None:
    """Return how a column is stored and its whole numbers, or None for a column that is absent."""
    if values is None:
        return None
    dtype, scale, offset = "<u1", 1.0, 0.0
    if name == "weight" and table == "households":
        dtype, scale = "<u4", WEIGHT_SCALE
    elif name in MONEY or table == "benefits":
        dtype, scale = "<u4", _power_of_ten_below(float(values.mean()) / STEPS_TO_MEAN)
    elif name in ("equivalent_size", "contribution_years"):
        dtype, scale = "<u4", FINE_SCALE
    elif name == "proxy_score" and table == "households":
        dtype, scale, offset = "<u2", _score_step(values), float(values.min())
    whole = np.rint((values - offset) / scale) if dtype != "<u1" else values
    _check_fits(name, values, whole, np.iinfo(dtype).max, scale)
    return Column(table, name, dtype, len(values), scale, offset), whole.astype(dtype)


def _check_fits(name: str, values: NDArray[Any], whole: NDArray[Any], highest: int, scale: float) -> None:
    """Refuse a value that the file would cut: too high, or a weight so small that it would become 0."""
    lost = (whole > highest) | ((whole < 1) if name == "weight" else False)
    if lost.any():
        row = int(np.flatnonzero(lost)[0])
        allowed = f"in this file a number from {scale if name == 'weight' else 0:g} to {highest * scale:g}"
        raise BadInput(f"{name} in row {row}", values[row].item(), allowed, "Mend or drop that row.")


def _values(column: Column, body: bytes, start: int) -> NDArray[Any]:
    """Return a column's values: one multiplication and one addition, as the browser does it."""
    whole = np.frombuffer(body, dtype=column.dtype, count=column.length, offset=start)
    return whole if column.dtype == "<u1" else column.offset + whole * column.scale


def _score_step(scores: NDArray[Any]) -> float:
    """Return the step of a score: whole points stay whole, so that a reader meets the points of the form."""
    width = float(np.ptp(scores))
    if width <= SCORE_STEPS and (scores == np.rint(scores)).all():
        return 1.0
    return width / SCORE_STEPS or 1.0


def _power_of_ten_below(value: float) -> float:
    """Return the largest power of ten not above the value, so that stored amounts look round."""
    return float(10.0 ** np.floor(np.log10(max(value, 1e-9))))
