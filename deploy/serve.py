"""Serve the course on this machine: the built site, JupyterLab and the app: `python -m deploy.serve`.

Ctrl-C ends all three. The site's first page links to the other two, which let nobody in without the token.
"""

from __future__ import annotations

import errno
import secrets
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hmac import compare_digest
from html import escape
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from deploy.jupyter import plans
from deploy.programs import PORTS_TRIED, Plan, Program

SITE = Path(__file__).parents[1] / "_build" / "html"
FIRST_PORT = 8000
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FIRST_PAGE = "/book/welcome.html"
# The page on any other host has nothing but this comment, and asks for nothing.
PLACE = "<!-- make serve: links to its programs -->"
ASK_BY_THE_PRINTED_ADDRESS = (
    "<p>To open notebooks and the app, use the whole address that <code>make serve</code> has printed.</p>"
)


class Handler(SimpleHTTPRequestHandler):
    """Static files; a browser asks again each time, so that a new build is seen at once."""

    server: Server

    def do_GET(self) -> None:
        """Send a file; into the first page, for who has the printed address, the links to the programs."""
        path, _, query = self.path.partition("?")
        if query and compare_digest(query.encode(), f"key={self.server.key}".encode()):
            return self._let_in(path)
        if path != FIRST_PAGE or not self._is_asked_by_own_name():
            return super().do_GET()
        page = Path(self.translate_path(FIRST_PAGE)).read_text("utf-8")
        shown = links(self.server.programs) if self._is_let_in() else ASK_BY_THE_PRINTED_ADDRESS
        sent = page.replace(PLACE, shown).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(sent)

    def _let_in(self, path: str) -> None:
        """Give the browser a cookie: other users of this machine may read the pages, not the tokens."""
        self.send_response(HTTPStatus.SEE_OTHER)
        cookie = f"{self._cookie()}={self.server.key}; Path=/; HttpOnly; SameSite=Strict"
        self.send_header("Set-Cookie", cookie)
        self.send_header("Location", "/" + path.lstrip("/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_let_in(self) -> bool:
        try:
            sent = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie())
        except CookieError:
            return False
        return sent is not None and compare_digest(sent.value.encode(), self.server.key.encode())

    def _cookie(self) -> str:
        # A browser sends cookies to every port of a machine.
        return f"course-{self.server.server_address[1]}"

    def _is_asked_by_own_name(self) -> bool:
        """Refuse the tokens to a foreign page whose name was made to lead here."""
        name = self.headers.get("Host", "").partition(":")[0]
        return name in ("127.0.0.1", "localhost") and Path(self.translate_path(FIRST_PAGE)).is_file()

    def end_headers(self) -> None:
        """Add the header that makes the browser ask whether a file has changed."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing a request: the address must stay in sight."""


class Server(ThreadingHTTPServer):
    """A server whose open connections do not hold back Ctrl-C."""

    daemon_threads = True
    block_on_close = False
    programs: Sequence[Program] = ()
    key = secrets.token_urlsafe(12)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has hung up: people close pages that still load."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def links(programs: Sequence[Program]) -> str:
    """Return the links to the programs that run, as HTML."""
    shown = [line for each in programs if each.is_running for line in _links(each.plan)]
    return f"<p>Also on this machine, while it serves:</p><ul>{''.join(shown)}</ul>" if shown else ""


def _links(plan: Plan) -> list[str]:
    return [
        f'<li><a href="{escape(address)}">{escape(words)}</a> ({escape(plan.name)})</li>'
        for words, address in plan.links.items()
    ]


def free_server(folder: Path, first_port: int) -> Server:
    """Return a server on the first free loopback port; says so when a port is taken."""
    ports = range(first_port, first_port + PORTS_TRIED)
    for port in ports:
        try:
            return Server(("127.0.0.1", port), partial(Handler, directory=str(folder)))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            print(f"Port {port} is taken: trying {port + 1}.", file=sys.stderr)
    sys.exit(f"Ports {ports[0]} to {ports[-1]} are all taken: end one of their programs.")


@contextmanager
def running(planned: Sequence[Plan]) -> Iterator[list[Program]]:
    """Run the programs, side by side, and end them however this ends."""
    programs: list[Program] = []
    try:
        for plan in planned:
            programs.append(Program(plan))
        yield programs
    finally:
        for program in programs:
            program.ask_to_stop()
        for program in programs:
            program.stop()


def main(planned: Callable[[], Sequence[Plan]] = plans) -> None:
    """Serve until Ctrl-C, or until the terminal is closed."""
    for number in ENDING:
        signal.signal(number, _interrupt)
    try:
        with free_server(SITE, FIRST_PORT) as server, running(planned()) as programs:
            for program in programs:
                program.wait_until_ready()
            server.programs = programs
            address = f"http://127.0.0.1:{server.server_address[1]}/?key={server.key}"
            print(f"The course is at {address}   (Ctrl-C ends it)", flush=True)
            server.serve_forever()
    except KeyboardInterrupt:
        print("\nEnded.")


def _interrupt(number: int, _frame: Any) -> None:
    # Only once: a second signal must not cut short the end of the programs.
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
