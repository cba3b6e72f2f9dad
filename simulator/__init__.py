"""An open microsimulation of social protection: who is eligible, who gets what, and what it does.

>>> import simulator
>>> village = simulator.example_population()
>>> policy = simulator.Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
>>> round(simulator.summarise(simulator.simulate(village, policy)).everyone.after.headcount_percent)
45
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulator.countries import country, country_assumptions, country_check, country_names
from simulator.economy import Economy, PovertyLine
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, EmptyGroup, SimulatorError
from simulator.example import example_population
from simulator.policy import Policy
from simulator.population import Households, Persons, Population
from simulator.scenario import (
    Comparison,
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

if TYPE_CHECKING:
    from simulator.challenges import Challenge, challenge_code, check_challenge
    from simulator.escap import package_costs, spot
    from simulator.reports import brief, figures, to_data, to_frame, to_frames, to_text
    from simulator.saved import DataSource, Rerun, rerun, save_result
    from simulator.surveys import Survey, SurveyCheck, check_survey, load_survey
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

# Loaded when first asked for: most who import the simulator never do.
_LATER = {
    "challenges": ("Challenge", "challenge_code", "check_challenge"),
    "escap": ("package_costs", "spot"),
    "reports": ("brief", "figures", "to_data", "to_frame", "to_frames", "to_text"),
    "saved": ("DataSource", "Rerun", "rerun", "save_result"),
    "surveys": ("Survey", "SurveyCheck", "check_survey", "load_survey"),
    "uncertainty": (
        *("Resampling", "Varying", "assumption_range", "assumption_ranges"),
        *("bootstrap", "bootstrap_comparison", "linearised", "linearised_comparison"),
    ),
}

__all__ = [
    "BadInput",
    "Challenge",
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
    "challenge_code",
    "check_challenge",
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
    """Load the part that a name of `_LATER` stands in."""
    for part, names in _LATER.items():
        if name in names:
            import_module(f"{__name__}.reports")  # it gives a page to what is loaded, SPOT's result too
            return getattr(import_module(f"{__name__}.{part}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _page(record: Any) -> str:
    """Return what a notebook shows of a result: loading the reports puts their pages in the place of this."""
    import_module(f"{__name__}.reports")
    page: str = record._repr_html_()
    return page


for _record in (Outcome, Summary, Comparison):
    type.__setattr__(_record, "_repr_html_", _page)
