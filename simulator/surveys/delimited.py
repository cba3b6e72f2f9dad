"""Text files: CSV with its encodings and separators, every row of one width."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

import numpy as np

from simulator.errors import BadInput, SimulatorError
from simulator.surveys.sources import Source
from simulator.surveys.tables import Table, make_table, refuse_large

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
LONGEST_FIELD = 131_072
WESTERN = "cp1252"


def read_csv(source: Source, encoding: str | None = None, separator: str | None = None) -> Table:
    """Return the table of a CSV file, every value a text, as it is written; nothing in it is computed.

    The encoding is UTF-8 or UTF-16 where the bytes say so, else Windows-1252, which is told. Raises
    `SimulatorError` for rows of different widths, open quotes, binary bytes, and no rows.
    """
    import pandas as pd

    text, told = _decoded(source.read(), encoding)
    mark = separator or _separator(text)
    lines = _rows(text, mark)
    header = [name.strip() for name in lines[0]] if lines else []
    body = lines[1:]
    refuse_large(len(body), len(header))
    kept = np.array([number for number, line in enumerate(body) if any(line)], dtype=np.int64)
    _refuse_widths(header, body)
    # Column by column: a frame of texts is built several times as fast so.
    columns = list(zip(*(body[number] for number in kept), strict=True)) or [()] * len(header)
    frame = pd.DataFrame({place: list(column) for place, column in enumerate(columns)}, dtype=object)
    frame.columns = pd.Index(header, dtype=object)
    words = (
        f"{source.name}: {len(kept):,} rows, {len(header)} columns with {SEPARATORS.get(mark, mark)} between."
    )
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
    known = "utf-8, utf-16, cp1252, or the one that the mapping names under `reading`"
    raise BadInput("encoding", encoding or "unknown", known, "Save the file as CSV in UTF-8.")


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


def _rows(text: str, separator: str) -> list[list[str]]:
    """Return the rows; the first line names the columns."""
    try:
        csv.field_size_limit(LONGEST_FIELD)
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except (csv.Error, TypeError) as error:
        mend = "Look for a quotation mark that is not closed, or export the file again."
        raise SimulatorError(f"the file is no table in text form ({error}). {mend}") from None


def _refuse_widths(header: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    """Refuse rows longer or shorter than the first line: their values would stand in wrong columns."""
    width = len(header)
    wrong = [number + 2 for number, line in enumerate(body) if len(line) != width and any(line)]
    if wrong:
        rows = ", ".join(str(row) for row in wrong[:5])
        what = f"{len(wrong):,} rows (first: {rows}) have not the {width} fields of the first line"
        raise SimulatorError(
            f"{what}. The file may be cut off, or a text in it holds the separator unquoted."
        )
