"""A page's scripts: every module in one of two packs, and what cannot be packed is refused."""

from __future__ import annotations

import re

import pytest

from simulator.widgets.policy_lab import packs
from simulator.widgets.policy_lab.modules import loaded_at_once, modules_for
from simulator.widgets.policy_lab.packs import COMMENT, LATER, START, packed_files, packed_module

TEXTS = dict(modules_for(START))
PLACE = re.compile(r'^modules\["(.*)"\] = ', re.MULTILINE)


def test_each_module_is_in_one_pack_behind_those_it_needs() -> None:
    """What every lab needs is in the first pack, everything else in the second; no module is in both."""
    first, later = (PLACE.findall(packed_files()[pack]) for pack in (START, LATER))
    assert sorted(first) == loaded_at_once(START)
    assert sorted(first + later) == sorted(TEXTS)
    seen: set[str] = set()
    for name in (*first, *later):
        assert set(packed_module(name, TEXTS[name], dict.fromkeys(TEXTS, START)).taken) <= seen
        seen.add(name)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_module_is_packed_line_by_line(name: str) -> None:
    """Comments go, lines that import, export or load later are written anew; the others are the file's."""
    packed = packed_module(name, TEXTS[name], dict.fromkeys(TEXTS, LATER))
    pairs = zip(COMMENT.sub("", TEXTS[name]).splitlines(), packed.body.splitlines(), strict=True)
    changed = [own for own, other in pairs if own not in (other, f"export {other}")]
    assert [each for each in changed if "import" not in each] == []
    assert set(packed.given) == set(re.findall(r"^export .*?(\w+)(?= = |\(| extends| \{)", TEXTS[name], re.M))


@pytest.mark.parametrize(
    "line",
    [
        "export let count = 0;",
        "export default class {}",
        "export { one };",
        'export * from "./b.js";',
        "export const [ONE, TWO] = [1, 2];",
        "export const { ONE } = ALL;",
        'import "./b.js";',
        'import b from "./b.js";',
        "import { one } from './b.js';",
        'import { one } from "b";',
        'import {\n  one,\n} from "./b.js";',
        "  export const ONE = 1;",
        "const load = (name) => import(name);",
        "const load = () => import ('./b.js');",
        "const here = import.meta.url;",
    ],
)
def test_what_cannot_be_packed_is_refused(line: str) -> None:
    """A form that the packs do not know would be lost without a word: the error names the module."""
    with pytest.raises(ValueError, match=r"^view/a\.js cannot be packed: "):
        packed_module("view/a.js", f"const x = 1;\n{line}\n", {"view/b.js": START})


def test_a_name_that_is_not_exported_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser refuses such an import; in a pack it would be undefined."""
    texts = [("b.js", "export const ONE = 1;"), (START, 'import { ONE, TWO as both } from "./b.js";')]
    monkeypatch.setattr(packs, "modules_for", lambda _: texts)
    monkeypatch.setattr(packs, "loaded_at_once", lambda _: ["b.js", START])
    with pytest.raises(ValueError, match=r"policy-lab\.js imports \['TWO'\], which b\.js does not export"):
        packed_files()
