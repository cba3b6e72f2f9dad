"""Files that would fill the memory, or run something, are refused before they can."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from simulator import SimulatorError
from simulator.surveys import spreadsheet, tables
from simulator.surveys.files import read_table
from tests.simulator.surveys.making import as_bytes, people, spss_bytes
from tests.simulator.surveys.mutations import zip_bomb


def refused(data: bytes, name: str) -> str:
    """Check that a file is refused, and return in which words."""
    with pytest.raises(SimulatorError) as caught:
        read_table(data, name)
    assert str(caught.value).startswith(name)
    return str(caught.value)


def test_a_spreadsheet_that_unpacks_to_gigabytes() -> None:
    """What the archive's own list says is three gigabytes of blanks is refused before it is unpacked."""
    data = zip_bomb()
    assert len(data) < 4_000_000 and "unpacks to over 2 GB" in refused(data, "bomb.xlsx")


def test_a_spreadsheet_of_very_many_parts() -> None:
    """An archive of twenty thousand files is no spreadsheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20_000):
            archive.writestr(str(number), "")
    assert "unpacks" in refused(buffer.getvalue(), "many.xlsx")


def test_parquet_of_very_many_rows() -> None:
    """Hundreds of millions of equal rows in a few kilobytes are refused by the file's own count."""
    column = arrow.array(np.zeros(1_000_000, dtype=np.int8))
    buffer = io.BytesIO()
    schema = arrow.schema([("a", arrow.int8())])
    with parquet.ParquetWriter(buffer, schema, compression="zstd") as writer:
        table = arrow.table({"a": column})
        for _ in range(401):
            writer.write_table(table)
    assert "401,000,000 rows, more than 5,000,000" in refused(buffer.getvalue(), "bomb.parquet")


@pytest.mark.parametrize("form", ["csv", "dta", "sav", "parquet", "xlsx"])
def test_too_many_rows_in_any_format(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row above the bound is refused, and a file at the bound is read."""
    data, rows = as_bytes(people(), form), len(people())
    monkeypatch.setattr(tables, "MOST_ROWS", rows)
    assert len(read_table(data, f"rows.{form}").frame) == rows
    monkeypatch.setattr(tables, "MOST_ROWS", rows - 1)
    assert f"more than {rows - 1}" in refused(data, f"rows.{form}")


def test_a_sheet_of_more_rows_than_the_format_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet is read row by row, and stops at the format's own limit."""
    monkeypatch.setattr(spreadsheet, "MOST_SHEET_ROWS", 10)
    assert "more than the 10 rows that .xlsx allows" in refused(as_bytes(people(), "xlsx"), "long.xlsx")


def test_parquet_of_one_long_text_many_times() -> None:
    """A text of a megabyte that stands in ten thousand rows is counted before it is written out."""
    dictionary = arrow.DictionaryArray.from_arrays(np.zeros(10_000, dtype=np.int32), ["x" * 1_000_000])
    buffer = io.BytesIO()
    parquet.write_table(arrow.table({"a": dictionary}), buffer)
    assert len(buffer.getvalue()) < 3_000_000 and "texts unpack" in refused(buffer.getvalue(), "long.parquet")


def test_parquet_of_lists() -> None:
    """A column of lists is refused by its name."""
    buffer = io.BytesIO()
    parquet.write_table(arrow.table({"members": [[1, 2], [3]]}), buffer)
    assert "column members holds lists" in refused(buffer.getvalue(), "lists.parquet")


def test_a_stata_file_that_claims_too_much() -> None:
    """A header that claims two thousand million rows is refused, and none of them is made."""
    data = bytearray(as_bytes(people(), "dta", 118))
    place = data.index(b"<N>") + 3
    data[place : place + 8] = struct.pack("<Q", 2_000_000_000)
    assert "2,000,000,000 rows, more than 5,000,000" in refused(bytes(data), "claims.dta")


def test_an_spss_file_that_hides_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """An SPSS file that does not say how many rows it has is read up to the bound, and then refused."""
    data = bytearray(spss_bytes(people()))
    data[80:84] = struct.pack("<i", -1)
    assert len(read_table(bytes(data), "unknown.sav").frame) == len(people())
    monkeypatch.setattr(tables, "MOST_CELLS", 100)
    assert "more than 100 cells" in refused(bytes(data), "unknown.sav")


def test_too_many_cells_in_a_text_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bound holds for text files."""
    monkeypatch.setattr(tables, "MOST_CELLS", 10)
    assert "more than 10 cells" in refused(as_bytes(people(), "csv"), "large.csv")


def test_no_formula_is_run() -> None:
    """A formula of a spreadsheet gives what was stored with it, here nothing; in a text file it is a text."""
    book = openpyxl.Workbook()
    book.active.append(["hhid", "age"])
    book.active.append([1, "=1+1"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_table(buffer.getvalue(), "formula.xlsx").frame["age"].tolist() == [None]
    assert read_table(b"hhid,age\n1,=1+1\n", "formula.csv").frame["age"].tolist() == ["=1+1"]


@pytest.mark.parametrize("form", ["dta", "sav", "parquet", "xlsx"])
def test_files_of_another_kind(form: str) -> None:
    """A text file with the ending of another format is refused with what to do."""
    said = refused(as_bytes(people(), "csv"), f"wrong.{form}")
    assert "can be read" in said and said.endswith(".")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.csv", "the file is empty"),
        (b"hhid,age\n", "head.csv", "holds no rows"),
        (b"hhid,hhid\n1,2\n", "twice.csv", "each name once"),
        (b"hhid,age\n1\n", "short.csv", "1 rows .first: 2. have not the 2 fields"),
        (b"hhid,age\n1,2,3\n", "long.csv", "no table in text form|have not the 2 fields"),
        (b'hhid,age\n1,"2\n', "quote.csv", "quotation mark"),
        (b"hhid,age\n1,\x002\n", "binary.csv", "1 zero bytes, the first in row 2"),
        (bytes(5000), "filled.csv", "begins with 4,096 zero bytes"),
        (b"hhid,age\n1,2\n" + bytes(300), "tail.csv", "300 zero bytes, the first in row 3"),
        (gzip.compress(b"hhid,age\n1,2\n", mtime=0), "packed.csv", "is compressed with gzip. Unpack it"),
        (gzip.compress(b"anything", mtime=0), "packed.dta", "is compressed with gzip. Unpack it"),
        (as_bytes(people(), "parquet"), "named.csv", "is a Parquet file. Name it .parquet"),
        (as_bytes(people(), "xlsx"), "named.dta", "a zip archive or a spreadsheet"),
        (as_bytes(people(), "dta"), "named.sav", "is a Stata file"),
        (b"hhid,age\n1,2\n", "survey.xls", "format: '.xls' is not allowed"),
        (b"hhid,age\n1,2\n", "survey", "format: 'survey' is not allowed"),
    ],
)
def test_files_that_are_no_table(data: bytes, name: str, words: str) -> None:
    """What is no table is refused in words that say why."""
    with pytest.raises(SimulatorError, match=words):
        read_table(data, name)


def test_a_file_that_is_not_there() -> None:
    """A missing file and a folder are named as what they are."""
    for path, words in (("no such file.csv", "there is no such file"), ("/", "this is a folder")):
        with pytest.raises(SimulatorError, match=words):
            read_table(path)


def test_dates_are_no_numbers() -> None:
    """A column of dates stays what it is, and does not stop the reading of the others."""
    frame = pd.DataFrame({"hhid": [1], "visit": pd.to_datetime(["2020-01-01"])})
    assert read_table(as_bytes(frame, "parquet"), "dates.parquet").frame["hhid"].tolist() == [1]
