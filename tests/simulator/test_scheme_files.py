"""The package's schemes: each by hand on the village, at its edge ages, and at its thresholds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulator import Population, SimulatorError, all_schemes, example_population, simulate
from tests.simulator.making import families, observed_village, one_scheme, singles

VILLAGE = observed_village()
# What each scheme pays the households a month with all as declared; GDP per person is 200, the line 60.
AS_DECLARED: dict[str, list[float]] = {
    "child_benefit": [24, 16, 16, 8, 8, 0],  # 4 % of 200 for 3, 2, 2, 1 and 1 children
    "disability_benefit": [56, 0, 0, 0, 0, 0],  # 14 %: the third has one, too, but is 66
    "social_pension": [0, 32, 0, 0, 0, 32],  # 16 % at 66 and at 70
    "maternity_benefit": [0, 40 * 14 / 52, 0, 0, 0, 0],  # 20 % for 14 of 52 weeks
    "birth_grant": [0, 40 / 12, 0, 0, 0, 0],  # 20 % for a twelfth of a year's births
    "household_benefit": [20, 0, 20, 0, 0, 0],  # 10 % for the poorest 40 % of persons by score
    "guaranteed_minimum_income": [100, 40, 0, 0, 0, 0],  # 20 is missing five times, 10 four times
    "unemployment_assistance": [0, 0, 40, 0, 0, 0],  # 20 % for the one out of work
    "sickness_insurance": [0, 60 * 5 / 260, 0, 120 * 5 / 260, 240 * 5 / 260, 0],  # .6 x 100, 200, 400
    "maternity_insurance": [0, 67 * 14 / 52, 0, 0, 0, 0],  # .67 x 100 for the insured mother
    "unemployment_insurance": [0, 0, 22.5, 0, 0, 0],  # .45 x 200 for 13 of 52 weeks
    "contributory_pension": [0, 36, 0, 0, 0, 0],  # 30/75 x 90 at 66; 14 years are too few at 70
    "pension": [0, 80, 0, 0, 0, 80],  # 40 % at 66 and at 70, if all have one
}
CONTRIBUTORY = (
    *("sickness_insurance", "maternity_insurance"),
    *("unemployment_insurance", "contributory_pension"),
)
SURE = {"pension": {"covered": {"poorest": 1, "richest": 1}}}
CURRENCY = {"amount": {"value": 10, "unit": "currency"}}


def reached(people: Population, scheme: str, **given: Any) -> list[int]:
    """Return the ages of those whom a scheme reaches."""
    outcome = simulate(people, one_scheme(scheme, **given)).schemes[0]
    return people.persons.age[outcome.reached].tolist()


def paid(people: Population, scheme: str, **given: Any) -> list[float]:
    """Return what a scheme pays each household."""
    return simulate(people, one_scheme(scheme, **given)).schemes[0].paid_month.tolist()


@pytest.mark.parametrize("scheme", all_schemes())
def test_as_declared(scheme: str) -> None:
    """Each scheme with all as declared pays the village what its file says, by hand."""
    assert paid(VILLAGE, scheme, **SURE.get(scheme, {})) == pytest.approx(AS_DECLARED[scheme])


@pytest.mark.parametrize(
    ("scheme", "given", "inside", "outside"),
    [
        ("child_benefit", {}, [0, 17], [18]),
        ("child_benefit", {"who": {"age": [5, 5]}}, [5], [4, 6]),
        ("child_benefit", {"who": {"age": [0, 0]}}, [0], [1]),
        ("child_benefit", {"roll_out": {"oldest_at_start": 2}}, [0, 2], [3]),
        ("child_benefit", {"roll_out": {"oldest_at_start": 2, "year": 3}}, [0, 5], [6]),
        ("child_benefit", {"roll_out": {"oldest_at_start": 2, "year": 17}}, [0, 17], [18]),
        (
            "child_benefit",
            {"who": {"age": [0, 4]}, "roll_out": {"oldest_at_start": 2, "year": 9}},
            [0, 4],
            [5],
        ),
        ("child_benefit", {"who": {"age": [3, 17]}, "roll_out": {"oldest_at_start": 2}}, [], [2, 3]),
        ("social_pension", {}, [65, 120], [64]),
        ("social_pension", {"who": {"age": [60, 70]}}, [60, 70], [59, 71]),
        ("maternity_benefit", {}, [0], [1]),
        ("birth_grant", {}, [0], [1]),
        ("pension", SURE["pension"], [60, 120], [59]),
        ("household_benefit", {"rule": "universal"}, [0, 18, 120], []),
    ],
)
def test_edge_ages(scheme: str, given: dict[str, Any], inside: list[int], outside: list[int]) -> None:
    """The first and last age are reached, the ages beside them are not."""
    people = singles(np.full(len(inside + outside), 10.0), age=inside + outside)
    assert reached(people, scheme, **given) == inside


def of_working_age(ages: list[int], **columns: Any) -> Population:
    """Return persons who live alone, with further columns."""
    people = singles(np.full(len(ages), 10.0), age=ages)
    return replace(people, persons=replace(people.persons, **columns))


def test_edges_of_disability() -> None:
    """0 to 64 with some or severe disability; severe alone where asked; twice the benefit for severe."""
    people = of_working_age([0, 64, 65, 30, 30], disability=[1, 2, 1, 0, 2])
    assert reached(people, "disability_benefit") == [0, 64, 30]
    assert reached(people, "disability_benefit", who={"severity": [2, 2]}) == [64, 30]
    assert reached(people, "disability_benefit", who={"severity": [1, 1]}) == [0]
    assert paid(people, "disability_benefit", severe={"factor": 2}, **CURRENCY) == [10, 20, 0, 0, 20]
    assert paid(people, "disability_benefit", severe={"factor": 0}, **CURRENCY) == [10, 0, 0, 0, 0]


def test_edges_of_unemployment() -> None:
    """18 to 64 and out of work: not those outside the labour force, nor any who work."""
    people = of_working_age([17, 18, 64, 65, 30, 30, 30, 30], work=[1, 1, 1, 1, 0, 2, 4, 5])
    assert reached(people, "unemployment_assistance") == [18, 64]


def test_edges_of_maternity_insurance() -> None:
    """An insured woman of 15 to 49 with an infant of her household: each of these alone is not enough."""
    people = families([2] * 8, np.full(8, 10.0), age=[15, 0, 49, 0, 14, 0, 50, 0, 30, 1, 30, 0, 30, 0, 30, 0])
    sex = np.zeros(16, int)
    sex[10] = 1
    work = np.zeros(16, int)
    work[[0, 2, 4, 6, 8, 10, 14]] = 2
    work[12] = 3
    insured = replace(people.persons, sex=sex, work=work, earnings_month=np.where(work > 0, 52.0, 0.0))
    people = replace(people, persons=insured)
    expected = [0.67 * 14 if row in (0, 1, 7) else 0 for row in range(8)]
    assert paid(people, "maternity_insurance") == pytest.approx(expected)


def test_edges_of_sickness_insurance() -> None:
    """Only who is insured, by what each earns; no day of illness and no share pay nothing."""
    people = of_working_age([30, 30, 30, 30], work=[2, 3, 4, 2], earnings_month=[260.0, 260, 260, 0])
    assert paid(people, "sickness_insurance") == pytest.approx([0.6 * 5, 0, 0, 0])
    assert paid(people, "sickness_insurance", days=0) == [0, 0, 0, 0]
    assert paid(people, "sickness_insurance", rate=0) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("taper", "missing"),
    [
        (1, [20, 10, 0, 0, 0, 0]),  # 60 less 40 and 50; at 60 and above nothing
        (0.5, [40, 35, 25, 15, 0, 10]),  # 60 less half of 40 50 70 90 150 100
    ],
)
def test_a_guarantee_by_hand(taper: float, missing: list[float]) -> None:
    """Each member gets what is missing to the line; who gets nothing was never eligible."""
    scheme = simulate(VILLAGE, one_scheme("guaranteed_minimum_income", taper=taper)).schemes[0]
    assert (scheme.paid_month / VILLAGE.households.size).tolist() == pytest.approx(missing)
    assert np.array_equal(VILLAGE.household_sum(scheme.eligible) > 0, np.array(missing) > 0)
    assert scheme.group.all()


def test_a_guarantee_met_exactly() -> None:
    """Who consumes just the guarantee, or twice it at a taper of a half, gets nothing and is not eligible."""
    people = singles([19.99, 20.0, 40.0])
    whole = simulate(people, one_scheme("guaranteed_minimum_income")).schemes[0]
    half = simulate(people, one_scheme("guaranteed_minimum_income", taper=0.5)).schemes[0]
    assert whole.eligible.tolist() == [True, False, False]
    assert half.eligible.tolist() == [True, True, False]
    assert half.paid_month.tolist() == pytest.approx([20 - 19.99 / 2, 10, 0])


def test_a_household_benefit_is_one_a_household() -> None:
    """However many live there, a household gets one amount; per person each member gets it."""
    per_household = {"rule": "universal", "amount": {"value": 12, "unit": "currency"}}
    assert paid(VILLAGE, "household_benefit", **per_household) == pytest.approx([12] * 6)
    per_household["amount"] = {"value": 12, "unit": "currency", "per": "person"}
    assert paid(VILLAGE, "household_benefit", **per_household) == [60, 48, 48, 36, 36, 12]


def test_twins_count_twice() -> None:
    """Two infants are two births, whether for a grant or for weeks of leave."""
    people = families([3, 2], [10.0, 10.0], age=[0, 0, 30, 0, 30])
    assert paid(people, "birth_grant", amount={"value": 12, "unit": "currency"}) == pytest.approx([2, 1])
    weeks = {"weeks": 26, "amount": {"value": 12, "unit": "currency"}}
    assert paid(people, "maternity_benefit", **weeks) == pytest.approx([12, 6])
    assert paid(people, "maternity_benefit", **{**weeks, "weeks": 0}) == [0, 0]


@pytest.mark.parametrize(
    "scheme", [name for name in all_schemes() if name not in ("pension", "household_benefit")]
)
@pytest.mark.parametrize("take_up", ["take_up", "take_up_rural", "take_up_poorest"])
def test_take_up_of_nobody(scheme: str, take_up: str) -> None:
    """A take-up of 0 reaches nobody, that of rural places or of the poorest fifth nobody of these."""
    if take_up not in all_schemes()[scheme].parameters:
        assert scheme in CONTRIBUTORY
        return
    with_all, without = (np.array(paid(VILLAGE, scheme, **given)) > 0 for given in ({}, {take_up: 0}))
    dropped = {
        "take_up": np.ones(6, bool),
        "take_up_rural": ~VILLAGE.households.urban,
        "take_up_poorest": np.arange(6) == 0,
    }[take_up]
    assert with_all.any() and np.array_equal(without, with_all & ~dropped)


@pytest.mark.parametrize(
    ("scheme", "column"),
    [
        ("disability_benefit", "disability"),
        ("unemployment_assistance", "work"),
        ("sickness_insurance", "work"),
        ("maternity_insurance", "work"),
        ("unemployment_insurance", "work"),
        ("contributory_pension", "contribution_years"),
    ],
)
def test_a_scheme_that_the_data_cannot_run(scheme: str, column: str) -> None:
    """A scheme that needs what was not observed is refused, naming people and column: nothing is invented."""
    with pytest.raises(SimulatorError, match=f"Example: column {column} was not observed"):
        simulate(example_population(), one_scheme(scheme))


@pytest.mark.parametrize("scheme", ["sickness_insurance", "maternity_insurance"])
def test_insurance_without_earnings(scheme: str) -> None:
    """Work alone is not enough for insurance: it pays a share of earnings."""
    people = replace(VILLAGE, persons=replace(VILLAGE.persons, earnings_month=None))
    with pytest.raises(SimulatorError, match="column earnings_month was not observed"):
        simulate(people, one_scheme(scheme))
