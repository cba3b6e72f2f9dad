"""The judge's side: runs the tests of the release, in a process that the learner's code never enters."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import random
import signal
import sys
import time
import types
import warnings
from typing import Any, NoReturn

import numpy as np

from exercises.grading.limits import MIB, Limits
from exercises.grading.proxies import LearnerGone, Line, Names
from exercises.grading.wire import Wire

NOT_RUN = {"output_type": "error", "ename": "NotRun", "evalue": "This test was not run."}
MOST_TEXT = 20_000
MOST_OUTPUT = 8 * MIB


class OutOfTime(BaseException):
    """A test ran too long."""


def serve(wires: list[Wire], limits: Limits, confined: bool) -> None:
    """Take one job from the grader, run it against the learner's process, and send what came out."""
    learner, grader = wires
    job, _ = grader.receive()
    grader.send(Judge(Line(learner, limits), job, limits).result())
    # Stay until the grader ends this process, so that the learner's process sees no early end.
    grader.receive()


class Judge:
    """Runs the steps of one submission in order: the learner's cells there, the tests here."""

    def __init__(self, line: Line, job: dict[str, Any], limits: Limits) -> None:
        self._line = line
        self._job = job
        self._limits = limits
        self._names = Names(line, job["answers"])
        line.objects_allowed = job["objects"]
        line.called = self._names.forget_asked
        self._end = time.monotonic() + limits.notebook_seconds
        self._notes: list[str] = []
        self._room = MOST_OUTPUT
        self._stopped = False

    def result(self) -> dict[str, Any]:
        """Return the outputs of each step, and why the learner's process ended early if it did."""
        _seed(self._job["seed"])
        self._run_prelude()
        outputs: dict[str, Any] = {}
        for step in self._job["steps"]:
            # First 'not run': in a gradebook a test without output counts as passed.
            outputs[step["id"]] = [NOT_RUN] if step["kind"] == "test" else []
        where = None
        with contextlib.suppress(LearnerGone):
            for step in self._job["steps"]:
                where = step["label"]
                outputs[step["id"]] = self._step(step)
        told = {"outputs": outputs, "notes": self._notes, "stopped": self._stopped}
        told["objects"] = self._line.objects_used
        return {**told, "gone": self._line.gone, "where": where if self._line.gone else None}

    def _step(self, step: dict[str, Any]) -> list[dict[str, Any]]:
        if time.monotonic() > self._end:
            self._line.gone = f"the notebook ran longer than {self._limits.notebook_seconds:g} seconds"
            raise LearnerGone(self._line.gone)
        self._line.end = min(time.monotonic() + self._limits.cell_seconds, self._end)
        return self._test(step) if step["kind"] == "test" else self._run(step)

    def _run(self, step: dict[str, Any]) -> list[dict[str, Any]]:
        answer, _ = self._line.ask({"op": "run", "source": step["source"]})
        if answer.get("stopped") is True:
            self._stopped = True
            self._notes.append(
                f"{step['label']} ran longer than {self._limits.cell_seconds:g} seconds and was stopped"
            )
        if answer.get("cut") is True:
            self._notes.append(f"the output of {step['label']} was cut")
        return self._fitting(checked_outputs(answer.get("outputs")), step["label"])

    def _fitting(self, outputs: list[dict[str, Any]], label: str) -> list[dict[str, Any]]:
        """Leave out what a notebook puts out beyond measure."""
        kept = []
        for part in outputs:
            # As it crosses: a letter of another script takes six bytes there.
            self._room -= len(json.dumps(part))
            if self._room < 0:
                self._notes.append(f"the output of {label} was cut")
                break
            kept.append(part)
        return kept

    def _run_prelude(self) -> None:
        # A setup cell may use what only the learner's process has: it fails here, and tests do without.
        for source in self._job["prelude"]:
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.suppress(Exception),
                _deadline(self._limits),
            ):
                exec(compile(source, "<setup>", "exec"), self._names)
        self._names.forget_answers()

    def _test(self, step: dict[str, Any]) -> list[dict[str, Any]]:
        self._names.forget_answers()
        self._line.stopped = False
        printed = Bounded()
        self._line.print = printed.write
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            ended = self._attempt(step["source"])
        for kind in dict.fromkeys(self._line.odd_types):
            self._notes.append(f"{step['label']} met an answer of the type '{kind}', which is not plain data")
        self._line.odd_types.clear()
        if self._line.stopped:
            self._stopped = True
            self._notes.append(f"{step['label']}: a call ran too long and was stopped")
        text = printed.getvalue()
        stream = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
        return [*stream, *ended]

    def _attempt(self, source: str) -> list[dict[str, Any]]:
        try:
            with warnings.catch_warnings(), _deadline(self._limits):
                value = evaluate(source, self._names)
        except OutOfTime:
            return [_error("TimeoutError", "This test ran too long.")]
        except (Exception, SystemExit) as error:
            return [_error(type(error).__name__, str(error))]
        if value is None:
            return []
        # A test whose last line is a number gives partial credit: nbgrader reads it from this text.
        return [{"output_type": "execute_result", "data": {"text/plain": repr(value)[:MOST_TEXT]}}]


def evaluate(source: str, names: dict[str, Any]) -> Any:
    """Run a test cell; returns the value of its last expression, if it ends with one that is shown."""
    lines = [line for line in source.splitlines() if not line.startswith(("%", "!"))]
    tree = ast.parse("\n".join(lines))
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
    exec(compile(tree, "<test>", "exec"), names)
    return eval(compile(last, "<test>", "eval"), names) if last else None


class Bounded(io.StringIO):
    """Standard output of the tests, up to a length."""

    def write(self, text: str) -> int:
        """Keep what fits."""
        super().write(text[: max(MOST_TEXT - self.tell(), 0)])
        return len(text)


@contextlib.contextmanager
def _deadline(limits: Limits) -> Any:
    def stop(*_: object) -> NoReturn:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limits.cell_seconds + 2 * limits.grace_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed % 2**32)
    # Tests that build cells by hand find themselves in a module, as in a notebook.
    sys.modules["__main__"] = types.ModuleType("__main__")


def _error(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": text[:2_000]}


def checked_outputs(outputs: Any) -> list[dict[str, Any]]:
    """Return the outputs of a learner's cell that have a known form; they are shown and never graded."""
    if type(outputs) is not list:
        return []
    return [form for form in map(_checked, outputs[:1_000]) if form]


def _checked(part: Any) -> dict[str, Any] | None:
    if type(part) is not dict:
        return None
    kind, texts = part.get("output_type"), {key: each for key, each in part.items() if type(each) is str}
    if kind == "stream" and texts.get("name") in ("stdout", "stderr"):
        return {"output_type": kind, "name": texts["name"], "text": texts.get("text", "")}
    if kind == "error":
        return _error(texts.get("ename", ""), texts.get("evalue", ""))
    if kind in ("display_data", "execute_result") and type(part.get("data")) is dict:
        data = {name: part["data"].get(name) for name in ("text/plain", "image/png")}
        return {"output_type": kind, "data": {name: text for name, text in data.items() if type(text) is str}}
    return None
