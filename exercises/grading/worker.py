"""One worker: a learner's zygote, a judge's, and the thread that brings them together for each submission."""

from __future__ import annotations

import shutil
import socket
import tempfile
import time
from dataclasses import replace
from typing import Any

from exercises.grading.limits import Limits
from exercises.grading.records import Exercise, GradingError, Outputs, Ran, Submission
from exercises.grading.stem import Stems, Zygote
from exercises.grading.wire import Wire, WireError


class Worker:
    """Runs submissions one after another. It never touches the gradebook."""

    def __init__(self, stems: Stems, number: int, limits: Limits) -> None:
        self._stems = stems
        self._number = number
        self._limits = limits
        # The judge is trusted, but reads what a stranger's process sends: it is shut in as well.
        self._judge_limits = replace(limits, memory=4 * limits.memory)
        self._zygotes: list[Zygote] = []

    def start(self) -> None:
        """Have both zygotes, then run an empty job through the real walls."""
        probe = {"id": "probe", "kind": "run", "label": "probe", "source": "print(6 * 7)"}
        job = {"steps": [probe], "prelude": [], "answers": [], "objects": False, "seed": 1}
        try:
            self._zygotes = [self._stems.learner.zygote(), self._stems.judge.zygote()]
            ran = self._run("", job)
        except OSError:
            raise GradingError(self._stems.learner.explanation()) from None
        if ran.ended or not any(part.get("text") == "42\n" for part in ran.outputs["probe"]):
            raise GradingError(self._stems.learner.explanation())

    def restart(self) -> None:
        """Begin anew, after something of it has died: one submission must not spoil the next."""
        self.close()
        self.start()

    def run(self, submission: Submission) -> Ran:
        """Run one submission's cells and the tests."""
        exercise = submission.exercise
        return self._run(exercise.assignment, job_of(submission, exercise))

    def _run(self, exercise: str, job: dict[str, Any]) -> Ran:
        # Within the walls each child mounts a folder of its own.
        folders = ["", ""] if self._stems.walls else [tempfile.mkdtemp(prefix="grading-") for _ in range(2)]
        learner, judge = self._zygotes
        learner_side, judge_side = socket.socketpair()
        ours, theirs = socket.socketpair()
        try:
            learner.fork(self._told(exercise, self._limits, folders[0], 0), [learner_side])
            judge.fork(self._told(exercise, self._judge_limits, folders[1], 1), [judge_side, theirs])
            answer = self._answer(Wire(ours), job)
        finally:
            # The learner's first: what it left running dies with it as soon as the judge lets go.
            report = learner.end_child()
            judged = judge.end_child()
            ours.close()
            for folder in filter(None, folders):
                shutil.rmtree(folder, ignore_errors=True)
        return _ran(answer, report, judged, self._limits)

    def _told(self, exercise: str, limits: Limits, folder: str, place: int) -> dict[str, Any]:
        """Return what a child is told before it is shut in; no other child is the same user."""
        user = self._stems.walls.user_of(2 * self._number + place) if self._stems.walls else None
        return {"exercise": exercise, "limits": limits.to_data(), "folder": folder, "user": user}

    def _answer(self, wire: Wire, job: dict[str, Any]) -> dict[str, Any]:
        limits = self._limits
        deadline = time.monotonic() + limits.notebook_seconds + limits.cell_seconds + 4 * limits.grace_seconds
        try:
            wire.send(job, deadline=deadline)
            answer, _ = wire.receive(deadline)
        except WireError as error:
            return {"outputs": {}, "notes": [], "gone": f"the judge did not answer: {error}", "where": None}
        return answer

    def close(self) -> None:
        """End both zygotes."""
        for zygote in self._zygotes:
            zygote.close()


def job_of(submission: Submission, exercise: Exercise) -> dict[str, Any]:
    """Return what the judge is told: the cells in order, the setup, and the names of the answers."""
    steps = []
    for cell in submission.cells:
        if cell.cell_type == "code" and (cell.source.strip() or cell.kind == "test"):
            kind = "test" if cell.kind == "test" else "run"
            steps.append({"id": cell.name, "kind": kind, "label": cell.label, "source": cell.source})
    about = {"prelude": exercise.prelude, "answers": exercise.answers, "objects": exercise.uses_objects}
    return {**about, "steps": steps, "seed": submission.seed}


def _ran(answer: dict[str, Any], report: dict[str, Any], judged: dict[str, Any], limits: Limits) -> Ran:
    notes = list(answer["notes"])
    outputs: dict[str, Outputs] = answer["outputs"]
    ended = answer["gone"]
    if judged["stopped_for"] == "memory":
        ended = "a test needed too much memory for what it was given"
    if report["stopped_for"] == "memory":
        ended = f"it used more than {limits.memory // 2**20} MiB of memory and was stopped"
    if report["left_running"]:
        count = report["left_running"]
        notes.append(f"it left {count} process{'es' if count > 1 else ''} running, which the grader stopped")
    where = f" ({answer['where']})" if ended and answer.get("where") else ""
    stopped = bool(answer.get("stopped")) or report["left_running"] > 0
    used = bool(answer.get("objects"))
    return Ran(outputs, tuple(notes), f"{ended}{where}" if ended else None, stopped, used)
