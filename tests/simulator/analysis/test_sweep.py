"""A sweep: a row for each design, equal to what the engine says of it, and named errors for the rest."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import (
    BadInput,
    Policy,
    SimulatorError,
    breakdown,
    country,
    example_population,
    simulate,
    summarise,
)
from simulator.analysis import Question, Work, outcome_fields, sweep
from simulator.analysis.designs import crossed, designed
from simulator.analysis.evaluating import Job, found_of_packed, packed
from simulator.population import Population
from tests.simulator.making import child_benefit, observed_village
from tests.strategies import populations

VILLAGE = example_population()
POLICY = child_benefit()
PACKAGE = Policy.from_fragment("version=1&1.id=child_benefit&2.id=social_pension").paid_by("external")
QUIET = Work(processes=1, progress=False)


def test_each_row_is_what_the_engine_says() -> None:
    """Two values varied give a row for each pair, the second turning fastest, as `summarise` has it."""
    vary = {"amount.value": np.array([2, 4]), "take_up": [0.25, 0.5, 1]}
    frame = sweep(country("nepal"), POLICY, vary, Question(seed=3, line="international_3_65"), QUIET)
    assert frame["take_up"].tolist() == [0.25, 0.5, 1.0] * 2
    assert frame["amount.value"].tolist() == [2.0] * 3 + [4.0] * 3
    for _, row in frame.iterrows():
        policy = POLICY.with_values({path: row[path] for path in vary})
        outcome = simulate(country("nepal"), policy, seed=3)
        summary = summarise(outcome, "international_3_65")
        children = breakdown(outcome, "life_stage", "international_3_65")[0]
        assert summary.everyone.after is not None and children.poverty.after is not None
        assert row["cost.percent_of_gdp"] == summary.cost.percent_of_gdp
        assert row["everyone.after.headcount_percent"] == summary.everyone.after.headcount_percent
        assert row["children.after.headcount_percent"] == children.poverty.after.headcount_percent
        assert row["reach.exclusion_error_percent"] == summary.reach.exclusion_error_percent
        assert row["gini_after"] == summary.gini_after and row["refused"] is None


def test_values_of_the_second_scheme() -> None:
    """A number before the path means the scheme in that place; the first is meant without."""
    frame = sweep(VILLAGE, PACKAGE, {"2.amount.value": [0, 10]}, work=QUIET)
    alone = [simulate(VILLAGE, PACKAGE.with_values({"amount.value": value}, 1)) for value in (0, 10)]
    assert frame["cost.percent_of_gdp"].tolist() == [summarise(each).cost.percent_of_gdp for each in alone]
    assert designed(PACKAGE, {"1.take_up": 0.5}) == designed(PACKAGE, {"take_up": 0.5})


def test_a_unit_moves_with_its_amount() -> None:
    """All values of a design change at once, so a unit may vary together with its amount."""
    choices = {"amount.unit": ["currency", "percent_gdp_per_person"], "amount.value": [8]}
    frame = sweep(VILLAGE, POLICY, choices, work=QUIET)
    assert frame["cost.percent_of_gdp"].tolist() == pytest.approx([1.89, 3.78])


@given(populations(), st.sampled_from(sorted(outcome_fields())))
@settings(max_examples=40)
def test_every_measure_is_a_plain_number_or_none(population: Population, name: str) -> None:
    """Whatever the people are, a measure is a finite Python number, or None: never nan."""
    found = Job(population, POLICY, Question((name,))).found({})
    assert found.refused is None
    (number,) = found.numbers
    assert number is None or (type(number) is float and np.isfinite(number))


def test_a_packed_job_finds_the_same() -> None:
    """What travels to another process finds the same, also with a benefit on record and a baseline."""
    question = Question(baseline=child_benefit(amount={"value": 1}))
    policy = Policy.from_data(
        {"version": 1, "schemes": [{"id": "social_pension"}], "existing": {"allowance": "replaced"}}
    )
    job = Job(observed_village(), policy, question)
    points = crossed(policy, {"amount.value": [1, 2], "take_up": [0.5]})
    assert found_of_packed(packed(job), points) == [job.found(point) for point in points]


def test_processes_find_the_same() -> None:
    """Two processes give the table that one gives, to the last digit."""
    vary = {"amount.value": list(range(1, 41))}
    one = sweep(VILLAGE, POLICY, vary, work=QUIET)
    two = sweep(VILLAGE, POLICY, vary, work=Work(processes=2, progress=False))
    assert one.equals(two)


def test_any_executor_will_do() -> None:
    """Whatever speaks as the executors of Python do takes the work."""
    with ThreadPoolExecutor(2) as executor:
        frame = sweep(VILLAGE, POLICY, {"take_up": [0, 0.5, 1]}, work=Work(client=executor, progress=False))
    assert frame.equals(sweep(VILLAGE, POLICY, {"take_up": [0, 0.5, 1]}, work=QUIET))


def test_what_cannot_run_says_why() -> None:
    """A levy that is too small leaves its row without numbers, with the reason; all such is an error."""
    policy = POLICY.paid_by("levy_on_consumption", highest_rate=0.05)
    frame = sweep(VILLAGE, policy, {"amount.value": [1, 50]}, work=QUIET)
    assert frame.loc[1, "gini_after"] is None and "cannot raise" in frame.loc[1, "refused"]
    assert frame.loc[0, "refused"] is None and frame["gini_after"].dtype == object
    with pytest.raises(SimulatorError, match=r"no design can run\. The first: financing: .* cannot raise"):
        sweep(VILLAGE, policy, {"amount.value": [50, 60]}, work=QUIET)


@pytest.mark.parametrize(
    ("vary", "message"),
    [
        ({"amount.vlue": [1]}, r"'amount\.vlue' .* Did you mean 'amount\.value'\?"),
        ({"3.take_up": [1]}, r"^vary: '3\.take_up' .* a scheme from 1 to 2"),
        ({"0.take_up": [1]}, "a scheme from 1 to 2"),
        ({"rule.proxy_quota.share": [0.5]}, r"schemes\[1\]: 'rule\.proxy_quota\.share'"),
        ({"take_up": [2]}, r"take_up: 2 .* from 0 to 1"),
        ({"take_up": []}, "vary, take_up: .* one at least"),
        ({"take_up": "0.5"}, "a list of values"),
        ({}, "one or 2 paths"),
        ({"take_up": [1], "amount.value": [1], "delivery_loss": [0]}, "To vary more at once, use cheapest"),
        ({"take_up": [0.5] * 400, "amount.value": range(400)}, "160000 .* up to 100,000 designs"),
        ({3: [1]}, "vary: 3 .* a text"),
        (["take_up"], "values by name"),
    ],
)
def test_a_sweep_that_cannot_be(vary: Any, message: str) -> None:
    """A path, a place or a value that does not exist is refused before anything is computed."""
    with pytest.raises(BadInput, match=message):
        sweep(VILLAGE, PACKAGE, vary, work=QUIET)


def test_a_question_that_cannot_be() -> None:
    """Unknown measures, lines and workers are refused, with what is near."""
    with pytest.raises(BadInput, match=r"Did you mean 'cost\.percent_of_gdp'"):
        Question(("cost.percent_of_gpd",))
    with pytest.raises(BadInput, match="one at least"):
        Question(())
    for wrong in (
        {"seed": -1},
        {"baseline": "today"},
        {"equivalence": "oecd"},
        {"line": 3},
        {"smallest_cell": -1},
    ):
        with pytest.raises(BadInput, match=f"^{next(iter(wrong))}: "):
            Question(**wrong)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=r"^line: 'exampel' .* Did you mean 'example'"):
        sweep(VILLAGE, POLICY, {"take_up": [1]}, Question(line="exampel"), QUIET)
    for wrong in (
        {"processes": 0},
        {"processes": True},
        {"client": object()},
        {"results": 3},
        {"progress": 1},
    ):
        with pytest.raises(BadInput, match=f"^{next(iter(wrong))}: "):
            Work(**wrong)  # type: ignore[arg-type]
    with pytest.raises(SimulatorError, match="the policy has no scheme"):
        sweep(VILLAGE, Policy(()), {"take_up": [1]}, work=QUIET)


def test_what_takes_long_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word on processes, a sweep begins here, and what is left goes to others once that pays."""
    vary = {"amount.value": list(range(1, 13))}
    monkeypatch.setattr("simulator.analysis.working.START_SECONDS", 0.0)
    handed: list[int] = []

    def in_processes(job: Job, points: list[Any], processes: int) -> Any:
        handed.append(len(points))
        yield points, [job.found(point) for point in points]

    monkeypatch.setattr("simulator.analysis.working._in_processes", in_processes)
    frame = sweep(VILLAGE, POLICY, vary, work=Work(progress=False))
    assert handed == [11] and frame.equals(sweep(VILLAGE, POLICY, vary, work=QUIET))


def test_a_script_without_a_guard_is_told_of_it(tmp_path: Path) -> None:
    """Processes read a script anew: one that sweeps as it is read ends with an error that names the mend."""
    script = tmp_path / "script.py"
    script.write_text(
        "import simulator\nfrom simulator.analysis import Work, sweep\n"
        "policy = simulator.Policy.from_fragment('version=1&1.id=child_benefit')\n"
        "village = simulator.example_population()\n"
        "sweep(village, policy, {'take_up': [0.5, 1]}, work=Work(processes=1, progress=False))\n"
        "sweep(village, policy, {'take_up': [0.5, 1]}, work=Work(processes=2, progress=False))\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    error = "simulator.errors.SimulatorError: sweep: a process ended early."
    (told,) = [line for line in done.stderr.splitlines() if line.startswith(error)]
    assert "if __name__ == '__main__':" in told and "Work(processes=1)" in told
