"""The worked households of `tests/cases/households`: the browser gives what was worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import Population, SimulatorError
from simulator.population_file import pack
from simulator.widgets.policy_lab.catalogue import catalogue_data
from tests.policy_lab.asking import ask
from tests.policy_lab.comparing import job
from tests.policy_lab.conftest import Site
from tests.worked_households import (
    WorkedCase,
    all_cases,
    policies_of,
    population_of,
    read_case,
    results,
    wrong_entries,
)

pytestmark = pytest.mark.browser

RUN = """async ([catalogue, tasks]) => {
  const { runJobs } = await import("/harness.js");
  const answers = {};
  for (const [name, task] of tasks) [answers[name]] = await runJobs(`/${name}.population`, catalogue, [task]);
  return answers;
}"""
EQUIVALENT = """async (tasks) => {
  const scales = await import("/policy-lab/simulator/measures/equivalence.js");
  const { EQUIVALENCE_SCALES, ownColumn, pivotedLine } = scales;
  return tasks.map(({ scale, household, ages, sizes, own, weights, line }) => {
    const number = sizes.length;
    const { equivalentSizes } = own ? {} : EQUIVALENCE_SCALES[scale];
    const adults = own ? ownColumn(own, number) : equivalentSizes(household, ages, number);
    const perAdult = sizes.map((size, row) => size / adults[row]);
    return { line: pivotedLine(line, sizes, adults, weights), per_adult: perAdult };
  });
}"""
Run = Callable[[str, Any], Any]


@pytest.fixture
def run(browser: Browser, site: Site) -> Iterator[Run]:
    """A function that runs a script in a page that the lab's files belong to."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    yield partial(ask, page)
    context.close()


@pytest.fixture(scope="session")
def cases() -> list[WorkedCase]:
    """Every case whose people and policy Python reads: what it refuses to read has no link and no file."""
    return [case for case in map(read_case, all_cases()) if "refused" not in case.expected or _readable(case)]


def test_the_browser_gives_what_was_worked_out_by_hand(cases: list[WorkedCase], site: Site, run: Run) -> None:
    """Each number of each case is the browser's, or its engine refuses with the words of the case."""
    for case in cases:
        (site.folder / f"{case.name}.population").write_bytes(pack(population_of(case)))
    answers = run(RUN, [catalogue_data(None, None), [(case.name, task_of(case)) for case in cases]])
    wrong = [f"{case.name}: {line}" for case in cases for line in wrong_in(case, answers[case.name])]
    assert len(cases) >= 160
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:10])


def test_the_browser_counts_equivalent_adults_as_was_worked_out(cases: list[WorkedCase], run: Run) -> None:
    """The line per equivalent adult, and what each consumes now, are the browser's."""
    chosen = [case for case in cases if "equivalent" in case.expected]
    found = run(EQUIVALENT, [scale_of(case, population_of(case)) for case in chosen])
    assert len(chosen) >= 5
    for case, told in zip(chosen, found, strict=True):
        consumed = [row["consumption"] for row in case.households]
        before = [month * each for month, each in zip(consumed, told["per_adult"], strict=True)]
        expected = {key: case.expected["equivalent"][key] for key in ("line", "before")}
        assert [*wrong_entries(expected, {"line": told["line"], "before": before}, case.name)] == []


def task_of(case: WorkedCase) -> dict[str, Any]:
    """Return the task of simulating a case, as the browser takes it."""
    policy, baseline = policies_of(case)
    return job(policy, seed=case.seed, baseline=baseline)


def wrong_in(case: WorkedCase, answer: Mapping[str, Any]) -> Iterator[str]:
    """Give one line for each expected entry that the browser's answer does not have."""
    expected = {key: value for key, value in case.expected.items() if key != "equivalent"}
    if "refused" in expected:
        if not answer.get("refused") or expected["refused"] not in answer["message"]:
            yield f"expected the refusal {expected['refused']!r}, found {answer.get('message')!r}"
    elif "outcome" in answer:
        yield from wrong_entries(expected, results(case, answer["outcome"]))
    else:
        yield f"refused: {answer['message']}"


def scale_of(case: WorkedCase, people: Population) -> dict[str, Any]:
    """Return what an equivalence scale needs to know, as the browser takes it."""
    households, own = people.households, people.households.equivalent_size
    return {
        "scale": case.equivalence,
        "household": people.persons.household.tolist(),
        "ages": people.persons.age.tolist(),
        "sizes": households.size.tolist(),
        "own": None if own is None else own.tolist(),
        "weights": people.members_weight.tolist(),
        "line": people.economy.line().month,
    }


def _readable(case: WorkedCase) -> bool:
    try:
        policies_of(case)
        population_of(case)
    except SimulatorError:
        return False
    return True
