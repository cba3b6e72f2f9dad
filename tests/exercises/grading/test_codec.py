"""What crosses between learner and judge: equal values on the other side, and nothing that can lie."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.grading import codec
from exercises.grading.codec import NotPlain, Reader, Writer
from exercises.grading.judge import checked_outputs, evaluate
from exercises.grading.limits import Limits
from exercises.grading.proxies import LearnerError, LearnerGone, LearnerObject, Line, error_named
from exercises.grading.wire import Wire, WireError

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers()
)
KEYS = st.text() | st.integers() | st.booleans()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner) | st.dictionaries(KEYS, inner) | st.tuples(inner, inner) | st.frozensets(KEYS)
    ),
    max_leaves=20,
)


def crossed(value: Any) -> Any:
    """Return the value as it is on the other side."""
    writer = Writer(
        lambda odd: {"t": "handle", "n": 0, "kind": "object", "type": type(odd).__name__, "name": ""}
    )
    data = json.loads(json.dumps(writer.write(value)))
    return Reader(writer.buffers, lambda handle: handle).read(data)


@given(VALUES)
def test_plain_values_cross_unchanged(value: Any) -> None:
    """Numbers, texts and containers have the same value and the same types; a set has no order."""
    there = crossed(value)
    assert there == value or sorted(repr(there)) == sorted(repr(value))


@pytest.mark.parametrize("kind", ["f8", "i8", "u8", "b1", "c16", "U5", "M8[ns]", "m8[s]"])
def test_arrays_cross_unchanged(kind: str) -> None:
    """Arrays keep their values, types and shapes."""
    array = np.arange(6).reshape(2, 3).astype("i8").astype(kind)
    there = crossed(array)
    assert there.dtype == array.dtype and there.shape == array.shape and (there == array).all()
    assert crossed(array[1, 2]) == array[1, 2]


@pytest.mark.parametrize(
    ("kind", "wide"), [("f2", "f8"), ("f4", "f8"), ("i1", "i8"), ("i4", "i8"), ("u1", "i8"), ("c8", "c16")]
)
def test_narrow_numbers_are_widened(kind: str, wide: str) -> None:
    """In eight bits -86 - 42 is 42 short of itself: a test's own arithmetic must not go wrong."""
    array = np.arange(6).astype(kind)
    assert crossed(array).dtype == wide and (crossed(array) == array).all()


@pytest.mark.parametrize(
    ("value", "kind"),
    [(np.int8(-86), int), (np.int64(-(2**63) + 42), int), (np.uint64(2**64 - 1), int), (np.True_, bool)],
)
def test_whole_numbers_of_numpy_become_pythons(value: Any, kind: type) -> None:
    """Python's do not overflow."""
    assert type(crossed(value)) is kind and crossed(value) == value


def test_arrays_of_very_large_numbers_do_not_cross() -> None:
    """A test that subtracts from them would overflow without a word."""
    with pytest.raises(NotPlain, match="beyond"):
        crossed(np.array([-(2**63) + 42]))


def test_tables_cross_unchanged() -> None:
    """Tables keep columns, index and missing texts."""
    table = pd.DataFrame({"age": [1, 2], "name": ["a", None], "amount": [0.5, np.nan]}, index=["x", "y"])
    pd.testing.assert_frame_equal(crossed(table), table)
    pd.testing.assert_series_equal(crossed(table["age"]), table["age"])


class SlyText(str):
    """A text that equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class SlyNumber(float):
    """A number that is never too large."""

    def __le__(self, other: object) -> bool:
        return True


@pytest.mark.parametrize("sly", [SlyText("a"), SlyNumber(9), np.array([object()]), np.float64, lambda: 1])
def test_types_of_the_learners_cross_as_handles(sly: Any) -> None:
    """A subclass, an object array, a class and a function are not plain."""
    assert crossed(sly)["t"] == "handle"
    assert crossed([sly])[0]["t"] == "handle"


ARRAY = {"dtype": "<f8", "shape": [1], "b": 0}


@pytest.mark.parametrize(
    "data",
    [
        {"t": "array", "v": {**ARRAY, "dtype": "O"}},
        {"t": "array", "v": {**ARRAY, "dtype": "V8"}},
        {"t": "array", "v": {**ARRAY, "shape": [2]}},
        {"t": "array", "v": {**ARRAY, "shape": [-1]}},
        {"t": "array", "v": {**ARRAY, "shape": [10**9, 10**9]}},
        {"t": "array", "v": {**ARRAY, "b": 7}},
        {"t": "list", "v": [{"t": "array", "v": ARRAY}] * 2},
        {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]},
        {"t": "dict", "v": [[1]]},
        {"t": "pickle", "v": "gASVAAA="},
        {"t": "frame", "names": ["a"], "columns": [], "index": None},
        {"t": ["list"]},
        {"t": "int", "v": "x"},
        [1, 2],
        {"t": "list", "v": [1] * 200_001},
    ],
)
def test_what_is_malformed_is_refused(data: Any) -> None:
    """Types that are not allowed, wrong sizes, buffers used twice, unknown tags, too many parts."""
    with pytest.raises(NotPlain):
        Reader([b"\0" * 8], lambda handle: handle).read(data)


def test_what_is_too_deep_is_refused() -> None:
    """Forty levels are enough for anybody."""
    deep: Any = 1
    for _ in range(50):
        deep = {"t": "list", "v": [deep]}
    with pytest.raises(NotPlain):
        Reader([], lambda handle: handle).read(deep)


def test_truth_values_are_true_or_false() -> None:
    """A byte of 2 in an array of truth values would be true and yet not equal to true."""
    there = Reader([b"\2\0"], lambda handle: handle).read(
        {"t": "array", "v": {"dtype": "|b1", "shape": [2], "b": 0}}
    )
    assert there.tobytes() == b"\1\0"


def test_policies_cross_as_yaml() -> None:
    """A policy of the simulator is read again with all its checks."""
    import simulator

    codec.know_policies()
    policy = simulator.Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    assert crossed(policy) == policy
    with pytest.raises(NotPlain):
        Reader([], lambda handle: handle).read({"t": "policy", "v": "version: 9"})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        struct.pack(">I", 2**31),
        struct.pack(">I", 4) + b"[1]]",
        struct.pack(">I", 2) + b"{}",
        struct.pack(">I", 40) + b'{"id": 1, "buffers": [99999999999999999]}'[:40],
        struct.pack(">I", 29) + b'{"id": 7, "buffers": []      }'[:29],
        struct.pack(">I", 200_000) + b"[" * 200_000,
    ],
)
def test_a_learner_who_talks_nonsense_is_not_heard_again(raw: bytes) -> None:
    """Whatever stands in the learner's answer, the judge ends the conversation for good."""
    ours, theirs = socket.socketpair()
    line = Line(Wire(ours), Limits(cell_seconds=0.2, grace_seconds=0.1))
    theirs.setblocking(False)
    theirs.sendall(raw)
    if not raw:
        theirs.close()
    for _ in range(2):
        with pytest.raises(LearnerGone):
            line.ask({"op": "get", "name": "answer"})
    ours.close()
    theirs.close()


def test_deadlines_are_absolute() -> None:
    """A byte now and then does not keep the judge waiting."""
    ours, theirs = socket.socketpair()
    start = time.monotonic()
    theirs.sendall(struct.pack(">I", 100))
    with pytest.raises(WireError):
        Wire(ours).receive(start + 0.2)
    assert time.monotonic() - start < 2
    ours.close()
    theirs.close()


def test_a_handle_equals_itself_only_and_says_what_is_needed() -> None:
    """Comparing, adding, counting and asking for truth give the learner a message."""
    ours, theirs = socket.socketpair()
    handle = LearnerObject(Line(Wire(ours), Limits()), 0, "Yes", "")
    assert handle == handle and handle != 42
    for operation in (bool, len, float, list, lambda each: each < 1, lambda each: each + 1, np.asarray):
        with pytest.raises(TypeError, match="type 'Yes'"):
            operation(handle)  # type: ignore[operator]
    ours.close()
    theirs.close()


def test_errors_keep_their_kind_if_python_has_it() -> None:
    """A test may expect a ValueError; nothing that ends the judge can be raised."""
    assert isinstance(error_named(["ValueError", "no"]), ValueError)
    for name in ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "print", "NoSuch", 7):
        assert isinstance(error_named([name, "no"]), LearnerError)


def test_the_last_line_of_a_test_is_partial_credit() -> None:
    """As in a notebook: an expression is shown, unless a semicolon ends it; magics are left out."""
    assert evaluate("x = 1\nx / 2", {}) == 0.5
    assert evaluate("x = 1\nx / 2;", {}) is None
    assert evaluate("%matplotlib inline\nassert True", {}) is None


def test_outputs_of_learners_are_kept_in_known_forms_only() -> None:
    """What a learner's process says about its outputs is taken apart and put together again."""
    odd = [
        None,
        {"output_type": "execute_result", "data": {"text/html": "<b>", "text/plain": 7}},
        {"output_type": "x"},
    ]
    assert checked_outputs(odd) == [{"output_type": "execute_result", "data": {}}]
    assert checked_outputs("no list") == []
