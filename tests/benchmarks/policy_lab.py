"""Times the policy lab in Chromium: `python -m tests.benchmarks.policy_lab` prints the figures.

A slider event is timed from the start of its handler to a forced layout, on the country's full
population. The time of a fixed piece of plain JavaScript in the same run stands beside it, so that
two machines can be compared by the ratio. Nothing here passes or fails.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

from simulator.schemes import all_schemes
from simulator.widgets.policy_lab import DEFAULT_CONTROLS, PolicyLab, write_site_files
from tests.conftest import QUIET, served

POLICY = "{version: 1, schemes: [{id: child_benefit, rule: {proxy_quota: {share: 0.4}}, take_up: 0.8}]}"
PACKAGE = """
version: 1
schemes:
- {id: child_benefit, rule: {proxy_quota: {share: 0.4}}, take_up: 0.8}
- {id: social_pension}
- {id: disability_benefit}
- {id: maternity_benefit}
- {id: household_benefit, rule: {proxy_quota: {share: 0.2}}}
interactions:
- {id: exclusive, schemes: [social_pension, disability_benefit]}
financing:
- {id: levy_on_consumption, share: 0.5}
- {id: progressive_levy_on_consumption, share: 0.3}
- {id: subsidy_cut, subsidy: 5, share: 0.2}
"""
FREE = {"schemes": list(all_schemes()), "controls": [*DEFAULT_CONTROLS, "interactions", "financing"]}
EVENTS = """
(events) => {
  const lab = document.querySelector("policy-lab");
  const every = [...lab.shadowRoot.querySelectorAll("input[type=range]")];
  const sliders = every.filter((each) => each.offsetHeight);
  const times = [];
  for (let event = 0; event < events; event++) {
    const slider = sliders[event % sliders.length];
    const [low, high] = [Number(slider.min), Number(slider.max)];
    slider.value = low + (high - low) * ((event * 0.381966) % 1);
    const start = performance.now();
    slider.dispatchEvent(new Event("input"));
    lab.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}
"""
YARDSTICK = """
() => {
  const values = Float64Array.from({ length: 200000 }, (_, index) => Math.sin(index * index));
  const start = performance.now();
  values.sort();
  return performance.now() - start;
}
"""
READY = "window.ready = new Promise((done) => addEventListener('policy-lab:rendered', done, { once: true }))"


def main() -> None:
    """Print the time of a slider event, plain and on a processor four times slower, and the bytes to load."""
    with (
        tempfile.TemporaryDirectory() as name,
        served(Path(name)) as address,
        sync_playwright() as playwright,
    ):
        folder = Path(name)
        write_site_files(folder / "policy-lab")
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET)
        for name, lab in (
            ("one scheme", PolicyLab("nepal", POLICY)),
            ("five schemes, three sources", PolicyLab("nepal", PACKAGE, **FREE)),
        ):
            script = '<script type="module" src="policy-lab/policy-lab.js"></script>'
            html = f"<!doctype html><meta charset=utf-8>{script}{lab._repr_html_()}"
            (folder / "page.html").write_text(html, "utf-8")
            print_page(browser, address, name)
        browser.close()
        print_bytes(folder / "policy-lab")


def print_page(browser: Browser, address: str, name: str) -> None:
    """Print the times of one lab, everything that can be set in sight."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(READY)
    page.goto(address + "page.html")
    page.evaluate("() => window.ready.then(() => true)")
    page.locator("details.part").evaluate_all("(folds) => folds.forEach((fold) => (fold.open = true))")
    print(name)
    for slower in (1, 4):
        print_times(page, slower)
    page.close()


def print_times(page: Page, slower: int) -> None:
    """Print the quantiles of a slider event on a processor so many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    first = page.evaluate(EVENTS, 1)[0]
    page.evaluate(EVENTS, 100)
    times = sorted(page.evaluate(EVENTS, 600))
    yardstick = min(page.evaluate(YARDSTICK) for _ in range(5))
    median, late = times[len(times) // 2], times[int(0.95 * len(times))]
    print(
        f"processor / {slower}: first {first:.1f} ms, median {median:.2f} ms, p95 {late:.2f} ms; "
        f"sorting 200,000 numbers {yardstick:.1f} ms; ratio {median / yardstick:.3f}"
    )


def print_bytes(folder: Path) -> None:
    """Print what a page with a lab loads, as a server with gzip sends it."""
    sizes = {".js": 0, ".css": 0, ".json": 0, ".population": 0}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".population" and path.stem != "nepal":
            continue
        content = path.read_bytes()
        packed = content if path.suffix == ".population" else gzip.compress(content, 6)
        sizes[path.suffix] += len(packed)
    print(", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in sizes.items()), end="; ")
    print(f"together {sum(sizes.values()) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
