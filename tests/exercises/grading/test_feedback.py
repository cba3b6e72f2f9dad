"""A page of feedback is whole in itself, and runs nothing of the learner's."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbconvert.filters import markdown2html_mistune

from exercises.grading import course as courses
from exercises.grading.feedback import page_of
from exercises.grading.gradebook import harmless
from exercises.grading.intake import read_submission
from exercises.grading.marking import executed, marks_of, row_of, write_notebook
from exercises.grading.records import File, Ran, Submission
from tests.exercises.grading import made

pytestmark = pytest.mark.filterwarnings("ignore")
EVIL = "</code></pre><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
EVIL_MARKDOWN = f"{EVIL}\n```\n\n[x](javascript:alert(1)) ![x](//example.org/x.png) `````\n\n{EVIL}"
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 20).decode()


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.seen.add(tag)
        self.attributes += attrs


@pytest.fixture
def submission(released_course: Path, tmp_path: Path) -> Submission:
    """A submission that has scripts wherever a learner can write."""
    notebook = made.answered(
        made.released(released_course, "words"), share=f"# {EVIL}", why=f"Because {EVIL_MARKDOWN}"
    )
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": EVIL_MARKDOWN})
    path = made.hand_in(tmp_path, "a", "words", notebook)
    with courses.open_gradebook(released_course) as gradebook:
        exercise = courses.load_exercise(released_course, gradebook, "words")
    return read_submission(File(path, "a", "words"), exercise, b"salt")


@pytest.fixture
def ran(submission: Submission) -> Ran:
    """What the submission put out: scripts, a picture, and something that only says it is one."""
    shown = [
        {"output_type": "stream", "name": "stdout", "text": f"\x1b[31m{EVIL}\x00"},
        {"output_type": "display_data", "data": {"text/plain": EVIL, "image/png": PICTURE}},
        {"output_type": "display_data", "data": {"image/png": f'"><script>{EVIL}'}},
        {"output_type": "display_data", "data": {"image/png": "\ud800"}},
        {"output_type": "error", "ename": EVIL, "evalue": EVIL},
    ]
    failed = [{"output_type": "error", "ename": "AssertionError", "evalue": f"In percent, please. {EVIL}"}]
    return Ran({"share": shown, "share-test": failed}, (EVIL,))


def test_the_page_escapes_all_and_asks_nobody(submission: Submission, ran: Ran) -> None:
    """Only the template's own tags are there, no script, no address, and the texts can still be read."""
    page = page_of(submission, ran, row_of(submission, executed(submission, ran), ran))
    tags = Tags()
    tags.feed(page)
    assert not tags.seen & {"script", "iframe", "object", "embed", "link", "form", "svg", "a"}
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    sources = [value or "" for name, value in tags.attributes if name in ("src", "href", "srcset", "action")]
    assert len(sources) == 1 and sources[0].startswith("data:image/png;base64,")
    assert not re.search(r"https?:", page) and "49" not in page
    assert "In percent, please." in page and "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "waits for a person to mark it (of 4)" in page and "0 of 2" in page


def test_what_has_no_points_is_not_called_0_of_0(submission: Submission, ran: Ran) -> None:
    """A rubric is a cell without points: it has no row, unless there is something to say of it."""
    row = row_of(submission, executed(submission, ran), ran)
    label = submission.labels[row.cells[0].id]
    for message, shown in ((None, False), ("Look here.", True)):
        bare = replace(row, cells=(replace(row.cells[0], points=0, most=0, message=message), *row.cells[1:]))
        page = page_of(submission, ran, bare)
        assert (f'<th scope="row">{label}</th>' in page) == ("0 of 0" in page) == shown


def test_tests_are_not_shown(submission: Submission, ran: Ran) -> None:
    """A hidden test stays hidden: the page has its message only."""
    page = page_of(submission, ran, row_of(submission, executed(submission, ran), ran))
    assert "ZeroDivisionError" not in page and "share(1, 4)" not in page


def test_the_notebook_for_marking_by_hand_is_harmless(submission: Submission, ran: Ran) -> None:
    """Formgrader renders Markdown and outputs: neither has a tag or a link of the learner's."""
    notebook = harmless(executed(submission, ran))
    assert write_notebook(notebook).encode("utf-8")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            tags = Tags()
            tags.feed(markdown2html_mistune(cell.source))
            assert tags.seen <= {"div", "pre", "span", "h1", "p"}, cell.source
        for output in cell.get("outputs", []):
            assert set(output.get("data", {})) <= {"text/plain", "image/png"}


@pytest.mark.parametrize(
    ("score", "points"), [("1.5", 1.5), ("2", 2), ("-5", None), ("nan", None), ("99", None), ("inf", None)]
)
def test_a_score_that_is_none_waits_for_a_person(submission: Submission, score: str, points: float) -> None:
    """A test that ends with a number gives so many points; nbgrader takes less than none for all."""
    shown = [{"output_type": "execute_result", "data": {"text/plain": score}}]
    marks = marks_of(submission, executed(submission, Ran({"share-test": shown})), ended=False)
    assert marks[0].points == points
