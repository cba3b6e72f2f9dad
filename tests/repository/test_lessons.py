"""Every lesson has the same skeleton, and so has every exercise: a learner always knows where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from book.extension.module_file import Module, PageOfModule, load_module
from exercises.reference import references

ROOT = Path(__file__).parents[2]
LAB, CHECK, EXERCISE = "PolicyLab(", "```{quiz}", "```{exercise}"
SECTIONS = [
    "## Predict first",
    "## The lab",
    "## What you saw",
    "## Check what you know",
    "## Often believed, and not so",
    "## Take away",
]
MODULES = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
PAGES = [page for module in MODULES for page in module.pages]


def source_of(page: PageOfModule) -> Path:
    """Return the file of a page."""
    return ROOT / f"{page.document}.md"


def pages(*kinds: str) -> list[Path]:
    """Return the sources of the pages of these kinds, or of all."""
    return [source_of(page) for page in PAGES if not kinds or page.kind in kinds]


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


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.title)
def test_a_module_is_an_hour_of_the_right_pages(module: Module) -> None:
    """A start, four lessons, a lab, an exercise and a quiz fill an hour, and something goes further."""
    kinds = [page.kind for page in module.pages if page.is_core]
    assert kinds == ["start", *["lesson"] * 4, "lab", "exercise", "quiz"]
    assert sum(page.minutes for page in module.pages if page.is_core) == 60
    assert [page.minutes for page in module.pages if page.kind == "lesson"] == [8] * 4
    names = {page.document.rpartition("/")[2] for page in module.pages if not page.is_core}
    assert {"take_aways", "go_further"} <= names


def test_every_page_of_a_module_is_named_and_can_be_found() -> None:
    """Each source is a page of its module, and the contents list the pages in the module's order."""
    written = {name_of(path) for path in (ROOT / "modules").glob("*/*.md")}
    assert written == {page.document for page in PAGES}
    listed = re.findall(r"file: (modules/\S+)", (ROOT / "_toc.yml").read_text("utf-8"))
    assert listed == [page.document for page in PAGES]


@pytest.mark.parametrize("path", pages("lesson"), ids=lambda path: path.stem)
def test_a_lesson_has_the_skeleton(path: Path) -> None:
    """Hook, prediction, idea, lab, what it shows, check, misconception, take-aways: in this order."""
    text = path.read_text("utf-8")
    headings = re.findall(r"^## .*", text, re.MULTILINE)
    hook, idea = headings[0], headings[2]
    assert [each for each in headings if each not in (hook, idea)] == SECTIONS, "a section is out of order"
    assert headings[1] == SECTIONS[0], f"{path.name}: the prediction comes between the hook and the idea"
    assert text.find(CHECK) < text.find(LAB) < text.rfind(CHECK), "predict, then try, then check"
    assert text.count(LAB) == 1 and text.count("```{guesses}") == 1


@pytest.mark.parametrize("path", pages("lab"), ids=lambda path: path.stem)
def test_a_lab_has_a_task_that_is_checked_and_goes_into_the_package(path: Path) -> None:
    """A lab asks for a guess, says what to do, checks it live, and lets one keep the policy."""
    before = ["## Predict first", CHECK, "## Your task", "## The lab", LAB, "challenge="]
    after = ["```{my-package}", "## What you saw", "```{guesses}", "```{my-words}"]
    assert in_order(path.read_text("utf-8"), [*before, *after])


@pytest.mark.parametrize("path", pages("start"), ids=lambda path: path.stem)
def test_a_module_begins_with_its_aims_and_its_hour(path: Path) -> None:
    """The start page shows both from the module's file, after a story and before the package."""
    assert in_order(path.read_text("utf-8"), ["```{aims}", "```{module-pages}", "## Your package"])


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_has_a_description(path: Path) -> None:
    """A search engine shows it, and so does a link that is sent to somebody."""
    assert re.search(r"^description: .{50,}", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", pages("lesson"), ids=lambda path: path.stem)
def test_a_lesson_asks_each_of_its_questions_once(path: Path) -> None:
    """A question that stands in the file and not in the page would never be asked."""
    items = re.findall(r"^- id: (\S+)", path.with_suffix(".quiz.yml").read_text("utf-8"), re.MULTILINE)
    shown = re.findall(r"^```\{quiz\} (\S+)", path.read_text("utf-8"), re.MULTILINE)
    assert sorted(items) == sorted(shown), "each question of the file is asked once, in the page"


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_numbers_in_a_page_have_a_source(path: Path) -> None:
    """A percentage in the text comes from a fact, a cell, or a choice that the front matter names."""
    page = path.read_text("utf-8")
    named = re.search(r"^choices: \[(.*)\]$", page, re.MULTILINE)
    allowed = set(named[1].split(", ")) if named else set()
    text = re.sub(r"^---.*?^---|^```\{code-cell\}.*?^```", "", page, flags=re.S | re.M)
    found = set(re.findall(r"\d+(?:\.\d+)? %", text))
    assert found <= allowed, f"{path.name}: {found - allowed} need a fact, a cell, or a place in `choices`"
    assert allowed <= found, f"{path.name}: `choices` names {allowed - found}, which the text does not have"


@pytest.mark.parametrize("path", exercises(), ids=lambda path: path.stem)
def test_an_exercise_page_has_the_skeleton(path: Path) -> None:
    """Time, aims, one exercise, how it is marked; in the contents, after a lesson that leads to it."""
    text = path.read_text("utf-8")
    assert in_order(text, ["**Time:**", "After this exercise you can", EXERCISE, "## How it is marked"])
    assert text.count(EXERCISE) == 1, f"{path.name}: one exercise a page, or a lab's address is not its own"
    assert re.search(r"^description: .{50,}", text, re.MULTILINE), f"{path.name}: a description is missing"
    assert f"file: {name_of(path)}\n" in (ROOT / "_toc.yml").read_text("utf-8")
    lesson = re.search(r"It follows the (?:lesson|lab|page) \{doc\}`(\w+)`", text)
    assert lesson, f"{path.name}: name the page that it follows"
    assert f"<{path.stem}>`" in path.with_name(f"{lesson[1]}.md").read_text("utf-8"), "that page leads here"


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
