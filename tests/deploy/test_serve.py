"""`make serve`: one address, the next port when one is taken, and an end with Ctrl-C."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, pathlib
from deploy import serve
serve.SITE = pathlib.Path(sys.argv[1])
serve.FIRST_PORT = int(sys.argv[2])
serve.main()
"""


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_serve_takes_the_next_port_and_ends_with_ctrl_c(tmp_path: Path, taken_port: int) -> None:
    """A taken port is named, the page answers at the one address printed, and Ctrl-C ends all."""
    (tmp_path / "index.html").write_text("a page", "utf-8")
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(taken_port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-1, text=True) as program:
        assert f"Port {taken_port} is taken" in program.stderr.readline()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", program.stdout.readline())
        with urlopen(address) as answer:
            assert answer.read() == b"a page"
            assert answer.headers["Cache-Control"] == "no-cache"
        program.send_signal(signal.SIGINT)
        rest, errors = program.communicate(timeout=20)
    assert program.returncode == 0
    assert "Traceback" not in errors
    assert rest.strip() == "Ended."
