"""All of a run as plain data: its numbers, and what is needed to compute them again."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

from simulator.engine import Outcome
from simulator.errors import expect
from simulator.policy import Policy, link_of
from simulator.scenario import (
    SMALLEST_CELL,
    against_records,
    breakdown,
    equivalence_table,
    measured,
    redistribution,
    summarise,
    targeting,
)
from simulator.uncertainty import Resampling, Uncertainty, Varying

FORMAT = 2
SCHEMA, COMPARISON_SCHEMA = "result.schema.json", "comparison.schema.json"
DISTRIBUTION = "social-protection-course"
OUTCOME = "Use simulator.simulate(population, policy)."
NOTHING_ASKED = Uncertainty()


@dataclass(frozen=True)
class Asked:
    """What a reader asks of an outcome: line, equivalence scale, breakdowns, the government's records.

    `data` names the population as the reader knows it, such as a country; `baseline` is the policy that
    was in force before, where one was given. Of a survey, numbers that rest on fewer households than
    `smallest_cell` are hidden; 0 hides none. `resampling` and `varying` say which doubt is asked for: of
    the latter only seeds and assumptions count, since all else is asked here.
    """

    data: str
    line: str | None = None
    equivalence: str = "per_person"
    by: tuple[str, ...] = ()
    baseline: Policy | None = None
    records: Mapping[Any, Mapping[str, float]] | None = None
    smallest_cell: int = SMALLEST_CELL
    resampling: Resampling | None = None
    varying: Varying | None = None


def result_data(outcome: Outcome, asked: Asked, uncertainty: Uncertainty = NOTHING_ASKED) -> dict[str, Any]:
    """Return all of a run as plain data, ready for JSON; `result_schema` says what each field is.

    What does not exist, such as the poverty of nobody, is None; so is doubt that nobody asked for.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> data = result_data(simulate(example_population(), policy), Asked("example", by=("area",)))
    >>> data["data"], data["policy"]["schemes"][0]["id"]
    ('example', 'child_benefit')
    >>> [group["label"] for group in data["breakdowns"]["area"]]
    ['rural', 'urban']
    """
    expect("outcome", outcome, Outcome, OUTCOME)
    expect("asked", asked, Asked, 'Write Asked("nepal").')
    expect("uncertainty", uncertainty, Uncertainty, "Write Uncertainty(simulator.bootstrap(outcome)).")
    baseline = asked.baseline
    return {
        "format": FORMAT,
        "versions": versions(),
        "data": asked.data,
        "policy": outcome.policy.to_data(),
        "link": link_of(outcome.policy, outcome.baseline),
        "baseline": None if baseline is None else baseline.to_data(),
        **_numbers(outcome, asked),
        **_plain(uncertainty),
    }


def comparison_data(
    outcomes: Mapping[str, Outcome], asked: Asked, uncertainty: Mapping[str, Uncertainty] | None = None
) -> dict[str, Any]:
    """Return all of several policies' runs as plain data, by the name of the policy, ready for JSON.

    Each is what `result_data` gives, with the doubt in it where it was asked for; `comparison_schema` says
    what each field is.

    >>> from simulator import Policy, example_population, simulate
    >>> outcome = simulate(example_population(), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> list(comparison_data({"nothing": outcome}, Asked("example"))["results"])
    ['nothing']
    """
    expect("outcomes", outcomes, Mapping, 'Write {"universal": outcome}.')
    doubts = uncertainty or {}
    results = {
        name: result_data(each, asked, doubts.get(name, NOTHING_ASKED)) for name, each in outcomes.items()
    }
    return {"format": FORMAT, "results": results}


def versions() -> dict[str, str]:
    """Return the versions of what computes: two of them may differ in the last digits.

    >>> sorted(versions())
    ['numpy', 'python', 'simulator']
    """
    return {
        "simulator": _version(DISTRIBUTION),
        "python": platform.python_version(),
        "numpy": _version("numpy"),
    }


@cache
def result_schema_text() -> str:
    """Return the text of the JSON Schema (draft 2020-12) of a result."""
    return _text(SCHEMA)


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a result: each field with its type, meaning and unit.

    >>> result_schema()["$defs"]["Cost"]["properties"]["percent_of_gdp"]["unit"]
    'percent of GDP'
    """
    schema: dict[str, Any] = json.loads(result_schema_text())
    return schema


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a comparison: it holds the schema of a result.

    >>> comparison_schema()["$defs"]["Result"] == result_schema()
    True
    """
    schema: dict[str, Any] = json.loads(_text(COMPARISON_SCHEMA))
    return {**schema, "$defs": {"Result": result_schema()}}


def _numbers(outcome: Outcome, asked: Asked) -> dict[str, Any]:
    """Return every number that the simulator has of an outcome, by what it is about."""
    line, scale, records, smallest = asked.line, asked.equivalence, asked.records, asked.smallest_cell
    places = range(len(outcome.schemes))
    return {
        "summary": asdict(summarise(outcome, line, scale, smallest)),
        "breakdowns": {
            by: [asdict(group) for group in breakdown(outcome, by, line, scale, smallest)] for by in asked.by
        },
        "measures": [asdict(each) for each in measured(outcome, line, scale)],
        "redistribution": asdict(redistribution(outcome, scale)),
        "targeting": [asdict(targeting(outcome, place, line, scale)) for place in places],
        "equivalence_table": [asdict(row) for row in equivalence_table(outcome, line, smallest)],
        "records": (
            None if records is None else [asdict(check) for check in against_records(outcome, records)]
        ),
    }


def _plain(uncertainty: Uncertainty) -> dict[str, Any]:
    """Return the doubt in a result as lists of plain data, None where it was not asked for."""
    parts = {"intervals": uncertainty.intervals, "assumption_range": uncertainty.assumption_range}
    return {
        name: None if found is None else [asdict(each) for each in found] for name, found in parts.items()
    }


def _text(name: str) -> str:
    return files("simulator.reports").joinpath(name).read_text("utf-8")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
