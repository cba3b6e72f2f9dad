"""The Sphinx extension of the course's site: a file for each part, joined here."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from book.extension import (
    class_sheets,
    countries,
    country_box,
    execution,
    exercise,
    facts,
    freshness,
    markup,
    mathematics,
    module,
    own_work,
    pages,
    policy_lab,
    quiz,
    report_errors,
    transcript,
    typography,
)

PARTS = (
    markup,
    facts,
    countries,
    country_box,
    quiz,
    exercise,
    transcript,
    module,
    own_work,
    mathematics,
    policy_lab,
    class_sheets,
    report_errors,
    execution,
    pages,
    freshness,
    typography,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add every part to Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
