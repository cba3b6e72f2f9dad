"""A country's file of facts is read strictly, and says what is wrong and how to mend it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from simulator.builders.facts_file import read_facts
from simulator.countries import country_facts, shared_facts
from simulator.errors import BadInput, SimulatorError

NEPAL = files("simulator.countries").joinpath("nepal.yaml").read_text("utf-8")


MUTATIONS = {
    "unknown key": ("  currency: NPR", "  curency: NPR", "Did you mean 'currency'?"),
    "missing key": ("  currency: NPR\n", "", "nepal.money.currency"),
    "text for a number": ("value: 4.25,", "value: four,", "nepal.households.mean_size.value: 'four'"),
    "number for a text": ("  currency: NPR", "  currency: 7", "nepal.money.currency: 7"),
    "flag for a number": ("value: 4.25,", "value: true,", "nepal.households.mean_size.value: True"),
    "not finite": ("value: 4.25,", "value: .nan,", "nepal.households.mean_size.value: nan"),
    "fraction of a year": ("price_year: 2022", "price_year: 2022.5", "nepal.money.price_year: 2022.5"),
    "impossible year": ("year: 2019, source: un", "year: 219, source: un", "mean_size.year: 219"),
    "percent for a fraction": ("value: 0.3002026248,", "value: 30.02026248,", "0 to 1 index from 0 to 1"),
    "unknown unit": ("unit: persons per household", "unit: person per household", "persons per household"),
    "unknown source": ("source: wdi_urban", "source: wdi_urbn", "Did you mean 'wdi_urban'?"),
    "decile shares": ("[3.671502,", "[13.671502,", "shares that add up to 100"),
    "decile order": ("[3.671502, 5.043601,", "[5.043601, 3.671502,", "ten shares that rise"),
    "size shares": ("one: 4.51\n", "one: 14.51\n", "nepal.households.sizes"),
    "family shares": ("extended: 41.72", "extended: 31.72", "nepal.households.families"),
    "a part above its whole": ("single_mother: 10.51", "single_mother: 12", "0 to 11.26, the single parents"),
    "too many generations": ("three_generations: 29.73", "three_generations: 49.73", "at most 42.47"),
    "two lines of one id": ("- id: international_2_15", "- id: societal", "poverty_lines[1].id: 'societal'"),
    "a total that is not its groups": ("total: 29715436", "total: 30715436", "nepal.ages.groups.total"),
    "age gap": ("{low: 5, high: 9", "{low: 6, high: 9", "nepal.ages.groups.rows[1].low: 6"),
    "age end": ("high: 100", "high: 99", "100 as the last age"),
    "too few single years": ("267.1, 265.4", "267.1", "101 values"),
    "version": ("version: 1", "version: 2", "nepal.version: 2"),
    "sources of the wrong kind": ("version: 1", "version: 1\nsources: 7", "nepal.sources: 7"),
    "a curve through an unknown line": ("[societal]", "[societel]", "Did you mean 'societal'?"),
    "unknown group": ("{group: children,", "{group: childs,", "Did you mean 'children'?"),
    "unknown sex": ("sex: female", "sex: women", "sdg_1_3_1.sex"),
    "coverage above all": (
        "year: 2021, value: 27.5}",
        "year: 2021, value: 127.5}",
        "0 to 100 percent of the group",
    ),
    "a projection with a gap": ("year: 2025", "year: 2025\n      label: x", "ages.projections[0]"),
    "no consumption": ("\nconsumption:", "\nconsumptions:", "Did you mean 'consumption'?"),
    "members that are none": ("  members:", "  members_not_met: [from_70]\n  members:", "members_not_met"),
    "no reason": ("  members:", "  members_not_met: [from_65]\n  members:", "members_note"),
    "empty list": ("met_by_curve: [societal]", "met_by_curve: []", "a list of one or more"),
    "record for a number": ("currency: NPR", "currency: {NPR: 1}", "nepal.money.currency"),
    "number for a record": ("gini: {value", "gini: 3\n  other: {value", "nepal.consumption"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_wrong_file_is_refused_in_words(name: str) -> None:
    """Each wrong value is refused; the message names the field, or the nearest known name."""
    old, new, told = MUTATIONS[name]
    assert old in NEPAL
    with pytest.raises(BadInput) as caught:
        read_facts(NEPAL.replace(old, new, 1), "nepal", shared_facts())
    assert told in str(caught.value)


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "version: 1\nversion: 1"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    """What is not YAML with keys, or gives a key twice, is refused in words."""
    with pytest.raises(SimulatorError):
        read_facts(text, "nepal")


def test_money_converts_as_the_platform_says() -> None:
    """A dollar a day is its factor times the price index times 365/12 a month."""
    money = country_facts("nepal").money
    assert money.lcu_month_per_ppp_day == pytest.approx(30.51293182 * 1.333333288 * 365 / 12, rel=1e-12)
