"""What a page with a lab tells the browser to ask for early: all that its lab needs, and nothing more."""

from __future__ import annotations

import pytest

from book.extension.policy_lab import ENTRY, files_of, modules_of
from simulator.widgets.policy_lab import DEFAULT_OUTPUTS, OUTPUTS, loaded_at_once
from simulator.widgets.policy_lab.modules import modules_for, style_sheets
from simulator.widgets.policy_lab.site_files import site_file_names

SERVED = {name for name, _ in modules_for(ENTRY)}


def lab(*outputs: str, country: str = "nepal", challenge: object = None) -> dict[str, object]:
    """Return what an extension reads of a lab in a page."""
    return {"country": country, "outputs": list(outputs), "challenge": challenge}


def test_a_lab_of_the_usual_outputs_needs_what_every_lab_needs() -> None:
    """No module of an output that the page does not show is asked for."""
    assert modules_of([lab(*DEFAULT_OUTPUTS)]) == loaded_at_once(ENTRY)


@pytest.mark.parametrize("output", sorted(set(OUTPUTS) - set(DEFAULT_OUTPUTS)))
def test_the_modules_of_an_output_come_last_and_once(output: str) -> None:
    """Each output of a lab has its own file, which is served, behind those that every lab needs."""
    found, always = modules_of([lab(output), lab(output)]), loaded_at_once(ENTRY)
    assert found[: len(always)] == always
    assert f"view/results/{output.replace('_', '-')}.js" in found[len(always) :]
    assert len(set(found)) == len(found) and set(found) <= SERVED


def test_the_task_of_a_challenge_is_asked_for() -> None:
    """A lab with a challenge shows it in a panel of its own."""
    assert "view/results/challenge.js" in modules_of([lab(challenge={"goals": []})])


def test_the_files_are_those_that_the_lab_fetches() -> None:
    """Styles, catalogue and people, each once for all labs of a page, by the names that are served."""
    found = files_of([lab(), lab(country="mongolia"), lab()])
    assert found[-2:] == ["mongolia.population", "nepal.population"]
    assert set(found[-2:]) <= set(site_file_names())
    assert found[:-2] == [*(name for name, _ in style_sheets()), "catalogue.json"]
