"""The command line: `python -m simulator run POLICY.yaml --country nepal`.

Exit codes: 0 fine, 2 wrong usage, 3 bad data (the message says which field and how to mend it).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from simulator.countries import country, country_check, country_names, known_country
from simulator.engine import simulate
from simulator.errors import SimulatorError, inside, shown
from simulator.luck import HIGHEST_SEED
from simulator.policy import Policy
from simulator.reports import number_text, to_data, to_frame, to_text
from simulator.scenario import Summary, compare, summarise

FINE, BAD_DATA = 0, 3
DISTRIBUTION = "social-protection-course"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error in one line."""
    given = _parser().parse_args(arguments)
    try:
        text = given.command(given)
    except SimulatorError as error:
        print(f"simulator: {error}", file=sys.stderr)
        return BAD_DATA
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


def run(given: argparse.Namespace) -> str:
    """Simulate one policy; also write the result as JSON where `--json` says."""
    policy = read_policy(given.policy)
    summary = summarise(simulate(country(given.country), policy, given.seed), given.line)
    if given.json:
        _write_json(given.json, result_data(summary, policy, known_country(given.country)))
    return to_text(summary)


def result_data(summary: Summary, policy: Policy, country_name: str) -> dict[str, Any]:
    """Return a summary with what is needed to compute it again; its link is the policy on one line.

    >>> from simulator import example_population
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> data = result_data(summarise(simulate(example_population(), policy)), policy, "example")
    >>> data["country"], data["policy"]["schemes"][0]["id"], data["link"][:9]
    ('example', 'child_benefit', 'version=1')
    """
    data = to_data(summary)
    return {
        "simulator_version": _version(),
        "country": country_name,
        **data,
        "policy": policy.to_data(),
        "link": data["policy"],
    }


def compare_policies(given: argparse.Namespace) -> str:
    """Simulate several policies on the same people, with the same luck, side by side."""
    people = country(given.country)
    policies = {path.stem: read_policy(path) for path in given.policies}
    if len(policies) < len(given.policies):
        raise SimulatorError("compare: two files have the same name. Rename one: names are the columns.")
    table = to_frame(compare(people, policies, given.line, given.seed))
    return f"{people.label}\n\n{table.to_string(na_rep='nobody', float_format=number_text)}"


def describe_country(given: argparse.Namespace) -> str:
    """Show how close a synthetic population comes to the published figures."""
    people = country(given.country)
    table = country_check(given.country).drop(columns="source")
    shown = table.to_string(index=False, na_rep="-", float_format="{:,.4f}".format)
    return f"{people.label}\n\n{shown}"


def read_policy(path: Path) -> Policy:
    """Return the policy in a YAML file; what is wrong with it is refused with the file's name."""
    with inside(str(path)):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise SimulatorError(f"byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
        except FileNotFoundError:
            raise SimulatorError("there is no such file. Check its name and its folder.") from None
        except (OSError, ValueError) as error:
            problem = getattr(error, "strerror", None) or error
            raise SimulatorError(f"cannot be read ({problem}). Name a YAML file.") from None
        return Policy.from_yaml(text)


def _version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "not installed"


def _write_json(path: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    try:
        path.write_text(text + "\n", "utf-8")
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or error
        mend = "Name a file in a folder that exists and that you may write to."
        raise SimulatorError(f"--json: {str(path)!r} cannot be written ({problem}). {mend}") from None


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        allowed = f"a whole number from 0 to {HIGHEST_SEED}"
        raise argparse.ArgumentTypeError(f"{shown(text)} is not allowed. Allowed: {allowed}.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="Simulate social protection.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("run", help="simulate one policy")
    one.add_argument("policy", type=Path, metavar="POLICY.yaml")
    one.add_argument("--json", type=Path, metavar="OUT", help="also write the result to this file")
    one.set_defaults(command=run)
    several = commands.add_parser(
        "compare", help="policies side by side", description=compare_policies.__doc__
    )
    several.add_argument("policies", type=Path, nargs="+", metavar="POLICY.yaml")
    several.set_defaults(command=compare_policies)
    for command in (one, several):
        command.add_argument(
            "--line", help="name of a poverty line; the country's reference line if left out"
        )
        command.add_argument(
            "--seed", type=_seed, default=1, help="seed of take-up and other luck (default 1)"
        )
    about = commands.add_parser(
        "country", help="published and synthetic figures", description=describe_country.__doc__
    )
    about.set_defaults(command=describe_country)
    known = f"one of: {', '.join(country_names())}"
    about.add_argument("country", metavar="COUNTRY", help=known)
    for command in (one, several):
        command.add_argument("--country", required=True, help=known)
    return parser


if __name__ == "__main__":
    sys.exit(main())
