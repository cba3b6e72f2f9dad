"""Imports go one way: what is computed never knows who shows it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "simulator"
# Each part may import the parts named beside it, and itself.
MAY_IMPORT = {
    "errors": set(),
    "luck": set(),
    "yaml_text": {"errors", "yaml_parser"},
    "yaml_parser": {"errors"},
    "sentences": {"yaml_text"},
    "parameters": {"errors"},
    "economy": {"errors"},
    "columns": {"errors"},
    "population": {"errors", "columns", "economy"},
    "population_file": {"errors", "economy", "population"},
    "example": {"economy", "population"},
    "normal": {"errors"},
    "measures": {"errors", "normal"},
    "primitives": {"errors", "luck", "normal", "population"},
    "schemes": {"errors", "yaml_text", "parameters", "primitives"},
    "nesting": {"errors", "parameters"},
    "policy": {"errors", "yaml_text", "sentences", "parameters", "schemes", "nesting"},
    "engine": {"errors", "luck", "parameters", "primitives", "schemes", "policy", "population"},
    "scenario": {"errors", "economy", "parameters", "schemes", "population", "policy", "engine", "measures"},
    "analysis": {
        *{"errors", "luck", "yaml_text", "parameters", "measures", "primitives", "policy", "population"},
        *{"countries", "engine", "scenario", "reports"},
    },
    "escap": {
        *{"errors", "economy", "parameters", "population", "policy", "engine", "measures", "scenario"},
    },
    "reports": {
        *{"errors", "yaml_text", "sentences", "economy", "population", "policy", "engine", "scenario"},
        *{"escap", "uncertainty"},
    },
    "uncertainty": {
        *{"errors", "luck", "population", "population_file", "measures", "policy", "engine", "scenario"},
        *{"builders", "countries"},
    },
    "careers": {"errors", "yaml_text", "parameters", "nesting", "measures"},
    "builders": {"errors", "luck", "yaml_text", "economy", "population", "measures"},
    "countries": {"errors", "population", "population_file", "builders"},
    "surveys": {
        *{"errors", "yaml_text", "columns", "economy", "population", "primitives", "measures"},
        *{"builders", "countries"},
    },
    "projection": {
        *{"errors", "economy", "parameters", "population", "primitives", "measures"},
        *{"policy", "engine", "scenario", "reports", "careers", "builders", "countries", "surveys"},
    },
    "family": {
        *{"errors", "yaml_text", "economy", "population", "primitives", "measures"},
        *{"policy", "engine", "scenario", "reports", "surveys", "projection"},
    },
    "saved": {
        *{"errors", "yaml_text", "population", "policy", "engine", "reports", "countries", "surveys"},
        *{"uncertainty"},
    },
    "challenges": {
        *{
            "errors",
            "yaml_text",
            "sentences",
            "parameters",
            "schemes",
            "policy",
            "engine",
            "scenario",
            "countries",
        },
    },
    "widgets": {
        *{"challenges", "errors", "yaml_text", "sentences", "parameters", "measures", "builders"},
        *{"population", "population_file", "countries", "schemes", "policy", "engine", "scenario"},
        *{"reports", "surveys", "uncertainty", "projection", "analysis", "family"},
        "escap",
    },
}
# The front doors may open onto every room.
FRONT_DOORS = {"__init__", "__main__", "command_line"}


def part_of(module: str) -> str:
    """Return the part of the simulator that a dotted module name lies in."""
    return module.split(".")[1] if "." in module else "__init__"


def imports_in(path: Path) -> set[str]:
    """Return the dotted names of all modules that a file imports, relative ones written out."""
    names: set[str] = set()
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            names.add(".".join([*above, *filter(None, [node.module])]))
    return names


def exercises() -> list[Path]:
    """Return every Python file of the exercises."""
    return sorted((ROOT / "exercises").rglob("*.py"))


def sources() -> list[Path]:
    """Return every Python file of the simulator."""
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    """A part imports only the parts that stand before it in the design."""
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if part in FRONT_DOORS:
        return
    assert part in MAY_IMPORT, f"simulator/{part} is new: say in this test which parts it may import."
    for name in {name for name in imports_in(path) if name.split(".")[0] == "simulator"}:
        imported = part_of(name)
        assert imported == part or imported in MAY_IMPORT[part], (
            f"{path.relative_to(ROOT)} imports {name}, but {part} may only know {sorted(MAY_IMPORT[part])}: "
            "move what it needs to an earlier part, or hand it in as an argument."
        )


def test_the_direction_has_no_circle() -> None:
    """No part can reach itself through the parts that it may import."""

    def reached(part: str, seen: frozenset[str]) -> set[str]:
        nearer = MAY_IMPORT[part] - seen
        return nearer.union(*(reached(each, seen | nearer) for each in nearer))

    for part in MAY_IMPORT:
        assert part not in reached(part, frozenset()), f"{part} reaches itself"


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_simulator_stands_on_few_packages(path: Path) -> None:
    """It knows numpy, pandas and a YAML reader; a measure numpy only, a widget or a file what it needs."""
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    few = {"numpy", "pandas", "ruamel"}
    more = {
        "widgets": {"anywidget", "ipywidgets", "traitlets"},
        "surveys": {"pyarrow", "tqdm", "sklearn"},
        "analysis": {"tqdm"},
        "uncertainty": {"tqdm"},
        "reports": {"plotly", "jinja2", "markupsafe", "openpyxl"},
    }
    packages = {"numpy"} if part == "measures" else few | more.get(part, set())
    found = {name.split(".")[0] for name in imports_in(path)} - sys.stdlib_module_names - {"simulator"}
    assert found <= packages, f"{path.relative_to(ROOT)} imports {sorted(found - packages)}"


@pytest.mark.parametrize("path", exercises(), ids=lambda path: str(path.relative_to(ROOT)))
def test_exercises_use_public_names_only(path: Path) -> None:
    """Exercises know the simulator's public names, and nothing of book or serving; none knows grading."""
    names = imports_in(path)
    ours = {name for name in names if name.split(".")[0] in {"simulator", "book", "modules", "deploy"}}
    assert ours <= {"simulator", "simulator.widgets"}, f"{path.name}: {sorted(ours)}"
    if "grading" not in path.parts and path.name != "__main__.py":
        assert not [name for name in names if name.startswith("exercises.grading")], path.name


def test_lessons_use_public_names_only() -> None:
    """Lessons import from `simulator` and `simulator.widgets`, which promise to stay."""
    for path in (ROOT / "modules").rglob("*.md"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(("from simulator", "import simulator")):
                module = line.split()[1]
                assert module in ("simulator", "simulator.widgets"), f"{path.name}: {line}"
