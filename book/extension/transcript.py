"""The directive `transcript`: a video's script as text in the page.

A script is a Markdown file in `videos/`: front matter with `title` and `minutes`, then for each
slide a heading of level two and the words that are spoken.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.markup import element, html
from book.extension.strict import CourseError, check_keys, check_number, check_text, read_text, read_yaml

FRONT_MATTER = re.compile(r"\A---\n(?P<data>.*?)^---\n(?P<slides>.*)\Z", re.DOTALL | re.MULTILINE)
SLIDE_HEADING = re.compile(r"^## +(?P<title>.+?) *$", re.MULTILINE)
OTHER_HEADING = re.compile(r"^(#|#{3,6}) .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Slide:
    """What one slide is called, and the paragraphs spoken with it."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A video's text."""

    title: str
    minutes: float
    slides: tuple[Slide, ...]


@cache
def load_script(path: Path) -> Script:
    """Return the script in a file."""
    match = FRONT_MATTER.match(read_text(path))
    if match is None:
        raise CourseError(f"{path.name} must begin with front matter: '---', title, minutes, '---'.")
    record = read_yaml(match["data"], path.name)
    check_keys(record, f"{path.name}: its front matter", ["title", "minutes"])
    minutes = check_number(record["minutes"], f"{path.name}: its minutes")
    if minutes <= 0:
        raise CourseError(f"{path.name}: its minutes must be above 0, not {minutes}.")
    title = check_text(record["title"], f"{path.name}: its title")
    return Script(title, minutes, slides_from(match["slides"], path.name))


def slides_from(text: str, where: str) -> tuple[Slide, ...]:
    """Return the slides that the headings of level two begin."""
    if other := OTHER_HEADING.search(text):
        raise CourseError(f"{where}: only headings of level two ('## …') begin a slide, not '{other[0]}'.")
    before, *parts = SLIDE_HEADING.split(text)
    if before.strip() or not parts:
        raise CourseError(f"{where}: after the front matter must come a heading '## Title of the slide'.")
    return tuple(slide_from(*pair, where) for pair in zip(parts[::2], parts[1::2], strict=True))


def slide_from(title: str, text: str, where: str) -> Slide:
    """Return one slide; one without words is refused."""
    paragraphs = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
    if paragraphs == ("",):
        raise CourseError(f"{where}: the slide '{title}' has no words.")
    return Slide(title, paragraphs)


class Transcript(SphinxDirective):
    """Show the script `videos/<argument>.md`, folded."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the folded script."""
        path = Path(self.env.srcdir, "videos", f"{self.arguments[0]}.md")
        self.env.note_dependency(str(path))
        script = load_script(path)
        title = f"{script.title}: read it as a short talk ({script.minutes:g} minutes)"
        slides = html("ol", *(self._slide(slide) for slide in script.slides))
        return [html("details", html("summary", title), slides, class_="transcript")]

    def _slide(self, slide: Slide) -> element:
        paragraphs = [html("p", self._inline(text)) for text in slide.paragraphs]
        return html("li", html("p", html("strong", self._inline(slide.title))), *paragraphs)

    def _inline(self, text: str) -> nodes.inline:
        parsed, messages = self.parse_inline(text)
        return nodes.inline("", "", *parsed, *messages)


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("transcript", Transcript)
