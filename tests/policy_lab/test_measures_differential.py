"""The measures of poverty and inequality, in Python and in the browser: equal on random people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from simulator import BadInput, SimulatorError, measures
from tests.policy_lab.asking import ask
from tests.policy_lab.comparing import differences
from tests.policy_lab.conftest import Site

pytestmark = pytest.mark.browser

# The name in Python, the module and the name in JavaScript, and what comes before or after the weights.
TWINS = {
    "fgt": ("headline.js", "fgt", ("values", "weights", "line", "alpha")),
    "watts": ("poverty.js", "watts", ("values", "weights", "line")),
    "sen_shorrocks_thon": ("poverty.js", "senShorrocksThon", ("values", "weights", "line")),
    "gini": ("headline.js", "gini", ("values", "weights")),
    "palma": ("inequality.js", "palma", ("values", "weights")),
    "quintile_ratio": ("inequality.js", "quintileRatio", ("values", "weights")),
    "theil": ("inequality.js", "theil", ("values", "weights")),
    "mean_log_deviation": ("inequality.js", "meanLogDeviation", ("values", "weights")),
    "atkinson": ("inequality.js", "atkinson", ("values", "weights", "epsilon")),
    "lorenz_curve": ("curves.js", "lorenzCurve", ("values", "weights")),
    "concentration_curve": ("curves.js", "concentrationCurve", ("values", "ranks", "weights")),
    "concentration_index": ("curves.js", "concentrationIndex", ("values", "ranks", "weights")),
}
RUN = """async (jobs) => Promise.all(jobs.map(async ([file, name, given]) => {
  const { SimulatorError } = await import("/policy-lab/simulator/errors.js");
  try {
    return { found: (await import(`/policy-lab/simulator/measures/${file}`))[name](...given) };
  } catch (error) {
    const { field, allowed, mend, message } = error;
    if (!(error instanceof SimulatorError)) throw error;
    return { refused: field === undefined ? [message] : [field, allowed, mend] };
  }
}))"""
RunMeasures = Callable[[list[list[Any]]], list[dict[str, Any]]]


@pytest.fixture
def run_measures(browser: Browser, site: Site) -> Iterator[RunMeasures]:
    """A function that runs [file, name, arguments] in the browser, on the files as they are."""
    site.add_modules(*{f"simulator/measures/{file}" for file, _, _ in TWINS.values()})
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    yield lambda jobs: ask(page, RUN, jobs)
    context.close()


def random_people(random: Random) -> dict[str, Any]:
    """Return up to 60 persons, often with ties, zeros, weights of 0, and now and then a debt."""
    number = random.choice([1, 2, 3, 10, 60])
    coarse = random.random() < 0.4
    values = [
        round(each) if coarse else each for each in (random.lognormvariate(3, 1) for _ in range(number))
    ]
    if random.random() < 0.2:
        values[random.randrange(number)] = random.choice([0, -3.5])
    weights = [
        random.choice([1, random.uniform(0.01, 500), 0 if random.random() < 0.2 else 2]) for _ in values
    ]
    return {
        "values": values,
        "weights": weights,
        "ranks": [random.randint(0, 9) if coarse else random.gauss(0, 1) for _ in values],
        "line": random.choice([5, 20, random.uniform(1, 100)]),
        "alpha": random.choice([0, 1, 2, 1.5]),
        "epsilon": random.choice([0.5, 1, 2, 1 + 1e-9, random.uniform(0.01, 20)]),
    }


def asked(function: Callable[[], Any]) -> dict[str, Any]:
    """Return what Python finds, as the browser writes it, or its refusal."""
    try:
        found = function()
    except BadInput as error:
        return {"refused": [error.field, error.allowed, error.mend]}
    except SimulatorError as error:
        return {"refused": [str(error)]}
    if isinstance(found, tuple):
        return {"found": {"persons": found[0].tolist(), "held": found[1].tolist()}}
    return {"found": found}


@pytest.mark.parametrize(("people", "seed"), [(300, 5), pytest.param(6_000, 6, marks=pytest.mark.prove)])
@pytest.mark.parametrize("name", TWINS)
def test_both_languages_agree(name: str, people: int, seed: int, run_measures: RunMeasures) -> None:
    """Each measure of random people is the same number in both languages, or refused in the same words."""
    file, twin, arguments = TWINS[name]
    random = Random(seed)
    cases = [[drawn[key] for key in arguments] for drawn in (random_people(random) for _ in range(people))]
    found = run_measures([[file, twin, case] for case in cases])
    wrong = []
    for case, answer in zip(cases, found, strict=True):
        expected = asked(lambda case=case: getattr(measures, name)(*case))
        wrong += [f"{case}: {line}" for line in differences(expected, answer)]
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:3])
    assert sum("found" in answer for answer in found) > people / 2
