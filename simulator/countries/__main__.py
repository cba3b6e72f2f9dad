"""Build every country anew and print how close each comes: `python -m simulator.countries`."""

from __future__ import annotations

import sys

from simulator.countries.closeness import closeness_table

TITLE = """Synthetic less published. Headcount, decile share, age group: the largest difference, in points.
Median, mean log deviation, gap and severity were kept out of the build.
"""


def main() -> int:
    """Print the table; return 1 when a population breaks a promise, else 0."""
    table = closeness_table()
    print(TITLE)
    print(table.to_string(index=False, float_format="{:.4f}".format))
    return int(table.promises_broken.sum() > 0)


if __name__ == "__main__":
    sys.exit(main())
