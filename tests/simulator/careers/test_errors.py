"""What cannot be is refused, with the field, what is allowed, and how to mend it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.careers import (
    Career,
    CareerEconomy,
    CareerPlan,
    Spell,
    career_command,
    career_result,
    compare_careers,
    describe_programme,
    pay_as_you_go_rate,
    read_career,
    run_career,
    setting,
    typical_careers,
)
from simulator.careers.catalogue import read_programme
from simulator.errors import BadInput, SimulatorError
from simulator.yaml_text import write_yaml

FUND: dict[str, Any] = {"id": "pension_provident_fund"}


def plan(programmes: Any = None, **given: Any) -> str:
    """Return a career file with the given parts."""
    return write_yaml({"version": 1, **given, "programmes": [FUND] if programmes is None else programmes})


@pytest.mark.parametrize(
    ("career", "field"),
    [
        ({"age_start": 50, "age_retirement": 50}, "career.age_retirement"),
        ({"age_start": 55, "age_retirement": 40}, "career.age_retirement"),
        ({"age_start": 25.5}, "career.age_start"),
        ({"age_start": "young"}, "career.age_start"),
        ({"density": 1.2}, "career.density"),
        ({"density": -0.1}, "career.density"),
        ({"density": "80 %"}, "career.density"),
        ({"life_expectancy": 0}, "career.life_expectancy"),
        ({"first_wage": {"value": 0}}, "career.first_wage.value"),
        ({"first_wage": 500}, "career.first_wage"),
        ({"first_wage": {"unit": "dollars"}}, "career.first_wage.unit"),
        ({"wage_growth": -100}, "career.wage_growth"),
        ({"sex": "f"}, "career.sex"),
        ({"label": ""}, "career.label"),
        ({"densty": 1}, "career"),
        ({"spells": "care"}, "career.spells"),
        ({"spells": [{"state": "care"}]}, "career.spells[1]"),
        ({"spells": [{"state": "holiday", "ages": [30, 31]}]}, "career.spells[1].state"),
        ({"spells": [{"state": "care", "ages": [39, 30]}]}, "career.spells[1].ages"),
        ({"spells": [{"state": "care", "ages": [30]}]}, "career.spells[1].ages"),
        ({"spells": [{"state": "care", "ages": 30}]}, "career.spells[1].ages"),
        ({"spells": [{"state": "care", "ages": [30, 70]}]}, "career.spells"),
        ({"spells": [{"state": "care", "ages": [20, 30]}]}, "career.spells"),
        (
            {"spells": [{"state": "care", "ages": [30, 39]}, {"state": "formal", "ages": [39, 40]}]},
            "career.spells",
        ),
    ],
)
def test_bad_career(career: dict[str, Any], field: str) -> None:
    """A career that cannot be is refused, naming the field and the mend."""
    with pytest.raises(BadInput) as caught:
        read_career(plan(career=career))
    assert caught.value.field == field
    assert caught.value.allowed and caught.value.mend


@pytest.mark.parametrize(
    ("economy", "field"),
    [
        ({"interest": -100}, "economy.interest"),
        ({"interest": -150}, "economy.interest"),
        ({"wage_growth": 1e9}, "economy.wage_growth"),
        ({"average_wage": 0}, "economy.average_wage"),
        ({"average_wage": float("inf")}, "economy.average_wage"),
        ({"legal_minimum": 120}, "economy.legal_minimum"),
        ({"currency": 3}, "economy.currency"),
        ({"intrest": 3}, "economy"),
    ],
)
def test_bad_economy(economy: dict[str, Any], field: str) -> None:
    """An economy that cannot be is refused; interest of -100 % would divide by nothing."""
    with pytest.raises(BadInput) as caught:
        read_career(plan(economy=economy))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("programmes", "field"),
    [
        ([], "programmes"),
        ("pension_provident_fund", "programmes"),
        ([dict(FUND) for _ in range(21)], "programmes"),
        ([3], "programmes[1]"),
        ([{"contribution_rate": 10}], "programmes[1].id"),
        ([FUND, {"id": "pension_notional_acount"}], "programmes[2].id"),
        ([{**FUND, "contribution_rate": 101}], "pension_provident_fund.contribution_rate"),
        ([{**FUND, "contribution": 10}], "pension_provident_fund"),
        ([{"id": "pension_notional_account", "divisor": 0}], "pension_notional_account.divisor"),
        ([{"id": "subsidised_informal", "paying_share": 80}], "subsidised_informal.paying_share"),
        (
            [{"id": "pension_pay_as_you_go", "contributor_share": 0}],
            "pension_pay_as_you_go.contributor_share",
        ),
    ],
)
def test_bad_programmes(programmes: Any, field: str) -> None:
    """Programmes that cannot be are refused, naming which."""
    with pytest.raises(BadInput) as caught:
        read_career(plan(programmes))
    assert caught.value.field == field


@pytest.mark.parametrize(
    "text", ["", "career: 3", "{version: 2, programmes: []}", "{version: true}", "[1]", "a: ["]
)
def test_bad_file(text: str) -> None:
    """A text that is no career file is refused."""
    with pytest.raises(SimulatorError):
        read_career(text)


def test_ages_that_count_whole_years() -> None:
    """A look-back, a reference period or an event's age of half a year is refused, not cut."""
    for programme, name in (
        ("pension_defined_benefit", "reference_years"),
        ("unemployment_insurance", "look_back"),
        ("sickness_insurance", "event_age"),
    ):
        with pytest.raises(BadInput) as caught:
            setting(programme, **{name: 30.5 if name == "event_age" else 2.5})
        assert caught.value.field == f"{programme}.{name}"


def test_a_rate_above_all_wages_is_refused() -> None:
    """A promise that would take more than all wages says how much can be promised."""
    rules = setting("pension_pay_as_you_go", replacement=100, old_age_dependency=150)
    with pytest.raises(BadInput, match=r"up to 66\.67 %") as caught:
        career_result(Career(), rules)
    assert caught.value.field == "pension_pay_as_you_go.replacement"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("replacement", {"replacement": -0.1}),
        ("pensioners", {"pensioners": float("nan")}),
        ("contributors", {"contributors": 0}),
        ("contributors", {"contributors": "many"}),
    ],
)
def test_pay_as_you_go_rate_needs_somebody_to_contribute(name: str, given: dict[str, Any]) -> None:
    """The rate is refused for no contributors, and for what is no number."""
    with pytest.raises(BadInput) as caught:
        pay_as_you_go_rate(**{"replacement": 0.4, "pensioners": 1, "contributors": 4, **given})
    assert caught.value.field == name


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Career(spells=["care"]),  # type: ignore[list-item]
        lambda: Career(spells=5),  # type: ignore[arg-type]
        lambda: Career(economy=3),  # type: ignore[arg-type]
        lambda: Career(density=float("nan")),
        lambda: CareerEconomy(interest=float("inf")),
        lambda: Spell("care", (True, 3)),
        lambda: Spell(["care"], (1, 3)),  # type: ignore[arg-type]
        lambda: CareerPlan(Career(), ()),
        lambda: CareerPlan(3, (setting("pension_provident_fund"),)),  # type: ignore[arg-type]
        lambda: run_career("career.yaml"),  # type: ignore[arg-type]
        lambda: career_result(Career(), "pension_provident_fund"),  # type: ignore[arg-type]
        lambda: career_result("career", setting("pension_provident_fund")),  # type: ignore[arg-type]
        lambda: setting("fund"),
        lambda: setting("pension_provident_fund", payout="gold"),
        lambda: describe_programme("fund"),
        lambda: compare_careers([], {"one": Career()}),
        lambda: compare_careers([setting("pension_provident_fund")], {}),
        lambda: typical_careers(Career(age_start=60)),
    ],
)
def test_wrong_in_python(wrong: Any) -> None:
    """From Python too, what cannot be raises BadInput."""
    with pytest.raises(BadInput):
        wrong()


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.text("a-é%:{}[]0.", max_size=5),
    st.lists(st.integers(-3, 80), max_size=3),
    st.dictionaries(
        st.sampled_from(["value", "unit", "state", "ages", "id"]), st.integers(0, 99), max_size=2
    ),
)
PATHS = [
    *[("career", key) for key in ("age_start", "age_retirement", "first_wage", "density", "spells", "sex")],
    *[("economy", key) for key in ("interest", "average_wage", "currency", "legal_minimum")],
    *[("programme", key) for key in ("id", "contribution_rate", "payout", "odd")],
]


@given(st.lists(st.tuples(st.sampled_from(PATHS), ODD), min_size=1, max_size=2))
def test_odd_values_are_refused_or_computed(changes: list[tuple[tuple[str, str], Any]]) -> None:
    """Whatever stands in a file, it is computed or refused with a SimulatorError: nothing else is raised."""
    parts: dict[str, dict[str, Any]] = {"career": {}, "economy": {}, "programme": dict(FUND)}
    for (part, key), odd in changes:
        parts[part][key] = odd
    text = plan([parts["programme"]], career=parts["career"], economy=parts["economy"])
    with suppress(SimulatorError):
        run_career(read_career(text))


def test_a_file_is_named_in_its_errors(tmp_path: Path) -> None:
    """The command's errors begin with the file: one that is missing, that is no text, that is wrong."""
    path = tmp_path / "career.yaml"
    for content in (None, b"\xff", b"version: 2"):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(SimulatorError, match=r"career\.yaml: "):
            career_command(str(path))
    with pytest.raises(SimulatorError, match="cannot be read"):
        career_command(str(tmp_path))


HEAD = "id: fund, label: l, help: h, source: s, calculator: provident_fund_pension"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: fund", "label"),
        ("id: fund, label: 3, help: h, source: s, calculator: c", "label"),
        ("id: fund, label: l, help: h, source: s, calculator: magic", "magic"),
        (f"{HEAD}, shard: {{}}", "shard"),
        (f"{HEAD}, shared: {{rate: {{}}}}", "rate"),
        (f"{HEAD}, shared: [charges]", "shared"),
        (f"{HEAD}, shared: {{charges: {{}}}}, parameters: {{charges: {{}}}}", "once"),
        (f"{HEAD}, parameters: {{rate: {{kind: number}}}}", "rate"),
    ],
)
def test_bad_programme_file(text: str, message: str) -> None:
    """A programme's file that cannot be right is refused."""
    with pytest.raises(SimulatorError, match=message):
        read_programme("{" + text + "}")


@pytest.mark.parametrize(
    ("programme", "name", "share", "percent"),
    [
        ("pension_notional_account", "contribution_rate", 0.1, 10),
        ("pension_defined_benefit", "accrual_rate", 0.0133, 1.33),
        ("pension_defined_benefit", "highest_replacement", 0.8, 80),
        ("sickness_insurance", "replacement", 0.6, 60),
        ("pension_pay_as_you_go", "replacement", 0.4, 40),
        ("pension_provident_fund", "annuity_cost", 0.1, 10),
    ],
)
def test_a_percentage_written_as_a_share(programme: str, name: str, share: float, percent: float) -> None:
    """A career file counts in percent: a share in that place is refused, with what was meant."""
    told = rf"\.{name}: .* looks like a share: write {percent:g} for {percent:g} %"
    with pytest.raises(BadInput, match=told):
        setting(programme, **{name: share})
    assert setting(programme, **{name: percent}).rate(name) == pytest.approx(percent / 100)
    assert setting(programme, **{name: 0}).rate(name) == 0


def test_small_percentages_that_are_usual() -> None:
    """Where half a percent is usual, as of maternity insurance or a yearly charge, it is no share."""
    assert setting("maternity_insurance", contribution_rate=0.2).rate("contribution_rate") == 0.002
    assert setting("pension_provident_fund", charges=0.5).rate("charges") == 0.005
    with pytest.raises(BadInput, match=r"economy\.legal_minimum: 0\.4 .* write 40 for 40 %"):
        read_career(plan(economy={"legal_minimum": 0.4}))
