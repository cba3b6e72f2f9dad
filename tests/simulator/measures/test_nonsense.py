"""Measures of poverty and inequality refuse in words what they are not made for, argument by argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simulator import SimulatorError, measures
from tests.simulator.nonsense import check_refused_in_words
from tests.simulator.test_public_names import NONSENSE

WEIGHTED = {"values": [1.0, 2.0, 6.0], "weights": [1, 1, 2]}
POOR = {"welfare": [1.0, 2.0, 6.0], "weights": [1, 1, 2], "line": 3}
RANKED = {**WEIGHTED, "ranked_by": [3, 1, 2]}
GROUPS = measures.Groups([0, 1, 1], 2)
TABLE = {"persons": [0.1, 0.2, 0.4, 0.6, 0.8, 1], "held": [0.03, 0.08, 0.2, 0.36, 0.58, 1]}
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "watts": (measures.watts, POOR),
    "sen_shorrocks_thon": (measures.sen_shorrocks_thon, POOR),
    "palma": (measures.palma, WEIGHTED),
    "quintile_ratio": (measures.quintile_ratio, WEIGHTED),
    "theil": (measures.theil, WEIGHTED),
    "mean_log_deviation": (measures.mean_log_deviation, WEIGHTED),
    "atkinson": (measures.atkinson, {**WEIGHTED, "epsilon": 1}),
    "lorenz_curve": (measures.lorenz_curve, WEIGHTED),
    "concentration_curve": (measures.concentration_curve, RANKED),
    "concentration_index": (measures.concentration_index, RANKED),
    "Groups": (measures.Groups, {"codes": [0, 1, 1], "number": 2}),
    "gini_by_group": (measures.gini_by_group, {**WEIGHTED, "groups": GROUPS, "order": [0, 1, 2]}),
    "fgt_by_group": (
        measures.fgt_by_group,
        {"welfare": [1.0, 2.0, 6.0], "weights": [1, 1, 2], "lines": [3], "alphas": [0], "groups": GROUPS},
    ),
    "poverty_from_groups": (
        measures.poverty_from_groups,
        {**TABLE, "mean": 100, "line": 60, "form": "general_quadratic"},
    ),
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


@pytest.mark.parametrize("argument", ["values", "weights"])
def test_what_is_masked_is_a_gap(argument: str) -> None:
    """The number below a mask is not measured: it is a gap; a mask that hides nothing is none."""
    hidden = np.ma.array([1.0, 2.0, 6.0], mask=[False, True, False])
    with pytest.raises(SimulatorError, match=f"^{argument}: .* Turn texts and gaps into numbers first"):
        measures.gini(**{**WEIGHTED, argument: hidden})
    shown = np.ma.array(WEIGHTED[argument], mask=False)
    assert measures.gini(**{**WEIGHTED, argument: shown}) == measures.gini(**WEIGHTED)
