"""The analyst's own survey at the command line: in place of a country, checked, and mapped."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simulator.command_line.files import write_whole
from simulator.countries import country, known_country
from simulator.errors import SimulatorError
from simulator.population import Population
from simulator.surveys import SurveyCheck, at_policy_year, check_survey, load_survey
from simulator.surveys.page import check_page
from simulator.surveys.proposing import propose_mapping
from simulator.surveys.report import check_text

OF_A_SURVEY = ("mapping", "persons", "prices_of", "persons_of")
NO_PEOPLE = "Whose people? Write --country NAME, or --survey FILE with --mapping FILE or --country NAME."


def people_of(given: Namespace) -> Population:
    """Return the people that a command asks about: those of a survey, or else of a country."""
    if given.survey is not None:
        files = _files(given.survey, given.persons)
        return _at_policy_year(load_survey(files, given.mapping, given.country).population, given)
    for option in OF_A_SURVEY:
        if getattr(given, option) is not None:
            name = option.replace("_", "-")
            raise SimulatorError(f"--{name} belongs to a survey. Write --survey FILE, or leave it out.")
    if given.country is None:
        raise SimulatorError(NO_PEOPLE)
    return country(given.country)


def _at_policy_year(survey: Population, given: Namespace) -> Population:
    """Return the survey moved to the years asked for; the label of every result then says so."""
    if given.prices_of is None and given.persons_of is None:
        return survey
    if given.country is None:
        raise SimulatorError("--prices-of and --persons-of need published figures. Write --country NAME too.")
    return at_policy_year(survey, given.country, given.prices_of, given.persons_of)[0]


def data_name(given: Namespace) -> str:
    """Return what a result calls its data: the country's name, or the survey's files."""
    if given.survey is None:
        return known_country(given.country)
    return " and ".join(path.name for path in (given.survey, given.persons) if path is not None)


def check(given: Namespace) -> str:
    """Return the page about a survey's files; raise it where the survey does not load."""
    found = check_survey(_files(given.survey, given.persons), given.mapping, given.country)
    if given.html is not None:
        write_whole("--html", given.html, check_page(found))
    text = check_text(found)
    if found.survey is None:
        raise DoesNotLoad(text, found)
    return text


def new_mapping(given: Namespace) -> str:
    """Return a draft of a mapping, or write it to a file and say so."""
    text = propose_mapping(_files(given.survey, given.persons))
    if given.out is None:
        return text.removesuffix("\n")
    write_whole("--out", given.out, text)
    persons = "" if given.persons is None else f" --persons {given.persons}"
    then = f"check-survey {given.survey}{persons} --mapping {given.out}"
    return f"Written to {given.out}. Read every line of it, then: {then}"


class DoesNotLoad(SimulatorError):
    """A survey that does not load: its page is printed as it is, and the program ends with 3."""

    def __init__(self, page: str, found: SurveyCheck) -> None:
        self.page, self.found = page, found
        super().__init__(page)


def _files(survey: Path, persons: Path | None) -> Path | dict[str, Path]:
    return survey if persons is None else {"households": survey, "persons": persons}
