"""Executed lessons: a failing cell stops the build, and no live widget stays in a page."""

import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from nbclient.exceptions import CellExecutionError
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
KERNEL_CLIENT_ENDS = "An error occurred while executing the following cell:"


class CellError(SphinxError):
    """A code cell of a lesson that failed."""

    category = "A code cell failed"


def refuse_failed_cell(app: Sphinx, _tree: nodes.document) -> None:
    """Stop the build if a cell failed, and say which lesson, which cell and what error."""
    execution = kept_data(app).get("exec_data")
    if execution and not execution["succeeded"]:
        traceback = TERMINAL_COLOUR.sub("", execution["traceback"]).split(KERNEL_CLIENT_ENDS)[-1].strip()
        page = app.env.doc2path(app.env.docname, base=False)
        number, error = failed_cell(app, execution["error"])
        raise CellError(f"\n{traceback}\n\n{page}, code cell {number}: {error}")


def failed_cell(app: Sphinx, client_error: str) -> tuple[int, str]:
    """Return the number of the last executed cell, from 1, and the error it raised or ran into."""
    path = Path(app.outdir).with_name("jupyter_execute") / f"{app.env.docname}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    number, cell = [(number, cell) for number, cell in enumerate(cells, 1) if cell["execution_count"]][-1]
    errors = [
        f"{each['ename']}: {each['evalue']}" for each in cell["outputs"] if each["output_type"] == "error"
    ]
    raised = errors and client_error == CellExecutionError.__name__
    return number, " ".join(errors[0].split()) if raised else client_error


def strip_widget_state(app: Sphinx, _tree: nodes.document) -> None:
    """Drop the state of live widgets, which no kernel answers in a built page."""
    kept_data(app).get("js_files", {}).pop("ipywidgets_state", None)


def kept_data(app: Sphinx) -> dict[str, Any]:
    """Return what myst-nb keeps of the present page's execution."""
    kept: dict[str, dict[str, Any]] = getattr(app.env, "nb_metadata", {})
    return kept.get(app.env.docname, {})


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("doctree-read", refuse_failed_cell)
    app.connect("doctree-read", strip_widget_state)
