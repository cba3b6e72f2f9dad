"""Packages that only some reports need: what is missing is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from simulator.errors import SimulatorError


@contextmanager
def needs(package: str, what: str) -> Iterator[None]:
    """Say which package is missing for what, and the line that installs it.

    >>> with needs("plotly", "A figure"):
    ...     raise ModuleNotFoundError("plotly")
    Traceback (most recent call last):
    simulator.errors.SimulatorError: A figure needs the package plotly. Run: pip install ".[reports]"
    """
    try:
        yield
    except ImportError:
        text = f'{what} needs the package {package}. Run: pip install ".[reports]"'
        raise SimulatorError(text) from None
