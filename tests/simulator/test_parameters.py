"""Parameters: each of every scheme is declared in full, and refuses what is out of range in full words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError
from simulator.parameters import Parameter, checked_values, parameter, plain
from simulator.schemes import Scheme, all_schemes
from tests.strategies import values_of

TAKE_UP = {
    "kind": "number",
    "label": "Take-up",
    "help": "Who claims.",
    "unit": "share",
    "bounds": {"low": 0, "high": 1, "step": 0.01},
    "default": 1,
}
NOT_NUMBERS = [None, True, "", "many", float("nan"), float("inf"), [1], {"x": 1}, 10**400, b"1", 1j]
NOT_RANGES = [
    None,
    4,
    "0-17",
    [4],
    [0, 4, 17],
    ["0", "17"],
    [0.5, 17],
    [17, 0],
    [0, float("nan")],
    [0, 10**400],
]


def in_every_unit() -> Iterator[Any]:
    """Give each parameter of each scheme once in each unit, with the values that choose the unit.

    One that schemes share is given with the first of them.
    """
    seen: list[Parameter] = []
    for scheme in all_schemes().values():
        for path, each in scheme.parameters.items():
            if each in seen:
                continue
            seen.append(each)
            chosen = {"rule": path.split(".")[1]} if path.startswith("rule.") else {}
            for unit in each.bounds if each.unit_from else [""]:
                values = {**chosen, **({each.unit_from: unit} if each.unit_from else {})}
                yield pytest.param(scheme, each, values, id=f"{scheme.id} {path} {unit}".strip())


EVERY = pytest.mark.parametrize(("scheme", "each", "values"), list(in_every_unit()))


def out_of_range(each: Parameter, values: dict[str, Any]) -> list[object]:
    """Return values just out of range and of the wrong kind."""
    if each.kind == "choice":
        return ["no such choice", "", None, 1, True, next(iter(each.choices)).upper(), ["universal"]]
    bounds = each.bounds_for(values)
    above, below = bounds.high + bounds.step, bounds.low - bounds.step
    if each.kind == "range":
        return [*NOT_RANGES, [int(bounds.low), int(above)], [int(below), int(bounds.high)]]
    return [*NOT_NUMBERS, above, below, np.nextafter(bounds.high, np.inf), np.nextafter(bounds.low, -np.inf)]


def policy_with(scheme: Scheme, values: dict[str, object]) -> Policy:
    """Return the scheme with values by path; an amount in a new unit is the lowest that there is."""
    bare = Policy.from_data({"version": 1, "schemes": [{"id": scheme.id}]})
    amounts = {
        path: max(bounds.low for bounds in each.bounds.values())
        for path, each in scheme.parameters.items()
        if each.unit_from in values
    }
    return bare.with_values(amounts | values)


@EVERY
def test_out_of_range(scheme: Scheme, each: Parameter, values: dict[str, Any]) -> None:
    """Each value out of range is refused with the field, the value, what is allowed, and a mend."""
    for bad in out_of_range(each, values):
        with pytest.raises(BadInput) as caught:
            policy_with(scheme, {**values, each.path: bad})
        error, text = caught.value, str(caught.value)
        assert error.field == f"schemes[1].{each.path}" and text.startswith(f"{error.field}: ")
        assert f"Allowed: {each.allowed(values)}. " in text, bad
        assert error.mend.endswith((".", "?")) and text.endswith(error.mend) and "\n" not in text, bad


@EVERY
def test_ends_of_the_range(scheme: Scheme, each: Parameter, values: dict[str, Any]) -> None:
    """The lowest and the highest value, and each choice, are allowed and kept as they are."""
    if each.kind == "choice":
        good: list[Any] = list(each.choices)
    else:
        bounds = each.bounds_for(values)
        good = [bounds.low, bounds.high] if each.kind == "number" else [(int(bounds.low), int(bounds.high))]
    for value in good:
        assert policy_with(scheme, {**values, each.path: value}).schemes[0].values[each.path] == value


@EVERY
def test_said_in_full(scheme: Scheme, each: Parameter, values: dict[str, Any]) -> None:
    """Each has a label, a sentence of help, and where it has a number, a unit, a step and a default."""
    assert each.label and each.help.endswith(".")
    if each.kind != "choice":
        bounds = each.bounds_for(values)
        assert (each.unit or each.unit_from) and bounds.low < bounds.high and bounds.step > 0
    assert each.check("default", each.start(values), values) == each.start(values)


@EVERY
@given(st.data())
def test_text_and_back(scheme: Scheme, each: Parameter, values: dict[str, Any], data: st.DataObject) -> None:
    """A value written as a link writes it reads back as the same value."""
    value = data.draw(values_of(each, values))
    assert each.check("field", each.from_text(each.to_text(value)), values) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_reads_back(number: float) -> None:
    """The shortest text of a number is that number again."""
    assert float(plain(number)) == number


@pytest.mark.parametrize("text", ["1_0", "٣", "0x1", "1e9999", "nan", "inf", " 1", "1\n", "--1", "1.", ".5"])
def test_numbers_of_a_link(text: str) -> None:
    """Only plain decimals are numbers in a link; all else stays text, which is then refused."""
    read = parameter("take_up", TAKE_UP).from_text(text)
    assert read == (float(text) if text in ("1.", ".5") else text)


def test_numbers_of_numpy() -> None:
    """A number of an array is a number; what comes out is Python's own."""
    take_up = parameter("take_up", TAKE_UP)
    for given_number in (np.int64(1), np.float32(0.5), np.float64(0.5)):
        assert type(take_up.check("take_up", given_number, {})) is float


def test_unknown_path() -> None:
    """A path that no parameter in force has is refused with the nearest."""
    known = {"take_up": parameter("take_up", TAKE_UP)}
    with pytest.raises(BadInput, match=r"^here: 'take_upp' .* Did you mean 'take_up'\?$"):
        checked_values(known, {"take_upp": 1}, "here")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lable": "x"}, "Did you mean 'label'"),
        ({"kind": "numbr"}, "Did you mean 'number'"),
        ({"kind": ["number"]}, "take_up.kind"),
        ({"label": ""}, "needs a label"),
        ({"help": None}, "needs a help"),
        ({"bounds": {}}, "needs bounds"),
        ({"bounds": {"low": 0, "hi": 1}}, "take_up.bounds: 'hi' .* Did you mean 'high'"),
        ({"bounds": {"low": 0, "high": 1}}, "`step` is missing"),
        ({"default": 2}, "take_up.default: 2"),
        ({"default": None}, "take_up.default: None"),
        ({"kind": "choice", "choices": {"a": "A"}, "default": "b"}, "take_up.default: 'b'"),
    ],
)
def test_a_declaration_with_a_slip(change: dict[str, object], message: str) -> None:
    """A scheme's author who slips is told which parameter and key."""
    with pytest.raises(SimulatorError, match=message):
        parameter("take_up", {**TAKE_UP, **change})
