"""A saved result comes back to the same digits, or says what differs."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulator.reports.results
from simulator import (
    BadInput,
    DataSource,
    Policy,
    SimulatorError,
    country,
    example_population,
    load_survey,
    rerun,
    save_result,
    simulate,
)
from simulator.reports import Asked, result_data
from simulator.saved import saved_data
from simulator.saved.source import population_digest
from tests.simulator.making import child_benefit
from tests.simulator.surveys.making import MAPPING, as_bytes, people

POLICY = child_benefit(take_up=0.5)
BASELINE = Policy.from_yaml("{version: 1, schemes: [{id: pension}]}")
ARUMIA = country("arumia")
OUTCOME = simulate(ARUMIA, POLICY, 5)
SOURCE = DataSource("arumia")
NONSENSE: list[Any] = [None, "x", -1, 1.5, True, [], {}, [1], {"x": 1}]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A result of Arumia in a file."""
    path = tmp_path / "result.json"
    save_result(path, OUTCOME, SOURCE, Asked("arumia", by=("area",)))
    return path


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Change the data in a file of JSON; returns its path."""
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_country_comes_back_to_the_same_digits(tmp_path: Path) -> None:
    """Policy, baseline, seed, line, scale and changed assumptions are kept; every digit is that of then."""
    source = DataSource("nepal", {"score_r_squared": 0.25})
    outcome = simulate(country("nepal", score_r_squared=0.25), POLICY, 42, BASELINE)
    asked = Asked("nepal", "international_3_65", "square_root", ("area", "sex"), BASELINE)
    save_result(tmp_path / "result.json", outcome, source, asked)
    again = rerun(tmp_path / "result.json")
    assert again.same and again.differences == () and again.told == "Every digit is the same."
    assert again.outcome.seed == 42 and again.outcome.policy == POLICY
    assert again.outcome.baseline == BASELINE and again.asked.line == "international_3_65"
    assert result_data(again.outcome, again.asked) == result_data(outcome, asked)


def test_a_file_says_what_the_data_are(saved: Path) -> None:
    """The file holds label, version, line and link, and not one row of the people."""
    data = json.loads(saved.read_text("utf-8"))
    summary = data["result"]["summary"]
    assert summary["data_label"] == ARUMIA.label and summary["line"]["id"] and summary["seed"] == 5
    assert data["result"]["versions"]["simulator"] and data["result"]["link"] == POLICY.to_fragment()
    assert data["population_sha256"] == population_digest(ARUMIA)
    assert len(saved.read_text("utf-8")) < 60_000


def survey_in(folder: Path) -> DataSource:
    """Write a survey and its mapping into a folder; returns where they are."""
    (folder / "wave.csv").write_bytes(as_bytes(people(households=40), "csv"))
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    return DataSource(survey=folder / "wave.csv", mapping=folder / "mapping.yaml")


def test_a_survey_comes_back_wherever_its_folder_goes(tmp_path: Path) -> None:
    """Files are kept by their path from the saved file and by their digests, so the folder can move."""
    folder = tmp_path / "here"
    folder.mkdir()
    source = survey_in(folder)
    outcome = simulate(source.population(), POLICY)
    save_result(folder / "result.json", outcome, source)
    text = (folder / "result.json").read_text("utf-8")
    assert str(tmp_path) not in text and '"path": "wave.csv"' in text
    moved = folder.rename(tmp_path / "there")
    assert rerun(moved / "result.json").same


def test_another_survey_file_is_refused(tmp_path: Path) -> None:
    """One changed amount makes another file: it is named, with what to do; so is one that is gone."""
    source = survey_in(tmp_path)
    outcome = simulate(source.population(), POLICY)
    save_result(tmp_path / "result.json", outcome, source)
    (tmp_path / "wave.csv").write_bytes(as_bytes(people(2, 40), "csv"))
    with pytest.raises(SimulatorError, match=r"wave\.csv is another file .* run the policy anew\.$"):
        rerun(tmp_path / "result.json")
    (tmp_path / "wave.csv").unlink()
    with pytest.raises(SimulatorError, match=r"wave\.csv: the file cannot be read .* Put it where it was\.$"):
        rerun(tmp_path / "result.json")


def test_another_version_with_the_same_digits(saved: Path) -> None:
    """Where another version computes the same, the digits are the same, and the version is told of."""
    changed(saved, lambda data: data["result"]["versions"].update(numpy="1.0"))
    again = rerun(saved)
    assert again.same and again.versions[0].startswith("numpy 1.0 then, ")
    assert again.told.startswith("Every digit is the same. It was saved by another version (numpy 1.0 then")


def test_another_version_with_other_digits(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another version counts otherwise, the numbers that differ are named, and so is the version."""
    monkeypatch.setattr(simulator.reports.results, "_version", lambda package: "9.9.9")
    changed(saved, lambda data: data["result"]["summary"]["cost"].update(paid_month=1.25))
    again = rerun(saved)
    assert not again.same and len(again.differences) == 1
    assert again.differences[0].startswith("summary.cost.paid_month: 1.25 then, ")
    assert again.told.startswith("1 entry is not the same: summary.cost.paid_month: 1.25 then, ")
    assert "9.9.9 now" in again.told and again.told.endswith("or install the version of then.")


def test_a_changed_number_is_found(saved: Path) -> None:
    """With the version and the people of then, a number that differs was changed by somebody."""
    changed(saved, lambda data: data["result"]["summary"]["tenths"][3].update(gain_percent=0.0, tenth=5))
    again = rerun(saved)
    assert [each.partition(":")[0] for each in again.differences] == [
        "summary.tenths[4].tenth",
        "summary.tenths[4].gain_percent",
    ]
    assert "somebody has changed the file" in again.told


def test_people_that_are_built_otherwise_are_told_of(saved: Path) -> None:
    """Where the country gives other people now than then, that is said beside the numbers that differ."""
    changed(saved, lambda data: data.update(population_sha256="0" * 64))
    changed(saved, lambda data: data["result"]["summary"].update(persons=1.0))
    assert "The data give other people now than then." in rerun(saved).told


def test_the_digest_sees_every_part() -> None:
    """One amount, one age, the label or the line: any of them makes other people."""
    people = example_population()
    households, persons = people.households, people.persons
    more = households.consumption_month.copy()
    more[0] += 1e-9
    older = persons.age.copy()
    older[0] += 1
    others = [
        replace(people, label="Other"),
        replace(people, economy=replace(people.economy, price_year=2025)),
        replace(people, households=replace(households, consumption_month=more)),
        replace(people, persons=replace(persons, age=older)),
        replace(people, persons=replace(persons, benefits_month={"pension": np.zeros(20)})),
    ]
    digests = {population_digest(each) for each in (people, *others)}
    assert len(digests) == 6


def test_a_source_of_other_people_is_refused() -> None:
    """What is saved must be what can be had again: another country, or changed people, are refused."""
    with pytest.raises(SimulatorError, match=r"^source: it does not give the people of this result"):
        saved_data(OUTCOME, DataSource("nepal"))
    with pytest.raises(SimulatorError, match=r"^source: it does not give the people of this result"):
        saved_data(simulate(example_population(), POLICY), SOURCE)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, r"^source: name a country, or a survey's file\."),
        ({"mapping": "mapping.yaml"}, r"^source: name a country, or a survey's file\."),
        ({"survey": 5}, r"^source\.survey: 5 .* the path of a file"),
        ({"survey": "a.csv", "assumptions": {"x": 1}}, r"^source: only a country has assumptions\."),
        ({"country": "nepal", "assumptions": {"x": "1"}}, r"^source\.assumptions\.x: '1' "),
        ({"country": "nepal", "assumptions": [1]}, r"^source\.assumptions: \[1\] "),
    ],
)
def test_sources_that_cannot_be(given: dict[str, Any], message: str) -> None:
    """A source is a country with numbers, or the files of a survey."""
    with pytest.raises(SimulatorError, match=message):
        DataSource(**given)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"result\.json: it is no JSON\. "),
        ("[1]", r"result\.json: it is no saved result "),
        ('{"format": 2}', r"result\.json: it is no saved result \(`run --json` writes another form\)\."),
        ('{"saved": 3}', r"result\.json: saved: 3 is not allowed\. Allowed: 1 or 2, the forms that"),
        ('{"saved": 1}', r"result\.json: source is missing\. Save the result again with --save\.$"),
        ("[" * 100_000, r"result\.json: it is no JSON\. "),
    ],
)
def test_files_that_are_no_saved_result(text: str, message: str, tmp_path: Path) -> None:
    """What is no saved result, or one of another form, is named with the mend."""
    (tmp_path / "result.json").write_text(text, "utf-8")
    with pytest.raises(SimulatorError, match=message):
        rerun(tmp_path / "result.json")


def test_nonsense_is_refused(tmp_path: Path) -> None:
    """What is no path, no outcome, no source and no question is refused in words."""
    with pytest.raises(SimulatorError, match=r"there is no such file"):
        rerun(tmp_path / "nothing.json")
    for call in (
        lambda: rerun(5),  # type: ignore[arg-type]
        lambda: save_result(5, OUTCOME, SOURCE),  # type: ignore[arg-type]
        lambda: save_result(tmp_path / "x.json", POLICY, SOURCE),  # type: ignore[arg-type]
        lambda: save_result(tmp_path / "x.json", OUTCOME, "arumia"),  # type: ignore[arg-type]
        lambda: save_result(tmp_path / "x.json", OUTCOME, SOURCE, "arumia"),  # type: ignore[arg-type]
    ):
        with pytest.raises(BadInput):
            call()
    with pytest.raises(SimulatorError, match="cannot be written"):
        save_result(tmp_path / "no folder" / "x.json", OUTCOME, SOURCE)


def places(data: Any, depth: int = 3) -> Iterator[tuple[str, ...]]:
    """Yield the places of a nested file, down to some depth, but for its numbers."""
    if isinstance(data, dict) and depth:
        for key, inner in data.items():
            yield (key,)
            if key not in ("breakdowns", "measures", "redistribution", "targeting", "equivalence_table"):
                yield from ((key, *rest) for rest in places(inner, depth - 1))


def put(data: dict[str, Any], place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return a copy of nested data with another value in one place."""
    copied = copy.deepcopy(data)
    inside = copied
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return copied


def test_mutations_never_crash(saved: Path) -> None:
    """Whatever somebody does to a part of the file, the answer is a paragraph: refused, or what differs."""
    whole = json.loads(saved.read_text("utf-8"))
    random = np.random.default_rng(7)
    where = list(places(whole))
    assert len(where) > 50
    refused = 0
    for place in where:
        nonsense = NONSENSE[int(random.integers(len(NONSENSE)))]
        saved.write_text(json.dumps(put(whole, place, nonsense)), "utf-8")
        try:
            told = rerun(saved).told
        except SimulatorError as error:
            told = str(error)
            refused += 1
        assert told.endswith((".", "?")) and "\n" not in told, (place, nonsense, told)
    assert refused > 15


def test_surveys_of_two_files(tmp_path: Path) -> None:
    """A survey in two files, with a country that lends its economy, is kept with both files."""
    everyone = people(households=30)
    homes = everyone.drop_duplicates("hhid").drop(columns=["pid", "age", "sex"])
    homes = homes.rename(columns={"consumption": "consumption_month"})
    (tmp_path / "homes.csv").write_bytes(as_bytes(homes, "csv"))
    rows = everyone[["hhid", "age", "sex"]]
    (tmp_path / "people.csv").write_bytes(as_bytes(rows, "csv"))
    source = DataSource("nepal", survey=tmp_path / "homes.csv", persons=tmp_path / "people.csv")
    files = {"households": tmp_path / "homes.csv", "persons": tmp_path / "people.csv"}
    outcome = simulate(load_survey(files, None, "nepal").population, POLICY)
    save_result(tmp_path / "result.json", outcome, source)
    assert rerun(tmp_path / "result.json").same
    written = json.loads((tmp_path / "result.json").read_text("utf-8"))
    assert set(written["source"]["files"]) == {"survey", "persons"}
