"""The assumption range: what is built, what moves, and what is refused."""

from __future__ import annotations

from functools import cache

import pytest

from simulator import BadInput, SimulatorError, country, country_assumptions, simulate, summarise
from simulator.builders.facts import Assumption
from simulator.builders.facts_file import read_facts
from simulator.countries import country_facts, country_names, shared_facts
from simulator.uncertainty import AssumptionRange, Varying, assumption_range, assumption_ranges
from simulator.uncertainty.assumption_range import variants
from tests.simulator.countries.test_facts import text_of
from tests.simulator.making import child_benefit

QUOTA = child_benefit(rule={"proxy_quota": {"share": 0.4, "of": "persons"}})
# Building all takes half a minute; `make prove` does, in every country.
FEW = Varying(seeds=2, assumptions=("score_r_squared", "child_share_gradient"))


@cache
def ranges() -> dict[str, tuple[AssumptionRange, ...]]:
    """Return the ranges of two policies in Nepal, taken once."""
    return assumption_ranges("Nepal", {"all": child_benefit(), "quota": QUOTA}, FEW)


def find(policy: str, measure: str, state: str = "", against: str | None = None) -> AssumptionRange:
    """Return the one record of a measure of all persons, of reach or of cost."""
    sections = ("summary.everyone", "summary.reach", "summary.cost", "summary")
    wanted = [each for each in ranges()[policy] if each.measure == measure and each.section in sections]
    (one,) = [each for each in wanted if (each.state, each.against) == (state, against)]
    return one


def test_each_assumption_is_moved_to_both_ends() -> None:
    """Seeds come first, then a low and a high value of each assumption; shares of one kind together."""
    listed = variants("nepal", Varying(seeds=3))
    assert [each.seed for each in listed[:3]] == [1, 2, 3]
    assert not any(each.assumptions for each in listed[:3])
    moved = {key for each in listed for key in each.assumptions}
    assert moved == set(vars(country_facts("nepal").assumptions))
    low, high = (each for each in listed if each.words.startswith("disability at every age"))
    assert len(low.assumptions) == len(high.assumptions) == 5
    assert all(low.assumptions[key] < high.assumptions[key] for key in low.assumptions)


def test_the_estimate_is_the_country_as_it_is() -> None:
    """The number in the range is that of the population which `country` gives, and lies inside."""
    summary = summarise(simulate(country("nepal"), QUOTA))
    cost = find("quota", "percent_of_gdp")
    assert cost.estimate == pytest.approx(summary.cost.percent_of_gdp)
    for each in (*ranges()["all"], *ranges()["quota"]):
        assert each.low <= each.seeds_low <= each.estimate <= each.seeds_high <= each.high


def test_an_end_can_be_rebuilt() -> None:
    """The low end is what the country gives with the assumption that it names."""
    error = find("quota", "exclusion_error_percent")
    assert error.high_from == "score_r_squared = 0.35" and error.low_from == "score_r_squared = 0.65"
    found = summarise(simulate(country("nepal", score_r_squared=0.35), QUOTA))
    assert error.high == pytest.approx(found.reach.exclusion_error_percent)


def test_what_is_built_in_does_not_move() -> None:
    """Consumption is spread as published whatever is assumed; the score moves only a quota."""
    gini = find("all", "gini_before")
    assert gini.high - gini.low < 1e-4
    assert "score_r_squared" not in find("all", "percent_of_gdp").high_from
    errors = find("quota", "exclusion_error_percent")
    assert errors.high - errors.low > 5


def test_differences_meet_the_same_populations() -> None:
    """The range of a difference is far narrower than the ranges of both policies would make it."""
    cost = find("quota", "percent_of_gdp", against="all")
    assert cost.high < 0
    apart = find("quota", "percent_of_gdp").high - find("all", "percent_of_gdp").low
    assert cost.high < apart


def test_an_unknown_assumption_is_refused() -> None:
    """An assumption that does not exist names the nearest."""
    with pytest.raises(BadInput, match="score_r_squared"):
        assumption_range("nepal", QUOTA, Varying(2, ("score_r_square",)))


def test_arumia_has_no_range() -> None:
    """An invented country is refused, saying why; an unknown name names the nearest."""
    with pytest.raises(SimulatorError, match="arumia is invented: nothing in it is an assumption"):
        assumption_range("Arumia", QUOTA)
    with pytest.raises(BadInput, match="nepal"):
        assumption_range("nepall", QUOTA)


@pytest.mark.parametrize("seeds", [1, 101, 2.5, True])
def test_seeds_are_checked(seeds: float) -> None:
    """One seed spans no range."""
    with pytest.raises(BadInput, match=r"^seeds: .* a whole number from 2 to 100"):
        Varying(seeds=seeds)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", country_names())
def test_every_assumption_says_how_far_it_may_lie(name: str) -> None:
    """In every country each assumption has a low and a high value, and lies between them."""
    table = country_assumptions(name)
    assert (table.low <= table.value).all() and (table.value <= table.high).all()
    assert (table.low < table.high).all() and len(table) == 22


@pytest.mark.parametrize(
    ("lines", "message"),
    [("low: -0.2", "both, or neither"), ("low: -0.2, high: 0.4", "-0.2 to 0.4, its own low and high")],
)
def test_ends_that_cannot_be_are_refused(lines: str, message: str) -> None:
    """One end alone, and ends on one side of the value, are refused."""
    own = f"\nassumptions:\n  size_elasticity: {{value: -0.3, unit: log points, note: A test., {lines}}}\n"
    with pytest.raises(BadInput, match=message):
        read_facts(text_of("nepal") + own, "nepal", shared_facts())


def test_an_assumption_without_ends_does_not_move() -> None:
    """The record allows an assumption that says nothing of how far it may lie."""
    assert Assumption(0.5, "share from 0 to 1", "A test.").low is None


@pytest.mark.prove
@pytest.mark.parametrize("name", country_names())
def test_every_country_has_its_range(name: str) -> None:
    """Every population can be built at both ends of every assumption."""
    found = assumption_range(name, QUOTA, Varying(seeds=2))
    assert len(found) > 25
