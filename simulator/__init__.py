"""An open microsimulation of social protection: who is eligible, who gets what, and what it does.

>>> import simulator
>>> village = simulator.example_population()
>>> policy = simulator.Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
>>> round(simulator.summarise(simulator.simulate(village, policy)).everyone.after.headcount_percent)
45
"""

from simulator.countries import country, country_assumptions, country_check, country_names
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, EmptyGroup, SimulatorError
from simulator.example import example_population
from simulator.policy import Policy
from simulator.population import Economy, Households, Persons, Population, PovertyLine
from simulator.reports import to_data, to_frame, to_text
from simulator.scenario import Summary, compare, summarise
from simulator.schemes import all_schemes

__all__ = [
    "BadInput",
    "Economy",
    "EmptyGroup",
    "Households",
    "Outcome",
    "Persons",
    "Policy",
    "Population",
    "PovertyLine",
    "SimulatorError",
    "Summary",
    "all_schemes",
    "compare",
    "country",
    "country_assumptions",
    "country_check",
    "country_names",
    "example_population",
    "simulate",
    "summarise",
    "to_data",
    "to_frame",
    "to_text",
]
