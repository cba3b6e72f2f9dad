"""`sweep`, `solve`, `cheapest` and `across`: what Python finds, printed, and files that read back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from simulator import Policy, country, simulate, summarise
from simulator.analysis import Question, Work, across, outcome_fields, solve, sweep
from simulator.command_line.sweeping import varied
from simulator.reports import to_text
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, printed, refused

QUIET = Work(processes=1, progress=False)
IN_PYTHON = Policy.from_yaml(POLICY)


def test_a_sweep_is_printed_and_written(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """The table has a row a design, and the CSV file reads back to the numbers of Python."""
    out = tmp_path / "sweep.csv"
    vary = ["--vary", "amount.value=1:2:0.5", "--vary", "take_up=0.5,1"]
    text = printed(["sweep", str(policy), *NEPAL, *vary, "--seed", "3", "--csv", str(out)], capsys)
    assert text.startswith(country("nepal").label) and len(text.splitlines()) == 2 + 3 + 6
    expected = sweep(
        country("nepal"),
        IN_PYTHON,
        {"amount.value": [1, 1.5, 2], "take_up": [0.5, 1]},
        Question(seed=3),
        QUIET,
    )
    read = pd.read_csv(out, encoding="utf-8-sig")
    assert read.drop(columns="refused").equals(expected.drop(columns="refused"))
    assert read["refused"].isna().all()
    again = printed(["sweep", str(policy), *NEPAL, *vary, "--seed", "3", "--csv", "-"], capsys)
    assert out.read_text("utf-8-sig").removesuffix("\n") == again


def test_a_sweep_keeps_its_results(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """With --results, a second run reads what the first has found, also with other values beside."""
    kept = tmp_path / "kept.jsonl"
    typed = ["sweep", str(policy), *NEPAL, "--measures", "gini_after", "--results", str(kept), "--vary"]
    first = printed([*typed, "take_up=0.5,1"], capsys)
    before = kept.read_text("utf-8")
    assert printed([*typed, "take_up=0.5,1"], capsys) == first and kept.read_text("utf-8") == before
    printed([*typed, "take_up=0.5,0.75,1"], capsys)
    assert kept.read_text("utf-8").startswith(before) and len(kept.read_text("utf-8").splitlines()) == 3


def test_a_design_that_cannot_run(policy: Path, capsys: Captured) -> None:
    """What the levy cannot pay has dashes, and its reason below the table."""
    policy.write_text(POLICY + "financing: {levy_on_consumption: {highest_rate: 0.05}}\n", "utf-8")
    text = printed(["sweep", str(policy), *NEPAL, "--vary", "amount.value=1,90"], capsys)
    assert "90.00: financing: " in text and "cannot raise" in text and "–" in text and " nan" not in text


def test_solve_prints_the_value_and_the_page(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """The value, what it reaches, and the page of `run`; the policy found is written where asked to."""
    out = tmp_path / "found.yaml"
    typed = ["solve", str(policy), *NEPAL, "--vary", "amount.value", "--target", "cost.percent_of_gdp=1"]
    text = printed([*typed, "--out", str(out)], capsys)
    found = solve(country("nepal"), IN_PYTHON, "amount.value", {"cost.percent_of_gdp": 1})
    assert text.startswith(f"amount.value = {found.value:.6g}: cost.percent_of_gdp is 1 (percent of GDP).")
    assert text.endswith(to_text(found.summary)) and f"Written to {out}." in text
    assert Policy.from_yaml(out.read_text("utf-8")) == found.policy


def test_solve_says_how_far_a_step_is(policy: Path, capsys: Captured) -> None:
    """Take-up moves in steps: the nearest is printed, with its distance and a note."""
    typed = ["solve", str(policy), *NEPAL, "--vary", "take_up", "--target", "cost.percent_of_gdp=0.5"]
    text = printed(typed, capsys)
    assert "from 0.5." in text.splitlines()[0] and "Note: The measure moves in steps" in text


def test_cheapest_prints_the_design(policy: Path, tmp_path: Path, capsys: Captured) -> None:
    """The design, what it reaches, and its cost; the policy that is written reaches the target itself."""
    out = tmp_path / "found.yaml"
    goal, measure = "children.fall_in_headcount_percent=10", "children.fall_in_headcount_percent"
    vary = ["--vary", "rule=universal,proxy_quota", "--vary", "amount.value=0..20"]
    text = printed(["cheapest", str(policy), *NEPAL, *vary, "--target", goal, "--out", str(out)], capsys)
    assert text.startswith("rule = proxy_quota, amount.value = ") and "designs were tried" in text
    summary = summarise(simulate(country("nepal"), Policy.from_yaml(out.read_text("utf-8"))))
    assert f"for {summary.cost.percent_of_gdp:.4g} % of GDP" in " ".join(text.split())
    assert measure in text


def test_across_prints_a_row_a_country(policy: Path, capsys: Captured) -> None:
    """Each country has a row, who cannot run it says why, and the caveat stands above."""
    names = "nepal, arumia, cambodia"
    text = printed(["across", str(policy), "--countries", names], capsys)
    assert text.startswith("Assumption-driven: ") and "cambodia: Cambodia has no synthetic population" in text
    written = printed(["across", str(policy), "--countries", names, "--csv", "-"], capsys)
    read = pd.read_csv(StringIO(written))
    expected = across(IN_PYTHON, ["nepal", "arumia", "cambodia"])
    assert read["country"].tolist() == expected["country"].tolist()
    assert read["gini_after"][:2].tolist() == expected["gini_after"][:2].tolist()
    assert read["data_label"][0] == country("nepal").label


def test_measures_are_listed(capsys: Captured) -> None:
    """`measures` has a line for each number that can be asked for, with its unit."""
    lines = printed(["measures"], capsys).splitlines()
    assert [line.split()[0] for line in lines] == list(outcome_fields())
    assert all(line.endswith(each.unit) for line, each in zip(lines, outcome_fields().values(), strict=True))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("amount.value=1:10:1", [float(number) for number in range(1, 11)]),
        ("amount.value=0.1:0.3:0.1", [0.1, 0.2, 0.3]),
        ("amount.value=1:2:0.4", [1.0, 1.4, 1.8]),
        ("who.age=0-4, 0-17", [[0, 4], [0, 17]]),
        ("rule=universal", ["universal"]),
    ],
)
def test_values_as_they_are_typed(text: str, values: list[object]) -> None:
    """Steps include the end where one falls on it; ranges of ages and names are lists."""
    assert varied(text) == (text.partition("=")[0], values)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["sweep", "--vary", "take_up=1", "--processes", "0"], "processes: 0"),
        (["solve", "--vary", "take_up", "--target", "cost.percent_of_gdp=30"], "The closest found is"),
    ],
)
def test_what_is_refused(policy: Path, typed: list[str], message: str, capsys: Captured) -> None:
    """What cannot be is refused in one paragraph that names the option or the value."""
    assert message in refused([typed[0], str(policy), *NEPAL, *typed[1:]], capsys)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["sweep", "--vary", "amount.value"], "--vary: 'amount.value' is not allowed. Allowed: PATH=VALUES"),
        (["sweep", "--vary", "amount.value=1:10:0"], "a step above 0"),
        (["sweep", "--vary", "amount.value=1:x:1"], "low:high:step"),
        (["cheapest", "--vary", "take_up=5..1", "--target", "gini_after=0.1"], "Write Between(1, 10)"),
    ],
)
def test_values_that_cannot_be_read(policy: Path, typed: list[str], message: str, capsys: Captured) -> None:
    """Values typed in no form of `--vary` are wrong usage."""
    assert message in misused([typed[0], str(policy), *NEPAL, *typed[1:]], capsys)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--vary", "amount.vlue=1,2"], "Did you mean 'amount.value'?"),
        (["--vary", "3.take_up=1"], "Count the schemes of the policy from 1."),
        (["--vary", "rule=proxyquota"], "Did you mean 'proxy_quota'?"),
        (["--vary", "take_up=3"], "take_up: 3.0 is not allowed"),
        (["--vary", "take_up=1", "--line", "societl"], "Did you mean 'societal'?"),
    ],
)
def test_what_only_people_and_policy_know(
    policy: Path, typed: list[str], message: str, capsys: Captured
) -> None:
    """A line that the people lack, and what is no parameter of the policy, are wrong usage too."""
    assert message in refused(["sweep", str(policy), *NEPAL, *typed], capsys, code=2)


def test_what_is_no_usage(policy: Path, capsys: Captured) -> None:
    """A command without its values, or a number of processes that is none, ends with the usage."""
    assert "--vary" in misused(["sweep", str(policy), *NEPAL], capsys)
    assert "invalid int value" in misused(
        ["sweep", str(policy), *NEPAL, "--vary", "take_up=1", "--processes", "two"], capsys
    )
    solving = ["solve", str(policy), *NEPAL, "--vary", "take_up"]
    assert "--target" in misused(solving, capsys)
    assert "Allowed: MEASURE=VALUE" in misused([*solving, "--target", "cost.percent_of_gdp"], capsys)
