"""What may be typed: every command with its arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from simulator.command_line import families, projecting, proxy, shocking
from simulator.command_line.describing import describe, described_names, new_policy
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
from simulator.command_line.names import SCALES, country_name, one_of, scale, several_of, usage, whole
from simulator.command_line.running import compare_policies, run
from simulator.command_line.solving import (
    add_cheapest_arguments,
    add_solve_arguments,
    find_cheapest,
    solve_policy,
)
from simulator.command_line.spot import percents_in, run_spot
from simulator.command_line.surveys import NO_PEOPLE, check, new_mapping
from simulator.command_line.sweeping import (
    add_across_arguments,
    add_sweep_arguments,
    go_across,
    list_measures,
    sweep_designs,
)
from simulator.command_line.texts import ABOUT, FIRST_SESSION, PROGRAM, texts
from simulator.command_line.whom import add_people, add_population, add_survey_commands
from simulator.countries import country_names
from simulator.errors import shown, unknown
from simulator.scenario import BREAKDOWNS, SMALLEST_CELL
from simulator.schemes import all_schemes

FUNCTIONS: dict[str, Callable[[argparse.Namespace], str]] = {
    "run": run,
    "compare": compare_policies,
    "project": projecting.project_policy,
    "fiscal-years": projecting.cost_fiscal_years,
    "family": families.view_family,
    "sweep": sweep_designs,
    "solve": solve_policy,
    "cheapest": find_cheapest,
    "across": go_across,
    "shock": shocking.shock_policy,
    "measures": list_measures,
    "proxy-errors": proxy.tell_proxy_errors,
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
        told = texts()[name]
        command = group.add_parser(name, help=told.short, description=told.about, epilog=told.example)
        command.set_defaults(command=function)
        commands[name] = command
    for add in (_run, _rerun, _compare, _ahead, _designs, _spot, add_survey_commands, _the_rest):
        add(commands)
    return parser, commands


def _run(commands: dict[str, Parser]) -> None:
    command = commands["run"]
    told = "the policy, in the form that new-policy prints"
    command.add_argument("policy", type=Path, metavar="POLICY.yaml", help=told)
    _asked(command)
    told = "what the government counts, to be compared; see below"
    command.add_argument("--records", type=Path, metavar="FILE", help=told)
    told = "also print every measure, redistribution, the parts of targeting errors, and equivalence scales"
    command.add_argument("--detail", action="store_true", help=told)
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
    more = {
        "project": projecting.add_arguments,
        "fiscal-years": projecting.add_fiscal_arguments,
        "family": families.add_arguments,
    }
    for name, add in more.items():
        commands[name].add_argument("policy", type=Path, metavar="POLICY.yaml", help=told)
        add(commands[name])
        add_people(commands[name])


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
            add_population(commands[name])
        add(commands[name])


def _spot(commands: dict[str, Parser]) -> None:
    command = commands["spot"]
    told = "a policy's file, or one of ESCAP's packages; without it, what the packages cost"
    command.add_argument("policy", nargs="?", metavar="POLICY", help=told)
    add_population(command)
    command.set_defaults(asks_whose=False)
    _baseline(command)
    told = "shares of all persons that SPOT's cost takes instead: child_benefit=33,social_pension=5.7"
    command.add_argument("--group-percent", type=usage(percents_in), metavar="PERCENTS", help=told)
    told = "also write all numbers to this file as JSON; - prints them instead"
    command.add_argument("--json", type=Path, metavar="OUT", help=told)


def _baseline(command: Parser) -> None:
    told = "a policy whose benefits people already get"
    command.add_argument("--baseline", type=Path, metavar="FILE", help=told)


def _asked(command: Parser) -> None:
    """Add what both commands that simulate take: the people, what is asked of the result, where it goes."""
    add_population(command)
    _baseline(command)
    add = command.add_argument
    told = f"one of: {', '.join(SCALES)} (default per_person)"
    add("--equivalence", type=usage(scale), default="per_person", metavar="SCALE", help=told)
    known = f"{', '.join(BREAKDOWNS)}; `countries` says which a country has"
    told = f"a table by each of these, commas between: {known}"
    names = usage(several_of("--by", lambda: BREAKDOWNS))
    add("--by", type=names, default=(), metavar="NAMES", help=told)
    few = f"of a survey, hide what rests on fewer households (default {SMALLEST_CELL}; 0 hides nothing)"
    add("--smallest-cell", type=whole, default=SMALLEST_CELL, metavar="NUMBER", help=few)
    _doubt(command)
    out = command.add_mutually_exclusive_group()
    for form in ("json", "csv"):
        told = f"also write all numbers to this file as {form.upper()}; - prints them instead"
        out.add_argument(f"--{form}", type=Path, metavar="OUT", help=told)


def _doubt(command: Parser) -> None:
    """Add what asks how sure the result is."""
    draws = "of a survey, add 95 %% sampling intervals from this many replicates, such as 500"
    command.add_argument("--bootstrap", type=whole, metavar="NUMBER", help=draws)
    told = "of a country, add how far each number moves with seeds and assumptions (half a minute)"
    command.add_argument("--assumption-range", action="store_true", help=told)


def _the_rest(commands: dict[str, Parser]) -> None:
    known = f"one of: {', '.join(country_names())}"
    commands["country"].add_argument("country", type=usage(country_name), metavar="COUNTRY", help=known)
    told, name = f"a name that `{PROGRAM} schemes` lists", usage(one_of("describe", described_names))
    commands["describe"].add_argument("name", type=name, metavar="NAME", help=told)
    new, name = commands["new-policy"], usage(one_of("new-policy", all_schemes))
    told = "one or more (default child_benefit)"
    new.add_argument("schemes", type=name, nargs="*", metavar="SCHEME", help=told)
    new.add_argument("--out", type=Path, metavar="FILE", help="write it to this file instead of printing it")
    proxy.add_arguments(commands["proxy-errors"])
    worker = "the worker and the programmes; see below"
    commands["career"].add_argument("career", type=Path, metavar="CAREER.yaml", help=worker)
    of = (
        "result: of `run --json` (the default); comparison: of `compare --json`; saved: of `--save`; "
        "codebook: of `--excel`; packages: of `spot` alone; the others: of the command with that name"
    )
    name = usage(one_of("schema", lambda: SCHEMAS))
    commands["schema"].add_argument("of", type=name, nargs="?", default=SCHEMAS[0], metavar="NAME", help=of)
