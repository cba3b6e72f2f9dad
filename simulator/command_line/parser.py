"""What may be typed: every command with its arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from simulator.command_line import families, projecting, shocking
from simulator.command_line.describing import describe, new_policy
from simulator.command_line.keeping import add_kept_arguments, run_again
from simulator.command_line.listing import (
    SCHEMAS,
    describe_country,
    list_countries,
    list_fiscal_space,
    list_schemes,
    print_schema,
    run_career,
)
from simulator.command_line.running import compare_policies, run
from simulator.command_line.solving import (
    add_cheapest_arguments,
    add_solve_arguments,
    find_cheapest,
    solve_policy,
)
from simulator.command_line.spot import run_spot
from simulator.command_line.surveys import NO_PEOPLE, check, new_mapping
from simulator.command_line.sweeping import (
    add_across_arguments,
    add_sweep_arguments,
    go_across,
    list_measures,
    sweep_designs,
)
from simulator.command_line.texts import ABOUT, FIRST_SESSION, PROGRAM, TEXTS
from simulator.countries import country_names
from simulator.errors import shown, unknown
from simulator.luck import HIGHEST_SEED
from simulator.measures import EQUIVALENCE_SCALES
from simulator.scenario import BREAKDOWNS, SMALLEST_CELL

# The survey's own equivalent sizes, beside the scales that are computed.
OWN_SCALE = "own_column"
FUNCTIONS: dict[str, Callable[[argparse.Namespace], str]] = {
    "run": run,
    "compare": compare_policies,
    "project": projecting.project_policy,
    "family": families.view_family,
    "sweep": sweep_designs,
    "solve": solve_policy,
    "cheapest": find_cheapest,
    "across": go_across,
    "shock": shocking.shock_policy,
    "measures": list_measures,
    "rerun": run_again,
    "spot": run_spot,
    "countries": list_countries,
    "country": describe_country,
    "schemes": list_schemes,
    "describe": describe,
    "new-policy": new_policy,
    "fiscal-space": list_fiscal_space,
    "career": run_career,
    "check-survey": check,
    "new-mapping": new_mapping,
    "schema": print_schema,
}


class Parser(argparse.ArgumentParser):
    """A parser whose errors say where to read on, and whose help keeps its lines."""

    def __init__(self, **given: Any) -> None:
        kept = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
        super().__init__(**{**kept, **given})

    def error(self, message: str) -> NoReturn:
        """End with 2, the usage, and what is wrong."""
        stop = "" if message.endswith((".", "?")) else "."
        super().error(f"{message}{stop} Read on: {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was typed; wrong usage ends the program with 2 and names what is near.

    >>> parse(["describe", "child_benefit"]).name
    'child_benefit'
    """
    parser, commands = _parser()
    first = arguments[0] if arguments else ""
    if first and not first.startswith("-") and first not in commands:
        parser.error(str(unknown("command", first, commands)))
    given, rest = parser.parse_known_args(arguments)
    if rest:
        _refuse(commands[given.name_of_command], rest[0])
    if getattr(given, "asks_whose", False) and given.country is None and given.survey is None:
        commands[given.name_of_command].error(NO_PEOPLE)
    return given


def _refuse(command: Parser, word: str) -> NoReturn:
    """End with 2: the word is an option that does not exist, or one word too many."""
    word = word.partition("=")[0]
    if not word.startswith("-"):
        command.error(f"{shown(word)} is one word too many")
    options = dict.fromkeys([*re.findall(r"--[a-z-]+", command.format_usage()), "--help"])
    command.error(str(unknown("option", word, options)))


def _parser() -> tuple[Parser, dict[str, Parser]]:
    parser = Parser(prog=PROGRAM, description=ABOUT, epilog=FIRST_SESSION)
    group = parser.add_subparsers(required=True, metavar="COMMAND", dest="name_of_command")
    commands: dict[str, Parser] = {}
    for name, function in FUNCTIONS.items():
        told = TEXTS[name]
        command = group.add_parser(name, help=told.short, description=told.about, epilog=told.example)
        command.set_defaults(command=function)
        commands[name] = command
    for add in (_run, _rerun, _compare, _ahead, _designs, _spot, _surveys, _the_rest):
        add(commands)
    return parser, commands


def _run(commands: dict[str, Parser]) -> None:
    command = commands["run"]
    told = "the policy, in the form that new-policy prints"
    command.add_argument("policy", type=Path, metavar="POLICY.yaml", help=told)
    _asked(command)
    told = "what the government counts, to be compared; see below"
    command.add_argument("--records", type=Path, metavar="FILE", help=told)
    add_kept_arguments(command)


def _rerun(commands: dict[str, Parser]) -> None:
    told = "what `run --save` or `compare --save` wrote"
    commands["rerun"].add_argument("saved", type=Path, metavar="RESULT.json", help=told)


def _compare(commands: dict[str, Parser]) -> None:
    command = commands["compare"]
    command.add_argument("policies", type=Path, nargs="+", metavar="POLICY.yaml", help="one file or more")
    _asked(command)
    add_kept_arguments(command)


def _ahead(commands: dict[str, Parser]) -> None:
    told = "the policy, in the form that new-policy prints"
    for name, add in (("project", projecting.add_arguments), ("family", families.add_arguments)):
        commands[name].add_argument("policy", type=Path, metavar="POLICY.yaml", help=told)
        add(commands[name])
        _people(commands[name])


def _designs(commands: dict[str, Parser]) -> None:
    """Add the commands that try many designs of one policy."""
    more = {
        "sweep": add_sweep_arguments,
        "solve": add_solve_arguments,
        "cheapest": add_cheapest_arguments,
        "across": add_across_arguments,
        "shock": shocking.add_arguments,
    }
    for name, add in more.items():
        told = "the policy, in the form that new-policy prints"
        commands[name].add_argument("policy", type=Path, metavar="POLICY.yaml", help=told)
        if name != "across":
            _population(commands[name])
        add(commands[name])


def _spot(commands: dict[str, Parser]) -> None:
    command = commands["spot"]
    told = "a policy's file, or one of ESCAP's packages; without it, what the packages cost"
    command.add_argument("policy", nargs="?", metavar="POLICY", help=told)
    _population(command)
    command.set_defaults(asks_whose=False)
    _baseline(command)
    told = "shares of all persons that SPOT's cost takes instead: child_benefit=33,social_pension=5.7"
    command.add_argument("--group-percent", metavar="PERCENTS", help=told)
    told = "also write all numbers to this file as JSON; - prints them instead"
    command.add_argument("--json", type=Path, metavar="OUT", help=told)


def _baseline(command: Parser) -> None:
    told = "a policy whose benefits people already get"
    command.add_argument("--baseline", type=Path, metavar="FILE", help=told)


def _asked(command: Parser) -> None:
    """Add what both commands that simulate take: the people, what is asked of the result, where it goes."""
    _population(command)
    _baseline(command)
    add = command.add_argument
    scales = ", ".join([*EQUIVALENCE_SCALES, OWN_SCALE])
    add("--equivalence", default="per_person", metavar="SCALE", help=f"one of: {scales} (default per_person)")
    known = f"{', '.join(BREAKDOWNS)}; `countries` says which a country has"
    add("--by", metavar="NAMES", help=f"a table by each of these, commas between: {known}")
    few = f"of a survey, hide what rests on fewer households (default {SMALLEST_CELL}; 0 hides nothing)"
    add("--smallest-cell", type=_whole, default=SMALLEST_CELL, metavar="NUMBER", help=few)
    _doubt(command)
    out = command.add_mutually_exclusive_group()
    for form in ("json", "csv"):
        told = f"also write all numbers to this file as {form.upper()}; - prints them instead"
        out.add_argument(f"--{form}", type=Path, metavar="OUT", help=told)


def _doubt(command: Parser) -> None:
    """Add what asks how sure the result is."""
    draws = "of a survey, add 95 %% sampling intervals from this many replicates, such as 500"
    command.add_argument("--bootstrap", type=_whole, metavar="NUMBER", help=draws)
    told = "of a country, add how far each number moves with seeds and assumptions (half a minute)"
    command.add_argument("--assumption-range", action="store_true", help=told)


def _the_rest(commands: dict[str, Parser]) -> None:
    known = f"one of: {', '.join(country_names())}"
    commands["country"].add_argument("country", metavar="COUNTRY", help=known)
    commands["describe"].add_argument("name", metavar="NAME", help=f"a name that `{PROGRAM} schemes` lists")
    new = commands["new-policy"]
    new.add_argument("schemes", nargs="*", metavar="SCHEME", help="one or more (default child_benefit)")
    new.add_argument("--out", type=Path, metavar="FILE", help="write it to this file instead of printing it")
    worker = "the worker and the programmes; see below"
    commands["career"].add_argument("career", type=Path, metavar="CAREER.yaml", help=worker)
    of = (
        "result: of `run --json` (the default); comparison: of `compare --json`; saved: of `--save`; "
        "codebook: of `--excel`; packages: of `spot` alone; the others: of the command with that name"
    )
    commands["schema"].add_argument("of", nargs="?", choices=SCHEMAS, default=SCHEMAS[0], help=of)


def _population(command: Parser) -> None:
    _people(command)
    line = (
        "name of a poverty line, which `country` lists (default: its first), or one of yours: '200 NPR a day'"
    )
    command.add_argument("--line", metavar="NAME", help=line)
    command.add_argument("--seed", type=_seed, default=1, help="seed of take-up and other luck (default 1)")


def _people(command: Parser) -> None:
    command.set_defaults(asks_whose=True)
    known = f"one of: {', '.join(country_names())}"
    command.add_argument("--country", metavar="NAME", help=f"{known}; beside --survey it lends its economy")
    survey = "a survey of your own in place of a country: .dta, .sav, .csv, .parquet or .xlsx"
    command.add_argument("--survey", type=Path, metavar="FILE", help=survey)
    _mapping(command)
    _policy_year(command)


def _policy_year(command: Parser) -> None:
    later = "move the survey's money to the prices of this year, by consumer prices of --country"
    command.add_argument("--prices-of", type=_whole, metavar="YEAR", help=later)
    people = "move the survey's weights to the persons by age and sex of this year, of --country"
    command.add_argument("--persons-of", type=_whole, metavar="YEAR", help=people)


def _surveys(commands: dict[str, Parser]) -> None:
    command = commands["check-survey"]
    command.add_argument("survey", type=Path, metavar="FILE", help="the survey's file")
    _mapping(command)
    country = "lends its economy, and shows its published figures beside the survey's"
    command.add_argument("--country", metavar="NAME", help=country)
    page = "also write the page to this file as HTML, to show a colleague"
    command.add_argument("--html", type=Path, metavar="OUT", help=page)
    command = commands["new-mapping"]
    command.add_argument("survey", type=Path, metavar="FILE", help="the survey's file")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="write it to this file instead of printing it"
    )


def _mapping(command: Parser) -> None:
    mapping = "what the survey's columns mean; `new-mapping` proposes one"
    command.add_argument("--mapping", type=Path, metavar="FILE", help=mapping)
    persons = "the survey's file of persons, where the other one holds the households"
    command.add_argument("--persons", type=Path, metavar="FILE", help=persons)


def _seed(text: str) -> int:
    return _whole(text, f"a whole number from 0 to {HIGHEST_SEED}")


def _whole(text: str, allowed: str = "a whole number") -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not allowed. Allowed: {allowed}.") from None
