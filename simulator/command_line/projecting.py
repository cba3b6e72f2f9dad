"""The command that looks ahead: one policy in each year up to 2050."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from simulator.command_line.files import printed, read_policy
from simulator.command_line.names import usage
from simulator.command_line.surveys import people_of
from simulator.errors import SimulatorError
from simulator.projection import (
    INDEXATIONS,
    Indexation,
    Outlook,
    PeopleByYear,
    Projection,
    fiscal_csv,
    fiscal_data,
    fiscal_text,
    fiscal_years,
    held_constant,
    indexation_from_text,
    indexation_weights,
    outlook_parameters,
    people_of_country,
    project,
    projection_csv,
    projection_data,
    projection_text,
    with_ages_of,
)
from simulator.reports import as_json


def project_policy(given: Namespace) -> str:
    """Project one policy, and return the page about it; write every year where asked to."""
    projection = _projection(given)
    for option, path in (("--json", given.json), ("--csv", given.csv)):
        if path is not None:
            return _written(option, path, projection)
    return projection_text(projection)


def cost_fiscal_years(given: Namespace) -> str:
    """Project one policy, and return the page about its cost by fiscal year; write it where asked to."""
    projection, starts = _projection(given), given.fiscal_year_starts
    years = fiscal_years(projection, starts, given.first_month)
    page = fiscal_text(projection, years, starts)
    if given.json is not None:
        return printed("--json", given.json, as_json(fiscal_data(projection, years, starts)), page)
    if given.csv is not None:
        return printed("--csv", given.csv, fiscal_csv(projection, years), page)
    return page


def _projection(given: Namespace) -> Projection:
    return project(
        _people(given),
        read_policy(given.policy),
        given.to,
        given.indexation,
        Outlook(**{name: getattr(given, name) for name in outlook_parameters()}),
        first_year=given.first_year,
        baseline=given.baseline and read_policy(given.baseline),
    )


def indexation_of(text: str) -> Indexation:
    """Return what amounts follow, its names and weights checked.

    >>> indexation_of("prices=0.5,wages=0.5")
    {'prices': 0.5, 'wages': 0.5}
    """
    indexation = indexation_from_text(text)
    indexation_weights(indexation)
    return indexation


def add_fiscal_arguments(command: ArgumentParser) -> None:
    """Add what costs by fiscal year take: when such a year begins, and what a projection takes."""
    told = "the month, from 1 for January, in which a fiscal year begins"
    command.add_argument("--fiscal-year-starts", type=int, required=True, metavar="MONTH", help=told)
    told = "the month of --first-year in which the policy begins (default: as the fiscal year)"
    command.add_argument("--first-month", type=int, metavar="MONTH", help=told)
    add_arguments(command)


def add_arguments(command: ArgumentParser) -> None:
    """Add what the command takes beside the people: the years, what grows, and what amounts follow."""
    add = command.add_argument
    add("--to", type=int, default=2050, metavar="YEAR", help="the last year (default 2050)")
    told = "the year whose amounts the policy states (default: the year of the prices)"
    add("--first-year", type=int, metavar="YEAR", help=told)
    mixed = f"what amounts follow: {', '.join(INDEXATIONS)}, or weights such as prices=0.5,wages=0.5"
    told = f"{mixed} (default prices)"
    add("--indexation", type=usage(indexation_of), default="prices", metavar="NAME", help=told)
    for name, each in outlook_parameters().items():
        told = f"{each.label.lower().replace('gdp', 'GDP')}, {each.unit} (default {each.default})"
        option = f"--{name.replace('_', '-')}"
        add(option, type=float, default=each.default, metavar="NUMBER", help=told.replace("%", "%%"))
    told = "let the population stay as it is, in number and in age"
    add("--constant-population", action="store_true", help=told)
    add("--baseline", type=Path, metavar="FILE", help="a policy whose benefits people already get")
    out = command.add_mutually_exclusive_group()
    for form in ("json", "csv"):
        told = f"also write every year to this file as {form.upper()}; - prints them instead"
        out.add_argument(f"--{form}", type=Path, metavar="OUT", help=told)


def _people(given: Namespace) -> PeopleByYear:
    """Return the people with the ages of years to come: those of the country that is named."""
    people = people_of(given)
    if given.constant_population:
        return held_constant(people)
    if given.country is None:
        raise SimulatorError(
            "project: whose ages will change how? Write --country NAME beside --survey, "
            "or --constant-population."
        )
    return people_of_country(given.country) if given.survey is None else with_ages_of(people, given.country)


def _written(option: str, path: Path, projection: Projection) -> str:
    """Write every year to the file asked for, and return what is printed: the page, or the numbers."""
    written = projection_csv(projection) if option == "--csv" else as_json(projection_data(projection))
    return printed(option, path, written, projection_text(projection))
