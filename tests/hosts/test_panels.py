"""The panels in a real JupyterLab: a value is chosen, a survey is chosen, and the results follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from deploy.programs import Plan
from tests.hosts.conftest import Live, OpenLive
from tests.hosts.test_live import run_all_cells
from tests.simulator.widgets.surveys import arumia_csv

pytestmark = pytest.mark.browser
PATIENCE = 90_000


@pytest.fixture(scope="module")
def opened(lab_server: Plan, open_live: OpenLive) -> Live:
    """The book's page with the panels, opened in JupyterLab and run."""
    (address,) = lab_server.links.values()
    # In a workspace of its own: in the other's, the kernel of its notebook looks like this one's.
    live = open_live(address.replace("/lab/tree/both_hosts", "/lab/workspaces/panels/tree/panels"))
    run_all_cells(live.page)
    last = cell_of(live.page, "A proxy score of your own")
    expect(last).to_contain_text("The variables explain", timeout=PATIENCE)
    return live


def cell_of(page: Page, heading: str) -> Locator:
    """Return the output that shows the panel with a heading."""
    named = page.get_by_role("heading", name=heading, exact=True)
    return page.locator(".jp-OutputArea-output").filter(has=named)


def test_a_value_changes_the_result(opened: Live) -> None:
    """Another indexation changes the cost of 2050; a value out of bounds is told beside its field."""
    panel = cell_of(opened.page, "A policy to 2050")
    sentence = panel.locator("p", has_text="The policy costs")
    before = sentence.inner_text()
    panel.get_by_label("What the amounts follow").select_option(label="GDP per person")
    expect(sentence).not_to_have_text(before)
    panel.get_by_label("Take-up", exact=True).fill("7")
    panel.get_by_label("Take-up", exact=True).press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("Allowed: a number from 0 to 1")


def test_a_survey_is_chosen_and_computed(opened: Live, tmp_path: Path) -> None:
    """A file of one's own is checked in words, gives results, and a brief to take along."""
    panel = cell_of(opened.page, "Your own survey")
    panel.get_by_label("Country that lends its money and poverty lines").select_option(label="Arumia")
    (tmp_path / "arumia.csv").write_bytes(arumia_csv())
    with opened.page.expect_file_chooser() as chooser:
        panel.get_by_role("button", name="Choose the survey's file").click()
    chooser.value.set_files(tmp_path / "arumia.csv")
    expect(panel.get_by_role("heading", name="arumia.csv: 0 errors")).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_role("region", name="95 % intervals")).to_be_visible()
    panel.get_by_role("button", name="Make the files to download").click()
    with opened.page.expect_download() as download:
        panel.get_by_role("link", name="Download brief.html").click()
    assert "<h1>Child benefit</h1>" in Path(download.value.path()).read_text("utf-8")


def test_a_bootstrap_is_drawn_and_stopped(opened: Live) -> None:
    """On the same people: the status tells of each end."""
    panel = cell_of(opened.page, "How sure is a result: bootstrap intervals")
    panel.get_by_role("button", name="Draw the replicates").click()
    expect(panel.get_by_role("status")).to_have_text("Done.", timeout=PATIENCE)
    expect(panel.get_by_role("region", name="500 replicates")).to_be_visible()
    panel.get_by_label("Replicates", exact=True).fill("20000")
    panel.get_by_label("Replicates", exact=True).press("Enter")
    panel.get_by_role("button", name="Draw the replicates").click()
    panel.get_by_role("button", name="Stop", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("Stopped.")


def test_the_panels_are_for_everybody(opened: Live) -> None:
    """axe finds nothing in any panel, nothing failed in the page, and no other host was asked."""
    found = Axe().run(opened.page, context=".widget-vbox").response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    host = "/".join(opened.page.url.split("/")[:3])
    own = (host, "data:", f"blob:{host}")
    assert [each for each in opened.addresses if not each.startswith(own)] == []
    assert opened.failures == []
