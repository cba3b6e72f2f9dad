"""Programs that run beside the site: each in a group of its own, watched, and ended with all it started."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PORTS_TRIED = 50
LONGEST_START, LONGEST_END, PAUSE = 30.0, 10.0, 0.05


@dataclass(frozen=True)
class Plan:
    """What is to be run. `probe` answers anybody; `pages` are what readers open, a path by its words."""

    name: str
    port: int
    command: Sequence[str]
    environment: Mapping[str, str]
    probe: str
    pages: Mapping[str, str]
    log: Path
    token: str = field(default_factory=lambda: secrets.token_hex(24), repr=False)

    @property
    def links(self) -> dict[str, str]:
        """The addresses that a reader opens, by their words, with the token that lets them in."""
        origin = f"http://127.0.0.1:{self.port}"
        return {words: f"{origin}{path}?token={self.token}" for words, path in self.pages.items()}


class Program:
    """A program that runs until it is stopped; when it ends before that, it says so."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.is_wanted = True
        plan.log.parent.mkdir(parents=True, exist_ok=True)
        with plan.log.open("wb") as log:
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we end the program in order.
            self.process = subprocess.Popen(
                plan.command,
                env={**os.environ, **plan.environment, "JUPYTER_TOKEN": plan.token},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self.process.poll() is None

    def wait_until_ready(self) -> bool:
        """Wait until the program answers, and say whether it does."""
        end = time.monotonic() + LONGEST_START
        while self.is_running and time.monotonic() < end:
            if answers(f"http://127.0.0.1:{self.plan.port}{self.plan.probe}"):
                return True
            time.sleep(PAUSE)
        return False

    def ask_to_stop(self) -> None:
        """Ask the program to end itself and what it has started."""
        self.is_wanted = False
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        """End the program, in order if it will, and whatever is left of its group."""
        self.ask_to_stop()
        try:
            self.process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            print(f"{self.plan.name} did not end by itself.", file=sys.stderr)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # nobody is left of the group
            os.killpg(self.process.pid, number)

    def _watch(self) -> None:
        status = self.process.wait()
        if self.is_wanted:
            lines = self.plan.log.read_text("utf-8", "replace").split("\n")
            why = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
            print(
                f"{self.plan.name} has ended (status {status}): {why}\nIts log: {self.plan.log}",
                file=sys.stderr,
            )


def answers(address: str) -> bool:
    """Say whether a server answers there, whatever it says."""
    try:
        with urlopen(address, timeout=2):
            return True
    except HTTPError as error:
        error.close()
        return True
    except (URLError, OSError):
        return False


def free_port(first: int) -> int:
    """Return the first port of this machine, from `first` on, that nobody listens on."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"Ports {first} to {first + PORTS_TRIED - 1} are all taken: end one of their programs.")
