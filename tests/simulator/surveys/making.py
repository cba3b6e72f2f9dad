"""Small made-up surveys, and the bytes of their files in each format."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

FORMATS = ("csv", "dta", "sav", "parquet", "xlsx")
STATA_VERSIONS = (114, 117, 118, 119)
MAPPING = """version: 1
country: nepal
columns:
  household: hhid
  person: pid
  weight: weight
  urban: {column: rural, rural: 1, urban: 0}
  consumption: {column: consumption, period: month, per: person}
  age: age
  sex: {column: sex, female: 2, male: 1}
"""
SEX = {"column": "sex", "female": 2, "male": 1}


def people(seed: int = 1, households: int = 12) -> pd.DataFrame:
    """Return persons of one to six a household, amounts with two digits behind the point."""
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 7, households)
    sizes[0] = 3
    each = np.repeat(np.arange(households), sizes)
    number = len(each)
    first = np.flatnonzero(np.r_[True, each[1:] != each[:-1]])
    ages = random.integers(0, 90, number)
    ages[first] = random.integers(18, 90, households)
    return pd.DataFrame(
        {
            "hhid": 101 + each,
            "pid": 1 + np.arange(number) - first[each],
            "weight": random.integers(400, 90_000, households)[each] / 4,
            "rural": random.integers(0, 2, households)[each],
            "consumption": (random.integers(200_000, 2_000_000, households) / 100)[each],
            "age": ages,
            "sex": random.integers(1, 3, number),
            "psu": 1 + each // 4,
            "stratum": 1 + each // 8,
        }
    )


def as_bytes(frame: pd.DataFrame, form: str, version: int = 118, **labels: Mapping[str, object]) -> bytes:
    """Return a frame as the bytes of a file; `labels` are pyreadstat's, for Stata and SPSS."""
    buffer = io.BytesIO()
    if form == "csv":
        return frame.to_csv(index=False).encode()
    if form == "dta":
        frame.to_stata(buffer, write_index=False, version=version)  # type: ignore[call-overload]
        return buffer.getvalue()
    if form == "parquet":
        frame.to_parquet(buffer)
        return buffer.getvalue()
    if form == "xlsx":
        frame.to_excel(buffer, index=False)
        return buffer.getvalue()
    return spss_bytes(frame, **labels)


def write_survey_files(folder: Path) -> None:
    """Write the files that the examples of the help name: a survey as one file, as two, and its mapping."""
    frame = people().rename(columns={"consumption": "consumption_month"})
    homes = frame.drop_duplicates("hhid").drop(columns=["pid", "age", "sex"])
    (folder / "wave1.dta").write_bytes(as_bytes(people(), "dta"))
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    (folder / "households.sav").write_bytes(as_bytes(homes, "sav"))
    (folder / "persons.sav").write_bytes(as_bytes(frame[["hhid", "pid", "age", "sex"]], "sav"))


def spss_bytes(frame: pd.DataFrame, **labels: Mapping[str, object]) -> bytes:
    """Return a frame as the bytes of an SPSS file, which its writer can put into a file only."""
    number = os.memfd_create("spss")
    try:
        pyreadstat.write_sav(frame, f"/proc/self/fd/{number}", **labels)
        return Path(f"/proc/self/fd/{number}").read_bytes()
    finally:
        os.close(number)
