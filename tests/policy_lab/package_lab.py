"""A lab with a package of schemes, and how a test finds what is in it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from simulator.widgets.policy_lab import DEFAULT_CONTROLS
from tests.policy_lab.conftest import lab_html

PACKAGE = """
version: 1
schemes:
- {id: child_benefit, who: {age: [0, 4]}}
- {id: social_pension}
interactions:
- {id: exclusive, schemes: [social_pension, child_benefit]}
financing:
- {id: levy_on_consumption, share: 0.6}
- {id: external, share: 0.4}
"""
FREE = ("child_benefit", "social_pension", "disability_benefit", "maternity_insurance")


def package_html(**configuration: Any) -> str:
    """Return a lab in which everything can be changed."""
    asked = {
        "policy": PACKAGE,
        "schemes": FREE,
        "controls": [*DEFAULT_CONTROLS, "interactions", "financing"],
        "countries": ["mongolia", "arumia"],
    }
    return lab_html(**asked | configuration)


def unfold(page: Page, name: str) -> Locator:
    """Unfold a part of the package by its name, and return it."""
    fold = page.locator("details.part", has=page.locator("summary", has_text=name)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    return fold


def shown_policy(page: Page) -> str:
    """Return the link of the policy whose result was painted last."""
    found: str = page.evaluate("window.summary.policy")
    return found
