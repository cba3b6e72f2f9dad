"""From one number to a decision: sweeps, targets, the cheapest design, several countries, shocks."""

from simulator.analysis.across import across
from simulator.analysis.cheapest import Between, Design, cheapest
from simulator.analysis.outcome_fields import OutcomeField, outcome_fields
from simulator.analysis.question import Question
from simulator.analysis.searching import Step
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
    "cheapest",
    "hit_by",
    "outcome_fields",
    "scaled_up",
    "shock_states",
    "shocked",
    "solve",
    "sweep",
]
