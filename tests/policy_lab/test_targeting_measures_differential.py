"""Measures of targeting, efficiency, redistribution and needs: both languages, on random people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from posixpath import normpath
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from simulator import BadInput, SimulatorError, measures, normal
from tests.policy_lab.asking import ask
from tests.policy_lab.comparing import differences
from tests.policy_lab.conftest import Site

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).with_name("targeting-harness.js")
RUNS = [(150, 20_250_101), pytest.param(2_000, 7, marks=pytest.mark.prove)]
Draw = Callable[[np.random.Generator], list[Any]]
CallMeasures = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def column(random: np.random.Generator, rows: int) -> list[float]:
    """Return amounts, about half of them of a few values, so that many are equal; now and then one is bad."""
    few, many = random.choice([0.0, 10.0, 20.0, 50.0], rows), random.gamma(2, 20, rows)
    amounts = np.where(random.random(rows) < 0.5, few, many)
    spoilt = random.random()
    if spoilt < 0.06:
        amounts[random.integers(rows)] = [-1.0, 1e308][int(spoilt < 0.03)]
    return list((amounts * (spoilt < 0.97)).tolist())


def flags(random: np.random.Generator, rows: int) -> list[int]:
    """Return 0 and 1; now and then a 2 among them."""
    drawn = (random.random(rows) < random.choice([0.1, 0.5, 0.9])).astype(int)
    if random.random() < 0.02:
        drawn[0] = 2
    return list(drawn.tolist())


def people(order: str) -> Draw:
    """Return what draws arguments: a amounts, f flags, w weights (some 0), p above 0, l a line, s a share."""

    def draw(random: np.random.Generator) -> list[Any]:
        rows = int(random.integers(1, 40))
        weights = random.gamma(1, 100, rows) * (random.random(rows) < 0.9)
        kinds: dict[str, Callable[[], Any]] = {
            "a": lambda: column(random, rows),
            "f": lambda: flags(random, rows),
            "w": lambda: weights.tolist(),
            "p": lambda: (weights + (random.random() < 0.9)).tolist(),
            "l": lambda: float(random.choice([0.0, 20.0, 50.0, random.random() * 100])),
            "s": lambda: share(random),
        }
        return [kinds[kind]() for kind in order]

    return draw


def share(random: np.random.Generator) -> float:
    """Return a share; its ends and what lies beyond them are among those drawn."""
    ends = [0.0, 1.0, 1.5, 1e-9, 1 - 1e-9]
    return float(random.choice([*ends, *random.random(15)]))


def shares(number: int) -> Draw:
    """Return what draws shares; one time in four the last two are nearly or wholly the same."""

    def draw(random: np.random.Generator) -> list[Any]:
        drawn = [share(random) for _ in range(number)]
        if random.random() < 0.25:
            drawn[-1] = float(np.clip(drawn[-2] + random.choice([0, 1e-12, 1e-6, 1e-3]), 0, 1))
        return drawn

    return draw


def homes(random: np.random.Generator) -> list[Any]:
    """Return household rows, ages and the number of households; now and then one without members."""
    number = int(random.integers(1, 10))
    rows = np.repeat(np.arange(number), random.integers(0 if random.random() < 0.1 else 1, 7, number))
    ages = random.integers(0, 130 if random.random() < 0.1 else 100, len(rows))
    return [rows.tolist(), ages.tolist(), number]


def sizes(random: np.random.Generator) -> list[Any]:
    """Return a line, household sizes, equivalent sizes and weights."""
    members = random.integers(0 if random.random() < 0.1 else 1, 9, int(random.integers(1, 20)))
    return [
        float(random.choice([0, 10, 57.5])),
        members.tolist(),
        (np.sqrt(members) + 0.1).tolist(),
        random.gamma(1, 100, len(members)).tolist(),
    ]


def scores(random: np.random.Generator) -> list[Any]:
    """Return ranks, luck and the squared correlation wanted."""
    ranks, luck = random.random((2, 30)).tolist()
    return [ranks, luck, share(random)]


def open_shares(random: np.random.Generator) -> list[Any]:
    """Return shares in the middle and in both tails."""
    tails = 10.0 ** -random.uniform(0.3, 300, 10)
    near_1 = 1 - 10.0 ** -random.uniform(0.3, 15, 10)
    return [[*random.random(20).tolist(), *tails.tolist(), *near_1.tolist()]]


def curve(random: np.random.Generator) -> list[Any]:
    """Return a quota and a list of squared correlations."""
    return [share(random), random.random(5).tolist()]


def amounts_above(random: np.random.Generator, number: int) -> list[Any]:
    """Return single amounts; one time in ten the last is 0."""
    drawn = random.gamma(2, 100, number)
    return list((drawn * ([1.0] * (number - 1) + [float(random.random() < 0.9)])).tolist())


def any_sizes(random: np.random.Generator) -> list[Any]:
    """Return a survey's own equivalent sizes and a number of households that may not fit."""
    return [column(random, 4), int(random.integers(3, 5)) if random.random() < 0.2 else 4]


TWINS: dict[str, tuple[str, Callable[..., Any], Draw]] = {
    "errorComponents": ("targeting", measures.error_components, people("fffw")),
    "targetingDifferential": ("targeting", measures.targeting_differential, people("ffw")),
    "leakage": ("targeting", measures.leakage, people("faw")),
    "coadyGroshHoddinott": ("targeting", measures.coady_grosh_hoddinott, people("aaws")),
    "verticalExpenditureEfficiency": (
        "efficiency",
        measures.vertical_expenditure_efficiency,
        people("aawl"),
    ),
    "spillOver": ("efficiency", measures.spill_over, people("aawl")),
    "povertyReductionEfficiency": (
        "efficiency",
        measures.poverty_reduction_efficiency,
        people("aawl"),
    ),
    "povertyGapEfficiency": (
        "efficiency",
        measures.poverty_gap_efficiency,
        people("aawl"),
    ),
    "reynoldsSmolensky": ("redistribution", measures.reynolds_smolensky, people("aaw")),
    "reranking": ("redistribution", measures.reranking, people("aaw")),
    "kakwani": ("redistribution", measures.kakwani, people("aaw")),
    "marginalEffectiveTaxRate": (
        "incentives",
        measures.marginal_effective_tax_rate,
        lambda random: amounts_above(random, 3),
    ),
    "replacementRate": (
        "incentives",
        measures.replacement_rate,
        lambda random: amounts_above(random, 2),
    ),
    "perPerson": ("equivalence", measures.per_person, homes),
    "oecdModified": ("equivalence", measures.oecd_modified, homes),
    "squareRoot": ("equivalence", measures.square_root, homes),
    "ownColumn": ("equivalence", measures.own_column, any_sizes),
    "pivotedLine": ("equivalence", measures.pivoted_line, sizes),
    "proxyExclusionError": ("proxy-error", measures.proxy_exclusion_error, shares(3)),
    "proxyInclusionError": ("proxy-error", measures.proxy_inclusion_error, shares(3)),
    "proxyErrorCurve": ("proxy-error", measures.proxy_error_curve, curve),
    "normalScores": ("../normal", normal.normal_scores, open_shares),
    "midRanks": ("../normal", normal.mid_ranks, people("ap")),
    "proxyScores": ("../normal", normal.proxy_scores, scores),
}


def in_python(measure: Callable[..., Any], given: list[Any]) -> dict[str, Any]:
    """Return what Python says, in the form of the harness."""
    try:
        found = measure(*given)
    except BadInput as error:
        words = {"field": error.field, "allowed": error.allowed, "mend": error.mend, "message": None}
        return {"refused": "BadInput"} | words
    except SimulatorError as error:
        none = {"field": None, "allowed": None, "mend": None}
        return {"refused": type(error).__name__, **none, "message": str(error)}
    if is_dataclass(found) and not isinstance(found, type):
        return {"value": asdict(found)}
    return {"value": found.tolist() if isinstance(found, np.ndarray) else found}


@pytest.fixture
def call_measures(browser: Browser, site: Site) -> Iterator[CallMeasures]:
    """A function that calls measures in the browser, from the very files of the package."""
    site.add_modules(*{normpath(f"simulator/measures/{module}.js") for module, _, _ in TWINS.values()})
    (site.folder / HARNESS.name).write_bytes(HARNESS.read_bytes())
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    script = f"async (jobs) => (await import('/{HARNESS.name}')).callMeasures(jobs)"
    yield lambda jobs: ask(page, script, jobs)
    context.close()


@pytest.mark.parametrize(("draws", "seed"), RUNS)
def test_twins_agree(call_measures: CallMeasures, draws: int, seed: int) -> None:
    """Each measure gives the same to one part in a thousand million, or the same refusal, word for word.

    Each is both computed and refused many times over, so that neither is compared with nothing.
    """
    random = np.random.default_rng(seed)
    drawn = [(name, draw(random)) for name, (_, _, draw) in TWINS.items() for _ in range(draws)]
    jobs = [{"module": TWINS[name][0], "name": name, "given": given} for name, given in drawn]
    answers = call_measures(jobs)
    expected = [in_python(TWINS[name][1], given) for name, given in drawn]
    wrong = [
        f"{line} for {given}"
        for (name, given), one, other in zip(drawn, expected, answers, strict=True)
        for line in differences(one, other, name)
    ]
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    for name in TWINS:
        computed = [("value" in one) for (each, _), one in zip(drawn, expected, strict=True) if each == name]
        assert sum(computed) > draws / 3, name
        assert name == "normalScores" or sum(computed) < draws, name


def test_normal_scores_to_the_last_digits(call_measures: CallMeasures) -> None:
    """The drawn score is the same number in both languages, to 1e-12 of itself and less."""
    shares = np.concatenate([np.linspace(0.0001, 0.9999, 9_999), 10.0 ** -np.linspace(4, 300, 1_000)])
    job = {"module": "../normal", "name": "normalScores", "given": [shares.tolist()]}
    found = np.array(call_measures([job])[0]["value"])
    expected = normal.normal_scores(shares)
    assert (np.abs(found - expected) <= 1e-14 * np.abs(expected)).all()


def test_published_digits_in_the_browser(call_measures: CallMeasures) -> None:
    """A quota of 20 % misses .536 .483 .430 .377 .320 .257 for R2 of .3 to .8 in the page too."""
    given = [0.2, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]]
    answer = call_measures([{"module": "proxy-error", "name": "proxyErrorCurve", "given": given}])
    errors = [round(error, 3) for error in answer[0]["value"]]
    assert errors == [0.536, 0.483, 0.430, 0.377, 0.320, 0.257]


def test_the_same_scales_to_choose(call_measures: CallMeasures, browser: Browser, site: Site) -> None:
    """Both languages offer the same equivalence scales, under the same names, in the same order."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    module = "/policy-lab/simulator/measures/equivalence.js"
    script = f"async () => Object.keys((await import('{module}')).EQUIVALENCE_SCALES)"
    assert page.evaluate(script) == list(measures.EQUIVALENCE_SCALES)
    context.close()
