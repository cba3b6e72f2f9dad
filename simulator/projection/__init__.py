"""A policy over the years to 2050: who ages, what grows, what its amounts follow, and what it then costs.

>>> from simulator import Policy, example_population
>>> from simulator.projection import Outlook, held_constant, project
>>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
>>> growth = Outlook(gdp_per_person_growth=5)
>>> years = project(held_constant(example_population()), policy, to=2033, outlook=growth).years
>>> round(years[-1].cost_percent_of_gdp / years[0].cost_percent_of_gdp, 4)
0.6446
"""

from simulator.projection.fiscal import FiscalYear, fiscal_csv, fiscal_data, fiscal_text, fiscal_years
from simulator.projection.indexing import after_roll_out
from simulator.projection.notebook import projection_figures, projection_html
from simulator.projection.outlook import (
    INDEXATIONS,
    Indexation,
    Outlook,
    indexation_from_text,
    indexation_parameter,
    indexation_text,
    indexation_weights,
    outlook_parameters,
)
from simulator.projection.people import (
    PeopleByYear,
    PeopleInYear,
    ages_in,
    held_constant,
    people_of_country,
    with_ages_of,
)
from simulator.projection.records import ProjectedPayment, ProjectedScheme, ProjectedYear, Projection
from simulator.projection.reports import projection_csv, projection_data, projection_frame, projection_text
from simulator.projection.running import project

__all__ = [
    "INDEXATIONS",
    "FiscalYear",
    "Indexation",
    "Outlook",
    "PeopleByYear",
    "PeopleInYear",
    "ProjectedPayment",
    "ProjectedScheme",
    "ProjectedYear",
    "Projection",
    "after_roll_out",
    "ages_in",
    "fiscal_csv",
    "fiscal_data",
    "fiscal_text",
    "fiscal_years",
    "held_constant",
    "indexation_from_text",
    "indexation_parameter",
    "indexation_text",
    "indexation_weights",
    "outlook_parameters",
    "people_of_country",
    "project",
    "projection_csv",
    "projection_data",
    "projection_figures",
    "projection_frame",
    "projection_html",
    "projection_text",
    "with_ages_of",
]
