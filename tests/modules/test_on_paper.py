"""Every lab on paper: enough steps, each runs, and the sheets say what the simulator computes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import simulator
from book.extension.class_sheets import labs_on_paper
from book.extension.module_file import load_module
from book.reading import grade_of, prose_of, words_in
from simulator.widgets.policy_lab import Configuration, paper_of
from simulator.widgets.policy_lab.paper import MEASURES, hand_out_html, read_out_html

ROOT = Path(__file__).parents[2]
MODULES = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
CLASS = ROOT / "book" / "trainers" / "class.md"
LABS = [
    ROOT / f"{page.document}.md"
    for module in MODULES
    for page in module.pages
    if page.kind in ("lesson", "lab")
]
ROW = re.compile(r"<tr>(.*?)</tr>")
CELL = re.compile(r"<td>(.*?)</td>")
MOST_WORDS = 600


def lab_of(path: Path) -> Configuration:
    """Return the one lab of a page."""
    (lab,) = labs_on_paper(path)
    return lab


def computed(lab: Configuration) -> list[list[str]]:
    """Return, from public names alone, the numbers of each row, written as the sheet writes them."""
    policies = [lab.policy]
    for changes in lab.steps.values():
        policies.append(policies[-1].with_values(changes))
    people = simulator.country(lab.country)
    results = [simulator.summarise(simulator.simulate(people, policy), lab.line) for policy in policies]
    before = results[0].everyone.before
    rows = [["–", "–", f"{before.headcount_percent:.1f}", f"{before.gap_percent:.2f}", "–"]]
    for result in results:
        reach, after = result.reach, result.everyone.after
        shares = [f"{reach.direct_percent:.0f}", f"{reach.exclusion_error_percent:.0f}"]
        poverty = [f"{after.headcount_percent:.1f}", f"{after.gap_percent:.2f}"]
        rows.append([*shares, *poverty, f"{result.cost.percent_of_gdp:.2f}"])
    return rows


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_has_steps_for_a_class(path: Path) -> None:
    """Three steps or more, few enough for a page, each with another result than the step before."""
    paper = paper_of(lab_of(path))
    assert 3 <= len(paper.steps) <= 6
    numbers = [row.numbers for row in (*paper.known, *paper.steps)]
    assert all(earlier != later for earlier, later in pairwise(numbers))
    assert all(row.settings and len(row.title) <= 40 for row in paper.steps)


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_the_numbers_to_read_out_are_the_simulators(path: Path) -> None:
    """Each cell is what the simulator says of the policy after that step; the people are synthetic."""
    lab = lab_of(path)
    sheet = read_out_html(paper_of(lab))
    rows = [CELL.findall(row) for row in ROW.findall(sheet)[1:]]
    assert rows == computed(lab)
    assert "Synthetic population" in sheet


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_the_hand_out_gives_no_result_away(path: Path) -> None:
    """After the start all cells are empty: a line for the guess and one for the result of each step."""
    lab = lab_of(path)
    sheet = hand_out_html(paper_of(lab))
    rows = [CELL.findall(row) for row in ROW.findall(sheet)[1:]]
    assert rows[:2] == computed(lab)[:2]
    assert rows[2:] == [[""] * len(MEASURES)] * (2 * len(lab.steps))
    assert "Synthetic population" in sheet


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_class_sets_what_the_lab_lets_one_move(path: Path) -> None:
    """A table with a phone finds each setting of a step among the lab's controls, or under More settings."""
    lab = lab_of(path)
    moved = {name for changes in lab.steps.values() for name in changes}
    assert moved - set(lab.controls) <= {"take_up"}


def test_the_plans_fill_their_time() -> None:
    """The parts of the plans take 60 and 90, and 20 and 40 minutes; the long ones name each core page."""
    whole, _, short = CLASS.read_text("utf-8").partition("Two shorter classes")
    assert [minutes_of(text) for text in (whole, short)] == [[60, 90], [20, 40]]
    named = re.findall(r"^\| \{doc\}.*?</(modules/\S+?)>", whole, re.MULTILINE)
    (module,) = [each for each in MODULES if each.pages[0].document in named]
    assert named == [page.document for page in module.pages if page.is_core]


def minutes_of(text: str) -> list[int]:
    """Return the sums of the two columns of minutes of a plan; a dash leaves its part out."""
    rows = re.findall(r"^\| .*? \| (\d+|–) \| (\d+|–) \|", text, re.MULTILINE)
    return [sum(int(row[place].replace("–", "0")) for row in rows) for place in (0, 1)]


def test_the_trainers_page_is_short_and_plain() -> None:
    """At most 600 words, as easy to read as the lessons."""
    text = prose_of(CLASS)
    assert len(words_in(text)) <= MOST_WORDS
    assert grade_of(text) <= 10
