"""Each module from the welcome to the learner's own work, with the keyboard alone, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from book.extension.module_file import Module, PageOfModule, load_module
from tests.conftest import ROOT
from tests.site.keyboard import a_reader
from tests.site.walking import MY_WORK, SENTENCE, Walk, link_to

pytestmark = pytest.mark.browser
MODULES = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
STYLE = "<style>:focus { outline: 3px solid }</style>"
BUTTONS = f"data:text/html,{STYLE}<main><button>One</button><button>Two</button></main>"
FAULTS = {
    "does not come": "addEventListener('keydown', (event) => event.preventDefault())",
    "not marked": "document.querySelectorAll('button')[1].style.outline = 'none'",
    "covered": """document.body.append(Object.assign(document.createElement('div'), {
      style: 'position: fixed; inset: 0; z-index: 1' }))""",
    "lost": "document.querySelectorAll('button')[1].onfocus = ({ target }) => target.remove()",
}
BARRIERS = {
    "image-alt": "document.querySelector('main').append(new Image(9, 9))",
    "color-contrast": """document.body.append(Object.assign(document.createElement('style'), {
      textContent: 'html[data-theme=dark] main p { color: #555; background: #444 }' }))""",
    "too wide": "document.querySelector('main').style.minWidth = '400px'",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.title)
def test_a_module_is_walked_with_the_keyboard_alone(
    module: Module, browser: Browser, site_url: str, tmp_path: Path
) -> None:
    """All can be done, is heard and kept, and axe finds nothing in the light and the dark."""
    first_further = next(page for page in module.pages if not page.is_core)
    pages = [*(page for page in module.pages if page.is_core), first_further]
    with a_reader(browser, site_url) as reader:
        walk = Walk(reader, module)
        walk.begin()
        for page in pages:
            walk.read(page)
        walk.open_from_menu(MY_WORK)
        saves_deletes_and_loads(walk, pages, tmp_path / "my-work.json")
        walk.open_kept_policy()


def saves_deletes_and_loads(walk: Walk, pages: list[PageOfModule], file: Path) -> None:
    """Say that all work survives a reload, and comes back from a file when it was deleted."""
    shown = all_work(walk, pages)
    walk.save_work(file)
    kept = walk.kept()
    walk.reader.page.reload()
    walk.reader.arrive(MY_WORK)
    assert (all_work(walk, pages), walk.kept()) == (shown, kept)
    walk.delete_work()
    assert walk.kept() == {}
    walk.reader.finds_no_barrier()
    walk.load_work(file)
    assert (all_work(walk, pages), walk.kept()) == (shown, kept)
    walk.reader.finds_no_barrier()


def all_work(walk: Walk, pages: list[PageOfModule]) -> list[str]:
    """Return what the page of one's own work shows: every page, answer, exercise and policy of the walk."""
    blocks = walk.reader.page.locator(".my-work section")
    expect(blocks).to_have_count(5)
    finished, package, own, answers, exercises = blocks.all()
    for page in pages:
        expect(link_to(finished, page.document)).to_have_count(1)
    expect(package.get_by_role("link", name=walk.module.title.lower())).to_have_count(1)
    expect(package.get_by_role("listitem").first).to_contain_text("For ")
    expect(own.get_by_role("listitem")).to_have_text([SENTENCE])
    expect(answers).to_contain_text(f"{len(walk.answered)} questions answered")
    expect(exercises.get_by_role("listitem")).to_have_count(1)
    return blocks.all_inner_texts()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_press_that_loses_the_reader_is_found(fault: str, browser: Browser) -> None:
    """A trap, a focus that is not marked, covered or gone stops the walk."""
    with a_reader(browser, BUTTONS) as reader:
        first, second = reader.page.get_by_role("button").all()
        reader.go_to(first)
        reader.page.evaluate(f"() => {{ {FAULTS[fault]} }}")
        with pytest.raises(AssertionError, match=fault):
            reader.go_to(second)


@pytest.mark.parametrize("fault", BARRIERS)
def test_a_barrier_is_found(fault: str, browser: Browser, site_url: str) -> None:
    """A picture without a text, a colour that fails in the dark only and a wide page stop the walk."""
    with a_reader(browser, f"{site_url}{MY_WORK}.html") as reader:
        reader.finds_no_barrier()
        reader.page.evaluate(f"() => {{ {BARRIERS[fault]} }}")
        with pytest.raises(AssertionError, match=fault):
            reader.finds_no_barrier()
