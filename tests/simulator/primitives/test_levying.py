"""Primitives that levy: on what a levy is raised, by hand on the village and at the edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulator import Population, SimulatorError, example_population
from simulator.primitives import LEVYING, Setting, levying
from tests.simulator.making import observed_village, singles
from tests.strategies import populations

VILLAGE = observed_village()
SETTING = Setting(VILLAGE, 1)
CONSUMED = VILLAGE.households.consumption_month
BANDS = {"exempt_below": 50, "higher_above": 100, "multiple": 2, "unit": "currency"}
# One call of each primitive that narrows or reshapes a base.
CALLS: dict[str, dict[str, Any]] = {
    "bands": BANDS,
    "ceiling": {"value": 100, "unit": "currency"},
    "spare": {"poorest": 0.6, "richest": 0.3},
    "power": {"exponent": 2},
    "rescale": {"percent_of_gdp": 2},
}


def test_every_primitive_has_a_call() -> None:
    """A new primitive that levies needs a call above; three begin a base or look at work."""
    assert set(CALLS) | {"consumption", "earnings", "insured"} == set(LEVYING)


@pytest.mark.parametrize("name", CALLS)
@given(population=populations())
def test_a_base_is_never_below_nothing(name: str, population: Population) -> None:
    """No primitive levies on less than nothing, and one number stays for each household."""
    base = LEVYING[name].function(
        Setting(population, 1), population.households.consumption_month, **CALLS[name]
    )
    assert base.shape == population.households.size.shape and (base >= 0).all()


def test_what_a_base_begins_with() -> None:
    """Consumption has a number for each household, earnings one for each person; three are insured."""
    assert levying.consumption(SETTING, np.zeros(0)).tolist() == [40, 50, 70, 90, 150, 100]
    earned = levying.earnings(SETTING, np.zeros(0))
    assert earned.sum() == 930 and earned[17] == 400
    insured = levying.insured(SETTING, earned)
    assert {int(row): float(insured[row]) for row in np.flatnonzero(insured)} == {7: 100, 14: 200, 17: 400}


def test_earnings_that_were_not_observed() -> None:
    """No tax on earnings without earnings: the refusal names what to use instead."""
    setting = Setting(example_population(), 1)
    with pytest.raises(
        SimulatorError, match=r"Example: earnings were not observed.* Use levy_on_consumption"
    ):
        levying.earnings(setting, np.zeros(0))
    with pytest.raises(SimulatorError, match="Example: column work was not observed"):
        levying.insured(setting, np.zeros(20))


@pytest.mark.parametrize(
    ("changed", "base"),
    [
        (
            {},
            [0, 0, 20, 40, 150, 50],
        ),  # 150: 100 above the first threshold, and 50 above the second once more
        ({"multiple": 1}, [0, 0, 20, 40, 100, 50]),
        ({"exempt_below": 0, "multiple": 1}, [40, 50, 70, 90, 150, 100]),
        ({"exempt_below": 150}, [0, 0, 0, 0, 0, 0]),
        ({"higher_above": 20}, [0, 0, 40, 80, 200, 100]),  # a second threshold below the first counts from it
    ],
)
def test_bands(changed: dict[str, float], base: list[float]) -> None:
    """Nothing up to 50, once above it, twice above 100; at the thresholds themselves nothing changes."""
    assert levying.bands(SETTING, CONSUMED, **{**BANDS, **changed}).tolist() == base


def test_ceiling() -> None:
    """What lies above 100 is left out; a ceiling of 0 leaves nothing."""
    assert levying.ceiling(SETTING, CONSUMED, value=100, unit="currency").tolist() == [
        40,
        50,
        70,
        90,
        100,
        100,
    ]
    assert not levying.ceiling(SETTING, CONSUMED, value=0, unit="currency").any()


def test_spare() -> None:
    """What is spared moves with the place from poor to rich: .125 .35 .55 .725 .925 .825."""
    places = np.array([0.125, 0.35, 0.55, 0.725, 0.925, 0.825])
    expected = CONSUMED * (1 - 0.6 + 0.3 * places)
    assert levying.spare(SETTING, CONSUMED, poorest=0.6, richest=0.3).tolist() == pytest.approx(
        expected.tolist()
    )
    assert levying.spare(SETTING, CONSUMED, poorest=0, richest=0).tolist() == CONSUMED.tolist()
    assert not levying.spare(SETTING, CONSUMED, poorest=1, richest=1).any()


@pytest.mark.parametrize(
    ("exponent", "base"),
    [
        (0, [75] * 6),
        (1, [40, 50, 70, 90, 150, 100]),
        (2, [each**2 / 75 for each in (40, 50, 70, 90, 150, 100)]),
    ],
)
def test_power(exponent: float, base: list[float]) -> None:
    """0 gives all the same, 1 the same share of consumption, 2 grows with its square; the mean is 75."""
    assert levying.power(SETTING, CONSUMED, exponent=exponent).tolist() == pytest.approx(base)


def test_rescale() -> None:
    """All together come to 2 % of GDP, 2 000 persons x 200 x 2 %, in the same proportions."""
    base = levying.rescale(SETTING, CONSUMED, percent_of_gdp=2)
    assert float((base * VILLAGE.members_weight).sum()) == pytest.approx(8000)
    assert (base / CONSUMED).tolist() == pytest.approx([base[0] / 40] * 6)


@pytest.mark.parametrize("name", ["power", "rescale"])
def test_nothing_is_consumed(name: str) -> None:
    """Where nobody consumes anything a subsidy has no shape: refused in words, or nothing, never nan."""
    people = singles([0.0, 0.0])
    try:
        base = LEVYING[name].function(Setting(people, 1), people.households.consumption_month, **CALLS[name])
    except SimulatorError as error:
        assert "consum" in str(error)
    else:
        assert base.tolist() == [0, 0]
