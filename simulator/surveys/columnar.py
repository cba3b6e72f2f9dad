"""Parquet files: their real size is worked out before anything is unpacked."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.errors import SimulatorError
from simulator.surveys.packages import load_package
from simulator.surveys.sources import Source
from simulator.surveys.tables import MOST_TEXT_BYTES, Table, make_table, refuse_large

DAMAGED = "the file is no Parquet file that can be read: damaged or cut off. Export it again."


def read_parquet(source: Source) -> Table:
    """Return the table of a Parquet file with plain columns; a file that unpacks to too much is refused.

    Raises `SimulatorError` for damaged files and for columns that hold lists or tables.
    """
    parquet = load_package("pyarrow.parquet", "a .parquet file")
    try:
        arrow = _unpacked(parquet, source)
        frame = arrow.to_pandas(categories=[], ignore_metadata=True)
    except SimulatorError:
        raise
    except Exception:  # Arrow raises many kinds, and none says more than this
        raise SimulatorError(DAMAGED) from None
    told = f"{source.name}: {len(frame):,} rows, {frame.shape[1]} columns."
    return make_table(Table(source.name, frame, np.arange(1, len(frame) + 1), told=(told,)))


def _unpacked(parquet: Any, source: Source) -> Any:
    """Return the file as an Arrow table; texts stay one copy each until their size is known."""
    import pyarrow as arrow

    with parquet.ParquetFile(source.stream) as file:
        schema = file.schema_arrow
        refuse_large(file.metadata.num_rows, file.metadata.num_columns)
        sizes = (
            file.metadata.row_group(each).total_byte_size for each in range(file.metadata.num_row_groups)
        )
        if sum(sizes) > MOST_TEXT_BYTES:
            raise SimulatorError("the file unpacks to over 4 GB. Keep only the columns that are needed.")
        _refuse_nested(arrow, schema)
    texts = [each.name for each in schema if _is_text(arrow, each.type)]
    table = parquet.read_table(source.stream, read_dictionary=texts, use_threads=False)
    _refuse_texts(table, texts)
    return table


def _refuse_nested(arrow: Any, schema: Any) -> None:
    for each in schema:
        if arrow.types.is_nested(each.type):
            raise SimulatorError(f"column {each.name} holds lists or tables. Keep one value a cell.")


def _is_text(arrow: Any, kind: Any) -> bool:
    types = arrow.types
    return any(is_kind(kind) for is_kind in (types.is_string, types.is_binary, types.is_large_string))


def _refuse_texts(table: Any, texts: list[str]) -> None:
    """Refuse texts that repeat themselves into more than memory should hold."""
    import pyarrow.compute as compute

    total = 0
    for name in texts:
        for chunk in table[name].chunks:
            lengths = compute.binary_length(chunk.dictionary).to_numpy(zero_copy_only=False)
            if not len(lengths):
                continue
            places = chunk.indices.drop_null().to_numpy(zero_copy_only=False)
            total += int(lengths[places].sum(dtype=np.float64))
    if total > MOST_TEXT_BYTES:
        raise SimulatorError("the file's texts unpack to over 4 GB. Keep only the columns that are needed.")
