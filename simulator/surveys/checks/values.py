"""Values that are missing, impossible, or not whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.surveys.canonical import Canonical
from simulator.surveys.fields import BENEFIT_FIELD, FIELDS, ONLY_COMPARED, PERSONS, Field
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows, values_text


def missing(survey: Canonical) -> Iterator[Problem]:
    """Yield columns with gaps: an error where a population needs the column, else it is left out."""
    for name, column in {**survey.households, **survey.persons}.items():
        gaps = np.isnan(column) & ~survey.unread.get(name, np.zeros(len(column), dtype=bool))
        if not gaps.any():
            continue
        needed = FIELDS[name].required
        share = f"{100 * gaps.mean():.1f} % of the values are missing"
        told = Told(share, "a value in every row", _gap_mend(name, needed))
        yield at_rows(ERROR if needed else WARNING, survey.source(name), survey.rows_of(name)[gaps], told)
    for name, amounts in survey.benefits.items():
        gaps = np.isnan(amounts) & ~survey.unread.get(name, np.zeros(len(amounts), dtype=bool))
        if gaps.any():
            told = Told(
                f"{100 * gaps.mean():.1f} % of the amounts are missing",
                "an amount in every row, 0 for who gets nothing",
                "If a gap means that nothing is received, write `missing_means: 0` into the mapping.",
            )
            yield at_rows(ERROR, f"benefits.{name}", survey.rows[PERSONS][gaps], told)


def out_of_limits(survey: Canonical) -> Iterator[Problem]:
    """Yield values below the lowest or above the highest that can be: negative weights, ages of 130."""
    for name, column in {**survey.households, **survey.persons}.items():
        if name != "proxy_score" or np.isinf(column).any():
            severity = WARNING if name in ONLY_COMPARED else ERROR
            yield from _outside(survey.source(name), column, FIELDS[name], survey.rows_of(name), severity)
    for name, amounts in survey.benefits.items():
        yield from _outside(f"benefits.{name}", amounts, BENEFIT_FIELD, survey.rows[PERSONS])


def not_whole(survey: Canonical) -> Iterator[Problem]:
    """Yield ages and sizes with digits behind the point."""
    for name, column in {**survey.households, **survey.persons}.items():
        known = np.where(np.isfinite(column), column, 0)
        broken = np.trunc(known) != known
        if FIELDS[name].whole and broken.any():
            told = Told(
                f"{values_text(list(column[broken]))} is not whole",
                FIELDS[name].help,
                "Round it in the file: an age down to completed years.",
            )
            severity = WARNING if name in ONLY_COMPARED else ERROR
            yield at_rows(severity, survey.source(name), survey.rows_of(name)[broken], told)


def _outside(
    source: str, column: np.ndarray, field: Field, rows: np.ndarray, severity: str = ERROR
) -> Iterator[Problem]:
    if field.limits is None:
        return
    low, high = field.limits
    wrong = (column < low) | (column > high)
    if wrong.any():
        told = Told(
            f"{values_text(list(column[wrong]))} cannot be",
            f"a number from {low:g} to {high:g}",
            "Mend these rows, or name these values under `missing` in the mapping.",
        )
        yield at_rows(severity, source, rows[wrong], told)


def _gap_mend(name: str, needed: bool) -> str:
    if needed:
        return "Fill them in, drop these rows, or keep only some rows with `keep` in the mapping."
    return f"The column is left out. Say what a gap means with `missing_means` for {name} in the mapping."
