"""The doubt in a saved result: its settings are kept, and it is computed and compared again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from simulator import (
    BadInput,
    DataSource,
    Resampling,
    SimulatorError,
    Varying,
    bootstrap,
    country,
    rerun,
    save_result,
    simulate,
)
from simulator.reports import Asked, json_schema
from tests.simulator.making import child_benefit
from tests.simulator.surveys.making import MAPPING, as_bytes, people

ASKED = Asked("wave", by=("area",), resampling=Resampling(100, 3, method="normal"))


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Two policies on a survey, kept with their intervals."""
    (tmp_path / "wave.csv").write_bytes(as_bytes(people(households=304), "csv"))
    (tmp_path / "mapping.yaml").write_text(MAPPING, "utf-8")
    source = DataSource(survey=tmp_path / "wave.csv", mapping=tmp_path / "mapping.yaml")
    sample = source.population()
    both = {"all": child_benefit(), "half": child_benefit(take_up=0.5)}
    outcomes = {name: simulate(sample, policy) for name, policy in both.items()}
    save_result(tmp_path / "both.json", outcomes, source, ASKED)
    return tmp_path / "both.json"


def test_intervals_are_computed_again(saved: Path) -> None:
    """Intervals come back to the same digits, from the settings that were kept; one changed is found."""
    again = rerun(saved)
    assert again.same and again.asked.resampling == ASKED.resampling
    data = json.loads(saved.read_text("utf-8"))
    Draft202012Validator(json_schema("saved")).validate(data)
    found = bootstrap(again.outcome, Resampling(100, 3, method="normal"))
    kept = [each for each in data["results"]["all"]["intervals"] if not each["group"]]
    lows = [each["interval"]["low"] for each in kept if each["interval"]]
    assert lows == pytest.approx([each.interval.low for each in found if each.interval]) and len(lows) > 10
    interval = next(each["interval"] for each in data["results"]["half"]["intervals"] if each["interval"])
    interval["low"] = 0.5
    saved.write_text(json.dumps(data), "utf-8")
    (told,) = rerun(saved).differences
    assert told.startswith("half.intervals[") and ".interval.low: 0.5 then, " in told


def test_settings_that_cannot_be_are_refused(saved: Path) -> None:
    """What is no record of settings, or a value that is not allowed, is named with its place."""
    data = json.loads(saved.read_text("utf-8"))
    for given, place in (({"replicates": 5}, "asked: resampling: "), (5, "resampling: 5 ")):
        data["asked"]["resampling"] = given
        saved.write_text(json.dumps(data), "utf-8")
        with pytest.raises(BadInput, match=place):
            rerun(saved)


def test_the_form_without_doubt_is_read(saved: Path) -> None:
    """A file of the first form has no settings: it is read, and no doubt is computed."""
    data = json.loads(saved.read_text("utf-8"))
    data["saved"] = 1
    for name in ("resampling", "varying"):
        del data["asked"][name]
    for each in data["results"].values():
        each["intervals"] = None
    saved.write_text(json.dumps(data), "utf-8")
    assert rerun(saved).same


def test_a_range_is_kept_too(tmp_path: Path) -> None:
    """So is an assumption range of a country; with changed assumptions there is none."""
    asked = Asked("nepal", varying=Varying(seeds=2, assumptions=()))
    outcome = simulate(country("nepal"), child_benefit(), 4)
    save_result(tmp_path / "range.json", outcome, DataSource("nepal"), asked)
    again = rerun(tmp_path / "range.json")
    assert again.same and again.asked.varying is not None and again.asked.varying.seeds == 2
    changed = {"score_r_squared": 0.25}
    other = simulate(country("nepal", **changed), child_benefit())
    with pytest.raises(SimulatorError, match="changed assumptions"):
        save_result(tmp_path / "x.json", other, DataSource("nepal", changed), asked)
