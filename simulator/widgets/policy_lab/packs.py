"""The lab's JavaScript as a page loads it: two packs, since over a slow link each request waits.

Each module becomes the body of a function, no `blob:`, which a strict Content-Security-Policy forbids.
Own, and it refuses what it does not know: a bundler would be the project's only tool that needs Node.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection
from typing import NamedTuple

from simulator.widgets.policy_lab.configuration import DEFAULT_OUTPUTS
from simulator.widgets.policy_lab.modules import LATER_IMPORT, PLACE, loaded_at_once, modules_for, placed

# What every lab needs, and what comes when an output asks for it.
START, LATER = "policy-lab.js", "outputs.js"
IMPORT = re.compile(rf"^import (?:\{{ (.*) \}}|\* as (\w+)) from {PLACE};$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+)\b)", re.MULTILINE)
UNKNOWN = re.compile(r"^\s*(?:import\b(?!\()|export\b).*$", re.MULTILINE)
AS = re.compile(r" as \w+")
# Comments on lines of their own are for who reads the module: a page is spared a fifth of its bytes.
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*[\s\S]*?\*/)\n", re.MULTILINE)
ANY_LATER_IMPORT = re.compile(r"\bimport\s*\(")


class Packed(NamedTuple):
    """A module as the body of a function: what it takes from others, what it gives, its text."""

    taken: dict[str, list[str]]
    given: list[str]
    body: str


def packs_for(outputs: Collection[str]) -> list[str]:
    """Return the packs that a lab with these outputs loads at once; a challenge counts as an output.

    >>> packs_for(["poverty"]), packs_for(["poverty", "groups"])
    (['policy-lab.js'], ['policy-lab.js', 'outputs.js'])
    """
    return [START] if set(outputs) <= set(DEFAULT_OUTPUTS) else [START, LATER]


def packed_files() -> dict[str, str]:
    """Return all scripts that a page may load, by name: the packs, and a stand-in for each module in them.

    By a stand-in another script, such as an exercise's, gets the lab's own module and no second one.

    >>> print(packed_files()["view/keys.js"].splitlines()[0])
    import { modules } from "../policy-lab.js";
    """
    first = set(loaded_at_once(START))
    texts = modules_for(START)
    packs = {name: START if name in first else LATER for name, _ in texts}
    packed = {name: packed_module(name, text, packs) for name, text in texts}
    _check_names(packed)
    files = {name: _stand_in(name, packs[name], each.given) for name, each in packed.items()}
    of_pack = {pack: {name: packed[name] for name in packs if packs[name] == pack} for pack in (START, LATER)}
    return files | {
        START: "export const modules = {};\n" + _joined(of_pack[START]),
        LATER: f'import {{ modules }} from "./{START}";\nexport {{ modules }};\n' + _joined(of_pack[LATER]),
    }


def packed_module(name: str, text: str, packs: dict[str, str]) -> Packed:
    """Return a module for its pack, given the pack of each by name; `ValueError` names what cannot be packed.

    >>> packed_module("a.js", "export const ONE = 1;", {}).body
    'const ONE = 1;'
    """
    taken: dict[str, list[str]] = {}

    def take(found: re.Match[str]) -> str:
        names, whole, path = found.groups()
        [other] = placed(name, [path])
        taken.setdefault(other, []).extend(AS.sub("", names).split(", ") if names else [])
        parts = whole or "{ " + names.replace(" as ", ": ") + " }"
        return f'const {parts} = modules["{other}"];'

    def later(found: re.Match[str]) -> str:
        [other] = placed(name, [found[1]])
        return f'import("./{packs[other]}").then(({{ modules }}) => modules["{other}"])'

    body = EXPORT.sub("", IMPORT.sub(take, COMMENT.sub("", text)))
    _check_form(name, body)
    return Packed(taken, sorted(EXPORT.findall(text)), LATER_IMPORT.sub(later, body))


def _check_form(name: str, body: str) -> None:
    """Refuse what stays of imports and exports, and what would mean something else in a pack."""
    unknown = UNKNOWN.search(body)
    if unknown:
        raise ValueError(f"{name} cannot be packed: write '{unknown[0].strip()}' as the other modules do.")
    if len(ANY_LATER_IMPORT.findall(body)) != len(LATER_IMPORT.findall(body)):
        raise ValueError(f'{name} cannot be packed: write a later import as import("./name.js").')
    if "import.meta" in body and "/" in name:
        raise ValueError(f"{name} cannot be packed: use import.meta only in a module beside {START}.")


def _check_names(packed: dict[str, Packed]) -> None:
    """Refuse a name that is imported and not exported: a browser would find it only as undefined."""
    for name, module in packed.items():
        for other, names in module.taken.items():
            if missing := set(names) - set(packed[other].given):
                raise ValueError(f"{name} imports {sorted(missing)}, which {other} does not export.")


def _joined(packed: dict[str, Packed]) -> str:
    return "".join(
        f"\nmodules[{json.dumps(name)}] = (() => {{\n{body}\nreturn {{ {', '.join(given)} }};\n}})();\n"
        for name, (_, given, body) in packed.items()
    )


def _stand_in(name: str, pack: str, given: list[str]) -> str:
    """Return the module under whose name another script gets what a pack holds."""
    path = posixpath.relpath(pack, posixpath.dirname(name) or ".")
    path = path if path.startswith(".") else f"./{path}"
    return (
        f'import {{ modules }} from "{path}";\n\nexport const {{ {", ".join(given)} }} = modules["{name}"];\n'
    )
