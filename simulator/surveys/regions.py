"""Regions: every different value of a column is one, by its label where the file gives it one."""

from __future__ import annotations

import numpy as np

from simulator.surveys.converting import Converted, different_values, is_missing_text
from simulator.surveys.mapping import ColumnMapping
from simulator.surveys.problems import WARNING, Problem, Told, at_rows, values_text
from simulator.surveys.tables import Table

MOST_REGIONS = 256
NAMELESS = "It counts as a region. Mend it, or name it under `missing` in the mapping."


def as_regions(table: Table, name: str, mapping: ColumnMapping) -> tuple[Converted, tuple[str, ...]]:
    """Return a column as the numbers of regions, and the regions' names in the order of their values.

    A region is called by its value label, or by its value. More than 256 are a problem: such a column
    numbers something smaller.
    """
    import pandas as pd

    labels = {_key(code): str(label) for code, label in table.value_labels.get(name, {}).items()}
    missing = {_key(code) for code in mapping.missing}
    different = [each for each in different_values(table, name) if not is_missing_text(each)]
    keys = sorted({_key(each) for each in different} - missing, key=_order)
    places = {key: number for number, key in enumerate(keys)}
    names = tuple(_name(key, labels) for key in keys)
    column = table.frame[name].astype(object)
    values = np.array([places.get(_key(each), np.nan) for each in pd.unique(column)], dtype=float)
    codes = pd.factorize(column, use_na_sentinel=False)[0]
    read = values[codes]
    problems: tuple[Problem, ...] = ()
    if len(keys) > MOST_REGIONS:
        mend = "The column is left out. Name a column of larger regions."
        problems = (Problem(WARNING, name, f"{len(keys)} regions", f"at most {MOST_REGIONS}", mend),)
        return Converted(np.full(len(read), np.nan), problems, np.zeros(len(read), dtype=bool)), ()
    nameless = [key for key in keys if labels and key not in labels]
    if nameless and len(nameless) < len(keys) - len(nameless):
        rows = table.rows[np.isin(read, [places[key] for key in nameless])]
        found = f"{values_text(nameless)} has no label, and others have one"
        problems = (at_rows(WARNING, name, rows, Told(found, "a label for each region", NAMELESS)),)
    return Converted(read, problems, np.isnan(read)), names


def _name(key: str, labels: dict[str, str]) -> str:
    """Return a region's label, or its value; with both where two regions have one label."""
    label = labels.get(key, key)
    return f"{label} ({key})" if list(labels.values()).count(label) > 1 else label


def _key(value: object) -> str:
    """Return a region's value as a text: 1, 1.0 and '1' are one region."""
    if isinstance(value, int | float | np.number) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _order(key: str) -> tuple[float, str]:
    return (float(key), key) if key.isdecimal() else (np.inf, key)
