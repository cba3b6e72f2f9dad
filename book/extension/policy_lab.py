"""The policy lab in a built page: its files, its script, and the sign that a page is being built."""

import json
import os
import re
import shutil
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FOLDER, ENTRY, OUTPUT = "policy-lab", "policy-lab.js", "view/results/{}.js"
CONFIGURATION = re.compile(r'<policy-lab configuration="([^"]*)"')


def announce_book(_app: Sphinx) -> None:
    """Tell the lessons' kernels that a book is built, so that a lab shows its web component."""
    os.environ["SOCIAL_PROTECTION_BOOK"] = "1"


def add_lab(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the template the lab's modules on pages that hold a lab, and on no other."""
    if "<policy-lab" in context.get("body", ""):
        write_lab(Path(app.outdir, FOLDER))
        labs = [json.loads(unescape(each)) for each in CONFIGURATION.findall(context["body"])]
        for name, files in {"lab_modules": modules_of(labs), "lab_files": files_of(labs)}.items():
            context[name] = [context["pathto"](f"{FOLDER}/{each}", 1) for each in files]
        context["lab_script"] = context["pathto"](f"{FOLDER}/{ENTRY}", 1)


@cache
def write_lab(folder: Path) -> None:
    """Put the lab's files beside the pages, once a build."""
    # Imported here so that a book without a lab builds without the simulator.
    from simulator.widgets.policy_lab import write_site_files

    # A country or module that is gone must not be served on.
    shutil.rmtree(folder, ignore_errors=True)
    write_site_files(folder)


def modules_of(labs: list[dict[str, Any]]) -> list[str]:
    """Return the modules that these labs need from the start, those of the outputs that they show last."""
    from simulator.widgets.policy_lab import DEFAULT_OUTPUTS, loaded_at_once

    found = loaded_at_once(ENTRY)
    shown = {name for lab in labs for name in (*lab["outputs"], *(["challenge"] if lab["challenge"] else []))}
    for name in sorted(shown - set(DEFAULT_OUTPUTS)):
        found += [each for each in loaded_at_once(OUTPUT.format(name.replace("_", "-"))) if each not in found]
    return found


def files_of(labs: list[dict[str, Any]]) -> list[str]:
    """Return the other files that these labs need from the start: styles, catalogue, their people."""
    from simulator.widgets.policy_lab.modules import STYLES

    return [*STYLES, "catalogue.json", *sorted({f"{lab['country']}.population" for lab in labs})]


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("builder-inited", announce_book)
    app.connect("html-page-context", add_lab)
