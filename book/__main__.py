"""Build the site into `_build/html`: `python -m book`.

It is what `jupyter-book build . --warningiserror --keep-going` does, but an error is the last thing printed.
"""

import sys
from pathlib import Path

from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent


def build(root: Path) -> int:
    """Build the course in `root`, and return the exit code."""
    result = build_sphinx(
        root,
        root / "_build" / "html",
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={"external_toc_path": "_toc.yml", "latex_individualpages": False},
        warningiserror=True,
        keep_going=True,
    )
    return result if isinstance(result, int) else 1


if __name__ == "__main__":
    sys.exit(build(ROOT))
