"""The commands that list what there is: countries, schemes, options of fiscal space, fields of a result."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from textwrap import fill
from typing import Any

from simulator.builders.synthetic import economy
from simulator.careers import all_programmes, career_command
from simulator.command_line.describing import all_rules
from simulator.countries import country, country_check, country_facts, country_names
from simulator.population import Population
from simulator.reports import codebook_csv, comparison_schema, result_schema_text
from simulator.scenario import BREAKDOWNS, breakdowns_of
from simulator.schemes import all_interactions, all_schemes, all_sources, fiscal_space_options

WIDTH = 100
SCHEMAS = ("result", "comparison", "codebook")
CODEBOOK = SCHEMAS[2]
ORTIZ = "Ortiz, Cummins, Karunanethy, Fiscal Space for Social Protection (ILO and UN Women, 2017)"


def list_countries(given: Namespace) -> str:
    """Return each country: its money, the survey, what its people have, and its poverty lines by name."""
    blocks = []
    for name in country_names():
        facts = country_facts(name)
        money = economy(facts)
        lines = "\n".join(
            f"  --line {line.id:<22} {line.month:>12,.2f} a month per person  {line.label}"
            for line in money.poverty_lines
        )
        head = f"{name}: {facts.name}, {money.currency} at prices of {money.price_year}"
        made = f"A synthetic population, made to fit: {facts.survey}"
        blocks.append("\n".join([head, f"  {made}", *_what_it_has(country(name)), lines]))
    return "\n\n".join([*blocks, "The first line of a country is the one that counts when none is named."])


def _what_it_has(people: Population) -> list[str]:
    """Return how many there are, the breakdowns that `--by` takes of them, and what is not known."""
    has, persons = breakdowns_of(people), people.persons
    columns = {"earnings": persons.earnings_month, "existing benefits": persons.benefits_month}
    lacks = [by.replace("_", " ") for by in BREAKDOWNS if by not in has]
    lacks += [name for name, column in columns.items() if column is None]
    counted = f"{len(people.households.size):,} households, {len(persons.age):,} persons"
    unknown = f"; not known: {', '.join(lacks)}" if lacks else ""
    return [f"  {counted}{unknown}", f"  --by {', '.join(has)}"]


def describe_country(given: Namespace) -> str:
    """Return how close a synthetic population comes to the published figures."""
    people = country(given.country)
    table = country_check(given.country).drop(columns="source")
    shown = table.to_string(index=False, na_rep="-", float_format="{:,.4f}".format)
    return f"{people.label}\n\n{shown}"


def list_schemes(given: Namespace) -> str:
    """Return schemes, rules, sources of financing, interactions and programmes of careers, a line each."""
    parts: dict[str, Mapping[str, Any]] = {
        "Schemes": all_schemes(),
        "Targeting rules": all_rules(),
        "Sources of financing": all_sources(),
        "Interactions between schemes": all_interactions(),
        "Programmes of a career file": all_programmes(),
    }
    width = max(len(name) for known in parts.values() for name in known)
    blocks = [
        "\n".join([title, *(f"  {name:<{width}}  {_label(each)}" for name, each in known.items())])
        for title, known in parts.items()
    ]
    return "\n\n".join([*blocks, "What each is, and what it takes: python -m simulator describe NAME"])


def list_fiscal_space(given: Namespace) -> str:
    """Return the eight options of fiscal space: what the simulator can say of each, and what it cannot."""
    blocks = []
    for name, option in fiscal_space_options().items():
        parts = {
            "": option.help,
            "Sources of the simulator: ": f"{', '.join(option.sources)}.",
            "Modelled: ": option.models,
            "Not modelled: ": option.does_not_model,
        }
        told = [_wrapped(title + " ".join(text.split())) for title, text in parts.items()]
        blocks.append("\n".join([f"{option.label} ({name})", *told]))
    return "\n\n".join([*blocks, f"Source of the list: {ORTIZ}."])


def run_career(given: Namespace) -> str:
    """Return what each programme of a career file does for its worker."""
    return career_command(given.career)


def print_schema(given: Namespace) -> str:
    """Return the JSON Schema of what `run --json` or `compare --json` writes, or the codebook."""
    if given.of == CODEBOOK:
        return codebook_csv().replace("\r\n", "\n").removesuffix("\n")
    if given.of == SCHEMAS[0]:
        return result_schema_text().removesuffix("\n")
    return json.dumps(comparison_schema(), indent=2, ensure_ascii=False)


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _label(declared: Any) -> str:
    label = declared["label"] if isinstance(declared, Mapping) else declared.label
    return str(label)
