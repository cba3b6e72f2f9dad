"""`shock`: four states on a page and in files, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from simulator import Policy, country
from simulator.analysis import Question, Storm, shock_states
from tests.simulator.command_line.typing_it import NEPAL, POLICY, STORM, Captured, misused, printed, refused


@pytest.fixture
def typed(policy: Path) -> list[str]:
    """The command for a storm over Nepal's villages."""
    shock = policy.with_name("storm.yaml")
    shock.write_text(STORM, "utf-8")
    return ["shock", str(policy), "--shock", str(shock), *NEPAL, "--seed", "3"]


def test_the_page_and_the_files(typed: list[str], capsys: Captured) -> None:
    """The page has a column a state; CSV and JSON hold the numbers of Python's own call."""
    frame = shock_states(
        country("nepal"), Policy.from_yaml(POLICY), Storm(["rural"], 0.3, 0.4), 1.5, Question(seed=3)
    )
    asked = [*typed, "--scale-up", "1.5"]
    page = printed(asked, capsys)
    assert "shock, policy as it is  shock, policy scaled up" in page
    assert f"The shock hits {frame.attrs['hit_percent']:.1f} % of persons." in page
    rows = list(csv.DictReader(io.StringIO(printed([*asked, "--csv", "-"], capsys))))
    assert [float(row["gini_after"]) for row in rows] == frame["gini_after"].tolist()
    data = json.loads(printed([*asked, "--json", "-"], capsys))
    assert [each["numbers"]["gini_after"] for each in data["states"]] == frame["gini_after"].tolist()
    assert data["shock"] == {"storm": {"places": ["rural"], "hit": 0.3, "lost": 0.4, "by": "area"}}
    assert data["scale_up"] == 1.5 and data["hit_percent"] == frame.attrs["hit_percent"]


def test_another_policy_for_the_time(typed: list[str], policy: Path, capsys: Captured) -> None:
    """`--scale-up` takes the file of a policy too: it costs more than the usual one."""
    wider = policy.with_name("wider.yaml")
    wider.write_text(POLICY.replace("0.8", "1"), "utf-8")
    data = json.loads(printed([*typed, "--scale-up", str(wider), "--json", "-"], capsys))
    costs = [each["numbers"]["cost.percent_of_gdp"] for each in data["states"]]
    assert costs[:2] == [0, 0] and costs[3] > costs[2] > 0
    assert data["scale_up"]["schemes"][0]["take_up"] == 1


def test_what_is_refused(typed: list[str], capsys: Captured) -> None:
    """A shock that removes everyone, a group that is not there, a file that is none, a factor of none."""
    shock = Path(typed[3])
    shock.write_text("{version: 1, shock: {prices: {by: area, lost: {rural: 1, urban: 1}}}}", "utf-8")
    assert "PriceShock: it leaves nobody anything to measure" in refused(typed, capsys)
    shock.write_text("{version: 1, shock: {prices: {by: area, lost: {rurall: 1}}}}", "utf-8")
    assert "area of Nepal: 'rurall' is not allowed" in refused(typed, capsys)
    shock.write_text("{version: 1, shock: {job_loss: {share: 0.1}}}", "utf-8")
    assert "earnings was not observed" in refused(typed, capsys)
    shock.write_text("{version: 1, shock: {flood: {}}}", "utf-8")
    assert f"{shock}: shock file.shock: 'flood'" in refused(typed, capsys)
    shock.write_text(STORM, "utf-8")
    assert "--scale-up: '0.5' is not allowed" in refused([*typed, "--scale-up", "0.5"], capsys)
    assert "Or write a number, such as 2." in refused([*typed, "--scale-up", "none.yaml"], capsys)
    assert "required: --shock" in misused([*typed[:2], *NEPAL], capsys)
