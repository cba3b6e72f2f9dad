"""`run`: what it prints, and the numbers that it writes."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from simulator import Policy, against_records, breakdown, country, simulate, summarise, to_data, to_text
from simulator.command_line.parser import parse
from simulator.policy import from_link
from simulator.reports import groups_text, records_text, result_schema
from tests.conftest import ROOT
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused

PENSION = "version: 1\nschemes:\n- id: social_pension\n  amount: {value: 2}\n"


def outcome_of(seed: int = 1, baseline: str = "") -> Any:
    """Return what Python makes of the policy."""
    before = Policy.from_yaml(baseline) if baseline else None
    return simulate(country("nepal"), Policy.from_yaml(POLICY), seed, before)


def beside(policy: Path, name: str, text: str) -> Path:
    """Write another file beside the policy; returns its path."""
    path = policy.with_name(name)
    path.write_text(text, "utf-8")
    return path


def test_run(policy: Path, capsys: Captured) -> None:
    """`run` prints what Python's own report says."""
    assert printed(["run", str(policy), *NEPAL], capsys) == to_text(summarise(outcome_of()))


def test_breakdowns_stand_below(policy: Path, capsys: Captured) -> None:
    """`--by` adds a table for each name, in their order, on the line and scale asked for."""
    options = ["--by", "area, decile", "--line", "international_3_65", "--equivalence", "square_root"]
    text = printed(["run", str(policy), *NEPAL, *options], capsys)
    outcome, asked = outcome_of(), ("international_3_65", "square_root")
    tables = [groups_text(breakdown(outcome, by, *asked)) for by in ("area", "decile")]
    assert text == "\n\n".join([to_text(summarise(outcome, *asked)), *tables])


def test_a_baseline_makes_the_third_state(policy: Path, capsys: Captured) -> None:
    """`--baseline` describes what people already get: the page then knows the state without it."""
    today = beside(policy, "today.yaml", PENSION)
    text = printed(["run", str(policy), *NEPAL, "--baseline", str(today)], capsys)
    assert text == to_text(summarise(outcome_of(baseline=PENSION))) and "without transfers" in text


def test_records_stand_beside(policy: Path, capsys: Captured) -> None:
    """`--records` adds what the government counts, and the ratio to it."""
    recorded = beside(policy, "records.yaml", "child_benefit: {recipients: 9000000, spending_year: 5.5e10}\n")
    text = printed(["run", str(policy), *NEPAL, "--records", str(recorded)], capsys)
    records = {"child_benefit": {"recipients": 9_000_000, "spending_year": 5.5e10}}
    assert text.endswith(records_text(against_records(outcome_of(), records)))


def test_records_of_twins_are_told_apart_by_number(policy: Path, capsys: Captured) -> None:
    """In a file for `--records` the number of a scheme stands in the place of a name that two have."""
    policy.write_text(POLICY + "- id: child_benefit\n  who: {age: [0, 4]}\n", "utf-8")
    recorded = beside(policy, "records.yaml", "2: {recipients: 9000000}\n")
    text = printed(["run", str(policy), *NEPAL, "--records", str(recorded)], capsys)
    (row,) = [line for line in text.splitlines() if line.startswith("child_benefit (scheme 2): recipients")]
    assert row.split()[-2] == "9,000,000.00"
    recorded.write_text("child_benefit: {recipients: 9000000}\n", "utf-8")
    error = refused(["run", str(policy), *NEPAL, "--records", str(recorded)], capsys)
    assert "Write the scheme's number instead: 1 or 2." in error


def test_another_seed_and_line_are_used(policy: Path, capsys: Captured) -> None:
    """Another seed and another line change what is printed."""
    options: list[list[str]] = [[], ["--seed", "2"], ["--line", "international_3_65"]]
    texts = [printed(["run", str(policy), *NEPAL, *each], capsys) for each in options]
    assert len(set(texts)) == 3 and "Seed 2." in texts[1]


def test_json_is_pythons_numbers(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """`--json` writes every number exactly as Python has it, and what is needed to compute it again."""
    out, today = tmp_path / "out.json", beside(policy, "today.yaml", PENSION)
    options = ["--line", "international_2_15", "--seed", "42", "--baseline", str(today), "--by", "sex"]
    printed(["run", str(policy), "--country", " Nepal", *options, "--json", str(out)], capsys)
    written = json.loads(out.read_text("utf-8"))
    Draft202012Validator(result_schema()).validate(written)
    summary = summarise(outcome_of(42, PENSION), "international_2_15")
    assert written["summary"] == json.loads(json.dumps(to_data(summary)))
    both = Policy.from_data(written["policy"]), Policy.from_data(written["baseline"])
    assert both == from_link(written["link"]) and both[1] == Policy.from_yaml(PENSION)
    assert [group["label"] for group in written["breakdowns"]["sex"]] == ["female", "male"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert written["versions"]["simulator"] == project["version"] and written["data"] == "nepal"


def test_csv_is_the_same_numbers(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """`--csv` writes the numbers of `--json`, in a file that a spreadsheet takes for UTF-8."""
    out = tmp_path / "out.csv"
    text = printed(["run", str(policy), *NEPAL, "--csv", str(out)], capsys)
    assert text == to_text(summarise(outcome_of()))
    assert out.read_bytes().startswith(b"\xef\xbb\xbfsection,group,measure,state,unit,value,note,data\r\n")
    rows = csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline=""))
    cost = {row["measure"]: row for row in rows if row["section"] == "summary.cost"}
    assert float(cost["percent_of_gdp"]["value"]) == summarise(outcome_of()).cost.percent_of_gdp
    assert cost["total_year"]["unit"] == "NPR of 2022 a year" and "ynthetic" in cost["total_year"]["data"]


def test_a_dash_prints_the_numbers(policy: Path, capsys: Captured) -> None:
    """`--json -` and `--csv -` print the numbers in place of the page, so that a program can read on."""
    data = json.loads(printed(["run", str(policy), *NEPAL, "--json", "-"], capsys))
    assert data["summary"]["seed"] == 1
    assert printed(["run", str(policy), *NEPAL, "--csv", "-"], capsys).startswith("section,group,measure,")
    assert not Path("-").exists()


def test_one_form_at_a_time(policy: Path, capsys: Captured) -> None:
    """JSON and CSV in one command are refused."""
    error = misused(["run", str(policy), *NEPAL, "--json", "a", "--csv", "b"], capsys)
    assert "argument --csv: not allowed with argument --json" in error


@pytest.mark.parametrize(
    ("text", "names"),
    [(None, ()), ("area", ("area",)), ("sex,area , sex", ("sex", "area"))],
)
def test_names_of_breakdowns(text: str | None, names: tuple[str, ...]) -> None:
    """Names stand with commas between them, each counts once, and their order is kept."""
    typed = [] if text is None else ["--by", text]
    assert parse(["run", "p.yaml", *NEPAL, *typed]).by == names
