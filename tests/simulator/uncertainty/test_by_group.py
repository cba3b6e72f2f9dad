"""The numbers of groups: those of the breakdown, with intervals, differences and a range of their own."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from simulator import (
    BadInput,
    Policy,
    Resampling,
    Varying,
    assumption_range,
    bootstrap_comparison,
    breakdown,
    country,
    linearised,
    simulate,
)
from simulator.uncertainty import ByGroup
from tests.simulator.making import child_benefit
from tests.simulator.uncertainty.sampled import survey

SAMPLE = survey(300, np.random.default_rng(4))
OUTCOME = simulate(SAMPLE, child_benefit(take_up=0.6))
NAMES = ("area", "decile", "sex")


def of_breakdowns(by: ByGroup) -> dict[tuple[str, str, str, str], float]:
    """Return every number of the breakdowns themselves, by place."""
    found = {}
    for name in by.names:
        for group in breakdown(OUTCOME, name, smallest_cell=by.smallest_cell):
            data = asdict(group)
            poverty = data.pop("poverty")
            for state, measures in poverty.items():
                for measure, value in (measures or {}).items():
                    found[f"breakdowns.{name}", group.label, f"poverty.{measure}", state] = value
            for field, value in data.items():
                found[f"breakdowns.{name}", group.label, field, ""] = value
    return found


def test_estimates_are_those_of_the_breakdown() -> None:
    """The number in the middle of each interval is the one that the table prints."""
    by = ByGroup(NAMES)
    expected = of_breakdowns(by)
    found = [each for each in linearised(OUTCOME, by=by) if each.group and each.state != "change"]
    groups = {place[:2] for place in expected}
    assert len(found) == len(groups) * 15 and len(groups) >= 12
    for each in found:
        assert each.interval is not None
        value = expected[each.section, each.group, each.measure, each.state]
        assert each.interval.estimate == pytest.approx(value, rel=1e-9, abs=1e-9), each.label


def test_each_group_has_its_change_and_its_difference() -> None:
    """After less before of each group, and one policy less the other, on the same draws."""
    none = simulate(SAMPLE, Policy.from_yaml("{version: 1, schemes: []}"))
    found = bootstrap_comparison({"none": none, "some": OUTCOME}, Resampling(100), by=ByGroup(("decile",)))
    changes = {each.group: each.interval for each in found["some"] if each.state == "change" and each.group}
    less = [
        each
        for each in found["some"]
        if each.against == "none" and each.group and each.state == "after" and "headcount" in each.measure
    ]
    assert len(changes) == len(less) == 10
    for each in less:
        rows = [
            other.interval
            for other in found["some"]
            if (other.group, other.measure, other.state) == (each.group, each.measure, "change")
            and other.against is None
        ]
        # Without a policy nothing changes: the change is the difference, replicate by replicate.
        assert rows[0] is not None and each.interval is not None
        assert (rows[0].low, rows[0].high) == pytest.approx((each.interval.low, each.interval.high))
    assert not [each for each in found["some"] if each.against and each.measure == "persons"]


def test_hidden_groups_have_no_interval() -> None:
    """A group of too few households has none, as it has no number in the table."""
    few = ByGroup(("decile",), smallest_cell=1000)
    assert not [each for each in linearised(OUTCOME, by=few) if each.group]


def test_groups_of_a_country_have_a_range() -> None:
    """The assumption range reaches the breakdowns of a synthetic country."""
    policy = child_benefit()
    found = assumption_range("nepal", policy, Varying(seeds=2, assumptions=(), by=("area",)))
    groups = {each.label: each for each in breakdown(simulate(country("nepal"), policy), "area")}
    rural = [each for each in found if (each.group, each.measure) == ("rural", "persons")]
    assert len(rural) == 1 and rural[0].estimate == pytest.approx(groups["rural"].persons)
    assert rural[0].low <= rural[0].estimate <= rural[0].high


def test_names_are_checked() -> None:
    """An unknown breakdown, and one name in the place of several, are refused."""
    with pytest.raises(BadInput, match=r"^by: 'aera' .* Did you mean 'area'"):
        ByGroup(("aera",))
    with pytest.raises(BadInput, match=r"^by: 'area' .* a tuple of names"):
        Varying(by="area")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=r"^smallest_cell: -1"):
        ByGroup(("area",), smallest_cell=-1)
    with pytest.raises(BadInput, match=r"^by: "):
        linearised(OUTCOME, by=("area",))  # type: ignore[arg-type]
