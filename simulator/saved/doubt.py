"""The doubt in a result, as far as it was asked for: computed, written, and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from simulator.engine import Outcome
from simulator.errors import BadInput, SimulatorError, expect, inside
from simulator.reports import Asked
from simulator.saved.source import DataSource
from simulator.uncertainty import (
    AssumptionRange,
    ByGroup,
    Estimated,
    Resampling,
    Uncertainty,
    Varying,
    assumption_ranges,
    bootstrap_comparison,
)

# What else an assumption range is taken of is asked of the whole result.
OF_A_RANGE = ("seeds", "assumptions")


def uncertainty_of(
    outcomes: Mapping[str, Outcome], source: DataSource, asked: Asked
) -> dict[str, Uncertainty]:
    """Return the doubt in the result of each policy by name, as far as it was asked for."""
    intervals, ranges = _intervals(outcomes, asked), _ranges(outcomes, source, asked)
    return {name: Uncertainty(intervals.get(name), ranges.get(name)) for name in outcomes}


def doubt_written(asked: Asked) -> dict[str, Any]:
    """Return what was asked of the doubt as plain data, null where nothing was.

    >>> doubt_written(Asked("nepal"))
    {'resampling': None, 'varying': None}
    """
    resampling, varying = asked.resampling, asked.varying
    return {
        "resampling": None if resampling is None else asdict(resampling),
        "varying": None if varying is None else {name: getattr(varying, name) for name in OF_A_RANGE},
    }


def read_doubt(given: Mapping[str, Any], mend: str) -> dict[str, Any]:
    """Return the records that `doubt_written` wrote, by name.

    >>> read_doubt({"resampling": None, "varying": {"seeds": 2, "assumptions": []}}, "")["varying"].seeds
    2
    """
    known = {"resampling": Resampling, "varying": Varying}
    return {name: _read(name, given[name], record, mend) for name, record in known.items()}


def _read(name: str, given: object, record: type, mend: str) -> object:
    if given is None:
        return None
    expect(name, given, Mapping, mend)
    allowed = OF_A_RANGE if record is Varying else tuple(asdict(Resampling()))
    values: Mapping[str, Any] = given  # type: ignore[assignment]
    if set(values) != set(allowed):
        raise BadInput(name, sorted(map(str, values)), ", ".join(allowed), mend)
    with inside(name):
        return record(**values)


def _intervals(outcomes: Mapping[str, Outcome], asked: Asked) -> dict[str, tuple[Estimated, ...]]:
    if asked.resampling is None:
        return {}
    expect("asked.resampling", asked.resampling, Resampling, "Write Resampling(replicates=500).")
    by = ByGroup(asked.by, asked.smallest_cell)
    return bootstrap_comparison(outcomes, asked.resampling, asked.line, asked.equivalence, by)


def _ranges(
    outcomes: Mapping[str, Outcome], source: DataSource, asked: Asked
) -> dict[str, tuple[AssumptionRange, ...]]:
    if asked.varying is None:
        return {}
    expect("asked.varying", asked.varying, Varying, "Write Varying(seeds=10).")
    if source.survey is not None or source.country is None or source.assumptions:
        raise SimulatorError(
            "assumption range: it is taken of a country as it comes with the simulator, not of a survey or "
            "of changed assumptions. Leave it out."
        )
    first = next(iter(outcomes.values()))
    varying = replace(
        asked.varying,
        line=asked.line,
        equivalence=asked.equivalence,
        seed=first.seed,
        baseline=first.baseline,
        by=asked.by,
    )
    return assumption_ranges(source.country, {name: each.policy for name, each in outcomes.items()}, varying)
