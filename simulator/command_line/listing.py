"""The commands that list what there is: countries, schemes, options of fiscal space, fields of a result."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from textwrap import fill
from typing import Any

from simulator.builders.synthetic import economy
from simulator.careers import all_programmes, career_command
from simulator.command_line.describing import all_rules
from simulator.countries import (
    country,
    country_check,
    country_facts,
    country_names,
    facts_names,
    known_country,
)
from simulator.countries.invented import invented_names
from simulator.economy import Economy
from simulator.population import Population
from simulator.reports import codebook_csv, json_schema_text, result_schema_text, schema_names
from simulator.scenario import BREAKDOWNS, breakdowns_of
from simulator.schemes import all_interactions, all_schemes, all_sources, fiscal_space_options

WIDTH = 100
CODEBOOK = "codebook"
SCHEMAS = (*schema_names(), CODEBOOK)
ORTIZ = (
    "Ortiz, Cummins, Karunanethy, Fiscal Space for Social Protection and the SDGs, "
    "Extension of Social Security Working Paper 48 (ILO, UNICEF and UN Women, 2017)"
)
HEADING = f"  {'--country':<14}{'':<14}{'reference poverty line':<32}a synthetic population, made to fit"
MORE = "What its people have, its poverty lines, how close they come: python -m simulator country NAME"


def list_countries(given: Namespace) -> str:
    """Return a line for each country with people, its money and its reference line; then those without."""
    published = [(name, country_facts(name)) for name in country_names()]
    rows = [_row(name, facts.name, economy(facts), facts.survey) for name, facts in published]
    for name in invented_names():
        people = country(name)
        rows.append(_row(name, people.name, people.economy, "invented: no such country exists"))
    without = [
        f"  {name}: {country_facts(name).name}" for name in facts_names() if name not in country_names()
    ]
    blocks = ["\n".join([HEADING, *rows]), "Published figures only, no people:\n" + "\n".join(without), MORE]
    return "\n\n".join(blocks)


def _row(name: str, label: str, money: Economy, made_to_fit: str) -> str:
    line = money.line()
    at = f"{line.month:,.0f} {money.currency} a month, {money.price_year}"
    return f"  {name:<14}{label:<14}{at:<32}{made_to_fit}"


def describe_country(given: Namespace) -> str:
    """Return what a country's people have, its lines, and how close they come to what is published."""
    people = country(given.country)
    blocks = [people.label, "\n".join([*_what_it_has(people), *_lines(people.economy)])]
    if known_country(given.country) in country_names():
        blocks += _closeness(given.country)
    return "\n\n".join(blocks)


def _lines(money: Economy) -> list[str]:
    """Return the poverty lines, each as the option that chooses it; the first counts when none is named."""
    unit = f"{money.currency} a month per person at prices of {money.price_year}"
    return [
        f"  --line {line.id:<22} {line.month:>14,.2f} {unit}: {line.label}" for line in money.poverty_lines
    ]


def _closeness(name: str) -> list[str]:
    """Return the table of published and synthetic figures, and below it each note once."""
    table = country_check(name)
    shown = table.drop(columns=["source", "note"])
    notes = [_wrapped(note) for note in dict.fromkeys(table["note"]) if note]
    text = shown.to_string(index=False, na_rep="-", float_format="{:,.4f}".format)
    return [text, "\n".join(notes)] if notes else [text]


def _what_it_has(people: Population) -> list[str]:
    """Return how many there are, the breakdowns that `--by` takes of them, and what is not known."""
    has, persons = breakdowns_of(people), people.persons
    columns = {"earnings": persons.earnings_month, "existing benefits": persons.benefits_month}
    lacks = [by.replace("_", " ") for by in BREAKDOWNS if by not in has]
    lacks += [name for name, column in columns.items() if column is None]
    counted = f"{len(people.households.size):,} households, {len(persons.age):,} persons"
    unknown = f"; not known: {', '.join(lacks)}" if lacks else ""
    return [f"  {counted}{unknown}", f"  --by {', '.join(has)}"]


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
    return "\n\n".join([*blocks, fill(f"Source of the list: {ORTIZ}.", WIDTH)])


def run_career(given: Namespace) -> str:
    """Return what each programme of a career file does for its worker."""
    return career_command(given.career)


def print_schema(given: Namespace) -> str:
    """Return the JSON Schema of what a command writes, or the codebook of a workbook."""
    if given.of == CODEBOOK:
        return codebook_csv().replace("\r\n", "\n").removesuffix("\n")
    if given.of == SCHEMAS[0]:
        return result_schema_text().removesuffix("\n")
    return json_schema_text(given.of)


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _label(declared: Any) -> str:
    label = declared["label"] if isinstance(declared, Mapping) else declared.label
    return str(label)
