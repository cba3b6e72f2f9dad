"""Values as plain data: JSON with tags, and raw buffers for arrays. No pickle, no objects.

The same code runs on both sides. What is read is checked; what is neither plain nor whitelisted
crosses as a handle.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from exercises.grading.limits import REPLY_DEPTH, REPLY_NODES

NUMBERS = re.compile(r"[<|=]?(b1|i[1248]|u[1248]|f[248]|c(8|16)|U\d{1,4}|[Mm]8\[(ns|us|ms|s|D)\])")
MOST_DIMENSIONS = 8
FAR = 2**62
Handle = Callable[[Any], dict[str, Any]]


class NotPlain(ValueError):
    """The data are not in the form that may cross."""


class Writer:
    """Turns a value into tagged JSON and buffers; what is not plain is handed on, to become a handle."""

    def __init__(self, handle: Handle) -> None:
        self.buffers: list[bytes] = []
        self._handle = handle
        self._nodes = 0

    def write(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON form of a value. Types are compared exactly: a subclass can lie."""
        self._nodes += 1
        if depth > REPLY_DEPTH or self._nodes > REPLY_NODES:
            raise NotPlain("the value is too deep or has too many parts")
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return value if abs(value) < 2**63 else {"t": "int", "v": hex(value)}
        form = FORMS.get(kind)
        if form:
            return form(self, value, depth + 1)
        if isinstance(value, np.generic) and kind.__module__ == "numpy":
            return {"t": "scalar", "v": self._array(np.asarray(value))}
        return self._handle(value)

    def many(self, values: Any, depth: int) -> list[Any]:
        """Return the JSON forms of several values."""
        return [self.write(each, depth) for each in values]

    def _array(self, value: np.ndarray) -> Any:
        if not NUMBERS.fullmatch(value.dtype.str) or value.ndim > MOST_DIMENSIONS:
            raise NotPlain(f"an array of {value.dtype}")
        self.buffers.append(np.ascontiguousarray(value).tobytes())
        return {"dtype": value.dtype.str, "shape": list(value.shape), "b": len(self.buffers) - 1}

    def array(self, value: np.ndarray, depth: int) -> Any:
        """Write an array; one of objects becomes a handle."""
        if NUMBERS.fullmatch(value.dtype.str) and value.ndim <= MOST_DIMENSIONS:
            return {"t": "array", "v": self._array(value)}
        return self._handle(value)

    def column(self, value: Any, depth: int) -> Any:
        """Write the values of a column or an index: numbers as a buffer, texts as a list."""
        if isinstance(value.dtype, np.dtype) and NUMBERS.fullmatch(value.dtype.str):
            return self.array(value.to_numpy(), depth)
        missing = value.isna()
        return {
            "t": "list",
            "v": self.many(
                [None if gone else each for each, gone in zip(value, missing, strict=True)], depth
            ),
        }

    def series(self, value: pd.Series, depth: int) -> Any:
        """Write a column with its index and name."""
        return {
            "t": "series",
            "name": self.write(value.name, depth),
            "index": self.column(value.index, depth),
            "v": self.column(value, depth),
        }

    def frame(self, value: pd.DataFrame, depth: int) -> Any:
        """Write a table as named columns."""
        columns = [self.column(value.iloc[:, place], depth) for place in range(value.shape[1])]
        return {
            "t": "frame",
            "names": self.many(list(value.columns), depth),
            "index": self.column(value.index, depth),
            "columns": columns,
        }


def _tagged(tag: str) -> Callable[[Writer, Any, int], Any]:
    return lambda writer, value, depth: {"t": tag, "v": writer.many(value, depth)}


def _pairs(writer: Writer, value: dict[Any, Any], depth: int) -> Any:
    return {"t": "dict", "v": [writer.many(pair, depth) for pair in value.items()]}


def _bytes(writer: Writer, value: bytes, _depth: int) -> Any:
    writer.buffers.append(value)
    return {"t": "bytes", "v": len(writer.buffers) - 1}


FORMS: dict[type, Callable[[Writer, Any, int], Any]] = {
    list: _tagged("list"),
    tuple: _tagged("tuple"),
    set: _tagged("set"),
    frozenset: _tagged("frozenset"),
    dict: _pairs,
    bytes: _bytes,
    complex: lambda _writer, value, _depth: {"t": "complex", "v": [value.real, value.imag]},
    np.ndarray: Writer.array,
    pd.Series: Writer.series,
    pd.DataFrame: Writer.frame,
    pd.Index: lambda writer, value, depth: {"t": "index", "v": writer.column(value, depth)},
    pd.RangeIndex: lambda writer, value, depth: {"t": "index", "v": writer.column(value, depth)},
}


def know_policies() -> None:
    """Let a policy of the simulator cross as its YAML, which the other side reads with all its checks."""
    from simulator import Policy

    FORMS[Policy] = lambda _writer, value, _depth: {"t": "policy", "v": value.to_yaml()}
    READERS["policy"] = lambda _reader, data, _depth: Policy.from_yaml(data["v"][:100_000])


class Reader:
    """Turns tagged JSON and buffers back into values, believing nothing."""

    def __init__(self, buffers: list[bytes], handle: Callable[[dict[str, Any]], Any]) -> None:
        self._buffers: list[bytes | None] = list(buffers)
        self._handle = handle
        self._nodes = 0

    def read(self, data: Any, depth: int = 0) -> Any:
        """Return the value that the data stand for; anything malformed is an error."""
        self._nodes += 1
        if depth > REPLY_DEPTH or self._nodes > REPLY_NODES:
            raise NotPlain("the value is too deep or has too many parts")
        if data is None or type(data) in (bool, int, float, str):
            return data
        if type(data) is not dict:
            raise NotPlain("a value without a tag")
        tag = data.get("t")
        if tag == "handle":
            return self._handle(data)
        reader = READERS.get(tag) if isinstance(tag, str) else None
        if reader is None:
            raise NotPlain(f"the tag {tag!r} is not known"[:80])
        try:
            return reader(self, data, depth + 1)
        except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            raise NotPlain(f"a {tag} that is malformed ({error})"[:200]) from None

    def many(self, values: Any, depth: int) -> list[Any]:
        """Return the values of a list."""
        if type(values) is not list:
            raise NotPlain("a list is missing")
        return [self.read(each, depth) for each in values]

    def buffer(self, place: Any) -> bytes:
        """Return one of the raw buffers. Each is used once: a small reply can't become a large value."""
        if type(place) is not int or not 0 <= place < len(self._buffers):
            raise NotPlain("a buffer is missing")
        raw, self._buffers[place] = self._buffers[place], None
        if raw is None:
            raise NotPlain("a buffer is used twice")
        return raw

    def array(self, form: Any) -> np.ndarray:
        """Return an array of numbers, whose size must be what its shape says."""
        dtype, shape = form["dtype"], form["shape"]
        if not isinstance(dtype, str) or not NUMBERS.fullmatch(dtype):
            raise NotPlain("the type of an array is not allowed")
        if type(shape) is not list or len(shape) > MOST_DIMENSIONS:
            raise NotPlain("the shape of an array is not allowed")
        if not all(type(size) is int and size >= 0 for size in shape):
            raise NotPlain("the shape of an array is not allowed")
        raw, kind = self.buffer(form["b"]), np.dtype(dtype)
        if math.prod(shape) * kind.itemsize != len(raw):
            raise NotPlain("an array is not as large as its shape says")
        if kind.kind == "b":
            # Only 0 and 1 are truth values: other bytes compare strangely.
            return np.asarray(np.frombuffer(raw, "u1").reshape(shape) != 0)
        return _wide(np.frombuffer(raw, kind).reshape(shape))

    def series(self, data: dict[str, Any], depth: int) -> pd.Series:
        """Return a column."""
        name = self.read(data["name"], depth)
        return pd.Series(self.read(data["v"], depth), index=self.read(data["index"], depth), name=name)

    def frame(self, data: dict[str, Any], depth: int) -> pd.DataFrame:
        """Return a table."""
        names, columns = self.many(data["names"], depth), self.many(data["columns"], depth)
        if len(names) != len(columns):
            raise NotPlain("a table whose columns have no names")
        frame = pd.DataFrame(dict(enumerate(columns)), index=self.read(data["index"], depth))
        frame.columns = pd.Index(names)
        return frame


def _wide(value: np.ndarray) -> np.ndarray:
    """Return a copy in the widest type of its kind: in a narrow one a test's own arithmetic goes wrong."""
    kind, size = value.dtype.kind, value.dtype.itemsize
    if kind in "iu" and value.ndim and value.size and not -FAR <= value.min() <= value.max() <= FAR:
        raise NotPlain("an array with whole numbers beyond 2**62")
    wide = {"i": "i8", "u": "i8" if size < 8 else "u8", "f": "f8", "c": "c16"}.get(kind, value.dtype)
    return value.astype(wide)


def _plain_number(value: Any) -> Any:
    """Return a whole number or a truth value as Python's own; a float of numpy is one of Python's already."""
    return value.item() if value.dtype.kind in "biuU" else value


READERS: dict[str, Callable[[Reader, dict[str, Any], int], Any]] = {
    "list": lambda reader, data, depth: reader.many(data["v"], depth),
    "tuple": lambda reader, data, depth: tuple(reader.many(data["v"], depth)),
    "set": lambda reader, data, depth: set(reader.many(data["v"], depth)),
    "frozenset": lambda reader, data, depth: frozenset(reader.many(data["v"], depth)),
    "dict": lambda reader, data, depth: {
        key: value for key, value in (reader.many(pair, depth) for pair in data["v"])
    },
    "bytes": lambda reader, data, _depth: reader.buffer(data["v"]),
    "int": lambda _reader, data, _depth: int(data["v"][:20_000], 16),
    "complex": lambda _reader, data, _depth: complex(float(data["v"][0]), float(data["v"][1])),
    "array": lambda reader, data, _depth: reader.array(data["v"]),
    "scalar": lambda reader, data, _depth: _plain_number(reader.array(data["v"])[()]),
    "index": lambda reader, data, depth: pd.Index(reader.read(data["v"], depth)),
    "series": Reader.series,
    "frame": Reader.frame,
}
