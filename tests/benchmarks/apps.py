"""Times the apps' server with visitors who use no browser: `python -m tests.benchmarks.apps` prints figures.

Visitors arrive one after the other, open the comparison, ask for its widgets, and move one control again
and again, each at a time of their own. Nothing here passes or fails.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection

from deploy.jupyter import app
from deploy.notebooks import app_notebooks
from deploy.programs import Plan, Program
from tests.hosts.visitor import Visitor, message, send
from tests.processes import running_with

VISITORS = int(os.environ.get("VISITORS", "50"))
ARRIVING_SECONDS = float(os.environ.get("ARRIVING_SECONDS", "60"))
BETWEEN_UPDATES_SECONDS, UPDATES, PATIENCE_SECONDS = 5.0, 4, 120.0
CONTROL = "Take-up"


@dataclass
class Times:
    """What each visitor has measured, in seconds, and what went wrong."""

    page: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)
    update: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> None:
    """Start a server, let the visitors come, and print what they have measured."""
    os.environ.setdefault("APP_POOL", "3")
    with tempfile.TemporaryDirectory() as name:
        plan = app(Path(name), app_notebooks(Path(name) / "apps"))
        program = Program(plan)
        try:
            program.wait_until_ready()
            Visitor(f"http://127.0.0.1:{plan.port}", plan.token).open_app("/compare")
            print_figures(visited(plan), Path(name))
        finally:
            program.stop()


def visited(plan: Plan) -> Times:
    """Return what the visitors have measured."""
    times, all_in = Times(), threading.Barrier(VISITORS)
    visitors = [threading.Thread(target=visit, args=(plan, times, all_in)) for _ in range(VISITORS)]
    for each in visitors:
        each.start()
        time.sleep(ARRIVING_SECONDS / VISITORS)
    for each in visitors:
        each.join()
    return times


def visit(plan: Plan, times: Times, all_in: threading.Barrier) -> None:
    """Open the app, wait until all have, move a control some times, and wait until all have done so."""
    who, begun = Visitor(f"http://127.0.0.1:{plan.port}", plan.token), time.monotonic()
    try:
        kernel = who.open_app("/compare")
        times.page.append(time.monotonic() - begun)
        with who.channels(kernel) as socket:
            control = control_of(socket)
            times.live.append(time.monotonic() - begun)
            place = all_in.wait(PATIENCE_SECONDS)
            time.sleep(BETWEEN_UPDATES_SECONDS * place / VISITORS)
            for number in range(UPDATES):
                times.update.append(updated(socket, control, 0.5 + number / 100))
                time.sleep(BETWEEN_UPDATES_SECONDS)
            all_in.wait(PATIENCE_SECONDS)
    except Exception as error:
        times.failures.append(f"{type(error).__name__}: {error}"[:200])
        all_in.abort()


def control_of(socket: ClientConnection) -> str:
    """Ask for all widgets as a page does, and return the number of the control that is moved."""
    opened = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    send(socket, "shell", message("comm_open", opened) | {"metadata": {"version": "1.0.0"}})
    asked = message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}})
    send(socket, "shell", asked)
    states = answer_to(socket, asked, "comm_msg")["data"]["states"]
    found: str = next(
        number for number, each in states.items() if each["state"].get("description") == CONTROL
    )
    return found


def updated(socket: ClientConnection, control: str, value: float) -> float:
    """Move the control, and return how long it takes until the kernel has computed and drawn everything."""
    begun = time.monotonic()
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    moved = message("comm_msg", {"comm_id": control, "data": data})
    send(socket, "shell", moved)
    while answer_to(socket, moved, "status")["execution_state"] != "idle":
        pass
    return time.monotonic() - begun


def answer_to(socket: ClientConnection, sent: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the content of the next message of a kind that answers `sent`."""
    while True:
        raw = socket.recv(timeout=PATIENCE_SECONDS)
        assert isinstance(raw, bytes)
        places = [int.from_bytes(raw[8 * n : 8 * (n + 1)], "little") for n in range(1, 7)]
        parts = [json.loads(raw[places[n] : places[n + 1]]) for n in (1, 2, 4)]
        if parts[0]["msg_type"] == kind and parts[1].get("msg_id") == sent["header"]["msg_id"]:
            content: dict[str, Any] = parts[2]
            return content


def print_figures(times: Times, folder: Path) -> None:
    """Print medians and the 95th percentiles, failures, memory, and how loaded the machine was."""
    for name in ("page", "live", "update"):
        found = sorted(getattr(times, name)) or [float("nan")]
        median, late = found[len(found) // 2], found[int(0.95 * len(found))]
        print(f"{name}: {len(found)}, median {median:.2f} s, p95 {late:.2f} s")
    print(f"failures: {len(times.failures)} {times.failures[:3]}; load {os.getloadavg()[0]:.1f}")
    # Other servers of this machine have kernels too: ours have the folder in their environment.
    kernels = {*running_with("app-", "comm")} & {*running_with(str(folder))}
    shares = sum(proportional_kilobytes(number) for number in kernels)
    each = shares / max(1, len(kernels))
    told = f"{shares / 1024:.0f} MB, {each / 1024:.0f} MB each"
    print(f"memory of {len(kernels)} kernels, those that wait among them: {told}")


def proportional_kilobytes(process: int) -> int:
    """Return the memory of a process, what it shares counted by its part (PSS)."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
