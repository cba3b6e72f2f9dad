"""The command that looks at one family: what a policy gives it, along its earnings and along its life."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.command_line.files import named, printed, read_policy
from simulator.command_line.surveys import people_of
from simulator.errors import inside
from simulator.family import (
    BudgetPoint,
    FamilyView,
    LifeYear,
    budget_line,
    budget_text,
    family_data,
    family_view,
    life_cycle,
    life_text,
    read_family,
    view_text,
)
from simulator.policy import Policy, link_of
from simulator.population import Population
from simulator.reports import as_json
from simulator.reports.layout import wrapped_notes
from simulator.reports.results import versions
from simulator.yaml_text import read_text

FORMAT = 1


def view_family(given: Namespace) -> str:
    """Simulate a policy for one family, and return the page about it; write all numbers where asked to."""
    policy, people = read_policy(given.policy), people_of(given)
    baseline = given.baseline and read_policy(given.baseline)
    with inside(named(given.family)):
        plan = read_family(read_text(given.family))
    view = family_view(plan.family, policy, people, baseline)
    line: tuple[BudgetPoint, ...] = ()
    life: tuple[LifeYear, ...] = ()
    if plan.earnings:
        line = budget_line(plan.family, policy, people, plan.earnings, plan.earner, baseline)
    if plan.years:
        life = life_cycle(plan.family, policy, people, plan.years, plan.events, baseline)
    page = _page(view, line, life)
    if given.json is None:
        return page
    found = {"family": view, "budget_line": line, "life": life}
    data = _shared(policy, baseline, people) | {name: family_data(each) for name, each in found.items()}
    return printed("--json", given.json, as_json(data), page)


def add_arguments(command: ArgumentParser) -> None:
    """Add what the command takes beside the policy and the people."""
    add = command.add_argument
    add("family", type=Path, metavar="FAMILY.yaml", help="the family; see below")
    add("--baseline", type=Path, metavar="FILE", help="a policy whose benefits people already get")
    add("--json", type=Path, metavar="OUT", help="also write all numbers to this file; - prints them instead")


def _shared(policy: Policy, baseline: Policy | None, people: Population) -> dict[str, Any]:
    """Return what the file holds beside the family: the policy, the people, and what computed it."""
    return {
        "format": FORMAT,
        "versions": versions(),
        "policy": policy.to_data(),
        "link": link_of(policy, baseline),
        "data_label": people.label,
        "currency": people.economy.currency,
        "price_year": people.economy.price_year,
    }


def _page(view: FamilyView, line: Sequence[BudgetPoint], life: Sequence[LifeYear]) -> str:
    """Return the page about a family: as it is, then what was asked for, then what must be known of it."""
    blocks = [view_text(view)]
    blocks += [budget_text(line)] if line else []
    blocks += [life_text(life)] if life else []
    return "\n\n".join([*blocks, wrapped_notes(view.notes)])
