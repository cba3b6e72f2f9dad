"""Nonsense in the place of any argument of a family's or a projection's functions is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulator import example_population
from simulator.family import (
    Family,
    LifeEvent,
    Member,
    budget_line,
    family_view,
    life_cycle,
    placed,
    read_family,
)
from simulator.projection import (
    Outlook,
    PeopleByYear,
    held_constant,
    people_of_country,
    project,
    with_ages_of,
)
from tests.simulator.making import child_benefit
from tests.simulator.nonsense import check_refused_in_words
from tests.simulator.test_public_names import NONSENSE

VILLAGE = example_population()
FAMILY = Family((Member("Asha", 30), Member("Ravi", 5)))
WHOSE: dict[str, Any] = {"family": FAMILY, "policy": child_benefit(), "people": VILLAGE, "baseline": None}
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Member": (Member, {**vars(Member("Asha", 30))}),
    "Family": (Family, {**vars(FAMILY)}),
    "LifeEvent": (LifeEvent, {"year": 1, "what": "dies", "who": "Asha", "amount_month": 0.0, "member": None}),
    "placed": (placed, {"family": FAMILY, "people": VILLAGE, "proxy_score": 1.0}),
    "family_view": (family_view, {**WHOSE, "proxy_score": 1.0}),
    "budget_line": (budget_line, {**WHOSE, "earnings": [0, 1], "earner": "Asha"}),
    "life_cycle": (life_cycle, {**WHOSE, "years": 2, "events": []}),
    "read_family": (read_family, {"text": "version: 1\nfamily: {members: [{name: Asha, age: 3}]}"}),
    "project": (
        project,
        {
            "people": held_constant(VILLAGE),
            "policy": child_benefit(),
            "to": 2025,
            "indexation": "prices",
            "outlook": Outlook(),
            "first_year": 2024,
            "baseline": None,
        },
    ),
    "PeopleByYear": (PeopleByYear, {"population": VILLAGE, "published": (), "built_for": None}),
    "held_constant": (held_constant, {"population": VILLAGE}),
    "with_ages_of": (with_ages_of, {"population": VILLAGE, "name": "nepal"}),
    "people_of_country": (people_of_country, {"name": "nepal"}),
    "Outlook": (Outlook, {**vars(Outlook())}),
}
ARGUMENTS = [(name, argument) for name, (_, arguments) in CALLS.items() for argument in arguments]


@pytest.mark.parametrize("name", CALLS)
def test_the_calls_work(name: str) -> None:
    """Each call works as it stands: else a refusal would prove nothing."""
    function, arguments = CALLS[name]
    assert function(**arguments) is not None


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_nonsense_is_refused_in_words(name: str, argument: str) -> None:
    """Nonsense in the place of one argument is taken, or refused in one line that says what to do."""
    function, arguments = CALLS[name]
    check_refused_in_words(function, arguments, argument, NONSENSE)
