"""What a long sweep has found so far, in a file: one line of JSON a design, so that nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from simulator.analysis.designs import Point
from simulator.analysis.evaluating import Found, Job
from simulator.errors import SimulatorError
from simulator.policy import Policy
from simulator.population import Population
from simulator.reports.results import versions
from simulator.yaml_text import problem_of


def job_digest(job: Job) -> str:
    """Return a text that is the same for the same people, policy, question and version, and no others.

    >>> from simulator import Policy, example_population
    >>> from simulator.analysis.question import ASKED
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> len(job_digest(Job(example_population(), policy, ASKED)))
    64
    """
    question = job.question
    terms = [question.measures, question.line, question.equivalence, question.seed, question.smallest_cell]
    said = [versions()["simulator"], terms, _policy_data(job.policy), _policy_data(question.baseline)]
    found = sha256(_as_text(said).encode())
    _add_population(found, job.population)
    return found.hexdigest()


def key_of(digest: str, point: Point) -> str:
    """Return the key under which the result of one design of a job is kept.

    >>> key_of("a", {"take_up": 1.0}) == key_of("a", {"take_up": 0.5})
    False
    """
    return sha256(f"{digest}{_as_text(dict(point))}".encode()).hexdigest()


def read_results(path: Path) -> dict[str, Found]:
    """Return what a file of results holds, by key; a file that does not exist yet holds nothing.

    A last line that was cut short, as the program was stopped, is left out. Any other line that is no
    result is refused: the file is somebody else's.
    """
    try:
        text = path.read_text("utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise SimulatorError(
            f"{path.name}: cannot be read ({problem_of(error)}). Name another file."
        ) from None
    whole = text[: text.rfind("\n") + 1]
    return dict(_read_line(path, number, line) for number, line in enumerate(whole.splitlines(), start=1))


def append_results(path: Path, found: Iterable[tuple[str, Point, Found]]) -> None:
    """Add results to a file, each on a line of its own, after what is whole in it."""
    lines = "".join(_line(*each) for each in found)
    try:
        with path.open("a+b") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write(lines.encode())
    except OSError as error:
        mend = "Name a file in a folder that exists and that you may write to."
        raise SimulatorError(f"{path.name}: cannot be written ({problem_of(error)}). {mend}") from None


def _line(key: str, point: Point, found: Found) -> str:
    entry = {"key": key, "point": dict(point), "numbers": list(found.numbers), "refused": found.refused}
    return json.dumps(entry, ensure_ascii=False, allow_nan=False) + "\n"


def _read_line(path: Path, number: int, line: str) -> tuple[str, Found]:
    try:
        entry = json.loads(line)
        return str(entry["key"]), Found(tuple(entry["numbers"]), entry["refused"])
    except (ValueError, TypeError, KeyError):
        mend = "Name another file, or remove this one."
        raise SimulatorError(f"{path.name}: line {number} is no result of a sweep. {mend}") from None


def _policy_data(policy: Policy | None) -> Any:
    """Return a policy with its schemes written out: a scheme's file may have changed under the same name."""
    if policy is None:
        return None
    sources = [each.source.as_data() for each in policy.financing]
    return [policy.to_fragment(), [each.scheme.as_data() for each in policy.schemes], sources]


def _add_population(digest: Any, population: Population) -> None:
    economy = [population.name, population.label, population.synthetic, population.regions]
    digest.update(_as_text([economy, repr(population.economy)]).encode())
    for table in (population.households, population.persons):
        for each in fields(table):
            given = getattr(table, each.name)
            columns = given if each.name == "benefits_month" and given is not None else {each.name: given}
            for name, column in columns.items():
                digest.update(f"{each.name} {name} {getattr(column, 'dtype', None)}".encode())
                digest.update(b"" if column is None else np.ascontiguousarray(column).tobytes())


def _as_text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
