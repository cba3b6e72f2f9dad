"""The command that tells what a proxy means test misses in theory, by quota and R2."""

from __future__ import annotations

import csv
import io
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import fill
from typing import Any

from simulator.command_line.files import printed
from simulator.command_line.names import usage
from simulator.errors import BadInput
from simulator.measures import ProxyError, proxy_errors
from simulator.parameters import DECIMAL
from simulator.reports import as_json
from simulator.reports.layout import WIDTH, cell, table
from simulator.reports.results import versions

FORMAT = 1
QUOTAS, R_SQUAREDS = "10,20,30,40,60", "0.2,0.3,0.4,0.5,0.6,0.7,0.8"
ABOUT = (
    "Theory: log consumption and the score are jointly normal, and everybody whom the quota takes gets the "
    "benefit. In life take-up, fraud and old data add to it."
)
COLUMNS = {
    "r_squared": "share of the variance of log consumption",
    "quota_percent": "percent of persons",
    "target_percent": "percent of persons, the poorest",
    "exclusion_error_percent": "percent of the intended",
    "inclusion_error_percent": "percent of those reached",
}


def add_arguments(command: ArgumentParser) -> None:
    """Add what the command takes: quotas, R2, whom the benefit is for, and where the numbers go."""
    add = command.add_argument
    told = f"what part of the persons is taken, percent, commas between (default {QUOTAS})"
    add("--quotas", type=usage(percents_in), default=QUOTAS, metavar="NUMBERS", help=told.replace("%", "%%"))
    told = f"how much of consumption the score tells, from 0 to 1, commas between (default {R_SQUAREDS})"
    add("--r-squared", type=usage(shares_in), default=R_SQUAREDS, metavar="NUMBERS", help=told)
    told = "the poorest percent of persons whom the benefit is for (default: as many as the quota takes)"
    add("--target", type=usage(percents_in), metavar="NUMBER", help=told)
    out = command.add_mutually_exclusive_group()
    for form in ("json", "csv"):
        told = f"also write all numbers to this file as {form.upper()}; - prints them instead"
        out.add_argument(f"--{form}", type=Path, metavar="OUT", help=told)


def tell_proxy_errors(given: Namespace) -> str:
    """Return both errors by quota and R2 as tables; write them where asked to."""
    target = None if given.target is None else _one(given.target)
    errors = proxy_errors(given.quotas, given.r_squared, target)
    page = _page(errors, target is not None)
    if given.json is not None:
        return printed("--json", given.json, as_json(_data(errors)), page)
    if given.csv is not None:
        return printed("--csv", given.csv, _as_csv(errors), page)
    return page


def percents_in(text: str) -> list[float]:
    """Return percentages above 0, up to 100, with commas between them, as shares.

    >>> percents_in("20, 40")
    [0.2, 0.4]
    """
    return [number / 100 for number in _numbers(text, 100, least=0.001)]


def shares_in(text: str) -> list[float]:
    """Return numbers from 0 to 1, with commas between them.

    >>> shares_in("0.3,0.5")
    [0.3, 0.5]
    """
    return _numbers(text, 1)


def _numbers(text: str, most: float, least: float = 0) -> list[float]:
    found = []
    for part in (each.strip() for each in text.split(",")):
        if not DECIMAL.fullmatch(part) or not least <= float(part) <= most:
            allowed = f"numbers from {least:g} to {most:g}, commas between"
            raise BadInput("numbers", part, allowed, f"Write {'20,40' if most > 1 else '0.3,0.5'}.")
        found.append(float(part))
    return found


def _one(numbers: Sequence[float]) -> float:
    if len(numbers) != 1:
        shown = [100 * each for each in numbers]
        raise BadInput("--target", shown, "one number", "Run the command once for each target.")
    return numbers[0]


def _page(errors: Sequence[ProxyError], aimed: bool) -> str:
    """Return a table of the exclusion error, and where there is a target one of the inclusion error."""
    whom = (
        f"the poorest {errors[0].target_percent:g} %" if aimed else "the poorest, as many as the quota takes"
    )
    blocks = [_table(f"Of {whom}, % missed", "exclusion_error_percent", errors)]
    if aimed:
        blocks.append(_table(f"Of those reached, % not of {whom}", "inclusion_error_percent", errors))
    else:
        blocks.append("As many are reached by mistake: the inclusion error is the same.")
    return "\n\n".join([*blocks, fill(ABOUT, WIDTH)])


def _table(title: str, name: str, errors: Sequence[ProxyError]) -> str:
    """Return one error by R2, a row each, and quota, a column each."""
    by_place = {(each.r_squared, each.quota_percent): getattr(each, name) for each in errors}
    quotas = dict.fromkeys(each.quota_percent for each in errors)
    lines = [
        [f"R2 of {r_squared:g}", *(cell(by_place[r_squared, quota]) for quota in quotas)]
        for r_squared in dict.fromkeys(each.r_squared for each in errors)
    ]
    return table([title, *(f"quota {quota:g} %" for quota in quotas)], lines)


def _data(errors: Sequence[ProxyError]) -> dict[str, Any]:
    listed = [asdict(each) for each in errors]
    return {"format": FORMAT, "versions": versions(), "about": ABOUT, "errors": listed}


def _as_csv(errors: Sequence[ProxyError]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(each, name) for name in COLUMNS] for each in errors)
    return out.getvalue()
