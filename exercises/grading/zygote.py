"""A process with everything imported and nobody's code in it: for each job it forks a child to throw away.

Runs inside the sandbox. Started as `python -m exercises.grading.zygote`, with one JSON argument.
The judge's zygote and the learner's are the same program: only what the child then runs differs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import re
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exercises.grading import watch
from exercises.grading.limits import Limits
from exercises.grading.wire import Wire

POLL_SECONDS = 0.05
PRELOADED = {
    "learner": ["numpy", "pandas", "exercises.grading.learner", "simulator", "simulator.widgets"],
    "judge": ["numpy", "pandas", "exercises.grading.judge", "simulator", "simulator.widgets"],
}


@dataclass(frozen=True)
class Setting:
    """What a zygote is told when it starts."""

    role: str
    control: int
    user: int | None
    confined: bool
    limits: Limits
    material: str

    @classmethod
    def from_text(cls, text: str) -> Setting:
        """Return the setting that a JSON text describes."""
        data = json.loads(text)
        return cls(**{**data, "limits": Limits(**data["limits"])})


def main() -> None:
    """Import what children will need, say so, then fork one child after another until the grader closes."""
    setting = Setting.from_text(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=setting.control)
    _preload(setting)
    control.send(b'{"ready": true}')
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 65_536, 2)
        if not data:
            return
        child = Child(setting, json.loads(data), descriptors)
        for each in descriptors:
            os.close(each)
        report = child.watch_until_told(control)
        control.send(json.dumps(report).encode())


def _preload(setting: Setting) -> None:
    for name in PRELOADED[setting.role]:
        try:
            importlib.import_module(name)
        except ImportError:
            if name.startswith("exercises."):
                raise
    with contextlib.suppress(ImportError):
        _warm_simulator(Path(setting.material))
    if setting.role == "learner":
        importlib.import_module("exercises.grading.shell").prepare()
    gc.collect()
    gc.freeze()


def _warm_simulator(material: Path) -> None:
    """Let policies cross, and build the countries that exercises name: every child finds them ready."""
    from exercises.grading import codec

    codec.know_policies()
    simulator = importlib.import_module("simulator")
    notebooks = "\n".join(each.read_text("utf-8") for each in material.rglob("*.ipynb"))
    for name in simulator.country_names():
        if re.search(rf"\b{name}\b", notebooks, re.IGNORECASE):
            simulator.country(name)


class Child:
    """One disposable process, the first of its own process namespace, and all that it may start."""

    def __init__(self, setting: Setting, job: dict[str, Any], descriptors: list[int]) -> None:
        self._setting = setting
        self._limits = Limits(**job["limits"])
        read, write = os.pipe()
        self._keeper = os.fork()
        if self._keeper == 0:
            _never_return(lambda: _keep(setting, self._limits, job, descriptors, write))
        os.close(write)
        told = os.read(read, 32)
        os.close(read)
        self._inner = int(told) if told else None
        self._stopped_for: str | None = None

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
        if self._inner is None or self._stopped_for or not self._setting.confined:
            return
        used = watch.memory_of(self._processes(), self._limits.memory)
        if used > self._limits.memory:
            self._stopped_for = "memory"
            self._kill()

    def _processes(self) -> list[int]:
        return watch.others(own={1, os.getpid(), self._keeper})

    def _end(self) -> dict[str, Any]:
        left = len(self._processes()) - 1 if self._setting.confined and self._is_alive() else 0
        self._kill()
        _, status = os.waitpid(self._keeper, 0)
        return {"stopped_for": self._stopped_for, "left_running": max(left, 0), "status": status}

    def _is_alive(self) -> bool:
        return self._inner is not None and Path(f"/proc/{self._inner}/status").exists()

    def _kill(self) -> None:
        # The first process of a namespace takes all others of it along.
        if self._inner is not None and self._is_alive():
            try:
                os.kill(self._inner, signal.SIGKILL)
            except ProcessLookupError:
                return


def _never_return(body: Any) -> None:
    try:
        body()
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(70)


def _keep(setting: Setting, limits: Limits, job: dict[str, Any], descriptors: list[int], tell: int) -> None:
    os.close(setting.control)
    if setting.confined:
        from exercises.grading import confinement

        confinement.leave_namespaces()
    inner = os.fork()
    if inner == 0:
        os.close(tell)
        _never_return(lambda: _become(setting, limits, job, descriptors))
    for each in descriptors:
        os.close(each)
    os.write(tell, str(inner).encode())
    os.close(tell)
    _, status = os.waitpid(inner, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _become(setting: Setting, limits: Limits, job: dict[str, Any], descriptors: list[int]) -> None:
    wires = [Wire(socket.socket(fileno=each)) for each in descriptors]
    folder = _confine(setting, limits, descriptors) if setting.confined else job["folder"]
    os.chdir(folder)
    _copy_material(Path(setting.material) / job["exercise"])
    program = importlib.import_module(f"exercises.grading.{setting.role}")
    program.serve(wires, limits, setting.confined)


def _confine(setting: Setting, limits: Limits, descriptors: list[int]) -> str:
    from exercises.grading import confinement

    confinement.keep_only(set(descriptors))
    confinement.mount_private_folders(limits, setting.user or os.getuid())
    confinement.hide_processes()
    confinement.set_limits(limits)
    confinement.drop_privileges(setting.user)
    confinement.refuse_calls()
    return confinement.SCRATCH


def _copy_material(folder: Path) -> None:
    import shutil

    if folder.is_dir():
        kept_out = shutil.ignore_patterns("*.ipynb", ".*")
        shutil.copytree(folder, ".", dirs_exist_ok=True, symlinks=True, ignore=kept_out)


if __name__ == "__main__":
    main()
