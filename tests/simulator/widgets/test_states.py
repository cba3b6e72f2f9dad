"""The states of the panels: pure functions from state and event to state, with no widget in them."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from typing import Any

import ipywidgets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator
from simulator.projection import Outlook, project
from simulator.reports import Asked, brief, result_csv, result_data
from simulator.surveys import proxy_means_model
from simulator.uncertainty import Resampling, Uncertainty, bootstrap, linearised
from simulator.widgets.panels import intervals, people, policies, projection, proxy_score
from simulator.widgets.panels.form import Entered
from simulator.widgets.panels.people import FileChosen, Lends, MappingWritten, PeopleState, people_after
from simulator.widgets.panels.policies import PolicyState, PolicyWritten, SchemeAdded, Typed, policy_after
from simulator.widgets.panels.survey import FilesAsked, LineChosen, PeopleChanged, SurveyState, survey_after
from tests.simulator.widgets.surveys import MAPPING, UNKNOWN_NAMES, arumia_people

TYPED = st.one_of(
    *(st.floats(-10, 400), st.booleans(), st.none(), st.text(max_size=8)),
    *(st.tuples(st.integers(-5, 130), st.integers(-5, 130)), st.sampled_from(["universal", "proxy_quota"])),
    st.sampled_from(["currency", "percent_poverty_line", "proxy_cut_off"]),
)
TEXTS = ["", "{version: 1, schemes: []}", "{version: 1, schemes: [{id: pension}]}"]
EVENTS = st.one_of(
    st.builds(Typed, st.sampled_from(["take_up", "amount.value", "amount.unit", "who.age", "rule"]), TYPED),
    st.builds(SchemeAdded, st.sampled_from([*simulator.all_schemes()])),
    st.builds(policies.SchemeTakenOut),
    st.builds(policies.PaidBy, st.sampled_from([None, *simulator.all_sources()])),
    st.builds(
        PolicyWritten,
        st.sampled_from(["", "{version: 1, schemes: []}", "{version: 1, schemes: [{id: pension}]}"]),
    ),
)


@settings(max_examples=40)
@given(st.lists(EVENTS, max_size=5))
def test_a_policy_is_always_a_good_one(events: list[Any]) -> None:
    """Whatever is typed, chosen or pasted, the policy stays one that reads back from its own text."""
    state = PolicyState()
    for event in events:
        before, state = state, policy_after(state, event)
        assert simulator.Policy.from_yaml(state.policy.to_yaml()) == state.policy
        assert 0 <= state.place < len(state.policy.schemes)
        assert set(state.errors) <= {*state.setting.values, policies.POLICY, policies.TEXT}
        if state.errors.keys() - before.errors.keys():
            assert state.policy == before.policy


def test_a_refused_value_is_told_and_forgotten_when_mended() -> None:
    """The error says what is allowed; the next good value takes it away, and other errors stay."""
    wrong = policy_after(policy_after(PolicyState(), Typed("take_up", 7.0)), Typed("administration", -1.0))
    assert wrong.policy == PolicyState().policy
    assert "Allowed: a number from 0 to 1" in wrong.errors["take_up"]
    mended = policy_after(wrong, Typed("take_up", 0.5))
    assert mended.setting.values["take_up"] == 0.5 and set(mended.errors) == {"administration"}


def test_a_new_unit_brings_its_own_amount() -> None:
    """4 % of GDP per person never becomes 4 rupees: the amount starts from the default of the new unit."""
    values = policy_after(PolicyState(), Typed("amount.unit", "percent_poverty_line")).setting.values
    declared = simulator.all_schemes()["child_benefit"].parameters["amount.value"]
    assert values["amount.value"] == declared.bounds["percent_poverty_line"].default


def test_a_scheme_named_by_a_rule_stays() -> None:
    """Places in a rule would point to other schemes: the state says to change the text."""
    text = (
        "{version: 1, schemes: [{id: pension}, {id: child_benefit}], "
        "interactions: [{id: exclusive, schemes: [pension, child_benefit]}]}"
    )
    state = policy_after(policy_after(PolicyState(), PolicyWritten(text)), policies.SchemeTakenOut())
    assert len(state.policy.schemes) == 2 and "with those rules" in state.errors[policies.POLICY]


def test_a_survey_is_checked_mapped_and_loaded() -> None:
    """Unknown names are told; a draft names what it found; the mended mapping gives the people."""
    unknown = people_after(PeopleState(), FileChosen("s.csv", UNKNOWN_NAMES))
    assert unknown.population is None and unknown.check is not None and unknown.check.problems
    drafted = people_after(unknown, people.MappingDrafted())
    assert 'weight: {column: "wgt"' in drafted.mapping
    slip = people_after(drafted, MappingWritten("{version: 1, colums: {}}"))
    assert "Did you mean 'columns'?" in slip.error and slip.mapping == "{version: 1, colums: {}}"
    mapped = people_after(slip, MappingWritten(MAPPING))
    direct = simulator.load_survey(UNKNOWN_NAMES, simulator.surveys.read_mapping(MAPPING), name="s.csv")
    assert mapped.error == "" and mapped.population is not None
    assert mapped.population.households.weight.tolist() == direct.population.households.weight.tolist()


def test_two_files_are_one_survey() -> None:
    """Persons and households may come as two files, in either order."""
    homes = b"hhid,weight,rural,consumption_month\n1,10,1,900\n2,10,0,400\n"
    persons = b"hhid,age,sex\n1,30,female\n1,4,male\n2,41,female\n"
    state = people_after(PeopleState(lender="nepal"), FileChosen("homes.csv", homes, people.HOUSEHOLDS))
    state = people_after(state, FileChosen("persons.csv", persons))
    assert state.population is not None and state.population.households.size.tolist() == [2, 1]


def test_a_file_that_is_refused_leaves_the_last_one() -> None:
    """One that is too large, damaged or of another format is told, and the people stay."""
    good = arumia_people()
    large = people_after(good, FileChosen("large.csv", bytes(people.MOST_BYTES + 1)))
    assert "up to 9 MB" in large.error and large.population is good.population
    damaged = people_after(good, FileChosen("x.dta", b"no stata"))
    assert damaged.error.startswith("x.dta: ") and damaged.population is good.population


def of_arumia() -> SurveyState:
    """Return the state in which the file of Arumia was chosen."""
    return survey_after(SurveyState(), PeopleChanged(arumia_people()))


def test_results_are_those_of_the_engine() -> None:
    """Summary, groups and intervals are what the public functions say of the same file and policy."""
    state = survey_after(survey_after(of_arumia(), Typed("take_up", 0.5)), LineChosen("food"))
    outcome = simulator.simulate(arumia_people().population, state.policy.policy)  # type: ignore[arg-type]
    assert state.results is not None
    assert state.results.summary == simulator.summarise(outcome, "food")
    assert state.results.groups == tuple(simulator.breakdown(outcome, "area", "food"))
    assert state.results.intervals == linearised(outcome, line="food")


def test_the_files_are_made_when_asked_for_and_go_with_the_next_change() -> None:
    """They hold the numbers that are shown: an older policy's file would mislead."""
    state = survey_after(of_arumia(), FilesAsked())
    assert state.results is not None
    outcome, asked = state.results.outcome, Asked("arumia.csv", by=("area",))
    numbers = result_csv(result_data(outcome, asked, Uncertainty(state.results.intervals)))
    texts = {each.name: each.text for each in state.files}
    assert texts == {
        "result.csv": numbers,
        "brief.html": brief(outcome, asked),
        "policy.yaml": state.policy.policy.to_yaml(),
    }
    assert survey_after(state, Typed("take_up", 0.5)).files == ()
    assert survey_after(state, Typed("take_up", 7.0)).files == state.files


def test_what_a_survey_lacks_is_told() -> None:
    """A rule by a score that is absent gives no result but a sentence; so do intervals of few units."""
    mapped = people_after(PeopleState(mapping=MAPPING), FileChosen("s.csv", UNKNOWN_NAMES))
    state = survey_after(SurveyState(), PeopleChanged(mapped))
    assert state.results is not None and "30 or more" in state.results.why_no_intervals
    scored = survey_after(state, Typed("rule", "proxy_quota"))
    assert scored.results is None and "proxy_score" in scored.error


def test_intervals_are_those_of_the_bootstrap() -> None:
    """A run ends with the records of `bootstrap`; what an older run tells is not heard."""
    state = intervals.intervals_after(intervals.IntervalsState(), PeopleChanged(arumia_people()))
    state = intervals.intervals_after(state, Entered("replicates", 100.0))
    running = intervals.intervals_after(state, intervals.Started())
    assert running.status == intervals.RUNNING
    outcome = simulator.simulate(arumia_people().population, running.policy.policy)  # type: ignore[arg-type]
    found = bootstrap(outcome, Resampling(100))
    done = intervals.intervals_after(running, intervals.Finished(running.run, found))
    assert done.status == intervals.DONE and done.intervals == found
    changed = intervals.intervals_after(running, Typed("take_up", 0.5))
    for late in (intervals.Finished(running.run, found), intervals.Progressed(running.run, 50)):
        assert intervals.intervals_after(changed, late) is changed
    stopped = intervals.intervals_after(running, intervals.StopAsked())
    assert stopped.status == intervals.STOPPED
    assert intervals.intervals_after(stopped, intervals.Finished(running.run, found)).intervals == ()


def test_people_who_were_not_sampled_have_no_intervals() -> None:
    """A synthetic country is refused before anything is drawn, and the way out is named."""
    nepal = people_after(PeopleState(), people.CountryChosen("nepal"))
    state = intervals.intervals_after(intervals.IntervalsState(), PeopleChanged(nepal))
    refused = intervals.intervals_after(state, intervals.Started())
    assert refused.status == intervals.IDLE and "assumption_range" in refused.error


@pytest.mark.parametrize("wrong", [2050.5, 1900.0, math.nan])
def test_a_projection_is_that_of_the_package(wrong: float) -> None:
    """Mixed indexation and growth go into `project`; a wrong year is told beside its field."""
    nepal = people_after(PeopleState(), people.CountryChosen("nepal"))
    state = projection.projection_after(projection.ProjectionState(), PeopleChanged(nepal))
    entries = {"to": 2026.0, "indexation": "mixed", "weight_of_wages": 0.25, "inflation": 6.0}
    for path, value in entries.items():
        state = projection.projection_after(state, Entered(path, value))
    mixed = {"prices": 0.75, "wages": 0.25}
    assert state.projection is not None
    assert (
        state.projection.years
        == project("nepal", state.policy.policy, 2026, mixed, Outlook(inflation=6)).years
    )
    after = projection.projection_after(state, Entered("to", wrong))
    assert after.projection == state.projection and "to" in after.form.errors


def test_a_survey_is_projected_with_the_figures_of_its_lender() -> None:
    """Without a country nobody knows how ages change: a sentence says so, and constant people work."""
    state = projection.projection_after(projection.ProjectionState(), PeopleChanged(arumia_people()))
    assert state.projection is None and state.error
    constant = projection.projection_after(state, Entered("people", projection.CONSTANT))
    assert constant.projection is not None and constant.projection.years[-1].basis == "held constant"


def test_a_score_is_that_of_the_package_and_ranks_in_a_policy() -> None:
    """The model is `proxy_means_model`; people who take it are chosen by it, other files forget it."""
    state = proxy_score.proxy_score_after(proxy_score.ProxyScoreState(), PeopleChanged(arumia_people()))
    state = proxy_score.proxy_score_after(state, proxy_score.VariablesChosen(("size", "region")))
    before = arumia_people()
    assert before.population is not None and state.model is not None
    model = proxy_means_model(before.population, ("size", "region"), before.columns)
    assert state.model.errors == model.errors and state.model.coefficients == model.coefficients
    taken = people_after(before, people.ScoreTaken(state.model))
    assert taken.population is not None
    assert taken.population.households.proxy_score.tolist() == model.score(before.population).tolist()  # type: ignore[union-attr]
    assert proxy_score.proxy_score_after(state, PeopleChanged(taken)).model is state.model
    assert people_after(taken, Lends("nepal")).model is None
    none = proxy_score.proxy_score_after(state, proxy_score.VariablesChosen(()))
    assert none.model is None and "one at least" in none.error


def held(value: Any) -> list[Any]:
    """Return all that a record holds, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        return [value, *(inner for each in fields(value) for inner in held(getattr(value, each.name)))]
    return [value]


def test_no_state_holds_a_widget() -> None:
    """States are frozen records of plain data: a test, a notebook and an app can hold them alike."""
    states = [
        of_arumia(),
        intervals.IntervalsState(),
        projection.ProjectionState(),
        proxy_score.ProxyScoreState(),
    ]
    for state in states:
        assert state.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert not [each for each in held(state) if isinstance(each, ipywidgets.Widget)]
