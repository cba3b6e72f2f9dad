"""Ways to spoil a survey's file: in its cells, in its columns, and in its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from tests.simulator.surveys.making import as_bytes

Random = np.random.Generator
Frame = pd.DataFrame
BAD_CELLS: Sequence[object] = (
    *(
        "",
        ".",
        "NA",
        "n.a.",
        "abc",
        "12 abc",
        "=1+1",
        '=HYPERLINK("http://x")',
        "@SUM(A1)",
        "-",
        "1;2",
        "0x10",
    ),
    *(
        "inf",
        "-inf",
        "nan",
        "1e999",
        "1_000",
        "٣٠",
        "३०",
        "12,5",
        "1,234",
        "1.234,5",
        "1 234",
        "Rs 500",
        "$ 5",
    ),
    *(-1, 0, 1e300, -1e-300, 10**30, -(10**30), 0.5, 130, 255, 256, 2**31, float("inf"), float("nan"), None),
    *("true", True, "2", " 2 ", "2.0", "02", "é", "\x07", "x" * 300),
)
COLUMNS = ("hhid", "pid", "weight", "rural", "consumption", "age", "sex")


def bad_cells(frame: Frame, random: Random) -> Frame:
    """Put something odd into up to three cells of one column."""
    name = str(random.choice(frame.columns))
    bad = BAD_CELLS[random.integers(len(BAD_CELLS))]
    column = frame[name].astype(object)
    for row in random.integers(0, len(frame), random.integers(1, 4)):
        column.iloc[row] = bad
    return frame.assign(**{name: column})


def bad_column(frame: Frame, random: Random) -> Frame:
    """Put something odd into all cells of one column."""
    name = str(random.choice(COLUMNS))
    bad = BAD_CELLS[random.integers(len(BAD_CELLS))]
    return frame.assign(**{name: pd.Series([bad] * len(frame), dtype=object)})


def decimal_commas(frame: Frame, random: Random) -> Frame:
    """Write amounts with decimal commas."""
    texts = frame["consumption"].map(lambda value: f"{value:.2f}".replace(".", ","))
    return frame.assign(consumption=texts)


def local_digits(frame: Frame, random: Random) -> Frame:
    """Write ages with Devanagari, Arabic or Thai digits."""
    zero = ord(str(random.choice(["०", "٠", "๐"])))
    digits = {ord("0") + each: chr(zero + each) for each in range(10)}
    return frame.assign(age=frame["age"].map(lambda age: str(age).translate(digits)))


def swapped_columns(frame: Frame, random: Random) -> Frame:
    """Exchange the values of two columns."""
    first, second = map(str, random.choice(COLUMNS, 2, replace=False))
    return frame.assign(**{first: frame[second], second: frame[first]})


def renamed_column(frame: Frame, random: Random) -> Frame:
    """Give a column another name, or the name of another one in capitals."""
    name = str(random.choice(COLUMNS))
    return frame.rename(
        columns={name: str(random.choice(["x", name.upper(), f" {name} ", name + "1", "x_"]))}
    )


def lost_column(frame: Frame, random: Random) -> Frame:
    """Leave a column out."""
    return frame.drop(columns=str(random.choice(COLUMNS)))


def shuffled_rows(frame: Frame, random: Random) -> Frame:
    """Put the rows into another order."""
    return frame.iloc[random.permutation(len(frame))].reset_index(drop=True)


def doubled_rows(frame: Frame, random: Random) -> Frame:
    """Repeat some rows."""
    again = frame.iloc[random.integers(0, len(frame), random.integers(1, 4))]
    return pd.concat([frame, again], ignore_index=True)


def few_rows(frame: Frame, random: Random) -> Frame:
    """Keep none, one or two rows."""
    return frame.iloc[: random.integers(0, 3)].reset_index(drop=True)


def negative(frame: Frame, random: Random) -> Frame:
    """Turn the sign of some weights or amounts."""
    name = str(random.choice(["weight", "consumption"]))
    sign = np.where(random.random(len(frame)) < 0.1, -1, 1)
    return frame.assign(**{name: frame[name] * sign})


def merged_ids(frame: Frame, random: Random) -> Frame:
    """Give all households the identifier of a few."""
    return frame.assign(hhid=frame["hhid"] % random.integers(1, 5))


def huge_ids(frame: Frame, random: Random) -> Frame:
    """Give households identifiers of up to twenty digits."""
    return frame.assign(
        hhid=frame["hhid"].map(lambda each: str(each * 10 ** int(random.choice([8, 14, 17]))))
    )


def untouched(frame: Frame, random: Random) -> Frame:
    """Change nothing."""
    return frame


IN_CELLS: tuple[Callable[[Frame, Random], Frame], ...] = (
    *(bad_cells, bad_cells, bad_cells, bad_column, decimal_commas, local_digits, swapped_columns),
    *(
        renamed_column,
        lost_column,
        shuffled_rows,
        doubled_rows,
        few_rows,
        negative,
        merged_ids,
        huge_ids,
        untouched,
    ),
)


def truncated(data: bytes, random: Random) -> bytes:
    """Cut the file off."""
    return data[: random.integers(0, len(data))]


def flipped(data: bytes, random: Random) -> bytes:
    """Change a few bytes."""
    spoiled = bytearray(data)
    for place in random.integers(0, len(data), random.integers(1, 6)):
        spoiled[place] = random.integers(256)
    return bytes(spoiled)


def other_encoding(data: bytes, random: Random) -> bytes:
    """Write a text file in another encoding; other files are left."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return text.encode(str(random.choice(["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])), "ignore")


def other_separator(data: bytes, random: Random) -> bytes:
    """Separate a text file otherwise; other files are left."""
    return data if b"\0" in data else data.replace(b",", random.choice([b";", b"\t", b"|"]))


def noise(data: bytes, random: Random) -> bytes:
    """Replace the file by random bytes."""
    return random.bytes(random.integers(1, 2000))


def unchanged(data: bytes, random: Random) -> bytes:
    """Leave the bytes as they are."""
    return data


IN_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(unchanged, unchanged, unchanged, unchanged, truncated, flipped, other_encoding, other_separator, noise),
)


def spoiled_bytes(frame: Frame, form: str, version: int) -> bytes:
    """Return a frame as a file; what a format cannot hold is written as plain texts."""
    if form in ("dta", "sav"):
        frame = frame.rename(columns=str.strip)
    try:
        return as_bytes(frame, form, version)
    except Exception:  # each writer refuses something else
        return as_bytes(frame.astype(object).map(_plain_text), form, version)


def _plain_text(value: object) -> str:
    """Return a cell as a text that every format can hold."""
    text = "" if value is None or value != value else str(value)[:200]
    return "".join(sign for sign in text.encode("ascii", "replace").decode() if sign.isprintable())


def zip_bomb() -> bytes:
    """Return a spreadsheet whose list says that its sheet is 3 GB; to write so many blanks takes long."""
    buffer = io.BytesIO()
    archive = zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)
    with archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2**26)
        archive.infolist()[0].file_size = 3 * 2**30
    return buffer.getvalue()
