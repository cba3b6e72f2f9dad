"""The directive `country-box`: what one country did, in a few sentences, with the sources of its figures.

The box needs no script. Its title names the country, as a link where it has a page, and ESCAP's subregion.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from book.extension.countries import FOLDER
from book.extension.facts import Fact, facts_of, link_to_fact
from book.extension.markup import element, html
from book.extension.strict import CourseError, check_text, hint, read_text, read_yaml

SUBREGIONS = Path("book", "subregions.yml")


@cache
def load_subregions(path: Path) -> dict[str, str]:
    """Return the subregion of each country in a file that lists the countries of each."""
    record = read_yaml(read_text(path), path.name)
    if not isinstance(record, Mapping) or not all(isinstance(each, list) for each in record.values()):
        raise CourseError(f"{path.name} must map each subregion to the list of its countries.")
    found: dict[str, str] = {}
    for subregion, countries in record.items():
        for country in countries:
            name = check_text(country, f"{path.name}: a country of '{subregion}'")
            if name in found:
                raise CourseError(f"{path.name} has '{name}' twice, in '{found[name]}' and in '{subregion}'.")
            found[name] = subregion
    return found


def find_subregion(subregions: Mapping[str, str], country: str, where: str) -> str:
    """Return the subregion of a country; an unknown one is an error that names the nearest."""
    if country not in subregions:
        raise CourseError(f"{where}: {SUBREGIONS} has no country '{country}'.{hint(country, subregions)}")
    return subregions[country]


def link_to_country(env: BuildEnvironment, country: str) -> element:
    """Return the country's name, as a link where the book has a page on it."""
    page = f"{FOLDER}/{country.lower().replace(' ', '_')}"
    name = html("strong", country)
    if page not in env.found_docs:
        return name
    return html("a", name, href=env.app.builder.get_relative_uri(env.docname, page))


class CountryBox(SphinxDirective):
    """Show two to four sentences on the country that the argument names."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        country, where = self.arguments[0], self.get_location()
        path = Path(self.env.srcdir) / SUBREGIONS
        self.env.note_dependency(str(path))
        subregion = find_subregion(load_subregions(path), country, where)
        text = self.parse_content_to_nodes()
        facts = self._facts_in(text)
        if not facts:
            raise CourseError(f"{where}: the box on {country} has no figure with its source.")
        self.env.metadata[self.env.docname]["country-box"] = True
        title = html("p", link_to_country(self.env, country), f" \N{MIDDLE DOT} {subregion}")
        label = f"{country}, {subregion}"
        content = (title, *text, self._sources(facts))
        return [html("div", *content, class_="country-case", role="note", aria_label=label)]

    def _facts_in(self, text: Iterable[nodes.Node]) -> list[Fact]:
        facts = facts_of(self.env)
        links = [link for node in text for link in node.findall(addnodes.pending_xref)]
        return [facts[link["fact"]] for link in links if "fact" in link]

    def _sources(self, facts: list[Fact]) -> element:
        """Return the line of sources: each publication once, in the order of the text."""
        first = {fact.citation: fact for fact in reversed(facts)}
        links = [link_to_fact(self.env, fact, citation) for citation, fact in reversed(first.items())]
        parts = [part for link in links for part in ("; ", link)][1:]
        return html("p", "Sources: " if len(links) > 1 else "Source: ", *parts, class_="country-sources")


def add_style(app: Sphinx, page: str, _template: str, _context: dict[str, object], _tree: object) -> None:
    """Load the style on pages with a box, and on no other."""
    if app.env.metadata.get(page, {}).get("country-box"):
        app.add_css_file("country-box.css")


def setup(app: Sphinx) -> None:
    """Add the directive and its style."""
    app.add_directive("country-box", CountryBox)
    app.connect("html-page-context", add_style)
