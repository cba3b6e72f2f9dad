"""Saving a result: its numbers, and what it takes to compute them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.engine import Outcome, one_population
from simulator.errors import SimulatorError, expect, shown
from simulator.population import Population
from simulator.reports import Asked, as_json, result_data
from simulator.saved.doubt import doubt_written, uncertainty_of
from simulator.saved.source import DataSource, population_digest
from simulator.uncertainty import Uncertainty
from simulator.yaml_text import problem_of

FORMAT = 2
# The name of a result that is kept alone.
ALONE = ""
ASKED = ("line", "equivalence", "by", "smallest_cell")


def saved_data(
    outcome: Outcome | Mapping[str, Outcome],
    source: DataSource,
    asked: Asked | None = None,
    folder: Path | None = None,
    doubts: Mapping[str, Uncertainty] | None = None,
) -> dict[str, Any]:
    """Return a result as plain data that `rerun` can compute again: policy, seed, data, versions, numbers.

    Several outcomes on one population, by name, are kept together; `doubts` is the doubt that was asked
    for, if it is known already. Files of a survey are written by their
    paths from `folder` (default: where Python runs), with digests.
    Raises `SimulatorError` where the source gives other people than those of the outcome.

    >>> from simulator import Policy, country, simulate
    >>> outcome = simulate(country("arumia"), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> saved_data(outcome, DataSource("arumia"))["result"]["summary"]["seed"]
    1
    """
    people, outcomes = _people_of(outcome)
    expect("source", source, DataSource, "Write simulator.DataSource('nepal').")
    wanted = Asked(people.name) if asked is None else asked
    expect("asked", wanted, Asked, 'Write Asked("nepal").')
    digest = population_digest(people)
    if population_digest(source.population()) != digest:
        raise SimulatorError(
            f"source: it does not give the people of this result ({people.label}). "
            "Name the country, or the files, that they came from."
        )
    known = uncertainty_of(outcomes, source, wanted) if doubts is None else doubts
    results = {
        name: result_data(each, replace(wanted, baseline=each.baseline), known[name])
        for name, each in outcomes.items()
    }
    return {
        "saved": FORMAT,
        "source": source.written(Path.cwd() if folder is None else folder),
        "population_sha256": digest,
        "asked": {
            **{name: getattr(wanted, name) for name in ASKED},
            "records": wanted.records,
            **doubt_written(wanted),
        },
        **({"result": results[ALONE]} if isinstance(outcome, Outcome) else {"results": results}),
    }


def _people_of(outcome: object) -> tuple[Population, Mapping[str, Outcome]]:
    """Return the one population of an outcome, or of several, and these by name."""
    outcomes: Mapping[str, Any] = outcome if isinstance(outcome, Mapping) else {ALONE: outcome}
    return one_population("outcome", outcomes), outcomes


def save_result(
    path: str | Path,
    outcome: Outcome | Mapping[str, Outcome],
    source: DataSource,
    asked: Asked | None = None,
) -> None:
    """Write a result to a JSON file, from which `rerun` computes it again to the same digits.

    Several outcomes on one population, by name, go into one file. `asked` says line, scale, breakdowns
    and which doubt to compute.
    The file holds no row of a survey.
    """
    if not isinstance(path, str | Path):
        expect("path", path, Path, "Write 'result.json'.")
    text = as_json(saved_data(outcome, source, asked, Path(path).resolve().parent))
    try:
        Path(path).write_text(text, "utf-8")
    except (OSError, ValueError) as error:
        problem = f"{shown(str(path))} cannot be written ({problem_of(error)})"
        raise SimulatorError(f"path: {problem}. Name a file in a folder that exists.") from None
