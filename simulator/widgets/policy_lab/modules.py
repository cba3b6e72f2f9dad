"""The lab's JavaScript, for both hosts from the same files: no bundler, no build step."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection
from importlib.resources import files
from typing import Any

from simulator.escap.declared import declared_conventions
from simulator.projection import indexation_parameter, outlook_parameters
from simulator.reports.results import result_schema
from simulator.widgets.policy_lab.texts import ENGLISH, HEAD, NAMED, languages, texts

PACKAGE = "simulator.widgets.policy_lab"
PLACE = r'"(\.{1,2}/[\w./-]+\.js)"'
IMPORT = re.compile(rf"^import .* from {PLACE};$", re.MULTILINE)
# A page loads these when it needs them.
LATER_IMPORT = re.compile(rf"\bimport\({PLACE}\)")
# What the package knows already is made into a module, not typed again.
SCHEMA = "view/results/result-schema.js"
OUTLOOK = "simulator/projection/declared.js"
LANGUAGES = "texts/languages.js"
SENTENCES = re.compile(r"texts/(\w+)\.js")
CONVENTIONS = "simulator/escap/declared.js"
STYLES = tuple(
    f"style/{name}.css" for name in ("policy-lab", "controls", "package", "results", "panels", "print")
)


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
    """Return the names of the modules that a module imports, at once or later: paths in the lab's folder.

    >>> needed_by("view/state.js", 'import { simulate } from "../simulator/engine/simulation.js";')
    ['simulator/engine/simulation.js']
    """
    return placed(name, [*IMPORT.findall(text), *LATER_IMPORT.findall(text)])


def loaded_at_once(entry: str) -> list[str]:
    """Return the names of a module and of those that a browser loads with it; not what is asked for later.

    >>> "view/results/groups.js" in loaded_at_once("policy-lab.js")
    False
    """
    found = [entry]
    for name in found:
        found += [each for each in placed(name, IMPORT.findall(_text(name))) if each not in found]
    return sorted(found)


def placed(name: str, paths: list[str]) -> list[str]:
    """Return paths from a module as names in the lab's folder.

    >>> placed("view/state.js", ["./dom.js", "../assets.js"])
    ['view/dom.js', 'assets.js']
    """
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths]


def is_made(name: str) -> bool:
    """Say whether a module is made from what the package knows, and is no file.

    >>> is_made("simulator/escap/declared.js"), is_made("widget.js")
    (True, False)
    """
    section = SENTENCES.fullmatch(name)
    return name in (SCHEMA, OUTLOOK, CONVENTIONS, LANGUAGES) or bool(section and section[1] in _sections())


def style_sheets() -> list[tuple[str, str]]:
    """Return the lab's style sheets in their order, by name and text."""
    return [(name, _text(name)) for name in STYLES]


def widget_module() -> str:
    """Return the widget as one module that asks no server for another: the others are texts inside it."""
    sources = json.dumps(modules_for("widget.js"), ensure_ascii=False)
    return f"{_text('linked.js')}\nexport default async () => (await linked({sources})).default;\n"


def _text(name: str) -> str:
    if name == SCHEMA:
        about = "Where each number of a result stands, and its unit."
        return _made(about, "SCHEMA", _places_and_units(result_schema()))
    if name == OUTLOOK:
        declared = [each.as_data() for each in outlook_parameters().values()]
        data = {"outlook": declared, "indexation": indexation_parameter().as_data()}
        return _made("What is declared about the years to come.", "DECLARED", data)
    if name == LANGUAGES:
        return _languages()
    if (section := SENTENCES.fullmatch(name)) and section[1] in _sections():
        return _sentences(section[1])
    if name == CONVENTIONS:
        return _made("ESCAP's conventions, in words and in numbers.", "DECLARED", declared_conventions())
    return files(PACKAGE).joinpath(name).read_text("utf-8")


def _sections() -> Collection[str]:
    return texts(ENGLISH)["sections"]  # type: ignore[no-any-return]


def _languages() -> str:
    """Return the module of what languages there are, how English is written, and which keys hold names."""
    english = {key: texts(ENGLISH)[key] for key in HEAD}
    data = {"LANGUAGES": languages(), "ENGLISH": english, "NAMED": list(NAMED)}
    return "\n".join(_made(f"{name.capitalize()} of the lab.", name, each) for name, each in data.items())


def _sentences(section: str) -> str:
    """Return the module with the English sentences of a section."""
    sentences = json.dumps(texts(ENGLISH)["sections"][section], ensure_ascii=False)
    return (
        f'import {{ sayer }} from "./speaking.js";\n\nexport const say = sayer("{section}", {sentences});\n'
    )


def _made(about: str, name: str, data: object) -> str:
    return f"/** {about} */\nexport const {name} = {json.dumps(data, ensure_ascii=False)};\n"


def _places_and_units(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without what neither leads to a number nor says its unit."""
    kept: dict[str, Any] = {key: schema[key] for key in ("$ref", "unit") if key in schema}
    for key in ("properties", "$defs"):
        if key in schema:
            kept[key] = {name: _places_and_units(each) for name, each in schema[key].items()}
    if isinstance(schema.get("items"), dict):
        kept["items"] = _places_and_units(schema["items"])
    if "anyOf" in schema:
        kept["anyOf"] = [_places_and_units(schema["anyOf"][0])]
    return kept
