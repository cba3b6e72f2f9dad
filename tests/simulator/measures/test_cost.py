"""Cost: the closed form in % of GDP, and that a simulation agrees with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Population, simulate, summarise
from simulator.measures import cost_percent_of_gdp
from simulator.policy import SourceSetting
from simulator.schemes import all_sources
from tests.simulator.making import child_benefit, singles
from tests.strategies import populations

ALL = {"take_up": 1, "administration": 0.05}


def test_bangladesh() -> None:
    """ESCAP's 'global average' for Bangladesh: child, disability and old-age benefits cost 2.64 % of GDP."""
    shares_and_benefits = [(0.33, 4), (0.02, 14), (0.057, 16)]
    total = sum(
        cost_percent_of_gdp(population_share=share, benefit_percent_of_gdp_per_person=benefit, **ALL)
        for share, benefit in shares_and_benefits
    )
    assert round(total, 2) == 2.64
    assert total == pytest.approx(2.6376)


def test_bangladesh_simulated() -> None:
    """The child benefit of that case, simulated on 100 persons of whom 33 are children: 1.386 % of GDP."""
    people = singles(np.full(100, 50.0), age=[5] * 33 + [30] * 67, gdp=200)
    summary = summarise(simulate(people, child_benefit()))
    assert summary.cost.percent_of_gdp == pytest.approx(1.386)


@given(populations(), st.floats(0, 100), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_simulation_agrees(
    population: Population, benefit: float, administration: float, take_up: float, loss: float
) -> None:
    """What a simulation costs is the closed form with the share of the households that claim."""
    policy = child_benefit(
        amount={"value": benefit}, administration=administration, take_up=take_up, delivery_loss=loss
    )
    # Some of these budgets are more than a levy on so few people can raise.
    outcome = simulate(population, replace(policy, financing=(SourceSetting(all_sources()["external"]),)), 7)
    weight, scheme = population.person_weight, outcome.schemes[0]
    group, reached = weight[scheme.group].sum(), weight[scheme.reached].sum()
    expected = cost_percent_of_gdp(
        population_share=group / weight.sum(),
        benefit_percent_of_gdp_per_person=benefit,
        take_up=min(reached / group, 1.0) if group else 1.0,
        administration=administration,
    )
    assert summarise(outcome).cost.percent_of_gdp == pytest.approx(expected, rel=1e-9)


def test_take_up_of_many() -> None:
    """Over many households the share that claims is the take-up asked for, within four standard errors."""
    people = singles(np.full(100_000, 50.0))
    summary = summarise(simulate(people, child_benefit(take_up=0.8)))
    expected = cost_percent_of_gdp(
        population_share=1, benefit_percent_of_gdp_per_person=4, take_up=0.8, administration=0.05
    )
    error = 4 * np.sqrt(0.8 * 0.2 / 100_000) / 0.8
    assert summary.cost.percent_of_gdp == pytest.approx(expected, rel=error)


@pytest.mark.parametrize("field", ["population_share", "take_up", "administration"])
@pytest.mark.parametrize("value", [-0.01, 33, float("nan")])
def test_shares_out_of_range(field: str, value: float) -> None:
    """A share in percent instead of 0 to 1 is refused by name."""
    given_values: dict[str, Any] = {**ALL, "population_share": 0.3, "benefit_percent_of_gdp_per_person": 4}
    with pytest.raises(BadInput, match=rf"^{field}: .* from 0 to 1"):
        cost_percent_of_gdp(**{**given_values, field: value})


@pytest.mark.parametrize("value", [float("nan"), -4, "4", None, True, float("inf")])
def test_a_benefit_is_a_number(value: Any) -> None:
    """A benefit that is no number of 0 or more is refused by name."""
    with pytest.raises(BadInput, match=r"^benefit_percent_of_gdp_per_person: "):
        cost_percent_of_gdp(population_share=0.3, benefit_percent_of_gdp_per_person=value, **ALL)


def test_numbers_of_numpy() -> None:
    """What comes out is Python's own number, whatever went in."""
    one = np.float32(1)
    found = cost_percent_of_gdp(
        population_share=one, benefit_percent_of_gdp_per_person=np.int64(4), take_up=one, administration=one
    )
    assert type(found) is float and found == 8
