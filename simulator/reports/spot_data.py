"""A policy in both arithmetics, and ESCAP's packages, as plain data for JSON and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator.errors import BadInput, expect
from simulator.escap import PackageCost, SpotResult
from simulator.reports.results import versions

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

FORMAT = 1
ROWS = "Use simulator.package_costs(…)."


def spot_data(result: SpotResult) -> dict[str, Any]:
    """Return a policy in both arithmetics as plain data, with each difference and what it moves.

    >>> from simulator import Policy, example_population
    >>> from simulator.escap import spot
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> round(spot_data(spot(example_population(), policy))["spot"]["cost_percent_of_gdp"], 2)
    1.89
    """
    expect("result", result, SpotResult, "Use simulator.spot(population, policy).")
    return {"format": FORMAT, "versions": versions()} | asdict(result)


def package_costs_data(rows: Sequence[PackageCost]) -> dict[str, Any]:
    """Return what ESCAP's packages cost as plain data, with the reasons where ESCAP prints another figure."""
    packages = [asdict(row) for row in checked_costs(rows)]
    return {"format": FORMAT, "versions": versions(), "packages": packages}


def spot_frame(result: SpotResult) -> pd.DataFrame:
    """Return each convention in which the two arithmetics differ as a row: in words, and what it moves."""
    expect("result", result, SpotResult, "Use simulator.spot(population, policy).")
    import pandas as pd

    rows = [asdict(each) for each in result.differences]
    names = ("convention", "ours", "spot", "effect_on_cost_points", "effect_on_headcount_points")
    return pd.DataFrame(rows, columns=[*names, "effect_on_gain_points"]).set_index("convention")


def package_costs_frame(rows: Sequence[PackageCost]) -> pd.DataFrame:
    """Return what ESCAP's packages cost as a table: a row a population and package."""
    import pandas as pd

    frame = pd.DataFrame([asdict(row) for row in checked_costs(rows)])
    printed = frame["printed_percent_of_gdp"].astype(object)
    frame["printed_percent_of_gdp"] = printed.where(frame["printed_percent_of_gdp"].notna(), None)
    frame["reasons"] = ["\n".join(each) for each in frame["reasons"]]
    return frame.set_index(["population", "package"])


def checked_costs(rows: object) -> Sequence[PackageCost]:
    """Return costs of packages, or refuse what is none."""
    if not isinstance(rows, list | tuple) or not all(isinstance(row, PackageCost) for row in rows):
        raise BadInput("rows", rows, "a list of costs of packages", ROWS)
    return rows
