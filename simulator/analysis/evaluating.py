"""One design after another, judged alike: the part of a sweep that a process elsewhere can do."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.analysis.designs import Point, designed
from simulator.analysis.outcome_fields import Figures, Number, field_named
from simulator.analysis.question import Question
from simulator.engine import simulate
from simulator.errors import SimulatorError
from simulator.policy import Policy
from simulator.population import Population


class Found(NamedTuple):
    """The numbers of one design in the order they were asked for, or why there are none."""

    numbers: tuple[Number, ...]
    refused: str | None


@dataclass(frozen=True, eq=False)
class Job:
    """What all designs of a sweep have in common: the people, the policy that varies, and what is asked."""

    population: Population
    policy: Policy
    question: Question

    def found(self, point: Point) -> Found:
        """Return the numbers of one design; where it cannot run, such as a levy too small, say why."""
        question = self.question
        try:
            changed = designed(self.policy, point)
            outcome = simulate(self.population, changed, question.seed, question.baseline)
            figures = Figures(outcome, question.line, question.equivalence, question.smallest_cell)
            return Found(tuple(field_named(name).of(figures) for name in question.measures), None)
        except SimulatorError as error:
            return Found((None,) * len(question.measures), str(error))


def _read_only(items: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(items)


class _Pickler(pickle.Pickler):
    """A pickler that knows the read-only mappings of our records, which Python's own refuses."""

    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = lambda proxy: (_read_only, (dict(proxy),))


def packed(job: Job) -> bytes:
    """Return a job as bytes that another process of the same version can read."""
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(job)
    return out.getvalue()


@lru_cache(maxsize=2)
def _unpacked(job: bytes) -> Job:
    found: Any = pickle.loads(job)
    return found  # type: ignore[no-any-return]


def found_of_packed(job: bytes, points: Sequence[Point]) -> list[Found]:
    """Return the numbers of several designs of a packed job: what each process is asked to do."""
    unpacked = _unpacked(job)
    return [unpacked.found(point) for point in points]
