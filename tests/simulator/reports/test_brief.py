"""The policy brief: its numbers are those of the JSON file, and it needs no other file."""

from __future__ import annotations

import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from simulator import BadInput, Policy, SimulatorError, brief, country, example_population, simulate
from simulator.reports import Asked, result_data
from simulator.reports.brief_numbers import shown_number
from tests.simulator.making import child_benefit

VILLAGE = example_population()
PACKAGE = """
version: 1
schemes:
- {id: child_benefit, take_up: 0.8, rule: {proxy_quota: {share: 0.4}}, delivery_loss: 0.02}
- {id: social_pension}
existing: {pension: replaced}
financing: [{id: levy_on_consumption, share: 0.5}, {id: external, share: 0.5}]
"""
BASELINE = Policy.from_yaml("{version: 1, schemes: [{id: pension}]}")


class Page(HTMLParser):
    """Collects a page's numbers with their paths, its text, its tags, and whatever asks another host."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.numbers: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.asked: list[str] = []
        self.words: list[str] = []
        self.open: dict[str, str | None] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and an address that it would fetch."""
        self.tags.append(tag)
        given = dict(attrs)
        self.asked += [str(given[name]) for name in ("src", "href") if name in given]
        self.open = given if tag == "data" else None

    def handle_data(self, data: str) -> None:
        """Note a text, and the number that it is."""
        self.words.append(data)
        if self.open is not None:
            self.numbers.append((self.open, data))
            self.open = None

    @property
    def text(self) -> str:
        """All words, each space once."""
        return " ".join("".join(self.words).split())


def at(data: Any, path: str) -> Any:
    """Return what stands at a path of the JSON file."""
    for key in path.split("."):
        data = data[int(key)] if isinstance(data, list | tuple) else data[key]
    return data


def reform() -> tuple[Any, Asked]:
    """Return a package in Nepal that replaces a pension, and what is asked of it."""
    asked = Asked("nepal", line="international_3_65", baseline=BASELINE)
    return simulate(country("nepal"), Policy.from_yaml(PACKAGE), 7, BASELINE), asked


def test_each_number_is_that_of_the_json() -> None:
    """Every number on the page reads back as the one at its path, and is shown as reports show numbers."""
    outcome, asked = reform()
    data, page = result_data(outcome, asked), Page(brief(outcome, asked))
    paths = [str(given["data-path"]) for given, _ in page.numbers]
    assert len(set(paths)) > 60
    for given, shown in page.numbers:
        value = at(data, str(given["data-path"]))
        assert float(str(given["value"])) == value, given
        assert shown == shown_number(value * float(given.get("data-times") or 1)), given
    for path in (
        *("summary.reach.reached_persons", "summary.cost.percent_of_gdp", "summary.gini_after"),
        *("summary.everyone.without.headcount_percent", "summary.group.after.gap_percent"),
        *("summary.tenths.9.gain_percent", "summary.financing.1.needed_month", "summary.cost.saved_month"),
        *("summary.schemes.1.inclusion_error_percent", "summary.balance.losers_percent"),
    ):
        assert path in paths


def test_it_says_all_that_must_be_known() -> None:
    """Data label, line, seed, versions, notes, assumptions, citation, YAML and link stand on the page."""
    outcome, asked = reform()
    data, page = result_data(outcome, asked), Page(brief(outcome, asked, "A reform", ["Prices stay."]))
    assert "Synthetic data. Synthetic population of Nepal" in page.text
    for part in (
        *("A reform", "Seed 7.", "international_3_65", "Prices stay.", "Cite as:", "Take-up: 80 %"),
        *("Simulator 0.1.0", "Quota: 40 %", data["link"], "levy_on_consumption", "- id: social_pension"),
        *("A levy on consumption", "From outside", "without transfers", BASELINE.to_fragment()),
        "What people already get of pension: replaced.",
    ):
        assert part in page.text, part
    for note in data["summary"]["notes"]:
        assert " ".join(note.split()) in page.text or note.startswith("The group is everybody")


def test_it_needs_no_other_file() -> None:
    """No address is fetched, nothing runs, and each of the two charts is inside, with its text."""
    outcome, asked = reform()
    text = brief(outcome, asked)
    page = Page(text)
    assert not page.asked and "script" not in page.tags and "img" not in page.tags
    assert "@import" not in text and "url(http" not in text
    assert page.tags.count("svg") == page.tags.count("desc") == 2
    assert page.tags.count("table") == page.tags.count("caption") >= 5


def test_texts_are_escaped() -> None:
    """A title, an assumption and the name of the data are text, whatever they hold."""
    nasty = "<script>alert(1)</script>"
    outcome = simulate(VILLAGE, child_benefit())
    page = Page(brief(outcome, Asked(nasty), nasty, [nasty]))
    assert "script" not in page.tags and page.text.count(nasty) == 5


def test_rules_between_schemes_are_said() -> None:
    """A rule between schemes stands with its name, whom it binds, and its values."""
    schemes = "schemes: [{id: child_benefit}, {id: social_pension}]"
    rules = "interactions: [{id: cap, schemes: [child_benefit, social_pension], limit: {value: 5}}]"
    page = Page(brief(simulate(VILLAGE, Policy.from_yaml(f"version: 1\n{schemes}\n{rules}"))))
    assert "(Child benefit and Social pension)." in page.text and "5 % of GDP per person" in page.text


def test_a_real_survey_is_not_called_synthetic() -> None:
    """The word stands where the data were made, and only there."""
    real = replace(VILLAGE, synthetic=False, label="A survey of six households")
    assert "ynthetic" not in brief(simulate(real, child_benefit()))
    assert "Synthetic data." in Page(brief(simulate(VILLAGE, child_benefit()))).text


def test_a_policy_that_does_nothing_has_a_brief() -> None:
    """No scheme, and a group that nobody is in: dashes and notes, no error."""
    nothing = Page(brief(simulate(VILLAGE, Policy(()))))
    assert "The policy has no scheme." in nothing.text and "No scheme" in nothing.text
    nobody = Page(brief(simulate(VILLAGE, child_benefit(who={"age": [17, 17]}))))
    assert "Nobody is in the group" in nobody.text and "–" in nobody.words


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"title": " "}, r"^title: ' ' "),
        ({"assumptions": "Prices stay."}, r"^assumptions: .* a list of sentences"),
        ({"asked": "nepal"}, r"^asked: 'nepal' .* Write Asked"),
    ],
)
def test_nonsense_is_refused(given: dict[str, Any], message: str) -> None:
    """A title without a letter, assumptions that are no list, and an unread question are refused."""
    with pytest.raises(BadInput, match=message):
        brief(simulate(VILLAGE, child_benefit()), **given)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jinja2 the error says what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(SimulatorError, match=r'^A brief needs the package jinja2\. Run: pip install "\.\['):
        brief(simulate(VILLAGE, child_benefit()))
