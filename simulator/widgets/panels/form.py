"""Values of declared parameters that a reader sets: the last good ones, and what was refused beside each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, SimulatorError
from simulator.parameters import Parameter, Value, checked_values, parameter
from simulator.widgets.panels.pieces import problem


@dataclass(frozen=True)
class Form:
    """Parameters by path with a value each; `errors` says what was typed wrongly, by path."""

    parameters: Mapping[str, Parameter]
    values: Mapping[str, Value]
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def number(self, path: str) -> float:
        """Return the value of a number."""
        value = self.values[path]
        assert isinstance(value, float | int), f"{path} is no number"
        return float(value)

    def whole(self, path: str) -> int:
        """Return the value of a number whose steps are whole."""
        return round(self.number(path))

    def text(self, path: str) -> str:
        """Return the value of a choice."""
        return str(self.values[path])


@dataclass(frozen=True)
class Entered:
    """A value was typed or chosen for a parameter of a form, by its path."""

    path: str
    value: object


def form_of(parameters: Mapping[str, Parameter]) -> Form:
    """Return a form in which each parameter has its default.

    >>> form_of(declared({"folds": {"kind": "number", "unit": "folds", "label": "Folds", "help": "Parts.",
    ...     "bounds": {"low": 2, "high": 50, "step": 1}, "default": 5}})).whole("folds")
    5
    """
    return Form(MappingProxyType(dict(parameters)), checked_values(parameters, {}, "form"))


def declared(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Parameter]:
    """Return the parameters that are declared as in a YAML file, by path."""
    return {path: parameter(path, each) for path, each in given.items()}


def form_after(form: Form, event: Entered) -> Form:
    """Return the form after an entry; a refused one leaves the value as it was, and is told in `errors`."""
    kept = {path: text for path, text in form.errors.items() if path != event.path}
    try:
        _refuse_part(form.parameters[event.path], event.value)
        values = checked_values(form.parameters, {**form.values, event.path: event.value}, "form")
    except SimulatorError as error:
        return replace(form, errors=MappingProxyType({**kept, event.path: problem(error)}))
    return replace(form, values=values, errors=MappingProxyType(kept))


def _refuse_part(entered: Parameter, value: object) -> None:
    """Refuse a part of a year, say, where a number goes by whole steps."""
    whole = entered.kind == "number" and entered.bounds[entered.unit].step >= 1
    if whole and isinstance(value, float) and not value.is_integer():
        raise BadInput(
            entered.path, value, f"a whole number ({entered.unit})", "Leave out the part after the point."
        )
