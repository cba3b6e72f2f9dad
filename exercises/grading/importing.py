"""A shorter wait for nbgrader: what its import does and grading never needs is left out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# jsonschema asks for it to check international addresses, of which notebooks have none,
# and does without where it is missing. It takes longer to import than nbgrader itself: it compiles a grammar.
NOT_NEEDED = "rfc3987_syntax"


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import without that, and without looking for what could be freed: what is imported stays."""
    hidden = NOT_NEEDED not in sys.modules
    if hidden:
        sys.modules[NOT_NEEDED] = None  # type: ignore[assignment]
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if hidden:
            del sys.modules[NOT_NEEDED]
