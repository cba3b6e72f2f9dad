"""The labs of the modules and their tasks, as the sources of their pages make them."""

from __future__ import annotations

from book.extension.class_sheets import labs_on_paper
from book.extension.module_file import load_module
from simulator import Policy, challenge_code, check_challenge
from simulator.widgets.policy_lab import Configuration
from tests.conftest import ROOT


def labs_of_modules() -> dict[str, Configuration]:
    """Return each lab of the modules by its page."""
    modules = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
    documents = [page.document for module in modules for page in module.pages]
    return {name: lab for name in documents for lab in labs_on_paper(ROOT / f"{name}.md")}


def meets_its_task(lab: Configuration, policy: Policy) -> bool:
    """Say whether a policy reaches every goal of a lab's task."""
    assert lab.challenge is not None, f"'{lab.title}' has no task"
    return check_challenge(challenge_code(policy, lab.challenge), lab.challenge).met


def step_to_the_task(lab: Configuration) -> Policy:
    """Return the first policy of a lab's own steps that meets its task."""
    for step in lab.made_steps:
        if meets_its_task(lab, step.policy):
            return step.policy
    raise AssertionError(f"no step of '{lab.title}' meets its task")
