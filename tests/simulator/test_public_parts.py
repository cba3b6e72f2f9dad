"""Every public name of the parts behind `simulator` refuses what it is not made for in words, too."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from simulator import analysis, escap, family, projection, uncertainty
from simulator.analysis import Between, JobLoss, PriceShock, Question, Storm, Work
from tests.simulator.family.test_nonsense import CALLS as OF_A_FAMILY
from tests.simulator.family.test_nonsense import FAMILY, VILLAGE
from tests.simulator.nonsense import check_refused_in_words
from tests.simulator.test_public_names import CALLS as OF_THE_SIMULATOR
from tests.simulator.test_public_names import NO_CALLS, NONSENSE, OUTCOME, POLICY

PARTS = ("analysis", "projection", "family", "uncertainty", "escap", "saved")
STORM, GOAL = Storm(["rural"], 0.5, 0.2), {"cost.percent_of_gdp": 1}
FALL = {"children.fall_in_headcount_percent": 0}
FREE = POLICY.paid_by("external")
SWEPT = analysis.sweep(VILLAGE, POLICY, {"amount.value": [2.0, 4.0]})
STATES = analysis.shock_states(VILLAGE, POLICY, STORM)
ALIKE = analysis.across(POLICY, [VILLAGE])
SOLVED = analysis.solve(VILLAGE, FREE, "amount.value", GOAL)
CHEAP = analysis.cheapest(VILLAGE, FREE, {"amount.value": [1.0, 9.0]}, FALL)
YEARS = projection.project(projection.held_constant(VILLAGE), POLICY, to=2024)
FISCAL = projection.fiscal_years(YEARS, 7)
VIEW = family.family_view(FAMILY, POLICY, VILLAGE)
LINE = family.budget_line(FAMILY, POLICY, VILLAGE, [0, 1])
LIFE = family.life_cycle(FAMILY, POLICY, VILLAGE, 2)
SHARES = {"child_benefit": 33, "disability_benefit": 2, "social_pension": 5.7}
ASKED: dict[str, Any] = {"policy": POLICY, "question": Question()}
WHOM: dict[str, Any] = {"population": VILLAGE, **ASKED}
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Between": (Between, {"low": 1, "high": 2}),
    "PriceShock": (PriceShock, {"by": "area", "lost": {"rural": 0.1}}),
    "JobLoss": (JobLoss, {"share": 0.1}),
    "Storm": (Storm, {"places": ["rural"], "hit": 0.5, "lost": 0.1, "by": "area"}),
    "Question": (Question, {"measures": ("gini_after",), "line": None, "seed": 1, "smallest_cell": 10}),
    "Work": (Work, {"processes": 1, "client": None, "progress": True}),
    "across": (analysis.across, {"countries": [VILLAGE], **ASKED}),
    "sweep": (analysis.sweep, {**WHOM, "vary": {"take_up": [0.5, 1]}, "work": Work(1)}),
    "solve": (analysis.solve, {**WHOM, "policy": FREE, "vary": "amount.value", "target": GOAL}),
    "cheapest": (analysis.cheapest, {**WHOM, "vary": {"amount.value": [1.0]}, "target": FALL}),
    "hit_by": (analysis.hit_by, {"population": VILLAGE, "shock": STORM, "seed": 1}),
    "shocked": (analysis.shocked, {"population": VILLAGE, "shock": STORM, "seed": 1}),
    "shock_states": (analysis.shock_states, {**WHOM, "shock": STORM, "scale_up": 2.0}),
    "scaled_up": (analysis.scaled_up, {"outcome": OUTCOME, "hit": np.ones(6, dtype=bool), "factor": 2}),
    "read_shock": (analysis.read_shock, {"text": "{version: 1, shock: {job_loss: {share: 0.1}}}"}),
    "shock_as_data": (analysis.shock_as_data, {"shock": STORM}),
    "sweep_data": (analysis.sweep_data, {"frame": SWEPT, **ASKED}),
    "across_data": (analysis.across_data, {"frame": ALIKE, **ASKED}),
    "shock_data": (analysis.shock_data, {"frame": STATES, "shock": STORM, "scale_up": 2.0, **ASKED}),
    "solution_data": (analysis.solution_data, {"solution": SOLVED, **ASKED}),
    "design_data": (analysis.design_data, {"design": CHEAP, **ASKED}),
    "after_roll_out": (projection.after_roll_out, {"policy": POLICY, "years": 3}),
    "indexation_weights": (projection.indexation_weights, {"indexation": "prices"}),
    "indexation_text": (projection.indexation_text, {"indexation": "prices"}),
    **{
        f"projection_{form}": (getattr(projection, f"projection_{form}"), {"projection": YEARS})
        for form in ("csv", "data", "frame", "html", "figures", "text")
    },
    "fiscal_years": (projection.fiscal_years, {"projection": YEARS, "starts": 7, "first_month": 1}),
    "fiscal_text": (projection.fiscal_text, {"projection": YEARS, "years": FISCAL, "starts": 7}),
    "fiscal_csv": (projection.fiscal_csv, {"projection": YEARS, "years": FISCAL}),
    "fiscal_data": (projection.fiscal_data, {"projection": YEARS, "years": FISCAL, "starts": 7}),
    "view_text": (family.view_text, {"view": VIEW}),
    "view_html": (family.view_html, {"view": VIEW}),
    "budget_text": (family.budget_text, {"line": LINE}),
    "life_text": (family.life_text, {"life": LIFE}),
    "ByGroup": (uncertainty.ByGroup, {"names": ("area",), "smallest_cell": 10}),
    "package_policy": (escap.package_policy, {"package": "oecd"}),
    "package_cost_percent_of_gdp": (
        escap.package_cost_percent_of_gdp,
        {"package": "oecd", "group_percent": SHARES},
    ),
}
# What the simulator itself makes, constants, what takes nothing, and what takes only what it has checked.
MADE = {
    *("Design", "Hit", "OutcomeField", "Shock", "Solution", "Step", "outcome_fields"),
    *("INDEXATIONS", "Indexation", "outlook_parameters", "PeopleInYear", "ages_in", "indexation_from_text"),
    *("FiscalYear", "indexation_parameter"),
    *("ProjectedPayment", "ProjectedScheme", "ProjectedYear", "Projection"),
    *(
        "EVENTS",
        "BudgetPoint",
        "FamilyBenefit",
        "FamilyPlan",
        "FamilyView",
        "LifeYear",
        "claimed",
        "family_data",
    ),
    *("AssumptionRange", "Estimated", "Interval", "Uncertainty", "check_sampled", "design_of"),
    *("PACKAGES", "PackageCost", "SpotDifference", "SpotFigures", "SpotGroup", "SpotResult"),
    # It writes where files lie: tests/simulator/saved refuses nonsense of it.
    "saved_data",
}
ARGUMENTS = [(name, argument) for name, (_, arguments) in CALLS.items() for argument in arguments]


def test_every_public_name_of_a_part_is_called() -> None:
    """A new public name of a part needs a call, here or beside, or a reason why it has none."""
    public = {name for part in PARTS for name in import_module(f"simulator.{part}").__all__}
    assert public <= {*CALLS, *MADE, *OF_A_FAMILY, *OF_THE_SIMULATOR, *NO_CALLS}


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
