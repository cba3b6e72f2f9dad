"""The learner's side of the wire: runs cells, and answers what the judge asks about the variables they left.

Everything here shares a process with the learner's code and may be changed by it.
The judge believes none of it.
"""

from __future__ import annotations

import os
import types
from collections.abc import Callable
from typing import Any

from exercises.grading.codec import NotPlain, Reader, Writer
from exercises.grading.limits import Limits
from exercises.grading.shell import Shell
from exercises.grading.wire import Wire, WireError

MOST_HANDLES = 10_000


def serve(wires: list[Wire], limits: Limits, confined: bool) -> None:
    """Answer the judge until it closes the wire."""
    (wire,) = wires
    _reseed()
    Learner(wire, limits).serve()


def _reseed() -> None:
    # All children of a zygote would else draw the same numbers.
    import random

    import numpy as np

    random.seed()
    np.random.seed()


class Learner:
    """Holds the shell and the objects that the judge knows only by number."""

    def __init__(self, wire: Wire, limits: Limits) -> None:
        self._wire = wire
        self._limits = limits
        self._process = os.getpid()
        self._shell = Shell(limits)
        self._objects: list[Any] = []
        self._buffers: list[bytes] = []

    def serve(self) -> None:
        """Answer one request after another."""
        answers: dict[str, Callable[[dict[str, Any], list[bytes]], dict[str, Any]]] = {
            "run": lambda request, _: self._shell.run(request["source"]),
            "get": self._get,
            "attribute": self._attribute,
            "call": self._call,
        }
        while True:
            try:
                request, buffers = self._wire.receive()
            except WireError:
                os._exit(0)
            self._buffers = []
            answer = answers[request["op"]](request, buffers)
            if os.getpid() != self._process:
                # A cell forked and its copy came back here: it must not answer in this process's name.
                os._exit(0)
            self._answer({**answer, "id": request["id"]})

    def _answer(self, answer: dict[str, Any]) -> None:
        for part in answer.get("outputs", []):
            if "pieces" in part:
                part["text"] = "".join(part.pop("pieces"))
        try:
            self._wire.send(answer, self._buffers)
        except (WireError, ValueError, TypeError) as error:
            self._wire.send(
                {"id": answer["id"], "error": ["ValueError", f"the value can't be sent: {error}"]}
            )

    def _get(self, request: dict[str, Any], _: list[bytes]) -> dict[str, Any]:
        if request["name"] not in self._shell.names:
            return {"missing": True}
        return self._value(lambda: self._shell.names[request["name"]], self._limits.cell_seconds)

    def _attribute(self, request: dict[str, Any], _: list[bytes]) -> dict[str, Any]:
        owner = self._objects[request["handle"]]
        return self._value(lambda: getattr(owner, request["name"]), request["seconds"])

    def _call(self, request: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        reader = Reader(buffers, lambda data: self._objects[data["n"]])
        positional, named = reader.many(request["positional"], 0), request["named"]
        keywords = {name: reader.read(value) for name, value in named.items()}
        called = self._objects[request["handle"]]
        return self._value(lambda: called(*positional, **keywords), request["seconds"])

    def _value(self, body: Callable[[], Any], seconds: float) -> dict[str, Any]:
        answer: dict[str, Any] = {}

        def compute() -> None:
            try:
                with self._shell.redirected():
                    value = body()
                writer = Writer(self._handle)
                answer["value"] = writer.write(value)
                self._buffers = writer.buffers
            except NotPlain as error:
                answer["error"] = ["ValueError", f"the value can't be looked into: {error}"]
            except (Exception, SystemExit) as error:
                answer["error"] = [type(error).__name__, str(error)[:2_000]]

        self._shell.output.start()
        if self._shell.within_time(compute, seconds):
            answer = {
                "error": ["TimeoutError", f"this took longer than {seconds:.0f} seconds"],
                "stopped": True,
            }
        return {**answer, "printed": self._printed()}

    def _printed(self) -> str:
        texts = [part for part in self._shell.output.parts if part.get("name") == "stdout"]
        return "".join("".join(part["pieces"]) for part in texts)

    def _handle(self, value: Any) -> dict[str, Any]:
        if len(self._objects) >= MOST_HANDLES:
            raise NotPlain("too many objects")
        self._objects.append(value)
        kind = (
            "module" if isinstance(value, types.ModuleType) else "function" if callable(value) else "object"
        )
        name = getattr(value, "__name__", None)
        return {
            "t": "handle",
            "n": len(self._objects) - 1,
            "kind": kind,
            "type": type(value).__name__[:80],
            "name": name[:80] if type(name) is str else "",
        }
