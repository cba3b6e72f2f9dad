"""One call from a survey's file to a population, or to everything that keeps it from being one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.countries import known_country
from simulator.economy import Economy, check_text
from simulator.errors import BadInput, inside
from simulator.population import Population
from simulator.surveys.assembling import Reader, assemble
from simulator.surveys.building import build
from simulator.surveys.canonical import Canonical
from simulator.surveys.checks import all_problems
from simulator.surveys.checks.country import against_country
from simulator.surveys.checks.currencies import mixed_currencies
from simulator.surveys.economies import economy_of
from simulator.surveys.files import read_files
from simulator.surveys.linking import Links, link
from simulator.surveys.mapping import SurveyMapping
from simulator.surveys.mapping_file import read_mapping
from simulator.surveys.placing import Tables, missing_column, place_all, used_twice
from simulator.surveys.predicting import with_predicted_score
from simulator.surveys.problems import BadSurvey, Problem, errors_of
from simulator.surveys.proxy_means import ProxyMeansModel
from simulator.surveys.recognised import recognised
from simulator.surveys.selecting import kept_rows, without_members
from simulator.surveys.sources import Given
from simulator.surveys.tables import Table, in_words
from simulator.yaml_text import read_text

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Survey:
    """A survey that was loaded: its population, what was done to it in sentences, and warnings.

    `household_rows` are the file's own columns, a row a household in the population's order, for variables
    that a population has no column for; codes that the file labels all are those labels, as categories.
    `proxy_model` is the regression of the proxy score, where the mapping asks for one. No text of a survey
    ever shows a row.
    """

    population: Population
    log: tuple[str, ...]
    problems: tuple[Problem, ...]
    household_rows: pd.DataFrame
    proxy_model: ProxyMeansModel | None = None

    def __repr__(self) -> str:
        homes, people = len(self.population.households.size), len(self.population.persons.age)
        return f"Survey({self.population.name!r}, {homes:,} households, {people:,} persons)"


@dataclass(frozen=True, eq=False, repr=False)
class SurveyCheck:
    """All that is known of a survey's files: every problem, and the survey where no error is among them.

    `columns` are the survey's columns as far as they could be read, None where that was not possible at all.
    """

    name: str
    problems: tuple[Problem, ...]
    log: tuple[str, ...]
    country: str | None = None
    columns: Canonical | None = None
    survey: Survey | None = None


def load_survey(
    survey: Given | Mapping[str, Given],
    mapping: SurveyMapping | str | Path | None = None,
    country: str | None = None,
    name: str | None = None,
) -> Survey:
    """Return the survey in a file (.dta, .sav, .csv, .parquet, .xlsx), or in two: households and persons.

    `survey` is a path, bytes with a `name`, or {"households": …, "persons": …}; bytes are never written to
    a disk. `mapping` says what the columns mean (a record or a YAML file); ESCAP's names and the
    population's own need none. `country` lends its economy. Raises `BadSurvey`, which names all errors.

    >>> rows = b"hhid,weight,rural,consumption_month,age,sex\\n1,10,1,900,30,female\\n1,10,1,900,4,male\\n"
    >>> load_survey(rows, country="nepal", name="two.csv")
    Survey('two.csv', 1 households, 2 persons)
    """
    examined = check_survey(survey, mapping, country, name)
    if examined.survey is None:
        raise BadSurvey(examined.name, examined.problems)
    return examined.survey


def check_survey(
    survey: Given | Mapping[str, Given],
    mapping: SurveyMapping | str | Path | None = None,
    country: str | None = None,
    name: str | None = None,
) -> SurveyCheck:
    """Return every problem of a survey's files, and the survey where it loads; arguments as `load_survey`.

    Raises `SimulatorError` only for files, mappings and countries that cannot be read at all.

    >>> check_survey(b"hhid,age\\n1,130\\n", name="one.csv").problems[0].column
    'weight'
    """
    if name is not None:
        check_text("name", name)
    meant = _mapping(mapping)
    if country is not None:
        meant = replace(meant, country=country)
    if meant.country is not None:
        meant = replace(meant, country=known_country(meant.country))
    tables = read_files(survey, name, meant.reading)
    called = meant.name or name or " and ".join(table.name for table in tables.values())
    return _examined(called, tables, meant)


def _mapping(given: SurveyMapping | str | Path | None) -> SurveyMapping:
    if given is None or isinstance(given, SurveyMapping):
        return given or SurveyMapping({})
    if not isinstance(given, str | Path):
        raise BadInput("mapping", type(given).__name__, "a path or a SurveyMapping", "Name the YAML file.")
    with inside(str(given)):
        text = read_text(Path(given))
    return read_mapping(text, str(given))


def _tables(tables: Mapping[str, Table], mapping: SurveyMapping) -> Tables:
    if "" not in tables:
        return Tables(tables["persons"], tables["households"])
    return Tables(None, tables[""]) if mapping.members else Tables(tables[""], None)


def _examined(name: str, tables: Mapping[str, Table], mapping: SurveyMapping) -> SurveyCheck:
    """Return what is found in the tables: everything at once, as far as one can be read after the other."""
    told = tuple(sentence for table in tables.values() for sentence in table.told)
    kept, log = kept_rows(tables, mapping)
    known, unknown = recognised(list(kept.values()), mapping)
    if "household" in known.columns:
        kept, more = without_members(tables, kept, known.columns["household"].columns)
        log += more
    found = _tables(kept, known)
    placed, problems = place_all(found, known, frozenset(known.columns) - set(mapping.columns))
    economy, absent = economy_of(known)
    problems += [*unknown, *absent, *used_twice(placed), *mixed_currencies(found.all)]
    start = SurveyCheck(name, tuple(problems), told + log, known.country)
    if "household" not in placed:
        return start
    try:
        links, linked = link(found, placed, known)
    except BadInput as error:
        return replace(start, problems=(*problems, missing_column(error)))
    reader = Reader(found, known, links, problems + linked)
    canonical = assemble(reader, placed)
    problems = [*reader.problems, *all_problems(canonical)]
    rest = replace(start, problems=tuple(problems), log=start.log + canonical.log, columns=canonical)
    return rest if errors_of(problems) or economy is None else _loaded(rest, economy, found, links)


def _loaded(examined: SurveyCheck, economy: Economy, tables: Tables, links: Links) -> SurveyCheck:
    """Return what is known with the survey itself."""
    assert examined.columns is not None
    built = build(examined.columns, economy, examined.name)
    log = examined.log + built.log
    table = tables.all[0]
    rows = in_words(table, table.frame.iloc[links.household_at].reset_index(drop=True))
    scored = with_predicted_score(built.population, rows, examined.columns.mapping)
    beside = against_country(scored.population, examined.country)
    problems = (*examined.problems, *scored.problems, *beside)
    if scored.problems:
        return replace(examined, problems=problems, log=log)
    survey = Survey(scored.population, log, problems, rows, scored.model)
    return replace(examined, problems=problems, log=log, survey=survey)
