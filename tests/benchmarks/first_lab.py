"""Times a reader's first lab over a slow link: `python -m tests.benchmarks.first_lab` prints the figures.

It needs the built site (`make site`). Chromium, with nothing kept from before, opens a page over a link of
1.6 Mbit/s on which each answer takes 150 ms longer. Nothing here passes or fails.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import io
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.conftest import QUIET, SITE, served

PAGES = ("modules/children/first_lesson.html", "book/simulator.html")
VISITS = 5
LINK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
PACKED = {".html", ".js", ".css", ".json", ".svg"}
LIVE = """
window.live = new Promise((done) => addEventListener(
  "policy-lab:rendered", () => done(performance.now()), { once: true }
));
"""
SHOWN = '() => performance.getEntriesByName("first-contentful-paint")[0].startTime'


class _Packing(http.server.SimpleHTTPRequestHandler):
    """A static host as most are: connections stay open, texts are sent packed."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return None
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the figures stand alone."""


@functools.cache
def packed(path: Path) -> bytes:
    """Return a file as it is sent."""
    content = path.read_bytes()
    return gzip.compress(content, 6) if path.suffix in PACKED else content


def main() -> None:
    """Print for each page the bytes that come over the link, and how long after its text its lab lives."""
    with served(SITE, _Packing) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET)
        for page in PAGES:
            visits = [visited(browser, address + page) for _ in range(VISITS)]
            shown, live = (median(visit[name] for visit in visits) for name in ("shown", "live"))
            requests, size = visits[0]["requests"], visits[0]["bytes"] / 1000
            print(
                f"{page}: {requests} requests, {size:.1f} kB until the lab lives; "
                f"text after {shown / 1000:.2f} s, the lab {(live - shown) / 1000:.2f} s later"
            )
        browser.close()


def visited(browser: Browser, address: str) -> dict[str, float]:
    """Return what one visit with an empty cache measures: milliseconds, requests and bytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    seen = counted(session)
    session.send("Network.emulateNetworkConditions", LINK)
    page.add_init_script(LIVE)
    page.goto(address, wait_until="commit")
    live = page.evaluate("() => window.live")
    found = {"live": live, "shown": page.evaluate(SHOWN), **seen}
    context.close()
    return found


def counted(session: CDPSession) -> dict[str, float]:
    """Return a record that counts the requests of a page, and the bytes that come for them."""
    seen: dict[str, float] = {"requests": 0, "bytes": 0}

    def finished(event: dict[str, Any]) -> None:
        seen["requests"] += 1
        seen["bytes"] += event["encodedDataLength"]

    session.send("Network.enable")
    session.on("Network.loadingFinished", finished)
    return seen


if __name__ == "__main__":
    main()
