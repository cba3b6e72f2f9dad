"""Mathematics as MathML, made when the site is built: browsers draw it without a script."""

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from book.extension.strict import CourseError


def mathml(node: nodes.Element, as_block: bool) -> str:
    """Return the formula of a node as MathML."""
    try:
        return tex2mathml(node.astext(), as_block=as_block)
    except MathError as error:
        raise CourseError(f"{node.source}:{node.line}: the formula '{node.astext()}': {error}") from error


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a sentence."""
    translator.body.append(mathml(node, as_block=False))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, which scrolls when it is too wide."""
    translator.body.append(f'<div class="formula" tabindex="0">{mathml(node, as_block=True)}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer that `html_math_renderer` names."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
