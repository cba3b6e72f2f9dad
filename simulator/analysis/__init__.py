"""From one number to a decision: sweeps, targets, the cheapest design, several countries, shocks."""

from simulator.analysis.across import across
from simulator.analysis.cheapest import Between, Design, cheapest
from simulator.analysis.outcome_fields import OutcomeField, outcome_fields
from simulator.analysis.question import Question
from simulator.analysis.reports import (
    across_data,
    design_data,
    shock_data,
    solution_data,
    sweep_data,
)
from simulator.analysis.searching import Step
from simulator.analysis.shock_file import read_shock, shock_as_data
from simulator.analysis.shock_states import scaled_up, shock_states
from simulator.analysis.shocks import Hit, JobLoss, PriceShock, Shock, Storm, hit_by, shocked
from simulator.analysis.solve import Solution, solve
from simulator.analysis.sweep import sweep
from simulator.analysis.working import Work

__all__ = [
    "Between",
    "Design",
    "Hit",
    "JobLoss",
    "OutcomeField",
    "PriceShock",
    "Question",
    "Shock",
    "Solution",
    "Step",
    "Storm",
    "Work",
    "across",
    "across_data",
    "cheapest",
    "design_data",
    "hit_by",
    "outcome_fields",
    "read_shock",
    "scaled_up",
    "shock_as_data",
    "shock_data",
    "shock_states",
    "shocked",
    "solution_data",
    "solve",
    "sweep",
    "sweep_data",
]
