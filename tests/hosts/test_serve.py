"""`make serve` with the real JupyterLab and the real Voilà: quick to start, gone with all their kernels."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.conftest import ROOT
from tests.hosts.visitor import Visitor
from tests.processes import have_ended, running_with

PROGRAM = """
import pathlib, sys
from deploy import serve
from deploy.jupyter import app, jupyterlab
from deploy.notebooks import app_notebooks

build, folder = map(pathlib.Path, sys.argv[1:])
serve.FIRST_PORT = 8600
opened = {"Open the notebook": "both_hosts.ipynb"}
serve.main(lambda: [jupyterlab(build, folder, opened), app(build, app_notebooks(build / "apps"))])
"""
LINK = re.compile(r'<a href="http://127\.0\.0\.1:(\d+)/[^"?]*\?token=(\w+)">')


@pytest.fixture
def serving(build: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The three servers, in folders of their own."""
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(build / "notebooks")]
    here = {**os.environ, "HERE": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=here, stdout=-1, stderr=-1, text=True) as program:
        yield program
        program.kill()


def first_page(printed: str) -> str:
    """Return the first page, as who opens the printed address sees it."""
    opener = build_opener(HTTPCookieProcessor())
    root, _, key = re.search(r"http://\S+", printed)[0].partition("?")
    with opener.open(f"{root}book/welcome.html?{key}") as page:
        text: str = page.read().decode()
    return text


def test_all_three_start_and_end_together(serving: subprocess.Popen[str], tmp_path: Path) -> None:
    """One address is printed; a page of the app has a kernel; after Ctrl-C nothing of it all is left."""
    (_lab, (port, token)) = LINK.findall(first_page(serving.stdout.readline()))
    kernel = Visitor(f"http://127.0.0.1:{port}", token).open_app("/lab")
    processes = running_with(f"HERE={tmp_path}")
    assert running_with(kernel[:8], "comm") and len(processes) >= 4
    serving.send_signal(signal.SIGINT)
    rest, errors = serving.communicate(timeout=60)
    assert (serving.returncode, rest.strip(), errors) == (0, "Ended.", "")
    assert have_ended(processes, seconds=10)


def test_a_killed_server_is_named_and_takes_its_kernels_along(
    serving: subprocess.Popen[str], tmp_path: Path
) -> None:
    """When Voilà is killed, serve says so, the rest goes on, and Ctrl-C leaves nothing."""
    printed = serving.stdout.readline()
    processes = running_with(f"HERE={tmp_path}")
    (voila,) = set(running_with("deploy.voila\0", "cmdline")) & set(processes)
    os.kill(voila, signal.SIGKILL)
    assert "Voilà has ended (status -9)" in serving.stderr.readline()
    assert len(LINK.findall(first_page(printed))) == 1
    serving.send_signal(signal.SIGINT)
    serving.communicate(timeout=60)
    assert have_ended(processes, seconds=10)


@pytest.mark.prove
def test_a_second_start_takes_less_than_ten_seconds() -> None:
    """When nothing has changed, `make serve` prints its address soon."""
    for limit in (600, 10):
        began = time.monotonic()
        # A session of its own, so that Ctrl-C can be sent as a terminal does: to make and to what it runs.
        settings = {"stdout": -1, "stderr": -1, "text": True, "start_new_session": True}
        with subprocess.Popen(["make", "serve"], cwd=ROOT, **settings) as program:
            try:
                while "The course is at" not in program.stdout.readline():
                    assert program.poll() is None
                assert time.monotonic() - began < limit
            finally:
                os.killpg(program.pid, signal.SIGINT)
                program.communicate(timeout=60)
