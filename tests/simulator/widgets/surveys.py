"""Small surveys that tests choose in a panel, as bytes."""

from __future__ import annotations

from functools import cache

from simulator import country
from simulator.widgets.panels.people import FileChosen, Lends, PeopleState, people_after
from tests.arumia_files import survey_frames

UNKNOWN_NAMES = b"hhnum,wgt,urbrur,exp_month,b1q5,gender\n1,10,1,900,30,2\n1,10,1,900,4,1\n2,10,2,400,41,2\n"
MAPPING = """
version: 1
country: nepal
columns:
  household: hhnum
  weight: wgt
  urban: {column: urbrur, urban: 1, rural: 2}
  consumption: {column: exp_month, period: month, per: person}
  age: b1q5
  sex: {column: gender, male: 1, female: 2}
"""


@cache
def arumia_csv() -> bytes:
    """Return every second household of Arumia as one file of persons, from all strata and sampling units."""
    homes, persons = survey_frames(country("arumia"))
    joined = persons.merge(homes.iloc[::2], on="hhid")
    return joined.to_csv(index=False).encode()


@cache
def arumia_people() -> PeopleState:
    """Return the people of that file, with Arumia's own money."""
    lent = people_after(PeopleState(), Lends("arumia"))
    return people_after(lent, FileChosen("arumia.csv", arumia_csv()))
