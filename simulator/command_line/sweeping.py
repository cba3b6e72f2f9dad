"""The commands that try many designs: `sweep`, and `across` countries."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.analysis import Question, Work, across, across_data, outcome_fields, sweep, sweep_data
from simulator.analysis.sweep import REFUSED
from simulator.command_line.files import printed, read_policy
from simulator.command_line.names import country_names_in, several_of, usage
from simulator.command_line.surveys import people_of
from simulator.errors import BadInput
from simulator.parameters import DECIMAL, WHOLE_RANGE
from simulator.reports import as_json
from simulator.reports.layout import cell, table

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

STEPS = re.compile(r"([^:]+):([^:]+):([^:]+)")
MOST_STEPS = 100_000
ROUNDING = 1e-9
Data = dict[str, Any]


def add_sweep_arguments(command: ArgumentParser) -> None:
    """Add what `sweep` takes beside the people."""
    told = "what varies, once or twice: low:high:step, or values with commas between"
    add_varied(command, varied, told)
    add_question_arguments(command)
    add_table_arguments(command)
    kept = "keep each result in this file, and do not redo those that it holds"
    command.add_argument("--results", type=Path, metavar="FILE", help=kept)
    command.add_argument(
        "--processes", type=int, metavar="NUMBER", help="how many at once (default: one a core)"
    )


def add_across_arguments(command: ArgumentParser) -> None:
    """Add what `across` takes: the countries, and what is asked."""
    told = "names with commas between; `countries` lists them (default: all)"
    command.add_argument("--countries", type=usage(country_names_in), metavar="NAMES", help=told)
    add_question_arguments(command)
    add_table_arguments(command)


def add_varied(command: ArgumentParser, read: Callable[[str], tuple[str, Any]], told: str) -> None:
    """Add `--vary PATH=VALUES`, as often as needed, each read as a path and what it may be."""
    metavar = "PATH=VALUES"
    command.add_argument(
        "--vary", type=usage(read), action="append", required=True, metavar=metavar, help=told
    )


def add_question_arguments(command: ArgumentParser) -> None:
    """Add what every design is asked."""
    told = "the columns, commas between: `measures` lists them (default: cost, poverty, Gini, errors)"
    names = usage(several_of("--measures", outcome_fields))
    command.add_argument("--measures", type=names, metavar="NAMES", help=told)
    command.add_argument("--baseline", type=Path, metavar="FILE", help="a policy that people already get")


def add_table_arguments(command: ArgumentParser) -> None:
    """Add the files that the table goes to."""
    out = command.add_mutually_exclusive_group()
    for form in ("json", "csv"):
        told = f"also write the table to this file as {form.upper()}; - prints it instead"
        out.add_argument(f"--{form}", type=Path, metavar="OUT", help=told)


def sweep_designs(given: Namespace) -> str:
    """Return a table with a row a design; write it where asked to."""
    vary = dict(given.vary)
    work = Work(given.processes, results=given.results, progress=sys.stderr.isatty())
    policy, question = read_policy(given.policy), question_of(given)
    frame = sweep(people_of(given), policy, vary, question, work)
    page = f"{frame.attrs['data_label']}\n\n{frame_text(frame)}"
    return table_printed(given, page, frame, lambda: sweep_data(frame, policy, question))


def go_across(given: Namespace) -> str:
    """Return a table with a row a country; write it where asked to."""
    from simulator.countries import country_names

    policy, question = read_policy(given.policy), question_of(given)
    frame = across(policy, given.countries or country_names(), question)
    caveats = "\n".join(dict.fromkeys(each for each in frame["caveat"] if each))
    page = f"{caveats}\n\n{frame_text(frame.drop(columns=['data_label', 'caveat']))}"
    return table_printed(given, page, frame, lambda: across_data(frame, policy, question))


def question_of(given: Namespace) -> Question:
    """Return what the arguments ask of every design."""
    line, seed = getattr(given, "line", None), getattr(given, "seed", 1)
    baseline = given.baseline and read_policy(given.baseline)
    if given.measures is None:
        return Question(line=line, seed=seed, baseline=baseline)
    return Question(given.measures, line=line, seed=seed, baseline=baseline)


def varied(text: str) -> tuple[str, list[Any]]:
    """Return the path and the values that `PATH=VALUES` stands for: `low:high:step`, or a list.

    >>> varied("amount.value=1:2:0.5"), varied("rule=universal,proxy_quota")
    (('amount.value', [1.0, 1.5, 2.0]), ('rule', ['universal', 'proxy_quota']))
    """
    path, equals, values = (part.strip() for part in text.partition("="))
    if not path or not equals or not values:
        mend = "Write --vary amount.value=1:10:1, or --vary take_up=0.5,0.8."
        raise BadInput("--vary", text, "PATH=VALUES", mend)
    if steps := STEPS.fullmatch(values):
        return path, _steps(text, *(each.strip() for each in steps.groups()))
    return path, [_value(each.strip()) for each in values.split(",")]


def _steps(text: str, *given: str) -> list[float]:
    """Return the numbers from low to high, high included where a step falls on it."""
    if all(DECIMAL.fullmatch(each) for each in given):
        low, high, step = (float(each) for each in given)
        if step > 0 and high >= low and (high - low) / step < MOST_STEPS:
            number = int((high - low) / step + ROUNDING) + 1
            return [round(low + place * step, 12) for place in range(number)]
    allowed = f"low:high:step, a step above 0, and fewer than {MOST_STEPS:,} of them"
    raise BadInput("--vary", text, allowed, "Write --vary amount.value=1:10:1.")


def _value(text: str) -> object:
    if DECIMAL.fullmatch(text):
        return float(text)
    ends = WHOLE_RANGE.fullmatch(text)
    return [int(ends[1]), int(ends[2])] if ends else text


def frame_text(frame: pd.DataFrame) -> str:
    """Return a table of designs for the terminal, names broken at their dots; what cannot run says why below.

    >>> import pandas as pd
    >>> print(frame_text(pd.DataFrame({"take_up": [0.5], "gini_after": [0.31], "refused": [None]})))
    take_up  gini_after
    0.5000       0.3100
    """
    shown = frame.drop(columns=[REFUSED])
    pieces = [name.split(".") for name in shown.columns]
    head = [list(each) for each in zip_longest(*pieces, fillvalue="")]
    lines = [[_cell(each) for each in row] for row in shown.itertuples(index=False)]
    refused = [
        f"{', '.join(_cell(each) for each in row[:1])}: {why}"
        for row, why in zip(shown.itertuples(index=False), frame[REFUSED], strict=True)
        if why
    ]
    return "\n".join([table(head[0], [*head[1:], *lines]), *refused])


def list_measures(given: Namespace) -> str:
    """Return every number that can be asked of a design, a line each, with its unit."""
    fields = outcome_fields().values()
    width = max(len(each.name) for each in fields)
    return "\n".join(f"{each.name:<{width}}  {each.label}, {each.unit}" for each in fields)


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    return value if isinstance(value, str) else cell(value)


def table_printed(given: Namespace, page: str, frame: pd.DataFrame, data: Callable[[], Data]) -> str:
    """Write the table to the file asked for, and return what is printed: the page, or the file."""
    if given.json is not None:
        return printed("--json", given.json, as_json(data()), page)
    if given.csv is not None:
        return printed("--csv", given.csv, str(frame.to_csv(index=False)), page)
    return page
