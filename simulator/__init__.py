"""An open microsimulation of social protection: who is eligible, who gets what, and what it does.

>>> import simulator
>>> village = simulator.example_population()
>>> policy = simulator.Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
>>> round(simulator.summarise(simulator.simulate(village, policy)).everyone.after.headcount_percent)
45
"""

from typing import TYPE_CHECKING, Any

from simulator.countries import country, country_assumptions, country_check, country_names
from simulator.economy import Economy, PovertyLine
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, EmptyGroup, SimulatorError
from simulator.escap import package_costs, spot
from simulator.example import example_population
from simulator.policy import Policy
from simulator.population import Households, Persons, Population
from simulator.reports import brief, figures, to_data, to_frame, to_frames, to_text
from simulator.saved import DataSource, Rerun, rerun, save_result
from simulator.scenario import (
    Summary,
    against_records,
    breakdown,
    compare,
    costs_by_fiscal_year,
    equivalence_table,
    measured,
    redistribution,
    rolled_out,
    summarise,
    targeting,
)
from simulator.schemes import all_interactions, all_schemes, all_sources, fiscal_space_options
from simulator.uncertainty import (
    Resampling,
    Varying,
    assumption_range,
    assumption_ranges,
    bootstrap,
    bootstrap_comparison,
    linearised,
    linearised_comparison,
)

if TYPE_CHECKING:
    from simulator.surveys import Survey, SurveyCheck, check_survey, load_survey

__all__ = [
    "BadInput",
    "DataSource",
    "Economy",
    "EmptyGroup",
    "Households",
    "Outcome",
    "Persons",
    "Policy",
    "Population",
    "PovertyLine",
    "Rerun",
    "Resampling",
    "SimulatorError",
    "Summary",
    "Survey",
    "SurveyCheck",
    "Varying",
    "against_records",
    "all_interactions",
    "all_schemes",
    "all_sources",
    "assumption_range",
    "assumption_ranges",
    "bootstrap",
    "bootstrap_comparison",
    "breakdown",
    "brief",
    "check_survey",
    "compare",
    "costs_by_fiscal_year",
    "country",
    "country_assumptions",
    "country_check",
    "country_names",
    "equivalence_table",
    "example_population",
    "figures",
    "fiscal_space_options",
    "linearised",
    "linearised_comparison",
    "load_survey",
    "measured",
    "package_costs",
    "redistribution",
    "rerun",
    "rolled_out",
    "save_result",
    "simulate",
    "spot",
    "summarise",
    "targeting",
    "to_data",
    "to_frame",
    "to_frames",
    "to_text",
]


def __getattr__(name: str) -> Any:
    """Load what reads surveys when it is first asked for: most who import the simulator never do."""
    if name not in ("Survey", "SurveyCheck", "check_survey", "load_survey"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simulator import surveys

    return getattr(surveys, name)
