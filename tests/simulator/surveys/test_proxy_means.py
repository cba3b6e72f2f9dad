"""The proxy score's regression: against closed forms and scikit-learn, its test on others, its refusals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression

from simulator import BadInput, Policy, Population, SimulatorError, country, simulate, summarise
from simulator.surveys.proxy_means import proxy_means_model, proxy_means_text, with_proxy_score
from simulator.surveys.proxy_regression import fold_of, least_squares, out_of_sample
from simulator.surveys.proxy_variables import MISSING, TRAITS

NEPAL = country("nepal")
LOG_CONSUMPTION = np.log(NEPAL.households.consumption_month)
HOUSEHOLDS = len(LOG_CONSUMPTION)
RNG = np.random.default_rng(11)
ROOM = np.exp(0.5 * LOG_CONSUMPTION + 0.3 * RNG.normal(size=HOUSEHOLDS))
ROOF = np.where(LOG_CONSUMPTION + RNG.normal(size=HOUSEHOLDS) > LOG_CONSUMPTION.mean(), "tin", "thatch")
FRAME = pd.DataFrame({"log_room": np.log(ROOM), "roof": ROOF})
SIMPLE = ("log_size", "share_of_children", "urban")


@pytest.fixture(scope="module")
def model():
    """A model of traits, a number and a category of the survey's frame."""
    return proxy_means_model(NEPAL, [*SIMPLE, "log_room", "roof"], FRAME)


def test_coefficients_of_scikit_learn(model) -> None:
    """scikit-learn's weighted regression on the same columns gives the same coefficients and R²."""
    columns = np.column_stack([*(TRAITS[name](NEPAL) for name in SIMPLE), FRAME.log_room, ROOF == "tin"])
    base = model.variables[-1].categories[0]
    other = LinearRegression()
    columns[:, -1] = base != ROOF
    other.fit(columns, LOG_CONSUMPTION, sample_weight=NEPAL.members_weight)
    ours = [each.value for each in model.coefficients]
    np.testing.assert_allclose(ours, [other.intercept_, *other.coef_], rtol=1e-9)
    assert model.r_squared == pytest.approx(other.score(columns, LOG_CONSUMPTION, NEPAL.members_weight))
    np.testing.assert_allclose(model.score(NEPAL, FRAME), other.predict(columns), rtol=1e-9)


@given(st.integers(0, 10_000))
def test_robust_errors_of_the_formula(seed: int) -> None:
    """HC1 written out row by row, on random data with unequal weights."""
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(30), rng.normal(size=(30, 2))])
    outcome, weights = rng.normal(size=30), rng.uniform(0.5, 2, 30)
    fit = least_squares(design, outcome, weights)
    inverse = np.linalg.inv(sum(w * np.outer(x, x) for w, x in zip(weights, design, strict=True)))
    rest = outcome - design @ fit.values
    middle = sum((w * e) ** 2 * np.outer(x, x) for w, e, x in zip(weights, rest, design, strict=True))
    expected = np.sqrt(np.diag(inverse @ middle @ inverse) * 30 / 27)
    np.testing.assert_allclose(fit.standard_errors, expected, rtol=1e-9)


@given(st.integers(0, 10_000), st.integers(2, 6))
def test_nothing_of_a_fold_enters_its_own_prediction(seed: int, folds: int) -> None:
    """Changing one household's outcome never moves its own prediction."""
    rng = np.random.default_rng(seed)
    design, outcome = np.column_stack([np.ones(24), rng.normal(size=24)]), rng.normal(size=24)
    row = int(rng.integers(24))
    changed = outcome.copy()
    changed[row] += 100
    fold = fold_of(24, folds, seed)
    first, second = (out_of_sample(design, each, np.ones(24), fold) for each in (outcome, changed))
    assert first[row] == pytest.approx(second[row])
    assert not np.allclose(first, second)


def test_noise_explains_nothing_on_others() -> None:
    """Variables of pure noise fit their own households a little and others not at all."""
    noise = {f"noise {number}": RNG.normal(size=HOUSEHOLDS) for number in range(40)}
    found = proxy_means_model(NEPAL, list(noise), noise)
    assert 0 < found.r_squared < 0.03
    assert found.r_squared_out_of_sample < 0.001


def test_weights_count_as_persons() -> None:
    """A household of twice the weight counts as two such households."""
    households, persons = NEPAL.households, NEPAL.persons
    doubled = np.where(np.arange(HOUSEHOLDS) < 500, 2.0, 1.0)
    weighted = replace(NEPAL, households=replace(households, weight=doubled))
    rows = np.concatenate([np.arange(HOUSEHOLDS), np.arange(500)])
    size = households.size[rows]
    starts = (np.cumsum(households.size, dtype=int) - households.size)[rows]
    person = np.repeat(starts - (np.cumsum(size, dtype=int) - size), size) + np.arange(int(size.sum()))
    columns = {name: getattr(households, name)[rows] for name in ("urban", "type", "consumption_month")}
    repeated = replace(
        NEPAL,
        households=replace(households, weight=np.ones(len(rows)), size=size, proxy_score=None, **columns),
        persons=replace(
            persons,
            household=np.repeat(np.arange(len(rows)), size),
            age=persons.age[person],
            sex=persons.sex[person],
            disability=None,
        ),
    )
    first, second = (proxy_means_model(each, SIMPLE) for each in (weighted, repeated))
    for one, other in zip(first.coefficients, second.coefficients, strict=True):
        assert one.value == pytest.approx(other.value, rel=1e-9)
    assert first.r_squared == pytest.approx(second.r_squared, rel=1e-9)


def test_errors_by_quota_are_near_theory() -> None:
    """Log-normal consumption and a normal score miss about whom theory says; both errors nearly equal."""
    logs = RNG.normal(size=HOUSEHOLDS)
    normal = replace(NEPAL, households=replace(NEPAL.households, consumption_month=np.exp(logs)))
    found = proxy_means_model(normal, ["seen"], {"seen": logs + RNG.normal(size=HOUSEHOLDS)})
    assert found.r_squared_out_of_sample == pytest.approx(0.5, abs=0.03)
    for each in found.errors:
        assert each.exclusion_percent == pytest.approx(each.theory_percent, abs=4)
        assert each.inclusion_percent == pytest.approx(each.exclusion_percent, abs=0.5)
    missed = [each.exclusion_percent for each in found.errors]
    assert missed == sorted(missed, reverse=True)


def test_the_seed_decides_the_folds_and_nothing_else(model) -> None:
    """The same seed gives the same model; another moves only what is tried on others."""
    again = proxy_means_model(NEPAL, [*SIMPLE, "log_room", "roof"], FRAME)
    other = proxy_means_model(NEPAL, [*SIMPLE, "log_room", "roof"], FRAME, seed=2)
    assert again == model
    assert other.coefficients == model.coefficients
    assert other.r_squared_out_of_sample != model.r_squared_out_of_sample
    assert other.r_squared_out_of_sample == pytest.approx(model.r_squared_out_of_sample, abs=0.002)


def test_a_scored_population_runs_a_quota() -> None:
    """The score serves the rule by proxy quota, and only the score and the label have changed."""
    near = {"near": LOG_CONSUMPTION + 0.1 * RNG.normal(size=HOUSEHOLDS)}
    scored = with_proxy_score(NEPAL, proxy_means_model(NEPAL, ["near", "urban"], near), near)
    policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, rule: proxy_quota}]}")
    reached = [summarise(simulate(each, policy)).reach.exclusion_error_percent for each in (NEPAL, scored)]
    assert reached[1] < reached[0] / 2
    assert scored.persons is NEPAL.persons
    assert "Proxy score from near, urban; R²" in scored.label


def test_gaps_in_a_category_are_a_category_and_told() -> None:
    """Households without a roof on file are one more category; the report says how many."""
    gap = [None, float("nan"), "", pd.NA, *ROOF[4:]]
    found = proxy_means_model(NEPAL, ["log_size", "roof"], {"roof": gap})
    assert found.variables[1].categories[2] == MISSING
    assert "roof: 4 households have no value" in proxy_means_text(found)


def test_numbers_that_are_codes_can_be_categories() -> None:
    """A column of type category counts as categories, though its values are numbers."""
    codes = pd.DataFrame({"floor": pd.Series(np.where(ROOF == "tin", 3, 7)).astype("category")})
    assert proxy_means_model(NEPAL, ["floor"], codes).variables[0].categories in (("3", "7"), ("7", "3"))
    assert proxy_means_model(NEPAL, ["floor"], codes.astype(int)).variables[0].categories == ()


def test_the_report_says_all(model) -> None:
    """Terms with their errors, both R², and a line for each quota."""
    text = proxy_means_text(model)
    for term in ("constant", "log_size", "roof: "):
        assert term in text
    assert (
        f"{model.r_squared:.3f}; on households left out, 5 folds: {model.r_squared_out_of_sample:.3f}" in text
    )
    assert len(text.splitlines()) == 2 + len(model.coefficients) + 3 + len(model.errors) + 1


def without_consumption() -> Population:
    """Return Nepal with one household that consumes nothing."""
    consumption = NEPAL.households.consumption_month.copy()
    consumption[3] = 0
    return replace(NEPAL, households=replace(NEPAL.households, consumption_month=consumption))


def in_units(number: int) -> Population:
    """Return Nepal as if its households, in their order, had been drawn from so many villages."""
    unit = np.arange(HOUSEHOLDS) * number // HOUSEHOLDS
    return replace(NEPAL, households=replace(NEPAL.households, psu=unit))


def test_errors_by_unit_of_the_formula() -> None:
    """The clustered errors written out unit by unit; one household a unit gives HC1's, up to its factor."""
    rng = np.random.default_rng(3)
    design = np.column_stack([np.ones(60), rng.normal(size=(60, 2))])
    outcome, weights, units = rng.normal(size=60), rng.uniform(0.5, 2, 60), rng.integers(0, 9, 60)
    fit = least_squares(design, outcome, weights, units)
    inverse = np.linalg.inv((design * weights[:, None]).T @ design)
    rest = weights * (outcome - design @ fit.values)
    sums = [(design * rest[:, None])[units == unit].sum(axis=0) for unit in range(9)]
    middle = sum(np.outer(each, each) for each in sums)
    expected = np.sqrt(np.diag(inverse @ middle @ inverse) * 9 / 8 * 59 / 57)
    np.testing.assert_allclose(fit.standard_errors, expected, rtol=1e-9)
    alone, robust = (least_squares(design, outcome, weights, each) for each in (np.arange(60), None))
    np.testing.assert_allclose(alone.standard_errors, robust.standard_errors, rtol=1e-9)


def test_a_unit_lies_in_one_fold_and_is_told() -> None:
    """No village is on both sides, and alike neighbours flatter the score no more."""
    village = in_units(50)
    unit = village.households.psu
    fold = fold_of(HOUSEHOLDS, 5, 1, unit)
    assert all(len(set(fold[unit == each].tolist())) == 1 for each in range(50))
    luck = {"village": RNG.normal(size=50).cumsum()[unit]}
    found = proxy_means_model(village, ["log_size", "village"], luck)
    assert found.sampling_units == 50
    assert "allow for 50 sampling units" in proxy_means_text(found)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((NEPAL, "log_size"), "a list of names"),
        ((NEPAL, []), "one at least"),
        ((NEPAL, ["urban", "urban"]), "each once"),
        ((NEPAL, ["urbann"]), "Did you mean 'urban'"),
        ((NEPAL, ["region"]), "was not observed"),
        ((NEPAL, ["urban"], {"urban": ROOM}), "Rename that column"),
        ((NEPAL, ["room"], {"room": ROOM[:-1]}), "one entry a household"),
        ((NEPAL, ["room"], {"room": [np.nan, *ROOM[1:]]}), "room in 1"),
        ((NEPAL, ["a", "b"], {"a": [np.inf, *ROOM[1:]], "b": [None, *ROOM[1:]]}), "a in 1, b in 1"),
        ((NEPAL, ["roof"], {"roof": ["tin"] * HOUSEHOLDS}), "1 categories"),
        ((NEPAL, ["name"], {"name": [f"n{row}" for row in range(HOUSEHOLDS)]}), "5000 categories"),
        ((NEPAL, ["urban", "town"], {"town": 2.0 - NEPAL.households.urban}), "variables: 'town'"),
        ((NEPAL, ["flat"], {"flat": np.ones(HOUSEHOLDS)}), "variables: 'flat'"),
        ((without_consumption(), ["urban"]), "0 in 1 households"),
        ((NEPAL, ["urban"], None, 1), "folds: 1"),
        ((in_units(3), ["urban"], None, 4), "at most 3, the number of sampling units"),
        ((in_units(1), ["urban"]), "at most 1, the number of sampling units"),
        ((NEPAL, ["urban"], None, 5, -1), "seed: -1"),
        ((NEPAL, ["urban"], None, True), "folds: True"),
    ],
)
def test_what_no_regression_can_use_is_refused(arguments: tuple, message: str) -> None:
    """Unknown, missing, constant, repeated or endless variables, and wrong settings: each is named."""
    with pytest.raises(SimulatorError, match=message):
        proxy_means_model(*arguments)


def test_a_category_that_the_model_never_saw_is_refused(model) -> None:
    """Another survey's new roof has no coefficient, nor has a number where a text was."""
    for strange, message in ((["slate", *ROOF[1:]], "slate"), (ROOM, "texts, as in the survey")):
        with pytest.raises(BadInput, match=message):
            model.score(NEPAL, FRAME.assign(roof=strange))


def test_more_terms_than_households_are_refused(model) -> None:
    """Ten households cannot tell twelve numbers."""
    from simulator import example_population

    columns = {f"c{number}": RNG.normal(size=6) for number in range(6)}
    with pytest.raises(BadInput, match="fewer than the 6 households"):
        proxy_means_model(example_population(), list(columns), columns)


def test_equal_consumption_leaves_nothing_to_explain() -> None:
    """Where all consume the same, there is no R²."""
    equal = replace(NEPAL.households, consumption_month=np.ones(HOUSEHOLDS))
    with pytest.raises(SimulatorError, match="all households consume the same"):
        proxy_means_model(replace(NEPAL, households=equal), ["urban"])


def test_scikit_learn_loads_only_when_a_model_is_made() -> None:
    """Importing the module loads neither pandas nor scikit-learn."""
    code = "import sys, simulator.surveys.proxy_means; print({'pandas', 'sklearn'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
