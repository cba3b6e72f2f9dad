"""Python's answers to all that goes beyond the headline of a result, in the form of the browser's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from simulator import BadInput, Population, SimulatorError, simulate
from simulator.policy import from_link
from simulator.scenario import (
    against_records,
    breakdown,
    costs_by_fiscal_year,
    equivalence_table,
    measured,
    redistribution,
    rolled_out,
    summarise,
    targeting,
)

NUMBER = re.compile(r"-?\b[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?\b")
Task = dict[str, Any]


def in_python(population: Population, task: Task) -> dict[str, Any]:
    """Return Python's answers to all questions of a task, in the form of the harness."""
    (policy, now), line, scale = from_link(task["fragment"]), task["line"], task["equivalence"]
    smallest = task["smallest"]
    rolled = asked(lambda: rolled_out(policy, task["oldest"], task["years"], task["scheme"]))
    policies = rolled.get("found", [policy] * task["years"])
    months = task["first_year"], task["first_month"], task["starts"]
    answers = {
        "rolled_out": {"found": [each.to_fragment() for each in policies]} if "found" in rolled else rolled,
        "costs": plain(asked(lambda: costs_by_fiscal_year(population, policies, *months, now))),
    }
    simulated = asked(lambda: simulate(population, policy, task["seed"], now))
    if "found" not in simulated:
        return answers | {"simulated": simulated}
    outcome = simulated["found"]
    questions: dict[str, Callable[[], Any]] = {
        "summary": lambda: summarise(outcome, line, scale, smallest),
        "targeting": lambda: targeting(outcome, task["scheme"], line, scale),
        "measured": lambda: measured(outcome, line, scale),
        "redistribution": lambda: redistribution(outcome, scale),
        "scales": lambda: equivalence_table(outcome, line, smallest),
        "records": lambda: against_records(outcome, task["records"]),
        **{f"by_{by}": lambda by=by: breakdown(outcome, by, line, scale, smallest) for by in task["by"]},  # type: ignore[misc]
    }
    return answers | {name: plain(asked(question)) for name, question in questions.items()}


def asked(question: Callable[[], Any]) -> dict[str, Any]:
    """Return what was found, or what refuses the question."""
    try:
        return {"found": question()}
    except BadInput as error:
        words = {"field": error.field, "allowed": error.allowed, "mend": error.mend}
        return {"refused": "BadInput"} | words | {"message": str(error)}
    except SimulatorError as error:
        nothing = dict.fromkeys(("field", "allowed", "mend"))
        return {"refused": type(error).__name__} | nothing | {"message": str(error)}


def plain(found: Any) -> Any:
    """Return records as plain data."""
    if is_dataclass(found) and not isinstance(found, type):
        return asdict(found)
    if isinstance(found, Mapping):
        return {name: plain(each) for name, each in found.items()}
    return [plain(each) for each in found] if isinstance(found, list | tuple) else found


def same_numerals(found: Any) -> Any:
    """Return plain data whose texts show numbers alike: Python writes 0.0 where the browser writes 0."""
    if isinstance(found, dict):
        return {name: same_numerals(each) for name, each in found.items()}
    if isinstance(found, list | tuple):
        return [same_numerals(each) for each in found]
    return NUMBER.sub(lambda number: f"{float(number[0]):.9g}", found) if isinstance(found, str) else found
