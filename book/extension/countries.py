"""A page for each country: the facts it rests on, how close its population comes, what was assumed.

The pages are made from the files of facts when the site is built, so a new country has its page at once.
"""

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from book.extension.country_invented import DESCRIPTION as INVENTED
from book.extension.country_invented import invented_sections
from book.extension.country_sections import HEADINGS, Country, Section, read_country, sections_of
from book.extension.country_tables import data_table, in_words
from book.extension.freshness import files_in
from book.extension.markup import html
from book.extension.strict import CourseError, hint

FOLDER = "book/countries"
STUB = "```{{country}} {name}\n```\n"
# What a page is computed from: the rest of the simulator may change without it.
COMPUTED_FROM = ("builders", "countries", "measures")
DESCRIPTION = "{name}: published figures, how close its synthetic population comes, and what was assumed."
DESCRIPTION_OF_FACTS = "{name}: published figures, and why there is no synthetic population of it."


def write_stubs(app: Sphinx, config: Config) -> None:
    """Write a source for each country's page, and remove that of a country which is gone."""
    if FOLDER not in Path(app.srcdir, config.external_toc_path).read_text(encoding="utf-8"):
        return
    folder = Path(app.srcdir, FOLDER)
    folder.mkdir(exist_ok=True)
    stubs = {f"{name}.md": STUB.format(name=name) for name in (*names(), *invented())}
    for path in folder.glob("*.md"):
        if path.name not in stubs:
            path.unlink()
    for name, text in stubs.items():
        # A file that is written anew would be read anew.
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text:
            (folder / name).write_text(text, encoding="utf-8")


def names() -> tuple[str, ...]:
    """Return the names of all countries with facts, in alphabetical order."""
    # Imported here so that a book without countries builds without the simulator.
    from simulator.countries import facts_names

    return facts_names()


def invented() -> tuple[str, ...]:
    """Return the names of the invented countries."""
    from simulator.countries.invented import invented_names

    return invented_names()


class FromFacts(SphinxDirective):
    """What is computed from the files of facts."""

    def _note_dependencies(self) -> None:
        for part in COMPUTED_FROM:
            for path in files_in(Path(self.env.srcdir, "simulator", part)):
                self.env.note_dependency(str(path))
        self.env.metadata[self.env.docname]["countries"] = True


class CountryPage(FromFacts):
    """Fill the page of the country named."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the page: a section with its title, and a section for each part."""
        name, known = self.arguments[0], (*names(), *invented())
        if name not in known:
            raise CourseError(f"{self.get_location()}: there is no country '{name}'.{hint(name, known)}")
        self._note_dependencies()
        if name in invented():
            return [self._page(f"{in_words(name)} (invented)", INVENTED, invented_sections(name))]
        country = read_country(name)
        description = DESCRIPTION if country.has_population else DESCRIPTION_OF_FACTS
        return [self._page(country.facts.name, description, sections_of(country))]

    def _page(self, name: str, description: str, sections: Iterable[Section]) -> nodes.section:
        self.env.metadata[self.env.docname]["description"] = description.format(name=name)
        page = self._section(name)
        for title, content in sections:
            page += [*content] if title is None else self._section(title, *content)
        return page

    def _section(self, title: str, *content: nodes.Node) -> nodes.section:
        name = nodes.fully_normalize_name(title)
        section = nodes.section("", nodes.title("", title), *content, names=[name])
        self.state.document.note_implicit_target(section, section)
        return section


class CountryTable(FromFacts):
    """List every country, a row each, with a link to its page."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self._note_dependencies()
        rows = [self._row(read_country(name)) for name in names()]
        return [data_table("Every country", HEADINGS, rows)]

    def _row(self, country: Country) -> list[nodes.Node | str]:
        builder = self.env.app.builder
        address = builder.get_relative_uri(self.env.docname, f"{FOLDER}/{country.name}")
        link = html("a", country.facts.name, href=address)
        return [html("span", link, " ", html("small", country.survey)), *country.row()]


def add_files(app: Sphinx, page: str, _template: str, _context: dict[str, object], _tree: object) -> None:
    """Load the style on pages with a country, and on no other."""
    if app.env.metadata.get(page, {}).get("countries"):
        app.add_css_file("countries.css")


def setup(app: Sphinx) -> None:
    """Add the directives, and write the pages' sources before Sphinx looks for them."""
    app.connect("config-inited", write_stubs)
    app.add_directive("country", CountryPage)
    app.add_directive("country-table", CountryTable)
    app.connect("html-page-context", add_files)
