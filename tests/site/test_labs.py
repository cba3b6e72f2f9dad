"""Every lab of the built site begins with a policy that works, and each task can be done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import simulator
from book.extension.policy_lab import labs_in
from simulator.policy import from_link
from tests.conftest import SITE
from tests.site.labs import labs_of_modules, meets_its_task, step_to_the_task


def labs_of_site() -> list[tuple[str, dict[str, Any]]]:
    """Return the configuration of each lab, with the name of its page."""
    assert SITE.exists(), "the site is not built: run `make site` first"
    pages = {path.relative_to(SITE).with_suffix("").as_posix(): path for path in SITE.rglob("*.html")}
    return [(name, lab) for name, path in sorted(pages.items()) for lab in labs_in(path.read_text("utf-8"))]


def test_every_lab_begins_and_goes_on_with_a_policy_that_works() -> None:
    """The first policy and that of each step run, reach somebody of the group and cost something."""
    labs = labs_of_site()
    assert len(labs) >= 8
    for page, lab in labs:
        people = simulator.country(lab["country"])
        for link in [lab["policy"], *(step["policy"] for step in lab["steps"])]:
            policy, baseline = from_link(link)
            result = simulator.summarise(simulator.simulate(people, policy, baseline=baseline), lab["line"])
            assert result.reach.reached_persons > 0 and result.cost.total_month > 0, f"{page}: {link}"


def test_every_task_is_open_at_the_start_and_done_by_the_labs_own_steps() -> None:
    """Nobody has done it before touching anything, and who presses the steps in turn does it."""
    tasks = {name: lab for name, lab in labs_of_modules().items() if lab.challenge is not None}
    assert set(tasks) == {page for page, lab in labs_of_site() if lab["challenge"]}, (
        "a task that is not tried"
    )
    assert tasks
    for page, lab in tasks.items():
        assert not meets_its_task(lab, lab.policy), page
        assert meets_its_task(lab, step_to_the_task(lab)), page


def test_a_task_that_no_step_does_is_told() -> None:
    """The check itself can fail: steps that were cut short do not do the task."""
    lab = next(each for each in labs_of_modules().values() if each.challenge is not None)
    cut_short = replace(lab, steps=dict(list(lab.steps.items())[:1]))
    with pytest.raises(AssertionError, match="no step of"):
        step_to_the_task(cut_short)
