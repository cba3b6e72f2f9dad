"""The brief and the workbook of a comparison: their numbers are those of the JSON file, doubt included."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator import (
    BadInput,
    Policy,
    Resampling,
    bootstrap_comparison,
    breakdown,
    example_population,
    simulate,
)
from simulator.reports import (
    Asked,
    brief,
    comparison_brief,
    comparison_csv,
    comparison_data,
    groups_text,
    workbook,
)
from simulator.uncertainty import ByGroup, Uncertainty
from tests.simulator.making import child_benefit
from tests.simulator.reports.test_brief import Page
from tests.simulator.uncertainty.sampled import survey

SAMPLE = survey(200, np.random.default_rng(7))
OUTCOMES = {
    "every child": simulate(SAMPLE, child_benefit()),
    "half": simulate(SAMPLE, child_benefit(take_up=0.5)),
}
BY = ByGroup(("decile",))
FOUND = bootstrap_comparison(OUTCOMES, Resampling(100), by=BY)
DOUBT = {name: Uncertainty(intervals) for name, intervals in FOUND.items()}
ASKED = Asked("survey.csv", by=("decile",))
DATA = comparison_data(OUTCOMES, ASKED, DOUBT)


def at(data: Any, path: str) -> Any:
    """Return what stands at a path of a result."""
    for key in path.split("."):
        data = data[int(key)] if isinstance(data, list | tuple) else data[key]
    return data


def test_each_number_is_that_of_the_data() -> None:
    """Each number of the comparison's brief has the digits of the JSON file, at the path that it names."""
    page = Page(comparison_brief(OUTCOMES, ASKED, "Two ways", uncertainty=DOUBT))
    assert len(page.numbers) > 30 and not page.asked
    for given, _ in page.numbers:
        _, name, path = str(given["data-path"]).split(".", 2)
        assert float(str(given["value"])) == at(DATA["results"][name], path)
    assert "Two ways" in page.text and "half, less every child" in page.text


def test_the_ends_stand_behind_the_number() -> None:
    """Both briefs show the interval of a number behind it and say what it is; else neither does."""
    cost = next(each for each in FOUND["half"] if each.measure == "percent_of_gdp" and not each.against)
    assert cost.interval is not None
    ends = f"({cost.interval.low:.4f} to {cost.interval.high:.4f})"
    both = Page(comparison_brief(OUTCOMES, ASKED, uncertainty=DOUBT)).text
    alone = Page(brief(OUTCOMES["half"], ASKED, uncertainty=DOUBT["half"])).text
    for text in (both, alone):
        assert ends in text and "In brackets: 95 % sampling intervals" in text
    assert "In brackets" not in Page(comparison_brief(OUTCOMES, ASKED)).text


def test_the_workbook_has_a_policy_in_each_row() -> None:
    """The sheets of a comparison have the rows of its CSV file, with the ends as numbers."""
    sheets = pd.read_excel(io.BytesIO(workbook(DATA)), sheet_name=None, keep_default_na=False)
    lines = comparison_csv(DATA).splitlines()
    assert len(sheets["numbers"]) == len(lines) - 1
    assert set(sheets["tenths"]["policy"]) == set(OUTCOMES)
    lows = [each for each in sheets["numbers"]["low"] if each != ""]
    assert lows and all(isinstance(each, int | float) for each in lows)
    told = set(sheets["codebook"].query("sheet == 'numbers'")["column"])
    assert set(sheets["numbers"]) <= told
    grouped = sheets["numbers"].query("section == 'breakdowns.decile' and group == 'tenth 1'")
    assert (grouped["low"] != "").sum() > 10


def test_a_breakdown_shows_the_ends_below_each_group() -> None:
    """On request each group has a second line with the ends of each of its numbers."""
    groups = breakdown(OUTCOMES["half"], "decile")
    text = groups_text(groups, DOUBT["half"])
    first = next(
        each.interval
        for each in FOUND["half"]
        if (each.group, each.measure, each.state) == ("tenth 1", "poverty.headcount_percent", "after")
    )
    assert first is not None
    assert text.count("95 % sampling interval") == 10 == len(groups)
    line = text.splitlines()[2]
    assert f"{first.low:.2f} to {first.high:.2f}" in line or f"{first.low:.4f} to {first.high:.4f}" in line
    assert "interval" not in groups_text(groups)


def test_what_does_not_fit_is_refused() -> None:
    """More policies than one can tell apart in grey, none, and several populations are refused."""
    one = OUTCOMES["half"]
    with pytest.raises(BadInput, match=r"^outcomes: 5 .* from 1 to 4 policies"):
        comparison_brief(dict.fromkeys("abcde", one))
    with pytest.raises(BadInput, match=r"^outcomes: 0 "):
        comparison_brief({})
    other = simulate(example_population(), Policy(()))
    with pytest.raises(BadInput, match=r"^outcomes: 'several populations'"):
        comparison_brief({"a": one, "b": other})
