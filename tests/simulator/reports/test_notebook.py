"""What a notebook shows of a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator import BadInput, Policy, compare, country, example_population, simulate, summarise
from simulator.analysis import cheapest, solve
from simulator.escap import spot
from simulator.family import Family, Member, family_view
from simulator.projection import held_constant, project
from simulator.reports import comparison_html, number_text, outcome_html, summary_html
from simulator.reports.tables import rows
from tests.simulator.making import child_benefit
from tests.simulator.reports.test_brief import Page

VILLAGE = example_population()
BOTH = compare(country("nepal"), {"all": child_benefit(), "half": child_benefit(take_up=0.5)})


def test_records_know_their_table() -> None:
    """Outcome, summary and comparison have what notebooks ask for; a comparison is still a dict."""
    outcome = simulate(VILLAGE, child_benefit())
    summary = summarise(outcome)
    assert outcome._repr_html_() == outcome_html(outcome) == summary_html(summary)  # type: ignore[attr-defined]
    assert summary._repr_html_() == summary_html(summary)  # type: ignore[attr-defined]
    assert BOTH._repr_html_() == comparison_html(BOTH)  # type: ignore[attr-defined]
    assert isinstance(BOTH, dict) and dict(BOTH) == BOTH and list(BOTH) == ["all", "half"]


def test_the_table_can_be_read_by_all() -> None:
    """One table with a caption that says what the data are, a head for each column and row, and the notes."""
    html = comparison_html(BOTH)
    page = Page(html)
    assert "Synthetic population of Nepal" in page.text and "Seed 1." in page.text
    assert page.tags.count("table") == page.tags.count("caption") == 1
    names = list(rows(BOTH["all"]))
    assert html.count('scope="col"') == 3 and html.count('scope="row"') == len(names)
    for each in BOTH.values():
        assert number_text(each.cost.percent_of_gdp) in page.text
        assert all(note in page.text for note in each.notes)


def test_texts_are_escaped() -> None:
    """The label of the data, names of policies and notes are text, whatever they hold."""
    nasty = "<b onmouseover=x>&"
    summary = replace(BOTH["all"], data_label=nasty, notes=(nasty,))
    page = Page(comparison_html({nasty: summary}))
    assert "b" not in page.tags and page.text.count(nasty) == 3


def test_a_note_of_one_policy_has_its_name() -> None:
    """What holds for one policy alone stands with its name; what holds for all, once."""
    both = compare(VILLAGE, {"none": Policy(()), "all": child_benefit()})
    page = Page(comparison_html(both))
    assert "none: This policy has no scheme." in page.text
    assert comparison_html({}) == "<p>No policy was compared.</p>"


def test_nonsense_is_refused() -> None:
    """What is no result is named."""
    with pytest.raises(BadInput, match=r"^summaries\.a: 'x' "):
        comparison_html({"a": "x"})  # type: ignore[dict-item]
    with pytest.raises(BadInput, match=r"^outcome: "):
        outcome_html(BOTH["all"])  # type: ignore[arg-type]


def test_every_result_has_a_page() -> None:
    """What a notebook is handed shows itself: a caption, its numbers, and what must be known below."""
    policy = child_benefit()
    family = Family((Member("Asha", 30, earnings_month=100.0), Member("Ravi", 5)))
    shown = {
        "11.34": project(held_constant(VILLAGE), child_benefit(amount={"value": 24}), to=2025),
        "SPOT": spot(VILLAGE, policy),
        "+ child_benefit (scheme 1)": family_view(family, policy, VILLAGE),
        "amount.value = 2.11": solve(VILLAGE, policy, "amount.value", {"cost.percent_of_gdp": 1}),
        "where 30 was wanted": cheapest(
            VILLAGE,
            policy,
            {"amount.value": [0.0, 10.0]},
            {"children.fall_in_headcount_percent": 30},
        ),
    }
    for words, record in shown.items():
        page = Page(record._repr_html_())  # type: ignore[attr-defined]
        assert words in page.text and page.tags.count("table") == page.tags.count("caption") == 1
        assert "li" in page.tags
