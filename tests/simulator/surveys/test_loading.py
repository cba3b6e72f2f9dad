"""Loading: every format, encoding and layout gives the same population, and Arumia comes back as it went."""

from __future__ import annotations

import io
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator import (
    Policy,
    Population,
    Survey,
    breakdown,
    country,
    load_survey,
    measured,
    simulate,
    summarise,
)
from simulator.scenario import BREAKDOWNS
from simulator.surveys import BadSurvey, SurveyMapping, read_mapping
from tests.arumia_files import survey_frames
from tests.simulator.surveys.making import FORMATS, MAPPING, STATA_VERSIONS, as_bytes, people

MEANT: SurveyMapping = read_mapping(MAPPING)
CSV = as_bytes(people(), "csv")


def columns_of(population: Population) -> dict[str, list[float]]:
    """Return every column that a population has, as a list."""
    found = {}
    for table in (population.households, population.persons):
        for each in fields(table):
            column = getattr(table, each.name)
            if isinstance(column, np.ndarray):
                found[each.name] = column.tolist()
    return found


def loaded(data: bytes, name: str, mapping: SurveyMapping = MEANT) -> Survey:
    """Return the survey in some bytes."""
    return load_survey(data, mapping, name=name)


EXPECTED = columns_of(loaded(CSV, "survey.csv").population)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_read(form: str, tmp_path: Path) -> None:
    """From a path, from bytes and from an open file the same columns come."""
    data = as_bytes(people(), form)
    path = tmp_path / f"survey.{form}"
    path.write_bytes(data)
    with path.open("rb") as file:
        given = [load_survey(each, MEANT) for each in (path, str(path), file)]
    for survey in [*given, loaded(data, f"survey.{form}")]:
        assert columns_of(survey.population) == EXPECTED and not survey.population.synthetic


@pytest.mark.parametrize("version", STATA_VERSIONS)
def test_four_versions_of_stata(version: int) -> None:
    """Files of Stata 10 to 15 are read."""
    survey = loaded(as_bytes(people(), "dta", version), "survey.dta")
    assert columns_of(survey.population) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    """Text files are read in each encoding with each separator; letters beyond ASCII stay."""
    frame = people().assign(region="Đồng" if encoding.startswith("utf") else "Región")
    data = frame.to_csv(index=False, sep=separator).encode(encoding)
    mapping = read_mapping(MAPPING + "  region: region\n")
    population = loaded(data, "survey.csv", mapping).population
    assert columns_of(population)["consumption_month"] == EXPECTED["consumption_month"]
    assert population.regions == (frame["region"].iloc[0],)


def test_an_encoding_that_is_named() -> None:
    """What no guess can know, the mapping says: Cyrillic letters of Windows."""
    mapping = read_mapping(MAPPING + "  region: region\nreading: {encoding: cp1251}\n")
    data = people().assign(region="Чуй").to_csv(index=False).encode("cp1251")
    assert loaded(data, "survey.csv", mapping).population.regions == ("Чуй",)


def test_two_files_are_joined_whatever_their_order() -> None:
    """A file of households and one of persons, in other orders and with other forms of the identifier."""
    frame = people()
    homes = frame.drop_duplicates("hhid")[["hhid", "weight", "rural", "consumption", "psu", "stratum"]]
    homes = homes.assign(hhid=homes["hhid"].map("{:05d}".format))
    persons = frame[["hhid", "pid", "age", "sex"]].iloc[::-1]
    files = {"households": as_bytes(homes, "csv"), "persons": as_bytes(persons, "csv")}
    survey = load_survey(files, MEANT, name="both.csv")
    again = columns_of(survey.population)
    assert again["weight"] == EXPECTED["weight"] and again["size"] == EXPECTED["size"]
    assert sorted(zip(again["household"], again["age"], strict=True)) == sorted(
        zip(EXPECTED["household"], EXPECTED["age"], strict=True)
    )
    assert any("leading zeros" in each.found for each in survey.problems)


def test_labels_explain_codes() -> None:
    """The value labels of an SPSS file say which code is female, so that no mapping needs to."""
    frame = people().rename(columns={"consumption": "consumption_month"})
    labels = {"variable_value_labels": {"sex": {1: "Male", 2: "Female"}}}
    survey = load_survey(as_bytes(frame, "sav", **labels), country="nepal", name="survey.sav")
    assert columns_of(survey.population)["sex"] == EXPECTED["sex"]
    assert not any("taken as usual" in each.found for each in survey.problems)


def test_periods_and_shares() -> None:
    """A household's consumption of a year, and weights that count persons, become a month per person."""
    frame = people()
    size = frame.groupby("hhid")["pid"].transform("size")
    changed = frame.assign(consumption=frame["consumption"] * size * 12, weight=frame["weight"] * size)
    text = MAPPING.replace("period: month, per: person", "period: year, per: household")
    text = text.replace("weight: weight", "weight: {column: weight, counts: persons}")
    survey = loaded(as_bytes(changed, "csv"), "survey.csv", read_mapping(text))
    again = columns_of(survey.population)
    assert np.allclose(again["consumption_month"], EXPECTED["consumption_month"], rtol=1e-12)
    assert np.allclose(again["weight"], EXPECTED["weight"], rtol=1e-12)
    assert (
        sum("were turned" in line or "were divided" in line or "was turned" in line for line in survey.log)
        == 2
    )


def test_a_benefit_of_the_household_goes_to_who_receives_it() -> None:
    """A household's pension is shared by those marked; where nobody is marked, by all."""
    frame = people().assign(pension=120.0)
    frame["gets"] = ((frame["hhid"] == 101) & (frame["pid"] == 2)).astype(int)
    benefit = "benefits:\n  pension: {column: pension, period: year, per: household, received_by: gets}\n"
    amounts = loaded(as_bytes(frame, "csv"), "survey.csv", read_mapping(MAPPING + benefit)).population.persons
    assert amounts.benefits_month is not None
    pension = amounts.benefits_month["pension"]
    assert pension[:3].tolist() == [0.0, 10.0, 0.0]
    assert np.allclose(np.bincount(amounts.household, weights=pension), 10)


def test_a_file_that_only_counts_members() -> None:
    """Persons are made only where the mapping says which ages to assume, and the label tells."""
    homes = pd.DataFrame({"hhid": [1, 2], "weight": 10, "rural": 1, "consumption": [500.0, 900.0]})
    homes = homes.assign(children=[2, 0], adults=[1, 2])
    text = "\n".join(
        line for line in MAPPING.splitlines() if not line.strip().startswith(("age", "sex", "person"))
    )
    members = "members:\n- {column: children, age: 7, sex: female}\n- {column: adults, age: 40, sex: male}\n"
    population = loaded(as_bytes(homes, "csv"), "homes.csv", read_mapping(f"{text}\n{members}")).population
    assert population.persons.age.tolist() == [7, 7, 40, 40, 40]
    assert population.persons.household.tolist() == [0, 0, 0, 1, 1] and "assumed" in population.label


def test_rows_can_be_selected() -> None:
    """Only the interviews that were completed are kept, and that is told."""
    frame = people()
    spoiled = pd.concat([frame.assign(result=1), frame.assign(hhid=frame["hhid"] + 500, age="", result=2)])
    survey = loaded(as_bytes(spoiled, "csv"), "survey.csv", read_mapping(MAPPING + "keep: {result: 1}\n"))
    assert columns_of(survey.population) == EXPECTED
    assert f"{len(frame)} of {2 * len(frame)} rows were kept" in " ".join(survey.log)


def test_gaps_need_a_meaning() -> None:
    """Earnings with gaps are left out, or are what the mapping says that a gap means."""
    frame = people().assign(earned=np.where(people()["age"] > 40, 100.0, np.nan))
    for meaning, there in (("", False), (", missing_means: 0", True)):
        mapping = read_mapping(f"{MAPPING}  earnings: {{column: earned, period: year{meaning}}}\n")
        survey = loaded(as_bytes(frame, "csv"), "survey.csv", mapping)
        assert (survey.population.persons.earnings_month is not None) == there
        assert any("earned" in each.column for each in survey.problems) != there
    assert survey.population.persons.earnings_month is not None
    assert set(survey.population.persons.earnings_month.tolist()) <= {0.0, 100 / 12}


def test_nothing_of_a_row_is_in_the_text_of_a_survey() -> None:
    """What a notebook shows of a survey is its name and its size."""
    survey = loaded(CSV, "survey.csv")
    assert repr(survey) == f"Survey('survey.csv', 12 households, {len(people())} persons)"
    assert list(survey.household_rows["hhid"]) == [str(number) for number in range(101, 113)]


def test_bytes_never_reach_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading bytes opens no file for writing: whoever tries is stopped."""
    real = io.open

    def watched(file: object, mode: str = "r", *rest: object, **more: object) -> object:
        assert isinstance(file, int) or not set(mode) & set("wax+"), f"{file} was opened to write"
        return real(file, mode, *rest, **more)  # type: ignore[call-overload]

    files = {form: as_bytes(people(), form) for form in FORMATS}
    monkeypatch.setattr("builtins.open", watched)
    monkeypatch.setattr(io, "open", watched)
    for form, data in files.items():
        assert loaded(data, f"survey.{form}").population.persons.age.size == len(people())


ARUMIA = country("arumia")
POLICY = Policy.from_yaml(
    "{version: 1, schemes: [{id: child_benefit}, {id: social_pension}], existing: {pension: replaced}}"
)


@pytest.fixture(scope="module")
def arumia_again() -> Population:
    """Arumia, written as the files of a survey with ESCAP's names and read back with no mapping."""
    homes, persons = (as_bytes(frame, "csv") for frame in survey_frames(ARUMIA))
    return load_survey(
        {"households": homes, "persons": persons}, country="arumia", name="arumia.csv"
    ).population


def test_arumia_comes_back(arumia_again: Population) -> None:
    """Every column of Arumia is the same after it was a survey; units and strata may be numbered anew."""
    before, after = columns_of(ARUMIA), columns_of(arumia_again)
    for name, column in before.items():
        if name in ("psu", "stratum"):
            pairs = {*zip(column, after[name], strict=True)}  # type: ignore[call-overload]
            assert len(pairs) == len({*column}) == len({*after[name]}), name  # type: ignore[misc]
        elif name != "region":
            assert np.allclose(after[name], column, rtol=1e-12), name
    regions = [arumia_again.regions[code] for code in after["region"]]  # type: ignore[call-overload]
    assert regions == [ARUMIA.regions[code] for code in before["region"]]  # type: ignore[call-overload]
    assert {"psu", "stratum"} <= set(before) <= set(after)


def test_every_result_works_on_a_survey_as_on_a_country() -> None:
    """All measures and all breakdowns of a package are those of Arumia itself."""
    homes, persons = survey_frames(ARUMIA)
    # Per person as it is: through equivalent adults its last digit moves, and with it who is in which tenth.
    exact = homes.drop(columns=["adj_welfare", "adj_factor"]).assign(
        consumption_month=ARUMIA.households.consumption_month,
        equivalent_size=ARUMIA.households.equivalent_size,
    )
    files = {"households": as_bytes(exact, "csv"), "persons": as_bytes(persons, "csv")}
    survey = load_survey(files, country="arumia", name="arumia.csv").population
    first, second = (simulate(each, POLICY) for each in (ARUMIA, survey))
    pairs = list(zip(measured(first), measured(second), strict=True))
    for one, two in pairs:
        assert (one.without, one.before, one.after) == pytest.approx((two.without, two.before, two.after)), (
            one
        )
    assert sum(one.without is not None for one, _ in pairs) > 5, "existing benefits are known"
    for by in BREAKDOWNS:
        groups = {each.label: each for each in breakdown(first, by)}
        for each in breakdown(second, by):
            assert each.persons == pytest.approx(groups[each.label].persons)
            assert each.mean_after_month == pytest.approx(groups[each.label].mean_after_month, rel=1e-9)


def test_an_own_equivalence_scale_is_known(arumia_again: Population) -> None:
    """The survey's own equivalent sizes serve as a scale."""
    first, second = (simulate(each, POLICY) for each in (ARUMIA, arumia_again))
    one, two = (summarise(each, equivalence="own_column") for each in (first, second))
    assert one.everyone.after.headcount_percent == pytest.approx(two.everyone.after.headcount_percent)


def test_a_survey_that_does_not_load_names_its_file() -> None:
    """The refusal begins with the name of the file."""
    with pytest.raises(BadSurvey, match=r"^survey\.csv: 1 error keeps"):
        loaded(as_bytes(people().assign(age=200), "csv"), "survey.csv")
