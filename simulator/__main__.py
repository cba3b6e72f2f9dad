"""`python -m simulator`: see `simulator.command_line`."""

import sys

from simulator.command_line import main

if __name__ == "__main__":
    sys.exit(main())
