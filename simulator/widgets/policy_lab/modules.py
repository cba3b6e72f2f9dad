"""The lab's JavaScript, for both hosts from the same files: no bundler, no build step."""

from __future__ import annotations

import json
import posixpath
import re
from importlib.resources import files

PACKAGE = "simulator.widgets.policy_lab"
IMPORT = re.compile(r'^import .* from "(?P<path>\.{1,2}/[\w./-]+\.js)";$', re.MULTILINE)
STYLES = ("style/policy-lab.css", "style/controls.css", "style/results.css")


def modules_for(entry: str) -> list[tuple[str, str]]:
    """Return a module and all that it imports, by name and text, each after those that it needs itself.

    >>> [name for name, _ in modules_for("view/state.js")][-1]
    'view/state.js'
    """
    found: dict[str, str] = {}

    def add(name: str, importers: tuple[str, ...]) -> None:
        if name in importers:
            raise ValueError(f"{name} imports itself by way of {', '.join(importers)}: break the circle.")
        text = _text(name)
        for needed in needed_by(name, text):
            if needed not in found:
                add(needed, (*importers, name))
        found[name] = text

    add(entry, ())
    return [*found.items()]


def needed_by(name: str, text: str) -> list[str]:
    """Return the names of the modules that a module imports, as paths from the lab's folder.

    >>> needed_by("view/state.js", 'import { simulate } from "../simulator/engine/simulation.js";')
    ['simulator/engine/simulation.js']
    """
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, path)) for path in IMPORT.findall(text)]


def style_sheets() -> list[tuple[str, str]]:
    """Return the lab's style sheets in their order, by name and text."""
    return [(name, _text(name)) for name in STYLES]


def widget_module() -> str:
    """Return the widget as one module that asks no server for another: the others are texts inside it."""
    sources = json.dumps(modules_for("widget.js"), ensure_ascii=False)
    return f"{_text('linked.js')}\nexport default async () => (await linked({sources})).default;\n"


def _text(name: str) -> str:
    return files(PACKAGE).joinpath(name).read_text("utf-8")
