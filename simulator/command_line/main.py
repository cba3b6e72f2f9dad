"""From arguments to printed text and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from simulator.command_line.names import is_wrong_usage
from simulator.command_line.parser import parse
from simulator.command_line.surveys import DoesNotLoad
from simulator.errors import SimulatorError, harmless

FINE, USAGE, BAD_DATA = 0, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to standard error as one paragraph.

    >>> main(["run", "none.yaml", "--country", "nepal"])  # prints what is wrong on standard error
    3
    """
    given = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        text = given.command(given)
    except DoesNotLoad as error:
        _print(error.page)
        return BAD_DATA
    except SimulatorError as error:
        print(harmless(f"simulator: {' '.join(str(error).split())}"), file=sys.stderr)
        return USAGE if is_wrong_usage(error) else BAD_DATA
    _print(text)
    return FINE


def _print(text: str) -> None:
    """Print, also where the terminal lacks a letter, or the reader, such as `head`, has seen enough."""
    text = harmless(text)
    try:
        try:
            print(text, flush=True)
        except UnicodeEncodeError as error:
            print(text.encode(error.encoding, "backslashreplace").decode(error.encoding), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
