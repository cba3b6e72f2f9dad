"""The records of doubt: how to resample, an interval, and a range over assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral

from simulator.errors import BadInput, expect, unknown
from simulator.luck import HIGHEST_SEED
from simulator.measures.weighting import as_number
from simulator.policy import Policy
from simulator.scenario import BREAKDOWNS, SMALLEST_CELL
from simulator.scenario.small_cells import check_smallest_cell
from simulator.scenario.welfare import PER_PERSON

FEWEST_REPLICATES, MOST_REPLICATES = 100, 100_000
LOWEST_LEVEL, HIGHEST_LEVEL = 0.5, 0.999
FEWEST_SEEDS, MOST_SEEDS = 2, 100
METHODS = ("percentile", "normal")
LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """An estimate, its standard error, and the ends of an interval that holds the truth at `level`.

    `method` says how it was found; `replicates` is None where none were drawn.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    level: float
    method: str
    replicates: int | None


@dataclass(frozen=True)
class Estimated:
    """One number of a result with its sampling interval.

    `section`, `group`, `measure` and `state` name it as the CSV file does; only numbers of a breakdown have
    a group; the state `change` is after less before.
    Where `against` names another policy, the number is this policy's less that one's. `design_effect` is
    the variance over that of a simple random sample of as many households (Kish, Survey Sampling, 1965).
    Where there is no interval, `why` says so.
    """

    section: str
    measure: str
    state: str
    against: str | None
    label: str
    unit: str
    interval: Interval | None
    design_effect: float | None
    why: str | None
    group: str = ""


@dataclass(frozen=True)
class AssumptionRange:
    """One number of a result on a synthetic population, and how far it moves with what was assumed.

    `low` and `high` are the ends over all populations built, and `low_from` and `high_from` what was
    changed there; `seeds_low` and `seeds_high` are the ends over seeds alone. It is no sampling interval.
    """

    section: str
    measure: str
    state: str
    against: str | None
    label: str
    unit: str
    estimate: float
    low: float
    high: float
    low_from: str
    high_from: str
    seeds_low: float
    seeds_high: float
    group: str = ""


@dataclass(frozen=True)
class Uncertainty:
    """What is said of the doubt in a result: each is None where it was not asked for."""

    intervals: tuple[Estimated, ...] | None = None
    assumption_range: tuple[AssumptionRange, ...] | None = None


@dataclass(frozen=True)
class ByGroup:
    """Breakdowns whose numbers get their doubt too; of a survey, groups of too few households are left out.

    >>> ByGroup(("area", "decile")).smallest_cell
    10
    """

    names: tuple[str, ...] = ()
    smallest_cell: int = SMALLEST_CELL

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", checked_breakdowns(self.names))
        check_smallest_cell(self.smallest_cell)


@dataclass(frozen=True)
class Resampling:
    """How to resample: how many replicates, from which seed, and which interval at which level.

    `percentile` takes the ends from the replicates; `normal` takes the estimate and the replicates'
    standard deviation. With `resimulate` each replicate is simulated anew: see `bootstrap`.

    >>> Resampling(replicates=200).method
    'percentile'
    """

    replicates: int = 500
    seed: int = 1
    level: float = LEVEL
    method: str = METHODS[0]
    resimulate: bool = False

    def __post_init__(self) -> None:
        check_whole("replicates", self.replicates, FEWEST_REPLICATES, MOST_REPLICATES)
        check_whole("seed", self.seed, 0, HIGHEST_SEED)
        check_level(self.level)
        if not isinstance(self.method, str) or self.method not in METHODS:
            raise BadInput("method", self.method, " or ".join(METHODS), "Write percentile.")
        expect("resimulate", self.resimulate, bool, "Write True to simulate each replicate anew.")
        if self.replicates * (1 - self.level) < 2:
            mend = "Draw more replicates, or lower the level."
            raise BadInput("replicates", self.replicates, "enough to leave some outside the interval", mend)


@dataclass(frozen=True)
class Varying:
    """What an assumption range is taken of: so many seeds, which assumptions, and what is asked of each.

    `assumptions` None is all that the country's file gives a low and a high value for. `seed` is that of
    take-up and other luck; `baseline` is the policy in force today, if one was given; `by` are breakdowns.
    """

    seeds: int = 10
    assumptions: tuple[str, ...] | None = None
    line: str | None = None
    equivalence: str = PER_PERSON
    seed: int = 1
    baseline: Policy | None = None
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", checked_breakdowns(self.by))
        check_whole("seeds", self.seeds, FEWEST_SEEDS, MOST_SEEDS)
        if self.assumptions is not None and not isinstance(self.assumptions, tuple | list):
            mend = 'Write ("score_r_squared", "disability_gradient"), or leave it out for all.'
            raise BadInput("assumptions", self.assumptions, "a tuple of names", mend)
        if self.baseline is not None:
            expect(
                "baseline", self.baseline, Policy, "From a YAML text use simulator.Policy.from_yaml(text)."
            )
        check_whole("seed", self.seed, 0, HIGHEST_SEED - MOST_SEEDS)


def checked_breakdowns(given: object) -> tuple[str, ...]:
    """Return names of breakdowns, each once, or refuse what is none.

    >>> checked_breakdowns(["area", "area"])
    ('area',)
    """
    if not isinstance(given, tuple | list):
        raise BadInput("by", given, "a tuple of names", 'Write ("area", "decile").')
    for name in given:
        if not isinstance(name, str) or name not in BREAKDOWNS:
            raise unknown("by", name, BREAKDOWNS)
    return tuple(dict.fromkeys(given))


def check_whole(name: str, given: object, low: int, high: int) -> None:
    """Refuse what is no whole number from `low` to `high`.

    >>> check_whole("replicates", 500, 100, 1000)
    """
    if isinstance(given, bool) or not isinstance(given, Integral) or not low <= int(given) <= high:
        raise BadInput(name, given, f"a whole number from {low} to {high}", "Leave it out for the default.")


def check_level(level: object) -> None:
    """Refuse what is no level of an interval.

    >>> check_level(0.95)
    """
    allowed = f"a number from {LOWEST_LEVEL} to {HIGHEST_LEVEL}"
    as_number("level", level, (LOWEST_LEVEL, HIGHEST_LEVEL), allowed, "Write 0.95 for 95 %.")


NO_GROUPS = ByGroup()
