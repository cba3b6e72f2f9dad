"""nbgrader's own tools work on what our grader leaves: its page for marking by hand, exports, feedback."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from nbgrader.validator import Validator
from playwright.sync_api import Browser, Page, expect

from deploy.jupyter import jupyterlab
from deploy.programs import Plan, Program
from exercises.grading.command import main
from tests.exercises.grading import made
from tests.exercises.grading.conftest import Copy

# nbgrader, its kernels and its database give warnings of their own.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]


@pytest.fixture(scope="module")
def graded(copy_course: Copy) -> Path:
    """A course in which our grader has graded one text that a person must mark, and one late notebook."""
    course = copy_course("compatible")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment("gap", duedate=made.DUE)
    made.hand_in_tree(course, "words-done", "words", made.honest(course, "words-done"))
    made.hand_in_tree(course, "late", "gap", made.honest(course, "part-credit"), "2026-03-02 12:00:00 UTC")
    rule = "c.LateSubmissionPlugin.penalty_method = 'zero'"
    (course / "nbgrader_config.py").write_text(f"c = get_config()\n{rule}\n", "utf-8")
    assert grade(course) == 1
    return course


def grade(course: Path) -> int:
    """Run our command on what nbgrader has collected; returns its exit code."""
    return main(["grade", str(course), "--course", str(course), "--report", str(course / "report.jsonl")])


def test_nbgrader_exports_the_marks(graded: Path, tmp_path: Path) -> None:
    """Its table has our points, the submission's time, and the penalty of the course's settings."""
    table = tmp_path / "marks.csv"
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        CsvExportPlugin(to=str(table)).export(gradebook)
    rows = {
        (row["assignment"], row["student_id"]): row for row in csv.DictReader(table.open(encoding="utf-8"))
    }
    late, words = rows["gap", "late"], rows["words", "words-done"]
    assert [float(late[name]) for name in ("raw_score", "late_submission_penalty", "score", "max_score")] == [
        *(5, 5, 0, 6)
    ]
    assert late["timestamp"].startswith("2026-03-02 12:00")
    assert (float(words["score"]), float(words["max_score"]), words["timestamp"]) == (2, 6, "")


def test_nbgrader_makes_its_own_feedback(graded: Path) -> None:
    """`nbgrader generate_feedback` finds our notebook and points."""
    result = made.api(graded).generate_feedback("words", "words-done")
    assert result["success"], result
    page = graded / "feedback" / "words-done" / "words" / "words.html"
    assert "Score: 2.0 / 6.0" in " ".join(page.read_text("utf-8").split())


def test_nbgrader_validates_a_release(graded: Path, tmp_path: Path) -> None:
    """The learner's button *Validate* says what our tests say, and finds only what is wrong."""
    path = made.hand_in(tmp_path, "a", "gap", made.honest(graded, "no-clip"))
    validator = Validator()
    validator.stream = io.StringIO()
    validator.validate_and_print(str(path))
    told = validator.stream.getvalue()
    assert "VALIDATION FAILED ON 1 CELL(S)" in told
    assert "Your poverty gap counts people above the line: clip at zero." in told


@contextmanager
def formgrader(course: Path, folder: Path) -> Iterator[Plan]:
    """Run a Jupyter server in the course's folder with nbgrader's page for marking, and nothing else."""
    lab = jupyterlab(folder, course, {"marking": "formgrader/gradebook"})
    options = [f"--ServerApp.root_dir={course}", f"--ServerApp.port={lab.port}", "--allow-root"]
    options += ["--ServerApp.jpserver_extensions", "nbgrader.server_extensions.formgrader=True"]
    command = [sys.executable, "-m", "jupyter_server", *options, "--ip=127.0.0.1", "--no-browser"]
    own = {**lab.environment, "JUPYTER_NO_CONFIG": "1"}
    program = Program(replace(lab, command=command, environment=own, pages={"": "/formgrader/gradebook"}))
    try:
        assert program.wait_until_ready(), program.plan.log.read_text("utf-8")
        yield program.plan
    finally:
        program.stop()


@pytest.mark.browser
def test_a_text_is_marked_in_formgrader(
    graded: Path, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a real browser: find it, give points and a comment; our command brings both to the learner."""
    monkeypatch.chdir(graded)
    with formgrader(graded, tmp_path) as server, browser.new_context() as context:
        page = context.new_page()
        # nbgrader asks another host for MathJax: nobody is asked in a test.
        page.route(lambda address: f":{server.port}/" not in address, lambda route: route.abort())
        page.goto(server.links[""])
        mark_by_hand(page, "3", "Good. Whom do averages hide?")
    assert grade(graded) == 0
    feedback = (graded / "feedback" / "words-done" / "words" / "words.html").read_text("utf-8")
    assert "3 of 4" in feedback and "Your trainer: Good. Whom do averages hide?" in feedback
    (row,) = (
        line for line in map(json.loads, (graded / "report.jsonl").open()) if line["exercise"] == "words"
    )
    assert (row["status"], row["points"]) == ("graded", 5)


def mark_by_hand(page: Page, points: str, comment: str) -> None:
    """From the list of assignments to the one submission of `words`; then save points and a comment."""
    page.get_by_role("link", name="words", exact=True).click()
    page.wait_for_url("**/gradebook/words")
    page.locator("tbody").get_by_role("link", name="words", exact=True).click()
    page.get_by_role("link", name="Submission #1").click()
    expect(page.get_by_text("Because *averages* hide who is poor. So we look.")).to_be_visible()
    # What is typed before the page has asked for the marks is lost.
    for name in ("why_extra_credit", "why-comment"):
        expect(page.locator(f"[id='{name}']")).to_have_attribute("placeholder", re.compile("."))
    for name, text in (("why", points), ("why-comment", comment)):
        with page.expect_response(lambda response: response.request.method == "PUT" and response.ok):
            page.locator(f"[id='{name}']").fill(text)
            page.keyboard.press("Tab")
