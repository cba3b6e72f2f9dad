"""How sure a result is: sampling intervals of real surveys, assumption ranges of synthetic populations."""

from simulator.uncertainty.assumption_range import assumption_range, assumption_ranges
from simulator.uncertainty.bootstrap import bootstrap, bootstrap_comparison
from simulator.uncertainty.design import Design, check_sampled, design_of
from simulator.uncertainty.linearised import linearised, linearised_comparison
from simulator.uncertainty.records import (
    AssumptionRange,
    ByGroup,
    Estimated,
    Interval,
    Resampling,
    Uncertainty,
    Varying,
)

__all__ = [
    "AssumptionRange",
    "ByGroup",
    "Design",
    "Estimated",
    "Interval",
    "Resampling",
    "Uncertainty",
    "Varying",
    "assumption_range",
    "assumption_ranges",
    "bootstrap",
    "bootstrap_comparison",
    "check_sampled",
    "design_of",
    "linearised",
    "linearised_comparison",
]
