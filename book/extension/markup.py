"""One document node for any HTML element, so that directives stay readable."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

VOID_TAGS = {"input"}


class element(nodes.General, nodes.TextElement):
    """An HTML element with its attributes; other builders print only its content."""


def html(tag: str, *children: nodes.Node | str, **attributes: object) -> element:
    """Return an element; a name such as `data_kind` or `class_` stands for `data-kind` or `class`."""
    content = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    # docutils keeps these two apart from other attributes.
    ids = [names.pop("id")] if "id" in names else []
    classes = str(names.pop("class", "")).split()
    return element("", "", *content, tag=tag, attributes=names, ids=ids, classes=classes)


def visit_element(translator: HTML5Translator, node: element) -> None:
    """Open the element."""
    translator.body.append(translator.starttag(node, node["tag"], "", **node["attributes"]))


def depart_element(translator: HTML5Translator, node: element) -> None:
    """Close the element, unless its tag has no content."""
    if node["tag"] not in VOID_TAGS:
        translator.body.append(f"</{node['tag']}>")


def setup(app: Sphinx) -> None:
    """Teach Sphinx the node."""
    app.add_node(element, html=(visit_element, depart_element))
