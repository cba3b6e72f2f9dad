"""Processes with everything imported and nobody's code in them.

The stem imports, then forks a zygote for each worker. For each job, a zygote forks a child to throw away.
Runs inside the sandbox. Started as `python -m exercises.grading.zygote`, with one JSON argument.
The judge's and the learner's are the same program: only what the child then runs differs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import re
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from exercises.grading import linux, watch
from exercises.grading.limits import Limits
from exercises.grading.wire import Wire

POLL_SECONDS = 0.05
# Slow to import: worth it before the fork only where an exercise says the word.
IMPORTED_WHERE_NAMED = {"simulator": "simulator", "widgets": "simulator.widgets"}


@dataclass(frozen=True)
class Setting:
    """What a stem is told when it starts."""

    role: str
    control: int
    confined: bool
    material: str


def main() -> None:
    """Import what children will need, say so, then fork one zygote after another until the grader closes."""
    setting = Setting(**json.loads(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=setting.control)
    _preload(setting)
    control.send(b'{"ready": true}')
    while descriptors := socket.recv_fds(control, 64, 1)[1]:
        if _fork(setting) == 0:
            control.close()
            _never_return(partial(_serve, setting, descriptors[0]))
        os.close(descriptors[0])
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _fork(setting: Setting) -> int:
    """Fork; within the walls, the child is the first process of a namespace of its own."""
    if setting.confined:
        linux.give_children_own_processes()
    return os.fork()


def _serve(setting: Setting, descriptor: int) -> None:
    """Be a zygote: fork one child after another until the grader closes."""
    if setting.confined:
        # It must see its own children and no others: it counts their memory and ends them.
        linux.unshare(linux.CLONE_NEWNS)
        linux.make_mounts_private()
        linux.mount_processes()
    control = socket.socket(fileno=descriptor)
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 65_536, 2)
        if not data:
            return
        child = Child(setting, control, json.loads(data), descriptors)
        for each in descriptors:
            os.close(each)
        report = child.watch_until_told(control)
        with contextlib.suppress(BrokenPipeError):
            control.send(json.dumps(report).encode())


def _preload(setting: Setting) -> None:
    # What is imported lives as long as this process: looking for what could be freed takes a tenth of it.
    gc.disable()
    if setting.confined:
        importlib.import_module("exercises.grading.confinement")
    importlib.import_module(f"exercises.grading.{setting.role}")
    notebooks = "\n".join(each.read_text("utf-8") for each in Path(setting.material).rglob("*.ipynb"))
    for word, name in IMPORTED_WHERE_NAMED.items():
        if re.search(rf"\b{word}\b", notebooks):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    if "simulator" in sys.modules:
        _warm_simulator(notebooks)
    _rehearse()
    if setting.role == "learner":
        importlib.import_module("exercises.grading.shell").prepare()
    gc.collect()
    gc.freeze()
    gc.enable()


def _warm_simulator(notebooks: str) -> None:
    """Let policies cross, and build the countries that exercises name: every child finds them ready."""
    from exercises.grading import codec

    codec.know_policies()
    simulator = sys.modules["simulator"]
    for name in simulator.country_names():
        if re.search(rf"\b{name}\b", notebooks, re.IGNORECASE):
            simulator.country(name)


def _rehearse() -> None:
    """Send a table with a text to nobody and read it: pandas loads late what that takes."""
    import pandas as pd

    from exercises.grading.codec import NotPlain, Reader, Writer

    def no_handle(_: object) -> NoReturn:
        raise NotPlain("a table crosses whole")

    writer = Writer(no_handle)
    form = writer.write(pd.DataFrame({"number": [1.0], "text": ["a"]}))
    Reader(writer.buffers, no_handle).read(form)


class Child:
    """One disposable process, the first of its own process namespace, and all that it may start."""

    def __init__(
        self, setting: Setting, control: socket.socket, job: dict[str, Any], descriptors: list[int]
    ) -> None:
        self._setting = setting
        self._limits = Limits(**job["limits"])
        self._stopped_for: str | None = None
        self._first = _fork(setting)
        if self._first == 0:
            control.close()
            _never_return(lambda: _become(setting, self._limits, job, descriptors))

    def watch_until_told(self, control: socket.socket) -> dict[str, Any]:
        """Watch the memory until the grader says that the job has ended; kill what is left and report."""
        control.settimeout(POLL_SECONDS)
        while True:
            try:
                control.recv(64)
                break
            except TimeoutError:
                self._stop_if_too_large()
        control.settimeout(None)
        return self._end()

    def _stop_if_too_large(self) -> None:
        if self._stopped_for or not self._setting.confined:
            return
        used = watch.memory_of(self._processes(), self._limits.memory)
        if used > self._limits.memory:
            self._stopped_for = "memory"
            self._kill()

    def _processes(self) -> list[int]:
        return watch.others(own={1, os.getpid()})

    def _end(self) -> dict[str, Any]:
        left = self._processes() if self._setting.confined else []
        self._kill()
        os.waitpid(self._first, 0)
        return {"stopped_for": self._stopped_for, "left_running": len(left) - 1 if self._first in left else 0}

    def _kill(self) -> None:
        # The first process of a namespace takes all others of it along. It is ours until we wait for it.
        os.kill(self._first, signal.SIGKILL)


def _never_return(body: Any) -> None:
    try:
        body()
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(70)


def _become(setting: Setting, limits: Limits, job: dict[str, Any], descriptors: list[int]) -> None:
    # A signal to its own group must not reach the zygote: they may be of one user.
    os.setsid()
    wires = [Wire(socket.socket(fileno=each)) for each in descriptors]
    folder = _confine(job["user"], limits, descriptors) if setting.confined else job["folder"]
    os.chdir(folder)
    _copy_material(Path(setting.material) / job["exercise"])
    program = importlib.import_module(f"exercises.grading.{setting.role}")
    program.serve(wires, limits, setting.confined)


def _confine(user: int | None, limits: Limits, descriptors: list[int]) -> str:
    # Imported before the fork, where there are walls: elsewhere its library may be missing.
    from exercises.grading import confinement

    confinement.leave_namespaces()
    confinement.keep_only(set(descriptors))
    confinement.mount_private_folders(limits, user or os.getuid())
    confinement.hide_processes()
    confinement.set_limits(limits)
    confinement.drop_privileges(user)
    confinement.refuse_calls()
    return confinement.SCRATCH


def _copy_material(folder: Path) -> None:
    if folder.is_dir():
        kept_out = shutil.ignore_patterns("*.ipynb", ".*")
        shutil.copytree(folder, ".", dirs_exist_ok=True, symlinks=True, ignore=kept_out)


if __name__ == "__main__":
    main()
