"""Budget lines and marginal effective tax rates against households worked out by hand.

In the village GDP per person is 200 a month and the line 60; consumption of all is 150,000 a month.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from simulator import BadInput, Policy, Population, SimulatorError, country, example_population
from simulator.family import BudgetPoint, Family, Member, budget_line, budget_text, family_data
from tests.simulator.making import child_benefit, observed_village, one_scheme

VILLAGE = example_population()
PAIR = Family((Member("Asha", 30), Member("Ravi", 5)))
IN_HILLS = Family(PAIR.members, region="Hills")
# 9 children × 8 a month × 100 households, 5 % more to run it.
BUDGET = 7560
CHILD_BENEFIT = {"version": 1, "schemes": [{"id": "child_benefit"}]}


def line(
    policy: Policy, earnings: Sequence[float], family: Family = PAIR, people: Population = VILLAGE
) -> tuple[BudgetPoint, ...]:
    """Return the budget line of a mother with one child."""
    return budget_line(family, policy, people, earnings)


def net(points: Sequence[BudgetPoint]) -> list[float]:
    """Return what the family has at each point."""
    return [point.net_income_month for point in points]


def rates(points: Sequence[BudgetPoint]) -> list[float]:
    """Return the marginal effective tax rate of each step."""
    return [point.marginal_effective_tax_rate for point in points[:-1]]  # type: ignore[misc]


def test_a_benefit_for_all_takes_nothing_off() -> None:
    """A child benefit of 8 is 8 at every wage: of one more earned, all is kept."""
    points = line(child_benefit(), [0, 50, 400])
    assert net(points) == [8, 58, 408] and rates(points) == [0, 0]
    assert points[-1].marginal_effective_tax_rate is None


@pytest.mark.parametrize(("taper", "rate"), [(1.0, 1.0), (0.5, 0.5)])
def test_a_guaranteed_income_is_withdrawn(taper: float, rate: float) -> None:
    """Two persons are filled up to 60 each: of 120, the taper is lost of each unit earned."""
    policy = one_scheme("guaranteed_minimum_income", taper=taper)
    points = line(policy, [0, 40, 100, 240 / (2 * taper), 300])
    assert net(points)[:3] == pytest.approx([120, 120 + 40 * (1 - rate), 120 + 100 * (1 - rate)])
    assert rates(points) == pytest.approx([rate, rate, rate, 0])


def test_a_means_test_with_a_taper() -> None:
    """8 in full up to 60 a person, nothing from 90 on: between 120 and 180 earned, 8 of 60 are lost."""
    points = line(child_benefit(rule="means_test"), [0, 120, 150, 180, 240])
    assert net(points) == pytest.approx([8, 128, 154, 180, 240])
    assert rates(points) == pytest.approx([0, 8 / 60, 8 / 60, 0])


def test_a_cliff_takes_more_than_was_earned() -> None:
    """At 60 a person all 8 are lost at once: two more earned leave six less."""
    rule = {"affluence_test": {"threshold": 100, "unit": "percent_poverty_line"}}
    points = line(child_benefit(rule=rule), [100, 119, 121])
    assert net(points) == pytest.approx([108, 127, 121]) and rates(points) == pytest.approx([0, 4])


def test_the_levy_has_the_rate_of_the_whole_country() -> None:
    """7,560 a month of a consumption of 150,000 is a levy of 5.04 %, on the family's too."""
    points = line(Policy.from_data(CHILD_BENEFIT), [0, 100, 200])
    assert rates(points) == pytest.approx([0.0504, 0.0504])
    assert net(points) == pytest.approx([8, 8 + 94.96, 8 + 189.92])
    assert [point.view.levies_month for point in points] == pytest.approx([0, 5.04, 10.08])


def test_a_tax_on_earnings() -> None:
    """All earnings are 93,000 a month: a flat tax that raises 7,560 takes 8.13 % of each unit earned."""
    policy = Policy.from_data(CHILD_BENEFIT | {"financing": {"income_tax": {}}})
    points = line(policy, [0, 100, 200], IN_HILLS, observed_village())
    assert rates(points) == pytest.approx([BUDGET / 93_000] * 2)


@pytest.mark.parametrize(
    ("work", "rate"),
    [("employee with social insurance", BUDGET / 70_000), ("self-employed", 0), ("unemployed", 0)],
)
def test_contributions_are_paid_by_the_insured(work: str, rate: float) -> None:
    """Insured earnings are 70,000 a month; who is not insured pays nothing, nor does who finds such work."""
    policy = Policy.from_data(CHILD_BENEFIT | {"financing": {"contributions": {}}})
    family = Family((Member("Asha", 30, work=work), Member("Ravi", 5)), region="Hills")
    points = line(policy, [10, 110], family, observed_village())
    assert rates(points) == pytest.approx([rate])


def test_unemployment_assistance_ends_with_the_first_wage() -> None:
    """Who is unemployed and begins to earn is unemployed no more: the benefit is lost as a whole."""
    policy = one_scheme("unemployment_assistance", amount={"value": 10, "unit": "currency"})
    family = Family((Member("Asha", 30, work="unemployed"),), region="Hills")
    points = line(policy, [0, 5, 20], family, observed_village())
    assert net(points) == [10, 5, 20] and rates(points) == pytest.approx([2, 0])


def test_the_proxy_score_does_not_move_with_the_wage() -> None:
    """A family that a proxy test finds poor stays so at a higher wage: its roof is the same."""
    quota = child_benefit(rule={"proxy_quota": {"share": 0.4}})
    poor = Family((Member("Asha", 30, earnings_month=90.0), Member("Ravi", 5)))
    assert net(line(quota, [90, 600], poor)) == [98, 608]
    rich = Family((Member("Asha", 30, earnings_month=600.0), Member("Ravi", 5)))
    assert net(line(quota, [90, 600], rich)) == [90, 600]


def test_the_rate_is_that_of_the_take_up_and_the_family_claims() -> None:
    """At a take-up of 0 nobody pays a levy, and a family that claims gets its benefit all the same."""
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit", "take_up": 0}]})
    (first, second) = line(policy, [0, 100])
    assert (first.net_income_month, second.net_income_month) == (8, 108)
    assert second.view.levies_month == 0


def test_on_a_synthetic_country_earnings_count_as_consumption() -> None:
    """Nepal's earnings were not observed: a tax on them is refused, a levy on consumption is not."""
    nepal = country("nepal")
    points = line(Policy.from_data(CHILD_BENEFIT), [0, 10_000, 20_000], PAIR, nepal)
    assert 0 < rates(points)[0] == pytest.approx(rates(points)[1])
    with pytest.raises(SimulatorError, match="earnings were not observed"):
        line(Policy.from_data(CHILD_BENEFIT | {"financing": {"income_tax": {}}}), [0, 1], PAIR, nepal)


@pytest.mark.parametrize("earnings", [[], [100], [100, 100], [200, 100], [-1, 5], ["a", "b"], "ab", 5])
def test_earnings_that_do_not_rise(earnings: object) -> None:
    """Fewer than two amounts, or such as do not rise from 0 or more, are refused."""
    with pytest.raises(BadInput, match=r"^earnings: "):
        line(child_benefit(), earnings)  # type: ignore[arg-type]


def test_who_can_earn() -> None:
    """A family without an adult has no budget line; a child, and a name that is not there, earn nothing."""
    orphans = Family((Member("Ravi", 5), Member("Mina", 17)))
    with pytest.raises(SimulatorError, match="a budget line needs an adult"):
        line(child_benefit(), [0, 1], orphans)
    with pytest.raises(BadInput, match=r"earner: 'Ravi' .* aged 18 or older"):
        budget_line(PAIR, child_benefit(), VILLAGE, [0, 1], earner="Ravi")
    with pytest.raises(BadInput, match=r"member: 'Ash' .* Did you mean 'Asha'"):
        budget_line(PAIR, child_benefit(), VILLAGE, [0, 1], earner="Ash")


def test_the_line_as_text_and_as_data() -> None:
    """The table has a row a point; the data hold the same numbers, as plain as JSON needs them."""
    points = line(child_benefit(), [0, 100])
    head, *rows = budget_text(points).splitlines()
    assert "lost of the next step, %" in head and [row.split()[0] for row in rows] == ["0.00", "100.00"]
    data = family_data(points)
    assert data[1]["view"]["net_income_month"] == 108 and data[1]["marginal_effective_tax_rate"] is None
