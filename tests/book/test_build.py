"""Whole builds of a small book: what a reader gets, and what stops a build."""

from pathlib import Path

import pytest

from tests.book.conftest import NOTEBOOK, PLAIN, SmallBook, write_book

CELL = "\n```{{code-cell}} ipython3\n:tags: [remove-cell]\n{}\n```\n"
FAULTS = {
    "fact": (
        PLAIN + "{fact}`coverage-202`",
        ["lesson.md:", "no fact 'coverage-202'. Did you mean 'coverage-20"],
    ),
    "term": (PLAIN + "{term}`coverige`", ["lesson.md:", "coverige"]),
    "quiz": (
        PLAIN + "```{quiz} small-q2\n```",
        ["lesson.md:", "no item 'small-q2'. Did you mean 'small-q1'?"],
    ),
    "guesses": (PLAIN + "```{guesses} small-q1\n```", ["lesson.md:", "'small-q1' is not a prediction"]),
    "exercise": (
        PLAIN + "```{exercise} m2-e0\n```",
        ["lesson.md:", "there is no exercise 'm2-e0'. Did you mean 'm2-e"],
    ),
    "country": (
        PLAIN + "```{country} nepall\n```",
        ["lesson.md:", "there is no country 'nepall'. Did you mean 'nepal'?"],
    ),
    "box": (
        PLAIN + "```{country-box} Nepal\nIt has a grant.\n```",
        ["lesson.md:", "the box on Nepal has no figure with its source."],
    ),
    "script": (PLAIN + "```{transcript} smal\n```", ["There is no file smal.md in videos/."]),
    "formula": (PLAIN + "$\\frac{1}$", ["lesson.md:", "\\frac{1}"]),
    "description": ("# A small lesson", ["lesson.md: its front matter lacks a 'description'."]),
    "timeout": (
        NOTEBOOK.replace("description:", "mystnb: {execution_timeout: 1}\ndescription:")
        + CELL.format("while True: pass"),
        ["lesson.md, code cell 1: CellTimeoutError"],
    ),
    "cell": (
        NOTEBOOK + CELL.format("0") + CELL.format("1 / 0") + CELL.format("2"),
        ["lesson.md, code cell 2: ZeroDivisionError: division by zero"],
    ),
}


# One of a page's text, one of its cells, one of its quiz; the others take their time in `make prove`.
QUICK = ("box", "cell", "quiz")


@pytest.mark.parametrize(
    "fault", [pytest.param(each, marks=() if each in QUICK else pytest.mark.prove) for each in FAULTS]
)
def test_a_fault_stops_the_build_and_is_told_last(fault: str, tmp_path: Path) -> None:
    """The last line of a build with a fault says which page, what is wrong, and the nearest right name."""
    lesson, words = FAULTS[fault]
    result = write_book(tmp_path, lesson).build()
    assert result.returncode == 1
    last_line = result.stderr.strip().splitlines()[-1]
    assert [word for word in words if word not in last_line] == []


def test_a_warning_fails_each_build(tmp_path: Path) -> None:
    """A second build of an unchanged book with a broken link fails like the first."""
    book = write_book(tmp_path, PLAIN + "{doc}`nowhere`")
    for result in (book.build(), book.build()):
        assert result.returncode == 1
        assert "unknown document: 'nowhere'" in result.stderr


def test_a_second_build_changes_nothing(small_book: SmallBook) -> None:
    """A build after a build reads no page again, and has no warning."""
    result = small_book.build()
    assert result.returncode == 0
    assert "no targets are out of date" in result.stdout


def test_a_percent_sign_never_begins_a_line(small_book: SmallBook) -> None:
    """The space before a percent sign does not break, except in code, which stays as it was typed."""
    page = small_book.page("lesson")
    assert "44.1\N{NO-BREAK SPACE}%" in page
    assert "5 %" in page.replace('<span class="pre">', "").replace("</span>", "")


def test_a_fact_is_printed_with_its_source(small_book: SmallBook) -> None:
    """The page prints the value and the year, and links the source to its row on the page of references."""
    page = small_book.page("lesson")
    assert "44.1\N{NO-BREAK SPACE}% (2020, <a" in page
    assert 'href="book/references.html#fact-coverage-2020"' in page
    assert 'id="fact-coverage-2020"' in small_book.page("book/references")


def test_a_page_that_is_gone_is_gone_from_the_site(tmp_path: Path) -> None:
    """A page that leaves the contents leaves the site and every sidebar, like in a build from nothing."""
    book = write_book(tmp_path, PLAIN)
    contents = tmp_path / "_toc.yml"
    without = contents.read_text("utf-8")
    (tmp_path / "other.md").write_text(PLAIN.replace("small", "second"), "utf-8")
    contents.write_text(without + "- file: other\n", "utf-8")
    assert book.build().returncode == 0
    assert "other.html" in book.page("lesson") and "second" in book.page("other")
    contents.write_text(without, "utf-8")
    assert book.build().returncode == 0
    assert "other.html" not in book.page("lesson")
    assert not (tmp_path / "_build" / "html" / "other.html").exists()


def test_a_quiz_is_readable_without_a_script(small_book: SmallBook) -> None:
    """Each option stands in a label with its feedback in a <details>, and no button waits for a script."""
    page = small_book.page("lesson")
    form = page[page.index('<form class="quiz"') : page.index("</form>", page.index('<form class="quiz"'))]
    assert form.count("<details") == form.count("<label") == 2
    assert "<em>headcount</em>" in form
    assert "<strong>Right.</strong>" in form and "<strong>Wrong.</strong>" in form
    assert "<button" not in form


def test_only_a_page_with_a_quiz_loads_its_script(small_book: SmallBook) -> None:
    """The lesson loads quiz.js; the page of references does not."""
    assert "quiz.js" in small_book.page("lesson")
    assert "quiz.js" not in small_book.page("book/references")


def test_a_cell_is_executed(small_book: SmallBook) -> None:
    """The page shows what the cell printed."""
    assert "42" in small_book.page("lesson")


def test_a_script_is_shown_as_a_transcript(small_book: SmallBook) -> None:
    """The page holds the title, the slide and the words of the video's script."""
    page = small_book.page("lesson")
    assert "A small video: read it as a short talk (2 minutes)" in page
    assert "First slide" in page and "Spoken words." in page


def test_mathematics_is_mathml(small_book: SmallBook) -> None:
    """A formula becomes MathML when the site is built, and no page asks for MathJax."""
    page = small_book.page("lesson")
    assert "<mfrac>" in page
    assert "MathJax" not in page


def test_the_first_page_is_reached_from_the_root(small_book: SmallBook) -> None:
    """`index.html` leads to the first page, by itself and by a link."""
    page = small_book.page("index")
    assert 'content="0; url=lesson.html"' in page
    assert '<a href="lesson.html">' in page
