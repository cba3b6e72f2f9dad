"""Take the README's picture of the first lesson from the built site: `python -m book.picture`."""

import shutil
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from book.__main__ import ROOT
from deploy.serve import SITE, free_server

PICTURE = ROOT / "book" / "pictures" / "lesson.png"
# Every child from 0 to 17, the poorest fifth by score: a policy with something to see in each chart.
POLICY = (
    "version=1&1.id=child_benefit&1.who.age=0-17&1.rule=proxy_quota"
    "&1.rule.proxy_quota.share=0.2&1.amount.value=8&f1.id=external"
)
WIDTH, HEIGHT, MARGIN_ABOVE = 1280, 860, 120


def take(page: Page, address: str) -> None:
    """Open the lesson at its lab, and keep what a reader sees."""
    page.goto(f"{address}modules/children/first_lesson.html#{POLICY}")
    page.wait_for_function("document.querySelector('policy-lab')?.shadowRoot?.querySelector('svg')")
    page.evaluate(
        "margin => window.scrollTo({top: document.querySelector('policy-lab').offsetTop - margin,"
        " behavior: 'instant'})",
        MARGIN_ABOVE,
    )
    page.screenshot(path=PICTURE)


def main() -> None:
    """Serve the site, drive the system's Chromium, write the picture."""
    server = free_server(SITE, 8000)
    Thread(target=server.serve_forever, daemon=True).start()
    PICTURE.parent.mkdir(exist_ok=True)
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        take(page, f"http://127.0.0.1:{server.server_address[1]}/")
        chromium.close()
    server.shutdown()


if __name__ == "__main__":
    main()
