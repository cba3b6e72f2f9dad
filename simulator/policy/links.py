"""A policy as the fragment of a URL: `1.` is the first scheme, `i1.` a rule between them, `f1.` who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, quote

from simulator.errors import BadInput, SimulatorError, expect, inside
from simulator.parameters import DECIMAL, Parameter, Value, checked_values, plain
from simulator.policy.data import VERSION, Declared, Found, Parts, check_version, found, place_of
from simulator.policy.settings import (
    MOST_SCHEMES,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)
from simulator.schemes import Scheme, all_interactions, all_schemes, all_sources

LONGEST_FRAGMENT = 20_000
ONCE = ("version", "line")
# The letter before a number says what the entry is; a scheme has none.
ENTRY = re.compile(r"([ife]?)([0-9]{1,2})")
WHERE = {"": "schemes", "i": "interactions", "f": "financing", "e": "existing"}
Texts = dict[str, str]


def to_link(
    schemes: Sequence[SchemeSetting],
    interactions: Sequence[InteractionSetting],
    financing: Sequence[SourceSetting],
    existing: Sequence[ExistingSetting],
) -> str:
    """Return a policy as a fragment, without `#`, every value written out."""
    pairs = [("version", str(VERSION))]
    for number, scheme in enumerate(schemes, start=1):
        pairs += _pairs(f"{number}", scheme.scheme, scheme.values)
    for number, rule in enumerate(interactions, start=1):
        places = {"schemes": ",".join(str(place + 1) for place in rule.schemes)}
        pairs += _pairs(f"i{number}", rule.interaction, rule.values, places)
    for number, source in enumerate(financing, start=1):
        pairs += _pairs(f"f{number}", source.source, source.values, {"share": plain(source.share)})
    for number, each in enumerate(existing, start=1):
        pairs += [(f"e{number}.benefit", each.benefit), (f"e{number}.treatment", each.treatment)]
        pairs += [] if each.by is None else [(f"e{number}.by", str(each.by + 1))]
    return "&".join(f"{key}={quote(value)}" for key, value in pairs)


def policy_in_link(link: str, catalogue: Mapping[str, Scheme] | None) -> Parts:
    """Return the parts of the policy that a link describes."""
    once, entries = read_link(link)
    check_version(once.get("version"))
    known = all_schemes() if catalogue is None else catalogue
    schemes = tuple(SchemeSetting(*_values(texts, known, where)) for where, texts in _of(entries, ""))
    ids = [each.scheme.id for each in schemes]
    return (
        schemes,
        tuple(_interaction(texts, ids, where) for where, texts in _of(entries, "i")),
        tuple(_source(texts, where) for where, texts in _of(entries, "f")),
        tuple(_existing(texts, ids, where) for where, texts in _of(entries, "e")),
    )


def line_in_link(link: str) -> str | None:
    """Return the name of the poverty line that a lab's link ends with, or None for the reference line.

    >>> line_in_link("version=1&1.id=child_benefit&line=international_3_65")
    'international_3_65'
    """
    return read_link(link)[0].get("line")


def read_link(link: str) -> tuple[Texts, dict[tuple[str, int], Texts]]:
    """Return what a link says once, by key, and the raw texts of each entry by its letter and number."""
    expect("link", link, str, "Give the link as a text: what stands behind `#`, or all of it.")
    text = link.rpartition("#")[2]
    if len(text) > LONGEST_FRAGMENT:
        raise SimulatorError(f"link: over {LONGEST_FRAGMENT} characters. Copy the link from the lab again.")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError:
        allowed = "a policy, such as version=1&1.id=child_benefit"
        raise BadInput("link", text, allowed, "Copy it again.") from None
    once: Texts = {}
    entries: dict[tuple[str, int], Texts] = {}
    for key, value in pairs:
        if key in ONCE and key not in once:
            once[key] = value
        else:
            _add(entries, key, value)
    return once, entries


def _add(entries: dict[tuple[str, int], Texts], key: str, value: str) -> None:
    """Add one key of an entry, or refuse it."""
    number, dot, path = key.partition(".")
    entry = ENTRY.fullmatch(number)
    if not dot or not entry or not 1 <= int(entry[2]) <= MOST_SCHEMES:
        allowed = "version, then keys such as 1.id or 1.take_up"
        raise BadInput("link", key, allowed, "Copy the link again.")
    texts = entries.setdefault((entry[1], int(entry[2])), {})
    if path in texts:
        raise BadInput("link", key, "each key once", "Keep one of the two.")
    texts[path] = value


def _of(entries: Mapping[tuple[str, int], Texts], letter: str) -> Iterator[tuple[str, Texts]]:
    """Give the entries of one kind in the order of their numbers, each with what it is called in an error."""
    for (kind, number), texts in sorted(entries.items()):
        if kind == letter:
            yield f"{WHERE[letter]}[{number}]", texts


def _pairs(
    number: str, declared: Declared, values: Mapping[str, Value], more: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    said = {path: declared.parameters[path].to_text(value) for path, value in values.items()}
    return [(f"{number}.{key}", text) for key, text in {"id": declared.id, **(more or {}), **said}.items()]


def _values(texts: Texts, known: Mapping[str, Found], where: str) -> tuple[Found, Mapping[str, Value]]:
    """Return what an entry describes, and its values in the types of their parameters, checked."""
    declared = found(texts.get("id"), known, where)
    typed = {path: _typed(declared.parameters, path, text) for path, text in texts.items() if path != "id"}
    return declared, checked_values(declared.parameters, typed, where)


def _typed(parameters: Mapping[str, Parameter], path: str, text: str) -> object:
    return parameters[path].from_text(text) if path in parameters else text


def _interaction(texts: Texts, ids: Sequence[str], where: str) -> InteractionSetting:
    rest = {key: text for key, text in texts.items() if key != "schemes"}
    named = texts.get("schemes", "")
    places = tuple(_place(each, ids, f"{where}.schemes") for each in named.split(",")) if named else ()
    interaction, values = _values(rest, all_interactions(), where)
    with inside(where):
        return InteractionSetting(interaction, places, values)


def _place(text: str, ids: Sequence[str], where: str) -> int:
    return place_of(int(text) if re.fullmatch("[0-9]{1,2}", text) else text, ids, where)


def _source(texts: Texts, where: str) -> SourceSetting:
    rest = {key: text for key, text in texts.items() if key != "share"}
    source, values = _values(rest, all_sources(), where)
    share = texts.get("share", "1")
    typed = float(share) if DECIMAL.fullmatch(share) else share
    with inside(where):
        return SourceSetting(source, values, typed)  # type: ignore[arg-type]


def _existing(texts: Texts, ids: Sequence[str], where: str) -> ExistingSetting:
    by = _place(texts["by"], ids, f"{where}.by") if "by" in texts else None
    with inside(where):
        return ExistingSetting(texts.get("benefit", ""), texts.get("treatment", ""), by)
