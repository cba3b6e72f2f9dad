"""A policy as nested data, the form of the YAML file: read strictly, written with every value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from simulator.errors import BadInput, inside, unknown
from simulator.nesting import flat, nested, refuse_slips
from simulator.parameters import Parameter, checked_values
from simulator.policy.settings import (
    MOST_SCHEMES,
    TREATMENTS,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)
from simulator.schemes import Scheme, all_interactions, all_schemes, all_sources

VERSION = 1
KEYS = ("version", "schemes", "interactions", "financing", "existing")
# What an entry of a list is, and how one begins.
ENTRIES = {"schemes": "a scheme", "interactions": "an interaction", "financing": "a source"}
STARTS = {
    "schemes": "id: child_benefit",
    "interactions": "id: exclusive",
    "financing": "id: external",
    "existing": "benefit: …",
}
EXISTING_KEYS = ("benefit", "treatment", "by")
Parts = tuple[
    tuple[SchemeSetting, ...],
    tuple[InteractionSetting, ...],
    tuple[SourceSetting, ...],
    tuple[ExistingSetting, ...],
]


class Declared(Protocol):
    """Whatever has an id and parameters: a scheme, a source, an interaction."""

    @property
    def id(self) -> str:
        """Its name in files and links."""

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Its parameters, by path."""


Found = TypeVar("Found", bound=Declared)


def read_policy(data: object, catalogue: Mapping[str, Scheme] | None) -> Parts:
    """Return the parts of the policy that nested data describe."""
    if not isinstance(data, Mapping):
        raise BadInput("policy", data, "version and schemes by name", "Begin with `version: 1`.")
    refuse_unknown_keys(data, KEYS, "policy")
    check_version(data.get("version"))
    known = all_schemes() if catalogue is None else catalogue
    schemes = tuple(
        SchemeSetting(*named_values(entry, known, f"schemes[{number}]"))
        for number, entry in enumerate(_entries(data, "schemes", needed=True), start=1)
    )
    ids = [each.scheme.id for each in schemes]
    interactions = tuple(
        _interaction(entry, ids, f"interactions[{number}]")
        for number, entry in enumerate(_entries(data, "interactions"), start=1)
    )
    return schemes, interactions, _financing(data.get("financing")), _existing(data.get("existing"), ids)


def written(
    schemes: Sequence[SchemeSetting],
    interactions: Sequence[InteractionSetting],
    financing: Sequence[SourceSetting],
    existing: Sequence[ExistingSetting],
) -> dict[str, Any]:
    """Return a policy as nested data, every value written out; what it has none of is left out."""
    ids = [each.scheme.id for each in schemes]
    data: dict[str, Any] = {
        "version": VERSION,
        "schemes": [nested(each.scheme.id, each.values) for each in schemes],
        "interactions": [
            nested(each.interaction.id, each.values, schemes=[_called(place, ids) for place in each.schemes])
            for each in interactions
        ],
        "financing": [nested(each.source.id, each.values, share=_whole_if(each.share)) for each in financing],
        "existing": [
            {"benefit": each.benefit, "treatment": each.treatment}
            | ({} if each.by is None else {"by": _called(each.by, ids)})
            for each in existing
        ],
    }
    return {key: value for key, value in data.items() if value or key == "schemes"}


def refuse_unknown_keys(given: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Refuse the first key that is not known, with the nearest one that is."""
    for key in given:
        if key not in known:
            raise unknown(where, key, known)


def check_version(version: object) -> None:
    """Refuse a policy that does not say that it is of this version."""
    if isinstance(version, bool) or version not in (VERSION, str(VERSION)):
        raise BadInput("policy.version", version, str(VERSION), f"Begin with `version: {VERSION}`.")


def found(name: object, known: Mapping[str, Found], where: str) -> Found:
    """Return what is known by the name, or refuse the name."""
    if not isinstance(name, str) or name not in known:
        raise unknown(f"{where}.id", name, known)
    return known[name]


def named_values(entry: object, known: Mapping[str, Found], where: str) -> tuple[Found, Mapping[str, Any]]:
    """Return what an entry with an id describes, and its values by path, checked."""
    if not isinstance(entry, Mapping):
        example = next(iter(known), "child_benefit")
        what = ENTRIES[where.partition("[")[0]]
        raise BadInput(where, entry, what, f"Start it with `- id: {example}`.")
    values = flat(entry, where)
    declared = found(values.pop("id", None), known, where)
    refuse_slips(declared.parameters, values, where)
    return declared, checked_values(declared.parameters, values, where)


def place_of(name: object, ids: Sequence[str], where: str) -> int:
    """Return the place, from 0, of the scheme that is named by its id, or by its number from 1."""
    if isinstance(name, int) and not isinstance(name, bool) and 1 <= name <= len(ids):
        return name - 1
    if not isinstance(name, str) or name not in ids:
        raise unknown(where, name, ids)
    if ids.count(name) > 1:
        numbers = " or ".join(str(place + 1) for place, each in enumerate(ids) if each == name)
        allowed = "a name that one scheme of the policy has"
        raise BadInput(where, name, allowed, f"Write the scheme's number instead: {numbers}.")
    return ids.index(name)


def _entries(data: Mapping[str, Any], key: str, needed: bool = False) -> list[Any]:
    given = data.get(key) if needed else data.get(key, [])
    if not isinstance(given, list) or len(given) > MOST_SCHEMES:
        mend = f"Start each with `- {STARTS[key]}`."
        raise BadInput(f"policy.{key}", given, f"a list of up to {MOST_SCHEMES} {key}", mend)
    return given


def _interaction(entry: object, ids: Sequence[str], where: str) -> InteractionSetting:
    rest = dict(entry) if isinstance(entry, Mapping) else entry
    named = rest.pop("schemes", None) if isinstance(rest, dict) else []
    if not isinstance(named, list):
        raise BadInput(f"{where}.schemes", named, "a list of schemes", "Write `schemes: [child_benefit, …]`.")
    interaction, values = named_values(rest, all_interactions(), where)
    places = tuple(place_of(name, ids, f"{where}.schemes") for name in named)
    with inside(where):
        return InteractionSetting(interaction, places, values)


def _financing(given: object) -> tuple[SourceSetting, ...]:
    """Return the sources; one alone may be written by its name, or as its name with its values."""
    if given is None:
        return ()
    if given == []:
        mend = "Leave it out, or write `financing: external`."
        raise BadInput("financing", given, "at least one source", mend)
    if isinstance(given, str):
        given = [{"id": given}]
    elif isinstance(given, Mapping) and "id" not in given:
        given = _one_source(given)
    elif isinstance(given, Mapping):
        given = [given]
    entries = _entries({"financing": given}, "financing")
    return tuple(
        _source(entry, f"financing[{number}]", len(entries)) for number, entry in enumerate(entries, start=1)
    )


def _one_source(given: Mapping[str, Any]) -> list[Any]:
    if len(given) != 1:
        raise BadInput("financing", dict(given), "one source", "Write a list, each entry with its `share`.")
    ((name, values),) = given.items()
    if values is not None and not isinstance(values, Mapping):
        mend = "Write {levy_on_consumption: {exempt_below: 0}}."
        raise BadInput(f"financing.{name}", values, "a source's settings by name", mend)
    _refuse_named_twice(f"financing.{name}", "id", name, values or {})
    return [{"id": name, **(values or {})}]


def _source(entry: object, where: str, number: int) -> SourceSetting:
    rest = dict(entry) if isinstance(entry, Mapping) else entry
    share = rest.pop("share", 1.0 if number == 1 else None) if isinstance(rest, dict) else None
    source, values = named_values(rest, all_sources(), where)
    if share is None:
        raise BadInput(
            f"{where}.share", None, "a number above 0, up to 1", "Say what share it meets: `share: 0.5`."
        )
    with inside(where):
        return SourceSetting(source, values, share)


def _existing(given: object, ids: Sequence[str]) -> tuple[ExistingSetting, ...]:
    """Return what becomes of benefits that exist; `{old_benefit: replaced}` is short for a list."""
    if isinstance(given, Mapping):
        given = [_short(benefit, treatment) for benefit, treatment in given.items()]
    entries = _entries({"existing": [] if given is None else given}, "existing")
    return tuple(
        _treatment(entry, ids, f"existing[{number}]") for number, entry in enumerate(entries, start=1)
    )


def _treatment(entry: object, ids: Sequence[str], where: str) -> ExistingSetting:
    if not isinstance(entry, Mapping):
        mend = "Write `- {benefit: …, treatment: kept}`."
        raise BadInput(where, entry, "a benefit and its treatment", mend)
    refuse_unknown_keys(entry, EXISTING_KEYS, where)
    by = place_of(entry["by"], ids, f"{where}.by") if "by" in entry else None
    with inside(where):
        return ExistingSetting(entry.get("benefit"), entry.get("treatment"), by)  # type: ignore[arg-type]


def _short(benefit: object, treatment: object) -> dict[str, Any]:
    if isinstance(treatment, Mapping):
        _refuse_named_twice(f"existing.{benefit}", "benefit", benefit, treatment)
        return {"benefit": benefit, **treatment}
    if treatment not in TREATMENTS:
        raise unknown(f"existing.{benefit}", treatment, TREATMENTS)
    return {"benefit": benefit, "treatment": treatment}


def _refuse_named_twice(where: str, key: str, name: object, given: Mapping[str, Any]) -> None:
    """Refuse `{a: {id: b}}`: what is called by its name outside must not have another inside."""
    if key in given:
        raise BadInput(f"{where}.{key}", given[key], "the name once", f"Leave {key} out: {name} is the name.")


def _called(place: int, ids: Sequence[str]) -> str | int:
    """Return how a scheme is named: by its id, or by its number where two have one id."""
    return ids[place] if ids.count(ids[place]) == 1 else place + 1


def _whole_if(number: float) -> float | int:
    return int(number) if number == int(number) else number
