"""What is kept of a run: a brief, a workbook, and a saved result that can be computed again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from simulator.command_line.files import write_whole
from simulator.countries import country_assumptions, country_names, known_country
from simulator.engine import Outcome
from simulator.errors import SimulatorError
from simulator.reports import Asked, as_json, brief, result_data, to_text, workbook
from simulator.saved import DataSource, rerun, saved_data
from simulator.scenario import summarise


def write_reports(given: Namespace, outcome: Outcome, asked: Asked) -> None:
    """Write the files that a run was asked for beside its page."""
    if given.title is not None and given.brief is None:
        raise SimulatorError("--title belongs to a brief. Write --brief OUT.html, or leave it out.")
    if given.brief is not None:
        told = tuple(_assumptions(given))
        write_whole("--brief", given.brief, brief(outcome, asked, given.title, told))
    if given.excel is not None:
        write_whole("--excel", given.excel, workbook(result_data(outcome, asked)))
    if given.save is not None:
        data = saved_data(outcome, source_of(given), asked, given.save.resolve().parent)
        write_whole("--save", given.save, as_json(data))


def run_again(given: Namespace) -> str:
    """Return the page of a saved result that was computed again; refuse it where a digit is another."""
    again = rerun(given.saved)
    if not again.same:
        raise SimulatorError(f"{given.saved}: {again.told}")
    asked = again.asked
    summary = summarise(again.outcome, asked.line, asked.equivalence, asked.smallest_cell)
    return f"{to_text(summary)}\n\n{again.told}"


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
