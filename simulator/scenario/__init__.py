"""What a policy means in numbers: summaries, breakdowns, targeting, costs by year, policies side by side."""

from simulator.scenario.breakdown import ASSUMED, BREAKDOWNS, Group, breakdown, breakdowns_of
from simulator.scenario.fiscal import RecordCheck, YearCost, against_records, costs_by_fiscal_year, rolled_out
from simulator.scenario.measured import (
    MEASURES,
    Measured,
    Redistribution,
    ScaleRow,
    equivalence_table,
    measured,
    redistribution,
)
from simulator.scenario.records import (
    Balance,
    Change,
    Comparison,
    Cost,
    Money,
    Payment,
    Poverty,
    Reach,
    SchemeSummary,
    Summary,
    Tenth,
)
from simulator.scenario.small_cells import SMALLEST_CELL, check_smallest_cell, hidden_cells, too_few
from simulator.scenario.summary import compare, summarise
from simulator.scenario.targeting import Errors, Targeting, targeting
from simulator.scenario.tenths import tenth_of
from simulator.scenario.welfare import Welfare, welfare_of

__all__ = [
    "ASSUMED",
    "BREAKDOWNS",
    "MEASURES",
    "SMALLEST_CELL",
    "Balance",
    "Change",
    "Comparison",
    "Cost",
    "Errors",
    "Group",
    "Measured",
    "Money",
    "Payment",
    "Poverty",
    "Reach",
    "RecordCheck",
    "Redistribution",
    "ScaleRow",
    "SchemeSummary",
    "Summary",
    "Targeting",
    "Tenth",
    "Welfare",
    "YearCost",
    "against_records",
    "breakdown",
    "breakdowns_of",
    "check_smallest_cell",
    "compare",
    "costs_by_fiscal_year",
    "equivalence_table",
    "hidden_cells",
    "measured",
    "redistribution",
    "rolled_out",
    "summarise",
    "targeting",
    "tenth_of",
    "too_few",
    "welfare_of",
]
