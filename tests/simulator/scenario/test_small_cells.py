"""Privacy: of a survey, what rests on few households is hidden; of a synthetic population nothing is."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, Population, breakdown, equivalence_table, simulate, summarise
from simulator.reports import groups_text
from simulator.scenario import ASSUMED, BREAKDOWNS, Group, breakdowns_of, too_few
from tests.simulator.making import affordable, child_benefit, families, observed_village
from tests.strategies import policies, populations

VILLAGE = observed_village()
SURVEY = replace(VILLAGE, synthetic=False)
NUMBERS = [field.name for field in fields(Group)][4:]
ALL_HIDDEN = dict.fromkeys(NUMBERS) | {"poverty": dict.fromkeys(("without", "before", "after"))}


def rural(number: int, heavy: bool = False) -> Population:
    """Return a survey of 12 urban households and so many rural ones, of two persons each."""
    households = 12 + number
    people = families(
        [2] * households, np.arange(1.0, households + 1), weight=[9e9 if heavy else 1] * households
    )
    urban = np.arange(households) < 12
    return replace(people, synthetic=False, households=replace(people.households, urban=urban))


@pytest.mark.parametrize(("number", "hidden"), [(1, True), (9, True), (10, False), (11, False)])
@pytest.mark.parametrize("heavy", [False, True])
def test_ten_households_are_enough(number: int, hidden: bool, heavy: bool) -> None:
    """Nine households of the sample are hidden and ten are shown, whatever their weights and persons."""
    first, second = breakdown(simulate(rural(number, heavy), child_benefit()), "area")
    assert (first.label, second.label) == ("rural", "urban")
    assert (first.hidden == "hidden: fewer than 10 households") is hidden
    # All persons less those of the other area are those of the few households: so that one is hidden too.
    assert (second.hidden == "hidden: it guards a group of fewer than 10 households") is hidden
    found = asdict(first)
    if hidden:
        assert {name: found[name] for name in NUMBERS} == ALL_HIDDEN
    else:
        assert first.persons and first.poverty.before is not None


@given(populations(), policies(), st.sampled_from(list(BREAKDOWNS)), st.integers(0, 12))
def test_what_is_shown_does_not_change(
    population: Population, policy: object, by: str, smallest: int
) -> None:
    """Hiding leaves all other numbers as they are; with 0, and of a synthetic population, none is hidden."""
    outcome = simulate(population, affordable(population, policy))  # type: ignore[arg-type]
    whole, found = breakdown(outcome, by, smallest_cell=0), breakdown(outcome, by, smallest_cell=smallest)
    assert all(each.hidden is None for each in whole)
    few = f"fewer than {smallest} households"
    for before, after, households in zip(whole, found, homes_of_groups(population, by), strict=True):
        is_few = not population.synthetic and len(households) < smallest
        assert (after.hidden == f"hidden: {few}") is is_few
        assert after.hidden in (None, f"hidden: {few}", f"hidden: it guards a group of {few}")
        assert after.hidden or after == before


@given(populations(), st.sampled_from(list(BREAKDOWNS)), st.integers(1, 12))
def test_subtraction_finds_no_few_households(population: Population, by: str, smallest: int) -> None:
    """All less what is shown is nobody, or so many households in two groups or more, or a table all hidden.

    And no group is hidden without need: with the largest guard shown, the rest would be too few.
    """
    survey = replace(population, synthetic=False)
    found = breakdown(simulate(survey, Policy(())), by, smallest_cell=smallest)
    homes = homes_of_groups(survey, by)
    hidden = [each for each, group in zip(homes, found, strict=True) if group.hidden]
    assert not hidden or len(hidden) == len(homes) or _safe(hidden, smallest)
    guards = [
        each for each, group in zip(homes, found, strict=True) if group.hidden and "guards" in group.hidden
    ]
    if guards:
        without = list(hidden)
        without.remove(max(guards, key=len))
        assert not _safe(without, smallest)


def homes_of_groups(population: Population, by: str) -> list[set[int]]:
    """Return the households of each group in which somebody lives."""
    codes, homes = BREAKDOWNS[by][1](population), population.persons.household
    return [set(homes[codes == code].tolist()) for code in np.unique(codes)]


def _safe(hidden: list[set[int]], smallest: int) -> bool:
    return len(hidden) > 1 and len(set().union(*hidden)) >= smallest


def test_one_tenth_of_few_households_hides_another() -> None:
    """Nine tenths of eleven households and one of nine: the next smallest, the first of them, guards it."""
    people = replace(families([1] * 108, np.arange(1.0, 109.0), weight=[9] * 99 + [11] * 9), synthetic=False)
    tenths = summarise(simulate(people, child_benefit())).tenths
    assert [each.tenth for each in tenths if each.hidden] == [1, 10]
    assert tenths[9].hidden == "hidden: fewer than 10 households" and "guards" in str(tenths[0].hidden)
    assert tenths[0].reached_persons is None and tenths[1].reached_persons is not None


def test_two_groups_of_few_households_are_guarded_together() -> None:
    """Groups of two and three households leave five by subtraction: the third smallest is hidden too."""
    people = families([1] * 45, np.arange(1.0, 46.0), age=[3] * 2 + [8] * 3 + [13] * 20 + [18] * 20)
    ages = breakdown(simulate(replace(people, synthetic=False), child_benefit()), "age_group")
    assert [each.label for each in ages if each.hidden] == ["0 to 4", "5 to 9", "10 to 14"]


def test_tenths_and_scales_are_hidden_too() -> None:
    """The village has six households: each tenth of it is hidden, and so are its older persons."""
    for people, smallest, shown in ((SURVEY, 10, False), (SURVEY, 0, True), (VILLAGE, 10, True)):
        outcome = simulate(people, child_benefit())
        tenths = summarise(outcome, smallest_cell=smallest).tenths
        assert [each.tenth for each in tenths] == list(range(1, 11))
        assert all((each.hidden is None) is shown for each in tenths)
        assert all((each.reached_persons is not None) is shown for each in tenths)
        for row in equivalence_table(outcome, smallest_cell=smallest):
            assert (row.children_percent is not None) is (row.older_persons_percent is not None) is shown


def test_a_scheme_for_few_households_is_warned_of() -> None:
    """A survey with nine households of children is not to be published on; ten are, and so are none."""
    for number, warned in ((1, True), (9, True), (10, False), (0, False)):
        ages = [5, 30] * number + [40, 50] * (20 - number)
        people = replace(families([2] * 20, np.arange(1.0, 21.0), age=ages), synthetic=False)
        outcome = simulate(people, child_benefit())
        warning = "Child benefit is for fewer than 10 households of the survey: "
        assert any(each.startswith(warning) for each in summarise(outcome).notes) is warned
        assert not any("fewer than" in each for each in summarise(outcome, smallest_cell=0).notes)
    assert not any("fewer than" in each for each in summarise(simulate(VILLAGE, child_benefit())).notes)


def test_the_text_says_what_is_hidden() -> None:
    """A hidden group keeps its name, shows no number, and the reason stands below the table."""
    page = groups_text(breakdown(simulate(rural(3), child_benefit()), "area"))
    head, *lines, few, reason = page.splitlines()
    assert reason == "Hidden: it guards a group of fewer than 10 households of the survey."
    assert few == "Hidden: fewer than 10 households of the survey."
    for line, label in zip(lines, ("rural", "urban"), strict=True):
        assert line.split()[:2] == [label, "hidden"] and set(line.split()[2:]) == {"–"}
    assert head.startswith("By area")
    all_hidden = groups_text(breakdown(simulate(SURVEY, child_benefit()), "area"))
    assert all_hidden.count("hidden") == 2 and "None" not in all_hidden


def test_one_household_in_several_cells() -> None:
    """A household counts in the cell of each of its members, and once in each."""
    assert too_few(SURVEY, SURVEY.persons.sex, 2, 5).tolist() == [False, False]
    # The sixth household is a man who lives alone.
    assert too_few(SURVEY, SURVEY.persons.sex, 2, 6).tolist() == [True, False]
    assert too_few(SURVEY, SURVEY.persons.sex, 2, 7).tolist() == [True, True]


@pytest.mark.parametrize("nonsense", [-1, 1.5, True, "10", None, 1001])
def test_nonsense_is_refused(nonsense: object) -> None:
    """What is no number of households is refused, of synthetic people too."""
    outcome = simulate(VILLAGE, child_benefit())
    for ask in (
        lambda: breakdown(outcome, "area", smallest_cell=nonsense),  # type: ignore[arg-type]
        lambda: summarise(outcome, smallest_cell=nonsense),  # type: ignore[arg-type]
        lambda: equivalence_table(outcome, smallest_cell=nonsense),  # type: ignore[arg-type]
    ):
        with pytest.raises(BadInput, match=r"^smallest_cell: .* Write 10, or 0 to hide nothing\.$"):
            ask()


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_what_is_driven_by_assumptions(by: str) -> None:
    """Of synthetic people results by area, household type and disability are; of a survey none is."""
    for people in (VILLAGE, SURVEY):
        groups = breakdown(simulate(people, child_benefit()), by, smallest_cell=0)
        expected = people.synthetic and by in ASSUMED
        assert {each.assumption_driven for each in groups} == {expected}
        assert ("Assumption-driven: The people are synthetic" in groups_text(groups)) is expected
    assert ASSUMED == ("area", "household_type", "disability")


def test_a_breakdown_that_the_people_lack() -> None:
    """What was not observed is refused by name, with the breakdowns that these people have."""
    assert breakdowns_of(VILLAGE) == tuple(BREAKDOWNS)
    lacking = replace(
        VILLAGE,
        households=replace(VILLAGE.households, region=None),
        persons=replace(VILLAGE.persons, work=None, disability=None),
    )
    assert set(BREAKDOWNS) - set(breakdowns_of(lacking)) == {"region", "work", "disability"}
    with pytest.raises(
        ValueError, match=r"region was not observed .* There is one by: area, decile, household"
    ):
        breakdown(simulate(lacking, child_benefit()), "region")
