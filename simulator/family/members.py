"""A made-up family: its members, what each earns, and where it lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from numbers import Integral

from simulator.economy import check_text
from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.measures.weighting import as_number
from simulator.population import LIMITS, WORK_STATUSES
from simulator.scenario.breakdown import DISABILITIES, SEXES

MOST_MEMBERS = 50
ADULT_FROM, MAY_EARN_FROM = 18, 15
OUTSIDE, UNEMPLOYED, INSURED, NOT_INSURED = WORK_STATUSES[:4]
PAID_WORK = WORK_STATUSES[2:5]
AMOUNTS = ("earnings_month", "pension_month", "previous_earnings_month", "contribution_years")


@dataclass(frozen=True)
class Member:
    """One member of a family, called by a name. Money: local currency a month, at prices of the people.

    `work`, `disability` and `sex` are words of `WORK_STATUSES`, `DISABILITIES` and `SEXES`. `pension_month`
    is a pension that the policy does not pay; `previous_earnings_month` and `contribution_years` are those
    of `Persons`. Work and earnings count only where they were observed for the people around the family.

    >>> Member("Asha", age=34, earnings_month=120.0).work
    'self-employed'
    """

    name: str
    age: int
    sex: str = "female"
    work: str = ""
    earnings_month: float = 0.0
    disability: str = DISABILITIES[0]
    pension_month: float = 0.0
    previous_earnings_month: float = 0.0
    contribution_years: float = 0.0

    def __post_init__(self) -> None:
        check_text("name of a member", self.name)
        _check_age(self.name, self.age)
        object.__setattr__(self, "age", int(self.age))
        for name in AMOUNTS:
            low, high = LIMITS.get(name, LIMITS["earnings_month"])
            allowed = f"a number from {low:g} to {high:g}"
            found = as_number(
                f"{self.name}.{name}", getattr(self, name), (low, high), allowed, "Write 0 for none."
            )
            object.__setattr__(self, name, found)
        if isinstance(self.work, str) and self.work == "":
            object.__setattr__(self, "work", WORK_STATUSES[4] if self.earnings_month else OUTSIDE)
        words = {"sex": SEXES, "disability": DISABILITIES, "work": WORK_STATUSES}
        for name, known in words.items():
            word = getattr(self, name)
            if not isinstance(word, str) or word not in known:
                raise unknown(f"{self.name}.{name}", word, known)
        _check_earning(self)

    def earning(self, earnings_month: float) -> Member:
        """Return the member with other earnings, and work that fits them.

        Who was not in paid work and now earns is an employee without social insurance; who earned and now
        earns nothing is unemployed.

        >>> Member("Asha", age=34).earning(50.0).work
        'employee without social insurance'
        """
        work = self.work
        if earnings_month > 0 and work not in PAID_WORK:
            work = NOT_INSURED
        elif earnings_month == 0 and work in PAID_WORK:
            work = UNEMPLOYED
        return replace(self, earnings_month=earnings_month, work=work)


@dataclass(frozen=True)
class Family:
    """Members who share what they have; `other_income_month` is what reaches all of them together.

    Local currency a month. All of it is consumed: nothing is saved. `region` is a name among the people's
    regions, and needed where these have some.

    >>> Family((Member("Asha", 34, earnings_month=120.0), Member("Ravi", 6))).income_month
    120.0
    """

    members: tuple[Member, ...]
    other_income_month: float = 0.0
    urban: bool = False
    region: str | None = None

    def __post_init__(self) -> None:
        expect("members", self.members, Sequence, 'Write (Member("Asha", age=34),).')
        members = tuple(self.members)
        if not 0 < len(members) <= MOST_MEMBERS or not all(isinstance(each, Member) for each in members):
            mend = 'Write (Member("Asha", age=34),).'
            raise BadInput("members", members, f"from 1 to {MOST_MEMBERS} members", mend)
        names = [each.name for each in members]
        for name in names:
            if names.count(name) > 1:
                raise BadInput("members", name, "each name once", "Give one of the two another name.")
        object.__setattr__(self, "members", members)
        expect("urban", self.urban, bool, "Write True for a town.")
        if self.region is not None:
            check_text("region", self.region)
        within = LIMITS["earnings_month"]
        found = as_number(
            "other_income_month", self.other_income_month, within, "0 or more", "Write 0 for none."
        )
        object.__setattr__(self, "other_income_month", found)

    @property
    def earnings_month(self) -> float:
        """What all members earn together."""
        return sum(each.earnings_month for each in self.members)

    @property
    def income_month(self) -> float:
        """What the family has before the policy: earnings, pensions and other income."""
        return (
            self.earnings_month + sum(each.pension_month for each in self.members) + self.other_income_month
        )

    @property
    def adults(self) -> tuple[Member, ...]:
        """The members aged 18 or older."""
        return tuple(each for each in self.members if each.age >= ADULT_FROM)

    def member(self, name: str) -> Member:
        """Return the member of that name, or refuse it with the nearest one."""
        by_name = {each.name: each for each in self.members}
        if not isinstance(name, str) or name not in by_name:
            raise unknown("member", name, by_name)
        return by_name[name]

    def with_member(self, member: Member) -> Family:
        """Return the family in which this member has taken the place of the one of the same name."""
        self.member(member.name)
        members = tuple(member if each.name == member.name else each for each in self.members)
        return replace(self, members=members)

    def without_earnings(self) -> Family:
        """Return the family in which nobody earns, and nothing comes from elsewhere: pensions stay."""
        members = tuple(each.earning(0.0) for each in self.members)
        return replace(self, members=members, other_income_month=0.0)


def need_adult(family: Family, what_for: str) -> None:
    """Refuse a family without an adult, saying what needs one.

    >>> need_adult(Family((Member("Ravi", 6),)), "a budget line")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: a budget line needs an adult: nobody in this family is 18 or older. \
Add a member, such as a grandparent.
    """
    if not family.adults:
        raise SimulatorError(
            f"{what_for} needs an adult: nobody in this family is {ADULT_FROM} or older. "
            "Add a member, such as a grandparent."
        )


def _check_age(name: str, age: object) -> None:
    low, high = LIMITS["age"]
    if isinstance(age, bool) or not isinstance(age, Integral) or not low <= int(age) <= high:
        raise BadInput(f"{name}.age", age, f"a whole number from {low:g} to {high:g}", "Write it in years.")


def _check_earning(member: Member) -> None:
    """Refuse earnings of small children, and earnings of those who are said not to work for pay."""
    if not member.earnings_month:
        return
    if member.age < MAY_EARN_FROM:
        allowed = f"0 below age {MAY_EARN_FROM} (ILO Convention 138, article 2)"
        raise BadInput(
            f"{member.name}.earnings_month", member.earnings_month, allowed, "Let an adult earn it."
        )
    if member.work not in PAID_WORK:
        mend = "Leave work out, or earnings at 0."
        raise BadInput(f"{member.name}.work", member.work, f"{', '.join(PAID_WORK)}, for who earns", mend)
