"""Looking for the value at which a measure meets a target: a grid first, then halving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulator.analysis.evaluating import Job
from simulator.analysis.outcome_fields import OutcomeField
from simulator.errors import SimulatorError
from simulator.parameters import plain

COST = "cost.percent_of_gdp"
# Where to look first: so many values from the lowest allowed to the highest.
GRID = 17
CLOSE = 1e-9
HALVINGS_TO_A_LIMIT = 40
SEVERAL = (
    "The measure does not move one way only between the values tried, so more than one value may reach the "
    "target. This is the lowest that was found."
)
A_STEP = "The measure moves in steps, and no step is the target. This is the nearest one."


@dataclass(frozen=True)
class Step:
    """One value that was tried, and the measure there: None, with the reason, where it cannot run."""

    value: float
    reached: float | None
    cost_percent_of_gdp: float | None
    refused: str | None


class Search:
    """One search: it remembers every value tried, and what was found there."""

    def __init__(self, job: Job, vary: str, field: OutcomeField, wanted: float) -> None:
        self.job, self.vary, self.field, self.wanted = job, vary, field, wanted
        self.steps: list[Step] = []

    def nearest(self, low: float, high: float) -> Step:
        """Return the step nearest the target, found by halving; refuse a target that is out of reach."""
        grid = [self._tried(value) for value in np.linspace(low, high, GRID).tolist()]
        around = next((pair for pair in pairwise(grid) if self._between(*pair)), None)
        reachable = self._halve(*around) if around else self._to_the_limits(grid)
        best = min(self._that_ran(), key=lambda step: (self._miss(step), step.value))
        if not reachable:
            raise self._out_of_reach(best)
        return best

    def notes(self, best: Step) -> tuple[str, ...]:
        """Return what a reader must know of the answer."""
        reached = [step.reached for step in sorted(self._that_ran(), key=lambda step: step.value)]
        moves = np.diff([each for each in reached if each is not None])
        both_ways = bool((moves > self._close).any() and (moves < -self._close).any())
        return (*([SEVERAL] if both_ways else []), *([A_STEP] if self._miss(best) > 0 else []))

    @property
    def _close(self) -> float:
        return CLOSE * max(1.0, abs(self.wanted))

    def _tried(self, value: float) -> Step:
        numbers, refused = self.job.found({self.vary: value})
        step = Step(value, numbers[0], numbers[-1], refused)
        self.steps.append(step)
        return step

    def _that_ran(self) -> list[Step]:
        """Return the steps that have the measure; where none has, say why."""
        ran = [step for step in self.steps if step.reached is not None]
        if not ran:
            why = self.steps[0].refused or f"{self.field.name} does not exist for this policy."
            raise SimulatorError(f"solve: no value of {self.vary} gives {self.field.name}. The first: {why}")
        return ran

    def _miss(self, step: Step) -> float:
        """Return how far a step is from the target; a rounding is no distance."""
        miss = float("inf") if step.reached is None else abs(step.reached - self.wanted)
        return 0.0 if miss <= self._close else miss

    def _between(self, one: Step, two: Step) -> bool:
        """Say whether the target lies between two steps that ran, both included."""
        if one.reached is None or two.reached is None:
            return False
        nearest = min(self._miss(one), self._miss(two))
        return nearest == 0 or (one.reached < self.wanted) != (two.reached < self.wanted)

    def _halve(self, one: Step, two: Step) -> bool:
        """Halve what has the target between its ends, until it is reached or nothing lies between them."""
        while min(self._miss(one), self._miss(two)) > 0:
            middle = (one.value + two.value) / 2
            if middle in (one.value, two.value):
                break
            step = self._tried(middle)
            if step.reached is None:
                return self._halve_towards(one, step) or self._halve_towards(two, step)
            one, two = (one, step) if self._between(one, step) else (step, two)
        return True

    def _to_the_limits(self, grid: Sequence[Step]) -> bool:
        """Look where designs cease to run, such as at the highest levy; say whether that has the target."""
        for one, two in pairwise(grid):
            if (one.reached is None) != (two.reached is None):
                ran, other = (one, two) if two.reached is None else (two, one)
                if self._halve_towards(ran, other):
                    return True
        return False

    def _halve_towards(self, ran: Step, other: Step) -> bool:
        """Halve between a value that runs and one that does not, until the target lies between."""
        for _ in range(HALVINGS_TO_A_LIMIT):
            step = self._tried((ran.value + other.value) / 2)
            if self._between(ran, step):
                return self._halve(ran, step)
            ran, other = (step, other) if step.reached is not None else (ran, step)
        return False

    def _out_of_reach(self, best: Step) -> SimulatorError:
        """Return the error for a target that no value reaches: how close one comes, and at what cost."""
        values = [step.value for step in self.steps]
        refused = next((step.refused for step in self.steps if step.refused), None)
        limit = f" Some values cannot run: {refused}" if refused else ""
        return SimulatorError(
            f"solve: {self.field.name} cannot be {plain(self.wanted)} ({self.field.unit}) with {self.vary} "
            f"from {plain(min(values))} to {plain(max(values))}. {closest_text(best)} "
            f"with {self.vary} {best.value:.6g}.{limit} Choose another target, or change the policy."
        )


def closest_text(best: Step) -> str:
    """Return how close one comes to a target, and at what cost.

    >>> closest_text(Step(4.0, 12.5, 1.9, None))
    'The closest found is 12.5, which costs 1.9 % of GDP,'
    """
    cost = (
        "" if best.cost_percent_of_gdp is None else f", which costs {best.cost_percent_of_gdp:.4g} % of GDP,"
    )
    return f"The closest found is {best.reached:.6g}{cost}"
