"""Measures: `f(values, weights, …) -> float`. They know numpy and nothing of the simulator's records."""

from simulator.measures.cost import cost_percent_of_gdp
from simulator.measures.coverage import coverage
from simulator.measures.inequality import gini
from simulator.measures.poverty import fgt, is_poor
from simulator.measures.targeting import exclusion_error, inclusion_error

__all__ = [
    "cost_percent_of_gdp",
    "coverage",
    "exclusion_error",
    "fgt",
    "gini",
    "inclusion_error",
    "is_poor",
]
