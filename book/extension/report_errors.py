"""Where a reader reports an error: a link at each page's end, or a sentence where there is no address."""

import re
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from book.extension.strict import CourseError

SETTING = "report_errors_to"
E_MAIL = re.compile(r"[^@\s:/?]+@[^@\s:/?]+\.[^@\s:/?]+")
PAGE_ON_THE_WEB = re.compile(r"https?://[^\s/]+\S*")


def report_link(address: str, page: str) -> str:
    """Return the link by which an error on a page is reported: on the web, or by a message about the page.

    >>> report_link("keeper@example.org", "modules/children/start")
    'mailto:keeper@example.org?subject=Error%20on%20modules/children/start'
    >>> report_link("https://example.org/errors", "modules/children/start")
    'https://example.org/errors'
    """
    if E_MAIL.fullmatch(address):
        return f"mailto:{address}?subject={quote(f'Error on {page}')}"
    if PAGE_ON_THE_WEB.fullmatch(address):
        return address
    raise CourseError(
        f"_config.yml: {SETTING} is '{address}'. "
        "Write an e-mail address, or one that begins with https://, or nothing."
    )


def add_link(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the template the link, or nothing where the site names no address."""
    address = app.config.html_context.get(SETTING)
    context["report_link"] = report_link(str(address), page) if address else None


def setup(app: Sphinx) -> None:
    """Connect the step."""
    app.connect("html-page-context", add_link)
