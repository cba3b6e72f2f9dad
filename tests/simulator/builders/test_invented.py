"""Arumia: invented, deterministic, with everybody whom a scheme, a rule or a measure may meet."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator import (
    BadInput,
    Outcome,
    Policy,
    SimulatorError,
    all_schemes,
    breakdown,
    country,
    country_assumptions,
    country_check,
    country_names,
    equivalence_table,
    measured,
    simulate,
    summarise,
    targeting,
    to_frames,
)
from simulator.builders.invented import build_invented
from simulator.builders.invented_facts import BENEFITS, Case, read_invented_facts
from simulator.countries import country_facts, known_country
from simulator.countries.invented import invented_facts
from simulator.measures import EQUIVALENCE_SCALES, fgt, gini
from simulator.population import HOUSEHOLD_DTYPES, HOUSEHOLD_TYPES, PERSON_DTYPES, WORK_STATUSES
from simulator.population_file import pack
from simulator.scenario.breakdown import BREAKDOWNS
from simulator.scenario.welfare import OWN as OWN_SCALE
from tests.arumia_files import survey_frames, write_csv

PEOPLE = country("arumia")
CASES = invented_facts("arumia").cases
TEXT = files("simulator.countries.invented").joinpath("arumia.yaml").read_text("utf-8")
LABEL = "Invented population of Arumia: no such country exists; for teaching and tests"


def policy_of(scheme: str, **given: object) -> Policy:
    """Return a policy of one scheme, paid from outside."""
    return Policy.from_data({"version": 1, "schemes": [{"id": scheme, **given}], "financing": "external"})


def members_of(case: Case) -> list[int]:
    """Return the rows of the persons of a household written by hand."""
    household = len(PEOPLE.households.size) - len(CASES) + CASES.index(case)
    return np.flatnonzero(PEOPLE.persons.household == household).tolist()


def case(words: str) -> Case:
    """Return the household whose reason holds these words."""
    (found,) = [each for each in CASES if words in each.why]
    return found


def test_it_says_that_it_is_invented() -> None:
    """The label stands where any result is shown, and the name is no country with published figures."""
    assert PEOPLE.label == LABEL and PEOPLE.synthetic
    assert "arumia" not in country_names()
    assert known_country(" Arumia ") == "arumia"
    assert {line.source for line in PEOPLE.economy.poverty_lines} == {"invented"}


@pytest.mark.parametrize("ask", [country_facts, country_check, country_assumptions])
def test_it_has_no_published_figures(ask: Callable[[str], object]) -> None:
    """To ask for sources or closeness is refused, with the reason."""
    with pytest.raises(SimulatorError, match="arumia is invented: it has no published figures"):
        ask("arumia")


def test_it_has_no_assumptions() -> None:
    """To change an assumption is refused, with the reason."""
    with pytest.raises(SimulatorError, match=r"arumia is invented: it has no assumptions.*score_r_squared"):
        country("arumia", score_r_squared=0.25)


def test_the_same_facts_give_the_same_population() -> None:
    """The build is deterministic to the last byte, and small."""
    first, second = (pack(build_invented(read_invented_facts(TEXT))) for _ in range(2))
    assert first == second
    assert len(first) < 30_000
    other = build_invented(read_invented_facts(TEXT.replace("seed: 1\n", "seed: 2\n")))
    assert pack(other) != first


def test_a_thousand_households_with_everything_observed() -> None:
    """Every column is there, every type, status, degree, region, area and benefit has somebody."""
    homes, persons = PEOPLE.households, PEOPLE.persons
    assert len(homes.size) == 1000
    for name in HOUSEHOLD_DTYPES:
        assert getattr(homes, name) is not None, name
    for name in PERSON_DTYPES:
        assert getattr(persons, name) is not None, name
    assert set(homes.type) == set(range(len(HOUSEHOLD_TYPES)))
    assert set(persons.work) == set(range(len(WORK_STATUSES)))
    assert set(persons.disability) == {0, 1, 2} and set(persons.sex) == {0, 1} and set(homes.urban) == {0, 1}
    assert len(PEOPLE.regions) == 5 and set(homes.region) == set(range(5))
    assert tuple(persons.benefits_month) == BENEFITS
    assert all(amounts.any() for amounts in persons.benefits_month.values())


def test_it_looks_like_a_country() -> None:
    """A fifth of the persons are poor by the national line, regions are unequal, the wage is the mean."""
    homes, persons = PEOPLE.households, PEOPLE.members_weight
    food, national, upper = (
        fgt(homes.consumption_month, persons, PEOPLE.economy.line(name).month, 0)
        for name in ("food", "national", "upper")
    )
    assert PEOPLE.economy.line().id == "national"
    assert 0.05 < food < 0.1 and 0.18 < national < 0.22 and 0.4 < upper < 0.6
    assert 0.3 < gini(homes.consumption_month, persons) < 0.4
    means = [
        np.average(homes.consumption_month[homes.region == region], weights=persons[homes.region == region])
        for region in range(5)
    ]
    assert means[0] == max(means) > 2.5 * min(means)
    employees = np.isin(PEOPLE.persons.work, [2, 3])
    wages, weights = PEOPLE.persons.earnings_month[employees], PEOPLE.person_weight[employees]
    assert PEOPLE.economy.average_wage_month == pytest.approx(np.average(wages, weights=weights), rel=0.02)


def test_members_are_what_their_work_and_age_say() -> None:
    """Only who is paid for work earns, only who has no job earned earlier, no child under 15 works."""
    persons = PEOPLE.persons
    paid, no_job = np.isin(persons.work, [2, 3, 4]), np.isin(persons.work, [0, 1])
    assert ((persons.earnings_month > 0) <= paid).all() and (persons.earnings_month[paid] > 0).all()
    assert ((persons.previous_earnings_month > 0) <= no_job).all()
    assert (persons.work[persons.age < 15] == 0).all()
    career = np.maximum(persons.age.astype(int) - 15, 0)
    assert (persons.contribution_years <= career).all()
    pension = persons.benefits_month["pension"]
    assert (persons.contribution_years[pension > 0] >= 15).all()
    assert not ((pension > 0) & (persons.benefits_month["old_age_allowance"] > 0)).any()


def test_households_written_by_hand_come_last_as_they_were_written() -> None:
    """Each case has its reason, and the population holds it to the digit."""
    assert len({each.why for each in CASES}) >= 18
    households, persons = to_frames(PEOPLE)
    for each, row in zip(CASES, households.tail(len(CASES)).itertuples(index=False), strict=True):
        assert (row.region, row.area, row.type) == (each.region, each.area, each.type)
        assert (row[4], row[5]) == pytest.approx((each.consumption_month, each.score)), each.why
        table = persons.loc[members_of(each)]
        assert table["age, years"].tolist() == [member.age for member in each.members]
        assert table["work"].tolist() == [member.work for member in each.members]


def test_the_awkward_cases_are_there() -> None:
    """The oldest, twins, a large household, hardly any consumption, children alone, two benefits, a tie."""
    ages = {each.why: sorted(PEOPLE.persons.age[members_of(each)].tolist()) for each in CASES}
    assert ages[case("110").why] == [110] and PEOPLE.persons.age.max() == 110
    assert ages[case("Twins").why][:2] == [0, 0]
    assert len(ages[case("Fourteen").why]) == 14 == PEOPLE.households.size.max()
    assert PEOPLE.households.consumption_month.min() == case("next to nothing").consumption_month > 0
    assert max(ages[case("without an adult").why]) < 18
    got = sum((amounts > 0).astype(int) for amounts in PEOPLE.persons.benefits_month.values())
    assert got[members_of(case("One man gets two benefits"))].tolist() == [2, 0]
    line = PEOPLE.economy.line().month
    assert case("just the national poverty line").consumption_month == line


def test_ties_at_a_quota_are_cut_by_number() -> None:
    """A quota that ends among households with equal scores takes the first of them."""
    scores = PEOPLE.households.proxy_score
    assert np.array_equal(scores, np.rint(scores)) and len(np.unique(scores)) < 101
    policy = policy_of("household_benefit", rule={"proxy_quota": {"share": 0.3, "of": "households"}})
    chosen = PEOPLE.household_sum(simulate(PEOPLE, policy).reached) > 0
    cut = scores[chosen].max()
    tied = scores == cut
    assert 0 < (chosen & tied).sum() < tied.sum() and chosen[scores < cut].all()
    assert np.flatnonzero(chosen & tied).max() < np.flatnonzero(~chosen & tied).min()


@pytest.mark.parametrize("scheme", all_schemes())
def test_every_scheme_pays_somebody(scheme: str) -> None:
    """No scheme is refused, and each has somebody whom it is for."""
    outcome = simulate(PEOPLE, policy_of(scheme))
    assert outcome.reached.any() and outcome.paid_month.sum() > 0
    assert summarise(outcome).everyone.without is not None


@pytest.mark.parametrize("rule", all_schemes()["child_benefit"].rules)
def test_every_rule_chooses_some(rule: str) -> None:
    """No rule is refused, and none but `universal` takes all children."""
    outcome = simulate(PEOPLE, policy_of("child_benefit", rule=rule))
    children = int((PEOPLE.persons.age < 18).sum())
    reached = int(outcome.reached.sum())
    assert (reached == children) if rule == "universal" else (0 < reached <= children)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """A package that replaces one of the benefits that people already get."""
    policy = Policy.from_yaml(
        "{version: 1, schemes: [{id: child_benefit}, {id: social_pension}],"
        " existing: {old_age_allowance: replaced}, financing: income_tax}"
    )
    return simulate(PEOPLE, policy)


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_breakdown(outcome: Outcome, by: str) -> None:
    """Every breakdown runs, and its groups hold all persons."""
    groups = breakdown(outcome, by)
    assert len(groups) > 1
    assert sum(group.persons for group in groups) == pytest.approx(PEOPLE.members_weight.sum())


@pytest.mark.parametrize("scale", [*EQUIVALENCE_SCALES, OWN_SCALE])
def test_every_measure_and_scale(outcome: Outcome, scale: str) -> None:
    """Every measure runs under every scale, Arumia's own too."""
    assert summarise(outcome, equivalence=scale).everyone.after is not None
    assert measured(outcome, equivalence=scale)
    assert targeting(outcome, equivalence=scale)
    assert scale == OWN_SCALE or equivalence_table(outcome)


def test_its_files_say_the_same(tmp_path: Path) -> None:
    """The survey files hold the same persons, with weights, design and welfare by ESCAP's names."""
    households, persons = map(pd.read_csv, write_csv(tmp_path))
    assert {"hhid", "weight", "rural", "hhsize", "hhtype", "adj_factor", "adj_welfare", "pmt"} < {*households}
    assert {"hhid", "pid", "age", "sex", "disab", "benefit_pension"} < {*persons}
    assert persons.groupby("hhid").size().tolist() == households.hhsize.tolist()
    assert not persons.duplicated(["hhid", "pid"]).any()
    per_person = households.adj_welfare / households.adj_factor
    assert per_person.tolist() == pytest.approx(PEOPLE.households.consumption_month.tolist())
    assert households.groupby("psu").stratum.nunique().max() == 1
    assert households.groupby("psu").size().max() == 20 and households.psu.nunique() >= 50


def test_the_files_are_of_any_such_population() -> None:
    """Sex and area keep their meaning through their codes."""
    households, persons = survey_frames(PEOPLE)
    assert (persons.sex == 1).sum() == (PEOPLE.persons.sex == 1).sum()
    assert (households.rural == 1).sum() == (~PEOPLE.households.urban).sum()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("version: 1", "version: 2", r"arumia\.version: 2"),
        ("  other: 11", "  other: 12", r"arumia\.household_types: 101.*add up to 100"),
        ("  type: other\n  region: Hills", "  type: others\n  region: Hills", r"type: 'others'.*'other'"),
        ("region: Coast", "region: Cost", r"region: 'Cost'.*Did you mean 'Coast'"),
        ("age: 110, sex: female", "age: 110, sex: f", r"members\[0\]\.sex: 'f'.*female, male"),
        ("age: 110, sex", "ages: 110, sex", r"cases\[0\]\.members\[0\].*'ages'"),
        ("chance: 0.7,", "chances: 0.7,", r"poor_household_benefit: 'chances'.*Did you mean 'chance'"),
        ("from_age: 70, chance: 0.85", "from_age: 70, chance: yes please", r"chance.*a number"),
        ("- why: A woman of 110 lives alone.", "- because: old", "because"),
    ],
)
def test_facts_that_cannot_be_right(before: str, after: str, message: str) -> None:
    """A wrong word, a missing or unknown key and shares that do not add up are refused, with the place."""
    assert before in TEXT
    with pytest.raises(BadInput, match=message):
        read_invented_facts(TEXT.replace(before, after, 1), "arumia")


def test_cases_that_are_no_list() -> None:
    """Cases and members of another form are refused in words, not with a traceback."""
    head = TEXT[: TEXT.index("cases:")]
    for cases in ("cases: 3", "cases: [3]", "cases: [{why: x}]", "cases: [{members: 3}]", ""):
        with pytest.raises(BadInput):
            read_invented_facts(f"{head}{cases}\n", "arumia")
