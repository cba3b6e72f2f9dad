"""The directive `class-sheets`: for a trainer, the labs of a module on paper, with the results to read out.

A lab is read from the source of its page, so that the trainer's page and the lesson say the same.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.freshness import files_in
from book.extension.markup import html
from book.extension.module_file import load_module
from book.extension.strict import CourseError, read_text, title_in

if TYPE_CHECKING:
    from simulator.widgets.policy_lab import Configuration

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^```", re.DOTALL | re.MULTILINE)
LAB, STYLE = "PolicyLab", "on-paper.css"


class ClassSheets(SphinxDirective):
    """Show the results of each lab on paper of a module, with links to where its sheets are printed."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a link and a table for each lab, in the module's order."""
        root = Path(self.env.srcdir)
        module = load_module(root / "modules" / self.arguments[0] / "module.yml")
        paths = [root / f"{page.document}.md" for page in module.pages]
        for path in [*paths, *files_in(root / "simulator")]:
            self.env.note_dependency(str(path))
        shown = [node for path in paths for lab in labs_on_paper(path) for node in self._sheet(path, lab)]
        if not shown:
            raise CourseError(f"{self.get_location()}: no lab of '{self.arguments[0]}' has steps on paper.")
        return shown

    def _sheet(self, path: Path, lab: "Configuration") -> Iterator[nodes.Node]:
        from simulator.widgets.policy_lab import paper_of, read_out_html

        paper = paper_of(lab)
        document = path.relative_to(self.env.srcdir).with_suffix("").as_posix()
        address = self.env.app.builder.get_relative_uri(self.env.docname, document)
        link = html("a", f"{title_in(path)}: the sheets to print", href=f"{address}#{paper.id}")
        yield html("p", link)
        yield nodes.raw("", f'<div class="on-paper">{read_out_html(paper)}</div>', format="html")


def labs_on_paper(path: Path) -> list["Configuration"]:
    """Return the labs in a page's source that have steps on paper; what they are given is written there."""
    # Imported here so that a book without a lab builds without the simulator.
    from simulator.widgets.policy_lab import Configuration, PolicyLab

    source = read_text(path)
    if "steps=" not in source:
        return []
    labs: list[Configuration] = [PolicyLab(**given).configuration for given in _asked(path, source)]
    return [lab for lab in labs if lab.steps]


def _asked(path: Path, source: str) -> Iterator[dict[str, Any]]:
    """Yield the arguments of each lab."""
    named: dict[str, Any] = {}
    for cell in CELL.findall(source):
        for statement in ast.parse(cell).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                    named[name] = value
                case ast.Expr(value=ast.Call(func=ast.Name(id=called)) as call) if called == LAB:
                    yield {str(each.arg): _value(path, each, named) for each in call.keywords}


def _value(path: Path, argument: ast.keyword, named: dict[str, Any]) -> Any:
    if isinstance(argument.value, ast.Name) and argument.value.id in named:
        return named[argument.value.id]
    try:
        return ast.literal_eval(argument.value)
    except ValueError:
        raise CourseError(
            f"{path.parent.name}/{path.name}: a lab on paper needs its '{argument.arg}' written out, "
            "or given as the name of a text above it."
        ) from None


def add_style(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Load the style of the sheets on pages that hold one, and on no other."""
    if 'class="on-paper' in context.get("body", ""):
        app.add_css_file(STYLE)


def setup(app: Sphinx) -> None:
    """Add the directive, and the style of the sheets."""
    app.add_directive("class-sheets", ClassSheets)
    app.connect("html-page-context", add_style)
