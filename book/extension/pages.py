"""The theme mended, where no option of it reaches: descriptions, scripts, style rules, executed cells."""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book.extension.strict import CourseError

ICON_RULE = re.compile(r'(?:\.fa-[\w-]+:before,?)+\{content:"[^"]*"\}')
EMPTY_HEADING = re.compile(r'<th(?P<attributes>(?: class="blank[^"]*")?) *>(?:&nbsp;)?</th>')
FOLDED_CELL = '<summary aria-label="Toggle hidden content">'


def describe(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the page the description that its front matter must hold."""
    description = app.env.metadata.get(page, {}).get("description", "")
    if page in app.env.found_docs and not description:
        raise CourseError(f"{app.env.doc2path(page, base=False)}: its front matter lacks a 'description'.")
    context["description"] = description or app.config.html_title


def lighten(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let no script hold up the page, and drop those within it, which set what only unused parts read."""
    context["script_files"] = [script for script in context["script_files"] if script.filename]
    for script in context["script_files"]:
        script.attributes["defer"] = "defer"


def mend_body(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Make a plain cell of an empty heading in a table of pandas, and let its text name a folded cell."""
    if "body" in context:
        body = EMPTY_HEADING.sub(r"<td\g<attributes>></td>", context["body"])
        context["body"] = body.replace(FOLDED_CELL, "<summary>")


def drop_icon_rules(app: Sphinx, exception: Exception | None) -> None:
    """Cut the theme's 2,000 rules for icons, a third of its style sheet; `course.css` has the site's few."""
    sheet = Path(app.outdir, "_static", "styles", "pydata-sphinx-theme.css")
    if exception is None and sheet.exists():
        sheet.write_text(ICON_RULE.sub("", sheet.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the steps, the scripts after every extension has added its own."""
    app.connect("html-page-context", describe)
    app.connect("html-page-context", mend_body)
    app.connect("html-page-context", lighten, priority=900)
    app.connect("build-finished", drop_icon_rules)
