"""The value of one parameter that brings a measure to a target: what benefit costs 1 % of GDP?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from numbers import Real

from simulator.analysis.designs import designed, parameter_at
from simulator.analysis.evaluating import Job
from simulator.analysis.outcome_fields import OutcomeField, field_named
from simulator.analysis.question import ASKED, Question
from simulator.analysis.searching import COST, Search, Step
from simulator.analysis.sweep import check_asked
from simulator.errors import BadInput, expect
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario import Summary


@dataclass(frozen=True)
class Solution:
    """The value found, what it reaches, and how far that is from the target: `residual` = reached - target.

    `policy` has the value in it, `summary` is its result, and `steps` are all values tried, in order.
    """

    vary: str
    value: float
    target: str
    wanted: float
    reached: float
    residual: float
    policy: Policy
    summary: Summary
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def solve(
    population: Population,
    policy: Policy,
    vary: str,
    target: Mapping[str, float],
    question: Question = ASKED,
) -> Solution:
    """Return the value of the number `vary` at which a measure is the target, `{measure: value}`.

    It is looked for within the parameter's bounds: 17 values first, then halving between the first two
    that have the target between them. A quota moves in steps: then the nearest step is returned, with
    its residual and a note. Raises `SimulatorError` where the target cannot be reached, with how close
    one comes and at what cost.

    >>> from simulator import Policy, example_population
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit").paid_by("external")
    >>> found = solve(example_population(), policy, "amount.value", {"cost.percent_of_gdp": 1})
    >>> round(found.value, 6), round(found.reached, 6)
    (2.116402, 1.0)
    """
    check_asked(population, policy, question)
    field, wanted = checked_target(target)
    low, high = _bounds(policy, vary)
    asked = replace(question, measures=(field.name, COST))
    search = Search(Job(population, policy, asked), vary, field, wanted)
    best = search.nearest(low, high)
    assert best.reached is not None
    found = designed(policy, {vary: best.value})
    return Solution(
        vary=vary,
        value=best.value,
        target=field.name,
        wanted=wanted,
        reached=best.reached,
        residual=best.reached - wanted,
        policy=found,
        summary=question.summary_of(population, found),
        steps=tuple(search.steps),
        notes=search.notes(best),
    )


def checked_target(target: object) -> tuple[OutcomeField, float]:
    """Return the measure that a target names, and its value, or refuse it.

    >>> checked_target({"gini_after": 0.3})[1]
    0.3
    """
    expect("target", target, Mapping, 'Write {"cost.percent_of_gdp": 1}.')
    assert isinstance(target, Mapping)
    if len(target) != 1:
        raise BadInput("target", dict(target), "one measure", 'Write {"cost.percent_of_gdp": 1}.')
    ((name, value),) = target.items()
    field = field_named(name, "target")
    if isinstance(value, bool) or not isinstance(value, Real) or not isfinite(value):
        raise BadInput(f"target, {name}", value, f"a number ({field.unit})", "Write it without quotes.")
    return field, float(value)


def _bounds(policy: Policy, vary: str) -> tuple[float, float]:
    """Return the lowest and highest value that the parameter allows under the policy's other values."""
    parameter, values = parameter_at(policy, vary)
    if parameter.kind != "number":
        allowed = "the path of a number, such as amount.value"
        raise BadInput("vary", vary, allowed, "To choose among choices, use cheapest.")
    bounds = parameter.bounds_for(values)
    return float(bounds.low), float(bounds.high)
