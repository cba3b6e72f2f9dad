"""`make serve`: one address, the next port when one is taken, and an end with Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from deploy.serve import FIRST_PAGE, PLACE, free_server
from tests.conftest import ROOT, SITE
from tests.processes import have_ended, running_with

# Serves a folder, beside two programs of one line each that answer on ports of their own.
PROGRAM = """
import sys, pathlib
from deploy import serve
from deploy.programs import Plan, free_port

folder = pathlib.Path(sys.argv[1])
serve.SITE, serve.FIRST_PORT = folder, int(sys.argv[2])
answer = "import sys, http.server as s\\nport = int(sys.argv[1])\\n"
answer += "s.HTTPServer(('127.0.0.1', port), s.SimpleHTTPRequestHandler).serve_forever()"

def plan(name, first, program=answer):
    port = free_port(first)
    command = [sys.executable, "-c", program, str(port)]
    return Plan(name, port, command, {}, "/", {f"Open {name}": "/"}, folder / name)

serve.main(lambda: [plan("One", 8710), plan("Two", 8730, answer if len(sys.argv) < 4 else sys.argv[3])])
"""


@contextmanager
def serving(folder: Path, port: int, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the folder; gives the process and the address that it prints."""
    command = [sys.executable, "-c", PROGRAM, str(folder), str(port), *arguments]
    here = {**os.environ, "HERE": str(folder)}
    with subprocess.Popen(command, cwd=ROOT, env=here, stdout=-1, stderr=-1, text=True) as program:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/\?key=\S+", program.stdout.readline())
        yield program, address
        program.kill()


def ended(program: subprocess.Popen[str], number: signal.Signals) -> tuple[str, str]:
    """Send a signal, and return what was printed until the end."""
    program.send_signal(number)
    printed: tuple[str, str] = program.communicate(timeout=30)
    assert program.returncode == 0
    return printed


def read(address: str, page: str = "", key: bool = True, **headers: str) -> str:
    """Return a page as a browser sees it, which was opened at the printed address or without its key."""
    opener = build_opener(HTTPCookieProcessor())
    root = address.partition("?")[0]
    with opener.open(address if key else root) as answer:
        assert answer.url == root
    with opener.open(Request(root + page, headers=headers)) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return answer.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serve_takes_the_next_port_and_ends_all(
    tmp_path: Path, taken_port: int, number: signal.Signals
) -> None:
    """A taken port is named, the page answers at the one address printed, and no process is left."""
    (tmp_path / "index.html").write_text("a page", "utf-8")
    with serving(tmp_path, taken_port) as (program, address):
        assert read(address) == "a page"
        processes = running_with(f"HERE={tmp_path}")
        assert len(processes) == 3
        rest, errors = ended(program, number)
    assert have_ended(processes, seconds=5)
    assert rest.strip() == "Ended."
    first, *others = errors.splitlines()
    assert first == f"Port {taken_port} is taken: trying {taken_port + 1}."
    assert all(re.fullmatch(r"Port \d+ is taken: trying \d+\.", line) for line in others)


def test_the_first_page_links_to_the_programs_for_this_machine_only(tmp_path: Path, taken_port: int) -> None:
    """The links with their tokens are put in as the page is sent, unless a foreign name asks for it."""
    page = tmp_path / FIRST_PAGE.strip("/")
    page.parent.mkdir()
    page.write_text(f"<main>{PLACE}</main>", "utf-8")
    with serving(tmp_path, taken_port) as (program, address):
        own = read(address, FIRST_PAGE.strip("/"))
        foreign = read(address, FIRST_PAGE.strip("/"), Host="course.example")
        others = read(address, FIRST_PAGE.strip("/"), key=False)
        guessed = read(address, FIRST_PAGE.strip("/"), key=False, Cookie="course=x; course-1=y; =;")
        ended(program, signal.SIGINT)
    links = re.findall(r'<a href="(http://127\.0\.0\.1:\d+)/\?token=\w{48}">(Open \w+)</a>', own)
    assert [name for _, name in links] == ["Open One", "Open Two"]
    assert len({place for place, _ in links}) == 2
    assert foreign == f"<main>{PLACE}</main>"
    # Another user of this machine reaches the port, but has not seen the address that was printed.
    assert others == guessed and "token" not in others and "whole address" in others
    assert "token" not in page.read_text("utf-8")


def test_a_program_that_dies_is_named_and_not_linked(tmp_path: Path, taken_port: int) -> None:
    """The others go on, and Ctrl-C still ends them."""
    page = tmp_path / FIRST_PAGE.strip("/")
    page.parent.mkdir()
    page.write_text(PLACE, "utf-8")
    with serving(tmp_path, taken_port, "import sys; sys.exit('no room')") as (program, address):
        shown = read(address, FIRST_PAGE.strip("/"))
        _rest, errors = ended(program, signal.SIGINT)
    assert "Open One" in shown and "Open Two" not in shown
    assert "Two has ended (status 1): no room" in errors


@pytest.mark.parametrize(
    ("error", "is_told"),
    [
        (BrokenPipeError(), False),
        (ConnectionResetError(), False),
        (ConnectionAbortedError(), False),
        (OSError("no disk"), True),
        (ValueError("a fault of ours"), True),
    ],
)
def test_a_browser_that_hangs_up_is_no_error(
    error: Exception, is_told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dropped connection leaves nothing on the screen; any other error is shown as before."""
    with free_server(tmp_path, 8760) as server:
        try:
            raise error
        except Exception:
            server.handle_error(None, ("127.0.0.1", 1))
    out, told = capsys.readouterr()
    assert not out and (type(error).__name__ in told) is is_told and bool(told) is is_told


def test_the_server_goes_on_when_a_browser_hangs_up(tmp_path: Path, taken_port: int) -> None:
    """A browser that asks for a large file and leaves at once is not told of, and the next one is served."""
    (tmp_path / "large.bin").write_bytes(bytes(50_000_000))
    (tmp_path / "index.html").write_text("a page", "utf-8")
    with serving(tmp_path, taken_port) as (program, address):
        port = int(re.findall(r":(\d+)/", address)[0])
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", port)) as hasty:
                hasty.sendall(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
                hasty.recv(1000)
                hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert read(address) == "a page"
        _rest, errors = ended(program, signal.SIGINT)
    assert "Exception" not in errors and "Traceback" not in errors


def test_the_built_page_holds_the_place_for_the_links_and_no_link() -> None:
    """On another host the comment stays a comment: nothing to see, nothing to ask for."""
    assert (SITE / FIRST_PAGE.strip("/")).read_text("utf-8").count(PLACE) == 1
