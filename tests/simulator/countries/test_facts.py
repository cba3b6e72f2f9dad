"""The countries' facts: which lines, which sources, which years, and what is not there."""

from __future__ import annotations

from importlib.resources import files

import pytest

import simulator
from simulator.builders.facts import CountryFacts
from simulator.builders.facts_file import read_facts
from simulator.countries import (
    country,
    country_facts,
    country_names,
    facts_names,
    known_country,
    shared_facts,
)
from simulator.errors import BadInput, SimulatorError
from simulator.yaml_text import read_yaml

COUNTRIES, WITH_FACTS = country_names(), facts_names()


def text_of(name: str) -> str:
    """Return a country's file as text."""
    folder = files("simulator.countries")
    return (
        (folder if name in COUNTRIES else folder / "facts_only").joinpath(f"{name}.yaml").read_text("utf-8")
    )


@pytest.mark.parametrize("name", COUNTRIES)
def test_the_default_line_is_nearest_twenty_percent(name: str) -> None:
    """The first line is the one whose published headcount is nearest 20 percent, and is the economy's."""
    lines = country_facts(name).distribution.poverty_lines
    assert lines[0] == min(lines, key=lambda line: abs(line.headcount.value - 20))
    assert country(name).economy.line().id == lines[0].id
    assert lines[0].id in country_facts(name).distribution.met_by_curve


@pytest.mark.parametrize("name", COUNTRIES)
def test_all_lines_are_of_the_mean_s_prices_and_year(name: str) -> None:
    """Every line, headcount and mean is 2017 PPP, of one survey year, and of consumption."""
    published = country_facts(name).distribution
    assert country_facts(name).survey.endswith(f", {published.mean.year}, consumption")
    for line in published.poverty_lines:
        for figure in (line.line, line.headcount, published.mean, published.gini, published.decile_shares):
            assert figure.year == published.mean.year == country_facts(name).money.price_year
            assert figure.source.table.endswith("2017 PPP")
    headcounts = [
        each.headcount.value for each in sorted(published.poverty_lines, key=lambda x: x.line.value)
    ]
    assert headcounts == sorted(headcounts)


@pytest.mark.parametrize("name", COUNTRIES)
def test_the_money_hangs_together(name: str) -> None:
    """GDP over GDP per person is near the published population, whose series differ, in the survey's year."""
    facts = country_facts(name)
    persons = facts.money.gdp_year.value / facts.money.gdp_per_person_year.value
    assert persons == pytest.approx(facts.ages.groups.total, rel=0.08)
    assert facts.money.gdp_year.year == facts.money.gdp_per_person_year.year == facts.money.price_year
    years = [index.year for index in facts.money.consumer_prices]
    assert years == sorted(set(years)) and years[0] == 2017 and facts.money.price_year in years


@pytest.mark.parametrize("name", WITH_FACTS)
def test_projections_follow_the_population(name: str) -> None:
    """Four years ahead, by the same age groups as today."""
    ages = country_facts(name).ages
    assert [groups.year for groups in ages.projections] == [2025, 2030, 2040, 2050]
    for groups in ages.projections:
        assert [row.low for row in groups.rows] == [row.low for row in ages.groups.rows]


@pytest.mark.parametrize("name", WITH_FACTS)
def test_every_country_has_what_pages_quote(name: str) -> None:
    """Revenue of general government, and coverage of all persons and of older persons, are there."""
    facts = country_facts(name)
    legal = facts.social_protection.sdg_1_3_1
    assert facts.government.general_revenue is not None and legal.of("older_persons") is not None
    assert legal.of("all_persons") is not None and legal.source.publisher.startswith("International Labour")
    aspire = facts.social_protection.aspire.all_programmes
    assert (aspire is None) == (name == "tonga")
    assert aspire is None or "ASPIRE" in aspire.source.table


def test_doubtful_coverage_is_never_the_answer() -> None:
    """Thailand's poor were 100 percent covered in one year, 0 in the next: both are marked, none is given."""
    legal = country_facts("thailand").social_protection.sdg_1_3_1
    marked = [row for row in legal.rows if row.group == "poor"]
    assert {row.value for row in marked} == {0, 100} and all(row.doubt for row in marked)
    assert legal.of("poor") is None and legal.of("children") is not None
    assert country_facts("viet_nam").government.central_tax_revenue is None


def test_shared_sources_are_all_used() -> None:
    """Each shared source is used by a country, so that the list of licences stays true."""
    listed = [key for text in shared_facts() for key in read_yaml(text, "shared").get("sources", {})]
    texts = [text_of(name) for name in WITH_FACTS]
    assert len(listed) > 10
    assert not [key for key in listed if not any(f"source: {key}" in text for text in texts)]


def test_a_country_s_own_assumption_goes_before() -> None:
    """What a country's file says takes the place of what all countries share."""
    own = "assumptions:\n  size_elasticity: {value: -0.1, unit: log points per log point, note: Its own.}\n"
    facts = read_facts(text_of("nepal") + own, "nepal", shared_facts())
    shared = country_facts("nepal").assumptions
    assert facts.assumptions.size_elasticity.value == -0.1
    assert facts.assumptions.child_share_gradient == shared.child_share_gradient


@pytest.mark.parametrize("name", WITH_FACTS)
def test_no_figure_comes_from_a_mirror(name: str) -> None:
    """Sources are publishers, never somebody's copy."""
    assert "github" not in "".join([text_of(name), *shared_facts()]).lower()


@pytest.mark.parametrize("asked", ["cambodia", " Cambodia "])
def test_cambodia_has_facts_and_no_population(asked: str) -> None:
    """Its facts read; a population is refused with the reason, wherever one is asked for."""
    facts = country_facts(asked)
    assert facts.households.mean_size.value == 4.61 and facts.consumption is None
    for ask in (simulator.country, simulator.country_check, known_country):
        with pytest.raises(SimulatorError, match="no distribution of consumption is published"):
            ask(asked)
    with pytest.raises(SimulatorError, match="Cambodia has no synthetic population"):
        simulator.builders.build_population(facts)
    with pytest.raises(SimulatorError, match="PPP dollar is worth in KHR"):
        _ = facts.money.lcu_month_per_ppp_day


def test_sri_lanka_says_whose_households_it_has() -> None:
    """The label and each row on composition say that Indonesia's stands in; the mean size is its own."""
    people, own, other = country("sri_lanka"), country_facts("sri_lanka"), country_facts("indonesia")
    assert "assumed: as in Indonesia" in people.label
    assert own.households.families.parts == other.households.families.parts and own.households.members is None
    assert own.households.mean_size.value == 3.7
    table = simulator.country_check("sri_lanka").set_index("figure")
    for figure in ("households of 1", "three generations", "couple only"):
        assert "Not published" in table.note[figure] and "assumption" in table.source[figure]
    assert table.note["mean household size"] == ""


def test_facts_without_a_reason_are_refused() -> None:
    """A country has a distribution of consumption, or a reason why not: never both, never neither."""
    cambodia = text_of("cambodia")
    reason = cambodia[cambodia.index("\nwithout_population") : cambodia.index("money:")]
    for wrong in (cambodia.replace(reason, "\n"), f"{text_of('nepal')}{reason}"):
        with pytest.raises(BadInput, match="consumption or without_population, not both"):
            read_facts(wrong, "wrong", shared_facts())


def test_all_facts_are_records() -> None:
    """Every name that is listed reads, and only populations are countries."""
    assert all(isinstance(country_facts(name), CountryFacts) for name in WITH_FACTS)
    assert set(WITH_FACTS) - set(COUNTRIES) == {"cambodia"}
