"""A proxy score that the mapping asks for: the same as Python's, reported, and used by `run`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator import BadInput, SimulatorError
from simulator.surveys import check_survey, load_survey, proxy_means_model, read_mapping
from simulator.surveys.page import check_page
from simulator.surveys.report import check_text
from tests.simulator.command_line.typing_it import Captured, printed
from tests.simulator.surveys.making import MAPPING, as_bytes, people

PREDICTED = "  proxy_score: {predicted_from: [log_size, rooms, roof], categories: [roof]}\n"
QUOTA = """
version: 1
schemes: [{id: household_benefit, rule: {proxy_quota: {share: 0.4}}}]
financing: external
"""


def housed() -> pd.DataFrame:
    """Return a survey of 300 households whose rooms follow consumption, with codes for their roofs."""
    frame = people(households=300)
    random = np.random.default_rng(5)
    home = frame["hhid"] - frame["hhid"].min()
    noise, roofs = random.standard_normal(300), random.integers(1, 4, 300)
    rooms = np.rint(1 + frame["consumption"] / 4000 + noise[home]).clip(1).astype(int)
    return frame.assign(rooms=rooms, roof=roofs[home])


@pytest.mark.parametrize("form", ["csv", "dta", "xlsx"])
def test_the_score_is_that_of_the_regression_in_python(form: str) -> None:
    """Numbers in texts, whole numbers and Stata's floats give one model; the roof's codes are categories."""
    frame = housed()
    survey = load_survey(as_bytes(frame, form), read_mapping(MAPPING + PREDICTED), name=f"wave.{form}")
    first = frame.drop_duplicates("hhid")
    columns = {"rooms": first["rooms"].to_numpy(), "roof": first["roof"].astype(str).to_numpy()}
    model = proxy_means_model(survey.population, ["log_size", "rooms", "roof"], columns)
    assert survey.proxy_model is not None and survey.proxy_model.coefficients == model.coefficients
    assert len([each for each in model.coefficients if each.term.startswith("roof: ")]) == 2
    score = survey.population.households.proxy_score
    np.testing.assert_allclose(score, model.score(survey.population, columns), rtol=1e-12)
    assert model.r_squared_out_of_sample > 0.3 and "Proxy score from" in survey.population.label


def test_codes_for_nothing_are_gaps() -> None:
    """A 99 that the mapping calls missing is a category of its own, and keeps a number from being used."""
    frame = housed()
    frame["roof"] = frame["roof"].where(frame["hhid"] > 120, 99)
    text = MAPPING + PREDICTED + "missing: [99]\n"
    model = load_survey(as_bytes(frame, "csv"), read_mapping(text), name="wave.csv").proxy_model
    assert model is not None and "roof: (missing)" in [each.term for each in model.coefficients]
    spoiled = frame.assign(rooms=frame["rooms"].where(frame["hhid"] > 120, 99))
    with pytest.raises(SimulatorError, match="rooms in 20"):
        load_survey(as_bytes(spoiled, "csv"), read_mapping(text), name="wave.csv")


def test_a_name_that_is_no_column_is_an_error_of_the_check() -> None:
    """The check names the nearest column, and the survey does not load."""
    text = MAPPING + PREDICTED.replace("rooms", "romos")
    check = check_survey(as_bytes(housed(), "csv"), read_mapping(text), name="wave.csv")
    (error,) = [each for each in check.problems if each.severity == "error"]
    assert check.survey is None and error.column == "proxy_score" and "'rooms'" in error.found


@pytest.mark.parametrize(
    "slip",
    [
        "  proxy_score: {predicted_from: [rooms], column: pmt}\n",
        "  proxy_score: {predicted_from: [rooms], categories: [roof]}\n",
        "  size: {predicted_from: [rooms]}\n",
        "  proxy_score: {predicted_from: []}\n",
    ],
)
def test_slips_are_refused(slip: str) -> None:
    """A column beside a prediction, a category that is no variable, a predicted size, and no variable."""
    with pytest.raises((BadInput, SimulatorError), match=r"predicted_from|categories"):
        read_mapping(MAPPING + slip)


def test_the_report_stands_in_the_check_and_run_targets_by_it(tmp_path: Path, capsys: Captured) -> None:
    """R² on others and errors by quota are printed and on the page; a quota by score reaches its share."""
    (tmp_path / "wave.csv").write_bytes(as_bytes(housed(), "csv"))
    (tmp_path / "mapping.yaml").write_text(MAPPING + PREDICTED, "utf-8")
    (tmp_path / "policy.yaml").write_text(QUOTA, "utf-8")
    check = check_survey(tmp_path / "wave.csv", tmp_path / "mapping.yaml")
    for page in (check_text(check), check_page(check)):
        assert "on households left out, 5 folds" in page and "exclusion error" in page
    typed = ["--survey", str(tmp_path / "wave.csv"), "--mapping", str(tmp_path / "mapping.yaml")]
    out = printed(["run", str(tmp_path / "policy.yaml"), *typed], capsys)
    assert "Proxy score from log_size, rooms, roof" in out
