"""Schemes as data: one YAML file a scheme, one a targeting rule in `rules/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, SimulatorError, unknown
from simulator.parameters import Parameter, parameter
from simulator.primitives import CHOOSING, PAYING, Primitive
from simulator.yaml_text import read_yaml

KEYS = ("id", "label", "help", "source", "group", "parameters", "shared", "steps")
STAGES: Mapping[str, Mapping[str, Primitive]] = MappingProxyType(
    {"group": CHOOSING, "rule": CHOOSING, "reach": CHOOSING, "pay": PAYING}
)


@dataclass(frozen=True)
class Step:
    """One primitive: `arguments` as written, and `parameters` that give other arguments their values."""

    primitive: str
    arguments: Mapping[str, Any]
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Scheme:
    """A scheme: its parameters by path, and the steps of its four stages.

    `group` says whom it is for, `rules` who of them is eligible under each targeting rule,
    `reach` who of those gets it, `pay` how much.
    """

    id: str
    label: str
    help: str
    one: str
    many: str
    parameters: Mapping[str, Parameter]
    group: tuple[Step, ...]
    rules: Mapping[str, tuple[Step, ...]]
    reach: tuple[Step, ...]
    pay: tuple[Step, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the whole scheme as plain data, for the browser."""
        return {
            "id": self.id,
            "label": self.label,
            "help": self.help,
            "one": self.one,
            "many": self.many,
            "parameters": [each.as_data() for each in self.parameters.values()],
            "group": _steps_data(self.group),
            "rules": {name: _steps_data(steps) for name, steps in self.rules.items()},
            "reach": _steps_data(self.reach),
            "pay": _steps_data(self.pay),
        }


def read_scheme(text: str, where: str = "scheme") -> Scheme:
    """Return the scheme that a YAML text describes; unknown keys, primitives and paths are refused."""
    declared = read_yaml(text, where)
    _check_keys(where, declared, KEYS)
    for key in ("id", "label", "help", "group", "steps"):
        if key not in declared:
            raise SimulatorError(f"{where}: the key `{key}` is missing. Add it.")
    for key, known in (("group", ("one", "many")), ("steps", ("group", "reach", "pay"))):
        _check_keys(f"{where}.{key}", declared[key], known)
    if len(declared["group"]) != 2:
        raise SimulatorError(f"{where}.group: write the group's name for one and for many persons.")
    parameters = _parameters(declared)
    stages = {
        stage: _steps(f"{where}.steps.{stage}", declared["steps"].get(stage, []), parameters, stage)
        for stage in ("group", "reach", "pay")
    }
    return Scheme(
        id=declared["id"],
        label=declared["label"],
        help=declared["help"],
        one=declared["group"]["one"],
        many=declared["group"]["many"],
        parameters=MappingProxyType(parameters),
        rules=MappingProxyType(_rule_steps(parameters)),
        **stages,
    )


@cache
def all_schemes() -> Mapping[str, Scheme]:
    """Return every scheme of the package by its id.

    >>> all_schemes()["child_benefit"].label
    'Child benefit'
    """
    folder = files("simulator.schemes")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    read = [read_scheme((folder / name).read_text("utf-8"), name) for name in names if name != "shared.yaml"]
    return MappingProxyType({each.id: each for each in read})


@cache
def _rules() -> Mapping[str, dict[str, Any]]:
    """Return each targeting rule's declaration by its id: the simplest, universal, first."""
    folder = files("simulator.schemes") / "rules"
    read = [read_yaml(entry.read_text("utf-8"), entry.name) for entry in folder.iterdir()]
    return MappingProxyType(
        {each["id"]: each for each in sorted(read, key=lambda rule: (len(rule["steps"]), rule["id"]))}
    )


@cache
def _shared() -> Mapping[str, Any]:
    text = (files("simulator.schemes") / "shared.yaml").read_text("utf-8")
    return MappingProxyType(read_yaml(text, "shared.yaml"))


def _parameters(declared: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return a scheme's parameters by path: its own, the shared ones, and those of the rules."""
    every = dict(declared.get("parameters", {}))
    for path in declared.get("shared", []):
        if path not in _shared():
            raise unknown(f"{declared['id']}.shared", path, _shared())
        every[path] = dict(_shared()[path])
        if every[path].pop("choices_from", None) == "rules":
            every[path]["choices"] = {name: rule["label"] for name, rule in _rules().items()}
            for name, rule in _rules().items():
                every |= {f"{path}.{name}.{key}": given for key, given in rule["parameters"].items()}
    made = {path: parameter(path, given) for path, given in every.items()}
    for path, each in made.items():
        if each.unit_from and each.unit_from not in made:
            raise unknown(f"{declared['id']}.{path}.unit_from", each.unit_from, made)
    return made


def _rule_steps(parameters: Mapping[str, Parameter]) -> dict[str, tuple[Step, ...]]:
    """Return the steps of each rule, its short parameter names turned into full paths."""
    if "rule" not in parameters:
        return {}
    found = {}
    for name, rule in _rules().items():
        full = [
            {
                primitive: {
                    key: f"rule.{name}.{value}" if value in [*rule["parameters"]] else value
                    for key, value in arguments.items()
                }
                for primitive, arguments in step.items()
            }
            for step in rule["steps"]
        ]
        found[name] = _steps(f"rules/{name}.yaml", full, parameters, "rule")
    return found


def _steps(
    where: str, declared: list[dict[str, Any]], parameters: Mapping[str, Parameter], stage: str
) -> tuple[Step, ...]:
    """Return a stage's steps, each a known primitive with exactly its arguments."""
    steps = []
    for number, step in enumerate(declared, start=1):
        place = f"{where}, step {number}"
        _check_keys(place, step, STAGES[stage])
        if len(step) != 1:
            raise SimulatorError(f"{place}: a step is one primitive. Begin each with a dash of its own.")
        ((name, arguments),) = step.items()
        steps.append(_step(f"{place}, {name}", name, arguments, parameters, STAGES[stage][name]))
    return tuple(steps)


def _step(
    where: str,
    name: str,
    arguments: Mapping[str, Any],
    parameters: Mapping[str, Parameter],
    primitive: Primitive,
) -> Step:
    """Return one step: what names a parameter is parted from what stands for itself."""
    expected = (*primitive.literal, *primitive.settable)
    _check_keys(where, arguments, expected)
    for key in expected:
        if key not in arguments:
            raise SimulatorError(f"{where}: the argument `{key}` is missing. Add it.")
    texts = {key: arguments[key] for key in primitive.settable if isinstance(arguments[key], str)}
    named = {key: text for key, text in texts.items() if text in parameters}
    for key, text in texts.items():
        # A choice may be written as it is; a text with a dot can only mean a parameter.
        if key not in named and "." in text:
            raise unknown(f"{where}, {key}", text, parameters)
    written = {key: value for key, value in arguments.items() if key not in named}
    return Step(name, MappingProxyType(written), MappingProxyType(named))


def _check_keys(where: str, given: object, known: Iterable[str]) -> None:
    """Refuse what is not a mapping, and the first key that is not known."""
    names = [*known]
    if not isinstance(given, Mapping):
        raise BadInput(where, given, ", ".join(names), "Write one `name: value` a line.")
    for key in given:
        if key not in names:
            raise unknown(where, key, names)


def _steps_data(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [
        {
            "primitive": step.primitive,
            "arguments": dict(step.arguments),
            "parameters": dict(step.parameters),
        }
        for step in steps
    ]
