"""The command that shows a policy in ESCAP's arithmetic beside ours."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.command_line.files import printed, read_policy
from simulator.command_line.surveys import data_name, people_of
from simulator.countries import country, country_names
from simulator.errors import SimulatorError, unknown
from simulator.escap import PACKAGES, package_costs, spot
from simulator.parameters import numbers_by_name
from simulator.policy import Policy
from simulator.reports import as_json, package_costs_data, package_costs_text, spot_data, spot_text
from simulator.schemes import all_schemes

WRITTEN = "Write child_benefit=33,social_pension=5.7."


def run_spot(given: Namespace) -> str:
    """Return a policy in both arithmetics, or what ESCAP's packages cost where no policy was named."""
    if given.policy is None:
        return _packages(given)
    policy = given.policy if given.policy in PACKAGES else read_spot_policy(given.policy)
    baseline = None if given.baseline is None else read_policy(given.baseline)
    result = spot(people_of(given), policy, given.line, given.group_percent, baseline, given.seed)
    return _printed(given, spot_text(result), lambda: spot_data(result))


def percents_in(text: str) -> dict[str, float]:
    """Return percentages by scheme, as they are typed.

    >>> percents_in("child_benefit=33, social_pension=5.7")
    {'child_benefit': 33.0, 'social_pension': 5.7}
    """
    found = numbers_by_name("--group-percent", text, "a scheme, = and a percentage", WRITTEN)
    for name in found:
        if name not in all_schemes():
            raise unknown("--group-percent", name, all_schemes())
    return found


def read_spot_policy(name: str) -> Policy:
    """Return the policy in a file; a name that is no file's may be meant for a package."""
    try:
        return read_policy(Path(name))
    except SimulatorError as error:
        if "." in name or "/" in name:
            raise
        raise SimulatorError(f"{error} Or name one of ESCAP's packages: {', '.join(PACKAGES)}.") from None


def _packages(given: Namespace) -> str:
    """Return what the packages cost: on the people named, or in every country."""
    for option in ("baseline", "group_percent", "line"):
        if getattr(given, option) is not None:
            written = f"--{option.replace('_', '-')}"
            raise SimulatorError(f"{written} needs a policy. Name one, or one of: {', '.join(PACKAGES)}.")
    everywhere = given.country is None and given.survey is None
    costs = package_costs(
        {name: country(name) for name in country_names()}
        if everywhere
        else {data_name(given): people_of(given)}
    )
    return _printed(given, package_costs_text(costs), lambda: package_costs_data(costs))


def _printed(given: Namespace, page: str, data: Callable[[], dict[str, Any]]) -> str:
    return page if given.json is None else printed("--json", given.json, as_json(data()), page)
