"""A policy as the fragment of a URL: `1.` is the first scheme, `i1.` a rule between them, `f1.` who pays.

A `b` before any of these is the same of the baseline, the benefits that exist: `b1.` is its first scheme.
An `a` before them is the same of alternative A, which somebody keeps to look at beside the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from urllib.parse import parse_qsl, quote

from simulator.errors import BadInput, SimulatorError, expect, inside
from simulator.parameters import DECIMAL, Parameter, Value, checked_values, plain
from simulator.policy.data import (
    EXISTING_KEYS,
    VERSION,
    Declared,
    Found,
    Parts,
    check_version,
    found,
    place_of,
    refuse_unknown_keys,
)
from simulator.policy.settings import (
    MOST_SCHEMES,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)
from simulator.schemes import Scheme, all_interactions, all_schemes, all_sources

LONGEST_FRAGMENT = 20_000
ONCE = ("version", "line", "country")
# The letter before a number says what the entry is; a scheme has none. Before both stands whose it is.
ENTRY = re.compile(r"([ab]?)([ife]?)([0-9]{1,2})")
WHERE = {"": "schemes", "i": "interactions", "f": "financing", "e": "existing"}
OF_A_POLICY, OF_A_BASELINE, OF_AN_ALTERNATIVE = "", "b", "a"
BEFORE = {OF_A_POLICY: "", OF_A_BASELINE: "baseline.", OF_AN_ALTERNATIVE: "alternative."}
Texts = dict[str, str]
Entries = dict[tuple[str, str, int], Texts]


def to_link(policies: Mapping[str, Parts], short: bool = False) -> str:
    """Return policies, by the letter that says whose each is, as a fragment without `#`.

    Every value is written out; in a `short` one what is as declared is left out, for the reader to put in.
    """
    pairs = [("version", str(VERSION))]
    for whose in BEFORE:
        if whose in policies:
            pairs += _policy_pairs(whose, policies[whose], short)
    return "&".join(f"{key}={quote(value)}" for key, value in pairs)


def policies_in_link(link: str, catalogue: Mapping[str, Scheme] | None) -> dict[str, Parts]:
    """Return the parts of the policy that a link describes, and those of what else it holds, by letter."""
    once, entries = read_link(link)
    check_version(once.get("version"))
    known = all_schemes() if catalogue is None else catalogue
    held = {OF_A_POLICY, *(whose for whose, _, _ in entries)}
    return {whose: _parts(entries, whose, known) for whose in BEFORE if whose in held}


def line_in_link(link: str) -> str | None:
    """Return the name of the poverty line that a lab's link ends with, or None for the reference line.

    >>> line_in_link("version=1&1.id=child_benefit&line=international_3_65")
    'international_3_65'
    """
    return read_link(link)[0].get("line")


def country_in_link(link: str) -> str | None:
    """Return the name of the country that a lab's link ends with, or None for that of its lab.

    >>> country_in_link("version=1&1.id=child_benefit&country=mongolia")
    'mongolia'
    """
    return read_link(link)[0].get("country")


def read_link(link: str) -> tuple[Texts, Entries]:
    """Return what a link says once, by key, and the raw texts of each entry by its letters and number."""
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
    entries: Entries = {}
    for key, value in pairs:
        if key in ONCE and key not in once:
            once[key] = value
        else:
            _add(entries, key, value)
    _refuse_gaps(entries)
    return once, entries


def _add(entries: Entries, key: str, value: str) -> None:
    """Add one key of an entry, or refuse it."""
    number, dot, path = key.partition(".")
    entry = ENTRY.fullmatch(number)
    if not dot or not entry or not 1 <= int(entry[3]) <= MOST_SCHEMES:
        allowed = "version, then keys such as 1.id or 1.take_up"
        raise BadInput("link", key, allowed, "Copy the link again.")
    texts = entries.setdefault((entry[1], entry[2], int(entry[3])), {})
    if path in texts:
        raise BadInput("link", key, "each key once", "Keep one of the two.")
    texts[path] = value


def _refuse_gaps(entries: Entries) -> None:
    """Refuse numbers that leave one out: others may mean a scheme by its number, and would mean another."""
    for whose, letter in product(BEFORE, WHERE):
        numbers = sorted(number for *kind, number in entries if kind == [whose, letter])
        for expected, number in enumerate(numbers, start=1):
            if number != expected:
                kind = f"{whose}{letter}"
                allowed = f"numbers that leave none out: {kind}{expected}. before {kind}{number}."
                raise BadInput("link", f"{kind}{number}.", allowed, "Copy the link again.")


def _parts(entries: Entries, whose: str, known: Mapping[str, Scheme]) -> Parts:
    """Return the parts of the policy, or of what stands beside it, that the entries of a link describe."""
    schemes = tuple(SchemeSetting(*_values(texts, known, where)) for where, texts in _of(entries, whose, ""))
    ids = [each.scheme.id for each in schemes]
    return (
        schemes,
        tuple(_interaction(texts, ids, where) for where, texts in _of(entries, whose, "i")),
        tuple(_source(texts, where) for where, texts in _of(entries, whose, "f")),
        tuple(_existing(texts, ids, where) for where, texts in _of(entries, whose, "e")),
    )


def _of(entries: Entries, whose: str, letter: str) -> Iterator[tuple[str, Texts]]:
    """Give the entries of one kind in the order of their numbers, each with what it is called in an error."""
    for (*kind, number), texts in sorted(entries.items()):
        if kind == [whose, letter]:
            yield f"{BEFORE[whose]}{WHERE[letter]}[{number}]", texts


def _policy_pairs(whose: str, parts: Parts, short: bool) -> list[tuple[str, str]]:
    """Return the keys and texts of a policy, each key with the letter that says whose it is."""
    schemes, interactions, financing, existing = parts
    entries: dict[str, Texts] = {}
    for number, scheme in enumerate(schemes, start=1):
        entries[f"{number}"] = {"id": scheme.scheme.id} | _texts(scheme.scheme, scheme.values, short)
    for number, rule in enumerate(interactions, start=1):
        named = {"id": rule.interaction.id, "schemes": ",".join(str(place + 1) for place in rule.schemes)}
        entries[f"i{number}"] = named | _texts(rule.interaction, rule.values, short)
    for number, source in enumerate(financing, start=1):
        share = {} if short and source.share == 1 else {"share": plain(source.share)}
        said = _texts(source.source, source.values, short)
        entries[f"f{number}"] = {"id": source.source.id} | share | said
    for number, each in enumerate(existing, start=1):
        by = {} if each.by is None else {"by": str(each.by + 1)}
        entries[f"e{number}"] = {"benefit": each.benefit, "treatment": each.treatment} | by
    return [(f"{whose}{of}.{key}", text) for of, texts in entries.items() for key, text in texts.items()]


def _texts(declared: Declared, values: Mapping[str, Value], short: bool) -> Texts:
    """Return the text of each value by path; if `short`, of those that are not as declared."""
    known = declared.parameters
    said = {path: each for path, each in values.items() if not short or each != known[path].start(values)}
    return {path: known[path].to_text(each) for path, each in said.items()}


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
    refuse_unknown_keys(texts, EXISTING_KEYS, where)
    by = _place(texts["by"], ids, f"{where}.by") if "by" in texts else None
    with inside(where):
        return ExistingSetting(texts.get("benefit", ""), texts.get("treatment", ""), by)
