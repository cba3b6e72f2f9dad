"""Whether the book is being built: a built page has no Python behind it."""

from __future__ import annotations

import os

# Set by the build of the book.
BOOK = "SOCIAL_PROTECTION_BOOK"


def is_building_book() -> bool:
    """Say whether what is shown now ends in a page without a kernel.

    >>> is_building_book()
    False
    """
    return os.environ.get(BOOK) == "1"
