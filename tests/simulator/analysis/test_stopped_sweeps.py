"""A sweep that was stopped goes on where it was, and never believes what another sweep found."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulator import SimulatorError, country, example_population
from simulator.analysis import Question, Work, sweep
from simulator.analysis.evaluating import Job
from simulator.analysis.results_file import append_results, job_digest
from tests.simulator.making import child_benefit, observed_village

VILLAGE = example_population()
POLICY = child_benefit()
AMOUNTS = [value / 4 for value in range(40)]


class Counting(Executor):
    """An executor that does each task at once, and counts the designs."""

    designs = 0

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        """Do the task."""
        future: Future[Any] = Future()
        self.designs += len(given[1])
        future.set_result(function(*given, **named))
        return future


def swept(path: Path, amounts: list[float] = AMOUNTS, **question: Any) -> tuple[Any, int]:
    """Sweep with a file of results; returns the table and how many designs were worked out."""
    executor = Counting()
    work = Work(client=executor, results=path, progress=False)
    frame = sweep(VILLAGE, POLICY, {"amount.value": amounts}, Question(**question), work)
    return frame, executor.designs


def stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sweep, be stopped after the second time that results are kept, and return the lines of their file."""
    times = iter([False, True])

    def then_stop(*given: Any) -> None:
        append_results(*given)
        if next(times):
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("simulator.analysis.working.append_results", then_stop)
        swept(path)
    return path.read_text("utf-8").splitlines()


def test_a_stopped_sweep_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file holds is not redone, and the table is that of a sweep that was never stopped."""
    path = tmp_path / "kept.jsonl"
    lines = stopped(path, monkeypatch)
    assert 0 < len(lines) < len(AMOUNTS)
    frame, designs = swept(path)
    assert designs == len(AMOUNTS) - len(lines)
    assert frame.equals(sweep(VILLAGE, POLICY, {"amount.value": AMOUNTS}, work=Work(1, progress=False)))
    again, designs = swept(path)
    assert designs == 0 and again.equals(frame)


def test_a_line_cut_short_is_redone(tmp_path: Path) -> None:
    """Where the program ended in the middle of a line, that design alone is done again."""
    path = tmp_path / "kept.jsonl"
    frame, _ = swept(path)
    text = path.read_text("utf-8")
    path.write_text(text[:-20], "utf-8")
    again, designs = swept(path)
    assert designs == 1 and again.equals(frame)
    assert len({json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()}) == len(AMOUNTS)


def test_more_designs_are_added(tmp_path: Path) -> None:
    """A sweep over more values takes what a smaller one has found."""
    path = tmp_path / "kept.jsonl"
    swept(path, amounts=AMOUNTS[:30])
    assert swept(path)[1] == 10


@pytest.mark.parametrize(
    "question", [{"seed": 2}, {"measures": ("gini_after",)}, {"equivalence": "square_root"}]
)
def test_another_question_is_asked_anew(tmp_path: Path, question: dict[str, Any]) -> None:
    """Another seed, measure or scale has other results, which lie in the same file beside the first."""
    path = tmp_path / "kept.jsonl"
    swept(path)
    assert swept(path, **question)[1] == len(AMOUNTS)
    assert swept(path)[1] == 0


def test_the_digest_knows_what_matters() -> None:
    """People, one number of theirs, policy, baseline and question each change the digest; a copy does not."""
    village = observed_village()
    assert village.persons.benefits_month is not None
    moved = {name: amounts + 1 for name, amounts in village.persons.benefits_month.items()}
    weight = village.households.weight.copy()
    weight[0] += 1
    jobs = [
        Job(village, POLICY, Question()),
        Job(replace(village, persons=replace(village.persons, benefits_month=moved)), POLICY, Question()),
        Job(replace(village, households=replace(village.households, weight=weight)), POLICY, Question()),
        Job(replace(village, economy=country("nepal").economy), POLICY, Question()),
        Job(village, POLICY.with_values({"take_up": 0.5}), Question()),
        Job(village, POLICY.paid_by("levy_on_consumption"), Question()),
        Job(village, POLICY, Question(baseline=POLICY)),
        Job(village, POLICY, Question(line="example")),
        Job(village, POLICY, Question(smallest_cell=0)),
    ]
    assert len({job_digest(job) for job in jobs}) == len(jobs)
    assert job_digest(jobs[0]) == job_digest(Job(observed_village(), child_benefit(), Question()))


def test_another_version_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program found is found anew."""
    path = tmp_path / "kept.jsonl"
    swept(path)
    monkeypatch.setattr("simulator.analysis.results_file.versions", lambda: {"simulator": "another"})
    assert swept(path)[1] == len(AMOUNTS)


@pytest.mark.parametrize("text", ["notes of mine\n", "[1]\n", '{"key": 1}\n', '{"key": "a", "numbers": 3}\n'])
def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, text: str) -> None:
    """A file that holds no results is refused, with the line, and stays as it is."""
    path = tmp_path / "notes.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(SimulatorError, match=r"^notes\.txt: line 1 is no result of a sweep"):
        swept(path)
    assert path.read_text("utf-8") == text


def test_a_file_that_cannot_be(tmp_path: Path) -> None:
    """A folder in the place of a file, or a folder that does not exist, is refused by name."""
    with pytest.raises(SimulatorError, match="cannot be read"):
        swept(tmp_path)
    with pytest.raises(SimulatorError, match=r"kept\.jsonl: cannot be written"):
        swept(tmp_path / "nowhere" / "kept.jsonl")
