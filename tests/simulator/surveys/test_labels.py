"""What a file's labels say where no mapping does, of regions and variables of a score; and the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from simulator import Survey, load_survey
from simulator.economy import PERIODS_A_MONTH
from simulator.surveys import read_mapping
from simulator.surveys.fields import MONTHS_IN
from tests.conftest import ROOT
from tests.simulator.surveys.making import MAPPING, as_bytes, people

ROOF = {1: "Iron", 2: "Thatch", 9: "Not stated"}
GUIDE = (ROOT / "simulator/surveys/MAPPING.md").read_text("utf-8")


def labelled(frame: pd.DataFrame, mapping: str = MAPPING, **labels: dict[int, str]) -> Survey:
    """Return the survey of an SPSS file with value labels."""
    data = as_bytes(frame, "sav", variable_value_labels=labels)
    return load_survey(data, read_mapping(mapping), name="survey.sav")


def test_labelled_codes_of_a_household_are_words() -> None:
    """A roof of 9, not stated, is a category of its own and not the largest number; rooms stay numbers."""
    roofs = people()["hhid"].map(lambda number: (1, 2, 9)[number % 3])
    rows = labelled(people().assign(roof=roofs, rooms=3), roof=ROOF, rooms={99: "Not stated"}).household_rows
    homes = people().drop_duplicates("hhid")["hhid"]
    assert rows["roof"].tolist() == [("Iron", "Thatch", "Not stated")[number % 3] for number in homes]
    assert rows["rooms"].tolist() == [3] * 12


@pytest.mark.parametrize("labels", [{1: "Iron", 2: "Thatch"}, {1: "Tin", 2: "Tin", 9: "Not stated"}])
def test_labels_that_do_not_tell_all_codes_apart_leave_them(labels: dict[int, str]) -> None:
    """Where a code has no label, or two have the same, the column stays as the file has it."""
    roofs = people()["hhid"].map(lambda number: (1, 2, 9)[number % 3])
    rows = labelled(people().assign(roof=roofs), roof=labels).household_rows
    assert set(rows["roof"]) == {1, 2, 9}


def test_a_region_without_a_label_is_told() -> None:
    """Of three divisions one code has no label: it may be a slip, so its rows are named."""
    divisions = people()["hhid"].map(lambda number: (1, 2, 9)[number % 3])
    survey = labelled(
        people().assign(division=divisions),
        MAPPING + "  region: division\n",
        division={1: "Central", 2: "Western"},
    )
    (found,) = [each for each in survey.problems if each.column == "division"]
    assert found.found == "'9' has no label, and others have one"
    assert found.count == int((divisions == 9).sum()) and survey.population.regions[-1] == "9"


def test_a_mapping_knows_the_periods_of_the_formulas() -> None:
    """Wages a fortnight are common: each period that has a formula may stand in a mapping."""
    assert {name.replace("_", " ") for name in MONTHS_IN} == set(PERIODS_A_MONTH)
    for name, months in MONTHS_IN.items():
        assert months * PERIODS_A_MONTH[name.replace("_", " ")] == pytest.approx(1, rel=1e-12)
        assert f"`{name}`" in GUIDE or f"period: {name}" in GUIDE


def test_the_guide_makes_a_score(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The Python of the guide runs on a survey with the columns that it names, and prints a page."""
    (code,) = re.findall(r"^```python\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    roofs = people(households=80)["hhid"].map(lambda number: (1, 2)[number % 2])
    frame = people(households=80).assign(roof=roofs, rooms=people(households=80)["hhid"] % 7)
    (tmp_path / "survey.dta").write_bytes(as_bytes(frame, "dta"))
    (tmp_path / "mapping.yaml").write_text(MAPPING, "utf-8")
    policy = "{version: 1, schemes: [{id: child_benefit, rule: {proxy_quota: {share: 0.4}}}]}"
    (tmp_path / "policy.yaml").write_text(policy, "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "MAPPING.md", "exec"), {})
