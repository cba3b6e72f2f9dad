"""What a test does with a lab in a page: find its controls, and wait for its results."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page


def slider(page: Page, name: str) -> Locator:
    """Return the slider with this label."""
    return page.get_by_role("slider", name=name, exact=True)


def number(page: Page, name: str) -> Locator:
    """Return the number field beside the slider with this label."""
    return page.get_by_role("textbox", name=f"{name}, as a number", exact=True)


def repainted(page: Page, act: Callable[[], object]) -> None:
    """Do something and wait until the lab has painted its result."""
    painted = page.evaluate("window.painted")
    act()
    page.wait_for_function("(painted) => window.painted > painted", arg=painted)
