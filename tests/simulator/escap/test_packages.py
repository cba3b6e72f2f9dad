"""What ESCAP's packages cost here beside what it prints, and the command that shows both arithmetics."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import SimulatorError, country, package_costs, spot
from simulator.escap import PackageCost, package_cost_percent_of_gdp, package_policy
from simulator.reports import package_costs_text, spot_text
from tests.simulator.command_line.typing_it import Captured, misused, printed, refused

BANGLADESH = country("bangladesh")
SHARES = {"child_benefit": 33.0, "disability_benefit": 2.0, "social_pension": 5.7}


def test_bangladesh_beside_what_escap_prints() -> None:
    """The reasons name each group's shares, and their points add up to the difference."""
    first, *others = package_costs({"Bangladesh": BANGLADESH})
    assert first.printed_percent_of_gdp == 2.6 and all(each.reasons == () for each in others)
    points = [float(reason.split(": ")[-1].split()[0]) for reason in first.reasons[:3]]
    by_hand = package_cost_percent_of_gdp("global_average", SHARES)
    assert sum(points) == pytest.approx(first.cost_percent_of_gdp - by_hand, abs=0.02)
    assert "gives 2.64 %, which it prints as 2.6 %" in first.reasons[3]
    text = package_costs_text([first, *others])
    assert text.splitlines()[1].split() == ["Bangladesh", "global_average", "4.32", "2.60"]
    unwrapped = " ".join(text.split())
    assert all(reason in unwrapped for reason in first.reasons)


def test_other_countries_have_no_printed_figure() -> None:
    """What ESCAP prints is known to us of Bangladesh alone: elsewhere nothing is made up."""
    rows = package_costs({"nepal": country("nepal"), "arumia": country("arumia")})
    assert [each.printed_percent_of_gdp for each in rows] == [None] * 6
    assert len({each.cost_percent_of_gdp for each in rows}) == 6


def test_nonsense_is_refused() -> None:
    """No population at all, and something that is no row, are refused in words."""
    with pytest.raises(SimulatorError, match=r"^populations: none was given\."):
        package_costs({})
    with pytest.raises(SimulatorError, match=r"^rows: .* Use simulator\.package_costs\(…\)\.$"):
        package_costs_text(["row"])  # type: ignore[list-item]
    with pytest.raises(SimulatorError, match=r"^result: "):
        spot_text(PackageCost("nepal", "oecd", 1.0, None, ()))  # type: ignore[arg-type]


def test_the_command_shows_both(policy: Path, capsys: Captured) -> None:
    """`spot` prints what Python's report says, of a file or of a package."""
    shares = ["--group-percent", "child_benefit=33, disability_benefit=2,social_pension=5.7"]
    text = printed(["spot", "global_average", "--country", "Bangladesh", *shares], capsys)
    assert text == spot_text(spot(BANGLADESH, "global_average", group_percent=SHARES))
    assert "Cost, % of GDP                4.32    2.64       -1.68" in text
    text = printed(["spot", str(policy), "--country", "bangladesh", "--seed", "2"], capsys)
    assert "Child benefit: take-up 80 %." in text and "ynthetic" in text and "Seed 2." in text


def test_where_no_convention_moves_a_number_it_says_that_both_agree() -> None:
    """ESCAP's own package differs only in how gains are counted, which moves nothing here; a take-up does."""
    package = package_policy("oecd")
    text = spot_text(spot(BANGLADESH, package))
    assert "Here the two arithmetics agree: no convention moves a number." in text
    assert "Where they differ" not in text and "Gains. Ours: Net of benefits" in text
    half = spot_text(spot(BANGLADESH, package.with_values({"take_up": 0.5})))
    assert "agree" not in half and "Where they differ, in points" in half


def test_the_command_without_a_policy(capsys: Captured) -> None:
    """`spot --country` prints what the packages cost there, beside what ESCAP prints."""
    text = printed(["spot", "--country", "bangladesh"], capsys)
    assert text == package_costs_text(package_costs({"bangladesh": BANGLADESH}))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["spot", "ocd", "--country", "nepal"], "Or name one of ESCAP's packages: global_average, oecd"),
        (["spot", "oecd"], "Whose people?"),
        (["spot", "--country", "nepal", "--line", "x"], "--line needs a policy. Name one, or one of: global"),
        (["spot", "oecd", "--country", "nepal", "--group-percent", "child_benefit=nan"], "up to 100"),
    ],
)
def test_what_cannot_be_typed(arguments: list[str], message: str, capsys: Captured) -> None:
    """What is wrong is said in one paragraph, and the program ends with 3."""
    assert message in refused(arguments, capsys)


@pytest.mark.parametrize(
    ("percents", "message"),
    [
        ("x", "a scheme, = and a percentage"),
        ("x=1", "'x' is not allowed"),
        ("pension=1,pension=2", "each name once"),
    ],
)
def test_shares_that_cannot_be_typed(percents: str, message: str, capsys: Captured) -> None:
    """Words that are no share of a scheme are wrong usage."""
    assert message in misused(["spot", "oecd", "--country", "nepal", "--group-percent", percents], capsys)
