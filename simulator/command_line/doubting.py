"""How sure a result is, at the command line: intervals of a survey, the assumption range of a country."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from simulator.command_line.keeping import source_of
from simulator.engine import Outcome
from simulator.errors import SimulatorError, inside
from simulator.reports import Asked
from simulator.saved import doubt
from simulator.uncertainty import Resampling, Uncertainty, Varying

OF_A_SURVEY = (
    "--assumption-range belongs to a country that comes with the simulator: what a survey observed was not "
    "assumed. Write --bootstrap 500 for its sampling intervals."
)


def doubt_asked(given: Namespace) -> dict[str, Any]:
    """Return which doubt was asked for, by the names that `Asked` has for it."""
    with inside("--bootstrap"):
        resampling = None if given.bootstrap is None else Resampling(given.bootstrap, given.seed)
    return {"resampling": resampling, "varying": Varying() if given.assumption_range else None}


def uncertainty_of(given: Namespace, outcomes: Mapping[str, Outcome], asked: Asked) -> dict[str, Uncertainty]:
    """Return the doubt in the result of each policy, as far as it was asked for."""
    if given.assumption_range and given.survey is not None:
        raise SimulatorError(OF_A_SURVEY)
    with inside("--assumption-range" if given.bootstrap is None else "--bootstrap"):
        return doubt.uncertainty_of(outcomes, source_of(given), asked)
