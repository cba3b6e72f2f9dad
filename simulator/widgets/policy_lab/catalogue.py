"""What the browser must know of the package: schemes, ways to pay, rules between schemes, names of groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.scenario import BREAKDOWNS
from simulator.schemes import (
    Interaction,
    Scheme,
    Source,
    all_interactions,
    all_schemes,
    all_sources,
)
from simulator.widgets.policy_lab.explanations import explanations


def catalogue_data(
    schemes: Iterable[Scheme] | None = None, sources: Iterable[Source] | None = None
) -> dict[str, Any]:
    """Return the schemes and sources given, or all there are, and the rules between schemes, as plain data.

    `breakdowns` holds the labels of the groups of each; regions have their labels in the population.
    `explanations` holds the words that explain a number.
    What several share is written once: in `parameters` and `rules`, to which the others point by number.

    >>> [scheme["id"] for scheme in catalogue_data()["schemes"]][:2]
    ['birth_grant', 'child_benefit']
    """
    parameters, rules = _Pool(), _Pool()
    chosen = all_schemes().values() if schemes is None else schemes
    paying = all_sources().values() if sources is None else sources
    return {
        "schemes": [_scheme_data(scheme, parameters, rules) for scheme in chosen],
        "sources": [_declared_data(source, parameters) for source in paying],
        "interactions": [_declared_data(each, parameters) for each in all_interactions().values()],
        "parameters": parameters.entries,
        "rules": rules.entries,
        "explanations": explanations(),
        "breakdowns": {name: list(labels) for name, (labels, _) in BREAKDOWNS.items()},
    }


class _Pool:
    """Entries that several point to: `place` gives the place of an entry, one place to equal entries."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def place(self, entry: dict[str, Any]) -> int:
        if entry not in self.entries:
            self.entries.append(entry)
        return self.entries.index(entry)


def _scheme_data(scheme: Scheme, parameters: _Pool, rules: _Pool) -> dict[str, Any]:
    data = _declared_data(scheme, parameters)
    pay = data.pop("rule_pay")
    places = [
        rules.place({"id": name, "steps": steps, "pay": pay.get(name, [])})
        for name, steps in data["rules"].items()
    ]
    return {**data, "rules": places}


def _declared_data(declared: Scheme | Source | Interaction, parameters: _Pool) -> dict[str, Any]:
    data = declared.as_data()
    return {**data, "parameters": [parameters.place(each) for each in data["parameters"]]}
