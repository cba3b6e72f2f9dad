"""Every public name of careers refuses what it is not made for in words: no TypeError, no AttributeError."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator import SimulatorError, careers
from tests.simulator.nonsense import check_refused_in_words

CAREER = careers.Career()
FUND = careers.setting("pension_provident_fund")
PLAN = careers.CareerPlan(CAREER, (FUND,))
ROWS = careers.compare_careers([FUND], {"one": CAREER})
NONSENSE: list[Any] = [
    *(None, "nepal", "", b"x", True, -1, 0.5, float("nan"), float("inf"), 1j, 10**400, np.int64(-3)),
    *(["x"], [CAREER], [[1], [1, 2]], (), {}, {"x": 1}, {1: None}, {"x"}, Path("career.yaml"), object(), int),
    *(np.array(["a"]), np.ones((2, 2)), CAREER, FUND, PLAN, ROWS),
]
# A call that works, one for each public name; each of its arguments is then replaced by nonsense.
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Career": (careers.Career, vars(CAREER)),
    "CareerEconomy": (careers.CareerEconomy, vars(CAREER.economy)),
    "CareerPlan": (careers.CareerPlan, vars(PLAN)),
    "ProgrammeSetting": (careers.ProgrammeSetting, vars(FUND)),
    "Spell": (careers.Spell, {"state": "care", "ages": (30, 39)}),
    "career_command": (careers.career_command, {"path": "career.yaml"}),
    "career_result": (careers.career_result, {"career": CAREER, "rules": FUND}),
    "compare_careers": (careers.compare_careers, {"programmes": [FUND], "careers": {"one": CAREER}}),
    "comparison_text": (careers.comparison_text, {"rows": ROWS}),
    "describe_programme": (careers.describe_programme, {"name": "pension_provident_fund"}),
    "pay_as_you_go_rate": (
        careers.pay_as_you_go_rate,
        {"replacement": 0.4, "pensioners": 20, "contributors": 100},
    ),
    "read_career": (
        careers.read_career,
        {"text": "{version: 1, programmes: [{id: pension_provident_fund}]}"},
    ),
    "run_career": (careers.run_career, {"plan": PLAN}),
    "setting": (careers.setting, {"programme": "pension_provident_fund", "charges": 1}),
    "to_data": (careers.to_data, {"plan": PLAN}),
    "to_text": (careers.to_text, {"plan": PLAN}),
    "typical_careers": (careers.typical_careers, {"career": CAREER}),
}
# Records that only results are made of, and names that take nothing.
NOT_CALLED = {
    *("CareerResult", "ComparedCareer", "Gaps", "Programme", "Worth"),
    *("all_programmes", "career_parameters", "list_programmes", "programme_ids"),
}


def test_every_public_name_is_tried() -> None:
    """A new public name is added to the calls above."""
    assert set(CALLS) | NOT_CALLED == set(careers.__all__)


@pytest.mark.parametrize("name", CALLS)
def test_the_calls_work(name: str) -> None:
    """Each call works as it stands, or names the file that is not there: else a refusal proves nothing."""
    call, arguments = CALLS[name]
    if name == "career_command":
        with pytest.raises(SimulatorError, match="no such file"):
            call(**arguments)
    else:
        assert call(**arguments) is not None


@pytest.mark.parametrize("name", CALLS)
def test_nonsense_is_refused_in_words(name: str) -> None:
    """Each argument in turn is nonsense: the call works, or says in one line what to do."""
    call, arguments = CALLS[name]
    for argument in arguments:
        check_refused_in_words(call, arguments, argument, NONSENSE)
