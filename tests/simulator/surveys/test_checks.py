"""The validator: each thing that can be wrong is told, with its column, its rows and the mend."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from simulator.surveys import BadSurvey, Problem, check_survey, load_survey, read_mapping
from tests.simulator.surveys.making import MAPPING, as_bytes, people

Frame = pd.DataFrame
Change = Callable[[Frame], Frame]
FIRST = 101


def problems(frame: Frame, mapping: str = MAPPING) -> tuple[Problem, ...]:
    """Return what the check of a frame as a CSV file finds."""
    return check_survey(as_bytes(frame, "csv"), read_mapping(mapping), name="survey.csv").problems


def one(frame: Frame, word: str, mapping: str = MAPPING) -> Problem:
    """Return the one problem that speaks of the word."""
    (found,) = [each for each in problems(frame, mapping) if word in f"{each.column} {each.found}"]
    return found


def with_cell(name: str, row: int, value: object) -> Frame:
    """Return twelve households with one other cell."""
    frame = people()
    column = frame[name].astype(object)
    column.iloc[row] = value
    return frame.assign(**{name: column})


def test_a_sound_survey_has_no_error() -> None:
    """Twelve households without a fault load; what is unlike Nepal is a warning."""
    assert {each.severity for each in problems(people())} <= {"warning"}


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("age", 130, "130 cannot be"),
        ("age", -1, "-1 cannot be"),
        ("age", "thirty", "'thirty' is no number"),
        ("age", 7.5, "7.5 is not whole"),
        ("age", "", "values are missing"),
        ("sex", 3, "'3' is no code that is known"),
        ("sex", "", "values are missing"),
        ("hhid", "", "no value"),
        ("hhid", "1.23E+11", "a number too long for its digits"),
    ],
)
def test_a_wrong_cell_is_an_error_with_its_row(name: str, value: object, found: str) -> None:
    """The fifth person stands in row 6 of the file, and only the one column's value is quoted."""
    problem = one(with_cell(name, 4, value), found)
    assert (problem.severity, problem.count, problem.rows) == ("error", 1, (6,))
    assert name in problem.column and problem.mend.endswith(".")


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("weight", -5, "-5 cannot be"),
        ("weight", 0, "0 cannot be"),
        ("weight", "", "values are missing"),
        ("consumption", -5, "-5 cannot be"),
        ("consumption", "inf", "'inf' is no number"),
        ("consumption", "1e999", "inf cannot be"),
        ("consumption", "1;5", "'1;5' is no number"),
        ("rural", 2, "'2' is no code that is known"),
    ],
)
def test_a_wrong_household_is_an_error(name: str, value: object, found: str) -> None:
    """A value that is the same for all three members is told, whatever table it stands in."""
    frame = people()
    column = frame[name].astype(object).where(frame["hhid"] != FIRST, value)
    problem = one(frame.assign(**{name: column}), found)
    assert problem.severity == "error" and problem.rows[0] == 2


def test_every_problem_is_told_at_once() -> None:
    """Four faults in four columns are four errors, and the refusal counts them."""
    frame = with_cell("age", 3, 130).assign(sex=9)
    frame.loc[frame["hhid"] == FIRST, "weight"] = -1
    frame = frame.drop(columns="rural")
    with pytest.raises(BadSurvey) as caught:
        load_survey(as_bytes(frame, "csv"), read_mapping(MAPPING), name="survey.csv")
    errors = [each for each in caught.value.problems if each.severity == "error"]
    assert len(errors) == 4 and "4 errors keep this survey from loading" in str(caught.value)
    assert {word for each in errors for word in ("age", "sex", "weight", "urban") if word in each.column} == {
        *("age", "sex", "weight", "urban")
    }


def test_persons_twice() -> None:
    """A person whose household and number an earlier row has is an error."""
    frame = people()
    problem = one(pd.concat([frame, frame.iloc[[1]]]), "stands twice")
    assert problem.rows == (len(frame) + 2,) and problem.severity == "error"


def test_rows_that_are_equal_without_a_number_of_the_person() -> None:
    """Where persons have no number, a row that equals another one is a warning only."""
    frame = people().drop(columns="pid")
    again = pd.concat([frame, frame.iloc[[1]]])
    problem = one(again, "equal an earlier row", MAPPING.replace("  person: pid\n", ""))
    assert (problem.severity, problem.rows) == ("warning", (len(frame) + 2,))


WITH_DESIGN = MAPPING + "  psu: psu\n  size: hhsize\n  region: region\n"


def test_what_no_result_hangs_on_does_not_stop_the_loading() -> None:
    """Gaps in sampling units, a size of 0 and a region for each person are told, and the survey loads."""
    frame = people(households=300)
    spoiled = frame.assign(psu=frame["psu"].where(frame["hhid"] > 110), hhsize=0, region=frame["hhid"])
    check = check_survey(as_bytes(spoiled, "csv"), read_mapping(WITH_DESIGN), name="survey.csv")
    assert check.survey is not None
    homes = check.survey.population.households
    assert homes.psu is None and homes.region is None
    assert {"psu", "hhsize (size)", "region"} <= {each.column for each in check.problems}


def test_a_household_with_two_values() -> None:
    """Members of one household with different consumption are an error at the second."""
    problem = one(with_cell("consumption", 1, 5.0), "differs inside a household")
    assert problem.rows == (3,) and problem.column == "consumption"


WITH_SIZE = MAPPING + "  size: hhsize\n"
WITH_PARTS = MAPPING.replace("per: person}", "per: person, parts: [food, rest]}")
WITH_REGION = MAPPING + "  region: region\n"
WARNINGS: dict[str, tuple[Change, str]] = {
    "differs from the number of persons": (lambda frame: frame.assign(hhsize=9), WITH_SIZE),
    "nobody is 18 or older": (lambda frame: frame.assign(age=7), MAPPING),
    "all weights are 1": (lambda frame: frame.assign(weight=1), MAPPING),
    "all amounts are equal": (lambda frame: frame.assign(consumption=5000), MAPPING),
    "the sum of the parts": (lambda frame: frame.assign(food=frame["consumption"], rest=900), WITH_PARTS),
    "no column is known for psu": (lambda frame: frame.drop(columns=["psu", "stratum"]), MAPPING),
    "the weights add up to": (lambda frame: frame, MAPPING),
    "times GDP per person": (lambda frame: frame.assign(consumption=frame["consumption"] * 12), MAPPING),
    "decimal commas were read": (
        lambda frame: frame.assign(
            consumption=[f"{each:.2f}".replace(".", ",") for each in frame["consumption"]]
        ),
        MAPPING,
    ),
    "local digits were read": (
        lambda frame: frame.assign(age=[f"{each}".replace("3", "३") for each in frame["age"]]),
        MAPPING,
    ),
}


@pytest.mark.parametrize("words", list(WARNINGS))
def test_what_may_be_wrong_is_a_warning(words: str) -> None:
    """What cannot be decided from the file alone is told, and the survey loads."""
    change, mapping = WARNINGS[words]
    check = check_survey(as_bytes(change(people()), "csv"), read_mapping(mapping), name="survey.csv")
    (problem,) = [each for each in check.problems if words in each.found]
    assert problem.severity == "warning" and check.survey is not None


def test_a_year_beside_a_month() -> None:
    """A region whose amounts are twelve times those of the others is told of; a rich one is not."""
    frame = people(households=40)
    frame["region"] = np.where(frame["hhid"] < 115, "North", "South")
    for times, told in ((12, 1), (3, 0)):
        changed = frame.assign(
            consumption=frame["consumption"] * np.where(frame["region"] == "North", times, 1)
        )
        found = [each for each in problems(changed, WITH_REGION) if "a year beside a month" in each.found]
        assert len(found) == told


def test_a_file_of_households_is_not_taken_for_one_of_persons() -> None:
    """A file with one row a household would make everybody live alone: that is an error."""
    heads = people(households=40).drop_duplicates("hhid").assign(hhsize=4)
    assert one(heads, "each household has one row", WITH_SIZE).severity == "error"


def test_ambiguous_commas_are_an_error() -> None:
    """Amounts such as 1,234 stop the loading until the mapping says what the comma is."""
    frame = people().assign(consumption="1,234")
    assert one(frame, "commas may be").severity == "error"
    for decimal, amount in (("comma", 1.234), ("point", 1234)):
        mapping = read_mapping(MAPPING + f"reading: {{decimal: {decimal}}}\n")
        population = load_survey(as_bytes(frame, "csv"), mapping, name="survey.csv").population
        assert set(population.households.consumption_month.tolist()) == {amount}


def test_amounts_marked_in_two_currencies() -> None:
    """Marks of two currencies are named as such, with the rows; where most have one mark, so is the other."""
    frame = people()
    marked = [f"{'USD' if row < 3 else 'NPR'} {each}" for row, each in enumerate(frame["consumption"])]
    problem = one(frame.assign(consumption=marked), "mixed currencies")
    assert problem.severity == "error" and "'USD', 'NPR'" in problem.found and problem.rows[0] == 2


@pytest.mark.parametrize("name", ["currency", "exp_currency", "Moneda"])
def test_a_column_that_names_two_currencies(name: str) -> None:
    """The rows of the rarer currency are named; one currency, or none said, is no problem."""
    frame = people()
    named = np.where(np.arange(len(frame)) == 4, "USD", "NPR")
    problem = one(frame.assign(**{name: named}), "mixed currencies")
    assert (problem.severity, problem.rows, problem.column) == ("warning", (6,), name)
    assert "most rows say 'NPR', these 'USD'" in problem.found
    for same in ("NPR", "", "12.5"):
        found = problems(frame.assign(**{name: same}))
        assert not [each for each in found if "mixed currencies" in each.found]


def test_a_label_that_speaks_of_currency() -> None:
    """Amounts whose label says 'local currency' are no names of currencies; words under such a label are."""
    frame, label = people(), "Amount in local currency"
    frame = frame.assign(unit=np.where(np.arange(len(frame)) == 4, "USD", "NPR"))
    labels = {each: label if each in ("consumption", "unit") else "" for each in frame.columns}
    data = as_bytes(frame, "sav", column_labels=labels)
    found = check_survey(data, read_mapping(MAPPING), name="survey.sav").problems
    assert [each.column for each in found if "mixed currencies" in each.found] == ["unit"]


def test_one_column_for_two_quantities() -> None:
    """The weight taken for consumption too is an error; identifiers may share a column."""
    twice = MAPPING.replace("column: consumption", "column: weight")
    problem = one(people(), "is taken for", twice)
    assert problem.severity == "error" and "weight and for consumption" in problem.found
    shared = MAPPING + "  psu: psu\n  stratum: psu\n"
    assert not [each for each in problems(people(), shared) if "is taken for" in each.found]
