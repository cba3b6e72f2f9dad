"""What must stay in sight and whole: tiles at every size, what is focused, and sliders in forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.policy_lab.conftest import OpenPage
from tests.policy_lab.lab_page import number

pytestmark = pytest.mark.browser
DEAR = "#version=1&1.id=child_benefit&1.amount.value=35.2"
PHONE = {"width": 360, "height": 640}
CLIPPED = """(lab) => [...lab.shadowRoot.querySelectorAll(".tile, .tile *, .strip .mark")].filter((each) => {
  const [box, tile] = [each, each.closest(".tile, .strip")].map((node) => node.getBoundingClientRect());
  const range = document.createRange();
  range.selectNodeContents(each);
  const text = range.getBoundingClientRect();
  return text.right > tile.right + 0.5 || text.left < tile.left - 0.5 || box.right > innerWidth + 0.5;
}).map((each) => each.textContent)"""
# The focused control, and the tiles over it.
HIDDEN = """() => {
  const root = document.querySelector("policy-lab").shadowRoot;
  const [one, strip] = [root.activeElement, root.querySelector(".strip")];
  if (!one) return null;
  const [box, over] = [one, strip].map((each) => each.getBoundingClientRect());
  const covered = box.bottom > over.top && box.top < over.bottom && box.right > over.left;
  return covered || box.top < 0 || box.bottom > innerHeight ? one.outerHTML.slice(0, 80) : "";
}"""

# Shifts of the layout while each slider in sight goes through its range. Where a number is written anew in
# its place, the browser tells a shift of its letters, by a pixel at most, though the box stays where it was.
SHIFTS = """async () => {
  let sum = 0;
  const far = (side, { previousRect: one, currentRect: other }) => Math.abs(one[side] - other[side]) > 1;
  const moved = (source) => far("x", source) || far("y", source);
  const note = (entry) => entry.sources.some(moved) && (sum += entry.value);
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift" });
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const every = [...document.querySelector("policy-lab").shadowRoot.querySelectorAll("input[type=range]")];
  for (const slider of every.filter((each) => each.offsetHeight)) {
    const first = slider.value;
    for (const share of [0, 0.1, 0.3, 0.6, 1, null]) {
      slider.value = share === null ? first : Number(slider.min) + (slider.max - slider.min) * share;
      slider.dispatchEvent(new Event("input"));
      await painted();
    }
  }
  return sum;
}"""


@pytest.mark.parametrize(("width", "down"), [(360, 0), (360, 700), (760, 0), (1280, 700)])
def test_a_moved_slider_moves_nothing_else(
    new_page: OpenPage, lab_address: str, width: int, down: int
) -> None:
    """From one end of each slider to the other, whatever is said, nothing in sight changes its place."""
    page = new_page(lab_address, viewport={"width": width, "height": 800})
    page.evaluate("(down) => scrollTo(0, down)", down)
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("text", ["100%", "200%"])
@pytest.mark.parametrize("size", [(320, 256), (360, 800), (640, 400), (700, 800), (760, 800), (1280, 800)])
def test_tiles_hold_their_numbers(
    new_page: OpenPage, lab_address: str, size: tuple[int, int], text: str
) -> None:
    """'12.94 %' and 'under 0.01 %' stand inside their tiles at every width, zoom and size of letters."""
    page = new_page(lab_address + DEAR, viewport={"width": size[0], "height": size[1]})
    page.evaluate("(size) => (document.documentElement.style.fontSize = size)", text)
    expect(page.locator(".tile.cost")).to_contain_text("12.9")
    assert page.locator("policy-lab").evaluate(CLIPPED) == []
    number(page, "Benefit").fill("0.001")
    expect(page.locator(".tile.cost")).to_contain_text("under 0.01")
    assert page.locator("policy-lab").evaluate(CLIPPED) == []


def test_tiles_do_not_stay_in_a_low_window(new_page: OpenPage, lab_address: str) -> None:
    """At a zoom of 400 % the tiles scroll away; in a window of usual height they stay."""
    for height, position in ((256, "static"), (800, "sticky")):
        page = new_page(lab_address, viewport={"width": 320, "height": height})
        expect(page.locator(".strip")).to_have_css("position", position)


@pytest.mark.parametrize("size", [(360, 640), (760, 600)])
def test_the_keyboard_never_loses_the_focus_behind_the_tiles(
    new_page: OpenPage, lab_address: str, size: tuple[int, int]
) -> None:
    """Each control that the Tab key reaches, forwards and backwards, stands clear of the tiles."""
    page = new_page(lab_address, viewport={"width": size[0], "height": size[1]})
    page.get_by_text("More settings").click()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("slider", name="Benefit").focus()
    lost = [hidden for _ in range(22) if (hidden := tabbed(page, "Tab"))]
    lost += [hidden for _ in range(22) if (hidden := tabbed(page, "Shift+Tab"))]
    assert lost == []


def tabbed(page: Page, key: str) -> str | None:
    """Press a key and return the focused control if it is not in sight."""
    page.keyboard.press(key)
    return page.evaluate(HIDDEN)


def test_the_copied_link_is_in_sight_on_a_phone(new_page: OpenPage, lab_address: str) -> None:
    """The link and its message open above the tiles, and the button says 'Copied' too."""
    page = new_page(lab_address, viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    box, tiles = (page.locator(name).bounding_box() for name in (".link-box", ".strip"))
    assert box is not None and tiles is not None
    assert box["y"] >= 0 and box["y"] + box["height"] <= tiles["y"]


def test_sliders_keep_their_track_in_forced_colours(new_page: OpenPage, lab_address: str) -> None:
    """A column of pixels through a slider, before its thumb and behind it, crosses a track."""
    page = new_page(lab_address, forced_colors="active")
    picture = page.get_by_role("slider", name="Quota").screenshot()
    before, behind = (set(colours(page, picture, share)) for share in (0.1, 0.9))
    assert len(before) >= 3 and len(behind) >= 2
    assert before != behind


def colours(page: Page, picture: bytes, share: float) -> list[str]:
    """Return the colours of the pixels in a column at this share of the picture's width."""
    script = """async ([bytes, share]) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(Math.round(image.width * share), 0, 1, image.height);
      return Array.from({ length: image.height }, (_, row) => data.slice(4 * row, 4 * row + 3).join());
    }"""
    return page.evaluate(script, [list(picture), share])
