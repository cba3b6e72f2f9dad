"""A survey read again, plainly and by other packages: what a file that loads must say."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import pyreadstat

Row = dict[str, Any]


def rows_of(data: bytes, form: str) -> list[Row]:
    """Return the rows of a file, read by another package than the simulator uses where there is one."""
    if form == "csv":
        text = decoded(data)
        mark = max(",;\t|", key=text.split("\n", 1)[0].count)
        lines = [line for line in csv.reader(io.StringIO(text), delimiter=mark) if any(line)]
        return [dict(zip(map(str.strip, lines[0]), line, strict=True)) for line in lines[1:]]
    if form == "dta":
        frame = pd.read_stata(io.BytesIO(data), convert_categoricals=False)
    elif form == "parquet":
        # What pandas adds for itself may be spoiled; the columns are not in it.
        frame = pd.read_parquet(io.BytesIO(data), to_pandas_kwargs={"ignore_metadata": True})
    elif form == "xlsx":
        frame = pd.read_excel(io.BytesIO(data), dtype=object, keep_default_na=False, na_values=[""])
        frame.columns = [str(name).strip() for name in frame.columns]
    else:
        frame = _spss(data)
    return frame.astype(object).to_dict("records")


def decoded(data: bytes) -> str:
    """Return the text of a file."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def number(value: Any) -> float:
    """Return a cell as a number: Python itself reads digits of every script."""
    if not isinstance(value, str):
        return float(value)
    text = value.replace(" ", "").removeprefix("Rs").removeprefix("$")
    if "," in text:
        text = (
            text.replace(",", "")
            if text.rfind(".") > text.rfind(",")
            else text.replace(".", "").replace(",", ".")
        )
    return float(text)


def expected(rows: list[Row]) -> tuple[list[tuple[float, bool, float]], list[tuple[int, int, int]]]:
    """Return the households (weight, urban, consumption) and the persons (household, age, sex)."""
    names = {str(name).lower(): name for name in rows[0]}
    order: dict[str, int] = {}
    homes: list[tuple[float, bool, float]] = []
    persons = []
    for row in rows:
        key = str(row[names["hhid"]]).strip().removesuffix(".0")
        cells = {name: row[names[name]] for name in ("weight", "rural", "consumption", "age", "sex")}
        if key not in order:
            order[key] = len(order)
            of_home = _first_known(rows, names, key)
            homes.append(of_home)
        persons.append((order[key], int(number(cells["age"])), int(number(cells["sex"]) == 1)))
    return homes, sorted(persons, key=lambda person: person[0])


def _first_known(rows: list[Row], names: dict[str, Any], key: str) -> tuple[float, bool, float]:
    """Return a household's weight, urban and consumption, from the first member who has it."""

    def first(name: str) -> float:
        for row in rows:
            value = row[names[name]]
            same = str(row[names["hhid"]]).strip().removesuffix(".0") == key
            if same and str(value).strip().lower() not in ("", ".", "na", "nan", "none", "<na>"):
                return number(value)
        raise AssertionError(f"{name} of household {key} is nowhere")

    return first("weight"), first("rural") == 0, first("consumption")


def _spss(data: bytes) -> pd.DataFrame:
    import os

    descriptor = os.memfd_create("spss")
    try:
        os.write(descriptor, data)
        return pyreadstat.read_sav(f"/proc/self/fd/{descriptor}", disable_datetime_conversion=True)[0]
    finally:
        os.close(descriptor)
