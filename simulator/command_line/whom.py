"""The arguments that say on whom a command works: a country, a line, or a survey of one's own."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from simulator.command_line.names import country_name, seed, usage, whole
from simulator.countries import country_names


def add_population(command: ArgumentParser) -> None:
    """Add the people, the poverty line and the seed."""
    add_people(command)
    line = (
        "name of a poverty line, which `country` lists (default: its first), or one of yours: '200 NPR a day'"
    )
    command.add_argument("--line", metavar="NAME", help=line)
    command.add_argument("--seed", type=seed, default=1, help="seed of take-up and other luck (default 1)")


def add_people(command: ArgumentParser) -> None:
    """Add a country, or a survey with what moves it to another year."""
    command.set_defaults(asks_whose=True)
    known = f"one of: {', '.join(country_names())}"
    told = f"{known}; beside --survey it lends its economy"
    command.add_argument("--country", type=usage(country_name), metavar="NAME", help=told)
    survey = "a survey of your own in place of a country: .dta, .sav, .csv, .parquet or .xlsx"
    command.add_argument("--survey", type=Path, metavar="FILE", help=survey)
    _mapping(command)
    _policy_year(command)


def _policy_year(command: ArgumentParser) -> None:
    later = "move the survey's money to the prices of this year, by consumer prices of --country"
    command.add_argument("--prices-of", type=whole, metavar="YEAR", help=later)
    people = "move the survey's weights to the persons by age and sex of this year, of --country"
    command.add_argument("--persons-of", type=whole, metavar="YEAR", help=people)


def add_survey_commands(commands: Mapping[str, ArgumentParser]) -> None:
    """Add what `check-survey` and `new-mapping` take."""
    command = commands["check-survey"]
    command.add_argument("survey", type=Path, metavar="FILE", help="the survey's file")
    _mapping(command)
    country = "lends its economy, and shows its published figures beside the survey's"
    command.add_argument("--country", type=usage(country_name), metavar="NAME", help=country)
    page = "also write the page to this file as HTML, to show a colleague"
    command.add_argument("--html", type=Path, metavar="OUT", help=page)
    command = commands["new-mapping"]
    command.add_argument("survey", type=Path, metavar="FILE", help="the survey's file")
    _persons(command)
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="write it to this file instead of printing it"
    )


def _mapping(command: ArgumentParser) -> None:
    mapping = "what the survey's columns mean; `new-mapping` proposes one"
    command.add_argument("--mapping", type=Path, metavar="FILE", help=mapping)
    _persons(command)


def _persons(command: ArgumentParser) -> None:
    persons = "the survey's file of persons, where the other one holds the households"
    command.add_argument("--persons", type=Path, metavar="FILE", help=persons)
