"""The life of a made-up family: year by year, who is there, what it earns, and what the policy gives it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from simulator.errors import BadInput, expect
from simulator.family.events import MOST_YEARS, LifeEvent, a_year_older, after_events, check_year
from simulator.family.members import Family, need_adult
from simulator.family.records import LifeYear
from simulator.family.viewing import family_view
from simulator.policy import Policy
from simulator.population import Population
from simulator.projection import after_roll_out


def life_cycle(  # noqa: PLR0913 (how long, and what happens)
    family: Family,
    policy: Policy,
    people: Population,
    years: int,
    events: Sequence[LifeEvent] = (),
    baseline: Policy | None = None,
) -> tuple[LifeYear, ...]:
    """Return so many years of a family: each is a year older, and what the events say happens at the start.

    All else stays as it is today: the people around it, prices, wages and the law; only a roll-out by
    cohort goes on. Each year is the engine's result for the family (`family_view`), and once more without
    earnings for the floor. A year without an adult is refused; so is an event after the last year.

    >>> from simulator import example_population
    >>> from simulator.family import Member
    >>> family = Family((Member("Asha", 30, earnings_month=100.0), Member("Ravi", 16)))
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
    >>> life = life_cycle(family, policy, example_population(), years=3)
    >>> [(each.ages["Ravi"], each.view.benefits_month) for each in life]
    [(16, 8.0), (17, 8.0), (18, 0.0)]
    """
    expect("family", family, Family, 'Write Family((Member("Asha", age=34),)).')
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    need_adult(family, "a life cycle")
    _check(years, events)
    lived = []
    for year in range(int(years)):
        family = after_events(a_year_older(family) if year else family, events, year)
        law = after_roll_out(policy, year)
        lived.append(_year(year, family, law, people, baseline))
    return tuple(lived)


def _year(year: int, family: Family, policy: Policy, people: Population, baseline: Policy | None) -> LifeYear:
    view = family_view(family, policy, people, baseline)
    floor = family_view(family.without_earnings(), policy, people, baseline)
    return LifeYear(
        year=year,
        ages=MappingProxyType({each.name: each.age for each in family.members}),
        view=view,
        pension_month=sum(each.pension_month for each in family.members),
        floor_month=floor.consumption_after_month,
        floor_percent_of_poverty_line=floor.percent_of_poverty_line,
    )


def _check(years: int, events: Sequence[LifeEvent]) -> None:
    check_year("years", years, MOST_YEARS)
    if years < 1:
        raise BadInput("years", years, f"a whole number from 1 to {MOST_YEARS}", "Live one year at least.")
    expect("events", events, Sequence, 'Write [LifeEvent(2, "dies", "Asha")].')
    for each in events:
        expect("events", each, LifeEvent, 'Write [LifeEvent(2, "dies", "Asha")].')
        if each.year >= years:
            allowed = f"a year from 0 to {years - 1}, those of this life"
            raise BadInput(f"event {each.what}, year", each.year, allowed, "Take it out, or add years.")
