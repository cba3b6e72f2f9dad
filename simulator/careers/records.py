"""What a career, a programme and a result are: frozen records of plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from simulator.errors import BadInput, expect, unknown
from simulator.parameters import Parameter, Value, checked_values

WHOLE_YEARS = "whole years"
STATES = ("formal", "informal", "unemployed", "care")
# Amounts of money with the time of each, in years after the start of the career.
Flows = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Spell:
    """Years of a career in one state, from the first age to the last, both included.

    The states: formal, informal, unemployed, and care (out of work to care for somebody).

    >>> Spell("care", (30, 39)).years
    10
    """

    state: str
    ages: tuple[int, int]

    def __post_init__(self) -> None:
        if not isinstance(self.state, str) or self.state not in STATES:
            raise unknown("spell.state", self.state, STATES)
        given = self.ages
        whole = isinstance(given, Sequence) and [type(age) for age in given] == [int, int]
        if not whole or not 0 <= given[0] <= given[1]:
            allowed = "two whole ages, the lower first, both included"
            raise BadInput("spell.ages", given, allowed, "Write ages: [30, 39] for ten years.")
        object.__setattr__(self, "ages", tuple(given))

    @property
    def years(self) -> int:
        """The number of years in the spell."""
        return self.ages[1] - self.ages[0] + 1


def refuse_shares(parameters: Mapping[str, Parameter], values: Mapping[str, Value], where: str) -> None:
    """Refuse a percentage that was written as a share: above 0, and far below what is usual.

    Career files count in percent, policies in shares. Far below is a tenth of the default, 1 at the most.

    >>> from simulator.careers import setting
    >>> setting("pension_provident_fund", contribution_rate=0.1)
    Traceback (most recent call last):
    simulator.errors.BadInput: pension_provident_fund.contribution_rate: 0.1 is not allowed. \
Allowed: 0, or a number from 1 to 100 (percent of the insured wage). \
This looks like a share: write 10 for 10 %.
    """
    for path, each in parameters.items():
        if not each.unit.startswith("percent of ") or each.unit.endswith(" a year"):
            continue
        usual, value = float(each.default or 100), float(values[path])  # type: ignore[arg-type]
        least = min(1.0, usual / 10)
        if 0 < value < least:
            allowed = f"0, or a number from {least:.3g} to {each.bounds[each.unit].high:g} ({each.unit})"
            mend = f"This looks like a share: write {100 * value:.5g} for {100 * value:.5g} %."
            raise BadInput(f"{where}.{path}", value, allowed, mend)


def check_whole(parameters: Mapping[str, Parameter], values: Mapping[str, Value], where: str) -> None:
    """Refuse a part of a year where the parameter counts whole years; `where` goes before its name.

    >>> check_whole({}, {}, "career")
    """
    for path, value in values.items():
        if parameters[path].unit == WHOLE_YEARS and isinstance(value, float) and value != int(value):
            allowed = "a whole number of years"
            raise BadInput(f"{where}.{path}", value, allowed, f"Write {int(value)} or {int(value) + 1}.")


@dataclass(frozen=True)
class Programme:
    """One contributory programme: its parameters by path, and the name of what computes it."""

    id: str
    label: str
    help: str
    source: str
    calculator: str
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True)
class ProgrammeSetting:
    """A programme with a value for each of its parameters; what is left out is as declared."""

    programme: Programme
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        expect("programme", self.programme, Programme, "Take one of simulator.careers.all_programmes().")
        expect("values", self.values, Mapping, 'Write {"contribution_rate": 10}.')
        checked = checked_values(self.programme.parameters, self.values, self.programme.id)
        check_whole(self.programme.parameters, checked, self.programme.id)
        refuse_shares(self.programme.parameters, checked, self.programme.id)
        object.__setattr__(self, "values", checked)

    def __hash__(self) -> int:
        return hash((self.programme.id, *self.values.items()))

    def number(self, path: str) -> float:
        """Return the value of a parameter that is a number, in the parameter's unit."""
        return float(self.values[path])  # type: ignore[arg-type]

    def rate(self, path: str) -> float:
        """Return the value of a parameter in percent, as a share."""
        return self.number(path) / 100

    def choice(self, path: str) -> str:
        """Return the value of a parameter that is a choice."""
        return str(self.values[path])


@dataclass(frozen=True)
class Detail:
    """One more number of a result, with what it is and its unit."""

    label: str
    value: float
    unit: str


@dataclass(frozen=True)
class Entitlement:
    """What a worker pays to a programme and gets from it, in constant prices.

    `contributions` are money a year, one for each year of the career, paid at its end.
    `payments` are money at its time. `wage_before` is the monthly wage that the benefit stands in for.
    Where nothing is paid, `reason` says why.
    """

    contributions: tuple[float, ...]
    years_contributed: float = 0.0
    payments: Flows = ()
    benefit_month: float = 0.0
    months_paid: float = 0.0
    lump_sum: float = 0.0
    wage_before: float | None = None
    reason: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Worth:
    """What is paid in against what is drawn, in constant prices.

    Present values are those at the start of the career, discounted by the real interest. The
    ratio and the return are None where there is none: nothing was paid in, or nothing is drawn.
    """

    contributions_total: float
    contributions_present_value: float
    benefits_present_value: float
    benefit_contribution_ratio: float | None
    internal_rate_of_return_percent: float | None


@dataclass(frozen=True)
class Gaps:
    """What the years without contributions cost: against the same wages in a career without gaps."""

    years_lost: float
    full_career_benefit_month: float | None
    cost_of_a_lost_year_month: float | None


@dataclass(frozen=True)
class CareerResult:
    """What one programme does for one career; money in constant prices of the career's first year.

    A number that does not exist is None. Where no monthly benefit is paid, `reason` says why: it
    is never empty then.
    """

    programme: str
    label: str
    currency: str
    benefit_month: float
    months_paid: float
    lump_sum: float
    replacement_of_last_wage_percent: float | None
    replacement_of_career_average_percent: float | None
    years_contributed: float
    worth: Worth
    gaps: Gaps
    reason: str
    details: tuple[Detail, ...]

    @property
    def left_out(self) -> bool:
        """Whether the programme pays this worker nothing at all."""
        return not self.benefit_month and not self.lump_sum

    def as_data(self) -> dict[str, Any]:
        """Return the result as plain data, ready for JSON."""
        data = asdict(self)
        return {**data, "details": list(data["details"]), "left_out": self.left_out}
