"""A file's column as numbers or codes, with everything that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.surveys.fields import AMOUNT, CODE, PERSONS, Field
from simulator.surveys.mapping import Between, Code, ColumnMapping
from simulator.surveys.numerals import MISSING_TEXTS, currency_marks, read_numerals, top_coded
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows, values_text
from simulator.surveys.tables import Table

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
CODE_FIELD = Field("code", PERSONS, CODE, "a code")
AS_NUMBERS = "Write plain numbers, or name these values under `missing` in the mapping."
IN_ONE = "Convert all to the currency of the economy, and leave the marks out."


@dataclass(frozen=True, eq=False)
class Converted:
    """A column as numbers, nan where missing or unread; `given` marks the rows that said something."""

    values: Numbers
    problems: tuple[Problem, ...]
    missing: Flags


def as_numbers(
    table: Table, name: str, field: Field, mapping: ColumnMapping, decimal: str | None
) -> Converted:
    """Return a column of numbers; what is no number is a problem, never cut or guessed.

    Texts are read as `read_numerals` says; an age such as '95+' is read as 95, which is told.
    """
    places, different = _different(table, name)
    values, missing, problems = _numbers(different, field, decimal)
    gone = missing | np.isin(np.arange(len(different)), _matching(different, values, mapping.missing))
    unread = np.isnan(values) & ~gone
    values = np.where(gone, np.nan, values)
    found = [_told(table, name, each) for each in problems]
    if unread.any():
        wrong = [different[place] for place in np.flatnonzero(unread)]
        found.append(at_rows(ERROR, name, table.rows[unread[places]], _unread(field, wrong)))
    return Converted(values[places], tuple(found), gone[places])


def _unread(field: Field, wrong: Sequence[object]) -> Told:
    """Return what is told of values that are no numbers: amounts in two currencies are named as such."""
    marks = currency_marks([each for each in wrong if isinstance(each, str)]) if field.kind == AMOUNT else ()
    if len(marks) > 1:
        return Told(f"mixed currencies: amounts are marked {values_text(marks)}", "one currency", IN_ONE)
    return Told(f"{values_text(wrong)} is no number", _expected(field), AS_NUMBERS)


def as_codes(table: Table, name: str, field: Field, mapping: ColumnMapping) -> Converted:
    """Return a column of codes: the place of each value's name among the field's codes."""
    places, different = _different(table, name)
    numbers, missing, _ = _numbers(different, field, None)
    codes = np.full(len(different), np.nan)
    for place, code_name in enumerate(field.codes):
        listed = mapping.codes.get(code_name, ()) or ((code_name,) if not mapping.codes else ())
        codes[_matching(different, numbers, listed)] = place
    gone = np.isnan(codes) & (
        missing | np.isin(np.arange(len(different)), _matching(different, numbers, mapping.missing))
    )
    unread = np.isnan(codes) & ~gone
    if not unread.any():
        return Converted(codes[places], (), gone[places])
    quoted = values_text([different[place] for place in np.flatnonzero(unread)])
    known = "; ".join(f"{key} {values_text(listed)}" for key, listed in mapping.codes.items())
    told = Told(
        f"{quoted} is no code that is known",
        known or ", ".join(field.codes),
        f"Say in the mapping which codes mean {', '.join(field.codes)}, and which are missing.",
    )
    problem = at_rows(ERROR, name, table.rows[unread[places]], told)
    return Converted(codes[places], (problem,), gone[places])


def different_values(table: Table, name: str) -> list[object]:
    """Return the different values of a column, in the order of their first rows; None for missing ones."""
    return _different(table, name)[1]


def _different(table: Table, name: str) -> tuple[NDArray[np.int64], list[object]]:
    """Return for each row the place of its value among the different values, and these."""
    import pandas as pd

    column = table.frame[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    try:
        places, different = pd.factorize(column, use_na_sentinel=False)
    except TypeError:  # values that cannot be compared, such as lists
        places, different = pd.factorize(column.map(repr), use_na_sentinel=False)
    return places, [None if _is_nothing(value) else value for value in list(different)]


def _is_nothing(value: object) -> bool:
    return value is None or value != value or type(value).__name__ in ("NAType", "NaTType")


def _numbers(
    different: Sequence[object], field: Field, decimal: str | None
) -> tuple[Numbers, Flags, list[tuple[str, str]]]:
    """Return the number of each value, which are missing, and what was converted (severity, sentence)."""
    values = np.array([_plain(value) for value in different], dtype=float)
    missing = np.array([value is None for value in different], dtype=bool)
    texts = [place for place, value in enumerate(different) if isinstance(value, str)]
    if not texts:
        return values, missing, []
    words = [str(different[place]) for place in texts]
    written = read_numerals(words, decimal, marks=field.kind == AMOUNT)
    values[texts], missing[texts] = written.values, written.missing
    told = [(WARNING, each) for each in written.told]
    if written.ambiguous:
        told.append((ERROR, written.ambiguous))
    if field.name == "age" and written.unread.any():
        open_groups = {
            place: age for place, word in zip(texts, words, strict=True) if (age := top_coded(word))
        }
        values[list(open_groups)] = list(open_groups.values())
        told += [(WARNING, "an open last age group was read as its first year")] if open_groups else []
    return values, missing, told


def _plain(value: object) -> float:
    """Return a number as it is, and nan for anything else."""
    if isinstance(value, bool | np.bool_ | int | float | np.integer | np.floating | Decimal):
        try:
            return float(value)
        except (OverflowError, ValueError):  # above every float, or a signalling nan
            return np.inf if not isinstance(value, Decimal) else np.nan
    return np.nan


def _matching(different: Sequence[object], numbers: Numbers, codes: Sequence[Code]) -> list[int]:
    """Return the places of the values that equal one of the codes, as numbers or as words."""
    words = {str(code).strip().casefold() for code in codes}
    wanted = {float(code) for code in codes if isinstance(code, int | float)}
    return [
        place
        for place, value in enumerate(different)
        if (isinstance(value, str) and value.strip().casefold() in words) or float(numbers[place]) in wanted
    ]


def _told(table: Table, name: str, told: tuple[str, str]) -> Problem:
    severity, sentence = told
    if severity == ERROR:
        mend = "Write `reading: {decimal: comma}` or `{decimal: point}` into the mapping."
        return Problem(severity, name, sentence, "one way to read them", mend)
    return Problem(severity, name, sentence, "plain numbers", "Look whether that is right.")


def _expected(field: Field) -> str:
    if field.limits is None:
        return "a number"
    low, high = field.limits
    return f"a {'whole ' if field.whole else ''}number from {low:g} to {high:g}"


def is_missing_text(value: object) -> bool:
    """Say whether a value is nothing, or a text that stands for nothing.

    >>> is_missing_text(" "), is_missing_text("0")
    (True, False)
    """
    return value is None or (isinstance(value, str) and value.strip().lower() in MISSING_TEXTS)


def from_labels(table: Table, name: str, words: dict[str, tuple[str, ...]]) -> dict[str, tuple[Any, ...]]:
    """Return the codes of a column by what its value labels say: a name of a code has its words.

    >>> import pandas as pd
    >>> labels = {"sex": {1.0: "Male", 2.0: "Female"}}
    >>> table = Table("a.dta", pd.DataFrame({"sex": [1.0]}), np.array([1]), value_labels=labels)
    >>> from_labels(table, "sex", {"female": ("female", "woman"), "male": ("male", "man")})
    {'female': (2.0,), 'male': (1.0,)}
    """
    found: dict[str, list[Any]] = {}
    for code, label in table.value_labels.get(name, {}).items():
        said = str(label).strip().casefold()
        meant = [key for key, known in words.items() if said in known]
        if len(meant) == 1:
            found.setdefault(meant[0], []).append(code)
    return {key: tuple(found[key]) for key in words if key in found}


def has_code(table: Table, name: str, codes: Sequence[Code]) -> Flags:
    """Return which rows of a column hold one of the codes, as a number or as a word.

    >>> import pandas as pd
    >>> table = Table("a.csv", pd.DataFrame({"result": ["1", "2"]}), np.array([2, 3]))
    >>> has_code(table, "result", (1,)).tolist()
    [True, False]
    """
    places, different = _different(table, name)
    numbers = _numbers(different, CODE_FIELD, None)[0]
    return np.isin(places, _matching(different, numbers, codes))


def is_between(table: Table, name: str, wanted: Between) -> Flags:
    """Return which rows of a column hold a number in the range, both ends included; other texts do not.

    >>> import pandas as pd
    >>> table = Table("a.csv", pd.DataFrame({"age": ["14", "15", "old", ""]}), np.array([2, 3, 4, 5]))
    >>> is_between(table, "age", Between(low=15)).tolist()
    [False, True, False, False]
    """
    places, different = _different(table, name)
    numbers = _numbers(different, CODE_FIELD, None)[0]
    low = -np.inf if wanted.low is None else wanted.low
    high = np.inf if wanted.high is None else wanted.high
    inside: Flags = (numbers >= low) & (numbers <= high)
    return inside[places]
