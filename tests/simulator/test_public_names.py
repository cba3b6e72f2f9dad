"""Every public name refuses what it is not made for in words: no TypeError, no AttributeError."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulator
from simulator import BadInput, measures
from simulator.builders import build_population
from simulator.countries import country_facts
from simulator.policy import ExistingSetting, InteractionSetting, SchemeSetting, SourceSetting
from simulator.reports import Asked
from simulator.schemes import all_schemes
from tests.simulator.making import child_benefit
from tests.simulator.nonsense import check_refused_in_words
from tests.simulator.uncertainty.sampled import survey

VILLAGE = simulator.example_population()
POLICY = child_benefit()
ARUMIA = simulator.country("arumia")
OUTCOME = simulator.simulate(VILLAGE, POLICY)
SUMMARY = simulator.summarise(OUTCOME)
LINE = VILLAGE.economy.line()
SAMPLE = simulator.simulate(survey(60, np.random.default_rng(1)), POLICY)
FEW_SEEDS = simulator.Varying(seeds=2, assumptions=())
TWO_PERSONS = b"hhid,weight,rural,consumption_month,age,sex\n1,10,1,90,30,female\n1,10,1,90,4,male\n"
NONSENSE: list[Any] = [
    *(None, "nepal", "", b"x", True, -1, 0.5, float("nan"), float("inf"), 1j, 10**400, np.int64(-3)),
    *(["x"], [POLICY], [[1], [1, 2]], (), {}, {"x": 1}, {1: None}, {"x"}, Path("policy.yaml"), object(), int),
    *(np.array(["a"]), np.ones((2, 2)), VILLAGE, POLICY, OUTCOME, SUMMARY),
]


def record(made: Any) -> dict[str, Any]:
    """Return the fields of a record by name, without what it has cached."""
    return {each.name: getattr(made, each.name) for each in fields(made)}


# A call that works, one for each public name; each of its arguments is then replaced by nonsense.
TASK = simulator.Challenge("arumia", "gini < 1")
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Economy": (simulator.Economy, vars(VILLAGE.economy)),
    "Households": (simulator.Households, vars(VILLAGE.households)),
    "Persons": (simulator.Persons, vars(VILLAGE.persons)),
    "Policy": (simulator.Policy, record(POLICY)),
    "Population": (
        simulator.Population,
        record(VILLAGE),
    ),
    "PovertyLine": (simulator.PovertyLine, vars(LINE)),
    "Challenge": (
        simulator.Challenge,
        {"country": "arumia", "task": "gini < 1", "line": None, "schemes": (), "baseline": None},
    ),
    "challenge_code": (simulator.challenge_code, {"policy": POLICY, "challenge": TASK}),
    "check_challenge": (
        simulator.check_challenge,
        {"code": simulator.challenge_code(POLICY, TASK), "challenge": TASK},
    ),
    "Resampling": (simulator.Resampling, record(simulator.Resampling())),
    "Varying": (simulator.Varying, {"seeds": 2, "seed": 1}),
    "bootstrap": (
        simulator.bootstrap,
        {
            "outcome": SAMPLE,
            "resampling": simulator.Resampling(100),
            "line": None,
            "equivalence": "per_person",
        },
    ),
    "bootstrap_comparison": (
        simulator.bootstrap_comparison,
        {"outcomes": {"a": SAMPLE}, "resampling": simulator.Resampling(100)},
    ),
    "linearised": (
        simulator.linearised,
        {"outcome": SAMPLE, "level": 0.9, "line": None, "equivalence": "per_person"},
    ),
    "linearised_comparison": (simulator.linearised_comparison, {"outcomes": {"a": SAMPLE}, "level": 0.9}),
    "assumption_range": (
        simulator.assumption_range,
        {"country_name": "nepal", "policy": POLICY, "varying": FEW_SEEDS},
    ),
    "assumption_ranges": (
        simulator.assumption_ranges,
        {"country_name": "nepal", "policies": {"a": POLICY}, "varying": FEW_SEEDS},
    ),
    "against_records": (
        simulator.against_records,
        {"outcome": OUTCOME, "records": {"child_benefit": {"recipients": 750}}},
    ),
    "breakdown": (
        simulator.breakdown,
        {"outcome": OUTCOME, "by": "area", "line": None, "equivalence": "per_person", "smallest_cell": 10},
    ),
    "costs_by_fiscal_year": (
        simulator.costs_by_fiscal_year,
        {
            "population": VILLAGE,
            "policies": [POLICY],
            "first_year": 2026,
            "first_month": 1,
            "fiscal_year_starts": 7,
            "baseline": POLICY,
        },
    ),
    "equivalence_table": (
        simulator.equivalence_table,
        {"outcome": OUTCOME, "line": None, "smallest_cell": 10},
    ),
    "check_survey": (
        simulator.check_survey,
        {"survey": TWO_PERSONS, "mapping": None, "country": "nepal", "name": "two.csv"},
    ),
    "load_survey": (
        simulator.load_survey,
        {"survey": TWO_PERSONS, "mapping": None, "country": "nepal", "name": "two.csv"},
    ),
    "measured": (simulator.measured, {"outcome": OUTCOME, "line": None, "equivalence": "per_person"}),
    "redistribution": (simulator.redistribution, {"outcome": OUTCOME, "equivalence": "per_person"}),
    "rolled_out": (
        simulator.rolled_out,
        {"policy": POLICY, "oldest_at_start": 2, "years": 3, "scheme": 0},
    ),
    "targeting": (
        simulator.targeting,
        {"outcome": OUTCOME, "scheme": 0, "line": None, "equivalence": "per_person"},
    ),
    "compare": (
        simulator.compare,
        {
            "population": VILLAGE,
            "policies": {"a": POLICY},
            "line": None,
            "seed": 1,
            "baseline": POLICY,
            "equivalence": "per_person",
            "smallest_cell": 10,
        },
    ),
    "country": (simulator.country, {"name": "nepal"}),
    "country_assumptions": (simulator.country_assumptions, {"name": "nepal"}),
    "country_check": (simulator.country_check, {"name": "nepal"}),
    "package_costs": (simulator.package_costs, {"populations": {"arumia": ARUMIA}}),
    "brief": (
        simulator.brief,
        {"outcome": OUTCOME, "asked": Asked("example"), "title": "A brief", "assumptions": ["None."]},
    ),
    "figures": (simulator.figures, {"summary": SUMMARY}),
    "spot": (
        simulator.spot,
        {
            "population": VILLAGE,
            "policy": POLICY,
            "line": None,
            "group_percent": {"child_benefit": 30},
            "baseline": POLICY,
            "seed": 1,
        },
    ),
    "simulate": (
        simulator.simulate,
        {"population": VILLAGE, "policy": POLICY, "seed": 1, "baseline": POLICY},
    ),
    "summarise": (
        simulator.summarise,
        {"outcome": OUTCOME, "line": None, "equivalence": "per_person", "smallest_cell": 10},
    ),
    "to_data": (simulator.to_data, {"summary": SUMMARY}),
    "to_frame": (simulator.to_frame, {"summaries": {"a": SUMMARY}}),
    "to_frames": (simulator.to_frames, {"population": VILLAGE}),
    "to_text": (simulator.to_text, {"summary": SUMMARY}),
}
# What takes nothing, what the simulator itself makes, and the errors.
NO_CALLS = {
    *("BadInput", "EmptyGroup", "SimulatorError", "Outcome", "Summary", "Survey", "SurveyCheck"),
    *("all_interactions", "all_schemes", "all_sources", "country_names", "example_population"),
    # They write and read files: tests/simulator/saved refuses nonsense of them.
    *("fiscal_space_options", "DataSource", "Rerun", "rerun", "save_result"),
}
WEIGHTED = {"values": [1.0, 2.0], "weights": [1, 1]}
FLAGS = {"intended": [True, False], "reached": [True, True], "weights": [1, 1]}
COST = {"population_share": 0.3, "take_up": 1, "administration": 0, "benefit_percent_of_gdp_per_person": 4}
OTHER_CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Policy.from_data": (simulator.Policy.from_data, {"data": POLICY.to_data()}),
    "Policy.from_yaml": (simulator.Policy.from_yaml, {"text": POLICY.to_yaml()}),
    "Policy.from_fragment": (
        lambda link: simulator.Policy.from_fragment(link),
        {"link": POLICY.to_fragment()},
    ),
    "Policy.with_values": (POLICY.with_values, {"values": {"take_up": 1}, "scheme": 0}),
    "Policy.paid_by": (POLICY.paid_by, {"source": "external"}),
    "SchemeSetting": (SchemeSetting, {"scheme": all_schemes()["child_benefit"], "values": {"take_up": 1}}),
    "SourceSetting": (SourceSetting, record(POLICY.financing[0])),
    "InteractionSetting": (
        InteractionSetting,
        {"interaction": simulator.all_interactions()["cap"], "schemes": (0,), "values": {"within": "person"}},
    ),
    "ExistingSetting": (ExistingSetting, {"benefit": "pension", "treatment": "topped_up", "by": 0}),
    "Economy.line": (VILLAGE.economy.line, {"name": "example"}),
    "build_population": (
        build_population,
        {"facts": country_facts("nepal"), "seed": 1, "households": 500},
    ),
    "coverage": (measures.coverage, {"reached": [True, False], "weights": [1, 1]}),
    "exclusion_error": (measures.exclusion_error, FLAGS),
    "inclusion_error": (measures.inclusion_error, FLAGS),
    "gini": (measures.gini, WEIGHTED),
    "is_poor": (measures.is_poor, {"welfare": [1.0, 2.0], "line": 1}),
    "fgt": (measures.fgt, {"welfare": [1.0, 2.0], "weights": [1, 1], "line": 1, "alpha": 0}),
    "cost_percent_of_gdp": (measures.cost_percent_of_gdp, COST),
}
EVERY = {**CALLS, **OTHER_CALLS}
ARGUMENTS = [(name, argument) for name, (_, arguments) in EVERY.items() for argument in arguments]


def test_every_public_name_is_called() -> None:
    """A new public name needs a call here, or a reason why it has none."""
    assert {*CALLS, *NO_CALLS} == set(simulator.__all__)


@pytest.mark.parametrize("name", EVERY)
def test_the_calls_work(name: str) -> None:
    """Each call works as it stands: else a refusal would prove nothing."""
    function, arguments = EVERY[name]
    assert function(**arguments) is not None


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_nonsense_is_refused_in_words(name: str, argument: str) -> None:
    """Nonsense in the place of one argument is taken, or refused in one line that says what to do."""
    function, arguments = EVERY[name]
    check_refused_in_words(function, arguments, argument, NONSENSE)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: simulator.simulate("nepal", POLICY),
            r"^population: 'nepal' .* Allowed: a Population\. Use simulator\.country\('nepal'\)\.$",
        ),
        (lambda: simulator.simulate(VILLAGE, "policy.yaml"), r"^policy: 'policy.yaml' .*Policy\.from_yaml\("),
        (lambda: simulator.simulate(POLICY, VILLAGE), r"^population: Policy\.from_fragment\("),
        (lambda: simulator.compare(VILLAGE, [POLICY]), "^policies: .* values by name"),
        (lambda: simulator.compare(VILLAGE, POLICY), "^policies: "),
        (lambda: simulator.to_frame(SUMMARY), r"^summaries: .* simulator\.compare\("),
        (lambda: simulator.to_data(OUTCOME), r"^summary: .* simulator\.summarise\("),
        (lambda: POLICY.with_values("take_up=1"), r"^values: .* Write \{"),
        (lambda: POLICY.with_values({"take_up": 1}, scheme=0.0), r"^scheme: 0\.0 .* a whole number"),
        (lambda: build_population("nepal"), "^facts: 'nepal' .* a CountryFacts"),
    ],
)
def test_the_mend_is_named(call: Callable[[], object], message: str) -> None:
    """The usual mistakes are told what to write instead."""
    with pytest.raises(BadInput, match=message):
        call()


def test_policies_made_in_python_are_checked() -> None:
    """A scheme's values are checked and filled in however they come, and a policy holds nothing else."""
    scheme = all_schemes()["child_benefit"]
    with pytest.raises(BadInput, match=r"^child_benefit\.delivery_loss: -3 "):
        SchemeSetting(scheme, {"delivery_loss": -3})
    with pytest.raises(BadInput, match=r"^child_benefit\.rule: 'proxy_quote' .* Did you mean 'proxy_quota'"):
        SchemeSetting(scheme, {"rule": "proxy_quote"})
    with pytest.raises(BadInput, match=r"^child_benefit: 'take_upp'"):
        SchemeSetting(scheme, {"take_upp": 1})
    assert simulator.Policy([SchemeSetting(scheme, {})]).paid_by("external") == child_benefit()  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=r"^schemes: .* a tuple of up to 20"):
        simulator.Policy((SchemeSetting(scheme, {}),) * 21)


def test_outcomes_can_be_compared() -> None:
    """Two records of arrays are equal when they are one; asking never fails."""
    other = simulator.simulate(VILLAGE, POLICY)
    for one, two in (
        (OUTCOME, other),
        (OUTCOME.schemes[0], other.schemes[0]),
        (VILLAGE, simulator.example_population()),
        (VILLAGE.persons, simulator.example_population().persons),
    ):
        assert one == one and one != two and hash(one)
    assert repr(POLICY) == f"Policy.from_fragment({POLICY.to_fragment()!r})"
