"""Each measure of targeting, efficiency, redistribution, incentives and needs refuses nonsense in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulator import measures, normal
from tests.simulator.nonsense import check_refused_in_words
from tests.simulator.test_public_names import NONSENSE

FLAGS = {"intended": [True, False], "reached": [True, False], "weights": [1, 1]}
PAID = {"welfare_before": [1.0, 9.0], "benefits": [1.0, 2.0], "weights": [1, 1], "line": 5}
CHANGED = {"before": [1.0, 2.0], "after": [2.0, 2.0], "weights": [1, 1]}
HOMES = {"household": [0, 1], "ages": [30, 5], "number_of_households": 2}
PROXY = {"r_squared": 0.5, "quota": 0.2, "target_share": 0.2}
CALLS: dict[Callable[..., Any], dict[str, Any]] = {
    measures.error_components: FLAGS | {"eligible": [True, True]},
    measures.targeting_differential: FLAGS,
    measures.leakage: {"intended": [True, False], "benefits": [1, 2], "weights": [1, 1]},
    measures.coady_grosh_hoddinott: {
        "benefits": [1, 2],
        "welfare": [1, 2],
        "weights": [1, 1],
        "share": 0.4,
    },
    measures.vertical_expenditure_efficiency: PAID,
    measures.spill_over: PAID,
    measures.poverty_reduction_efficiency: PAID,
    measures.poverty_gap_efficiency: PAID,
    measures.reynolds_smolensky: CHANGED,
    measures.reranking: CHANGED,
    measures.kakwani: {"before": [1.0, 2.0], "tax": [0.0, 1.0], "weights": [1, 1]},
    measures.marginal_effective_tax_rate: {
        "net_income_now": 1,
        "net_income_with_more": 2,
        "extra_gross": 2,
    },
    measures.replacement_rate: {"benefit": 1, "earnings": 2},
    measures.per_person: HOMES,
    measures.oecd_modified: HOMES,
    measures.square_root: HOMES,
    measures.own_column: {"equivalent_sizes": [1, 2], "number_of_households": 2},
    measures.pivoted_line: {"line": 1, "sizes": [2], "equivalent_sizes": [1.5], "weights": [1]},
    measures.proxy_exclusion_error: PROXY,
    measures.proxy_inclusion_error: PROXY,
    measures.proxy_error_curve: {"quota": 0.2, "r_squareds": [0.5]},
    measures.proxy_errors: {"quotas": [0.2], "r_squareds": [0.5]},
    normal.normal_scores: {"shares": [0.5]},
    normal.mid_ranks: {"values": [1.0, 2.0], "weights": [1, 1]},
    normal.proxy_scores: {"ranks": [0.5], "luck": [0.5], "r_squared": 0.5},
}
ARGUMENTS = [(function, argument) for function, given in CALLS.items() for argument in given]


@pytest.mark.parametrize(
    ("function", "argument"), ARGUMENTS, ids=lambda each: getattr(each, "__name__", each)
)
def test_nonsense_is_refused_in_words(function: Callable[..., Any], argument: str) -> None:
    """Nonsense in the place of one argument is taken, or refused in one line that says what to do."""
    assert function(**CALLS[function]) is not None
    check_refused_in_words(function, CALLS[function], argument, NONSENSE)
