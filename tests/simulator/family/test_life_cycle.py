"""The life of a family against tables worked out by hand: births, ageing, retirement, death."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from simulator import BadInput, Policy, SimulatorError, country, example_population
from simulator.careers import Career, CareerEconomy, career_result, setting
from simulator.family import Family, LifeEvent, LifeYear, Member, family_data, life_cycle, life_text
from tests.simulator.making import child_benefit, observed_village, one_scheme

VILLAGE = example_population()
ASHA = Member("Asha", 58, earnings_month=100.0)
BOTH = Policy.from_data(
    {
        "version": 1,
        "schemes": [{"id": "child_benefit"}, {"id": "social_pension", "who": {"age": [60, 120]}}],
        "financing": "external",
    }
)


def lived(
    members: Sequence[Member], years: int, events: Sequence[LifeEvent] = (), policy: Policy = BOTH
) -> tuple[LifeYear, ...]:
    """Return the life of a family in the village."""
    return life_cycle(Family(tuple(members)), policy, VILLAGE, years, events)


def test_a_life_by_hand() -> None:
    """Child benefit is 8 below 18, the pension 32 from 60 on; Asha earns 100 until she retires on 30."""
    events = [LifeEvent(1, "born", member=Member("Mina", 0)), LifeEvent(2, "retires", "Asha", 30.0)]
    life = lived([ASHA, Member("Tara", 17)], 4, [*events, LifeEvent(3, "leaves", "Tara")])
    got = [[each.received_month for each in year.view.benefits] for year in life]
    assert got == [[8, 0], [8, 0], [8, 32], [8, 32]]
    assert [dict(year.ages) for year in life][::3] == [{"Asha": 58, "Tara": 17}, {"Asha": 61, "Mina": 2}]
    assert [year.view.size for year in life] == [2, 3, 3, 2]
    assert [year.view.net_income_month for year in life] == [108, 108, 70, 70]
    assert [year.pension_month for year in life] == [0, 0, 30, 30]
    assert [year.view.earnings_month for year in life] == [100, 100, 0, 0]


def test_the_floor_is_what_is_there_without_earnings() -> None:
    """Without earnings two live on a child benefit of 8, so 4 each: 6.67 % of the line; pensions stay."""
    first, second = lived([ASHA, Member("Ravi", 5)], 2, [LifeEvent(1, "retires", "Asha", 30.0)])
    assert (first.floor_month, first.view.consumption_after_month) == (4, 54)
    assert first.floor_percent_of_poverty_line == pytest.approx(100 * 4 / 60)
    assert second.floor_month == second.view.consumption_after_month == 19


def test_a_guaranteed_income_is_a_floor() -> None:
    """A guarantee of the line holds a family of any size at it, whatever happens to it."""
    policy = one_scheme("guaranteed_minimum_income")
    events = [LifeEvent(1, "born", member=Member("Mina", 0)), LifeEvent(2, "dies", "Ravi")]
    life = lived([ASHA, Member("Ravi", 70)], 3, events, policy)
    assert [year.floor_month for year in life] == pytest.approx([60, 60, 60])


def test_death_leaves_the_others() -> None:
    """When the grandmother dies her pension goes with her; what is left is shared by one fewer."""
    events = [LifeEvent(1, "dies", "Uma")]
    life = lived([Member("Asha", 30, earnings_month=90.0), Member("Uma", 80)], 2, events)
    assert [year.view.consumption_after_month for year in life] == [61, 90]


def test_a_new_wage() -> None:
    """Who earns another wage from a year on earns it from then on."""
    life = lived([ASHA], 3, [LifeEvent(1, "earns", "Asha", 150.0)])
    assert [year.view.earnings_month for year in life] == [100, 150, 150]


def test_a_roll_out_reaches_the_child_that_kept_it() -> None:
    """A benefit that starts at ages 0 to 2 goes on by cohort: a child of 2 keeps it, one of 4 gets none."""
    policy = child_benefit(roll_out={"oldest_at_start": 2})
    for age, received in ((2, [8, 8, 8, 8]), (4, [0, 0, 0, 0])):
        life = lived([ASHA, Member("Ravi", age)], 4, policy=policy)
        assert [year.view.benefits_month for year in life] == received


def test_a_career_pays_the_pension() -> None:
    """The pension of a retirement can be that of a typical career, from the career calculators."""
    career = Career(life_expectancy=18, economy=CareerEconomy(average_wage=100))
    pension = career_result(career, setting("pension_notional_account")).benefit_month
    life = lived([ASHA], 2, [LifeEvent(1, "retires", "Asha", pension)])
    assert life[1].view.income_month == pytest.approx(pension) and pension > 20


def test_a_contributory_pension_counts_the_years_of_the_life() -> None:
    """14 years insured and one more make 15: at 60 the engine pays 15 times 2 % of the last wage."""
    asha = Member(
        "Asha", 59, work="employee with social insurance", earnings_month=100.0, contribution_years=14.0
    )
    policy = one_scheme(
        "contributory_pension", who={"age": [60, 120]}, qualifying_years=15, accrual_rate=0.02
    )
    family, events = Family((asha,), region="Hills"), [LifeEvent(1, "retires", "Asha")]
    life = life_cycle(family, policy, observed_village(), 2, events)
    assert life[0].view.benefits_month == 0
    assert life[1].view.benefits_month == pytest.approx(15 * 0.02 * 100)


def test_a_life_in_a_country() -> None:
    """Sixty years of a family in Arumia: each has its numbers, and the table and the data hold them all."""
    region = country("arumia").regions[0]
    family = Family((Member("Asha", 25, earnings_month=300.0),), urban=True, region=region)
    events = [
        LifeEvent(2, "joins", member=Member("Ben", 27, "male")),
        LifeEvent(4, "born", member=Member("Mina", 0)),
        LifeEvent(24, "leaves", "Mina"),
        LifeEvent(40, "retires", "Asha"),
        LifeEvent(55, "dies", "Ben"),
    ]
    life = life_cycle(family, BOTH, country("arumia"), 60, events)
    assert [year.view.size for year in life[::20]] == [1, 3, 2] and life[-1].view.size == 1
    assert len(life_text(life).splitlines()) == 61
    assert family_data(life)[59]["view"]["net_income_month"] == life[59].view.net_income_month


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([LifeEvent(1, "dies", "Asha")], "^year 1: no adult is left"),
        ([LifeEvent(1, "dies", "Asha"), LifeEvent(1, "dies", "Ravi")], "^year 1: nobody is left"),
        ([LifeEvent(1, "dies", "Ash")], "^year 1, Ash dies: member: 'Ash' .* Did you mean 'Asha'"),
        (
            [LifeEvent(1, "born", member=Member("Asha", 0))],
            "^year 1, Asha born: members: 'Asha' .* each name once",
        ),
        ([LifeEvent(9, "dies", "Ravi")], "^event dies, year: 9 .* from 0 to 2"),
        ([LifeEvent(1, "earns", "Ravi", 5.0)], "^year 1, Ravi earns: .*earnings_month"),
        ("dies", "^events: "),
    ],
)
def test_lives_that_cannot_be(events: Sequence[LifeEvent], message: str) -> None:
    """Events that nobody can live through are refused, with the year and the member."""
    with pytest.raises(SimulatorError, match=message):
        lived([ASHA, Member("Ravi", 5)], 3, events)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"year": -1}, r"event\.year"),
        ({"year": 1.5}, r"event\.year"),
        ({"what": "marries"}, r"event\.what"),
        ({"what": "born"}, "event born, member"),
        ({"member": Member("Mina", 0)}, "event dies, member"),
        ({"what": "born", "member": Member("Mina", 3)}, "age of Mina"),
    ],
)
def test_events_that_cannot_be(given: dict[str, object], field: str) -> None:
    """An event of no kind, of no year, or without the member it needs, is refused by name."""
    with pytest.raises(BadInput, match=f"^{field}: "):
        LifeEvent(**{"year": 1, "what": "dies", "who": "Asha", **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("years", [0, 101, 1.5, True])
def test_how_long_a_life_may_be(years: object) -> None:
    """A life has from 1 to 100 years."""
    with pytest.raises(BadInput, match=r"^years: "):
        lived([ASHA], years)  # type: ignore[arg-type]


def test_nobody_grows_older_than_the_data_hold() -> None:
    """A member of 120 must die before the next year."""
    with pytest.raises(BadInput, match=r"^age of Uma: 121 .* Let the member die"):
        lived([ASHA, Member("Uma", 120)], 2)


def test_a_life_needs_an_adult() -> None:
    """Children alone have no life cycle here: nobody says who cares for them."""
    with pytest.raises(SimulatorError, match="a life cycle needs an adult"):
        lived([Member("Ravi", 5)], 2)
