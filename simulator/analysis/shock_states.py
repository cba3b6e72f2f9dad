"""A shock in four states: before it, after it, with the policy as it is, and with the policy scaled up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulator.analysis.outcome_fields import Figures, Number, field_named, outcome_fields
from simulator.analysis.question import ASKED, Question
from simulator.analysis.shocks import Hit, Shock, hit_by
from simulator.analysis.sweep import REFUSED, check_asked, column_of
from simulator.engine import Outcome, simulate
from simulator.engine.financing import finance
from simulator.errors import BadInput, SimulatorError, expect
from simulator.policy import Policy
from simulator.population import Population
from simulator.primitives import Setting

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

HIGHEST_FACTOR = 100.0
BEFORE, SHOCK, AS_IT_IS, SCALED_UP = "before", "shock", "shock, policy as it is", "shock, policy scaled up"
NO_POLICY = Policy(())


def shock_states(
    population: Population,
    policy: Policy,
    shock: Shock,
    scale_up: float | Policy = 2.0,
    question: Question = ASKED,
) -> pd.DataFrame:
    """Return a row for each state: before the shock, after it, then with the policy as it is, and scaled up.

    `scale_up` is how many times as much each household that was hit is paid (a vertical expansion), or
    another policy for the time of the shock (a horizontal one reaches more people): the terms are those of
    O'Brien and others, Shock-Responsive Social Protection Systems (2018). The first two states are without
    the policy. `mean_consumption_month` is local currency a month per person; a state that cannot run says
    why in `refused`. Amounts in % of mean consumption shrink with the mean.

    >>> from simulator import Policy, example_population
    >>> from simulator.analysis import PriceShock
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit").paid_by("external")
    >>> frame = shock_states(example_population(), policy, PriceShock("area", {"rural": 0.2}), 3.0)
    >>> frame[["mean_consumption_month", "everyone.after.headcount_percent"]].round(2).values.tolist()
    [[75.0, 45.0], [68.2, 65.0], [71.8, 45.0], [77.4, 45.0]]
    """
    check_asked(population, policy, question)
    checked_scale_up(scale_up)
    hit = hit_by(population, shock, question.seed)
    rows = list(_rows(population, policy, hit, scale_up, question))
    return _frame(rows, hit, question)


def scaled_up(outcome: Outcome, hit: NDArray[np.bool_], factor: float) -> Outcome:
    """Return an outcome in which households that were hit are paid `factor` times as much by each scheme.

    Nobody else is reached, and the same sources pay for it: raises `SimulatorError` where they cannot.

    >>> from simulator import Policy, example_population
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit").paid_by("external")
    >>> outcome = simulate(example_population(), policy)
    >>> scaled_up(outcome, np.array([True] * 3 + [False] * 3), 2).received_month.tolist()
    [48.0, 32.0, 32.0, 8.0, 8.0, 0.0]
    """
    expect("outcome", outcome, Outcome, "Use simulator.simulate(population, policy).")
    number = len(outcome.population.households.weight)
    if not isinstance(hit, np.ndarray) or hit.dtype != bool or hit.shape != (number,):
        raise BadInput("hit", hit, f"an array of {number} booleans", "Use simulator.analysis.hit_by(…).")
    if isinstance(factor, Policy):
        raise BadInput("factor", factor, "a number", "For another policy use shock_states.")
    times = np.where(hit, checked_scale_up(factor), 1.0)
    schemes = tuple(replace(each, paid_month=each.paid_month * times) for each in outcome.schemes)
    paid = replace(outcome, schemes=schemes)
    population, weight = outcome.population, outcome.population.households.weight
    saved = sum((each.saved_month for each in outcome.existing), start=np.zeros(len(weight)))
    needed = float(((paid.paid_month + paid.administration_month - saved) * weight).sum())
    removed, received = paid.removed_month, paid.received_month
    levies = finance(Setting(population, outcome.seed), outcome.policy, needed, removed, received)
    paid = replace(paid, levies=levies)
    before, size = outcome.consumption_before_month, population.households.size
    after = np.maximum(0.0, (before * size - removed + received - paid.levied_month) / size)
    return replace(paid, consumption_after_month=after)


@dataclass(frozen=True)
class _Row:
    """One state: its mean consumption and its numbers, or why there are none."""

    state: str
    mean_month: Number
    numbers: tuple[Number, ...]
    refused: str | None


def _rows(
    population: Population, policy: Policy, hit: Hit, scale_up: float | Policy, question: Question
) -> Iterator[_Row]:
    baseline, seed = question.baseline, question.seed
    emergency = scale_up if isinstance(scale_up, Policy) else policy

    def scaled() -> Outcome:
        outcome = simulate(hit.population, emergency, seed, baseline)
        return outcome if isinstance(scale_up, Policy) else scaled_up(outcome, hit.households, scale_up)

    yield _row(BEFORE, lambda: simulate(population, NO_POLICY, seed, baseline), question)
    yield _row(SHOCK, lambda: simulate(hit.population, NO_POLICY, seed, baseline), question)
    yield _row(AS_IT_IS, lambda: simulate(hit.population, policy, seed, baseline), question)
    yield _row(SCALED_UP, scaled, question)


def _row(state: str, outcome_of: Callable[[], Outcome], question: Question) -> _Row:
    try:
        outcome = outcome_of()
        figures = Figures(outcome, question.line, question.equivalence, question.smallest_cell)
        numbers = tuple(field_named(name).of(figures) for name in question.measures)
    except SimulatorError as error:
        return _Row(state, None, (None,) * len(question.measures), str(error))
    members = outcome.population.members_weight
    mean = float((outcome.consumption_after_month * members).sum() / members.sum())
    return _Row(state, mean, numbers, None)


def checked_scale_up(given: Any) -> Any:
    """Return how a policy is scaled up, or refuse what is neither a factor nor a policy.

    >>> checked_scale_up(1.5)
    1.5
    """
    if isinstance(given, Policy):
        return given
    number = isinstance(given, Real) and not isinstance(given, bool)
    if not number or not 1 <= given <= HIGHEST_FACTOR:
        allowed = f"a factor from 1 to {HIGHEST_FACTOR:g}, or a Policy"
        raise BadInput("scale_up", given, allowed, "Write 2 to pay twice as much.")
    return given


def _frame(rows: list[_Row], hit: Hit, question: Question) -> pd.DataFrame:
    import pandas as pd

    columns: dict[str, Any] = {
        "state": column_of([row.state for row in rows]),
        "mean_consumption_month": column_of([row.mean_month for row in rows]),
    }
    for number, name in enumerate(question.measures):
        columns[name] = column_of([row.numbers[number] for row in rows])
    frame = pd.DataFrame({**columns, REFUSED: column_of([row.refused for row in rows])})
    members = hit.population.members_weight
    frame.attrs["units"] = {name: outcome_fields()[name].unit for name in question.measures}
    frame.attrs["data_label"] = hit.population.label
    frame.attrs["hit_percent"] = 100 * float(members[hit.households].sum() / members.sum())
    return frame
