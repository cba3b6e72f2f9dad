"""What codes are called in the labels of a file, so that most need no mapping."""

from __future__ import annotations

from dataclasses import replace

from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES
from simulator.surveys.converting import different_values, from_labels, is_missing_text
from simulator.surveys.fields import Field, code_names
from simulator.surveys.mapping import ColumnMapping
from simulator.surveys.problems import WARNING, Problem
from simulator.surveys.recognised import SEX_CODES
from simulator.surveys.tables import Table

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "urban": {
        "rural": ("rural", "rural area", "rural areas", "village"),
        "urban": ("urban", "urban area", "urban areas", "town", "city"),
    },
    "sex": {
        "female": (
            "female",
            "f",
            "woman",
            "women",
            "girl",
            "femme",
            "féminin",
            "feminin",
            "mujer",
            "perempuan",
            "nữ",
        ),
        "male": ("male", "m", "man", "men", "boy", "homme", "masculin", "hombre", "laki-laki", "nam"),
    },
    "relation": {
        "head": ("head", "household head", "head of household", "reference person", "self"),
        "spouse": ("spouse", "husband/wife", "wife/husband", "spouse/partner", "wife", "husband", "partner"),
        "child": ("child", "son/daughter", "son", "daughter", "own child", "biological child"),
        "parent": ("parent", "father/mother", "mother/father", "father", "mother", "parent-in-law"),
        "grandchild": ("grandchild", "grandson/granddaughter", "grandson", "granddaughter"),
        "other_relative": (
            "other relative",
            "other relatives",
            "brother/sister",
            "son-in-law/daughter-in-law",
        ),
        "non_relative": (
            "non-relative",
            "not related",
            "no relation",
            "servant",
            "domestic worker",
            "lodger",
        ),
    },
    "disability": {
        "none": ("none", "no", "no disability", "no difficulty"),
        "some": ("some", "some disability", "some difficulty", "yes"),
        "severe": ("severe", "severe disability", "a lot of difficulty", "cannot do at all"),
    },
}


def with_codes(
    table: Table, name: str, mapping: ColumnMapping, field: Field
) -> tuple[ColumnMapping, list[Problem]]:
    """Return the mapping with the codes that the file's own labels, or the usual numbers, give it.

    What a mapping says itself is left as it is; numbers that were taken for the usual ones are a warning.
    """
    if mapping.codes:
        return mapping, []
    words = WORDS.get(field.name, {}) | {
        each: (*_spellings(each), *WORDS.get(field.name, {}).get(each, ())) for each in field.codes
    }
    labelled = from_labels(table, name, words)
    if labelled:
        return replace(mapping, codes=labelled), []
    if table.value_labels.get(name):  # labels that say something else are not passed over
        return mapping, []
    values = [each for each in different_values(table, name) if not is_missing_text(each)]
    numbers = {_number(each) for each in values}
    if None in numbers:
        known = {word for listed in words.values() for word in listed}
        some = any(str(each).strip().casefold() in known for each in values)
        return (replace(mapping, codes=words), []) if some else (mapping, [])
    if field.name == "sex":
        return _usual_sexes(name, mapping, {each for each in numbers if each is not None})
    return mapping, []


def _usual_sexes(
    name: str, mapping: ColumnMapping, numbers: set[float]
) -> tuple[ColumnMapping, list[Problem]]:
    """Return the codes of female and male where the numbers are 0 and 1, or 1 and 2."""
    for codes in SEX_CODES:
        known = {float(code) for listed in codes.values() for code in listed}
        if numbers == known:
            said = ", ".join(f"{listed[0]} is {key}" for key, listed in codes.items())
            mend = f"If that is wrong, write `sex: {{column: {name}, female: …, male: …}}` into a mapping."
            problem = Problem(
                WARNING, name, f"its codes were taken as usual: {said}", "labels or a mapping", mend
            )
            return replace(mapping, codes=codes), [problem]
    return mapping, []


def _spellings(name: str) -> tuple[str, ...]:
    """Return a code's name as it is written in a mapping, and in words."""
    words = dict(
        zip(code_names(WORK_STATUSES + HOUSEHOLD_TYPES), WORK_STATUSES + HOUSEHOLD_TYPES, strict=True)
    )
    return tuple(dict.fromkeys((name, name.replace("_", " "), words.get(name, name).lower())))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
