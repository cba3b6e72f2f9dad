"""The simulation: who is eligible, who is reached, what they get, who pays, and what they consume then."""

from simulator.engine.outcome import ExistingBenefit, Levy, Outcome, SchemeOutcome, one_population
from simulator.engine.simulation import simulate

__all__ = ["ExistingBenefit", "Levy", "Outcome", "SchemeOutcome", "one_population", "simulate"]
