"""Where a population came from, so that it can be had again: a country, or the files of a survey."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np

from simulator.countries import country
from simulator.errors import BadInput, SimulatorError, expect, inside, unknown
from simulator.population import Population
from simulator.yaml_text import problem_of

SURVEY_FILES = ("survey", "persons", "mapping")
CHUNK = 1 << 20


@dataclass(frozen=True)
class DataSource:
    """Where a population came from: a country with changed assumptions, or a survey's files.

    With a survey, `country` lends its economy, `persons` is the file of persons where there are two,
    and `mapping` is the file that says what the columns mean.

    >>> DataSource("arumia").population().name
    'Arumia'
    """

    country: str | None = None
    assumptions: Mapping[str, float] = field(default_factory=dict)
    survey: Path | None = None
    persons: Path | None = None
    mapping: Path | None = None

    def __post_init__(self) -> None:
        expect("source.assumptions", self.assumptions, Mapping, "Write {'score_r_squared': 0.25}.")
        for name, value in self.assumptions.items():
            if not isinstance(name, str) or isinstance(value, bool) or not isinstance(value, int | float):
                raise BadInput(f"source.assumptions.{name}", value, "a number by name", "Choose a number.")
        object.__setattr__(self, "assumptions", dict(self.assumptions))
        for name in SURVEY_FILES:
            path = getattr(self, name)
            if path is not None and not isinstance(path, str | Path):
                raise BadInput(f"source.{name}", path, "the path of a file", "Write it in quotes.")
            object.__setattr__(self, name, None if path is None else Path(path))
        if self.survey is None and (self.country is None or self.persons or self.mapping):
            raise SimulatorError("source: name a country, or a survey's file. Write DataSource('nepal').")
        if self.survey is not None and self.assumptions:
            raise SimulatorError("source: only a country has assumptions. Leave them out for a survey.")

    def population(self) -> Population:
        """Return the population, built or loaded anew."""
        if self.survey is None:
            return country(self.country, **self.assumptions)  # type: ignore[arg-type]
        from simulator.surveys import load_survey

        persons = self.persons
        files = self.survey if persons is None else {"households": self.survey, "persons": persons}
        return load_survey(files, self.mapping, self.country).population

    def written(self, folder: Path) -> dict[str, Any]:
        """Return the source as plain data: each file by its path from a folder, with its SHA-256 digest."""
        files = {name: getattr(self, name) for name in SURVEY_FILES}
        return {
            "country": self.country,
            "assumptions": dict(self.assumptions),
            "files": {
                name: {"path": _from(folder, path), "sha256": file_digest(path)}
                for name, path in files.items()
                if path is not None
            },
        }


def read_source(data: object, folder: Path) -> DataSource:
    """Return the source that plain data describe; a file that is not the one of then is refused."""
    expect("source", data, Mapping, "Save the result again.")
    written: Mapping[str, Any] = data  # type: ignore[assignment]
    files = written.get("files", {})
    expect("source.files", files, Mapping, "Save the result again.")
    paths = {}
    for name, entry in files.items():
        if name not in SURVEY_FILES:
            raise unknown("source.files", name, SURVEY_FILES)
        if not isinstance(entry, Mapping) or not isinstance(entry.get("path"), str):
            raise BadInput(f"source.files.{name}", entry, "a path and its digest", "Save the result again.")
        paths[name] = folder / entry["path"]
        _check_digest(entry["path"], paths[name], entry.get("sha256"))
    return DataSource(written.get("country"), written.get("assumptions", {}), **paths)


def file_digest(path: Path) -> str:
    """Return the SHA-256 digest of a file's bytes."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({problem_of(error)})"
        raise SimulatorError(f"{path.name}: the file {problem}. Put it where it was.") from None
    return digest.hexdigest()


def population_digest(population: Population) -> str:
    """Return the SHA-256 digest of all that a population is: two that differ anywhere have two.

    >>> from simulator import example_population
    >>> population_digest(example_population())[:8] == population_digest(example_population())[:8]
    True
    """
    digest = hashlib.sha256()
    for name, value in _parts(population):
        digest.update(name.encode())
        if isinstance(value, np.ndarray):
            digest.update(f"{value.dtype.str} {value.shape}".encode())
            digest.update(np.ascontiguousarray(value).tobytes())
        else:
            digest.update(repr(value).encode())
    return digest.hexdigest()


def _parts(population: Population) -> Iterator[tuple[str, Any]]:
    for name in ("name", "label", "synthetic", "economy", "regions"):
        yield name, getattr(population, name)
    for table in (population.households, population.persons):
        for each in fields(table):
            value = getattr(table, each.name)
            if isinstance(value, Mapping):
                yield from ((f"{each.name}.{key}", inner) for key, inner in value.items())
            else:
                yield each.name, value


def _check_digest(shown: str, path: Path, saved: object) -> None:
    with inside("source"):
        found = file_digest(path)
    if found != saved:
        raise SimulatorError(
            f"source: {shown} is another file than when the result was saved (its SHA-256 digest was "
            f"{str(saved)[:12]}… and is {found[:12]}…), so the numbers cannot be the same. "
            "Put the old file back, or run the policy anew."
        )


def _from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive there is no way from one to the other
        return str(path.resolve())
