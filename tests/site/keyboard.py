"""A reader with a keyboard only: after every press the focus is there, in sight and marked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

WIDTH = 360
MOST_PRESSES = 200
WATCH = Path(__file__).with_name("watch.js")
COLOURS = "axe.run(document, { runOnly: ['color-contrast'] })"
# A colour that is still changing has another contrast.
AT_REST = """new Promise(requestAnimationFrame).then(() =>
  Promise.allSettled(document.getAnimations().map((each) => each.finished)))"""


@dataclass
class Reader:
    """A page as wide as a phone, and what has failed in it."""

    page: Page
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(path=WATCH)
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("response", lambda response: response.status < 400 or self.failures.append(response.url))
        self.page.on("console", lambda said: said.type != "error" or self.failures.append(said.text))

    def arrive(self, address: str) -> None:
        """Wait until a page with this address has come, with its lab and its exercise ready to use."""
        self.page.wait_for_url(f"**/{address}.html*")
        if self.page.locator("policy-lab").count():
            self.page.wait_for_function("window.painted > 0")
        if self.page.locator("form.exercise").count():
            expect(self.page.locator("form.exercise")).to_have_class("exercise exercise-enhanced")

    def look(self) -> dict[str, Any]:
        """Return what has the focus, which must be something, in sight, and marked."""
        seen: dict[str, Any] = self.page.evaluate("watch.look()")
        assert not seen["isLost"], f"the focus is lost in {self.page.url}"
        assert seen["isSeen"], f"the focus is out of sight or covered in {self.page.url}: {seen['node']}"
        assert seen["isMarked"], f"the focus is not marked in {self.page.url}: {seen['node']}"
        return seen

    def press(self, key: str) -> dict[str, Any]:
        """Press a key and look."""
        self.page.keyboard.press(key)
        return self.look()

    def go_to(self, goal: Locator) -> None:
        """Press Tab, or with Shift where it lies behind, until the goal or its group of radios is focused."""
        expect(goal).to_be_attached()
        key = goal.evaluate("(node) => watch.aim(node)")
        if not key:
            return
        for _ in range(MOST_PRESSES):
            if self.press(key)["isGoal"]:
                return
        raise AssertionError(f"{key} does not come to {goal} in {self.page.url}")

    def push(self, button: Locator, key: str = "Enter") -> None:
        """Go to a button and press a key on it."""
        self.go_to(button)
        self.press(key)

    def follow(self, link: Locator, address: str) -> None:
        """Go to a link, open it, and wait until its page is ready."""
        self.go_to(link)
        self.page.keyboard.press("Enter")
        self.arrive(address)

    def choose(self, radio: Locator) -> None:
        """Choose one of a group: Space takes the first, the arrows the others."""
        self.go_to(radio)
        self.press("Space")
        for _ in range(MOST_PRESSES):
            if radio.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {radio}")

    def select(self, menu: Locator, label: str, value: str) -> None:
        """Choose from a closed menu by typing what it shows."""
        self.go_to(menu)
        self.page.keyboard.type(label)
        expect(menu).to_have_value(value)
        self.look()

    def tick(self, box: Locator, wanted: bool) -> None:
        """Leave a box ticked or not."""
        if box.is_checked() != wanted:
            self.push(box, "Space")
            expect(box).to_be_checked(checked=wanted)

    def write(self, control: Locator, text: str) -> None:
        """Type a text in the place of what stands in a control."""
        self.go_to(control)
        self.press("Control+A")
        self.page.keyboard.type(text)
        self.look()

    def barriers(self) -> list[tuple[str, str]]:
        """Return what axe finds in the page as it is now, in the light and, of colours, in the dark."""
        found = Axe().run(self.page).response["violations"]
        self.page.emulate_media(color_scheme="dark")
        expect(self.page.locator("html")).to_have_attribute("data-theme", "dark")
        self.page.evaluate(AT_REST)
        found += self.page.evaluate(COLOURS)["violations"]
        self.page.emulate_media(color_scheme="light")
        expect(self.page.locator("html")).to_have_attribute("data-theme", "light")
        self.page.evaluate(AT_REST)
        return [(each["id"], node["html"][:160]) for each in found for node in each["nodes"]]

    def finds_no_barrier(self) -> None:
        """Say that the page breaks no rule of axe, does not scroll sideways, and nothing failed in it."""
        found, where = self.barriers(), self.page.url.partition("#")[0]
        assert found == [], f"{where} has barriers: {found}"
        assert self.page.evaluate("document.documentElement.scrollWidth") <= WIDTH, f"{where} is too wide"
        assert self.failures == [], f"failed in {where}: {self.failures}"


@contextmanager
def a_reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Give a reader at a first page, in a browser that has kept nothing and moves nothing by itself."""
    size = {"width": WIDTH, "height": 800}
    with browser.new_context(viewport=size, reduced_motion="reduce", color_scheme="light") as context:
        context.set_default_timeout(30_000)
        reader = Reader(context.new_page())
        reader.page.goto(address)
        yield reader
