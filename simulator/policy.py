"""A policy: schemes with their values. YAML, Python and a URL fragment end in the same record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any
from urllib.parse import parse_qsl, quote

from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.nesting import flat, nested, refuse_slips
from simulator.parameters import Value, checked_values
from simulator.schemes import Scheme, all_schemes
from simulator.yaml_text import read_yaml, write_yaml

VERSION = 1
MOST_SCHEMES = 20
LONGEST_FRAGMENT = 8_000
SCHEME_NUMBER = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class SchemeSetting:
    """A scheme with a value for each of its parameters, by path; what is left out is as declared."""

    scheme: Scheme
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        expect("scheme", self.scheme, Scheme, "Take one of simulator.all_schemes().")
        expect("values", self.values, Mapping, 'Write {"take_up": 0.8}.')
        checked = checked_values(self.scheme.parameters, self.values, self.scheme.id)
        object.__setattr__(self, "values", checked)

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

    def __post_init__(self) -> None:
        given = self.schemes
        many = isinstance(given, tuple | list) and len(given) <= MOST_SCHEMES
        if not many or not all(isinstance(each, SchemeSetting) for each in given):
            allowed = f"a tuple of up to {MOST_SCHEMES} SchemeSetting"
            raise BadInput("schemes", given, allowed, "From YAML use simulator.Policy.from_yaml(text).")
        object.__setattr__(self, "schemes", tuple(given))

    def __repr__(self) -> str:
        return f"Policy.from_fragment({self.to_fragment()!r})"

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
            values = flat(entry, where)
            refuse_slips(_scheme(values.get("id"), known, where).parameters, values, where)
            settings.append(_setting(values, known, where))
        return cls(tuple(settings))

    @classmethod
    def from_yaml(cls, text: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy that a YAML text describes."""
        return cls.from_data(read_yaml(text, "policy"), catalogue)

    @classmethod
    def from_fragment(cls, fragment: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy in the fragment of a URL, or in a whole URL: what stands behind `#`.

        A policy holds no poverty line: `line=` is left to `line_in_link`.
        """
        known = all_schemes() if catalogue is None else catalogue
        once, numbered = _read_link(fragment)
        _check_version(once.get("version"))
        return cls(
            tuple(
                _setting(_typed(values, known, f"schemes[{number}]"), known, f"schemes[{number}]")
                for number, values in numbered.items()
            )
        )

    def to_data(self) -> dict[str, Any]:
        """Return the policy as nested data, every value written out."""
        return {"version": VERSION, "schemes": [nested(each.scheme.id, each.values) for each in self.schemes]}

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
        expect("values", values, Mapping, 'Write {"take_up": 0.8}.')
        expect("scheme", scheme, Integral, "Count the schemes of the policy from 0.")
        if scheme not in range(len(self.schemes)):
            allowed = f"a whole number from 0 to below {len(self.schemes)}, the number of schemes"
            raise BadInput("scheme", scheme, allowed, "Count the schemes of the policy from 0.")
        old, where = self.schemes[scheme], f"schemes[{scheme + 1}]"
        refuse_slips(old.scheme.parameters, values, where)
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


def _setting(values: Mapping[str, object], known: Mapping[str, Scheme], where: str) -> SchemeSetting:
    """Return a scheme with its checked values; `values` holds the scheme's id and values by path."""
    scheme = _scheme(values.get("id"), known, where)
    rest = {path: value for path, value in values.items() if path != "id"}
    return SchemeSetting(scheme, checked_values(scheme.parameters, rest, where))


def _scheme(name: object, known: Mapping[str, Scheme], where: str) -> Scheme:
    if not isinstance(name, str) or name not in known:
        raise unknown(f"{where}.id", name, known)
    return known[name]


def _check_version(version: object) -> None:
    if isinstance(version, bool) or version not in (VERSION, str(VERSION)):
        raise BadInput("policy.version", version, str(VERSION), f"Begin with `version: {VERSION}`.")


def line_in_link(link: str) -> str | None:
    """Return the name of the poverty line that a lab's link ends with, or None for the reference line.

    >>> line_in_link("version=1&1.id=child_benefit&line=international_3_65")
    'international_3_65'
    """
    return _read_link(link)[0].get("line")


def _read_link(link: str) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """Return what a link says once, by key, and each scheme's raw values, in the order of their numbers."""
    expect("link", link, str, "Give the link as a text: what stands behind `#`, or all of it.")
    text = link.rpartition("#")[2]
    if len(text) > LONGEST_FRAGMENT:
        raise SimulatorError(f"link: over {LONGEST_FRAGMENT} characters. Copy the link from the lab again.")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        raise BadInput(
            "link", text, "a policy, such as version=1&1.id=child_benefit", "Copy it again."
        ) from None
    once: dict[str, str] = {}
    numbered: dict[int, dict[str, str]] = {}
    for key, value in pairs:
        number, dot, path = key.partition(".")
        if key in ("version", "line") and key not in once:
            once[key] = value
        elif dot and SCHEME_NUMBER.fullmatch(number) and 1 <= int(number) <= MOST_SCHEMES:
            if path in numbered.setdefault(int(number), {}):
                raise BadInput("link", key, "each key once", "Keep one of the two.")
            numbered[int(number)][path] = value
        else:
            raise BadInput(
                "link", key, "version, then keys such as 1.id or 1.take_up", "Copy the link again."
            )
    return once, dict(sorted(numbered.items()))


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
