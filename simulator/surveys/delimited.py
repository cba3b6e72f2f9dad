"""Text files: CSV with its encodings and separators, every row of one width."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.errors import BadInput, SimulatorError, shown
from simulator.surveys.sources import Source
from simulator.surveys.tables import Table, make_table, refuse_large

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
WESTERN = "cp1252"


def read_csv(source: Source, encoding: str | None = None, separator: str | None = None) -> Table:
    """Return the table of a CSV file, every value a text, as it is written; nothing in it is computed.

    The encoding is UTF-8 or UTF-16 where the bytes say so, else Windows-1252, which is told. Raises
    `SimulatorError` for rows of different widths, open quotes, binary bytes, and no rows.
    """
    text, told = _decoded(source.read(), encoding)
    mark = separator or _separator(text)
    widths = _widths(text, mark)
    lines = _lines(text, mark)
    header = [str(each).strip() for each in lines.iloc[0].tolist()]
    body = lines.iloc[1:]
    refuse_large(len(body), len(header))
    _refuse_other_widths(len(header), widths[: len(lines)])
    kept = np.flatnonzero((body != "").any(axis=1).to_numpy())
    frame = body.iloc[kept].reset_index(drop=True).set_axis(header, axis=1)
    between = SEPARATORS.get(mark, mark)
    words = f"{source.name}: {len(kept):,} rows, {len(header)} columns with {between} between."
    return make_table(Table(source.name, frame, kept + 2, told=(words, *told)))


def _decoded(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a sentence where the encoding had to be guessed."""
    for mark, named in MARKS.items():
        if data.startswith(mark):
            encoding = named
    guessed = () if encoding else (f"Its letters were read as {WESTERN}, since they are not UTF-8.",)
    for each in [encoding] if encoding else [*_wide(data), "utf-8", WESTERN]:
        try:
            text = data.decode(each)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text, guessed if each == WESTERN else ()
        if encoding is None:
            raise _no_text(text)
    known = "utf-8, utf-16, cp1252, or the one that the mapping names under `reading`"
    raise BadInput("encoding", encoding or "unknown", known, "Save the file as CSV in UTF-8.")


def _no_text(text: str) -> SimulatorError:
    """Return the error for zero bytes in what should be letters: a broken copy, or no text at all."""
    rows = text[: text.index("\x00")].count("\n") + 1
    mend = "It is a damaged copy, or no text file at all. Copy or export it again, as CSV in UTF-8."
    return SimulatorError(
        f"the file holds {text.count(chr(0)):,} zero bytes, the first in row {rows}. {mend}"
    )


def _wide(data: bytes) -> list[str]:
    """Return the name of UTF-16 without a mark: every other byte of Western text is zero."""
    head = data[:400]
    if len(data) % 2 or head.count(0) < len(head) // 3:
        return []
    return ["utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"]


def _separator(text: str) -> str:
    """Return the separator that stands most often in the first line, outside quotes."""
    head = "".join(part for part in text.split("\n", 1)[0].split('"')[::2])
    best = max(SEPARATORS, key=head.count)
    return best if head.count(best) else ","


def _widths(text: str, separator: str) -> NDArray[np.int64]:
    """Return how many fields each line has, 0 for an empty one."""
    if '"' in text:
        try:
            return np.array(
                [len(line) for line in csv.reader(StringIO(text, newline=""), delimiter=separator)]
            )
        except csv.Error as error:
            raise _no_table(error) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return np.array([line.count(separator) + 1 if line else 0 for line in lines])


def _lines(text: str, separator: str) -> pd.DataFrame:
    """Return the lines, the names of the columns first, every field a text."""
    import pandas as pd

    try:
        frame = pd.read_csv(
            StringIO(text),
            sep=separator,
            header=None,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (ValueError, OverflowError, MemoryError) as error:
        raise _no_table(error) from None
    return frame.fillna("")


def _no_table(error: Exception) -> SimulatorError:
    problem = shown(str(error).strip().rpartition("C error: ")[2])
    mend = "A text in it may hold the separator unquoted, or a quotation mark may not be closed."
    return SimulatorError(f"the file is no table in text form ({problem}). {mend}")


def _refuse_other_widths(width: int, widths: NDArray[np.int64]) -> None:
    """Refuse rows longer or shorter than the first: values stand in wrong columns, or the file is cut off."""
    wrong = np.flatnonzero((widths != width) & (widths > 0)) + 1
    if len(wrong):
        rows = ", ".join(str(row) for row in wrong[:5])
        what = f"{len(wrong):,} rows (first: {rows}) have not the {width} fields of the first line"
        raise SimulatorError(f"{what}. The file is cut off, or a text in it holds the separator unquoted.")
