"""Whose people a panel computes on: a survey's file, kept in memory alone, or a country's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from simulator.countries import country, country_names
from simulator.countries.invented import invented_names
from simulator.errors import BadInput, SimulatorError, inside
from simulator.population import Population
from simulator.surveys import (
    ProxyMeansModel,
    SurveyCheck,
    check_survey,
    propose_mapping,
    read_mapping,
    with_proxy_score,
)
from simulator.surveys.proxy_variables import TRAITS
from simulator.surveys.sources import source_of

# A notebook's server takes messages of 10 MB, and closes the channel at a larger one.
MOST_BYTES = 9 * 1024**2
PERSONS, HOUSEHOLDS = "persons", "households"


@dataclass(frozen=True, repr=False)
class SurveyFile:
    """A file that a reader chose: its name and its bytes, which no disk gets to see."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"SurveyFile({self.name!r}, {len(self.data):,} bytes)"

    def open(self) -> BinaryIO:
        """Return the bytes as an open file with its name."""
        opened = BytesIO(self.data)
        opened.name = self.name
        return opened


@dataclass(frozen=True, eq=False, repr=False)
class PeopleState:
    """The people chosen: a `country`, or None and `files` by what is in them, with a mapping as YAML text.

    `lender` is the country whose money and lines a survey takes. `check` is what was found in the files, and
    `model` the proxy score that a reader built. `error` says in words why there are no people.
    """

    country: str | None = None
    files: Mapping[str, SurveyFile] | None = None
    mapping: str = ""
    lender: str | None = None
    check: SurveyCheck | None = None
    model: ProxyMeansModel | None = None
    population: Population | None = None
    error: str = ""

    @property
    def columns(self) -> Mapping[str, Any] | None:
        """The survey's own columns by name, without those called like a trait; None without a survey."""
        survey = self.check and self.check.survey
        if not survey:
            return None
        return {str(name): each for name, each in survey.household_rows.items() if str(name) not in TRAITS}

    @property
    def name(self) -> str:
        """What a result calls these people."""
        if self.country is not None:
            return self.country
        return " and ".join(each.name for each in (self.files or {}).values()) or "no file"


@dataclass(frozen=True)
class CountryChosen:
    """The synthetic people of a country are asked for, or with None a survey's."""

    name: str | None


@dataclass(frozen=True)
class FileChosen:
    """A file was chosen: its name, its bytes, and whether it holds persons (or all) or households alone."""

    name: str
    data: bytes
    holds: str = PERSONS


@dataclass(frozen=True)
class MappingDrafted:
    """A draft of a mapping is asked for, from the names and labels of the file."""


@dataclass(frozen=True)
class MappingWritten:
    """The mapping was written as YAML text; an empty one means that the names are known."""

    text: str


@dataclass(frozen=True)
class Lends:
    """A country lends the survey its money and poverty lines; with None the mapping says them."""

    name: str | None


@dataclass(frozen=True)
class ScoreTaken:
    """The households get the proxy score of a model, or with None the one that the data came with."""

    model: ProxyMeansModel | None


def people_named() -> list[str]:
    """Return the countries whose synthetic people can be chosen, invented ones last.

    >>> people_named()[-1]
    'arumia'
    """
    return [*country_names(), *invented_names()]


def people_of_file(path: Path, mapping: str = "", lender: str | None = None) -> PeopleState:
    """Return the people of a survey's file on this machine, which may be of any size.

    >>> people_of_file(Path("no.csv"))
    Traceback (most recent call last):
    simulator.errors.SimulatorError: no.csv: there is no such file. Check its name and its folder.
    """
    with inside(str(path)):
        source = source_of(path)
        files = {PERSONS: SurveyFile(source.name, source.read())}
    return people_after(PeopleState(files=files, lender=lender), MappingWritten(mapping))


def people_after(state: PeopleState, event: object) -> PeopleState:
    """Return the people after an event, checked anew; what is refused is told in `error`.

    >>> rows = b"hhid,weight,rural,consumption_month,age,sex\\n1,10,1,900,30,female\\n1,10,1,900,4,male\\n"
    >>> lent = people_after(PeopleState(), Lends("nepal"))
    >>> people_after(lent, FileChosen("two.csv", rows)).population.name
    'two.csv'
    """
    try:
        return _loaded(_changed(replace(state, error=""), event))
    except SimulatorError as error:
        if isinstance(event, MappingWritten):  # kept as it was typed, to be mended
            return replace(
                state, mapping=event.text, check=None, model=None, population=None, error=str(error)
            )
        return replace(state, error=str(error))


def _changed(state: PeopleState, event: object) -> PeopleState:
    match event:
        case CountryChosen(name):
            return PeopleState(country=name)
        case FileChosen(name, data, holds):
            _refuse_size(name, data)
            files = {**(state.files or {}), holds: SurveyFile(name, data)}
            return replace(state, country=None, files=files, model=None)
        case MappingDrafted():
            return replace(state, mapping=_draft(state), model=None)
        case MappingWritten(text):
            return replace(state, mapping=text.strip() and text, model=None)
        case Lends(name):
            return replace(state, lender=name, model=None)
        case ScoreTaken(model):
            return replace(state, model=model)
    raise TypeError(f"no event of people: {event!r}")


def _loaded(state: PeopleState) -> PeopleState:
    """Return the state with its people: of the country, or of the survey where it loads."""
    check = _checked(state, state.files) if state.files and state.country is None else None
    population = country(state.country) if state.country is not None else None
    if check is not None and check.survey is not None:
        population = check.survey.population
    loaded = replace(state, check=check, population=population)
    if state.model is None or population is None:
        return loaded
    return replace(loaded, population=with_proxy_score(population, state.model, loaded.columns))


def _checked(state: PeopleState, files: Mapping[str, SurveyFile]) -> SurveyCheck:
    mapping = read_mapping(state.mapping) if state.mapping else None
    opened = {holds: each.open() for holds, each in files.items()}
    if HOUSEHOLDS not in opened:
        return check_survey(opened[PERSONS], mapping, state.lender)
    if PERSONS not in opened:
        return check_survey(opened[HOUSEHOLDS], mapping, state.lender)
    return check_survey(opened, mapping, state.lender)


def _draft(state: PeopleState) -> str:
    if not state.files:
        raise SimulatorError("Choose the survey's file first.")
    return propose_mapping(next(iter(state.files.values())).open())


def _refuse_size(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        allowed = f"a file of up to {MOST_BYTES // 1024**2} MB"
        mend = (
            "Keep only the columns that are needed, or save it as Parquet. "
            "In a notebook of your own SurveyPanel('survey.dta') takes a file of any size."
        )
        raise BadInput(name, f"{len(data) / 1024**2:.0f} MB", allowed, mend)
