"""Odd people and odd policies: each a named error or a defined result, never nan, never a silent zero."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from simulator import (
    BadInput,
    Economy,
    Households,
    Outcome,
    Persons,
    Policy,
    Population,
    PovertyLine,
    SimulatorError,
    all_schemes,
    all_sources,
    simulate,
    summarise,
    to_data,
    to_text,
)
from simulator.scenario import BREAKDOWNS, breakdown, equivalence_table, measured, redistribution, targeting
from tests.simulator.making import child_benefit, chosen_rows, observed_village, one_scheme

RULES = list(all_schemes()["child_benefit"].rules)
WITH_RULES = [name for name, scheme in all_schemes().items() if scheme.rules]
VILLAGE = observed_village()


def people(consumption: Any, **columns: Any) -> Population:
    """Return persons who live alone with every column that a survey may have, some of them given."""
    number = len(consumption)
    of_households = {
        name: columns.pop(name) for name in ("weight", "region", "proxy_score") if name in columns
    }
    persons: dict[str, Any] = {
        "age": np.full(number, 40),
        "sex": np.zeros(number, int),
        "disability": np.ones(number, int),
        "work": np.full(number, 2),
        "earnings_month": np.full(number, 10.0),
        "previous_earnings_month": np.zeros(number),
        "contribution_years": np.full(number, 20.0),
        "benefits_month": {"pension": np.zeros(number)},
        **columns,
    }
    households: dict[str, Any] = {
        "weight": np.ones(number),
        "urban": np.arange(number) % 2 == 0,
        "size": np.ones(number, int),
        "type": np.full(number, 7),
        "consumption_month": consumption,
        "proxy_score": np.zeros(number),
        "region": np.zeros(number, int),
        **of_households,
    }
    line = PovertyLine("line", "Line", 20.0, "made up")
    economy = Economy("TST", 2024, 100.0, 20.0, (line,), 50.0)
    made = Persons(household=np.arange(number), **persons)
    return Population("Odd", "Odd people", True, economy, Households(**households), made, ("all",))


ODD = {
    "one person": people([30.0]),
    "one infant": people([30.0], age=[0]),
    "one of 120": people([30.0], age=[120]),
    "all equal": people(np.full(7, 30.0)),
    "all on the line": people(np.full(3, 20.0)),
    "one who consumes nothing": people([0.0, 10.0, 50.0]),
    "weights apart": people([10.0, 20.0, 30.0], weight=[1e-9, 1.0, 1e12]),
    "amounts apart": people([1e-300, 1.0, 1e12]),
    "everybody earns nothing": people([10.0, 90.0], earnings_month=[0.0, 0.0]),
    "everybody has retired": people([10.0, 90.0], age=[70, 120], previous_earnings_month=[1e12, 1e-300]),
    "nobody ever contributed": people([10.0, 90.0], age=[70, 30], work=[0, 1], contribution_years=[0, 0]),
    "nobody of working age": people([10.0, 90.0], age=[3, 90]),
    "benefits above consumption": people([10.0, 90.0], benefits_month={"pension": [500.0, 500.0]}),
}


def finite(data: Any) -> bool:
    """Say whether every number in plain data is finite, by what JSON allows."""
    return bool(json.dumps(data, allow_nan=False))


def outcome_or_word(population: Population, policy: Policy) -> Outcome | str:
    """Return what a policy does, all numbers finite; or the one line in which it is refused."""
    try:
        outcome = simulate(population, policy)
    except SimulatorError as error:
        message = str(error)
        assert "\n" not in message and "nan" not in re.findall(r"\w+", message), message
        return message
    for amounts in (outcome.consumption_after_month, outcome.paid_month, outcome.levied_month):
        assert np.isfinite(amounts).all()
    assert (outcome.consumption_after_month >= -1e-6 * (1 + outcome.consumption_before_month)).all()
    return outcome


@pytest.mark.parametrize("name", ODD)
def test_every_scheme_and_rule_on_odd_people(name: str) -> None:
    """Whatever the people, each scheme under each rule gives finite amounts."""
    for scheme in WITH_RULES:
        for rule in RULES:
            found = outcome_or_word(ODD[name], one_scheme(scheme, rule=rule))
            assert isinstance(found, Outcome), (scheme, rule, found)
    for scheme in set(all_schemes()) - set(WITH_RULES):
        assert isinstance(outcome_or_word(ODD[name], one_scheme(scheme)), Outcome), scheme


@pytest.mark.parametrize("source", all_sources())
@pytest.mark.parametrize("name", ODD)
def test_every_source_on_odd_people(name: str, source: str) -> None:
    """Each source pays for a small benefit of odd people, or says how much it can raise."""
    amount = {"value": 1, "unit": "percent_mean_consumption", "per": "person"}
    policy = one_scheme("household_benefit", rule="universal", amount=amount).paid_by(source)
    found = outcome_or_word(ODD[name], policy)
    assert isinstance(found, Outcome) or "It can raise" in found, found


@pytest.mark.parametrize("name", ODD)
def test_the_results_of_odd_people(name: str) -> None:
    """The summary and its text hold finite numbers, or None and 'nobody' where there is nobody to count."""
    policy = one_scheme("child_benefit", amount={"value": 1, "unit": "currency"})
    summary = summarise(simulate(ODD[name], policy))
    assert finite(to_data(summary)) and "nan" not in re.findall(r"\w+", to_text(summary))
    if name == "all equal":
        assert summary.gini_before == pytest.approx(0, abs=1e-12)
    if name == "all on the line":
        assert summary.everyone.before is not None and summary.everyone.before.headcount_percent == 0


@pytest.mark.parametrize("source", all_sources())
def test_nobody_consumes_anything(source: str) -> None:
    """Where nobody consumes anything nothing can be levied on consumption: refused in words, not nan."""
    policy = one_scheme("household_benefit", rule="universal", amount={"value": 5, "unit": "currency"})
    found = outcome_or_word(people([0.0, 0.0]), policy.paid_by(source))
    if source in ("external", "reallocation"):
        assert isinstance(found, Outcome) and found.consumption_after_month.tolist() == [5, 5]
    else:
        assert isinstance(found, str)


@pytest.mark.parametrize("rule", RULES)
def test_rules_where_nobody_consumes_anything(rule: str) -> None:
    """Each rule gives a defined result where all consume 0, or says that no score can guess it."""
    policy = one_scheme("household_benefit", rule=rule, amount={"value": 5, "unit": "currency"})
    found = outcome_or_word(people([0.0, 0.0, 0.0]), policy)
    assert isinstance(found, Outcome) or "no score can guess it" in found


@pytest.mark.parametrize("schemes", [[], [{"id": "household_benefit", "rule": "universal"}]])
def test_the_summary_where_nobody_consumes_anything(schemes: list[dict[str, str]]) -> None:
    """Shares of a consumption of 0 are no numbers: refused in words, never a division by 0."""
    policy = Policy.from_data({"version": 1, "schemes": schemes, "financing": "external"})
    with pytest.raises(SimulatorError, match=r"^nobody consumes anything in these data"):
        summarise(simulate(people([0.0, 0.0]), policy))


@pytest.mark.parametrize("weight", [0.0, -1.0, np.nan, np.inf, 1e13])
def test_weights_that_count_nobody(weight: float) -> None:
    """A weight of 0, below 0, missing or endless is refused by its row."""
    with pytest.raises(BadInput, match=r"^weight in row 1: "):
        people([1.0, 2.0], weight=[1.0, weight])


def test_a_weight_that_is_missing() -> None:
    """Weights are asked for, never made up."""
    columns = {"urban": [True], "size": [1], "type": [7], "consumption_month": [5.0]}
    with pytest.raises(SimulatorError, match="column weight must be one list of numbers"):
        Households(weight=None, **columns)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="weight"):
        Households(**columns)  # type: ignore[call-arg]


@pytest.mark.parametrize("age", [121, 130, -1, 255])
def test_ages_that_nobody_has(age: int) -> None:
    """An age of 130 is refused; 120 is the oldest."""
    with pytest.raises(BadInput, match=rf"^age in row 0: {age} .* from 0 to 120"):
        people([1.0], age=[age])


@pytest.mark.parametrize("consumption", [-0.01, -1e12, np.nan, np.inf])
def test_consumption_below_nothing(consumption: float) -> None:
    """Consumption below 0, missing or endless is refused by its row."""
    with pytest.raises(BadInput, match=r"^consumption_month in row 1: "):
        people([1.0, consumption])


@pytest.mark.parametrize("line", [0, -1, float("nan"), float("inf")])
def test_lines_of_nothing(line: float) -> None:
    """A poverty line of 0 or below is refused: nobody could be under it."""
    with pytest.raises(BadInput, match=r"^poverty line zero: .* an amount above 0"):
        PovertyLine("zero", "Zero", line, "made up")


def test_a_group_of_nobody() -> None:
    """Shares of an empty group are None, and the result says that nobody is in it."""
    summary = summarise(simulate(ODD["one person"], child_benefit()))
    reach = summary.reach
    assert (reach.group_percent, reach.exclusion_error_percent, reach.inclusion_error_percent) == (None,) * 3
    assert summary.group.before is None and summary.schemes[0].paid_per_recipient is None
    assert any("Nobody is in the group" in note for note in summary.notes)


QUOTAS: dict[str, dict[str, Any]] = {
    "proxy_quota": {},
    "proxy_quota_drawn": {"r_squared": 1},
    "community": {"r_squared": 1},
    "poorest_regions": {},
    "lottery": {},
}


@pytest.mark.parametrize("rule", QUOTAS)
def test_quotas_of_none_and_all(rule: str) -> None:
    """A quota of 0 chooses nobody and says so, one of 1 everybody, however many tie."""
    for population in (VILLAGE, ODD["all equal"], ODD["one person"], ODD["weights apart"]):
        none, everyone = (
            simulate(
                population, one_scheme("household_benefit", rule={rule: {**QUOTAS[rule], "share": share}})
            )
            for share in (0, 1)
        )
        assert not none.eligible.any() and everyone.eligible.all()
        assert any("reaches nobody" in note for note in summarise(none).notes)


@pytest.mark.parametrize("rule", ["proxy_quota", "proxy_quota_drawn", "community"])
def test_ties_at_the_cut(rule: str) -> None:
    """Seven who are equal in all: a quota of a half takes the first four, the fourth whole."""
    policy = one_scheme("household_benefit", rule={rule: {**QUOTAS[rule], "share": 0.5}})
    assert chosen_rows(simulate(ODD["all equal"], policy).eligible) == [0, 1, 2, 3]


def test_regions_that_tie_but_for_rounding() -> None:
    """Of regions where all consume the same the lower number goes first, whatever the weights add up to."""
    equal = people(np.full(9, 0.7), weight=np.array([0.1, 0.3, 0.7, 1.1, 0.9, 0.2, 0.3, 0.6, 1.3]))
    regions = replace(equal, regions=("first", "second", "third"))
    policy = one_scheme("household_benefit", rule={"poorest_regions": {"share": 0.01}})
    for order in ([0, 1, 2, 1, 2, 0, 2, 1, 0], [2, 0, 1, 1, 0, 2, 0, 1, 2], [1, 2, 0, 2, 1, 0, 0, 2, 1]):
        households = replace(regions.households, region=order)
        eligible = simulate(replace(regions, households=households), policy).eligible
        assert chosen_rows(eligible) == chosen_rows(np.array(order) == 0)


TABLES = {
    **{f"by {by}": lambda outcome, by=by: breakdown(outcome, by) for by in BREAKDOWNS},
    "scales": equivalence_table,
    "measures": measured,
    "redistribution": redistribution,
    "targeting": targeting,
}


@pytest.mark.parametrize("table", TABLES)
def test_tables_of_odd_people(table: str) -> None:
    """Results by group, scale, measure and error hold finite numbers or None, or are refused in words."""
    policy = one_scheme("child_benefit", amount={"value": 1, "unit": "currency"})
    for name, population in {**ODD, "nobody consumes": people([0.0, 0.0])}.items():
        try:
            found = TABLES[table](simulate(population, policy))
        except SimulatorError as error:
            assert "\n" not in str(error), name
            continue
        records = found if isinstance(found, tuple) else (found,)
        assert all(finite(asdict(record)) for record in records), name


def test_measures_where_nobody_consumes_anything() -> None:
    """What cannot be taken says of whom, in which state, and why; the inequality of nothing is refused."""
    outcome = simulate(people([0.0, 0.0]), Policy.from_data({"version": 1, "schemes": []}))
    told = {each.measure: each.why for each in measured(outcome)}
    assert told["headcount"] is None and told["gini"].startswith("all persons, after: values: 0.0 ")
    for function in (redistribution, equivalence_table):
        with pytest.raises(BadInput, match=r"^consumption of all persons, before: 0 .* consumption_month"):
            function(outcome)
    assert {group.gain_percent for group in breakdown(outcome, "area")} == {None}
