"""A survey at the policy year: prices and persons move, each alone, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator import BadInput, country
from simulator.command_line.main import main
from simulator.countries import country_facts
from simulator.surveys import at_policy_year
from tests.arumia_files import write_csv

FACTS = country_facts("fiji")
SURVEY = country("fiji")
PRICES = {each.year: each.value for each in FACTS.money.consumer_prices}


def test_prices_move_all_money_alike() -> None:
    """Consumption, lines and GDP rise with the index, so who is poor stays as it was."""
    later, log = at_policy_year(SURVEY, "fiji", prices_of=2023)
    rise = PRICES[2023] / PRICES[2019]
    np.testing.assert_allclose(
        later.households.consumption_month, SURVEY.households.consumption_month * rise, rtol=1e-12
    )
    assert later.economy.line().month == pytest.approx(SURVEY.economy.line().month * rise)
    assert later.economy.price_year == 2023 and "uprated to 2023" in later.label
    assert np.array_equal(later.households.weight, SURVEY.households.weight)
    assert all("2023" in sentence for sentence in log) and not [each for each in log if "not uprated" in each]


def test_persons_move_alone() -> None:
    """The weights meet the published persons of another year, and no amount moves."""
    later, log = at_policy_year(SURVEY, "fiji", persons_of=2030)
    published = next(each for each in FACTS.ages.projections if each.year == 2030)
    old = later.person_weight[later.persons.age >= 70].sum()
    assert old == pytest.approx(published.rows[-1].female + published.rows[-1].male, rel=1e-6)
    assert np.array_equal(later.households.consumption_month, SURVEY.households.consumption_month)
    assert later.economy == SURVEY.economy and "Reweighted" in later.label and len(log) >= 2


@pytest.mark.parametrize(
    ("given", "field"), [({"prices_of": 1950}, "prices_of"), ({"persons_of": 2031}, "persons_of")]
)
def test_a_year_without_figures_is_refused(given: dict[str, int], field: str) -> None:
    """The error names the years that there are figures for."""
    with pytest.raises(BadInput, match="Choose one of these") as refused:
        at_policy_year(SURVEY, "fiji", **given)
    assert (
        refused.value.field == field and "2023" in refused.value.allowed
    ) or "2030" in refused.value.allowed


def test_the_command_line_moves_a_survey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--prices-of` and `--persons-of` say on the page what was moved; without a survey they refuse."""
    households, persons = write_csv(tmp_path)
    policy = tmp_path / "policy.yaml"
    policy.write_text("{version: 1, schemes: [{id: child_benefit}]}", "utf-8")
    survey = ["--survey", str(households), "--persons", str(persons), "--country", "fiji"]
    assert main(["run", str(policy), *survey, "--prices-of", "2023", "--persons-of", "2025"]) == 0
    page = capsys.readouterr().out
    assert "uprated to 2023" in page and "Reweighted to" in page
    assert main(["run", str(policy), "--country", "fiji", "--prices-of", "2023"]) != 0
    assert "--prices-of belongs to a survey" in capsys.readouterr().err
