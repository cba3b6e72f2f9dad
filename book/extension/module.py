"""A page's place in its module: what it says under its title and at its end.

Under the title stand the minutes and kilobytes of the page, and what is left of the hour after it.
`progress.js` counts down what the reader has finished. Kilobytes are known only when the site is written.
"""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.markup import element, html
from book.extension.module_file import Module, PageOfModule, load_module
from book.extension.strict import CourseError, title_in

SIZE = re.compile(r'(<span class="kilobytes" data-of="([\w/,-]*)">)[^<]*(</span>)')
LAB_FILE = re.compile(r'(?:rel="modulepreload" href|<script type="module" src)="([^"]*policy-lab/[^"]+)"')
QUOTE = r"(?:&quot;|&#34;|\")"
LAB_COUNTRY = re.compile(rf"<policy-lab [^>]*{QUOTE}country{QUOTE}: {QUOTE}(\w+)")


def module_of(app: Sphinx, document: str) -> tuple[Path, Module] | None:
    """Return the module that a page belongs to and the file that says so, or None."""
    path = Path(app.srcdir, document).parent / "module.yml"
    if not path.is_file():
        return None
    module = load_module(path)
    return (path, module) if module.page(document) else None


def depend_on_module(app: Sphinx, document: str, _source: list[str]) -> None:
    """Read a page again when its module's file has changed."""
    if found := module_of(app, document):
        app.env.note_dependency(str(found[0]))


def show_place(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Put the page's place under its title, and room for the reader's progress at its end."""
    found = module_of(app, document)
    title = next(iter(doctree.findall(nodes.title)), None)
    if found is None or title is None:
        return
    section = title.parent
    section.insert(section.index(title) + 1, place(found[1], document))
    section.append(html("div", class_="module-end", data_page=document))


def place(module: Module, document: str) -> element:
    """Return the line under the title."""
    page = module.page(document)
    assert page is not None
    core = [each for each in module.pages if each.is_core]
    later = core[core.index(page) + 1 :] if page.is_core else []
    parts: list[nodes.Node | str] = [
        f"Module {module.number}: {module.title}. {'Go further. ' if not page.is_core else ''}",
        f"This page: {page.minutes:g} minutes, ",
        _size([document]),
        ". ",
    ]
    if later:
        left: list[nodes.Node | str] = [
            html("span", f"{sum(each.minutes for each in later):g}", class_="minutes-left"),
            " minutes, ",
        ]
        parts.extend(["Then to the end: ", *left, _size([each.document for each in later]), "."])
    return html("p", *parts, class_="module-place", data_module=json.dumps(pages_data(module)))


def pages_data(module: Module) -> list[dict[str, Any]]:
    """Return the core pages as plain data, for the page's script."""
    return [{"page": page.document, "minutes": page.minutes} for page in module.pages if page.is_core]


def _size(documents: list[str]) -> element:
    return html("span", "…", class_="kilobytes", data_of=",".join(documents))


class ModuleDirective(SphinxDirective):
    """What shows a part of the `module.yml` beside the page."""

    def _module(self) -> Module:
        found = module_of(self.env.app, self.env.docname)
        if found is None:
            raise CourseError(
                f"{self.get_location()}: this page is none of a module's; name it in a module.yml."
            )
        return found[1]


class Aims(ModuleDirective):
    """List what one can do after the module."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        return [html("ul", *(html("li", aim) for aim in self._module().aims))]


class ModulePages(ModuleDirective):
    """List the pages of the module, with their minutes."""

    def run(self) -> list[nodes.Node]:
        """Return the hour as one list, and what goes further as another."""
        module = self._module()
        core = [page for page in module.pages if page.is_core]
        more = [page for page in module.pages if not page.is_core]
        minutes = f"The hour: {sum(page.minutes for page in core):g} minutes"
        lists: list[nodes.Node] = [html("p", html("strong", minutes)), html("ol", *map(self._item, core))]
        if more:
            lists += [html("p", html("strong", "Beside it")), html("ul", *map(self._item, more))]
        return lists

    def _item(self, page: PageOfModule) -> element:
        path = Path(self.env.doc2path(page.document))
        address = self.env.app.builder.get_relative_uri(self.env.docname, page.document)
        self.env.note_dependency(str(path))
        return html("li", html("a", title_in(path), href=address), f", {page.minutes:g} minutes")


def add_files(app: Sphinx, document: str, _template: str, _context: dict[str, Any], _tree: object) -> None:
    """Load script and style on the pages of a module."""
    if document in app.env.found_docs and module_of(app, document):
        app.add_js_file("progress.js", type="module")
        app.add_css_file("module.css")


def write_sizes(app: Sphinx, exception: Exception | None) -> None:
    """Put the compressed kilobytes of pages into those that ask for them."""
    if exception is not None:
        return
    output = Path(app.outdir)
    for path in sorted(output.glob("modules/*/*.html")):
        text = path.read_text(encoding="utf-8")
        path.write_text(SIZE.sub(lambda match: _filled(output, match), text), encoding="utf-8")


def _filled(output: Path, match: re.Match[str]) -> str:
    pages = [output / f"{document}.html" for document in match[2].split(",")]
    files = {file for page in pages for file in files_of(page)}
    count = sum(compressed(path) for path in [*pages, *files])
    return f"{match[1]}{count / 1000:.0f} kB{match[3]}"


@cache
def files_of(page: Path) -> frozenset[Path]:
    """Return the lab's files that a page loads at once: several pages need them once only."""
    text = page.read_text(encoding="utf-8")
    modules = [(page.parent / name).resolve() for name in LAB_FILE.findall(text)]
    if not modules:
        return frozenset()
    lab = next(path.parent for path in modules if path.name == "policy-lab.js")
    people = [lab / f"{country}.population" for country in LAB_COUNTRY.findall(text)]
    return frozenset([*modules, lab / "catalogue.json", *lab.glob("style/*.css"), *people])


@cache
def compressed(path: Path) -> int:
    """Return the bytes that a server sends for a file: its number of kilobytes must not count itself."""
    if path.suffix == ".population":
        return path.stat().st_size
    text = SIZE.sub(r"\1\3", path.read_text(encoding="utf-8"))
    return len(gzip.compress(text.encode(), 6, mtime=0))


def setup(app: Sphinx) -> None:
    """Connect the steps; the sizes last, when all is written."""
    app.add_directive("aims", Aims)
    app.add_directive("module-pages", ModulePages)
    app.connect("source-read", depend_on_module)
    app.connect("doctree-resolved", show_place)
    app.connect("html-page-context", add_files)
    app.connect("build-finished", write_sizes, priority=900)
