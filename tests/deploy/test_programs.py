"""Programs beside the site: watched, told of when they end early, and ended with all that they started."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from deploy.programs import Plan, Program, free_port
from tests.processes import have_ended, running_with

# Answers on its port, and has a child that does not end by itself.
SERVER = """
import http.server, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + SERVER


def plan_for(folder: Path, program: str) -> Plan:
    """Return the plan of a program of one's own."""
    port = free_port(8700)
    command = [sys.executable, "-c", program, str(port)]
    return Plan("Program", port, command, {"HERE": str(folder)}, "/", {"Open it": "/page"}, folder / "log")


@pytest.mark.parametrize("program", [SERVER, DEAF], ids=["heeding", "deaf"])
def test_no_child_is_left(tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that answers is ready; stopped, it and its child are gone, though it heed no signal."""
    monkeypatch.setattr("deploy.programs.LONGEST_END", 0.3)
    started = Program(plan_for(tmp_path, program))
    assert started.wait_until_ready()
    processes = running_with(str(tmp_path))
    assert len(processes) == 2
    started.stop()
    assert have_ended(processes, seconds=5)


def test_an_early_end_is_told_with_its_reason(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Which program it was, its status, its last words and its log are printed; nobody waits for it."""
    program = Program(plan_for(tmp_path, "import sys; sys.exit('no room on this machine')"))
    began = time.monotonic()
    assert not program.wait_until_ready()
    assert time.monotonic() - began < 10
    program.watcher.join(5)
    said = capfd.readouterr().err
    assert "Program has ended (status 1): no room on this machine" in said
    assert str(tmp_path / "log") in said
    program.stop()


def test_a_stopped_program_is_not_told_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What we end ourselves is no news."""
    program = Program(plan_for(tmp_path, SERVER))
    assert program.wait_until_ready()
    program.stop()
    program.watcher.join(5)
    assert "has ended" not in capfd.readouterr().err


def test_a_taken_port_is_passed_over(taken_port: int) -> None:
    """The next free port is taken."""
    assert free_port(taken_port) > taken_port


def test_the_token_is_new_each_time(tmp_path: Path) -> None:
    """Two starts have two tokens, each long, and the address carries it."""
    one, other = plan_for(tmp_path, SERVER), plan_for(tmp_path, SERVER)
    assert one.token != other.token and len(one.token) >= 32
    assert one.links == {"Open it": f"http://127.0.0.1:{one.port}/page?token={one.token}"}
    assert one.token not in repr(one)
