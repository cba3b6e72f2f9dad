"""What a reader makes in the course: `my-country`, `my-words`, `my-package`, and all of it: `my-work`.

Scripts fill them, since what they show lies in the reader's browser only. Without JavaScript nothing is kept.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.markup import html
from book.extension.strict import CourseError, hint, title_in
from simulator.countries import country_names
from simulator.countries.invented import invented_names
from simulator.widgets.policy_lab.configuration import country_label

PARTS = {
    "children": "The part for children",
    "working_age": "The part for people of working age",
    "older_persons": "The part for older persons",
    "whole": "The whole package",
}
SIMULATOR = "book/simulator"
NOTHING = "Your browser runs no scripts here, so nothing you do on these pages is kept."


class MyWork(SphinxDirective):
    """Show what is kept in the reader's browser, with buttons to save, load and delete all of it."""

    def run(self) -> list[nodes.Node]:
        """Return the frame that `my-work.js` fills."""
        note_script(self, "my-work")
        address = self.env.app.builder.get_relative_uri
        pages = {
            page: {"address": address(self.env.docname, page), "title": title_in(self._source(page))}
            for page in self._pages()
        }
        return [html("div", html("p", NOTHING), class_="my-work", data_pages=json.dumps(pages))]

    def _source(self, page: str) -> Path:
        self.env.note_dependency(self.env.doc2path(page))
        return Path(self.env.doc2path(page))

    def _pages(self) -> list[str]:
        return sorted(
            page for page in self.env.found_docs if page.startswith("modules/") or page == SIMULATOR
        )


class MyCountry(SphinxDirective):
    """Let the reader choose the country for which the package is made."""

    def run(self) -> list[nodes.Node]:
        """Return the frame that `my-country.js` fills with the countries that the simulator knows."""
        note_script(self, "my-country")
        countries = {name: country_label(name) for name in (*country_names(), *invented_names())}
        return [html("div", html("p", NOTHING), class_="my-country", data_countries=json.dumps(countries))]


class MyPackage(SphinxDirective):
    """Let the reader keep the policy of the lab above as the part of a package that the argument names."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the frame that `my-package.js` fills."""
        part = self.arguments[0]
        if part not in PARTS:
            raise CourseError(f"{self.get_location()}: a package has no part '{part}'.{hint(part, PARTS)}")
        note_script(self, "my-package")
        data = {"data_part": part, "data_label": PARTS[part], "data_simulator": self._simulator()}
        return [html("div", html("p", NOTHING), class_="my-package", **data)]

    def _simulator(self) -> str:
        """Return the address of the page with all countries, or nothing on that page itself."""
        here = self.env.docname
        return "" if here == SIMULATOR else self.env.app.builder.get_relative_uri(here, SIMULATOR)


class MyWords(SphinxDirective):
    """Let the reader write something in words of their own; the argument is the name by which it is kept."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the task, which `my-words.js` gives a field; without scripts one writes on paper."""
        self.assert_has_content()
        note_script(self, "my-words")
        name = self.arguments[0]
        task = html("p", " ".join(self.content), id=f"{name}-task")
        return [html("div", task, class_="my-words", data_name=name)]


def note_script(directive: SphinxDirective, name: str) -> None:
    """Let the page load a script."""
    env = directive.env
    env.metadata[env.docname].setdefault("own_work", []).append(name)


def add_files(app: Sphinx, page: str, _template: str, _context: dict[str, Any], _tree: object) -> None:
    """Load the scripts on the pages that asked for them, and on no other."""
    names = app.env.metadata.get(page, {}).get("own_work", [])
    for name in sorted(set(names)):
        app.add_js_file(f"{name}.js", type="module")
    if names:
        app.add_css_file("own-work.css")


def setup(app: Sphinx) -> None:
    """Add the directives and their files."""
    app.add_directive("my-work", MyWork)
    app.add_directive("my-country", MyCountry)
    app.add_directive("my-package", MyPackage)
    app.add_directive("my-words", MyWords)
    app.connect("html-page-context", add_files)
