"""Every lesson has the same skeleton, and so has every exercise: a learner always knows where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exercises.reference import references

ROOT = Path(__file__).parents[2]
LAB, CHECK, EXERCISE = "PolicyLab(", "```{quiz}", "```{exercise}"
SECTIONS = [
    "## Predict first",
    "## The lab",
    "## What you saw",
    "## Check what you know",
    "## Often believed",
]
LAST_SECTIONS = ["## Take away", "## Sources and method"]


def pages() -> list[Path]:
    """Return the pages of the modules."""
    return sorted((ROOT / "modules").rglob("*.md"))


def lessons() -> list[Path]:
    """Return the pages that teach."""
    return [path for path in pages() if EXERCISE not in path.read_text("utf-8")]


def exercises() -> list[Path]:
    """Return the pages that hold an exercise."""
    return [path for path in pages() if EXERCISE in path.read_text("utf-8")]


def name_of(path: Path) -> str:
    """Return how the table of contents calls a page."""
    return path.relative_to(ROOT).with_suffix("").as_posix()


def in_order(text: str, parts: list[str]) -> bool:
    """Say whether the parts stand in the text, in this order."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_has_the_skeleton(path: Path) -> None:
    """Hook, prediction, idea, lab, check question, misconceptions, take-aways, sources: in this order."""
    text = path.read_text("utf-8")
    assert in_order(text, [*SECTIONS, *LAST_SECTIONS]), f"{path.name}: a section is missing or out of order"
    assert text.find(CHECK) < text.find(LAB) < text.rfind(CHECK), (
        f"{path.name}: predict, then try, then check"
    )
    assert "**Time:**" in text.split("##")[0], f"{path.name}: say at the top how long it takes"
    assert re.search(r"^description: .{50,}", text, re.MULTILINE), (
        f"{path.name}: a description for the page's head"
    )


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_is_in_the_table_of_contents_and_asks_questions(path: Path) -> None:
    """A lesson that no reader can find, or that asks nothing, is not a lesson."""
    assert f"file: {name_of(path)}\n" in (ROOT / "_toc.yml").read_text("utf-8")
    items = re.findall(r"^- id: (\S+)", path.with_suffix(".quiz.yml").read_text("utf-8"), re.MULTILINE)
    shown = re.findall(r"^```\{quiz\} (\S+)", path.read_text("utf-8"), re.MULTILINE)
    assert sorted(items) == sorted(shown), "each question of the file is asked once, in the page"


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_numbers_in_a_lesson_have_a_source(path: Path) -> None:
    """A percentage in the text comes from a fact, a cell, or a choice that the front matter names."""
    page = path.read_text("utf-8")
    named = re.search(r"^choices: \[(.*)\]$", page, re.MULTILINE)
    allowed = set(named[1].split(", ")) if named else set()
    text = re.sub(r"^---.*?^---|^```\{code-cell\}.*?^```", "", page, flags=re.S | re.M)
    found = set(re.findall(r"\d+(?:\.\d+)? %", text))
    assert found <= allowed, f"{path.name}: {found - allowed} need a fact, a cell, or a place in `choices`"
    assert allowed <= found, f"{path.name}: `choices` names {allowed - found}, which the text does not have"
    assert found <= allowed, f"{path.name}: {found - allowed} need a fact or a cell"


@pytest.mark.parametrize("path", exercises(), ids=lambda path: path.stem)
def test_an_exercise_page_has_the_skeleton(path: Path) -> None:
    """Time, aims, one exercise, how it is marked; in the contents, after a lesson that leads to it."""
    text = path.read_text("utf-8")
    assert in_order(text, ["**Time:**", "After this exercise you can", EXERCISE, "## How it is marked"])
    assert text.count(EXERCISE) == 1, f"{path.name}: one exercise a page, or a lab's address is not its own"
    assert re.search(r"^description: .{50,}", text, re.MULTILINE), f"{path.name}: a description is missing"
    assert f"file: {name_of(path)}\n" in (ROOT / "_toc.yml").read_text("utf-8")
    lesson = re.search(r"It follows the lesson \{doc\}`(\w+)`", text)
    assert lesson, f"{path.name}: name the lesson that it follows"
    assert f"<{path.stem}>`" in path.with_name(f"{lesson[1]}.md").read_text("utf-8"), "the lesson leads here"


def test_every_exercise_has_a_page() -> None:
    """Each reference is shown on one page, and its minutes are those that the page promises."""
    found = {
        re.search(r"```\{exercise\} (\S+)", path.read_text("utf-8"))[1]: path.read_text("utf-8")
        for path in exercises()
    }
    known = references()
    assert set(found) == set(known)
    for name, text in found.items():
        assert f"**Time:** {known[name].sheet.minutes} minutes." in text
        assert known[name].sheet.title.lower() in text.splitlines()[4].lower(), (
            "the page has the sheet's title"
        )
