"""The commands that simulate: one policy in full, or several side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.command_line.doubting import doubt_asked, uncertainty_of
from simulator.command_line.files import named, printed, read_policy, read_records
from simulator.command_line.keeping import write_reports
from simulator.command_line.surveys import data_name, people_of
from simulator.engine import Outcome, simulate
from simulator.errors import SimulatorError, inside
from simulator.reports import (
    Asked,
    as_json,
    compared_notes_text,
    compared_text,
    comparison_csv,
    comparison_data,
    detail_text,
    groups_text,
    head_text,
    means_text,
    records_text,
    result_csv,
    result_data,
    to_text,
    uncertainty_text,
)
from simulator.saved.saving import ALONE
from simulator.scenario import Group, Summary, against_records, breakdown, summarise
from simulator.uncertainty import Uncertainty

Data = dict[str, Any]


def run(given: Namespace) -> str:
    """Simulate one policy, and return the page about it; write all numbers where asked to."""
    policy, asked = read_policy(given.policy), _asked(given, given.records)
    outcome = simulate(people_of(given), policy, given.seed, asked.baseline)
    doubt = uncertainty_of(given, {ALONE: outcome}, asked)[ALONE]
    page = _joined([_page(given, outcome, asked, doubt), uncertainty_text(doubt)])
    write_reports(given, {ALONE: outcome}, asked, {ALONE: doubt})
    return _printed(given, page, lambda: result_data(outcome, asked, doubt), result_csv)


def compare_policies(given: Namespace) -> str:
    """Simulate several policies on the same people, with the same luck, and return them side by side."""
    asked, people = _asked(given), people_of(given)
    policies = {path.stem: read_policy(path) for path in given.policies}
    if len(policies) < len(given.policies):
        raise SimulatorError("compare: two files have the same name. Rename one: names are the columns.")
    outcomes = {}
    for name, policy in policies.items():
        with inside(f"compare, {name}"):
            outcomes[name] = simulate(people, policy, given.seed, asked.baseline)
    doubts = uncertainty_of(given, outcomes, asked)
    told = {name: uncertainty_text(each) for name, each in doubts.items()}
    page = _joined(
        [_compared_page(outcomes, asked, doubts), *(f"{name}\n{text}" for name, text in told.items() if text)]
    )
    write_reports(given, outcomes, asked, doubts)
    return _printed(given, page, lambda: comparison_data(outcomes, asked, doubts), comparison_csv)


def _asked(given: Namespace, records: Path | None = None) -> Asked:
    """Return what was asked for, with the files read that were named."""
    return Asked(
        data=data_name(given),
        line=given.line,
        equivalence=given.equivalence,
        by=given.by,
        baseline=given.baseline and read_policy(given.baseline),
        records=None if records is None else read_records(records),
        smallest_cell=given.smallest_cell,
        **doubt_asked(given),
    )


def _page(given: Namespace, outcome: Outcome, asked: Asked, doubt: Uncertainty) -> str:
    blocks = [to_text(_summary(outcome, asked))]
    for by in asked.by:
        groups = _groups(outcome, by, asked)
        blocks += [groups_text(groups, doubt), *([means_text(groups)] if given.detail else [])]
    if asked.records is not None:
        with inside(named(given.records)):
            blocks.append(records_text(against_records(outcome, asked.records)))
    if given.detail:
        blocks.append(detail_text(outcome, asked.line, asked.equivalence, asked.smallest_cell))
    return "\n\n".join(blocks)


def _compared_page(outcomes: Mapping[str, Outcome], asked: Asked, doubts: Mapping[str, Uncertainty]) -> str:
    """Return the page of a comparison: what all share, the columns, the notes, and the breakdowns of each."""
    summaries = {name: _summary(outcome, asked) for name, outcome in outcomes.items()}
    first = next(iter(summaries.values()))
    blocks = [head_text(first), compared_text(summaries), compared_notes_text(summaries)]
    for by in asked.by:
        for name, outcome in outcomes.items():
            blocks.append(f"{name}\n{groups_text(_groups(outcome, by, asked), doubts[name])}")
    return _joined(blocks)


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _summary(outcome: Outcome, asked: Asked) -> Summary:
    return summarise(outcome, asked.line, asked.equivalence, asked.smallest_cell)


def _groups(outcome: Outcome, by: str, asked: Asked) -> Sequence[Group]:
    try:
        return breakdown(outcome, by, asked.line, asked.equivalence, asked.smallest_cell)
    except SimulatorError as error:
        raise SimulatorError(f"--by {by}: {error} Leave `{by}` out.") from None


def _printed(given: Namespace, page: str, data: Callable[[], Data], as_csv: Callable[[Data], str]) -> str:
    """Write the numbers to the file asked for, and return what is printed: the page, or the numbers."""
    for option, path in (("--json", given.json), ("--csv", given.csv)):
        if path is not None:
            return printed(option, path, as_csv(data()) if option == "--csv" else as_json(data()), page)
    return page
