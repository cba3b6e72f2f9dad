"""A lab on paper: which steps it refuses, and how its sheets are said in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.errors import BadInput
from simulator.widgets.policy_lab import PolicyLab, paper_of, read_out_html
from simulator.widgets.policy_lab import texts as catalogue
from simulator.widgets.policy_lab.paper import paper_html
from simulator.widgets.policy_lab.texts import texts

START = "{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}], financing: external}"
STEPS = {"Every <child>": {"who.age": [0, 17]}, "Some never claim": {"take_up": 0.8}}


def lab(steps: Any, **more: Any) -> PolicyLab:
    """Return a lab of Nepal with these steps."""
    return PolicyLab("nepal", START, steps=steps, **more)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{"take_up": 0.8}], "steps: "),
        ({"": {"take_up": 0.8}}, "a title of its own for each step"),
        ({"Start": {"take_up": 0.8}}, "a title of its own for each step"),
        ({"Nothing": {}}, "a change of what was"),
        ({"As it was": {"take_up": 1}}, "a change of what was"),
        ({"Slip": {"take_upp": 0.8}}, "Did you mean 'take_up'?"),
        ({"First": {"take_up": 0.8}, "Too much": {"take_up": 1.8}}, "steps: Too much: "),
    ],
)
def test_steps_that_say_nothing_are_refused(steps: Any, said: str) -> None:
    """A step has a title and changes the policy by values it may have; the error names the step."""
    with pytest.raises(BadInput, match=re.escape(said)):
        lab(steps)


def test_a_lab_without_steps_has_no_sheet() -> None:
    """Nothing is added after the component."""
    html = PolicyLab("nepal", START)._repr_html_()
    assert html.endswith("</policy-lab>") and "on-paper" not in html


def test_a_title_is_text() -> None:
    """A step's title is escaped, and each step goes on from the one before it."""
    made = lab(STEPS)
    assert "Every &lt;child&gt;" in made._repr_html_() and "<child>" not in made._repr_html_()
    every, some = paper_of(made.configuration).steps
    assert some.numbers[0] is not None and every.numbers[0] is not None
    assert 0.7 < some.numbers[0] / every.numbers[0] < 0.9


def test_nobody_to_miss_is_a_dash() -> None:
    """Where no poor person is in the group, there is no share of them to give: a dash, and not 0."""
    paper = paper_of(lab({"Every child": {"who.age": [0, 17]}}, line="0.01 PPP a day").configuration)
    assert paper.steps[0].numbers[1] is None
    assert re.search(r"0 to 17 years</small></th><td>35</td><td>–</td><td>0.0</td>", read_out_html(paper))


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that has a few of the words."""
    folder = Path(catalogue.__file__).parent / "texts"
    (tmp_path / "en.yaml").write_bytes((folder / "en.yaml").read_bytes())
    (tmp_path / "fr.yaml").write_text("on_paper: {step: Étape}\nnames: {Take-up: Recours}", "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    texts.cache_clear()
    yield
    texts.cache_clear()


def test_the_sheets_speak_the_labs_language(french: None) -> None:
    """What the language has is said in it, names too; the rest in English."""
    html = paper_html(lab(STEPS, language="fr").configuration)
    assert ">Étape</th>" in html and "Recours: 80 %" in html
    assert "Our guess" in html and ">Step<" not in html
