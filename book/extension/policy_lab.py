"""The policy lab in a built page: its files, its script, and the sign that a page is being built."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book.extension.freshness import files_in

FOLDER = "policy-lab"
CACHE = "assumption_ranges"
LAB = re.compile(r'<policy-lab configuration="([^"]*)"')


def announce_book(_app: Sphinx) -> None:
    """Tell the lessons' kernels that a book is built, so that a lab shows its web component."""
    os.environ["SOCIAL_PROTECTION_BOOK"] = "1"


def add_lab(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the template the lab's files on pages that hold a lab, and on no other."""
    if "<policy-lab" in context.get("body", ""):
        write_lab(Path(app.outdir, FOLDER))
        labs = list(labs_in(context["body"]))
        for name, files in {"lab_scripts": scripts_of(labs), "lab_files": files_of(labs)}.items():
            context[name] = [context["pathto"](f"{FOLDER}/{each}", 1) for each in files]


@cache
def write_lab(folder: Path) -> None:
    """Put the lab's files beside the pages, once a build."""
    # Imported here so that a book without a lab builds without the simulator.
    from simulator.widgets.policy_lab import write_site_files

    # A country or module that is gone must not be served on.
    shutil.rmtree(folder, ignore_errors=True)
    write_site_files(folder)


def scripts_of(labs: list[dict[str, Any]]) -> list[str]:
    """Return the scripts that these labs need from the start, the one that every lab needs first."""
    from simulator.widgets.policy_lab import packs_for

    shown = {name for lab in labs for name in (*lab["outputs"], *(["challenge"] if lab["challenge"] else []))}
    return packs_for(shown)


def files_of(labs: list[dict[str, Any]]) -> list[str]:
    """Return the other files that these labs need from the start: styles, catalogue, their people."""
    from simulator.widgets.policy_lab.modules import STYLES

    return [*STYLES, "catalogue.json", *sorted({f"{lab['country']}.population" for lab in labs})]


def labs_in(page: str) -> Iterator[dict[str, Any]]:
    """Yield the configuration of each lab in the HTML of a page."""
    for attribute in LAB.findall(page):
        yield json.loads(unescape(attribute))


def write_ranges(app: Sphinx, exception: Exception | None) -> None:
    """Put the assumption range of each lab's starting policy beside the pages, where a lab shows it.

    Asked of all pages, since one that was not written anew in this build needs its file all the same.
    """
    if exception is not None:
        return
    pages = (path.read_text("utf-8") for path in sorted(Path(app.outdir).rglob("*.html")))
    labs = [lab for page in pages for lab in labs_in(page) if lab.get("range")]
    for lab in labs:
        path = Path(app.outdir, FOLDER, lab["range"])
        if not path.exists():
            path.write_bytes(kept_range(lab, Path(app.doctreedir).parent / CACHE, Path(app.srcdir)))


def kept_range(lab: dict[str, Any], kept: Path, root: Path) -> bytes:
    """Return the range of a lab's starting policy: that of an earlier build, if it would be the same."""
    path = kept / f"{range_key(lab, root / 'simulator')}.json"
    if not path.exists():
        from simulator.widgets.policy_lab.ranges import range_file

        kept.mkdir(parents=True, exist_ok=True)
        path.write_bytes(range_file(lab["country"], lab["policy"], lab["line"]))
    return path.read_bytes()


def range_key(lab: dict[str, Any], package: Path) -> str:
    """Return what changes when the policy does, or the code or the facts that its range comes from."""
    key = sha256("\n".join(str(lab[name]) for name in ("country", "policy", "line")).encode())
    for path in files_in(package):
        # Most of what is shown is no part of what is computed, and often changed.
        if path.suffix not in (".js", ".css"):
            key.update(path.read_bytes())
    return key.hexdigest()


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("builder-inited", announce_book)
    app.connect("html-page-context", add_lab)
    app.connect("build-finished", write_ranges)
