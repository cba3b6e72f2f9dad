"""What must stay together on a line: a number and its percent sign."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class KeepPercentSigns(SphinxPostTransform):
    """Put a space that does not break before each percent sign, so that no line begins with one."""

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Change the texts of the page, code excepted."""
        for text in list(self.document.findall(nodes.Text)):
            if " %" in text and not isinstance(text.parent, nodes.FixedTextElement | nodes.literal):
                text.parent.replace(text, nodes.Text(text.replace(" %", f"{NO_BREAK_SPACE}%")))


def setup(app: Sphinx) -> None:
    """Add the transform."""
    app.add_post_transform(KeepPercentSigns)
