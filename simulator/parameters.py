"""Parameters: one declaration gives validation, slider, table, documentation and error text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, SimulatorError, unknown

Value = float | str | tuple[int, int]
KINDS = ("number", "range", "choice")
BOUNDS_KEYS = ("low", "high", "step", "default")
KEYS = ("kind", "label", "help", "source", "unit", "unit_from", "bounds", "choices", "default")
DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE_RANGE = re.compile(r"(\d{1,3})-(\d{1,3})", re.ASCII)


@dataclass(frozen=True)
class Bounds:
    """The lowest and highest value allowed, the step of a slider, and the value to start from."""

    low: float
    high: float
    step: float
    default: Value | None = None


@dataclass(frozen=True)
class Parameter:
    """One number, range of whole numbers, or choice, with all that is said about it anywhere.

    `bounds` has one entry a unit. A parameter with one unit has `unit`; where another
    parameter chooses the unit, `unit_from` is the path of that parameter.
    """

    path: str
    kind: str
    label: str
    help: str
    bounds: Mapping[str, Bounds]
    choices: Mapping[str, str]
    default: Value | None = None
    unit: str = ""
    unit_from: str = ""
    source: str = ""

    def bounds_for(self, values: Mapping[str, Value]) -> Bounds:
        """Return the bounds that hold under the other values, which may choose the unit."""
        return self.bounds[str(values[self.unit_from]) if self.unit_from else self.unit]

    def start(self, values: Mapping[str, Value]) -> Value:
        """Return the default under the other values."""
        given = self.bounds_for(values).default if self.unit_from else self.default
        assert given is not None, f"{self.path} was declared without a default"
        return given

    def allowed(self, values: Mapping[str, Value]) -> str:
        """Return in words what the parameter takes.

        >>> take_up = parameter("take_up", {"kind": "number", "label": "Take-up", "help": "Who claims.",
        ...     "unit": "share", "bounds": {"low": 0, "high": 1, "step": 0.01}, "default": 1})
        >>> take_up.allowed({})
        'a number from 0 to 1 (share)'
        """
        if self.kind == "choice":
            return ", ".join(self.choices)
        bounds = self.bounds_for(values)
        unit = str(values[self.unit_from]) if self.unit_from else self.unit
        noun = "two whole numbers, the lower first," if self.kind == "range" else "a number"
        return f"{noun} from {plain(bounds.low)} to {plain(bounds.high)} ({unit})"

    def check(self, field: str, value: object, values: Mapping[str, Value]) -> Value:
        """Return the value in its own type, or refuse it, naming `field`.

        >>> ages = parameter("who.age", {"kind": "range", "label": "Ages", "help": "Both included.",
        ...     "unit": "years", "bounds": {"low": 0, "high": 17, "step": 1}, "default": [0, 17]})
        >>> ages.check("who.age", [0, 4], {})
        (0, 4)
        """
        if self.kind == "choice":
            if not isinstance(value, str) or value not in self.choices:
                raise unknown(field, value, self.choices)
            return value
        if self.kind == "range":
            return self._check_range(field, value, values)
        bounds = self.bounds_for(values)
        if not _is_number(value) or not bounds.low <= value <= bounds.high:  # type: ignore[operator]
            yes = mend_of_yes(self.unit) if isinstance(value, bool) else None
            raise BadInput(field, value, self.allowed(values), yes or "Choose a value inside this range.")
        return float(value)  # type: ignore[arg-type]

    def _check_range(self, field: str, value: object, values: Mapping[str, Value]) -> tuple[int, int]:
        bounds = self.bounds_for(values)
        pair = list(value) if isinstance(value, list | tuple) else []
        if len(pair) == 2 and all(_is_number(end) and end == int(end) for end in pair):
            low, high = int(pair[0]), int(pair[1])
            if bounds.low <= low <= high <= bounds.high:
                return low, high
        mend = f"Write it as [{plain(bounds.low)}, {plain(bounds.high)}]."
        raise BadInput(field, value, self.allowed(values), mend)

    def from_text(self, text: str) -> object:
        """Return what a URL says in its own type; what fits nothing stays text, for `check` to refuse."""
        if self.kind == "number" and DECIMAL.fullmatch(text):
            return float(text)
        if self.kind == "range" and (ends := WHOLE_RANGE.fullmatch(text)):
            return [int(ends[1]), int(ends[2])]
        return text

    def to_text(self, value: Value) -> str:
        """Return the value as a URL says it."""
        if isinstance(value, tuple):
            return f"{value[0]}-{value[1]}"
        return value if isinstance(value, str) else plain(value)

    def as_data(self) -> dict[str, Any]:
        """Return the declaration as plain data, for the browser."""
        return {
            "path": self.path,
            "kind": self.kind,
            "label": self.label,
            "help": self.help,
            "source": self.source,
            "unit": self.unit,
            "unit_from": self.unit_from,
            "bounds": {unit: vars(bounds) for unit, bounds in self.bounds.items()},
            "choices": dict(self.choices),
            "default": self.default,
        }


def parameter(path: str, declared: Mapping[str, Any]) -> Parameter:
    """Return the parameter that a YAML declaration describes; unknown keys are refused."""
    for key in declared:
        if key not in KEYS:
            raise unknown(path, key, KEYS)
    if declared.get("kind") not in KINDS:
        raise unknown(f"{path}.kind", declared.get("kind"), KINDS)
    _check_texts(path, declared)
    _check_choices(path, declared)
    by_unit = _bounds_by_unit(path, declared)
    default = declared.get("default")
    made = Parameter(
        path=path,
        kind=declared["kind"],
        label=declared["label"],
        help=declared["help"],
        bounds=MappingProxyType({unit: Bounds(**given) for unit, given in by_unit.items()}),
        choices=MappingProxyType(dict(declared.get("choices", {}))),
        default=tuple(default) if isinstance(default, list) else default,
        unit=declared.get("unit", ""),
        unit_from=declared.get("unit_from", ""),
        source=declared.get("source", ""),
    )
    for unit, bounds in made.bounds.items() if made.unit_from else [("", None)]:
        start = bounds.default if bounds else made.default
        made.check(f"{path}.default", start, {made.unit_from: unit})
    return made


def _check_texts(path: str, declared: Mapping[str, Any]) -> None:
    for key in ("label", "help"):
        if not declared.get(key):
            raise SimulatorError(f"{path}: a parameter needs a {key}. Add the line `{key}: …`.")
    for key in ("label", "help", "unit", "unit_from", "source"):
        if not isinstance(declared.get(key, ""), str):
            raise BadInput(f"{path}.{key}", declared[key], "a text", "Write it in quotes.")


def _check_choices(path: str, declared: Mapping[str, Any]) -> None:
    choices = declared.get("choices", {})
    named = isinstance(choices, Mapping) and all(
        isinstance(each, str) for pair in choices.items() for each in pair
    )
    if not named or (declared["kind"] == "choice" and not choices):
        raise BadInput(f"{path}.choices", choices, "names with a label each", "Write {persons: all persons}.")


def _bounds_by_unit(path: str, declared: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the bounds that were declared, checked, by unit."""
    bounds, units = declared.get("bounds", {}), bool(declared.get("unit_from"))
    if not isinstance(bounds, Mapping):
        allowed = "low, high and step"
        raise BadInput(f"{path}.bounds", bounds, allowed, "Write {low: 0, high: 1, step: 0.01}.")
    by_unit = bounds if units else {declared.get("unit", ""): bounds} if bounds else {}
    for unit, given in by_unit.items():
        _check_bounds(f"{path}.bounds.{unit}" if units else f"{path}.bounds", given)
    if declared["kind"] != "choice" and not by_unit:
        raise SimulatorError(f"{path}: a {declared['kind']} needs bounds. Add `bounds: {{low: …}}`.")
    return by_unit


def _check_bounds(where: str, given: object) -> None:
    if not isinstance(given, Mapping):
        raise BadInput(where, given, "low, high and step", "Write {low: 0, high: 1, step: 0.01}.")
    for key in given:
        if key not in BOUNDS_KEYS:
            raise unknown(where, key, BOUNDS_KEYS)
    for key in BOUNDS_KEYS[:-1]:
        if key not in given:
            raise SimulatorError(f"{where}: the key `{key}` is missing. Add it.")
        if not _is_number(given[key]):
            raise BadInput(f"{where}.{key}", given[key], "a number", "Write it without quotes.")
    if given["low"] > given["high"]:
        raise BadInput(f"{where}.low", given["low"], "a number up to `high`", "Exchange the two.")
    if given["step"] <= 0:
        raise BadInput(f"{where}.step", given["step"], "a number above 0", "Write 0.01 or 1.")


def checked_values(
    parameters: Mapping[str, Parameter], given: Mapping[str, object], where: str
) -> Mapping[str, Value]:
    """Return a value for every parameter in force: the given one, checked, or the default.

    A parameter `rule.NAME.…` is in force when `rule` is NAME. Keys that name no
    parameter in force are refused with the nearest one that does.
    """
    values: dict[str, Value] = {}
    for path, each in sorted(parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if not in_force(path, values):
            continue
        field = f"{where}.{path}"
        values[path] = each.check(field, given[path], values) if path in given else each.start(values)
    for path in given:
        if path not in values:
            raise unknown(where, path, values)
    return MappingProxyType({path: values[path] for path in parameters if path in values})


def in_force(path: str, values: Mapping[str, Value]) -> bool:
    """Say whether a parameter counts under the rule chosen so far.

    >>> in_force("rule.proxy_quota.share", {"rule": "universal"})
    False
    """
    parts = path.split(".")
    return not (parts[0] == "rule" and len(parts) == 3) or values.get("rule") == parts[1]


def mend_of_yes(unit: str) -> str:
    """Return how to write a number in the place of yes or no.

    >>> mend_of_yes("share")
    'Write 1 for all, 0 for none.'
    """
    return "Write 1 for all, 0 for none." if unit == "share" else "Write how many, or how much."


def plain(number: float) -> str:
    """Return the shortest text that reads back as the same number.

    >>> plain(4.0), plain(0.8)
    ('4', '0.8')
    """
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number above every float
        return False


def numbers_by_name(field: str, text: str, allowed: str, mend: str) -> dict[str, float]:
    """Return the numbers that a text gives by name, commas between them; each name once.

    >>> numbers_by_name("shares", "men=0.4, women=0.6", "a name, = and a share", "Write men=0.4,women=0.6.")
    {'men': 0.4, 'women': 0.6}
    """
    found: dict[str, float] = {}
    for part in text.split(","):
        name, _, number = (each.strip() for each in part.partition("="))
        if name in found:
            raise BadInput(field, name, "each name once", f"Leave one of the two out. {mend}")
        try:
            found[name] = float(number)
        except ValueError:
            raise BadInput(field, part.strip(), allowed, mend) from None
    return found
