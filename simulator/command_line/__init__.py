"""The command line: `python -m simulator COMMAND`, one module for each kind of command.

Exit codes: 0 fine, 2 wrong usage, such as a name that does not exist, 3 bad data (the message says which
field and how to mend it).
"""

from simulator.command_line.main import BAD_DATA, FINE, main

__all__ = ["BAD_DATA", "FINE", "main"]
