"""Intervals and ranges wherever a result is shown: text, JSON, CSV and frames say the same numbers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from simulator import (
    BadInput,
    Resampling,
    Varying,
    assumption_range,
    bootstrap_comparison,
    country,
    linearised,
    simulate,
)
from simulator.reports import (
    Asked,
    assumption_range_frame,
    assumption_range_text,
    comparison_csv,
    comparison_data,
    comparison_schema,
    intervals_frame,
    intervals_text,
    result_csv,
    result_data,
    result_schema,
    uncertainty_text,
)
from simulator.uncertainty import AssumptionRange, Estimated, Uncertainty
from tests.simulator.making import child_benefit
from tests.simulator.uncertainty.sampled import survey

PEOPLE = survey(120, np.random.default_rng(1), unequal=True)
OUTCOMES = {name: simulate(PEOPLE, child_benefit(amount={"value": int(name)})) for name in ("3", "4")}
FOUND = bootstrap_comparison(OUTCOMES, Resampling(100))
NEPAL = simulate(country("nepal"), child_benefit())
RANGE = assumption_range("nepal", child_benefit(), Varying(2, ("child_share_gradient",)))
SHOWING = [intervals_text, intervals_frame, assumption_range_text, assumption_range_frame]


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def value_at(data: Any, each: Estimated | AssumptionRange) -> float:
    """Return the number of the result that a record is about."""
    for key in filter(None, [*each.section.split("."), each.state, each.measure]):
        data = data[key]
    return float(data)


def test_json_fits_its_schema() -> None:
    """Intervals and ranges stand in the JSON as the schema says; unasked, both are null."""
    validator = Draft202012Validator(result_schema())
    for outcome, doubt in ((OUTCOMES["3"], Uncertainty(FOUND["3"])), (NEPAL, Uncertainty(None, RANGE))):
        data = json.loads(json.dumps(result_data(outcome, Asked("x"), doubt), allow_nan=False))
        validator.validate(data)
        assert (data["intervals"] is None) == (doubt.intervals is None)
        assert (data["assumption_range"] is None) == (doubt.assumption_range is None)
    plain = result_data(NEPAL, Asked("x"))
    assert plain["intervals"] is None and plain["assumption_range"] is None
    doubts = {name: Uncertainty(each) for name, each in FOUND.items()}
    both = json.loads(json.dumps(comparison_data(OUTCOMES, Asked("x"), doubts)))
    Draft202012Validator(comparison_schema()["$defs"]["Result"]).validate(both["results"]["4"])
    assert {each["against"] for each in both["results"]["4"]["intervals"]} == {None, "3"}


def test_the_middle_is_the_number_of_the_result() -> None:
    """Each interval, and each range, is about the number that the JSON file has at its place."""
    for outcome, found in ((OUTCOMES["3"], FOUND["3"]), (NEPAL, RANGE)):
        data, compared = result_data(outcome, Asked("x")), 0
        for each in found:
            if each.state != "change" and each.measure != "mean_consumption_month":
                middle = each.estimate if isinstance(each, AssumptionRange) else each.interval
                number = middle if isinstance(middle, float) else getattr(middle, "estimate", None)
                assert value_at(data, each) == pytest.approx(number)
                compared += 1
        assert compared > 20


def test_csv_has_columns_for_both_ends() -> None:
    """Asked for, four columns say the interval beside its number; changes have rows of their own."""
    rows = rows_of(result_csv(result_data(OUTCOMES["3"], Asked("x"), Uncertainty(FOUND["3"]))))
    assert list(rows[0])[-4:] == ["standard_error", "low", "high", "interval"]
    known = [row for row in rows if row["interval"]]
    assert len(known) == len(FOUND["3"])
    (gap,) = [
        row
        for row in known
        if (row["section"], row["measure"], row["state"]) == ("summary.everyone", "gap_percent", "after")
    ]
    (found,) = [each for each in FOUND["3"] if each.label == "All persons: poverty gap after, %"]
    assert found.interval is not None
    assert (float(gap["value"]), float(gap["low"]), float(gap["high"])) == (
        pytest.approx(found.interval.estimate),
        found.interval.low,
        found.interval.high,
    )
    assert gap["interval"] == "95 % sampling interval, bootstrap, percentile"
    assert [row for row in known if row["state"] == "change" and row["group"] == ""]


def test_csv_of_a_comparison_and_of_a_range() -> None:
    """Differences name the policy that is taken off; a range is called so; unasked, no column is added."""
    doubts = {name: Uncertainty(each) for name, each in FOUND.items()}
    rows = rows_of(comparison_csv(comparison_data(OUTCOMES, Asked("x"), doubts)))
    cost = [row for row in rows if row["measure"] == "percent_of_gdp" and row["state"] == "less 3"]
    assert [row["policy"] for row in cost] == ["4"] and float(cost[0]["low"]) > 0
    ranged = rows_of(result_csv(result_data(NEPAL, Asked("x"), Uncertainty(None, RANGE))))
    assert {row["interval"] for row in ranged} == {"", "assumption range"}
    assert "interval" not in rows_of(result_csv(result_data(NEPAL, Asked("x"))))[0]


def test_text_says_what_it_is() -> None:
    """The tables have a line a number, say the method, and never call a range an interval of sampling."""
    text = intervals_text(FOUND["4"])
    lines = text.splitlines()
    assert lines[0].startswith("95 % sampling interval") and "bootstrap, percentile, 100 replicates" in text
    assert len([line for line in lines if line.startswith("All persons: headcount")]) == 4
    assert "All persons: headcount after, points, less 3" in text and "Cost, million TST of 2024" in text
    assert "linearised, normal. They" in intervals_text(linearised(OUTCOMES["3"]))
    told = assumption_range_text(RANGE)
    assert told.startswith("Assumption range") and "No sampling interval: the people are synthetic." in told
    assert "child_share_gradient = -0.8" in told and "Cost, million NPR" in told
    both = uncertainty_text(Uncertainty(FOUND["3"], RANGE))
    assert both == f"{intervals_text(FOUND['3'])}\n\n{told}"


def test_a_number_without_an_interval_says_why() -> None:
    """Where some replicates have no such number, a dash stands, and below it the reason."""
    place = ("summary.reach", "group_percent", "", None, "Group reached, %", "percent of the group")
    text = intervals_text([Estimated(*place, None, None, "In 3 of 100 replicates nobody is there.")])
    assert text.splitlines()[1].split()[-5:] == ["–"] * 5
    assert text.endswith("Note: Group reached, %: In 3 of 100 replicates nobody is there.")


def test_frames_have_a_row_a_number() -> None:
    """Frames are indexed by the label, with the ends as numbers."""
    frame = intervals_frame(FOUND["3"])
    assert len(frame) == len(FOUND["3"]) and "interval" not in frame.columns
    assert (frame.low <= frame.high).all() and set(frame.method) == {"bootstrap, percentile"}
    ranged = assumption_range_frame(RANGE)
    assert (ranged.low <= ranged.estimate).all() and (ranged.estimate <= ranged.high).all()


@pytest.mark.parametrize("show", SHOWING)
def test_what_is_no_list_of_them_is_refused(show: Any) -> None:
    """A result, or nothing, in the place of intervals is refused, saying where to get them."""
    for nonsense in (None, "x", NEPAL, [1], []):
        with pytest.raises(BadInput, match=r"^found: "):
            show(nonsense)
