"""The commands that simulate: one policy in full, or several side by side."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from simulator.command_line.files import STANDARD_OUTPUT, named, read_policy, read_records, write_whole
from simulator.command_line.surveys import data_name, people_of
from simulator.engine import Outcome, simulate
from simulator.errors import SimulatorError, inside, unknown
from simulator.reports import (
    Asked,
    compared_text,
    groups_text,
    records_text,
    result_csv,
    result_data,
    to_text,
)
from simulator.scenario import BREAKDOWNS, Group, against_records, breakdown, compare, summarise

# A spreadsheet takes a file for UTF-8 only if it begins with this mark.
CSV_ENCODING = "utf-8-sig"


def run(given: Namespace) -> str:
    """Simulate one policy, and return the page about it; write all numbers where asked to."""
    policy, baseline = read_policy(given.policy), given.baseline and read_policy(given.baseline)
    asked = Asked(
        data=data_name(given),
        line=given.line,
        equivalence=given.equivalence,
        by=breakdowns_in(given.by),
        baseline=baseline,
        records=given.records and read_records(given.records),
    )
    outcome = simulate(people_of(given), policy, given.seed, baseline)
    page = _page(outcome, asked, given.records)
    for option, path in (("--json", given.json), ("--csv", given.csv)):
        if path is not None:
            written = _as_text(option, outcome, asked)
            if str(path) == STANDARD_OUTPUT:
                return written.removesuffix("\n")
            write_whole(option, path, written, CSV_ENCODING if option == "--csv" else "utf-8")
    return page


def compare_policies(given: Namespace) -> str:
    """Simulate several policies on the same people, with the same luck, and return them side by side."""
    people = people_of(given)
    policies = {path.stem: read_policy(path) for path in given.policies}
    if len(policies) < len(given.policies):
        raise SimulatorError("compare: two files have the same name. Rename one: names are the columns.")
    return f"{people.label}\n\n{compared_text(compare(people, policies, given.line, given.seed))}"


def breakdowns_in(text: str | None) -> tuple[str, ...]:
    """Return the breakdowns that a text names with commas between them, each once.

    >>> breakdowns_in("area, decile,area")
    ('area', 'decile')
    """
    names = [] if text is None else [name.strip() for name in text.split(",")]
    for name in names:
        if name not in BREAKDOWNS:
            raise unknown("--by", name, BREAKDOWNS)
    return tuple(dict.fromkeys(names))


def _page(outcome: Outcome, asked: Asked, records: Path | None) -> str:
    blocks = [to_text(summarise(outcome, asked.line, asked.equivalence))]
    for by in asked.by:
        blocks.append(groups_text(_groups(outcome, by, asked)))
    if asked.records is not None and records is not None:
        with inside(named(records)):
            blocks.append(records_text(against_records(outcome, asked.records)))
    return "\n\n".join(blocks)


def _groups(outcome: Outcome, by: str, asked: Asked) -> Sequence[Group]:
    try:
        return breakdown(outcome, by, asked.line, asked.equivalence)
    except SimulatorError as error:
        raise SimulatorError(f"--by {by}: {error} Leave `{by}` out.") from None


def _as_text(option: str, outcome: Outcome, asked: Asked) -> str:
    data = result_data(outcome, asked)
    if option == "--csv":
        return result_csv(data)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
