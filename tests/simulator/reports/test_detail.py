"""What the short page leaves out, and who pays, wins and loses in the three units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator import (
    BadInput,
    Policy,
    against_records,
    breakdown,
    example_population,
    measured,
    redistribution,
    simulate,
    summarise,
)
from simulator.reports import detail_text, number_text
from simulator.scenario import MEASURES, equivalence_table, targeting
from tests.simulator.command_line.typing_it import NEPAL, Captured, printed
from tests.simulator.making import child_benefit, singles

VILLAGE = example_population()
LEVIED = simulate(VILLAGE, child_benefit().paid_by("levy_on_consumption"))
PERSONS, GDP, MEAN = 2000, 200, 75  # of the village; money a month per person


def test_all_thirteen_measures_stand_in_it() -> None:
    """Each measure has a row with its number in each state; so have redistribution, errors and scales."""
    text = detail_text(LEVIED)
    for each in measured(LEVIED):
        row = next(line for line in text.splitlines() if line.startswith(each.measure.replace("_", " ")))
        assert row.split()[-2:] == [number_text(each.before), number_text(each.after)]
    assert len(MEASURES) == 13
    found, scheme = redistribution(LEVIED), targeting(LEVIED)
    for told, value in (
        ("Reynolds-Smolensky", found.reynolds_smolensky),
        ("Re-ranking", found.reranking),
        ("spill-over", scheme.spill_over_percent),
        ("missed: exclusion error", scheme.against_group.exclusion_percent),
    ):
        row = next(line for line in text.splitlines() if line.startswith(told))
        assert row.split()[-1] == number_text(value)
    for row in equivalence_table(LEVIED):
        assert f"\n{row.label} " in text


def test_what_cannot_be_measured_says_why() -> None:
    """A measure that is not there has a dash, and below the table a sentence with the reason."""
    text = detail_text(
        simulate(singles(np.array([0.0, 5.0])), Policy.from_data({"version": 1, "schemes": []}))
    )
    assert "watts: all persons, after: welfare: 0.0 is not allowed" in text
    with pytest.raises(BadInput, match=r"Use simulator\.simulate"):
        detail_text("outcome")  # type: ignore[arg-type]


def test_who_pays_and_who_wins_in_three_units() -> None:
    """What a source pays, and what all win and lose, is one sum in currency, of GDP and of consumption."""
    summary = summarise(LEVIED)
    (payment,), balance = summary.financing, summary.balance
    sums = (
        (payment.needed_month, payment.percent_of_gdp, payment.percent_of_mean_consumption),
        (balance.gained_month, balance.gained_percent_of_gdp, balance.gained_percent_of_mean_consumption),
        (balance.lost_month, balance.lost_percent_of_gdp, balance.lost_percent_of_mean_consumption),
    )
    for month, of_gdp, of_mean in sums:
        assert month > 0
        assert of_gdp == pytest.approx(100 * month / (PERSONS * GDP))
        assert of_mean == pytest.approx(100 * month / (PERSONS * MEAN))


def test_records_and_group_means_in_three_units() -> None:
    """So are spending, simulated and recorded, and the means of a group; what is not recorded has none."""
    (row,) = against_records(LEVIED, {"child_benefit": {"spending_year": 48_000}})
    assert row.recorded_spending_percent_of_gdp == pytest.approx(100 * 48_000 / (12 * PERSONS * GDP))
    assert row.recorded_spending_percent_of_mean_consumption == pytest.approx(100 * 4_000 / (PERSONS * MEAN))
    share = 12 * PERSONS * GDP / 100
    assert row.simulated_spending_year == pytest.approx(row.simulated_spending_percent_of_gdp * share)
    (unknown,) = against_records(LEVIED, {})
    assert unknown.recorded_spending_percent_of_gdp is None
    for group in breakdown(LEVIED, "area"):
        assert group.mean_before_percent_of_gdp_per_person == pytest.approx(group.mean_before_month / 2)  # type: ignore[operator]
        assert group.mean_after_percent_of_mean_consumption == pytest.approx(group.mean_after_month / 0.75)  # type: ignore[operator]


def test_the_option(tmp_path: Path, capsys: Captured) -> None:
    """`--detail` adds to the page what it leaves out, with the means of each group, and nothing goes."""
    path = tmp_path / "policy.yaml"
    path.write_text("{version: 1, schemes: [{id: child_benefit}]}", "utf-8")
    short = printed(["run", str(path), *NEPAL, "--by", "area"], capsys)
    long = printed(["run", str(path), *NEPAL, "--by", "area", "--detail"], capsys)
    assert long.startswith(short) and "Reynolds-Smolensky" not in short
    assert "Mean a month per person" in long and "Re-ranking" in long and "atkinson two" in long
