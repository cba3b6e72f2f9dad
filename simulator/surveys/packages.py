"""The packages that read files: loaded when a file needs them, and what to do where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from simulator.errors import SimulatorError


def load_package(name: str, format: str) -> Any:
    """Return a package that reads a format, or say how to install it.

    >>> load_package("no_such", "a .xyz file")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: a .xyz file needs the package no_such. Run: pip install ".[surveys]"
    """
    try:
        return import_module(name)
    except ImportError:
        needed = name.partition(".")[0]
        text = f'{format} needs the package {needed}. Run: pip install ".[surveys]"'
        raise SimulatorError(text) from None
