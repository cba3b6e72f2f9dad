"""Saving a result: its numbers, and what it takes to compute them again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.engine import Outcome
from simulator.errors import SimulatorError, expect, shown
from simulator.reports import Asked, as_json, result_data
from simulator.saved.source import DataSource, population_digest
from simulator.yaml_text import problem_of

FORMAT = 1
ASKED = ("line", "equivalence", "by", "smallest_cell")


def saved_data(
    outcome: Outcome, source: DataSource, asked: Asked | None = None, folder: Path | None = None
) -> dict[str, Any]:
    """Return a result as plain data that `rerun` can compute again: policy, seed, data, versions, numbers.

    Files of a survey are written by their paths from `folder` (default: where Python runs), with digests.
    Raises `SimulatorError` where the source gives other people than those of the outcome.

    >>> from simulator import Policy, country, simulate
    >>> outcome = simulate(country("arumia"), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> saved_data(outcome, DataSource("arumia"))["result"]["summary"]["seed"]
    1
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    expect("source", source, DataSource, "Write simulator.DataSource('nepal').")
    wanted = Asked(outcome.population.name) if asked is None else asked
    expect("asked", wanted, Asked, 'Write Asked("nepal").')
    digest = population_digest(outcome.population)
    if population_digest(source.population()) != digest:
        raise SimulatorError(
            f"source: it does not give the people of this result ({outcome.population.label}). "
            "Name the country, or the files, that they came from."
        )
    wanted = replace(wanted, baseline=outcome.baseline)
    return {
        "saved": FORMAT,
        "source": source.written(Path.cwd() if folder is None else folder),
        "population_sha256": digest,
        "asked": {name: getattr(wanted, name) for name in ASKED} | {"records": wanted.records},
        "result": result_data(outcome, wanted),
    }


def save_result(path: str | Path, outcome: Outcome, source: DataSource, asked: Asked | None = None) -> None:
    """Write a result to a JSON file, from which `rerun` computes it again to the same digits.

    `asked` says line, scale and breakdowns. The file holds no row of a survey.
    """
    if not isinstance(path, str | Path):
        expect("path", path, Path, "Write 'result.json'.")
    text = as_json(saved_data(outcome, source, asked, Path(path).resolve().parent))
    try:
        Path(path).write_text(text, "utf-8")
    except (OSError, ValueError) as error:
        problem = f"{shown(str(path))} cannot be written ({problem_of(error)})"
        raise SimulatorError(f"path: {problem}. Name a file in a folder that exists.") from None
