"""One worker: a learner's zygote, a judge's, and the thread that brings them together for each submission."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from exercises.grading.limits import Limits
from exercises.grading.records import Exercise, GradingError, Outputs, Ran, Submission
from exercises.grading.sandbox import MATERIAL, ROOT, Walls
from exercises.grading.wire import Wire, WireError

START_SECONDS = 60
MENDS = {
    "Creating new namespace failed": (
        "This machine does not let bubblewrap make namespaces. Grade as root, or allow user namespaces "
        "(sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces above 0; "
        "in a container: --privileged)"
    ),
    "No permissions to creat": (
        "This machine refuses user namespaces to this user. Grade as root, or allow them "
        "(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0)"
    ),
    "setting up uid map": "This machine refuses user namespaces to this user. Grade as root, or allow them",
    "No module named": "The sandbox can't see a package that grading needs",
}


class Zygote:
    """A running zygote and the control socket to it."""

    def __init__(self, role: str, course: Path, walls: Walls | None, number: int, limits: Limits) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        material = course / ("source" if role == "judge" else "release")
        setting = {
            "role": role,
            "control": theirs.fileno(),
            "user": walls.user_of(number) if walls else None,
            "confined": walls is not None,
            "limits": limits.to_data(),
            "material": MATERIAL if walls else str(material.resolve()),
        }
        program = ["-m", "exercises.grading.zygote", json.dumps(setting)]
        command = walls.command(material, program) if walls else [sys.executable, *program]
        self._control = ours
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            env=None if walls else {**os.environ, "PYTHONPATH": str(ROOT)},
            cwd="/",
        )
        theirs.close()

    def wait_until_ready(self) -> None:
        """Wait for the imports to be done."""
        self._control.settimeout(START_SECONDS)
        try:
            told = self._control.recv(64)
        except TimeoutError:
            told = b""
        if not told:
            raise GradingError(self.explanation())

    def explanation(self) -> str:
        """Say why it did not start, with the mend where it is known."""
        self._errors.seek(0)
        text = self._errors.read()[-2_000:].decode("utf-8", "replace").strip()
        for sign, mend in MENDS.items():
            if sign in text:
                return f"{mend}. It said: {text.splitlines()[-1]}"
        last = text.splitlines()[-1] if text else "nothing was said"
        return f"The sandbox does not start on this machine, so nothing was graded. It said: {last}"

    def fork(self, job: dict[str, Any], wires: list[socket.socket]) -> None:
        """Have it fork a child that holds these ends of socket pairs."""
        descriptors = [each.fileno() for each in wires]
        socket.send_fds(self._control, [json.dumps(job).encode()], descriptors)
        for each in wires:
            each.close()

    def end_child(self) -> dict[str, Any]:
        """Have it kill the child and everything of it that is left; returns what it saw."""
        self._control.settimeout(START_SECONDS)
        self._control.send(b"end")
        report: dict[str, Any] = json.loads(self._control.recv(4_096))
        return report

    def close(self) -> None:
        """End it, and with it all that ever came of it."""
        self._control.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()


class Worker:
    """Runs submissions one after another. It never touches the gradebook."""

    def __init__(self, course: Path, walls: Walls | None, number: int, limits: Limits) -> None:
        self._making = (course, walls, number)
        self._limits = limits
        # The judge is trusted, but reads what a stranger's process sends: it is shut in as well.
        self._judge_limits = replace(limits, memory=4 * limits.memory)
        self._begin()

    def _begin(self) -> None:
        course, walls, number = self._making
        self._learner = Zygote("learner", course, walls, 2 * number, self._limits)
        self._judge = Zygote("judge", course, walls, 2 * number + 1, self._judge_limits)

    def start(self) -> None:
        """Wait for both zygotes, then run an empty job through the real walls."""
        for zygote in (self._learner, self._judge):
            zygote.wait_until_ready()
        probe = {"id": "probe", "kind": "run", "label": "probe", "source": "print(6 * 7)"}
        ran = self._run("", {"steps": [probe], "prelude": [], "answers": [], "objects": False, "seed": 1})
        if ran.ended or not any(part.get("text") == "42\n" for part in ran.outputs["probe"]):
            raise GradingError(self._learner.explanation())

    def restart(self) -> None:
        """Begin anew, after something of it has died: one submission must not spoil the next."""
        self.close()
        self._begin()
        self.start()

    def run(self, submission: Submission) -> Ran:
        """Run one submission's cells and the tests."""
        exercise = submission.exercise
        return self._run(exercise.assignment, job_of(submission, exercise))

    def _run(self, exercise: str, job: dict[str, Any]) -> Ran:
        # Within the walls each child mounts a folder of its own.
        _, walls, _ = self._making
        folders = ["", ""] if walls else [tempfile.mkdtemp(prefix="grading-") for _ in range(2)]
        learner_side, judge_side = socket.socketpair()
        ours, theirs = socket.socketpair()
        try:
            told = {"exercise": exercise, "limits": self._limits.to_data(), "folder": folders[0]}
            self._learner.fork(told, [learner_side])
            told = {"exercise": exercise, "limits": self._judge_limits.to_data(), "folder": folders[1]}
            self._judge.fork(told, [judge_side, theirs])
            answer = self._answer(Wire(ours), job)
        finally:
            # The learner's first: what it left running dies with it as soon as the judge lets go.
            report = self._learner.end_child()
            judged = self._judge.end_child()
            ours.close()
            for folder in filter(None, folders):
                shutil.rmtree(folder, ignore_errors=True)
        return _ran(answer, report, judged, self._limits)

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
        self._learner.close()
        self._judge.close()


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
