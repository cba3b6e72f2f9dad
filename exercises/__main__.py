"""The command line: `python -m exercises grade FOLDER` grades what was handed in.

Exit codes: 0 all graded, 1 some not graded, 2 wrong usage, 3 bad data (the message says how to mend it),
130 interrupted.
"""

from __future__ import annotations

import sys

from exercises.grading.command import main

if __name__ == "__main__":
    sys.exit(main())
