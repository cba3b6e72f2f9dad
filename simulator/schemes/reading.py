"""Reading the files of schemes and rules: nothing unknown, nothing missing, nothing of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, SimulatorError, inside, unknown
from simulator.parameters import Parameter, parameter
from simulator.primitives import LUCK, SHARE
from simulator.schemes.records import Scheme, Step
from simulator.schemes.steps import check_keys, check_parameter, read_steps
from simulator.yaml_text import read_yaml

SUFFIX, SHARED = ".yaml", "shared.yaml"
KEYS = ("id", "label", "help", "source", "group", "defaults", "parameters", "shared", "steps")
RULE_KEYS = ("id", "label", "help", "source", "parameters", "steps", "pay")
NAME = re.compile(r"[a-z][a-z0-9_]*")
PATH = re.compile(rf"{NAME.pattern}(\.{NAME.pattern})?")
# The engine reads these, so no step says what they may be.
OF_THE_ENGINE = {"delivery_loss": SHARE, "administration": SHARE, "luck": LUCK}


def read_scheme(text: str, where: str = "scheme") -> Scheme:
    """Return the scheme that a YAML text describes; whatever cannot be right is refused.

    >>> read_scheme("id: child benefit", "child_benefit.yaml")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: child_benefit.yaml: the key `label` is missing. Add it.
    """
    declared = read_yaml(text, where)
    check_head(where, declared, KEYS, ("id", "label", "help", "group", "steps"))
    for key, known in (("group", ("one", "many")), ("steps", ("group", "rule", "reach", "pay"))):
        check_keys(f"{where}.{key}", declared[key], known)
    if len(declared["group"]) != 2:
        raise SimulatorError(f"{where}.group: write the group's name for one and for many persons.")
    _check_texts(f"{where}.group", declared["group"], ("one", "many"))
    parameters = _parameters(where, declared)
    stages = {
        stage: read_steps(f"{where}.steps.{stage}", declared["steps"].get(stage, []), parameters, stage)
        for stage in ("group", "rule", "reach", "pay")
    }
    own_rule = stages.pop("rule")
    if own_rule and "rule" not in parameters:
        raise SimulatorError(f"{where}.steps.rule: the scheme offers no `rule`. Add it under `shared`.")
    return Scheme(
        id=declared["id"],
        label=declared["label"],
        help=declared["help"],
        one=declared["group"]["one"],
        many=declared["group"]["many"],
        parameters=MappingProxyType(parameters),
        rules=MappingProxyType(
            {name: (*own_rule, *steps) for name, steps in _rule_steps(parameters, "steps", "rule").items()}
        ),
        rule_pay=MappingProxyType(_rule_steps(parameters, "pay", "rule_pay")),
        **stages,
    )


def read_rule(text: str, where: str = "rule") -> Mapping[str, Any]:
    """Return a targeting rule's declaration; its steps are read with the scheme that offers it.

    >>> read_rule("{id: all, label: All, help: No test., parameters: {}, steps: []}")["label"]
    'All'
    """
    declared = read_yaml(text, where)
    check_head(where, declared, RULE_KEYS, ("id", "label", "help", "parameters", "steps"))
    _check_mappings(f"{where}.parameters", declared["parameters"])
    for name in declared["parameters"]:
        _check_name(f"{where}.parameters", name)
    parameters = _made(where, declared["parameters"])
    read_steps(f"{where}.steps", declared["steps"], parameters, "rule")
    read_steps(f"{where}.pay", declared.get("pay", []), parameters, "rule_pay")
    return declared


def named_by_file(declared: Iterable[tuple[str, str]]) -> None:
    """Refuse an id that is not its file's name: pairs of file name and id.

    >>> named_by_file([("child_benefit.yaml", "child_benefit")])
    """
    for name, given in declared:
        if given != name.removesuffix(SUFFIX):
            allowed = f"{name.removesuffix(SUFFIX)}, the name of the file"
            raise BadInput(f"{name}.id", given, allowed, "Rename the file or the id.")


def texts_in(*folders: str) -> dict[str, str]:
    """Return the YAML texts of a folder of this package, by the names of their files, in their order."""
    folder = files("simulator.schemes").joinpath(*folders)
    found = {each.name: each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(SUFFIX)}
    return dict(sorted(found.items()))


@cache
def _rules() -> Mapping[str, Mapping[str, Any]]:
    """Return each targeting rule's declaration by its id: the simplest, universal, first."""
    read = {name: read_rule(text, f"rules/{name}") for name, text in texts_in("rules").items()}
    named_by_file((name, rule["id"]) for name, rule in read.items())
    simplest_first = sorted(read.values(), key=lambda rule: (len(rule["steps"]), rule["id"]))
    return MappingProxyType({rule["id"]: rule for rule in simplest_first})


@cache
def _shared() -> Mapping[str, Any]:
    declared = read_yaml(texts_in()[SHARED], SHARED)
    _check_mappings(SHARED, declared)
    for path, given in declared.items():
        if given.get("choices_from", "rules") != "rules":
            raise unknown(f"{SHARED}: {path}.choices_from", given["choices_from"], ["rules"])
    return MappingProxyType(declared)


def _parameters(where: str, declared: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return a scheme's parameters by path: its own, the shared ones, and those of the rules."""
    made = own_parameters(where, declared)
    shared, defaults = declared.get("shared", []), declared.get("defaults", {})
    check_keys(f"{where}.defaults", defaults, shared if isinstance(shared, list) else [])
    if not isinstance(shared, list):
        raise BadInput(f"{where}.shared", shared, "a list of names", "Write it as [rule, take_up].")
    for path in shared:
        if not isinstance(path, str) or path not in _shared():
            raise unknown(f"{where}.shared", path, _shared())
        if path in made:
            raise BadInput(f"{where}.shared", path, "each parameter once", "Keep one of the two.")
        made |= _shared_parameters(path, defaults.get(path))
    for path, argument in OF_THE_ENGINE.items():
        if path in made:
            check_parameter(where, argument, made[path])
    _check_units(where, made)
    return made


def own_parameters(where: str, declared: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the parameters that a file declares under `parameters`, by path."""
    own = declared.get("parameters", {})
    _check_mappings(f"{where}.parameters", own)
    groups = {path.partition(".")[0] for path in own if isinstance(path, str) and "." in path}
    for path in own:
        if not isinstance(path, str) or not PATH.fullmatch(path) or path in {"id", *groups}:
            allowed = "a name such as sum, or a group and a name such as amount.value"
            raise BadInput(f"{where}.parameters", path, allowed, "Choose another name.")
        if path.partition(".")[0] == "rule":
            allowed = "parameters that are not called rule"
            raise BadInput(f"{where}.parameters", path, allowed, "Write `shared: [rule]` instead.")
    return _made(where, own)


def _shared_parameters(path: str, default: object = None) -> dict[str, Parameter]:
    """Return a shared parameter; with the choice of the rule come the parameters of each rule.

    A scheme may begin from a default of its own, of a parameter with several units from one for each.
    """
    given = _with_default(path, _shared()[path], default)
    if "choices_from" not in given:
        return _made(SHARED, {path: given})
    del given["choices_from"]
    given["choices"] = {name: rule["label"] for name, rule in _rules().items()}
    made = _made(SHARED, {path: given})
    for name, rule in _rules().items():
        full = {
            f"{path}.{name}.{key}": _prefixed(each, f"{path}.{name}.")
            for key, each in rule["parameters"].items()
        }
        made |= _made(f"rules/{name}{SUFFIX}", full)
    return made


def _with_default(path: str, declared: Mapping[str, Any], default: object) -> dict[str, Any]:
    if default is None:
        return dict(declared)
    if "unit_from" not in declared:
        return {**declared, "default": default}
    check_keys(f"{path}: defaults", default, declared["bounds"])
    bounds = {
        unit: {**given, "default": default.get(unit, given["default"])}  # type: ignore[attr-defined]
        for unit, given in declared["bounds"].items()
    }
    return {**declared, "bounds": bounds}


def _prefixed(declared: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return a rule's parameter as part of a scheme: the one that chooses its unit has a longer path too."""
    unit = {"unit_from": prefix + declared["unit_from"]} if "unit_from" in declared else {}
    return {**declared, **unit}


def _made(where: str, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Parameter]:
    with inside(where):
        return {path: parameter(path, given) for path, given in declared.items()}


def _rule_steps(parameters: Mapping[str, Parameter], key: str, stage: str) -> dict[str, tuple[Step, ...]]:
    """Return the steps of each rule, its short parameter names turned into full paths."""
    if "rule" not in parameters:
        return {}
    return {
        name: read_steps(
            f"rules/{name}{SUFFIX}",
            [_full(name, rule, step) for step in rule.get(key, [])],
            parameters,
            stage,
        )
        for name, rule in _rules().items()
    }


def _full(name: str, rule: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule's step with the full paths of its parameters."""
    ((primitive, arguments),) = step.items()
    paths = {short: f"rule.{name}.{short}" for short in rule["parameters"]}
    return {
        primitive: {
            key: paths.get(value, value) if isinstance(value, str) else value
            for key, value in arguments.items()
        }
    }


def check_head(where: str, declared: Mapping[str, Any], known: Iterable[str], needed: Iterable[str]) -> None:
    """Refuse an unknown key, a missing one, an id that is no name, and a label that is no text."""
    check_keys(where, declared, known)
    for key in needed:
        if key not in declared:
            raise SimulatorError(f"{where}: the key `{key}` is missing. Add it.")
    _check_name(f"{where}.id", declared["id"])
    _check_texts(where, declared, ("label", "help"))


def _check_units(where: str, made: Mapping[str, Parameter]) -> None:
    """Refuse a unit that no parameter chooses, and choices of a unit without bounds of their own."""
    for path, each in made.items():
        if not each.unit_from:
            continue
        if each.unit_from not in made:
            raise unknown(f"{where}: {path}.unit_from", each.unit_from, made)
        choices = set(made[each.unit_from].choices)
        if choices != set(each.bounds):
            allowed = f"bounds for each choice of {each.unit_from}: {', '.join(sorted(choices))}"
            raise BadInput(f"{where}: {path}.bounds", sorted(each.bounds), allowed, "Add or remove units.")


def _check_name(where: str, name: object) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        allowed = "small letters, digits and _, a letter first"
        raise BadInput(where, name, allowed, "Write it as child_benefit.")


def _check_texts(where: str, declared: Mapping[str, Any], keys: Iterable[str]) -> None:
    for key in keys:
        if not isinstance(declared[key], str) or not declared[key].strip():
            raise BadInput(f"{where}.{key}", declared[key], "a text that is not empty", "Write a few words.")


def _check_mappings(where: str, declared: object) -> None:
    """Refuse what is no mapping of names to mappings."""
    if not isinstance(declared, Mapping):
        raise BadInput(where, declared, "parameters by name", "Write `name:`, then its keys below.")
    for name, given in declared.items():
        if not isinstance(given, Mapping):
            raise BadInput(f"{where}.{name}", given, "a parameter's keys", "Write `kind: number` below it.")
