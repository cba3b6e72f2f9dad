"""Kernels in a twentieth of the time: each is forked off a process that has loaded everything already.

A kernel that starts by itself spends two seconds of a processor on imports, and each holds all of them in
memory. A fork has them at once and shares them with all others, until it writes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import EntryPoint
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "forked"
MEGABYTE = 2**20
# The kernel's own program stands after the interpreter, `-m` and the module.
ARGUMENTS_FROM = 3
_forking = threading.Lock()
_context = multiprocessing.get_context("forkserver")


def use_forks() -> None:
    """Start the process that kernels are forked off, and make it known to what starts kernels."""
    _context.set_forkserver_preload(["deploy.voila.loaded"])
    where = f"{__name__}:{ForkedProvisioner.__name__}"
    known = EntryPoint(NAME, where, KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners[NAME] = known
    forkserver.ensure_running()


class ForkedKernel:
    """A forked kernel, as jupyter_client handles a process of its own."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self.process = process
        assert process.pid is not None
        self.pid: int = process.pid

    def poll(self) -> int | None:
        """Return the status with which the kernel ended; None while it runs."""
        return self.process.exitcode

    def wait(self) -> int | None:
        """Wait for the kernel's end, and return its status."""
        self.process.join()
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        """Send the kernel a signal, unless it has ended already."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.process.terminate()

    def kill(self) -> None:
        """End the kernel."""
        self.process.kill()


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel as a fork; all else about it is as with a kernel that starts by itself."""

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> KernelConnectionInfo:
        """Fork a kernel, without holding up the server meanwhile."""
        # Some names are of a class of Voilà's: to read them each fork would load all of it, in two seconds.
        environment = {str.__str__(name): value for name, value in settings["env"].items()}
        begun = cmd[ARGUMENTS_FROM:], environment, settings.get("cwd"), self.kernel_id
        forked = await asyncio.to_thread(_forked, *begun)
        # It has what jupyter_client asks of a process, and is no Popen.
        self.process = cast(Any, forked)
        self.pid = self.pgid = cast(Any, forked.pid)
        return self.connection_info


def _forked(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str | None, kernel_id: str
) -> ForkedKernel:
    given = arguments, environment, folder, kernel_id
    process = _context.Process(target=_run_kernel, args=given, daemon=True)
    with _forking:  # the standard library's list of children is not made for several threads
        process.start()
    return ForkedKernel(process)


def _run_kernel(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str | None, kernel_id: str
) -> None:
    """Be a kernel: this is the first that runs in the fork."""
    from ipykernel.kernelapp import launch_new_instance

    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    if folder:
        os.chdir(folder)
    _limit_memory(int(environment.get("APP_MEMORY_MEGABYTES", "1000")) * MEGABYTE)
    # All forks have one command line: this name tells them apart in `top`.
    Path("/proc/self/comm").write_text(f"app-{kernel_id[:8]}")
    # A kernel ends with its parent; which is that, it would have looked up before the fork.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    # Nothing of a visitor's session goes to a disk.
    launch_new_instance(argv=[*arguments, parent, "--HistoryManager.enabled=False"])


def _limit_memory(most: int) -> None:
    """Let a session take so many bytes beyond what it has from the fork, part of which is only reserved."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (had,) = (int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:"))
    resource.setrlimit(resource.RLIMIT_DATA, (had + most, had + most))
