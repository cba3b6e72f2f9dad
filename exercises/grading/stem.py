"""What workers share: a process a role that has imported everything, off which zygotes are forked."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from exercises.grading.records import GradingError
from exercises.grading.sandbox import MATERIAL, ROOT, Walls

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
    """The control socket to a running zygote."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control

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
        told = self._control.recv(4_096)
        if not told:
            raise ConnectionError("the zygote is gone")
        report: dict[str, Any] = json.loads(told)
        return report

    def close(self) -> None:
        """End it, and with it all that ever came of it."""
        self._control.close()


def is_shared(walls: Walls | None) -> bool:
    """Say whether workers may share stems: not where the kernel counts their children as one user's.

    There, the stem may also not go back to its own namespace of processes, to fork another zygote.
    """
    return walls is None or walls.as_root


class Stem:
    """A running stem and the control socket to it. Threads may share it."""

    def __init__(self, role: str, course: Path, walls: Walls | None) -> None:
        self._role = role
        self._material = course / ("source" if role == "judge" else "release")
        self._walls = walls
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control, self._is_ready = ours, False
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            self._command(theirs.fileno()),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            env=None if self._walls else {**os.environ, "PYTHONPATH": str(ROOT)},
            cwd="/",
        )
        theirs.close()

    def _command(self, control: int) -> list[str]:
        walls, material = self._walls, self._material
        setting = {
            "role": self._role,
            "control": control,
            "confined": walls is not None,
            "material": MATERIAL if walls else str(material.resolve()),
        }
        program = ["-m", "exercises.grading.zygote", json.dumps(setting)]
        return walls.command(material, program) if walls else [sys.executable, *program]

    def zygote(self) -> Zygote:
        """Return a new zygote; where this process has died or may have but one, it is begun anew."""
        with self._lock:
            if self._is_ready and (self._process.poll() is not None or not is_shared(self._walls)):
                self._end()
                self._begin()
            self._wait_until_ready()
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
            theirs.close()
            return Zygote(ours)

    def _wait_until_ready(self) -> None:
        if self._is_ready:
            return
        self._control.settimeout(START_SECONDS)
        try:
            told = self._control.recv(64)
        except TimeoutError:
            told = b""
        if not told:
            raise GradingError(self.explanation())
        self._is_ready = True

    def explanation(self) -> str:
        """Say why it did not start, with the mend where it is known."""
        self._errors.seek(0)
        text = self._errors.read()[-2_000:].decode("utf-8", "replace").strip()
        for sign, mend in MENDS.items():
            if sign in text:
                return f"{mend}. It said: {text.splitlines()[-1]}"
        last = text.splitlines()[-1] if text else "nothing was said"
        return f"The sandbox does not start on this machine, so nothing was graded. It said: {last}"

    def close(self) -> None:
        """End it, and within the walls all that ever came of it."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        self._control.close()
        # It holds nothing that would have to be saved, and may still be importing.
        self._process.kill()
        self._process.wait()
        self._errors.close()


class Stems:
    """The learners' stem and the judges'. They start at once: what else is slow can run beside them."""

    def __init__(self, course: Path, walls: Walls | None) -> None:
        self._course = course
        self.walls = walls
        self.learner = Stem("learner", course, walls)
        self.judge = Stem("judge", course, walls)
        self._others: list[Stems] = []

    def __enter__(self) -> Stems:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def of_worker(self, number: int) -> Stems:
        """Return the stems of a worker."""
        if number == 0 or is_shared(self.walls):
            return self
        self._others.append(Stems(self._course, self.walls))
        return self._others[-1]

    def close(self) -> None:
        """End all of them."""
        for others in self._others:
            others.close()
        self.learner.close()
        self.judge.close()
