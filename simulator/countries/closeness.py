"""How close each country's population comes to what was published, in one line a country."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from simulator.builders import build_population, published_versus_synthetic
from simulator.builders.calibration import weight_spread
from simulator.countries import country_facts, country_names
from simulator.population_file import pack, unpack

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd


@dataclass(frozen=True)
class Closeness:
    """Differences, synthetic less published: those that the project promises to keep small, and four others.

    Headcounts, decile shares, age groups and urban share are points of percent, the largest of each kind
    with its sign; `median_percent` is percent of the median; gap and severity are points at their line.
    `largest_weight` is over the mean weight; `bytes` is the size of the browser's file.
    """

    country: str
    gini: float
    headcount: float
    decile_share: float
    age_group: float
    mean_size: float
    urban: float
    median_percent: float
    mean_log_deviation: float
    poverty_gap: float
    poverty_severity: float
    promises_broken: int
    design_effect: float
    largest_weight: float
    bytes: int
    sha256: str


def closeness(name: str) -> Closeness:
    """Build a country anew and return how close it comes; the same facts give the same `sha256`.

    >>> found = closeness("nepal")
    >>> abs(found.gini) < 0.005, found.promises_broken, found.bytes < 100_000
    (True, 0, True)
    """
    facts = country_facts(name)
    data = pack(build_population(facts))
    population = unpack(data)
    table = published_versus_synthetic(population, facts)
    effect, largest = weight_spread(population.households.weight)
    return Closeness(
        country=name,
        **_differences(table.set_index("figure")),
        promises_broken=int((table.difference.abs() > table.tolerance).sum()),
        design_effect=effect,
        largest_weight=largest,
        bytes=len(data),
        sha256=sha256(data).hexdigest()[:12],
    )


def closeness_table() -> pd.DataFrame:
    """Return the closeness of every country that has a population: one row a country.

    >>> "nepal" in closeness_table().country.tolist()
    True
    """
    import pandas as pd

    return pd.DataFrame([asdict(closeness(name)) for name in country_names()])


def _differences(table: pd.DataFrame) -> dict[str, float]:
    """Return the differences of a table of figures, by the field of `Closeness` that each one fills."""
    difference = table["difference"]
    median = "median consumption"
    return {
        "gini": float(difference["Gini"]),
        "headcount": _largest(difference, "headcount"),
        "decile_share": _largest(difference, "share of decile"),
        "age_group": _largest(difference, "female, aged", "male, aged"),
        "mean_size": float(difference["mean household size"]),
        "urban": float(difference["urban"]),
        "median_percent": float(100 * difference[median] / table.published[median]),
        "mean_log_deviation": float(difference["mean log deviation"]),
        "poverty_gap": _largest(difference, "poverty gap"),
        "poverty_severity": _largest(difference, "poverty severity"),
    }


def _largest(differences: pd.Series[float], *starts: str) -> float:
    """Return the difference furthest from 0 of the figures whose names start so."""
    kept = differences[differences.index.str.startswith(starts)]
    return float(max(kept, key=abs))
