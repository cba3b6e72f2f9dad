"""The shell in which a learner's cells run: the kernel's own, in this process, its output bounded."""

from __future__ import annotations

import asyncio
import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import IOPubThread
from IPython.core.history import HistoryManager
from traitlets import default

from exercises.grading.limits import Limits

# What a page of feedback can show without running anything.
SHOWN_TYPES = ("text/plain", "image/png")
CUT = "\n... the output was cut here ...\n"


class QuietKernel(InProcessKernel):
    """A kernel that starts no thread, so that the process which holds it can be forked."""

    @default("iopub_thread")
    def _thread_that_is_never_started(self) -> IOPubThread:
        return IOPubThread(self._underlying_iopub_socket, session=self.session)


_kernel: Any = None


def prepare() -> None:
    """Make the kernel before the fork: it takes a third of a second."""
    global _kernel
    HistoryManager.enabled = False  # type: ignore[assignment]
    _kernel = QuietKernel()  # type: ignore[no-untyped-call]
    _kernel.shell.enable_gui = lambda gui=None: None
    for writer in (_kernel.shell.InteractiveTB, _kernel.shell.SyntaxTB):
        # Of an error name and message are kept: to write its traceback takes longer than all else.
        writer.structured_traceback = lambda *_, **__: []
    # What the first cell would load is loaded before the fork.
    _kernel.session.send = lambda *_, **__: None
    asyncio.run(_kernel.do_execute("pass", False, False, {}, False))


class Shell:
    """Runs cells, one after another, and keeps what they print and show."""

    def __init__(self, limits: Limits) -> None:
        if _kernel is None:
            prepare()
        self._kernel: Any = _kernel
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self.output = Output(limits)
        self._kernel.session.send = self._collect
        self._kernel.stdout = Stream("stdout", self.output)
        self._kernel.stderr = Stream("stderr", self.output)

    @property
    def names(self) -> dict[str, Any]:
        """The learner's variables."""
        names: dict[str, Any] = self._kernel.shell.user_ns
        return names

    def run(self, source: str) -> dict[str, Any]:
        """Run one cell; returns its outputs and whether it was cut or stopped."""
        self.output.start()
        stopped = self.within_time(lambda: self._execute(source), self._limits.cell_seconds)
        return {"outputs": self.output.parts, "cut": self.output.is_cut, "stopped": stopped}

    def within_time(self, body: Callable[[], object], seconds: float) -> bool:
        """Run the body, interrupting it when its time is up; says whether that was needed."""
        stopped = False

        def interrupt(*_: object) -> None:
            nonlocal stopped
            stopped = True
            raise KeyboardInterrupt(f"stopped after {seconds:g} seconds")

        signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
        try:
            with suppress(KeyboardInterrupt):
                body()
        finally:
            _quieten()
        return stopped

    @contextmanager
    def redirected(self) -> Iterator[None]:
        """Collect what is printed meanwhile."""
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._kernel.stdout, self._kernel.stderr
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before

    def _execute(self, source: str) -> None:
        with self.redirected():
            self._loop.run_until_complete(self._kernel.do_execute(source, False, True, {}, False))

    def _collect(self, _stream: object, message: Any, content: Any = None, *_: Any, **__: Any) -> None:
        if isinstance(message, dict):
            message, content = message.get("msg_type"), message.get("content")
        if message in ("display_data", "execute_result"):
            data = {key: value for key, value in content["data"].items() if key in SHOWN_TYPES}
            self.output.add_display(message, data)
        elif message == "error":
            self.output.add_error(content)
        elif message == "clear_output":
            self.output.start()


def _quieten() -> None:
    while True:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
            return
        except KeyboardInterrupt:
            continue


class Output:
    """The outputs of one cell in a notebook's form, up to a number of bytes and of displays."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.start()

    def start(self) -> None:
        """Forget what was kept."""
        self.parts: list[dict[str, Any]] = []
        self.is_cut = False
        self._left = self._limits.cell_output

    def add_text(self, name: str, text: str) -> None:
        """Keep a piece of a stream."""
        kept = self._fitting(text)
        last = self.parts[-1] if self.parts else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["pieces"].append(kept)
        elif kept:
            self.parts.append({"output_type": "stream", "name": name, "pieces": [kept]})

    def add_display(self, kind: str, data: dict[str, Any]) -> None:
        """Keep something shown."""
        if len(self.parts) >= self._limits.cell_displays:
            self.is_cut = True
            return
        fitting = {key: value for key, value in data.items() if isinstance(value, str) and self._fits(value)}
        self.parts.append({"output_type": kind, "data": fitting})

    def add_error(self, content: dict[str, Any]) -> None:
        """Keep an error's name and message; a traceback tells a learner little and can be of any size."""
        name, value = (str(content.get(key, ""))[:2_000] for key in ("ename", "evalue"))
        self.parts.append({"output_type": "error", "ename": name, "evalue": value})

    def _fits(self, text: str) -> bool:
        if len(text) > self._left:
            self.is_cut = True
            return False
        self._left -= len(text)
        return True

    def _fitting(self, text: str) -> str:
        if self._fits(text):
            return text
        kept, self._left = text[: self._left], 0
        return kept


class Stream(io.TextIOBase):
    """Standard output or standard error of the cells."""

    encoding = "utf-8"

    def __init__(self, name: str, output: Output) -> None:
        self._name = name
        self._output = output

    def writable(self) -> bool:
        """Say that one can write."""
        return True

    def write(self, text: str) -> int:
        """Keep what fits."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._output.add_text(self._name, text)
        return len(text)

    def set_parent(self, _parent: object) -> None:
        """Be told which message is answered, as the kernel's own streams are."""
