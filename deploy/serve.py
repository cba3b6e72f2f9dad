"""Serve the built site on this machine: `python -m deploy.serve`. Ctrl-C ends it."""

from __future__ import annotations

import errno
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).parents[1] / "_build" / "html"
FIRST_PORT, PORTS_TRIED = 8000, 50


class Handler(SimpleHTTPRequestHandler):
    """Static files; a browser asks again each time, so that a new build is seen at once."""

    def end_headers(self) -> None:
        """Add the header that makes the browser ask whether a file has changed."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing a request: the address must stay in sight."""


def free_server(folder: Path, first_port: int) -> ThreadingHTTPServer:
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


class Server(ThreadingHTTPServer):
    """A server whose open connections do not hold back Ctrl-C."""

    daemon_threads = True
    block_on_close = False


def main() -> None:
    """Serve until Ctrl-C."""
    server = free_server(SITE, FIRST_PORT)
    print(f"The course is at http://127.0.0.1:{server.server_address[1]}/   (Ctrl-C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nEnded.")
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
