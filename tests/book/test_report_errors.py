"""Where a reader reports an error: with an address, without one, and with one that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.extension.report_errors import report_link
from book.extension.strict import CourseError
from tests.book.conftest import PLAIN, SmallBook, write_book


def test_without_an_address_the_reader_is_told_whom_to_tell(small_book: SmallBook) -> None:
    """Each page ends with a sentence, and no link that leads nowhere."""
    page = small_book.page("lesson")
    assert "Tell your trainer, or whoever keeps this site" in page
    assert "Report an error on this page" not in page


def test_with_an_address_each_page_has_a_link(tmp_path: Path) -> None:
    """The site's address stands at the end of each page, with the page's name in the message's subject."""
    book = write_book(tmp_path, PLAIN)
    config = tmp_path / "_config.yml"
    text = config.read_text("utf-8")
    assert text.count("report_errors_to:  ") == 1
    config.write_text(text.replace("report_errors_to:  ", "report_errors_to: keeper@example.org  "), "utf-8")
    result = book.build()
    assert result.returncode == 0, result.stderr
    for name in ("lesson", "book/references"):
        link = f'<a href="mailto:keeper@example.org?subject=Error%20on%20{name}">Report an error on this page'
        assert link in book.page(name)
        assert "Tell your trainer" not in book.page(name)


@pytest.mark.parametrize(
    "address", ["keeper", "example.org", "ftp://example.org", "a b@example.org", "javascript:alert(1)"]
)
def test_an_address_that_is_none_stops_the_build(address: str) -> None:
    """What is neither an e-mail address nor a page on the web is refused, with what to write."""
    with pytest.raises(CourseError, match="Write an e-mail address"):
        report_link(address, "lesson")
