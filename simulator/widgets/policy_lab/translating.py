"""What a translation of the lab lacks: `python -m simulator.widgets.policy_lab.translating fr` prints it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from simulator.builders.synthetic import LABEL
from simulator.countries import country, country_facts, country_names
from simulator.countries.invented import invented_names
from simulator.errors import SimulatorError
from simulator.escap.declared import declared_conventions
from simulator.projection import indexation_parameter, outlook_parameters
from simulator.projection.people import AS_BUILT, CONSTANT, INTERPOLATED, PUBLISHED
from simulator.reports.intervals import NOT_SAMPLING
from simulator.reports.layout import ASSUMPTION_DRIVEN
from simulator.reports.results import result_schema
from simulator.scenario import ASSUMED
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.site_files import country_labels
from simulator.widgets.policy_lab.texts import COUNTRY, ENGLISH, NAMED, texts
from simulator.widgets.policy_lab.wording import engine_sentences

# Units that are shown as a sign.
SIGNS = ("share", "currency")


def lacking(language: str) -> dict[str, Any]:
    """Return the English texts that a language has none for, by section and key, and such names.

    What the engine says has its English for a key, as names have.

    >>> lacking("en")
    {}
    """
    own = texts(language)
    found = {
        section: {key: text for key, text in sentences.items() if key not in own["sections"].get(section, {})}
        for section, sentences in texts(ENGLISH)["sections"].items()
    }
    if language != ENGLISH:
        found["engine"] = {text: text for text in engine_sentences() if text not in own["engine"]}
        found["names"] = {name: name for name in names() if name not in own["names"]}
    return {section: entries for section, entries in found.items() if entries}


@cache
def names() -> tuple[str, ...]:
    """Return every name of schemes, settings, groups and countries that the lab shows, in English.

    >>> "Child benefit" in names()
    True
    """
    data = catalogue_data()
    later = [each.as_data() for each in (*outlook_parameters().values(), indexation_parameter())]
    groups = [label for labels in data["breakdowns"].values() for label in labels]
    units = [each["unit"] for each in (*data["parameters"], *later) if each["unit"] not in (*SIGNS, "")]
    spent = filter(None, (country_facts(name).consumption for name in country_names()))
    lines = [line.label for each in spent for line in each.poverty_lines]
    conventions = [text for each in declared_conventions()["conventions"] for text in each.values() if text]
    found = [*_names_in(data), *_names_in(later), *groups, *units, *lines, *conventions]
    return tuple(dict.fromkeys([*found, *_of_populations(), *_of_ranges(), *_of_files()]))


def _of_populations() -> Iterator[str]:
    """Give how countries are called, and what the data of each are, with a place for its name."""
    yield from (*country_labels().values(), LABEL)
    for known in map(country, invented_names()):
        yield from (known.name, known.label.replace(known.name, COUNTRY))


def _of_ranges() -> Iterator[str]:
    """Give the words of an assumption range: what it is, and each assumption with its unit and its note."""
    yield NOT_SAMPLING
    for each in country_names():
        for name, assumption in vars(country_facts(each).assumptions).items():
            kind = assumption.together or name
            yield from (name.replace("_", " "), kind.replace("_", " "), assumption.unit, assumption.note)


def _of_files() -> Iterator[str]:
    """Give the units and the words of a table to save; the currency of a unit has a place."""
    for unit in _units_in(result_schema()):
        yield from (unit, unit.replace("currency", "{currency}"))
    yield from (each.replace("_", " ") for each in ASSUMED)
    yield from (ASSUMPTION_DRIVEN, AS_BUILT, PUBLISHED, INTERPOLATED, CONSTANT)


def _units_in(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("unit"), str):
            yield schema["unit"]
        for each in schema.values():
            yield from _units_in(each)
    if isinstance(schema, list):
        for each in schema:
            yield from _units_in(each)


def _names_in(data: object) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _names_in(each)
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key in NAMED and value:
                yield value
            elif key == "choices" and value:
                yield from value.values()
            else:
                yield from _names_in(value)


def as_yaml(entries: Mapping[str, Any], indent: str = "") -> str:
    """Return texts as YAML, each in quotes on a line of its own, for somebody to write over.

    >>> print(as_yaml({"lab": {"tiles.cost": "Cost"}}))
    lab:
      tiles.cost: "Cost"
    """
    lines = []
    for key, value in entries.items():
        name = key if key.replace(".", "").isidentifier() else json.dumps(key, ensure_ascii=False)
        if isinstance(value, Mapping):
            lines += [f"{indent}{name}:", as_yaml(value, f"{indent}  ")]
        else:
            lines.append(f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print what a language lacks, as YAML to fill in; returns 1 if it lacks anything, 2 for a wrong file."""
    try:
        left = lacking(arguments[0] if arguments else ENGLISH)
    except SimulatorError as error:
        print(error, file=sys.stderr)
        return 2
    print(as_yaml(left) if left else "Nothing is missing.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
