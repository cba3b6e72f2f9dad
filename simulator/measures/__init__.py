"""Measures: `f(values, weights, …) -> float`. They know numpy and nothing of the simulator's records."""

from simulator.measures.cost import cost_percent_of_gdp
from simulator.measures.coverage import coverage
from simulator.measures.curves import concentration_curve, concentration_index, lorenz_curve
from simulator.measures.efficiency import (
    poverty_gap_efficiency,
    poverty_reduction_efficiency,
    spill_over,
    vertical_expenditure_efficiency,
)
from simulator.measures.equivalence import (
    EQUIVALENCE_SCALES,
    EquivalenceScale,
    oecd_modified,
    own_column,
    per_person,
    pivoted_line,
    square_root,
)
from simulator.measures.grouped import Groups, fgt_by_group, gini_by_group
from simulator.measures.grouped_data import GroupedPoverty, poverty_from_groups
from simulator.measures.incentives import marginal_effective_tax_rate, replacement_rate
from simulator.measures.inequality import atkinson, gini, mean_log_deviation, palma, quintile_ratio, theil
from simulator.measures.poverty import fgt, is_poor, sen_shorrocks_thon, watts
from simulator.measures.proxy_error import (
    ProxyError,
    proxy_error_curve,
    proxy_errors,
    proxy_exclusion_error,
    proxy_inclusion_error,
)
from simulator.measures.redistribution import kakwani, reranking, reynolds_smolensky
from simulator.measures.targeting import (
    ErrorComponents,
    coady_grosh_hoddinott,
    error_components,
    exclusion_error,
    inclusion_error,
    leakage,
    targeting_differential,
)

__all__ = [
    "EQUIVALENCE_SCALES",
    "EquivalenceScale",
    "ErrorComponents",
    "GroupedPoverty",
    "Groups",
    "ProxyError",
    "atkinson",
    "coady_grosh_hoddinott",
    "concentration_curve",
    "concentration_index",
    "cost_percent_of_gdp",
    "coverage",
    "error_components",
    "exclusion_error",
    "fgt",
    "fgt_by_group",
    "gini",
    "gini_by_group",
    "inclusion_error",
    "is_poor",
    "kakwani",
    "leakage",
    "lorenz_curve",
    "marginal_effective_tax_rate",
    "mean_log_deviation",
    "oecd_modified",
    "own_column",
    "palma",
    "per_person",
    "pivoted_line",
    "poverty_from_groups",
    "poverty_gap_efficiency",
    "poverty_reduction_efficiency",
    "proxy_error_curve",
    "proxy_errors",
    "proxy_exclusion_error",
    "proxy_inclusion_error",
    "quintile_ratio",
    "replacement_rate",
    "reranking",
    "reynolds_smolensky",
    "sen_shorrocks_thon",
    "spill_over",
    "square_root",
    "targeting_differential",
    "theil",
    "vertical_expenditure_efficiency",
    "watts",
]
