"""Questions of an earlier module in a later one's quiz, with two made-up modules in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from book.extension.quiz_items import load_items
from book.extension.quiz_spaced import HELD, asked_again, checked_draw, earlier_banks
from book.extension.strict import CourseError
from tests.book.conftest import PLAIN, SmallBook, write_book
from tests.conftest import served

MODULE = """number: {number}
title: {title}
aims: [Know one thing well, Know another thing well, Know a third thing well]
pages:
- {{page: quiz, kind: quiz, minutes: 5}}
"""
ITEM = """- id: m{number}-q{place}
  kind: single
  aim: {aim}
  stem: Question {place} of module {number}?
  options:
  - {{text: "Yes", right: true, feedback: "So it is in {place}."}}
  - {{text: "No", feedback: "It is not so in {place}."}}
"""
COMPUTED = """- id: m1-q99
  kind: numeric
  aim: 1
  stem: From {youngest_left_out} to {oldest}?
  compute: years_until_all_children
  variants:
  - {youngest_left_out: 3, oldest: 17}
  - {youngest_left_out: 6, oldest: 17}
  tolerance: 0
  feedback: It takes as long as the youngest needs.
"""
TITLES = {1: "Foundations", 2: "Young children"}
TOC = """format: jb-book
root: lesson
chapters:
- {file: book/references}
- {file: modules/module_1/quiz}
- {file: modules/module_2/quiz}
"""


def write_module(root: Path, number: int, more: str = "") -> None:
    """Write a module of one quiz, which draws five questions out of six and what is given beside them."""
    folder = root / "modules" / f"module_{number}"
    folder.mkdir(parents=True)
    (folder / "module.yml").write_text(MODULE.format(number=number, title=TITLES[number]), "utf-8")
    page = PLAIN.replace("small lesson", f"quiz of module {number}")
    (folder / "quiz.md").write_text(f"{page}\n```{{quiz-bank}} 5\n```\n", "utf-8")
    items = [ITEM.format(number=number, place=place, aim=1 + place % 3) for place in range(6)]
    (folder / "quiz.quiz.yml").write_text("".join(items) + more, "utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """A book of two modules: the second was added by its own files alone."""
    made = write_book(tmp_path_factory.mktemp("two_modules"), PLAIN)
    (made.folder / "_toc.yml").write_text(TOC, "utf-8")
    write_module(made.folder, 1, COMPUTED)
    write_module(made.folder, 2)
    result = made.build()
    assert result.returncode == 0, result.stdout + result.stderr
    return made


@pytest.fixture
def quiz(browser: Browser, book: SmallBook) -> Iterator[Page]:
    """The later module's quiz in a new browser."""
    context = browser.new_context()
    with served(book.folder / "_build" / "html") as address:
        page = context.new_page()
        page.goto(f"{address}modules/module_2/quiz.html")
        yield page
    context.close()


def test_the_first_module_asks_its_own_questions_only(book: SmallBook) -> None:
    """There is nothing before it."""
    page = book.page("modules/module_1/quiz")
    assert 'data-spaced="0"' in page and "From module" not in page and page.count('<form class="quiz"') == 8


def test_a_later_module_holds_some_of_an_earlier_one(book: SmallBook) -> None:
    """A few questions, each named after its module, with ids of their own."""
    page = book.page("modules/module_2/quiz")
    assert page.count("From module 1: Foundations") == HELD
    assert page.count('data-from="1"') == HELD and 'id="m1-q0-in-module-2"' in page
    assert 'data-drawn="5"' in page and 'data-spaced="2"' in page


@pytest.mark.browser
def test_two_of_five_are_an_earlier_modules(quiz: Page) -> None:
    """In each draw; the others still ask about every aim, and none comes twice."""
    for _ in range(5):
        drawn = quiz.locator(".quiz-bank form.quiz:visible")
        expect(drawn).to_have_count(5)
        own = quiz.locator(".quiz-bank form.quiz:not([data-from]):visible")
        assert {form.get_attribute("data-aim") for form in own.all()} == set("123")
        expect(quiz.locator("form.quiz[data-from='1']:visible")).to_have_count(2)
        expect(quiz.get_by_text("From module 1: Foundations").locator("visible=true")).to_have_count(2)
        quiz.get_by_role("button", name="Draw other questions").click()


def test_each_later_module_holds_others(book: SmallBook) -> None:
    """Modules 2 and 3 hold different questions of module 1, with all variants, and name no aim of theirs."""
    (bank,) = earlier_banks(book.folder, 2)
    held = [asked_again(bank, number) for number in (2, 3)]
    families = [{item.about.family for item in items} for items in held]
    assert [len(each) for each in families] == [HELD, HELD]
    assert families[0] | families[1] == {item.about.family for item in load_items(bank.path).values()}
    assert [item.name for item in held[1] if item.about.family == "m1-q99"] == [
        "m1-q99-1-in-module-3",
        "m1-q99-2-in-module-3",
    ]
    assert {(item.about.aim, item.about.skips) for items in held for item in items} == {(None, None)}


def test_only_earlier_modules_are_asked_again(book: SmallBook) -> None:
    """By their numbers, not by the names of their folders."""
    assert [each.module.number for each in earlier_banks(book.folder, 3)] == [1, 2]
    assert earlier_banks(book.folder, 1) == []


@pytest.mark.parametrize("given", ["2", "9", "0", "-3", "five"])
def test_a_quiz_must_leave_room_for_its_own_questions(given: str) -> None:
    """Two of three are an earlier module's, so that a quiz of two would ask nothing of its own."""
    assert checked_draw("3", 6, 2, "quiz.md:5") == "3"
    with pytest.raises(CourseError, match=f"quiz.md:5: a quiz can draw 3 to 8 of its items, not '{given}'."):
        checked_draw(given, 6, 2, "quiz.md:5")
