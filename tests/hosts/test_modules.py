"""The lab's modules reach a notebook as texts: the very files of the page, each after what it imports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simulator.widgets.policy_lab import modules
from tests.conftest import ROOT

FOLDER = ROOT / "simulator" / "widgets" / "policy_lab"
FILES = sorted(FOLDER.rglob("*.js"))
ANY_IMPORT = re.compile(r"\bimport\b(?!\.meta).*|\bfrom\s*['\"].*")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_each_import_is_of_the_form_that_is_linked(path: Path) -> None:
    """An import over several lines, one of another place or of a made-up name would not be found."""
    code = re.sub(r"^\s*(//|/?\*).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    if path.name == "linked.js":
        return
    lines = [line for line in code.splitlines() if ANY_IMPORT.search(line)]
    found = [modules.IMPORT.fullmatch(line) or modules.LATER_IMPORT.search(line) for line in lines]
    assert all(found), lines


def test_the_widget_holds_the_files_as_they_are() -> None:
    """Each text is a file's, and comes after every text that it imports."""
    texts = json.loads(re.search(r"await linked\((.*)\)\)\.default;\n$", modules.widget_module())[1])
    seen: set[str] = set()
    for name, text in texts:
        assert modules.is_made(name) or text == (FOLDER / name).read_text("utf-8")
        assert set(modules.needed_by(name, text)) <= seen
        seen.add(name)
    assert name == "widget.js" and "policy-lab.js" not in seen


def test_a_circle_of_imports_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two modules that import each other cannot be put in an order: the error says which."""
    circle = {"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}
    monkeypatch.setattr(modules, "_text", circle.__getitem__)
    with pytest.raises(ValueError, match=r"a\.js imports itself by way of a\.js, b\.js"):
        modules.modules_for("a.js")
