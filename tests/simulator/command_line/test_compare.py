"""`compare`: policies side by side on the same terms, and all their numbers in one file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from simulator import Policy, breakdown, country, simulate, summarise
from simulator.reports import comparison_schema, groups_text, head_text, result_schema
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused

PENSION = "version: 1\nschemes:\n- id: social_pension\n  amount: {value: 2}\n"
BASELINE = "version: 1\nschemes:\n- id: social_pension\n  amount: {value: 1}\n"


def beside(policy: Path, name: str, text: str) -> Path:
    """Write another file beside the policy; returns its path."""
    path = policy.with_name(name)
    path.write_text(text, "utf-8")
    return path


def test_compare(policy: Path, capsys: Captured) -> None:
    """`compare` prints a row a measure and a column a file, each number as Python has it."""
    other = beside(policy, "half.yaml", POLICY.replace("0.8", "0.4"))
    text = printed(["compare", str(policy), str(other), *NEPAL, "--seed", "3"], capsys)
    lines = text.splitlines()
    assert lines[0].startswith("Synthetic population") and lines[4].split() == ["policy", "half"]
    costs = [
        summarise(simulate(country("nepal"), Policy.from_yaml(path.read_text("utf-8")), 3)).cost
        for path in (policy, other)
    ]
    (row,) = [line for line in lines if line.startswith("Cost, % of GDP")]
    assert row.split()[-2:] == [
        f"{cost.percent_of_gdp:.{4 if cost.percent_of_gdp < 1 else 2}f}" for cost in costs
    ]


def test_compare_a_group_of_nobody(policy: Path, capsys: Captured) -> None:
    """Where a policy has no scheme, its column says nobody, and not nan."""
    nothing = beside(policy, "nothing.yaml", "version: 1\nschemes: []\n")
    text = printed(["compare", str(nothing), str(policy), *NEPAL], capsys).lower()
    assert "nobody" in text and "–" in text and "nan" not in text


def test_two_files_of_one_name(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """Two policies with one name would be one column: refused."""
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / "policy.yaml"
    twin.write_text(POLICY, "utf-8")
    assert "same name" in refused(["compare", str(policy), str(twin), *NEPAL], capsys)


@pytest.fixture
def two(policy: Path) -> list[str]:
    """A child benefit and a pension, and the options that put them on a baseline, a line and a scale."""
    pension, today = beside(policy, "pension.yaml", PENSION), beside(policy, "today.yaml", BASELINE)
    options = ["--baseline", str(today), "--line", "international_3_65", "--equivalence", "square_root"]
    return ["compare", str(policy), str(pension), *NEPAL, *options]


def test_all_is_compared_on_the_same_terms(two: list[str], capsys: Captured) -> None:
    """Baseline, line and scale hold for each policy, breakdowns stand below, and notes with their policy."""
    text = printed([*two, "--by", "sex,decile"], capsys)
    today, terms = Policy.from_yaml(BASELINE), ("international_3_65", "square_root")
    outcomes = {
        name: simulate(country("nepal"), Policy.from_yaml(given), baseline=today)
        for name, given in (("policy", POLICY), ("pension", PENSION))
    }
    assert text.startswith(head_text(summarise(outcomes["policy"], *terms)) + "\n\n")
    tables = [
        f"{name}\n{groups_text(breakdown(outcome, by, *terms))}"
        for by in ("sex", "decile")
        for name, outcome in outcomes.items()
    ]
    assert text.endswith("\n\n".join(tables))
    flat = " ".join(text.split())
    notes = {name: summarise(outcome, *terms).notes for name, outcome in outcomes.items()}
    shared = set(notes["policy"]) & set(notes["pension"])
    assert shared and all(flat.count(f"Note: {note}") == 1 for note in shared)
    own = [(name, note) for name, each in notes.items() for note in each if note not in shared]
    assert own and all(f"Note: {name}: {note}" in flat for name, note in own)
    assert "All persons: headcount without, %" in text


def test_json_holds_what_run_writes_of_each(two: list[str], tmp_path: Path, capsys: Captured) -> None:
    """`--json` holds for each policy, under its name, exactly what `run --json` writes of it."""
    out = tmp_path / "all.json"
    printed([*two, "--by", "area", "--json", str(out)], capsys)
    data = json.loads(out.read_text("utf-8"))
    Draft202012Validator(comparison_schema()).validate(data)
    assert list(data["results"]) == ["policy", "pension"]
    for path, (name, result) in zip(two[1:3], data["results"].items(), strict=True):
        alone = ["run", path, *two[3:], "--by", "area", "--json", "-"]
        assert json.loads(printed(alone, capsys)) == result, name


def test_csv_has_the_policy_before_each_row(two: list[str], capsys: Captured) -> None:
    """`--csv` holds the rows of `run --csv` of each policy, with its name before them."""
    rows = list(csv.reader(io.StringIO(printed([*two, "--csv", "-"], capsys))))
    assert rows[0][:3] == ["policy", "section", "group"]
    for path, name in zip(two[1:3], ("policy", "pension"), strict=True):
        alone = list(csv.reader(io.StringIO(printed(["run", path, *two[3:], "--csv", "-"], capsys))))
        assert [row[1:] for row in rows[1:] if row[0] == name] == alone[1:] and rows[0][1:] == alone[0]


def test_the_schema_of_a_comparison(capsys: Captured) -> None:
    """`schema comparison` prints a schema that holds the one of a result, and refuses what does not fit."""
    schema = json.loads(printed(["schema", "comparison"], capsys))
    assert schema == comparison_schema() and schema["$defs"]["Result"] == result_schema()
    assert json.loads(printed(["schema", "result"], capsys)) == result_schema()
    Draft202012Validator.check_schema(schema)
    for wrong in ({}, {"format": 2, "results": {}}, {"format": 2, "results": {"a": {"format": 2}}}):
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate(wrong)
    assert "'policy' is not allowed" in misused(["schema", "policy"], capsys)


def test_what_cannot_be_compared(two: list[str], capsys: Captured) -> None:
    """What a country lacks is refused by the option's name, with what it has; two forms at once are usage."""
    error = refused([*two, "--by", "region"], capsys)
    assert "--by region: " in error and "There is one by: area, decile" in error
    assert "'aera'" in misused([*two, "--by", "aera"], capsys)
    assert "smallest_cell: -1 is not allowed" in refused([*two, "--smallest-cell", "-1"], capsys)
    assert "'few' is not allowed. Allowed: a whole number." in misused(
        [*two, "--smallest-cell", "few"], capsys
    )
    assert "not allowed with argument --json" in misused([*two, "--json", "a", "--csv", "b"], capsys)


def test_the_policy_that_nobody_can_pay_for_is_named(policy: Path, capsys: Captured) -> None:
    """Of two files, the error names the one whose policy is refused."""
    dear = "version: 1\nschemes:\n- {id: child_benefit, amount: {value: 100}}\n"
    other = beside(policy, "dear.yaml", f"{dear}financing: {{levy_on_consumption: {{highest_rate: 0.01}}}}\n")
    error = refused(["compare", str(policy), str(other), *NEPAL], capsys)
    assert "compare, dear: financing: a levy on consumption cannot raise" in error
