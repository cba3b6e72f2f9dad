"""The command that looks at a shock: before it, after it, and with the policy, as it is and scaled up."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.analysis import Question, outcome_fields, read_shock, shock_data, shock_states
from simulator.analysis.shock_states import HIGHEST_FACTOR
from simulator.analysis.sweep import REFUSED
from simulator.command_line.files import named, read_policy
from simulator.command_line.surveys import people_of
from simulator.command_line.sweeping import (
    add_question_arguments,
    add_table_arguments,
    question_of,
    table_printed,
)
from simulator.errors import BadInput, SimulatorError, inside
from simulator.parameters import DECIMAL
from simulator.policy import Policy
from simulator.reports.layout import cell, table
from simulator.yaml_text import read_text

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd


def add_arguments(command: ArgumentParser) -> None:
    """Add what the command takes beside the policy and the people."""
    told = "what happens; see below"
    command.add_argument("--shock", type=Path, required=True, metavar="FILE", help=told)
    scaled = (
        f"how many times as much those hit are paid (1 to {HIGHEST_FACTOR:g}), or the file of another policy "
        "for the time of the shock (default 2)"
    )
    command.add_argument("--scale-up", default="2", metavar="FACTOR|POLICY.yaml", help=scaled)
    add_question_arguments(command)
    add_table_arguments(command)


def shock_policy(given: Namespace) -> str:
    """Return a page with the four states of a shock; write their numbers where asked to."""
    policy, question = read_policy(given.policy), question_of(given)
    with inside(named(given.shock)):
        shock = read_shock(read_text(given.shock))
    scale_up, people = scale_up_of(given.scale_up), people_of(given)
    frame = shock_states(people, policy, shock, scale_up, question)
    page = states_text(frame, question, people.economy.currency)
    return table_printed(given, page, frame, lambda: shock_data(frame, policy, shock, scale_up, question))


def scale_up_of(text: str) -> float | Policy:
    """Return what `--scale-up` stands for: a factor, or the policy in a file.

    >>> scale_up_of("1.5")
    1.5
    """
    if DECIMAL.fullmatch(text):
        if not 1 <= float(text) <= HIGHEST_FACTOR:
            allowed = f"a factor from 1 to {HIGHEST_FACTOR:g}, or the file of a policy"
            raise BadInput("--scale-up", text, allowed, "Write 2 to pay twice as much.")
        return float(text)
    try:
        return read_policy(Path(text))
    except SimulatorError as error:
        raise SimulatorError(f"--scale-up: {error} Or write a number, such as 2.") from None


def states_text(frame: pd.DataFrame, question: Question, currency: str) -> str:
    """Return the states of a shock as a table: a line a measure, a column a state, and below who was hit."""
    fields = [outcome_fields()[name] for name in question.measures]
    labels = {f"Mean consumption, {currency} a month per person": "mean_consumption_month"}
    labels |= {f"{each.label}, {each.unit}": each.name for each in fields}
    lines = [[label, *(cell(each) for each in frame[name])] for label, name in labels.items()]
    hit = f"The shock hits {frame.attrs['hit_percent']:.1f} % of persons."
    told = [f"{hit} The first two states are without the policy."]
    told += [f"{state}: {why}" for state, why in zip(frame["state"], frame[REFUSED], strict=True) if why]
    return "\n\n".join([frame.attrs["data_label"], table(["State", *frame["state"]], lines), *told])
