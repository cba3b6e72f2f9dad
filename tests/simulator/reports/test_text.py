"""The page that is printed, and the tables beside it."""

from __future__ import annotations

import pytest

from simulator import (
    BadInput,
    Policy,
    SimulatorError,
    against_records,
    breakdown,
    compare,
    example_population,
    simulate,
    summarise,
    to_text,
)
from simulator.reports import compared_text, groups_text, number_text, records_text
from simulator.reports.layout import table
from simulator.scenario import ASSUMED, BREAKDOWNS
from tests.simulator.making import child_benefit

VILLAGE = example_population()
NOBODY = child_benefit(who={"age": [17, 17]})
TWO = Policy.from_data(
    {"version": 1, "schemes": [{"id": "child_benefit", "delivery_loss": 0.1}, {"id": "social_pension"}]}
)


def line_of(text: str, start: str) -> list[str]:
    """Return the words behind the start of the one line that begins so."""
    (line,) = [line for line in text.splitlines() if line.startswith(start)]
    return line.removeprefix(start).split()


def test_text_says_what_the_data_are() -> None:
    """The text begins with the label of the data, and has line, prices, seed and each note."""
    summary = summarise(simulate(VILLAGE, child_benefit(), 5))
    text = to_text(summary)
    assert text.startswith("Made-up village of six households\n")
    for part in ("Example line, 60 EXA a month per person.", "Prices of 2024.", "Seed 5.", "Persons: 2,000."):
        assert part in text
    assert all(f"Note: {note}" in " ".join(text.split()) for note in summary.notes)


def test_a_cost_stands_in_three_units() -> None:
    """The total in currency a year, in % of GDP and in % of mean consumption, and its parts."""
    summary = summarise(simulate(VILLAGE, child_benefit()))
    text = to_text(summary)
    assert "Cost, prices of 2024  million EXA a year  % of GDP  % of mean consumption" in text
    consumed = number_text(summary.cost.percent_of_mean_consumption)
    assert line_of(text, "Total") == ["0.0907", "1.89", consumed]
    assert line_of(text, "Benefits paid out")[:2] == ["0.0864", "1.80"]
    assert line_of(text, "Administration")[:2] == ["0.0043", "0.0900"]
    assert "Lost on the way" not in text and "Saved" not in text


def test_the_page_says_who_pays_wins_and_loses() -> None:
    """The rate of the levy, the ratio that it must be read with, and persons and money won and lost."""
    summary = summarise(simulate(VILLAGE, child_benefit().paid_by("levy_on_consumption")))
    text = to_text(summary)
    assert line_of(text, "A levy on consumption")[-1] == number_text(summary.financing[0].rate_percent)
    assert "Mean consumption in the data is 37.5 % of GDP per person" in text
    winners, losers = line_of(text, "Winners"), line_of(text, "Losers")
    assert winners[0] == number_text(summary.balance.winners_percent) and losers[1].startswith("-")
    external = to_text(summarise(simulate(VILLAGE, child_benefit().paid_by("external"))))
    assert line_of(external, "From outside")[-2:] == ["not", "modelled"]
    assert line_of(external, "Losers") == ["0.0000"] * 4


def test_several_sources_have_a_line_each() -> None:
    """Each source has its part of the budget, its sum and its rate; two of one kind are numbered."""
    levy = {"id": "levy_on_consumption", "share": 0.25}
    sources = [levy, levy, {"id": "external", "share": 0.5}]
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}], "financing": sources})
    summary = summarise(simulate(VILLAGE, policy))
    text = to_text(summary)
    for label, payment in zip(
        ("levy on consumption 1", "levy on consumption 2"), summary.financing, strict=False
    ):
        words = line_of(text, f"A {label}")
        assert words[0] == "25.00" and words[-1] == number_text(payment.rate_percent)
    assert line_of(text, "From outside") == ["50.00", "0.0454", "0.9450", "2.52", "not", "modelled"]


def test_several_schemes_have_a_line_each() -> None:
    """Each scheme has what a recipient is paid, and its cost; losses on the way are shown."""
    page = to_text(summarise(simulate(VILLAGE, TWO)))
    text, errors = page.split("Errors of each scheme alone, %")
    assert line_of(errors, "Child benefit  ") == ["0.0000", "44.44"]
    text += errors.split("\n\n", 1)[1]
    assert line_of(text, "Child benefit  ")[:3] == ["900", "8.00", "4.00"]
    assert line_of(text, "Social pension  ")[:3] == ["200", "32.00", "16.00"]
    parts = [
        float(line_of(text, f"{name}, with administration")[1])
        for name in ("Child benefit", "Social pension")
    ]
    assert sum(parts) == pytest.approx(float(line_of(text, "Total")[1]), abs=0.02)
    assert line_of(text, "Lost on the way, of the benefits paid out")[0] == "0.0086"


def test_the_third_state_where_it_is_known() -> None:
    """With a baseline the page shows poverty without transfers too, and what a replaced benefit saves."""
    replacing = Policy.from_data(
        {"version": 1, "schemes": [{"id": "child_benefit"}], "existing": {"child_benefit": "replaced"}}
    )
    text = to_text(summarise(simulate(VILLAGE, replacing, baseline=child_benefit())))
    assert "without transfers  before" in text
    assert len(line_of(text, "All persons: headcount, %")) == 3
    assert len(line_of(text, "Gini")) == 3 and "–" not in line_of(text, "Gini")
    assert line_of(text, "Saved on benefits that are replaced")[1] == "1.89"


def test_a_replaced_benefit_and_no_cost() -> None:
    """Where the policy itself costs nothing, what it saves has no share of a total: a dash."""
    ending = Policy.from_data({"version": 1, "schemes": [], "existing": {"child_benefit": "replaced"}})
    text = to_text(summarise(simulate(VILLAGE, ending, baseline=child_benefit())))
    assert line_of(text, "Saved on benefits that are replaced")[1:] == ["–", "–"]
    assert line_of(text, "Total") == ["0.0000"] * 3


def test_another_equivalence_scale_is_said() -> None:
    """On another scale the line is per equivalent adult, and the scale is named."""
    text = to_text(summarise(simulate(VILLAGE, child_benefit()), equivalence="square_root"))
    assert "EXA a month per equivalent adult. Equivalence scale: square_root." in text


def test_text_of_a_group_of_nobody() -> None:
    """Where nobody is in the group, the text says nobody, and no number."""
    text = to_text(summarise(simulate(VILLAGE, NOBODY)))
    assert line_of(text, "Group reached, %") == ["nobody"]
    assert line_of(text, "The group: headcount, %") == ["nobody", "nobody"]
    assert line_of(text, "Child benefit") == ["0", "nobody", "nobody", "nobody"]
    assert "nan" not in text and "None" not in text


def test_text_of_no_scheme() -> None:
    """A policy of no scheme can be printed too."""
    text = to_text(summarise(simulate(VILLAGE, Policy(()))))
    assert "Note: This policy has no scheme." in text and "What a recipient is paid" not in text


def test_the_page_is_a_page() -> None:
    """Two schemes fit on a page of sixty lines, each at most 110 letters wide."""
    lines = to_text(summarise(simulate(VILLAGE, TWO))).splitlines()
    assert len(lines) <= 60 and max(map(len, lines)) <= 110


def test_policies_side_by_side() -> None:
    """A dash stands where a policy has no such row, and nobody where there is nobody to measure."""
    text = compared_text(compare(VILLAGE, {"none": NOBODY, "two": TWO}))
    assert line_of(text, "Group reached, %") == ["nobody", "100.00"]
    assert line_of(text, "Social pension: paid per recipient, % of GDP per person") == ["–", "16.00"]


@pytest.mark.parametrize("by", ["area", "decile", "household_type", "sex", "age_group"])
def test_a_breakdown_has_a_line_a_group(by: str) -> None:
    """Each group has its persons, headcount before and after, and its part of the benefits."""
    outcome = simulate(VILLAGE, child_benefit())
    groups = breakdown(outcome, by)
    head, *lines = groups_text(groups).splitlines()
    assert by in BREAKDOWNS and head.startswith("By ")
    if by in ASSUMED:
        assert lines.pop().startswith("Assumption-driven: The people are synthetic")
    for group, line in zip(groups, lines, strict=True):
        words = line.removeprefix(group.label).split()
        assert words[0] == f"{group.persons:,.0f}" and len(words) == 8
        assert words[1] == number_text(group.poverty.before.headcount_percent)
        assert words[-1] == number_text(group.share_of_benefits_percent)


def test_a_breakdown_of_benefits_that_nobody_gets() -> None:
    """Where nothing is paid there is no part of it: a dash."""
    groups = breakdown(simulate(VILLAGE, NOBODY), "area")
    assert groups_text(groups).splitlines()[1].split()[-1] == "–"


def test_records_beside_the_simulation() -> None:
    """Recipients and spending beside what is on record, a dash where nothing is."""
    checks = against_records(simulate(VILLAGE, TWO), {"child_benefit": {"recipients": 750}})
    text = records_text(checks)
    assert line_of(text, "child_benefit: recipients") == ["900.00", "750.00", "1.20"]
    assert line_of(text, "social_pension: spending on benefits a year")[1:] == ["–", "–"]


@pytest.mark.parametrize("nonsense", [None, "area", [1], 5])
def test_nonsense_is_refused(nonsense: object) -> None:
    """What is no breakdown, and no record, is refused in words."""
    for function in (groups_text, records_text):
        with pytest.raises(BadInput, match="is not allowed"):
            function(nonsense)  # type: ignore[operator]
    with pytest.raises(SimulatorError, match="none was given"):
        groups_text([])


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "nobody"), (0.0, "0.0000"), (0.98765, "0.9877"), (1.0, "1.00"), (1234567.891, "1,234,567.89")],
)
def test_numbers_for_people(value: float | None, text: str) -> None:
    """Four digits behind the point below 1, two above, thousands parted."""
    assert number_text(value) == text


def test_a_table_is_aligned() -> None:
    """The first column stands to the left and the others to the right, each as wide as its widest cell."""
    assert table(["a", "bb"], [["long name", "1"], ["x", "12345"]]).splitlines() == [
        "a             bb",
        "long name      1",
        "x          12345",
    ]
