"""The cheapest of many designs that reaches a target: what would halve child poverty for the least money?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from simulator.analysis.designs import (
    MOST_DESIGNS,
    Point,
    checked_point,
    choices_of,
    designed,
    place_and_path,
)
from simulator.analysis.evaluating import Job
from simulator.analysis.outcome_fields import OutcomeField
from simulator.analysis.question import ASKED, Question
from simulator.analysis.searching import CLOSE, COST, Step, closest_text
from simulator.analysis.solve import checked_target
from simulator.analysis.sweep import check_asked
from simulator.analysis.working import HERE, Work, found_of
from simulator.errors import BadInput, SimulatorError, expect
from simulator.parameters import in_force, plain
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario import Summary

# Each range is first cut at so many values, and then around the best of them again and again.
CUTS, FINEST = 9, 1e-4


@dataclass(frozen=True)
class Between:
    """A range of numbers to search, both ends included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        numbers = isinstance(self.low, int | float) and isinstance(self.high, int | float)
        if not numbers or not self.low < self.high:
            allowed = "a low number, then a higher one"
            raise BadInput("Between", (self.low, self.high), allowed, "Write Between(1, 10).")


@dataclass(frozen=True)
class Design:
    """The cheapest design found: its values by path, what it reaches, and what it costs in % of GDP.

    `designs` is how many designs were tried.
    """

    values: Mapping[str, Any]
    target: str
    wanted: float
    reached: float
    cost_percent_of_gdp: float
    policy: Policy
    summary: Summary
    designs: int


def cheapest(  # noqa: PLR0913 (what sweep takes, and a target)
    population: Population,
    policy: Policy,
    vary: Mapping[str, Sequence[Any] | Between],
    target: Mapping[str, float],
    question: Question = ASKED,
    work: Work = HERE,
) -> Design:
    """Return the design that reaches a target for the lowest cost in % of GDP, administration included.

    `vary` gives by path the choices (`["universal", "proxy_quota"]`) or a range, `Between(1, 10)`; what
    belongs to a rule, such as `rule.proxy_quota.share`, is left out of designs with another rule. The target
    is its value or what is better. Search: every combination, with nine values of each range; then, for each
    combination of choices, nine again around its cheapest, to a ten-thousandth of the range: a dip between
    the first nine can be missed. Raises `SimulatorError` out of reach: how close one comes, at what cost.

    >>> from simulator import Policy, example_population
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit").paid_by("external")
    >>> goal = {"children.fall_in_headcount_percent": 30}
    >>> found = cheapest(example_population(), policy, {"amount.value": Between(0, 20)}, goal)
    >>> round(found.values["amount.value"], 2), round(found.cost_percent_of_gdp, 2)
    (10.0, 4.72)
    """
    check_asked(population, policy, question)
    field, wanted = checked_target(target)
    if field.better is None:
        allowed = "a measure of which less or more is better"
        raise BadInput("target", field.name, allowed, "To meet a value, use solve.")
    asked = replace(question, measures=(field.name, COST))
    expect("work", work, Work, "Write Work(processes=2).")
    hunt = _Hunt(Job(population, policy, asked), _Alternatives(policy, vary), work)
    point, found = hunt.cheapest(field, wanted)
    assert found.reached is not None and found.cost is not None
    chosen = designed(policy, point)
    return Design(
        values=point,
        target=field.name,
        wanted=wanted,
        reached=found.reached,
        cost_percent_of_gdp=found.cost,
        policy=chosen,
        summary=question.summary_of(population, chosen),
        designs=len(hunt.known),
    )


class _Priced(NamedTuple):
    """What a design reaches and costs; None where it cannot run."""

    reached: float | None
    cost: float | None


class _Alternatives:
    """What may vary: the combinations of choices, and the ranges that are searched for each of them."""

    def __init__(self, policy: Policy, vary: object) -> None:
        expect("vary", vary, Mapping, 'Write {"amount.value": Between(1, 10)}.')
        assert isinstance(vary, Mapping)
        if not vary:
            raise BadInput("vary", dict(vary), "one path at least", 'Write {"amount.value": Between(1, 10)}.')
        self.policy = policy
        self.places = {path: place_and_path(policy, path) for path in vary}
        self.ranges = {path: given for path, given in vary.items() if isinstance(given, Between)}
        choices = {path: choices_of(path, given) for path, given in vary.items() if path not in self.ranges}
        self.choices = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
        number = len(self.choices) * CUTS ** len(self.ranges)
        if number > MOST_DESIGNS:
            mend = "Give fewer values, or vary less at once."
            raise BadInput("vary", number, f"up to {MOST_DESIGNS:,} designs", mend)

    def cut(self, choice: Mapping[str, Any], window: Mapping[str, Between]) -> list[Point]:
        """Return the designs of one combination of choices, each range cut inside its window."""
        values = [np.linspace(each.low, each.high, CUTS).tolist() for each in window.values()]
        every = (dict(choice) | dict(zip(window, each, strict=True)) for each in product(*values))
        points = [checked_point(self.policy, self._in_force(point)) for point in every]
        return list({_key(point): point for point in points}.values())

    def around(self, point: Point, window: Mapping[str, Between]) -> dict[str, Between]:
        """Return the window from one cut below a design to one above it, inside the whole range."""
        found = {}
        for path, each in window.items():
            whole, cut = self.ranges[path], (each.high - each.low) / (CUTS - 1)
            value = float(point.get(path, each.low))  # type: ignore[arg-type]
            found[path] = Between(max(whole.low, value - cut), min(whole.high, value + cut))
        return found

    def is_fine(self, window: Mapping[str, Between]) -> bool:
        """Say whether the cuts of a window are as close as they need to be."""
        return all(
            each.high - each.low <= FINEST * (CUTS - 1) * (self.ranges[path].high - self.ranges[path].low)
            for path, each in window.items()
        )

    def _in_force(self, point: Mapping[str, Any]) -> dict[str, Any]:
        """Return a point without the values of rules that it does not have."""
        rules = {place: point[path] for path, (place, inner) in self.places.items() if inner == "rule"}
        of_rule = {path: place for path, (place, inner) in self.places.items() if inner.startswith("rule.")}
        return {
            path: value
            for path, value in point.items()
            if path not in of_rule
            or of_rule[path] not in rules
            or in_force(self.places[path][1], {"rule": rules[of_rule[path]]})
        }


class _Hunt:
    """One search: it remembers every design tried, and what was found of it."""

    def __init__(self, job: Job, alternatives: _Alternatives, work: Work) -> None:
        self.job, self.alternatives, self.work = job, alternatives, work
        self.known: dict[Any, tuple[Point, _Priced]] = {}

    def cheapest(self, field: OutcomeField, wanted: float) -> tuple[Point, _Priced]:
        """Return the cheapest design that reaches the target, with what it reaches."""
        windows = [(choice, dict(self.alternatives.ranges)) for choice in self.alternatives.choices]
        best: list[tuple[Point, _Priced]] = []
        while windows:
            cut = [self.alternatives.cut(choice, window) for choice, window in windows]
            self._try([point for points in cut for point in points])
            next_windows = []
            for (choice, window), points in zip(windows, cut, strict=True):
                chosen = self._cheapest_of(points, field, wanted)
                best += [chosen] if chosen else []
                if chosen and not self.alternatives.is_fine(window):
                    next_windows.append((choice, self.alternatives.around(chosen[0], window)))
            windows = next_windows
        if not best:
            raise self._out_of_reach(field, wanted)
        return min(best, key=lambda each: each[1].cost or 0.0)

    def _try(self, points: Sequence[Point]) -> None:
        new = [point for point in points if _key(point) not in self.known]
        for point, found in zip(new, found_of(self.job, new, self.work), strict=True):
            self.known[_key(point)] = point, _Priced(found.numbers[0], found.numbers[-1])

    def _cheapest_of(
        self, points: Sequence[Point], field: OutcomeField, wanted: float
    ) -> tuple[Point, _Priced] | None:
        tried = [self.known[_key(point)] for point in points]
        reaching = [each for each in tried if _shortfall(field, each[1], wanted) <= 0]
        return min(reaching, key=lambda each: each[1].cost or 0.0, default=None)

    def _out_of_reach(self, field: OutcomeField, wanted: float) -> SimulatorError:
        """Return the error for a target that no design reaches: how close one comes, and at what cost."""
        ran = [each for each in self.known.values() if each[1].reached is not None]
        goal = f"{field.name} {plain(wanted)} ({field.unit}) or {field.better}"
        if not ran:
            return SimulatorError(f"cheapest: no design can run, so none reaches {goal}. Change the policy.")
        point, priced = min(ran, key=lambda each: _shortfall(field, each[1], wanted))
        values = ", ".join(f"{path} {value}" for path, value in point.items())
        closest = closest_text(Step(0.0, priced.reached, priced.cost, None))
        mend = "Allow more, or choose another target."
        return SimulatorError(f"cheapest: no design reaches {goal}. {closest} with {values}. {mend}")


def _shortfall(field: OutcomeField, priced: _Priced, wanted: float) -> float:
    """Return how far a design falls short of a target: 0 or less where it reaches it, but for rounding."""
    if priced.reached is None:
        return float("inf")
    short = priced.reached - wanted if field.better == "lower" else wanted - priced.reached
    return short if short > CLOSE * max(1.0, abs(wanted)) else min(short, 0.0)


def _key(point: Point) -> tuple[Any, ...]:
    return tuple(sorted(point.items()))
