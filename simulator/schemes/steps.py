"""Reading the steps of a stage: each a known primitive, each argument what the primitive takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, SimulatorError, unknown
from simulator.parameters import Parameter
from simulator.primitives import CHOOSING, LEVYING, PAYING, Argument, Primitive
from simulator.schemes.records import Step

STAGES: Mapping[str, Mapping[str, Primitive]] = MappingProxyType(
    {
        "group": CHOOSING,
        "rule": CHOOSING,
        "reach": CHOOSING,
        "pay": PAYING,
        "rule_pay": PAYING,
        "base": LEVYING,
    }
)


def read_steps(
    where: str, declared: object, parameters: Mapping[str, Parameter], stage: str
) -> tuple[Step, ...]:
    """Return a stage's steps, each a known primitive with exactly its arguments."""
    if not isinstance(declared, list):
        raise BadInput(where, declared, "a list of steps", "Begin each step with a dash.")
    steps = []
    for number, step in enumerate(declared, start=1):
        place = f"{where}, step {number}"
        check_keys(place, step, STAGES[stage])
        if len(step) != 1:
            raise SimulatorError(f"{place}: a step is one primitive. Begin each with a dash of its own.")
        ((name, arguments),) = step.items()
        steps.append(_step(f"{place}, {name}", name, arguments, parameters, STAGES[stage][name]))
    return tuple(steps)


def check_parameter(where: str, argument: Argument, parameter: Parameter) -> None:
    """Refuse a parameter that may take a value which the argument may not."""
    if parameter.kind != argument.kind:
        allowed = f"a parameter of the kind {argument.kind}"
        raise BadInput(where, parameter.path, allowed, "Name another parameter, or change its kind.")
    for choice in parameter.choices:
        if choice not in argument.choices:
            raise unknown(f"{where}, {parameter.path}", choice, argument.choices)
    for bounds in parameter.bounds.values():
        if bounds.low < argument.low or bounds.high > argument.high:
            allowed = f"bounds from {argument.low:g} to {argument.high:g}"
            ends = [bounds.low, bounds.high]
            raise BadInput(f"{where}, {parameter.path}", ends, allowed, "Narrow the bounds.")


def check_keys(where: str, given: object, known: Iterable[str]) -> None:
    """Refuse what is not a mapping, and the first key that is not known."""
    names = [*known]
    if not isinstance(given, Mapping):
        raise BadInput(where, given, ", ".join(names), "Write one `name: value` a line.")
    for key in given:
        if key not in names:
            raise unknown(where, key, names)


def _step(
    where: str,
    name: str,
    arguments: Mapping[str, Any],
    parameters: Mapping[str, Parameter],
    primitive: Primitive,
) -> Step:
    """Return one step: what names a parameter is parted from what stands for itself."""
    expected = {**primitive.literal, **primitive.settable}
    check_keys(where, arguments, expected)
    named = {}
    for key, argument in expected.items():
        if key not in arguments:
            raise SimulatorError(f"{where}: the argument `{key}` is missing. Add it.")
        text = arguments[key]
        if key in primitive.literal or not isinstance(text, str):
            argument.check(f"{where}, {key}", text)
        elif text in parameters:
            check_parameter(f"{where}, {key}", argument, parameters[text])
            named[key] = text
        else:
            _check_text(f"{where}, {key}", text, argument, parameters)
    written = {key: value for key, value in arguments.items() if key not in named}
    return Step(name, MappingProxyType(written), MappingProxyType(named))


def _check_text(where: str, text: str, argument: Argument, parameters: Mapping[str, Parameter]) -> None:
    """Refuse a text that is no choice of the argument: it was meant for one, or for a parameter."""
    if text not in argument.choices:
        of_its_kind = [path for path, each in parameters.items() if each.kind == argument.kind]
        raise unknown(where, text, [*argument.choices, *of_its_kind])
