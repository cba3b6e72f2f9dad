"""The worked careers of `cases`: each number is one that a person worked out by hand."""

from __future__ import annotations

import ast
import operator
from pathlib import Path
from typing import Any

import pytest

from simulator.careers import programme_ids, read_career, run_career
from simulator.yaml_text import read_yaml, write_yaml

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def read_case(path: Path) -> dict[str, Any]:
    """Return a case: what it is about, its career file and the expected numbers."""
    case = read_yaml(path.read_text("utf-8"), path.name)
    assert list(case) == ["about", "plan", "expected"], f"{path.name}: keys {list(case)}"
    return case


def worked_out(sum_as_written: str) -> float:
    """Return the value of a sum in numbers, such as 4 * 12 * 1000 / 18."""

    def value(node: ast.AST) -> float:
        if isinstance(node, ast.BinOp):
            return float(OPERATIONS[type(node.op)](value(node.left), value(node.right)))
        assert isinstance(node, ast.Constant), f"{sum_as_written} is no sum of numbers"
        return float(node.value)

    return value(ast.parse(sum_as_written, mode="eval").body)


def entry(result: dict[str, Any], path: str) -> Any:
    """Return the entry of a result at a dotted path; after `details.` comes the detail's label."""
    if path.startswith("details."):
        return {each["label"]: each["value"] for each in result["details"]}[path.removeprefix("details.")]
    for key in path.split("."):
        result = result[key]
    return result


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_worked_career(path: Path) -> None:
    """The one programme of a case gives the numbers, and the reasons, of the case."""
    case = read_case(path)
    (result,) = run_career(read_career(write_yaml(case["plan"])))
    found = result.as_data()
    for where, written in case["expected"].items():
        text = where == "reason" or not isinstance(written, str)
        expected = written if text else worked_out(written)
        number = isinstance(expected, int | float) and not isinstance(expected, bool)
        wanted = pytest.approx(expected, rel=1e-9, abs=1e-9) if number else expected
        assert entry(found, where) == wanted, f"{path.name}: {where}"


def test_every_programme_has_cases() -> None:
    """Each programme is worked out at least twice, in 20 cases or more."""
    followed = [read_case(path)["plan"]["programmes"][0]["id"] for path in CASES]
    assert len(followed) >= 20
    assert all(followed.count(name) >= 2 for name in programme_ids())


def test_every_case_names_its_reasons() -> None:
    """A case in which no monthly benefit is paid says which reason is expected."""
    for path in CASES:
        expected = read_case(path)["expected"]
        assert expected.get("benefit_month") != 0 or expected["reason"], path.name
