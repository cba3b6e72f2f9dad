"""What a policy means for one family: records of plain numbers, local currency a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FamilyBenefit:
    """What one scheme pays the family, as it arrives; `place` is the scheme's number, from 1."""

    scheme: str
    place: int
    received_month: float


@dataclass(frozen=True)
class FamilyView:
    """A family under a policy: local currency a month of the whole family, and a month per person.

    `income_month` is what it has before, `benefits_month` what arrives of all schemes, `removed_month` what
    the policy takes away of benefits it had, `levies_month` what it pays, `net_income_month` what is left.
    `share_below_percent` is its place: the percent of the people who consume less than it did before.
    """

    size: int
    earnings_month: float
    income_month: float
    benefits: tuple[FamilyBenefit, ...]
    benefits_month: float
    removed_month: float
    levies_month: float
    net_income_month: float
    consumption_before_month: float
    consumption_after_month: float
    share_below_percent: float
    percent_of_poverty_line: float
    notes: tuple[str, ...]


@dataclass(frozen=True)
class BudgetPoint:
    """One point of a budget line: what the earner earns a month, and what the family then has.

    `marginal_effective_tax_rate` is the share lost of what is earned on the way to the next point, above 1
    where earning more leaves less; None of the last point.
    """

    earnings_month: float
    view: FamilyView
    marginal_effective_tax_rate: float | None

    @property
    def net_income_month(self) -> float:
        """What the family has in the end: local currency a month."""
        return self.view.net_income_month


@dataclass(frozen=True)
class LifeYear:
    """One year of a family's life, from 0: the age of each member, and what the family has a month.

    `pension_month` is what members have of pensions that the policy does not pay. The floor is what a
    person would live on a month were nothing earned and no other income there: pensions and benefits alone.
    """

    year: int
    ages: Mapping[str, int]
    view: FamilyView
    pension_month: float
    floor_month: float
    floor_percent_of_poverty_line: float
