"""Text, plain data, listings and comparisons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.careers import (
    Career,
    Spell,
    all_programmes,
    career_command,
    career_parameters,
    career_result,
    compare_careers,
    comparison_text,
    describe_programme,
    list_programmes,
    programme_ids,
    read_career,
    run_career,
    setting,
    to_data,
    to_text,
    typical_careers,
)
from simulator.careers.calculators import CALCULATORS

FILE = """
version: 1
career: {label: Asha, density: 0.8, spells: [{state: care, ages: [30, 39]}]}
economy: {currency: rupees}
programmes:
""" + "".join(f"- id: {name}\n" for name in programme_ids())


def test_text_tells_all_programmes_and_why_nothing_is_paid(tmp_path: Path) -> None:
    """The command prints each programme of the file, and each reason, once."""
    path = tmp_path / "career.yaml"
    path.write_text(FILE, "utf-8")
    text = career_command(str(path))
    assert text == to_text(read_career(FILE))
    assert text.startswith("Asha: work from age 25 to 64, 24 of 40 years formal, a pension for 18 years.\n")
    for result in run_career(read_career(FILE)):
        assert f"\n{result.label}\n" in text and result.reason in text
    assert "nan" not in text and "None" not in text


def test_data_is_json_and_says_which_career() -> None:
    """The plain data hold the career, the values used and the results, and survive JSON."""
    plan = read_career(FILE)
    data = json.loads(json.dumps(to_data(plan), allow_nan=False))
    assert data["career"]["spells"] == [{"state": "care", "ages": [30, 39]}]
    assert data["career"]["economy"]["currency"] == "rupees"
    assert [each["programme"] for each in data["results"]] == list(programme_ids())
    assert data["programmes"][0]["longest_weeks"] == 14


def test_python_and_yaml_make_the_same_career() -> None:
    """A career typed in Python is the one that YAML describes."""
    career = read_career(FILE.replace("{currency: rupees}", "{}")).career
    assert career == Career(label="Asha", density=0.8, spells=[Spell("care", (30, 39))])


def test_results_of_a_file_are_those_of_each_programme() -> None:
    """A file's results are those of its programmes, one by one, in its order."""
    plan = read_career(FILE)
    assert run_career(plan) == tuple(career_result(plan.career, each) for each in plan.programmes)


def test_comparison_of_the_missing_middle() -> None:
    """All informal is left out of the formal scheme; the match doubles her account, no match leaves it."""
    programmes = [
        setting("pension_notional_account"),
        setting("subsidised_informal", match=0),
        setting("subsidised_informal", match=1),
    ]
    careers = typical_careers(Career())
    rows = compare_careers(programmes, careers)
    assert [row.career for row in rows] == 3 * list(careers)
    formal, alone, matched = (rows[4 * block : 4 * block + 4] for block in range(3))
    shares = [each.result.replacement_of_last_wage_percent for each in formal]
    assert shares == pytest.approx([400 / 18, 300 / 18, 200 / 18, 0])
    assert formal[3].result.left_out
    assert alone[3].result.benefit_month > 0
    assert matched[3].result.benefit_month == pytest.approx(2 * alone[3].result.benefit_month)
    text = comparison_text(rows)
    assert text.count("all informal") == 3 and "informal work is not insured" in text


def test_typical_careers_keep_the_worker() -> None:
    """The four careers differ only in their months of formal work."""
    base = Career(age_start=20, first_wage=60, life_expectancy=15, density=0.3)
    careers = typical_careers(base)
    assert {each.wages for each in careers.values()} == {base.wages}
    assert [each.years_contributed for each in careers.values()] == [45, 35, 22.5, 0]


def test_every_declaration_says_where_it_is_from() -> None:
    """Each parameter has a source or the word assumption, but for choices that have no right answer."""
    declared = [career_parameters(), *(each.parameters for each in all_programmes().values())]
    for each in (each for parameters in declared for each in parameters.values()):
        assert each.source or each.kind == "choice" or each.unit_from, each.path


def test_every_calculator_has_one_programme() -> None:
    """Eight calculators, eight files: none is forgotten, none is used twice."""
    assert sorted(each.calculator for each in all_programmes().values()) == sorted(CALCULATORS)
    assert all(each.id == name for name, each in all_programmes().items())


@pytest.mark.parametrize("name", programme_ids())
def test_description_tells_every_parameter(name: str) -> None:
    """A programme's description names each parameter with its default and its source."""
    programme = all_programmes()[name]
    text = describe_programme(name)
    assert programme.source in text and programme.help.strip() in text
    for path, each in programme.parameters.items():
        assert f"\n{path}: {each.allowed({})}; default " in text and each.help.strip() in text
    assert f"{name} " in list_programmes()
