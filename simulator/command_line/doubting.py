"""How sure a result is, at the command line: intervals of a survey, the assumption range of a country."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from simulator.command_line.surveys import data_name
from simulator.engine import Outcome
from simulator.errors import SimulatorError, inside
from simulator.reports import Asked
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

OF_A_SURVEY = (
    "--assumption-range belongs to a country that comes with the simulator: what a survey observed was not "
    "assumed. Write --bootstrap 500 for its sampling intervals."
)


def uncertainty_of(given: Namespace, outcomes: Mapping[str, Outcome], asked: Asked) -> dict[str, Uncertainty]:
    """Return the doubt in the result of each policy, as far as it was asked for."""
    intervals, ranges = _intervals(given, outcomes, asked), _ranges(given, outcomes, asked)
    return {name: Uncertainty(intervals.get(name), ranges.get(name)) for name in outcomes}


def _intervals(
    given: Namespace, outcomes: Mapping[str, Outcome], asked: Asked
) -> dict[str, tuple[Estimated, ...]]:
    if given.bootstrap is None:
        return {}
    with inside("--bootstrap"):
        resampling = Resampling(given.bootstrap, given.seed)
        by = ByGroup(asked.by, asked.smallest_cell)
        return bootstrap_comparison(outcomes, resampling, asked.line, asked.equivalence, by)


def _ranges(
    given: Namespace, outcomes: Mapping[str, Outcome], asked: Asked
) -> dict[str, tuple[AssumptionRange, ...]]:
    if not given.assumption_range:
        return {}
    if given.survey is not None:
        raise SimulatorError(OF_A_SURVEY)
    varying = Varying(
        line=asked.line,
        equivalence=asked.equivalence,
        seed=given.seed,
        baseline=asked.baseline,
        by=asked.by,
    )
    policies = {name: outcome.policy for name, outcome in outcomes.items()}
    with inside("--assumption-range"):
        return assumption_ranges(data_name(given), policies, varying)
