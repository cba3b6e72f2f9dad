"""The policy lab in a built page: its files, its script, and the sign that a page is being built."""

import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FOLDER = "policy-lab"


def announce_book(_app: Sphinx) -> None:
    """Tell the lessons' kernels that a book is built, so that a lab shows its web component."""
    os.environ["SOCIAL_PROTECTION_BOOK"] = "1"


def add_lab(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the template the lab's modules on pages that hold a lab, and on no other."""
    if "<policy-lab" in context.get("body", ""):
        modules = write_lab(Path(app.outdir, FOLDER))
        context["lab_modules"] = [context["pathto"](f"{FOLDER}/{name}", 1) for name in modules]
        context["lab_script"] = context["pathto"](f"{FOLDER}/policy-lab.js", 1)


@cache
def write_lab(folder: Path) -> list[str]:
    """Put the lab's files beside the pages, once a build, and return the modules that each lab needs."""
    # Imported here so that a book without a lab builds without the simulator.
    from simulator.widgets.policy_lab import loaded_at_once, write_site_files

    # A country or module that is gone must not be served on.
    shutil.rmtree(folder, ignore_errors=True)
    write_site_files(folder)
    # What an output needs is loaded when it is asked for: a slow link should not wait for it here.
    return loaded_at_once("policy-lab.js")


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("builder-inited", announce_book)
    app.connect("html-page-context", add_lab)
