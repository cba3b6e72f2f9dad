"""Every page of the built site in a real browser: light and dark, wide and narrow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from book.extension.module_file import load_module
from tests.conftest import ROOT, SITE, served

pytestmark = pytest.mark.browser

LESSON = "modules/children/start_small.html"
CONTENTS = (ROOT / "_toc.yml").read_text(encoding="utf-8")
# One page of each kind: a population, facts only, an invented country.
COUNTRIES = [f"book/countries/{name}" for name in ("nepal", "cambodia", "arumia")]
PAGES = [f"{name}.html" for name in [*re.findall(r"(?:root|file): (\S+)", CONTENTS), *COUNTRIES, "search"]]
KINDS = (("light", 1280), ("dark", 360))
# The walk on a phone reads the core pages of a module, in the light and the dark: here they are wide.
WALKED = {
    f"{page.document}.html"
    for path in (ROOT / "modules").glob("*/module.yml")
    for page in load_module(path).pages
    if page.is_core
}


def kinds_of(page: str, number: int) -> tuple[tuple[str, int], ...]:
    """Return how a page is opened: other pages, made of the same parts, in turn in one way and the other."""
    if page in WALKED:
        return KINDS[:1]
    return KINDS if page.startswith("modules/") else KINDS[number % 2 :][:1]


VISITS = [(page, *kind) for number, page in enumerate(PAGES) for kind in kinds_of(page, number)]
UNWANTED_SCRIPT = re.compile(r"mathjax|require|fontawesome|thebe|html-manager|bootstrap", re.IGNORECASE)
NOTE_THE_LAB = "addEventListener('policy-lab:rendered', () => { window.labIsRendered = true; }, true)"


@dataclass
class Visit:
    """A page that was opened, and what happened meanwhile."""

    page: Page
    width: int
    addresses: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open an address, and wait until a lab in the page has drawn."""
        self.page.on("request", lambda request: self.addresses.append(request.url))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("console", self._note_message)
        self.page.on("response", self._note_status)
        self.page.add_init_script(NOTE_THE_LAB)
        self.page.goto(address, wait_until="networkidle")
        if self.page.locator("policy-lab").count():
            self.page.wait_for_function("window.labIsRendered")

    def _note_message(self, message: Any) -> None:
        if message.type == "error":
            self.failures.append(message.text)

    def _note_status(self, response: Any) -> None:
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")


@pytest.fixture(scope="module", params=VISITS, ids=lambda visit: "-".join(map(str, visit)))
def visit(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Visit]:
    """Each page, opened in each mode and width."""
    name, mode, width = request.param
    context = browser.new_context(color_scheme=mode, viewport={"width": width, "height": 800})
    made = Visit(context.new_page(), width)
    made.open(site_url + name)
    yield made
    context.close()


@pytest.fixture
def lesson(browser: Browser, site_url: str) -> Iterator[Page]:
    """The first lesson, with JavaScript, at a phone's width."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site_url + LESSON, wait_until="networkidle")
    yield page
    context.close()


def test_no_rule_of_accessibility_is_violated(visit: Visit) -> None:
    """axe finds nothing in any page."""
    violations = Axe().run(visit.page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in violations] == []


def test_no_other_host_is_asked(visit: Visit, site_url: str) -> None:
    """Everything comes from the site itself."""
    assert [address for address in visit.addresses if not address.startswith((site_url, "data:"))] == []


def test_nothing_fails_in_the_page(visit: Visit) -> None:
    """No script raises, no console error is written, and no file is missing."""
    assert visit.failures == []


def test_no_page_scrolls_sideways(visit: Visit) -> None:
    """The page is as wide as the window, also on a phone."""
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= visit.width


def test_no_page_is_wider_than_the_narrowest_phone(browser: Browser, site_url: str) -> None:
    """At 320 pixels, with all that folds unfolded, only a box that scrolls holds what is wider."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page, wide = context.new_page(), []
    for name in PAGES:
        page.goto(site_url + name)
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
    context.close()
    assert wide == []


def test_only_needed_scripts_are_loaded(visit: Visit) -> None:
    """No loader of widgets, mathematics or icons comes with a page."""
    assert [address for address in visit.addresses if UNWANTED_SCRIPT.search(address)] == []


def test_a_lesson_loads_no_output_that_its_lab_does_not_show(browser: Browser, site_url: str) -> None:
    """On a slow link each script counts: what a reader has not asked for stays where it is."""
    context = browser.new_context()
    made = Visit(context.new_page(), 1280)
    made.open(site_url + LESSON)
    scripts = [address for address in made.addresses if "/policy-lab/" in address and address.endswith(".js")]
    context.close()
    assert scripts == [f"{site_url}policy-lab/policy-lab.js"]


def test_every_page_has_a_description_and_one_heading(visit: Visit) -> None:
    """A search engine finds a description, a screen reader one heading of level one."""
    assert visit.page.locator("meta[name=description]").get_attribute("content")
    assert visit.page.locator("main h1:visible").count() == 1


def test_a_quiz_is_answered_by_keyboard(lesson: Page) -> None:
    """Space chooses, Tab reaches the button, Enter checks, and the live region tells the reason."""
    quiz = lesson.locator("form.quiz[data-kind=single]").first
    quiz.locator("input").first.focus()
    lesson.keyboard.press("Space")
    lesson.keyboard.press("Tab")
    expect(quiz.get_by_role("button", name="Check my answer")).to_be_focused()
    lesson.keyboard.press("Enter")
    reason = quiz.locator(".quiz-feedback p > span").first.inner_text()
    expect(quiz.locator("[aria-live=polite]")).to_contain_text(reason)
    for feedback in quiz.locator(".quiz-feedback p").all():
        expect(feedback).to_be_visible()


def test_a_quiz_without_an_answer_asks_for_one(lesson: Page) -> None:
    """Nothing is given away, and the focus goes to the first option."""
    quiz = lesson.locator("form.quiz[data-kind=single]").first
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator("[aria-live=polite]")).to_have_text("Choose an answer first.")
    expect(quiz.locator("input").first).to_be_focused()
    expect(quiz.locator(".quiz-feedback p").first).to_be_hidden()


def test_a_prediction_is_kept_and_not_marked(lesson: Page) -> None:
    """A guess is kept without a verdict, may be changed, and is found again beside what each guess means."""
    prediction = lesson.locator("form.quiz[data-kind=prediction]").first
    button = prediction.get_by_role("button", name="Keep my guess")
    button.click()
    expect(prediction.locator("[aria-live=polite]")).to_have_text("Choose an answer first.")
    for place in (0, 2):
        prediction.get_by_role("radio").nth(place).check()
        button.click()
        expect(prediction.locator("[aria-live=polite]")).to_contain_text("Your guess is kept.")
        guesses = lesson.locator(f".guesses[data-of='{prediction.get_attribute('id')}'] li")
        expect(guesses.nth(place)).to_contain_text("Your guess")
        expect(lesson.locator(".guessed")).to_have_count(1)
    assert "ight" not in prediction.locator("[aria-live=polite]").inner_text(), "neither right nor wrong"


def test_each_option_of_a_quiz_is_judged(lesson: Page) -> None:
    """A right option is called right, a wrong one not, and a new choice clears the judgement."""
    for quiz in lesson.locator("form.quiz[data-kind=single]").all():
        for option in quiz.locator(".quiz-option").all():
            option.locator("input").check()
            expect(quiz.locator("[aria-live=polite]")).to_be_empty()
            quiz.get_by_role("button", name="Check my answer").click()
            right = option.locator(".quiz-feedback").get_attribute("data-right") == "true"
            expected = "Your answer is right." if right else "Not right yet."
            expect(quiz.locator("[aria-live=polite]")).to_contain_text(expected)


def test_a_lesson_is_readable_without_a_script(browser: Browser, site_url: str) -> None:
    """Without JavaScript the text stands, a quiz has no dead button, and its feedback folds open."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LESSON)
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("form.quiz button")).to_have_count(0)
    feedback = page.locator(".quiz-feedback").first
    feedback.locator("summary").click()
    expect(feedback.locator("p")).to_be_visible()
    context.close()


def test_a_word_is_found(lesson: Page) -> None:
    """The search on a phone finds the page of a word, with no server."""
    lesson.locator(".bd-header-article .search-button").click()
    lesson.locator("#pst-search-dialog input").fill("exclusion")
    lesson.keyboard.press("Enter")
    expect(lesson.locator("#search-results li a", has_text="Glossary").first).to_be_visible()


def test_the_contents_open_and_close_on_a_phone(lesson: Page) -> None:
    """The button shows the course's pages, and Escape gives the page back."""
    lesson.locator(".bd-header-article .primary-toggle").click()
    link = lesson.locator("#pst-primary-sidebar-modal").get_by_role("link", name="Glossary")
    expect(link).to_be_visible()
    lesson.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_reader_chooses_light_or_dark(lesson: Page) -> None:
    """The button goes through the modes, and the next page keeps the choice."""
    seen = set()
    for _ in range(3):
        lesson.locator(".theme-switch-button").click()
        seen.add(lesson.evaluate("document.documentElement.dataset.theme"))
    assert seen == {"light", "dark"}
    mode = lesson.evaluate("document.documentElement.dataset.mode")
    lesson.reload()
    assert lesson.evaluate("document.documentElement.dataset.mode") == mode


def test_the_site_works_from_a_sub_path(browser: Browser, tmp_path: Path) -> None:
    """Served from a folder of another site, the root leads to the course and no file is missing."""
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "protection").symlink_to(SITE, target_is_directory=True)
    with served(tmp_path) as address:
        for name in ("", LESSON, "search.html"):
            context = browser.new_context()
            visit = Visit(context.new_page(), width=1280)
            visit.open(f"{address}courses/protection/{name}")
            expect(visit.page.locator("main h1:visible").first).to_be_visible()
            assert visit.failures == []
            assert [each for each in visit.addresses if "/courses/protection/" not in each] == []
            context.close()
