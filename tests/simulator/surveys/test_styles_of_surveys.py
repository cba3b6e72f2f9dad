"""Four made-up files in the styles of real surveys, with the codes that trip their readers.

HIES: spreadsheets as CSV, an identifier in two columns, local digits. LSMS: Stata with labels, weights of
persons. EU-SILC: decimal commas, equivalised income. MICS: SPSS, incomplete interviews, no consumption.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from simulator import Population
from simulator.surveys import BadSurvey, Survey, load_survey, read_mapping
from tests.simulator.surveys.styles import ECONOMY, EU_SILC, HIES, LSMS, MICS

PERSONS_PER_HOUSEHOLD = [3, 1, 2]


def saved(folder: Path, ending: str, frame: dict[str, list[Any]], labels: Any = None) -> bytes:
    """Return a frame as the bytes of a Stata or SPSS file with value labels."""
    write = pyreadstat.write_dta if ending == ".dta" else pyreadstat.write_sav
    path = folder / f"file{ending}"
    write(pd.DataFrame(frame), str(path), variable_value_labels=labels or {})
    return path.read_bytes()


def loaded(files: Any, mapping: str, ending: str) -> Survey:
    """Return a survey from bytes and a mapping, to which the economy is added."""
    return load_survey(files, read_mapping(mapping + ECONOMY), name=f"survey{ending}")


def refused(files: Any, mapping: str, ending: str) -> str:
    """Return the words in which a survey is refused."""
    with pytest.raises(BadSurvey) as found:
        loaded(files, mapping, ending)
    return str(found.value)


def months(population: Population) -> list[float]:
    """Return consumption a month per person, to a thousandth."""
    return [round(each, 3) for each in population.households.consumption_month.tolist()]


def of_hies(mapping: str = HIES["mapping"]) -> Survey:
    """Return the HIES with a mapping."""
    return loaded(HIES["files"], mapping, ".csv")


def test_hies_reads_two_columns_as_one_identifier() -> None:
    """Household 1 of village 11 and household 11 of village 1 are two; local digits and words are read."""
    population = of_hies().population
    assert population.households.size.tolist() == PERSONS_PER_HOUSEHOLD
    assert population.persons.age.tolist() == [40, 38, 30, 70, 30, 28]
    assert population.persons.sex.tolist() == [1, 0, 0, 0, 1, 0]
    assert population.households.urban.tolist() == [False, False, True]
    assert population.households.psu.tolist() == [0, 0, 1]


def test_hies_by_the_year_and_by_seven_days() -> None:
    """A year's total is cut by twelve, a recall of seven days stretched to a month: both per person."""
    assert months(of_hies().population) == [405.556, 608.333, 1216.667]
    by_week = HIES["mapping"].replace("column: totcons, period: year", "column: food7d, period: week")
    assert months(of_hies(by_week).population) == [
        round(amount * 365 / 84 / size, 3)
        for amount, size in zip([70, 35, 140], PERSONS_PER_HOUSEHOLD, strict=True)
    ]


def test_hies_with_half_an_identifier_is_refused() -> None:
    """The number inside the village is no identifier: households and persons stand twice; both are said."""
    told = refused(HIES["files"], HIES["mapping"].replace("[psu, hhno]", "hhno"), ".csv")
    assert "identifier stands more than once" in told
    assert "number stands twice" in told


def test_hies_with_ages_of_99_is_refused_once_they_are_named() -> None:
    """99 is an age until the mapping says that it is none; then nothing takes its place by itself."""
    mapping = HIES["mapping"].replace(", missing_means: 30", "")
    assert "16.7 % of the values are missing" in refused(HIES["files"], mapping, ".csv")


def test_hies_words_of_another_language_need_a_mapping() -> None:
    """Which word means a woman is never guessed."""
    mapping = HIES["mapping"].replace("{column: sex, female: [নারী], male: [পুরুষ]}", "sex")
    assert "is no code that is known" in refused(HIES["files"], mapping, ".csv")


@pytest.fixture
def lsms(tmp_path: Path) -> dict[str, bytes]:
    """The LSMS as two Stata files with labels."""
    return {table: saved(tmp_path, ".dta", *LSMS[table]) for table in ("households", "persons")}


def test_lsms_divides_the_weights_of_persons(lsms: dict[str, bytes]) -> None:
    """Weights that count persons become those of households; the persons add up to the weights."""
    population = loaded(lsms, LSMS["mapping"], ".dta").population
    assert population.households.weight.tolist() == [100, 100, 120]
    assert population.members_weight.tolist() == LSMS["households"][0]["popwt"]
    assert months(population) == [3000, 2000, 5000]


def test_lsms_reads_labels_open_ages_and_relations(lsms: dict[str, bytes]) -> None:
    """Regions by their labels, 95 as the first year of the open group, types from the relations."""
    survey = loaded(lsms, LSMS["mapping"], ".dta")
    assert survey.population.regions == ("Mountains", "Hills")
    assert survey.population.persons.age.tolist() == [44, 40, 9, 95, 60, 33]
    assert survey.population.households.type.tolist() == [0, 2, 4]
    assert "Types of household were told from relations to the head." in survey.log


def test_lsms_without_a_head_tells_types_from_ages(tmp_path: Path, lsms: dict[str, bytes]) -> None:
    """One household without a head: all types come from ages, and a warning names the row."""
    frame, labels = LSMS["persons"]
    headless = saved(tmp_path, ".dta", frame | {"reln": [1, 2, 3, 2, 3, 1]}, labels)
    survey = loaded({**lsms, "persons": headless}, LSMS["mapping"], ".dta")
    assert "Types of household were told from ages." in survey.log
    assert any("are the head" in str(problem) for problem in survey.problems)


def test_lsms_weights_that_differ_inside_a_household_are_refused(
    tmp_path: Path, lsms: dict[str, bytes]
) -> None:
    """Calibrated weights of persons have no household weight that anyone could guess."""
    frame, labels = LSMS["persons"]
    differing = saved(tmp_path, ".dta", frame | {"wt_ind": [300, 310, 290, 200, 200, 120]}, labels)
    mapping = LSMS["mapping"].replace("popwt", "wt_ind")
    assert "differs inside a household" in refused({**lsms, "persons": differing}, mapping, ".dta")


def test_lsms_age_that_is_no_age_is_refused(tmp_path: Path, lsms: dict[str, bytes]) -> None:
    """A code of 998 that nobody named is above every age."""
    frame, labels = LSMS["persons"]
    coded = saved(tmp_path, ".dta", frame | {"v2_age": [44, 40, 998, 95, 60, 33]}, labels)
    assert "998 cannot be" in refused({**lsms, "persons": coded}, LSMS["mapping"], ".dta")


def test_silc_from_equivalised_income_and_from_totals_alike() -> None:
    """Income per equivalent adult and the household's total say the same per person, in two encodings."""
    by_total = EU_SILC["mapping"].replace(
        "HX090, period: year, per: equivalent_adult", "HY020, period: year, per: household"
    )
    per_adult, per_household = (
        loaded(EU_SILC["files"], mapping, ".csv").population for mapping in (EU_SILC["mapping"], by_total)
    )
    assert months(per_adult) == pytest.approx(months(per_household), abs=0.002)
    assert months(per_household) == [1166.667, 1250, 1250]
    assert per_adult.households.equivalent_size.tolist() == [1.8, 1, 1.5]
    assert per_adult.households.weight.tolist() == [1200.5, 900.25, 1500]


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("persons", ";0;1", ";-1;1", "-1 cannot be"),
        ("persons", ";52;", ";1970;", "1970 cannot be"),
        ("households", "20000,00", "-500,00", "-500 cannot be"),
        ("persons", "DB030", "RX030", "'DB030' is not there"),
    ],
    ids=[
        "child born after the income year",
        "year of birth",
        "negative income",
        "identifier of another name",
    ],
)
def test_silc_peculiarities_are_refused(table: str, old: str, new: str, message: str) -> None:
    """Ages of -1, years of birth, incomes below 0, an identifier that each file calls otherwise."""
    encoding = EU_SILC["encodings"][table]
    changed = EU_SILC["files"][table].decode(encoding).replace(old, new).encode(encoding)
    assert message in refused(EU_SILC["files"] | {table: changed}, EU_SILC["mapping"], ".csv")


@pytest.fixture
def mics(tmp_path: Path) -> dict[str, bytes]:
    """The MICS as two SPSS files with labels in French."""
    return {table: saved(tmp_path, ".sav", *MICS[table]) for table in ("households", "persons")}


def test_mics_has_no_consumption_and_is_refused(mics: dict[str, bytes]) -> None:
    """A wealth index is no consumption: nothing takes its place."""
    told = refused(mics, MICS["mapping"].replace(MICS["consumption"], ""), ".sav")
    assert "consumption: no column is known for it" in told
    wealth = MICS["mapping"].replace(MICS["consumption"], "  consumption: wscore\n")
    assert "wscore (consumption)" in refused(mics, wealth, ".sav")


def test_mics_keeps_the_completed_interviews(mics: dict[str, bytes]) -> None:
    """Of four households one was not met; the other three load, their wealth index as a score."""
    survey = loaded(mics, MICS["mapping"], ".sav")
    population = survey.population
    assert population.households.weight.tolist() == [0.8, 1.2, 1.1]
    assert population.households.size.tolist() == [2, 1, 3]
    assert population.households.proxy_score.tolist() == [1.1, 0.2, -1.3]
    assert population.persons.sex.tolist() == [1, 0, 0, 0, 1, 1]
    assert any("3 of 4 rows were kept" in sentence for sentence in survey.log)


def test_mics_with_all_interviews_says_everything_at_once(mics: dict[str, bytes]) -> None:
    """Weights of 0, no persons, no consumption: one message holds all that the household not met lacks."""
    told = refused(mics, MICS["mapping"].replace("keep: {HH46: [1]}\n", ""), ".sav")
    for part in ("nobody of it is in the file of persons", "0 cannot be", "of the values are missing"):
        assert part in told


HEADS = b"hhid,weight,rural,total,hhsize,age,sex\n1,10,1,1200,4,60,male\n2,10,1,1500,2,50,female\n"
COUNTED = """version: 1
columns: {consumption: {column: total, period: year, per: household}}
members: {column: hhsize, age: 30, sex: female}
"""


def test_members_that_are_counted_have_the_ages_that_were_assumed() -> None:
    """In a file of heads the columns age and sex are the head's: the assumed ones hold for the members."""
    persons = loaded(HEADS, COUNTED, ".csv").population.persons
    assert set(persons.age.tolist()) == {30}
    assert set(persons.sex.tolist()) == {0}


def test_labels_that_are_not_understood_are_not_guessed(tmp_path: Path) -> None:
    """1 is often a man, but here the labels say a woman, in a language that the loader does not read."""
    frame = {
        **{"hhid": [1.0, 1.0], "weight": [10.0, 10.0], "rural": [1.0, 1.0]},
        **{"consumption_month": [50.0, 50.0], "age": [30.0, 31.0], "sex": [1.0, 2.0]},
    }
    data = saved(tmp_path, ".dta", frame, {"sex": {1.0: "महिला", 2.0: "पुरुष"}})
    assert "sex" in refused(data, "version: 1\ncolumns: {}\n", ".dta")


def test_values_in_the_place_of_gaps_are_told() -> None:
    """The age of 30 that stands for a 99 was never observed: the log says for how many persons."""
    survey = of_hies()
    told = " ".join([*survey.log, *map(str, survey.problems)])
    assert "missing" in told
