"""Identifiers: which rows belong together, however their numbers were stored."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.surveys.converting import Converted, is_missing_text
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows
from simulator.surveys.tables import Table

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

BETWEEN = "\x1f"
# Above this a number with a point cannot tell two neighbours apart.
EXACT_UP_TO = 2.0**53
SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?\d+", re.ASCII)
STORE_AS = "Store it as a text, or as a whole number, and export the file again."


def keys_of(table: Table, columns: tuple[str, ...]) -> tuple[pd.Series, list[Problem]]:
    """Return each row's identifier as a text, the several columns of one joined, and what is wrong with them.

    Whole numbers lose the point that storing as a float gave them. A gap, digits lost in a number too long,
    and a text in scientific notation are errors.
    """
    problems: list[Problem] = []
    keys: Any = None
    for name in columns:
        part, found = _texts(table, name)
        problems += found
        keys = part if keys is None else keys + BETWEEN + part
    return keys, problems


def matched(first: pd.Series, second: pd.Series) -> tuple[pd.Series, pd.Series, bool]:
    """Return the identifiers of two tables in one form, and whether leading zeros had to be left out.

    That is done only where no identifier of the one table is in the other, and no two become one.

    >>> import pandas as pd
    >>> [each.tolist() for each in matched(pd.Series(["001"]), pd.Series(["1"]))[:2]]
    [['1'], ['1']]
    """
    if first.isin(set(second)).any():
        return first, second, False
    shorter = [_without_zeros(each) for each in (first, second)]
    merged = any(old.nunique() != new.nunique() for old, new in zip((first, second), shorter, strict=True))
    if merged or not shorter[0].isin(set(shorter[1])).any():
        return first, second, False
    return shorter[0], shorter[1], True


def _without_zeros(keys: pd.Series) -> pd.Series:
    return keys.str.replace(rf"(^|{BETWEEN})0+(?=\d)", r"\1", regex=True)


def _texts(table: Table, name: str) -> tuple[pd.Series, list[Problem]]:
    """Return one column of identifiers as texts, and what is wrong with it."""
    import pandas as pd

    column = table.frame[name]
    places, different = pd.factorize(column.astype(object), use_na_sentinel=False)
    texts = np.array([_text(value) for value in different], dtype=object)
    keys = pd.Series(texts[places])
    found = []
    for test, told, severity in (
        (_is_gap, Told("no value", "an identifier in every row", "Fill it in, or drop these rows."), ERROR),
        (_lost_digits, Told("a number too long for its digits", "whole identifiers", STORE_AS), ERROR),
        (_is_fraction, Told("a number with digits behind the point", "whole identifiers", STORE_AS), WARNING),
    ):
        wrong = np.array([test(value) for value in different], dtype=bool)
        if wrong.any():
            found.append(at_rows(severity, name, table.rows[wrong[places]], told))
    return keys, found


def _text(value: object) -> str:
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _is_gap(value: object) -> bool:
    return is_missing_text(value) or value != value or type(value).__name__ in ("NAType", "NaTType")


def _lost_digits(value: object) -> bool:
    if isinstance(value, str):
        return bool(SCIENTIFIC.fullmatch(value.strip()))
    return isinstance(value, float | np.floating) and bool(abs(float(value)) >= EXACT_UP_TO)


def _is_fraction(value: object) -> bool:
    return isinstance(value, float | np.floating) and value == value and not float(value).is_integer()


def as_identifiers(table: Table, columns: tuple[str, ...]) -> Converted:
    """Return a whole number for each different identifier of what no result hangs on, such as a stratum.

    What is wrong with it is a warning only; a gap is nan.
    """
    import pandas as pd

    keys, problems = keys_of(table, columns)
    gaps = np.zeros(len(keys), dtype=bool)
    for name in columns:
        gaps |= table.frame[name].map(_is_gap).to_numpy(dtype=bool)
    numbers = np.where(gaps, np.nan, pd.factorize(keys)[0].astype(float))
    mend = "The column is left out. Fill it in, if sampling errors are wanted."
    told = [replace(each, severity=WARNING, mend=mend) for each in problems if each.severity == ERROR]
    return Converted(numbers, tuple(told), gaps)
