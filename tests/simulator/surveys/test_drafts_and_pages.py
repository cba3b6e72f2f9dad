"""Drafts of mappings, and the page about a survey: both read as they stand."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from simulator.command_line.main import main
from simulator.surveys import check_survey, load_survey, propose_mapping, read_mapping
from simulator.surveys.page import check_page
from simulator.surveys.proposing import NOT_SHARED
from simulator.surveys.report import check_text
from simulator.surveys.summary import histograms
from tests.simulator.surveys.making import FORMATS, MAPPING, as_bytes, people

# Names and labels as a statistical office may give them.
OFFICE = {
    "hhid": "hh_id",
    "pid": "member_no",
    "weight": "hhwgt",
    "rural": "milieu",
    "consumption": "totcons_pc",
    "age": "b4q3",
    "sex": "b4q2",
}
COLUMN_LABELS = [
    "Household identifier",
    "Line number",
    "Sampling weight",
    "Area of residence",
    "",
    "Age in years",
]


def office_file() -> bytes:
    """Return a made-up SPSS file with an office's names, and labels for columns and codes."""
    frame = people().drop(columns=["psu", "stratum"]).rename(columns=OFFICE)
    return as_bytes(
        frame,
        "sav",
        column_labels=dict(zip(frame.columns, [*COLUMN_LABELS, "Sex of the member"], strict=True)),
        variable_value_labels={"b4q2": {1: "Male", 2: "Female"}, "milieu": {0: "Urban", 1: "Rural"}},
    )


def test_a_draft_from_labels_loads_the_survey() -> None:
    """Names and labels of an office are enough for a mapping that loads without a change."""
    draft = propose_mapping(office_file(), "office.sav")
    mapping = read_mapping(draft)
    assert {name: given.columns[0] for name, given in mapping.columns.items()} == {
        "household": "hh_id",
        "person": "member_no",
        "weight": "hhwgt",
        "urban": "milieu",
        "consumption": "totcons_pc",
        "age": "b4q3",
        "sex": "b4q2",
    }
    assert mapping.columns["sex"].codes == {"female": (2,), "male": (1,)}
    ours = load_survey(as_bytes(people(), "csv"), read_mapping(MAPPING), name="survey.csv").population
    theirs = load_survey(office_file(), mapping, "nepal", "office.sav").population
    assert theirs.persons.sex.tolist() == ours.persons.sex.tolist()
    assert theirs.households.urban.tolist() == ours.households.urban.tolist()


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_of_known_names_changes_nothing(form: str) -> None:
    """A draft made of names that are known loads what no mapping at all loads."""
    frame = people().rename(columns={"consumption": "adj_welfare"}).assign(adj_factor=1.25)
    data, name = as_bytes(frame, form), f"survey.{form}"
    mapping = read_mapping(propose_mapping(data, name))
    drafted, known = (load_survey(data, each, "nepal", name).population for each in (mapping, None))
    for column in ("consumption_month", "equivalent_size", "urban", "weight"):
        one, two = getattr(drafted.households, column), getattr(known.households, column)
        assert one.tolist() == two.tolist()


def test_a_draft_of_two_files_loads_both() -> None:
    """Columns of persons come from their file, each line names its file, and the survey is the same."""
    frame = people().drop(columns=["psu", "stratum"])
    homes = frame.drop_duplicates("hhid").drop(columns=["pid", "age", "sex"]).rename(columns=OFFICE)
    persons = frame[["hhid", "pid", "age", "sex"]].rename(columns=OFFICE | {"age": "edad", "sex": "sexo"})
    # A number of the household's head must not be taken for the age of each person.
    homes = homes.assign(age=50)
    labels = {"sexo": {1: "Male", 2: "Female"}, "milieu": {0: "Urban", 1: "Rural"}}
    files = {
        key: as_bytes(each, "sav", variable_value_labels={k: v for k, v in labels.items() if k in each})
        for key, each in (("persons", persons), ("households", homes))
    }
    draft = propose_mapping(files, "two.sav")
    mapping = read_mapping(draft)
    found = {name: given.columns[0] for name, given in mapping.columns.items()}
    assert found["age"] == "edad" and found["sex"] == "sexo" and found["household"] == "hh_id"
    assert found["urban"] == "milieu" and found["weight"] == "hhwgt" and ", in two.sav" in draft
    ours = load_survey(as_bytes(people(), "csv"), read_mapping(MAPPING), name="survey.csv").population
    theirs = load_survey(files, mapping, "nepal", "two.sav").population
    assert theirs.persons.age.tolist() == ours.persons.age.tolist()
    assert theirs.households.consumption_month.tolist() == ours.households.consumption_month.tolist()


def test_a_draft_of_two_files_whose_numbers_are_called_otherwise() -> None:
    """Where the household's number has two names, the draft says so beside the line."""
    frame = people()
    files = {
        "households": as_bytes(frame.rename(columns={"hhid": "case_id"}), "csv"),
        "persons": as_bytes(frame, "csv"),
    }
    assert "case_id" not in NOT_SHARED and NOT_SHARED in propose_mapping(files, "two.csv")


def test_a_draft_says_what_is_missing_and_keeps_to_comments() -> None:
    """What was not found is a comment that says whether it is needed; odd names cannot break the file."""
    odd = "x: {\n# y\u2028'\""
    draft = propose_mapping(f'hhid,"{odd.replace(chr(34), chr(34) * 2)}"\n1,2\n'.encode(), "odd.csv")
    assert "# weight: …  # NEEDED, and nothing was found" in draft and "Columns of odd.csv that are" in draft
    assert list(read_mapping(draft).columns) == ["household"]


@pytest.mark.parametrize(
    ("label", "period", "per"),
    [
        ("Total household expenditure, annual", "year", "household"),
        ("Consumption expenditure per capita of the household, last 12 months", "year", "person"),
        ("Household expenditure of the last 7 days", "week", "household"),
        ("Household expenditure a month, from annual amounts", "month", "household"),
        ("Total consumption", "month", "person"),
    ],
)
def test_a_draft_takes_period_and_sharing_from_the_label(label: str, period: str, per: str) -> None:
    """A label that says annual and household is not drafted as a month a person; two periods say nothing."""
    data = as_bytes(people(), "sav", column_labels={"consumption": label})
    given = read_mapping(propose_mapping(data, "a.sav")).columns["consumption"]
    assert dict(given.options) == {"period": period, "per": per}


def test_a_draft_finds_an_area_by_what_its_codes_mean() -> None:
    """Neither name nor label of the column says it, but the labels of its codes; yes and no tell nothing."""
    frame = people().rename(columns={"rural": "a3"}).assign(fridge=1)
    labels = {"a3": {0: "Urban", 1: "Rural"}, "fridge": {1: "Yes", 2: "No"}}
    draft = propose_mapping(as_bytes(frame, "sav", variable_value_labels=labels), "a.sav")
    columns = read_mapping(draft).columns
    assert columns["urban"].codes == {"rural": (1,), "urban": (0,)} and columns["urban"].columns == ("a3",)
    assert "likely, by its codes" in draft and "disability" not in columns


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\ufeff"])
def test_a_draft_names_columns_with_signs_that_yaml_would_change(sign: str) -> None:
    """YAML takes some signs for the end of a line, and refuses others: the draft writes them out."""
    data = f"hhid,wgt{sign}x\n1,2\n".encode()
    mapping = read_mapping(propose_mapping(data, f"a{sign}.csv"))
    assert mapping.columns["weight"].columns == (f"wgt{sign}x",) and mapping.name == f"a{sign}.csv"


def test_no_sign_of_a_file_commands_a_screen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A column's name may hold the signs that colour or clear a terminal: none of them is printed."""
    path, page = tmp_path / "a.csv", tmp_path / "a.html"
    path.write_bytes(as_bytes(people().rename(columns={"age": "age\x1b[2J"}), "csv"))
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        MAPPING.replace("age: age", 'age: "age\\e[2J"') + 'missing: 7\nname: "a\\0b"\n', "utf-8"
    )
    for file in (mapping, path):
        main(["check-survey", str(path), "--mapping", str(file), "--html", str(page)])
    told = capsys.readouterr()
    assert not {"\x1b", "\0"} & {*told.out, *told.err, *page.read_text("utf-8")}


class Page(HTMLParser):
    """Collects what a page holds: its tags, and the addresses that it would ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its addresses."""
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


def test_the_page_stands_alone() -> None:
    """The page asks nothing from anywhere, and has the problems, the figures and the histograms."""
    check = check_survey(as_bytes(people(households=60), "csv"), read_mapping(MAPPING), name="survey.csv")
    text = check_page(check)
    page = Page(text)
    assert page.addresses == [] and "script" not in page.tags
    assert page.tags.count("table") == 1 + 2 + 5 and page.tags.count("svg") > 20
    assert "<h1>survey.csv: 0 errors" in text and "Beside the published figures" in text


def test_a_small_cell_is_hidden() -> None:
    """With twelve households most groups have fewer than ten, and none of their shares is shown."""
    check = check_survey(as_bytes(people(), "csv"), read_mapping(MAPPING), name="survey.csv")
    assert check_page(check).count(">hidden<") > 20


@pytest.mark.parametrize("households", [20, 60, 200, 400])
def test_no_share_is_hidden_alone(households: int) -> None:
    """One hidden share could be had from the others: there are two, or none."""
    data = as_bytes(people(households=households), "csv")
    population = load_survey(data, read_mapping(MAPPING), name="survey.csv").population
    for histogram in histograms(population):
        hidden = [percent for percent in histogram.percents if percent is None]
        assert len(hidden) != 1 or len([each for each in histogram.percents if each]) == 0
        assert sum(each or 0 for each in histogram.percents) == pytest.approx(100) or hidden


def test_a_file_cannot_write_into_the_page() -> None:
    """Names and values of a file are text on the page, whatever they hold."""
    frame = people().rename(columns={"age": "<img src=x>"}).assign(sex="<b onclick=x>")
    mapping = read_mapping(MAPPING.replace("age: age", "age: <img src=x>"))
    page = Page(check_page(check_survey(as_bytes(frame, "csv"), mapping, name="<script>.csv")))
    assert not {"img", "b", "script"} & set(page.tags) and page.addresses == []


def test_the_text_lists_every_problem() -> None:
    """The page for the terminal has each problem with its number and what to do."""
    check = check_survey(
        as_bytes(people().assign(age=200, sex=9), "csv"), read_mapping(MAPPING), name="a.csv"
    )
    text = check_text(check)
    assert text.startswith("a.csv: 2 errors") and "It does not load yet." in text
    assert "1. sex" in text and "2. age" in text and "What was done" in text
