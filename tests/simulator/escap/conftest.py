"""A policy in a file, for the command."""

from tests.simulator.command_line.conftest import policy

__all__ = ["policy"]
