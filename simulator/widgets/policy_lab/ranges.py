"""The assumption range of a policy as a file for a lab's output: made with the book, or by a notebook."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from simulator.countries import country_facts
from simulator.errors import SimulatorError
from simulator.policy import country_in_link, from_link, line_in_link, link_of
from simulator.reports.intervals import NOT_SAMPLING
from simulator.uncertainty import AssumptionRange, Varying, assumption_range
from simulator.uncertainty.assumption_range import variants
from simulator.widgets.policy_lab.configuration import Configuration

OUTPUT, ENDING = "assumption_range", ".range.json"
# A notebook's view asks for the range of a policy by this and the policy's link, with country and line.
ASKED = "assumption_range?"
NAME_DIGITS = 12


def range_name(configuration: Configuration) -> str | None:
    """Return the name of the file with the range of a lab's starting policy; None where no output shows it.

    >>> from simulator.policy import Policy
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> range_name(Configuration("nepal", policy, None)) is None
    True
    >>> range_name(Configuration("nepal", policy, None, outputs=("assumption_range",)))
    'nepal-c116bcf49e69.range.json'
    """
    if OUTPUT not in configuration.outputs:
        return None
    said = f"{link_of(configuration.policy, configuration.baseline)} {configuration.line}"
    return f"{configuration.country}-{sha256(said.encode()).hexdigest()[:NAME_DIGITS]}{ENDING}"


def range_file(country: str, link: str, line: str | None = None, varying: Varying | None = None) -> bytes:
    """Return how far each number of a link's policy moves with seeds and assumptions, or why it has no range.

    JSON: `numbers` are records of `AssumptionRange` less what is empty, `populations` says how many were
    built, `assumptions` what each of them means. `varying` may name fewer seeds or assumptions; baseline
    and line are those of the link and the lab.

    >>> few = Varying(seeds=2, assumptions=("score_r_squared",))
    >>> data = json.loads(range_file("nepal", "version=1&1.id=child_benefit", varying=few))
    >>> data["populations"], data["assumptions"][0]["name"], len(data["numbers"]) > 30
    (4, 'score_r_squared', True)
    """
    policy, baseline = from_link(link)
    given = varying or Varying()
    asked = Varying(given.seeds, given.assumptions, line, baseline=baseline)
    try:
        found = assumption_range(country, policy, asked)
    except SimulatorError as error:
        return _json({"refused": str(error)})
    return _json(_range_data(country, asked, found))


def range_asked(name: str, configuration: Configuration) -> bytes:
    """Return the range that a notebook's view asks for; what its lab cannot show is `BadInput`."""
    link = name.removeprefix(ASKED)
    policy = configuration.checked_policy(link)
    country = configuration.checked_country(country_in_link(link) or configuration.country)
    line = configuration.checked_line(line_in_link(link), country)
    return range_file(country, link_of(policy, configuration.baseline), line)


def _range_data(country: str, varying: Varying, found: tuple[AssumptionRange, ...]) -> dict[str, Any]:
    known = vars(country_facts(country).assumptions)
    chosen = known if varying.assumptions is None else varying.assumptions
    return {
        "populations": len(variants(country, varying)),
        "note": NOT_SAMPLING,
        "numbers": [_said(asdict(each)) for each in found],
        "assumptions": [{"name": name, **_said(asdict(known[name]))} for name in chosen],
    }


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what it leaves open, such as the group of a number of all."""
    return {name: value for name, value in record.items() if value is not None and value != ""}


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
