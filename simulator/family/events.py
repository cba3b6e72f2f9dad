"""What happens to a family over the years: a declared list, an event at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from types import MappingProxyType

from simulator.errors import BadInput, SimulatorError, expect, inside, unknown
from simulator.family.members import INSURED, OUTSIDE, Family, Member
from simulator.measures.weighting import as_number
from simulator.population import LIMITS

MOST_YEARS = 100


@dataclass(frozen=True)
class LifeEvent:
    """One thing that happens at the start of a year, counted from 0: `what` happens to the member `who`.

    Born, joins: `member` is who comes. Dies, leaves: the member is gone. Earns: `amount_month` from then on.
    Retires: earns no more, and has `amount_month` of a pension that the policy does not pay (0 for none).

    >>> LifeEvent(2, "born", member=Member("Mina", age=0)).who
    'Mina'
    """

    year: int
    what: str
    who: str = ""
    amount_month: float = 0.0
    member: Member | None = None

    def __post_init__(self) -> None:
        check_year("event.year", self.year, MOST_YEARS)
        if not isinstance(self.what, str) or self.what not in EVENTS:
            raise unknown("event.what", self.what, EVENTS)
        expect("event.who", self.who, str, "Write the name of a member.")
        within, mend = LIMITS["earnings_month"], "Write 0 for none."
        amount = as_number("event.amount_month", self.amount_month, within, "an amount of 0 or more", mend)
        object.__setattr__(self, "amount_month", amount)
        comes = self.what in COMING
        if comes != (self.member is not None):
            mend = 'Write member=Member("Mina", age=0) for who is born or joins, and who="Mina" otherwise.'
            raise BadInput(f"event {self.what}, member", self.member, "the member who comes", mend)
        if self.member is not None:
            expect("event.member", self.member, Member, 'Write Member("Mina", age=0).')
            _check_born(self.what, self.member)
            object.__setattr__(self, "who", self.member.name)


def after_events(family: Family | None, events: Sequence[LifeEvent], year: int) -> Family:
    """Return the family after what happens in a year, in the order of the list.

    A family that nobody is left of, and one without an adult, is `SimulatorError`.

    >>> family = Family((Member("Asha", 60, earnings_month=90.0),))
    >>> after_events(family, [LifeEvent(0, "retires", "Asha", 30.0)], 0).income_month
    30.0
    """
    for event in events:
        if event.year == year:
            with inside(f"year {year}, {event.who} {event.what}"):
                family = EVENTS[event.what](family, event)
    if family is None or not family.adults:
        left = "nobody" if family is None else "no adult"
        raise SimulatorError(
            f"year {year}: {left} is left. "
            "End the life before it, or let somebody join who cares for the others."
        )
    return family


def a_year_older(family: Family) -> Family:
    """Return the family a year later: each is older, and a year insured counts for a pension.

    >>> a_year_older(Family((Member("Asha", 60),))).members[0].age
    61
    """
    oldest = int(LIMITS["age"][1])
    for each in family.members:
        if each.age >= oldest:
            mend = "Let the member die before, by an event."
            raise BadInput(f"age of {each.name}", each.age + 1, f"up to {oldest}", mend)
    insured = {each.name: float(each.work == INSURED) for each in family.members}
    members = tuple(
        replace(each, age=each.age + 1, contribution_years=each.contribution_years + insured[each.name])
        for each in family.members
    )
    return replace(family, members=members)


def check_year(name: str, year: object, most: int) -> None:
    """Refuse a year that is no whole number from 0.

    >>> check_year("year", 3, 10)
    """
    if isinstance(year, bool) or not isinstance(year, Integral) or not 0 <= int(year) <= most:
        raise BadInput(name, year, f"a whole number from 0 to {most}", "Count the years from 0.")


def _comes(family: Family | None, event: LifeEvent) -> Family:
    assert event.member is not None, "checked when the event was made"
    return Family((event.member,)) if family is None else _with(family, (*family.members, event.member))


def _goes(family: Family | None, event: LifeEvent) -> Family | None:
    whole = _some(family)
    gone = whole.member(event.who)
    left = tuple(each for each in whole.members if each is not gone)
    return _with(whole, left) if left else None


def _earns(family: Family | None, event: LifeEvent) -> Family:
    whole = _some(family)
    return whole.with_member(whole.member(event.who).earning(event.amount_month))


def _retires(family: Family | None, event: LifeEvent) -> Family:
    whole = _some(family)
    member = whole.member(event.who)
    before = member.earnings_month or member.previous_earnings_month
    retired = replace(
        member,
        earnings_month=0.0,
        work=OUTSIDE,
        previous_earnings_month=before,
        pension_month=event.amount_month,
    )
    return whole.with_member(retired)


def _some(family: Family | None) -> Family:
    if family is None:
        raise SimulatorError("nobody is left whom it could happen to. Take the event out.")
    return family


def _with(family: Family, members: tuple[Member, ...]) -> Family:
    return replace(family, members=members)


def _check_born(what: str, member: Member) -> None:
    if what == "born" and member.age != 0:
        mend = 'Write Member("Mina", age=0), or let the member join.'
        raise BadInput(f"age of {member.name}", member.age, "0, for who is born", mend)


COMING = ("born", "joins")
EVENTS: Mapping[str, Callable[[Family | None, LifeEvent], Family | None]] = MappingProxyType(
    {
        "born": _comes,
        "joins": _comes,
        "dies": _goes,
        "leaves": _goes,
        "earns": _earns,
        "retires": _retires,
    }
)
