"""A policy: schemes with their values. YAML, Python and a URL fragment end in the same record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

from simulator.errors import BadInput, SimulatorError, unknown
from simulator.parameters import Value, checked_values
from simulator.schemes import Scheme, all_schemes
from simulator.yaml_text import read_yaml, write_yaml

VERSION = 1
MOST_SCHEMES = 20
LONGEST_FRAGMENT = 8_000
SCHEME_NUMBER = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class SchemeSetting:
    """A scheme with a value for each of its parameters, by path."""

    scheme: Scheme
    values: Mapping[str, Value]

    def __hash__(self) -> int:
        return hash((self.scheme.id, *self.values.items()))


@dataclass(frozen=True)
class Policy:
    """The schemes that a country would run, each with its values.

    >>> policy = Policy.from_yaml('''
    ... version: 1
    ... schemes:
    ... - id: child_benefit
    ...   amount: {value: 4, unit: percent_gdp_per_person}
    ...   take_up: 0.8
    ... ''')
    >>> policy.schemes[0].values["take_up"]
    0.8
    >>> Policy.from_fragment(policy.to_fragment()) == policy
    True
    """

    schemes: tuple[SchemeSetting, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any], catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy that nested data describe: the form of the YAML file."""
        if not isinstance(data, Mapping):
            raise BadInput("policy", data, "version and schemes by name", "Begin with `version: 1`.")
        for key in data:
            if key not in ("version", "schemes"):
                raise unknown("policy", key, ["version", "schemes"])
        _check_version(data.get("version"))
        given = data.get("schemes")
        if not isinstance(given, list) or len(given) > MOST_SCHEMES:
            allowed = f"a list of up to {MOST_SCHEMES} schemes"
            raise BadInput("policy.schemes", given, allowed, "Start each scheme with `- id: child_benefit`.")
        known = all_schemes() if catalogue is None else catalogue
        settings = []
        for number, entry in enumerate(given, start=1):
            where = f"schemes[{number}]"
            if not isinstance(entry, Mapping):
                raise BadInput(where, entry, "a scheme", "Start it with `- id: child_benefit`.")
            settings.append(_setting(flat(entry, where), known, where))
        return cls(tuple(settings))

    @classmethod
    def from_yaml(cls, text: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy that a YAML text describes."""
        return cls.from_data(read_yaml(text, "policy"), catalogue)

    @classmethod
    def from_fragment(cls, fragment: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy in the fragment of a URL, or in a whole URL: what stands behind `#`."""
        text = fragment.rpartition("#")[2]
        known = all_schemes() if catalogue is None else catalogue
        version, numbered = _numbered(text)
        _check_version(version)
        return cls(
            tuple(
                _setting(_typed(values, known, f"schemes[{number}]"), known, f"schemes[{number}]")
                for number, values in numbered.items()
            )
        )

    def to_data(self) -> dict[str, Any]:
        """Return the policy as nested data, every value written out."""
        return {"version": VERSION, "schemes": [nested(each) for each in self.schemes]}

    def to_yaml(self) -> str:
        """Return the policy as a YAML text, every value written out."""
        return write_yaml(self.to_data())

    def to_fragment(self) -> str:
        """Return the policy as the fragment of a URL, without `#`, every value written out."""
        pairs = [f"version={VERSION}"]
        for number, each in enumerate(self.schemes, start=1):
            pairs.append(f"{number}.id={quote(each.scheme.id)}")
            for path, value in each.values.items():
                pairs.append(f"{number}.{path}={quote(each.scheme.parameters[path].to_text(value))}")
        return "&".join(pairs)

    def with_values(self, values: Mapping[str, object], scheme: int = 0) -> Policy:
        """Return a policy in which some values of one scheme are changed, by path.

        A new rule starts from its own defaults; a new unit of the amount needs a new amount with it.

        >>> policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}]})
        >>> policy.with_values({"take_up": 0.5}).schemes[0].values["take_up"]
        0.5
        """
        if scheme not in range(len(self.schemes)):
            allowed = f"a whole number from 0 to below {len(self.schemes)}, the number of schemes"
            raise BadInput("scheme", scheme, allowed, "Count the schemes of the policy from 0.")
        old, where = self.schemes[scheme], f"schemes[{scheme + 1}]"
        _check_unit(old, values, where)
        new_rule = "rule" in values and values["rule"] != old.values.get("rule")
        kept = {
            path: value for path, value in old.values.items() if not (new_rule and path.startswith("rule."))
        }
        new = SchemeSetting(old.scheme, checked_values(old.scheme.parameters, kept | dict(values), where))
        return Policy((*self.schemes[:scheme], new, *self.schemes[scheme + 1 :]))


def _check_unit(old: SchemeSetting, changed: Mapping[str, object], where: str) -> None:
    """Refuse a new unit without a new value: 4 % of GDP per person must not become 4 rupees."""
    for path, parameter in old.scheme.parameters.items():
        unit = parameter.unit_from
        if unit in changed and path not in changed:
            if old.scheme.parameters[unit].check(f"{where}.{unit}", changed[unit], {}) == old.values[unit]:
                continue
            allowed = f"a new unit together with a new {path}"
            raise BadInput(f"{where}.{unit}", changed[unit], allowed, f"Give {path} in the new unit too.")


def flat(entry: Mapping[str, Any], where: str) -> dict[str, object]:
    """Return a scheme's nested data by path: `{amount: {value: 4}}` becomes `{"amount.value": 4}`.

    >>> flat({"id": "child_benefit", "rule": {"proxy_quota": {"share": 0.4}}}, "scheme")
    {'id': 'child_benefit', 'rule': 'proxy_quota', 'rule.proxy_quota.share': 0.4}
    """
    found: dict[str, object] = {}
    for key, value in entry.items():
        name = _name(key, where)
        if name == "rule" and isinstance(value, Mapping):
            found |= _flat_rule(value, where)
        elif not isinstance(value, Mapping) or not value:
            found[name] = value
        else:
            found |= {f"{name}.{_name(inner, f'{where}.{name}')}": given for inner, given in value.items()}
    return found


def _name(key: object, where: str) -> str:
    if not isinstance(key, str) or "." in key:
        raise BadInput(where, key, "a name without a dot", "Nest the keys, one level a line.")
    return key


def _flat_rule(rule: Mapping[str, Any], where: str) -> dict[str, object]:
    if len(rule) != 1:
        raise BadInput(f"{where}.rule", dict(rule), "one rule", "Write `rule: universal`, or name one rule.")
    ((key, given),) = rule.items()
    name = _name(key, f"{where}.rule")
    if given is not None and not isinstance(given, Mapping):
        allowed = "a rule with its settings by name"
        raise BadInput(f"{where}.rule", dict(rule), allowed, "Write {proxy_quota: {share: 0.4}}.")
    settings = {_name(inner, f"{where}.rule"): value for inner, value in (given or {}).items()}
    return {"rule": name, **{f"rule.{name}.{inner}": value for inner, value in settings.items()}}


def nested(setting: SchemeSetting) -> dict[str, Any]:
    """Return a scheme with its values as nested data: the form of the YAML file."""
    data: dict[str, Any] = {"id": setting.scheme.id}
    for path, value in setting.values.items():
        parts = path.split(".")
        written = list(value) if isinstance(value, tuple) else _written(value)
        if parts[0] == "rule":
            _nest_rule(data, parts, written)
        elif len(parts) == 2:
            data.setdefault(parts[0], {})[parts[1]] = written
        else:
            data[path] = written
    return data


def _nest_rule(data: dict[str, Any], parts: list[str], written: Any) -> None:
    if len(parts) == 1:
        data["rule"] = written
        return
    if not isinstance(data["rule"], dict):
        data["rule"] = {parts[1]: {}}
    data["rule"][parts[1]][parts[2]] = written


def _written(value: float | str) -> float | str:
    return int(value) if isinstance(value, float) and value == int(value) else value


def _setting(values: Mapping[str, object], known: Mapping[str, Scheme], where: str) -> SchemeSetting:
    """Return a scheme with its checked values; `values` holds the scheme's id and values by path."""
    name = values.get("id")
    if not isinstance(name, str) or name not in known:
        raise unknown(f"{where}.id", name, known)
    rest = {path: value for path, value in values.items() if path != "id"}
    return SchemeSetting(known[name], checked_values(known[name].parameters, rest, where))


def _check_version(version: object) -> None:
    if isinstance(version, bool) or version not in (VERSION, str(VERSION)):
        raise BadInput("policy.version", version, str(VERSION), f"Begin with `version: {VERSION}`.")


def _numbered(text: str) -> tuple[str | None, dict[int, dict[str, str]]]:
    """Return the version and the raw values of each scheme, in the order of their numbers."""
    if len(text) > LONGEST_FRAGMENT:
        raise SimulatorError(f"link: over {LONGEST_FRAGMENT} characters. Copy the link from the lab again.")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        raise BadInput(
            "link", text, "a policy, such as version=1&1.id=child_benefit", "Copy it again."
        ) from None
    version: str | None = None
    numbered: dict[int, dict[str, str]] = {}
    for key, value in pairs:
        number, dot, path = key.partition(".")
        if key == "version" and version is None:
            version = value
        elif dot and SCHEME_NUMBER.fullmatch(number) and 1 <= int(number) <= MOST_SCHEMES:
            if path in numbered.setdefault(int(number), {}):
                raise BadInput("link", key, "each key once", "Keep one of the two.")
            numbered[int(number)][path] = value
        else:
            raise BadInput(
                "link", key, "version, then keys such as 1.id or 1.take_up", "Copy the link again."
            )
    return version, dict(sorted(numbered.items()))


def _typed(values: Mapping[str, str], known: Mapping[str, Scheme], where: str) -> dict[str, object]:
    """Return a fragment's texts in the types of their parameters."""
    name = values.get("id")
    if name is None or name not in known:
        raise unknown(f"{where}.id", name, known)
    parameters = known[name].parameters
    return {
        path: parameters[path].from_text(text) if path in parameters else text
        for path, text in values.items()
    }
