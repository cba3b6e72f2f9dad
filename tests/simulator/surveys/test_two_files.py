"""A file of households and one of persons: who was left out on purpose, and who fits nowhere."""

from __future__ import annotations

import pandas as pd
import pytest

from simulator import SimulatorError
from simulator.surveys import SurveyCheck, check_survey, read_mapping
from tests.simulator.surveys.making import MAPPING, as_bytes, people

KEEP = MAPPING + "keep: {result: 1}\n"
OF_PERSONS = ["hhid", "pid", "age", "sex"]


def checked(homes: pd.DataFrame, persons: pd.DataFrame, mapping: str = MAPPING) -> SurveyCheck:
    """Return the check of the two files."""
    files = {"households": as_bytes(homes, "csv"), "persons": as_bytes(persons, "csv")}
    return check_survey(files, read_mapping(mapping), name="two.csv")


def two() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return twelve households and their persons; the last two households refused."""
    frame = people()
    homes = frame.drop_duplicates("hhid").drop(columns=["pid", "age", "sex"])
    return homes.assign(result=[1] * 10 + [2] * 2), frame[OF_PERSONS]


def test_who_lives_in_a_household_that_is_not_kept_is_left_out_too() -> None:
    """Only the file of households says who refused: the persons of these households go with them."""
    homes, persons = two()
    check = checked(homes, persons, KEEP)
    gone = int((persons["hhid"] > 110).sum())
    assert check.survey is not None and len(check.survey.population.households.size) == 10
    assert len(check.survey.population.persons.age) == len(persons) - gone
    told = f"{gone} rows were left out, members of households that were not kept"
    assert any(told in sentence for sentence in check.log)


def test_who_was_never_in_a_household_is_still_told() -> None:
    """A person of a household that the file never had is an error, whatever is kept."""
    homes, persons = two()
    lost = persons.tail(1).assign(hhid=999)
    check = checked(homes, pd.concat([persons, lost]), KEEP)
    (error,) = [each for each in check.problems if each.severity == "error"]
    assert (error.count, error.rows) == (1, (len(persons) + 2,))
    assert "their household is not in the file of households" in error.found


def test_persons_without_a_household_are_not_called_doubles() -> None:
    """Two households are missing: their persons lack a household, and nobody stands twice."""
    homes, persons = two()
    found = [each.found for each in checked(homes.head(10), persons).problems if each.severity == "error"]
    assert found == ["their household is not in the file of households"]


def test_a_number_that_begins_anew_in_each_village_asks_for_the_village() -> None:
    """Households numbered within a village stand twice by their number alone; both columns mend it."""
    homes, persons = two()
    homes, persons = (
        each.assign(village=each["hhid"] // 107, hhid=each["hhid"] % 107 % 101) for each in (homes, persons)
    )
    (error,) = [each for each in checked(homes, persons).problems if "more than once" in each.found]
    assert "`household: [cluster, number]`" in error.mend
    both = MAPPING.replace("household: hhid", "household: [village, hhid]")
    assert not any("more than once" in each.found for each in checked(homes, persons, both).problems)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("{from: 3, to: 7}", range(3, 8)),
        ("{from: 3.5}", range(4, 13)),
        ("{to: 7}", range(1, 8)),
    ],
)
def test_a_range_of_rows_is_kept(wanted: str, numbers: range) -> None:
    """Both ends are included, either may be left out, and the log counts the rows."""
    homes, persons = two()
    homes = homes.assign(visit=range(1, 13))
    check = checked(homes, persons, MAPPING + f"keep: {{visit: {wanted}}}\n")
    assert check.survey is not None and len(check.survey.population.households.size) == len(numbers)
    assert any(f"{len(numbers)} of 12 rows were kept, by visit" in sentence for sentence in check.log)


def test_ranges_that_keep_nothing_or_are_none() -> None:
    """No row in the range, a lower end above the higher, no end, a text and another word are refused."""
    homes, persons = two()
    homes = homes.assign(visit=range(1, 13))
    slips = {
        "{from: 90}": "lies in this range",
        "{from: 7, to: 3}": "the lower first",
        "{}": "one end or two",
        "{from: three}": "a number",
        "{above: 3}": "'above'",
    }
    for wanted, words in slips.items():
        with pytest.raises(SimulatorError, match=words):
            checked(homes, persons, MAPPING + f"keep: {{visit: {wanted}}}\n")
