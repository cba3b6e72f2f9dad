"""Costs by fiscal year: months in their years, gross and net, a roll-out, and the command."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from simulator import BadInput, Policy, costs_by_fiscal_year, example_population, rolled_out
from simulator.projection import Outlook, fiscal_years, held_constant, project
from simulator.reports import json_schema
from tests.simulator.command_line.typing_it import Captured, misused, printed, refused
from tests.simulator.making import child_benefit

VILLAGE = example_population()
STILL = Outlook(gdp_per_person_growth=0, wage_growth=0, inflation=0)
TODAY = child_benefit(amount={"value": 1})
BEGINS = {"id": "child_benefit", "roll_out": {"oldest_at_start": 2}}
REFORM = Policy.from_data(
    {
        "version": 1,
        "schemes": [BEGINS],
        "existing": {"child_benefit": "replaced"},
        "financing": "external",
    }
)
NEPAL = ["--country", "nepal", "--fiscal-year-starts", "7"]


@pytest.mark.parametrize(("starts", "first_month"), [(1, 1), (7, 1), (7, 10), (4, 4), (12, 1)])
def test_where_nothing_grows_it_is_the_cost_of_today(starts: int, first_month: int) -> None:
    """With people and money as they are, years cost what the same policies cost one after the other."""
    projection = project(held_constant(VILLAGE), REFORM, 2028, outlook=STILL, baseline=TODAY)
    found = fiscal_years(projection, starts, first_month)
    policies = rolled_out(REFORM, oldest_at_start=2, years=5)
    expected = costs_by_fiscal_year(VILLAGE, policies, 2024, first_month, starts, TODAY)
    assert [(each.fiscal_year, each.months) for each in found] == [
        (each.fiscal_year, each.months) for each in expected
    ]
    shares = [f"{net}percent_of_{whole}" for net in ("", "net_") for whole in ("gdp", "mean_consumption")]
    for name in ("gross", "saved", "net", *shares):
        assert [getattr(each, name) for each in found] == pytest.approx(
            [getattr(each, name) for each in expected], abs=1e-6
        )


def test_months_add_up() -> None:
    """Whenever fiscal years begin, they hold all the months and all the cost of the projection."""
    projection = project("nepal", child_benefit(), 2023)
    for starts in (1, 4, 7):
        found = fiscal_years(projection, starts, 1)
        assert sum(each.months for each in found) == 12 * len(projection.years)
        assert sum(each.gross for each in found) == pytest.approx(
            sum(year.cost_year for year in projection.years)
        )
        assert sum(each.net_current for each in found) == pytest.approx(
            sum(year.cost_current_year for year in projection.years)
        )
        assert {each.saved for each in found} == {0.0}


def test_growth_lowers_the_share_of_gdp() -> None:
    """A benefit at constant prices costs the same, and 12 months of a GDP that grows by a tenth are more."""
    outlook = Outlook(gdp_per_person_growth=10, wage_growth=0, inflation=0)
    first, second = fiscal_years(project(held_constant(VILLAGE), TODAY, 2025, outlook=outlook), 1)
    assert second.gross == pytest.approx(first.gross)
    assert second.percent_of_gdp == pytest.approx(first.percent_of_gdp / 1.1)


def test_prices_of_then() -> None:
    """Money of the year is what constant prices are times inflation."""
    outlook = Outlook(inflation=10)
    _, second = fiscal_years(project(held_constant(VILLAGE), TODAY, 2025, outlook=outlook), 1)
    assert second.net_current == pytest.approx(1.1 * second.net)


@pytest.mark.parametrize(("starts", "first_month"), [(0, 1), (13, 1), (1, 0), (1.5, 1), (True, 1), ("7", 1)])
def test_months_that_are_none(starts: object, first_month: object) -> None:
    """A month that is no whole number from 1 to 12 is refused by its name."""
    projection = project(held_constant(VILLAGE), TODAY, 2024)
    with pytest.raises(BadInput, match=r"^(starts|first_month): .* from 1 to 12"):
        fiscal_years(projection, starts, first_month)  # type: ignore[arg-type]


@pytest.fixture
def reform(tmp_path: Path) -> list[str]:
    """The reform and what is in force today, in files, as they are typed."""
    (tmp_path / "reform.yaml").write_text(REFORM.to_yaml(), "utf-8")
    (tmp_path / "today.yaml").write_text(TODAY.to_yaml(), "utf-8")
    return [str(tmp_path / "reform.yaml"), "--baseline", str(tmp_path / "today.yaml"), *NEPAL]


def test_the_command(reform: list[str], tmp_path: Path, capsys: Captured) -> None:
    """A roll-out by cohort: gross and net cost grow from year to year, and page and files hold the same."""
    typed = ["fiscal-years", *reform, "--first-year", "2026", "--first-month", "1", "--to", "2030"]
    out = tmp_path / "years.csv"
    page = printed([*typed, "--csv", str(out)], capsys)
    assert "Fiscal years begin in July." in page and "\n2025/26 " in page
    assert "Child benefit (scheme 1) begins in 2026 up to the age of 2, and each cohort keeps it." in page
    data = json.loads(printed([*typed, "--json", "-"], capsys))
    Draft202012Validator(json_schema("fiscal-years")).validate(data)
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [float(row["net"]) for row in rows] == [each["net"] for each in data["years"]]
    assert [row["months"] for row in rows] == ["6", "12", "12", "12", "12", "6"]
    whole = data["years"][1:-1]
    assert all(a["gross"] < b["gross"] and a["net"] < b["net"] for a, b in pairwise(whole))
    assert all(each["saved"] > 0 for each in data["years"])
    shares = page.split("\n\n")[2].splitlines()
    assert shares[0].split("  ")[-2:] == ["gross, % of mean consumption", "net, % of mean consumption"]
    last = data["years"][-1]["net_percent_of_mean_consumption"]
    assert float(shares[-1].split()[-1]) == pytest.approx(last, abs=0.005)
    assert float(rows[-1]["net_percent_of_mean_consumption"]) == last


def test_the_command_refuses(reform: list[str], capsys: Captured) -> None:
    """Without a month it is wrong usage; a month that is none, or a year without figures, is refused."""
    assert "--fiscal-year-starts" in misused(["fiscal-years", reform[0], "--country", "nepal"], capsys)
    assert "starts: 13 " in refused(["fiscal-years", *reform[:-1], "13", "--to", "2023"], capsys)
    assert "to: 2060 " in refused(["fiscal-years", *reform, "--to", "2060"], capsys)
