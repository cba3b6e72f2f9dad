"""The command line: `python -m simulator run POLICY.yaml --country nepal`.

Exit codes: 0 fine, 2 wrong usage, 3 bad data (the message says which field and how to mend it).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.countries import country, country_check, country_names
from simulator.engine import simulate
from simulator.errors import SimulatorError
from simulator.policy import Policy
from simulator.reports import number_text, to_data, to_frame, to_text
from simulator.scenario import compare, summarise

FINE, BAD_DATA = 0, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error in one line."""
    given = _parser().parse_args(arguments)
    try:
        print(given.command(given))
    except (SimulatorError, OSError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return BAD_DATA
    return FINE


def run(given: argparse.Namespace) -> str:
    """Simulate one policy; also write the result as JSON where `--json` says."""
    outcome = simulate(country(given.country), read_policy(given.policy), given.seed)
    summary = summarise(outcome, given.line)
    if given.json:
        text = json.dumps(to_data(summary), indent=2, ensure_ascii=False, allow_nan=False)
        given.json.write_text(text + "\n", "utf-8")
    return to_text(summary)


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
    """Return the policy in a YAML file, whatever its bytes: text that is not UTF-8 is refused in words."""
    try:
        return Policy.from_yaml(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise SimulatorError(
            f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8."
        ) from None


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
        command.add_argument("--seed", type=int, default=1, help="seed of take-up and other luck (default 1)")
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
