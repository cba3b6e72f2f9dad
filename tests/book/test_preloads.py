"""What a page with a lab tells the browser to ask for early: all that its lab needs, and nothing more."""

from __future__ import annotations

import pytest

from book.extension.policy_lab import files_of, scripts_of
from simulator.widgets.policy_lab import DEFAULT_OUTPUTS, OUTPUTS
from simulator.widgets.policy_lab.modules import loaded_at_once, style_sheets
from simulator.widgets.policy_lab.packs import LATER, START
from simulator.widgets.policy_lab.site_files import site_file_names


def lab(*outputs: str, country: str = "nepal", challenge: object = None) -> dict[str, object]:
    """Return what an extension reads of a lab in a page."""
    return {"country": country, "outputs": list(outputs), "challenge": challenge}


def test_a_lab_of_the_usual_outputs_needs_what_every_lab_needs() -> None:
    """No module of an output that the page does not show is asked for, nor stands in what is."""
    assert scripts_of([lab(*DEFAULT_OUTPUTS)]) == [START]
    assert [each for each in loaded_at_once(START) if each.startswith("view/results/")] == []


@pytest.mark.parametrize("output", sorted(set(OUTPUTS) - set(DEFAULT_OUTPUTS)))
def test_the_pack_of_further_outputs_comes_last_and_once(output: str) -> None:
    """Two labs that both show more than every lab need it once."""
    assert scripts_of([lab(), lab(output), lab(output)]) == [START, LATER]


def test_the_task_of_a_challenge_is_asked_for() -> None:
    """A lab with a challenge shows it in a panel of its own."""
    assert scripts_of([lab(challenge={"goals": []})]) == [START, LATER]


def test_the_files_are_those_that_the_lab_fetches() -> None:
    """Styles, catalogue and people, each once for all labs of a page, by the names that are served."""
    found = files_of([lab(), lab(country="mongolia"), lab()])
    assert found[-2:] == ["mongolia.population", "nepal.population"]
    assert set(found[-2:]) <= set(site_file_names())
    assert found[:-2] == [*(name for name, _ in style_sheets()), "catalogue.json"]
