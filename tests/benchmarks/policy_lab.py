"""Times the policy lab in Chromium: `python -m tests.benchmarks.policy_lab` prints the figures.

A slider event is timed from the start of its handler to a forced layout, on the country's full
population: then the headline and what is on the screen are there. What is below the screen follows after
the next frame, for which the second figure waits. On a machine that does other things too, only the
processor's own time tells something. The time of a fixed piece of plain JavaScript in the same run stands
beside it, so that two machines can be compared by the ratio. Nothing here passes or fails.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from simulator.schemes import all_schemes
from simulator.widgets.policy_lab import DEFAULT_CONTROLS, PolicyLab, write_site_files
from simulator.widgets.policy_lab.packs import LATER, START, packed_files
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
async ([events, whole]) => {
  const lab = document.querySelector("policy-lab");
  const every = [...lab.shadowRoot.querySelectorAll("input[type=range]")];
  const sliders = every.filter((each) => each.offsetHeight);
  const times = [];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let event = 0; event < events; event++) {
    const slider = sliders[event % sliders.length];
    const [low, high] = [Number(slider.min), Number(slider.max)];
    slider.value = low + (high - low) * ((event * 0.381966) % 1);
    const painted = new Promise((done) => addEventListener("policy-lab:rendered", done, { once: true }));
    const start = performance.now();
    slider.dispatchEvent(new Event("input"));
    // What is refused paints nothing: then two frames are the end.
    if (whole) await Promise.race([painted, frame().then(frame)]);
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
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    first = page.evaluate(EVENTS, [1, False])[0]
    page.evaluate(EVENTS, [100, False])
    times, painted = page.evaluate(EVENTS, [600, False]), page.evaluate(EVENTS, [100, True])
    yardstick = min(page.evaluate(YARDSTICK) for _ in range(5))
    print(
        f"processor / {slower}: first {first:.1f} ms, {quantiles(times)}; all painted {quantiles(painted)}; "
        f"sorting 200,000 numbers {yardstick:.1f} ms; ratio {sorted(times)[300] / yardstick:.3f}"
    )
    if slower == 1:
        print(f"processor's own time: {quantiles([own_time(page, session) for _ in range(200)])}")


def quantiles(times: list[float]) -> str:
    """Return the median and the 95th percentile of some times in milliseconds."""
    ordered = sorted(times)
    return f"median {ordered[len(ordered) // 2]:.2f} ms, p95 {ordered[int(0.95 * len(ordered))]:.2f} ms"


def own_time(page: Page, session: CDPSession) -> float:
    """Return the milliseconds that one slider event keeps the page's thread busy: scripts, styles, layout."""

    def busy() -> float:
        found = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        parts: list[float] = [
            found[name] for name in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
        ]
        return 1000 * sum(parts)

    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = busy()
    page.evaluate(EVENTS, [1, False])
    return busy() - before


def print_bytes(folder: Path) -> None:
    """Print what a page with a lab loads, as a server with gzip sends it."""
    sizes = {".js": 0, ".css": 0, ".json": 0, ".population": 0}
    stand_ins = {folder / name for name in packed_files()} - {folder / START, folder / LATER}
    for path in sorted({path for path in folder.rglob("*") if path.is_file()} - stand_ins):
        if path.suffix == ".population" and path.stem != "nepal":
            continue
        content = path.read_bytes()
        packed = content if path.suffix == ".population" else gzip.compress(content, 6)
        sizes[path.suffix] += len(packed)
    print(", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in sizes.items()), end="; ")
    print(f"together {sum(sizes.values()) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
