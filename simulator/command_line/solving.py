"""The commands that look for a design: `solve` for one value, `cheapest` among many."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.analysis import (
    Between,
    Design,
    Solution,
    Work,
    cheapest,
    design_data,
    outcome_fields,
    solution_data,
    solve,
)
from simulator.command_line.files import printed, read_policy, write_whole
from simulator.command_line.names import usage
from simulator.command_line.surveys import people_of
from simulator.command_line.sweeping import add_varied, question_of, varied
from simulator.errors import BadInput, unknown
from simulator.parameters import DECIMAL
from simulator.reports import as_json, to_text
from simulator.reports.layout import wrapped_notes


def add_solve_arguments(command: ArgumentParser) -> None:
    """Add what `solve` takes beside the people."""
    told = "the number that may vary, such as amount.value; of the second scheme 2.amount.value"
    command.add_argument("--vary", required=True, metavar="PATH", help=told)
    _add_target(command, "the measure, and the value that it should have")


def add_cheapest_arguments(command: ArgumentParser) -> None:
    """Add what `cheapest` takes beside the people."""
    told = "what may vary: a range low..high, or choices with commas between; as often as needed"
    add_varied(command, _alternatives, told)
    _add_target(command, "the measure, and the value that it should reach, or pass on its better side")


def _add_target(command: ArgumentParser, told: str) -> None:
    command.add_argument("--target", type=usage(target_of), required=True, metavar="MEASURE=VALUE", help=told)
    command.add_argument("--baseline", type=Path, metavar="FILE", help="a policy that people already get")
    command.add_argument("--out", type=Path, metavar="FILE", help="write the policy found to this file")
    told = "also write all that was found to this file as JSON; - prints it instead"
    command.add_argument("--json", type=Path, metavar="OUT", help=told)
    command.set_defaults(measures=None)


def solve_policy(given: Namespace) -> str:
    """Return the value that meets the target, and the page about the policy with it."""
    policy, question = read_policy(given.policy), question_of(given)
    found = solve(people_of(given), policy, given.vary, given.target, question)
    unit = outcome_fields()[found.target].unit
    head = f"{found.vary} = {found.value:.6g}: {found.target} is {found.reached:.6g} ({unit})"
    away = f", {abs(found.residual):.3g} from {found.wanted:g}" if found.notes else ""
    page = _told(given, [f"{head}{away}.", wrapped_notes(found.notes)], found)
    return _printed(given, page, lambda: solution_data(found, policy, question))


def find_cheapest(given: Namespace) -> str:
    """Return the cheapest design that reaches the target, and the page about it."""
    vary = dict(given.vary)
    work = Work(progress=sys.stderr.isatty())
    policy, question = read_policy(given.policy), question_of(given)
    found = cheapest(people_of(given), policy, vary, given.target, question, work)
    unit = outcome_fields()[found.target].unit
    values = ", ".join(f"{path} = {_short(value)}" for path, value in found.values.items())
    head = (
        f"{values}: {found.target} is {found.reached:.6g} ({unit}), for {found.cost_percent_of_gdp:.4g} % "
        f"of GDP. {found.designs:,} designs were tried."
    )
    return _printed(given, _told(given, [head], found), lambda: design_data(found, policy, question))


def target_of(text: str) -> dict[str, float]:
    """Return the measure and the value that `MEASURE=VALUE` stands for.

    >>> target_of("cost.percent_of_gdp=1")
    {'cost.percent_of_gdp': 1.0}
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not name or not equals or not DECIMAL.fullmatch(value):
        raise BadInput("--target", text, "MEASURE=VALUE", "Write --target cost.percent_of_gdp=1.")
    if name not in outcome_fields():
        raise unknown("--target", name, outcome_fields())
    return {name: float(value)}


def _alternatives(text: str) -> tuple[str, Any]:
    """Return a path with its range, or with its choices."""
    path, _, values = (part.strip() for part in text.partition("="))
    low, dots, high = (part.strip() for part in values.partition(".."))
    if dots and DECIMAL.fullmatch(low) and DECIMAL.fullmatch(high):
        return path, Between(float(low), float(high))
    return varied(text)


def _told(given: Namespace, head: list[str], found: Solution | Design) -> str:
    """Return the page with the answer above it; write the policy found where asked to."""
    blocks = [each for each in head if each]
    if given.out is not None:
        write_whole("--out", given.out, found.policy.to_yaml())
        blocks.append(f"Written to {given.out}.")
    return "\n\n".join([*blocks, to_text(found.summary)])


def _printed(given: Namespace, page: str, data: Callable[[], dict[str, Any]]) -> str:
    return page if given.json is None else printed("--json", given.json, as_json(data()), page)


def _short(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
