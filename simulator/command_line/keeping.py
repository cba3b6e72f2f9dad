"""What is kept of a run: a brief, a workbook, and a saved result that can be computed again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from simulator.command_line.files import write_whole
from simulator.countries import country_assumptions, country_names, known_country
from simulator.engine import Outcome
from simulator.errors import SimulatorError
from simulator.reports import (
    Asked,
    as_json,
    brief,
    compared_notes_text,
    compared_text,
    comparison_brief,
    comparison_data,
    head_text,
    result_data,
    to_text,
    workbook,
)
from simulator.saved import DataSource, rerun, saved_data
from simulator.saved.saving import ALONE
from simulator.scenario import summarise
from simulator.uncertainty import Uncertainty


def write_reports(
    given: Namespace, outcomes: Mapping[str, Outcome], asked: Asked, doubts: Mapping[str, Uncertainty]
) -> None:
    """Write the files that a run, or a comparison, was asked for beside its page."""
    alone = outcomes.get(ALONE)
    if given.title is not None and given.brief is None:
        raise SimulatorError("--title belongs to a brief. Write --brief OUT.html, or leave it out.")
    if given.brief is not None:
        told = tuple(_assumptions(given))
        page = (
            comparison_brief(outcomes, asked, given.title, told, doubts)
            if alone is None
            else brief(alone, asked, given.title, told, doubts[ALONE])
        )
        write_whole("--brief", given.brief, page)
    if given.excel is not None:
        data = (
            comparison_data(outcomes, asked, doubts)
            if alone is None
            else result_data(alone, asked, doubts[ALONE])
        )
        write_whole("--excel", given.excel, workbook(data))
    if given.save is not None:
        kept = outcomes if alone is None else alone
        data = saved_data(kept, source_of(given), asked, given.save.resolve().parent, doubts)
        write_whole("--save", given.save, as_json(data))


def add_kept_arguments(command: ArgumentParser) -> None:
    """Add the files that are kept of a run, or of a comparison."""
    kept = {
        "brief": "also write a policy brief of two pages to this file, as HTML to be printed",
        "excel": "also write all numbers to this workbook, with a codebook of its columns",
        "save": "also save the result to this file, from which `rerun` computes it again",
    }
    for option, told in kept.items():
        command.add_argument(f"--{option}", type=Path, metavar="OUT", help=told)
    told = "what the brief is called (default: the names of the schemes)"
    command.add_argument("--title", metavar="TEXT", help=told)


def run_again(given: Namespace) -> str:
    """Return the page of a saved result that was computed again; refuse it where a digit is another."""
    again = rerun(given.saved)
    if not again.same:
        raise SimulatorError(f"{given.saved}: {again.told}")
    asked = again.asked
    summaries = {
        name: summarise(each, asked.line, asked.equivalence, asked.smallest_cell)
        for name, each in again.outcomes.items()
    }
    first = next(iter(summaries.values()))
    if ALONE in summaries:
        return f"{to_text(first)}\n\n{again.told}"
    blocks = [head_text(first), compared_text(summaries), compared_notes_text(summaries), again.told]
    return "\n\n".join(block for block in blocks if block)


def source_of(given: Namespace) -> DataSource:
    """Return where the people of a command came from."""
    if given.survey is None:
        return DataSource(given.country)
    return DataSource(
        country=given.country, survey=given.survey, persons=given.persons, mapping=given.mapping
    )


def _assumptions(given: Namespace) -> Iterator[str]:
    """Yield what was assumed of a synthetic country, in one sentence."""
    if given.survey is not None or known_country(given.country) not in country_names():
        return
    assumed = country_assumptions(given.country)
    told = "; ".join(
        f"{name.replace('_', ' ')} {value:g}"
        for name, value in zip(assumed["assumption"], assumed["value"], strict=True)
    )
    yield f"Assumed of these people, not published (`country_assumptions` explains each): {told}."
