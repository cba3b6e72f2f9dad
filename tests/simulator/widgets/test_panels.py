"""The panels' widgets, with no browser: they draw the state, and what is set in them is an event."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from ipywidgets import Widget

from simulator.schemes import all_schemes
from simulator.widgets import IntervalsPanel, ProjectionPanel, ProxyScorePanel, SurveyPanel
from simulator.widgets.panels import intervals
from simulator.widgets.panels.fields import Field, hint
from simulator.widgets.panels.form import Entered
from simulator.widgets.panels.people import CountryChosen, Lends, ScoreTaken
from simulator.widgets.panels.policies import Typed
from tests.simulator.widgets.surveys import arumia_csv, arumia_people

PARAMETERS = [(scheme, path) for scheme, each in all_schemes().items() for path in each.parameters]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close all widgets after a test: they would stay until the end."""
    yield
    Widget.close_all()


@pytest.mark.parametrize(("scheme", "path"), PARAMETERS)
def test_a_field_is_made_of_what_is_declared(scheme: str, path: str) -> None:
    """Each control has label and help and shows the default; bounds and unit stand beside it."""
    declared = all_schemes()[scheme].parameters
    values = {name: each.start({each.unit_from: first_unit(each)}) for name, each in declared.items()}
    heard: list[Any] = []
    field = Field(declared[path], lambda *told: heard.append(told))
    field.show(values[path], hint(declared[path], declared, values))
    for control in field.controls:
        assert control.description.startswith(declared[path].label)
        assert control.tooltip == declared[path].help
    shown = [control.value for control in field.controls]
    assert shown == (list(values[path]) if isinstance(values[path], tuple) else [values[path]])
    assert heard == []
    assert (declared[path].unit in field.hint.value) or declared[path].kind == "choice"


def first_unit(parameter: Any) -> str:
    """Return the first unit that a parameter may have."""
    return next(iter(parameter.bounds), "")


def chosen_file(panel: SurveyPanel, data: bytes, name: str) -> None:
    """Choose a file in the panel as the browser does."""
    upload = panel.chooser.parts.uploads["persons"]
    file = {"name": name, "type": "text/csv", "size": len(data), "content": memoryview(data)}
    upload.value = (file | {"last_modified": datetime.now(UTC)},)


def test_a_survey_goes_through_the_panel() -> None:
    """Lender, file, policy and files to download: each control changes the state, which is drawn."""
    panel = SurveyPanel()
    assert panel.widget.children and panel.after.layout.display == "none"
    panel.chooser.parts.lender.widget.value = "arumia"
    chosen_file(panel, arumia_csv(), "arumia.csv")
    assert "It loads." in panel.chooser.parts.found.value and panel.after.layout.display == ""
    assert panel.chooser.parts.uploads["persons"].value == ()
    take_up = panel.policy.fields.field("take_up")
    take_up.controls[0].value = 0.5
    assert panel.state.policy.setting.values["take_up"] == 0.5
    take_up.controls[0].value = 7
    assert 'role="alert"' in take_up.error.value and take_up.controls[0].value == 7
    assert "those of the last good policy" in panel.result.value
    assert panel.line.widget.label == "The reference line"
    panel.line.widget.value = "food"
    assert panel.state.line == "food" and "Food poverty line" in panel.result.value
    panel.line.widget.value = ""
    assert panel.state.line is None
    panel.policy.fields.field("rule").controls[0].value = "proxy_quota"
    assert take_up.error.value == "" and take_up.controls[0].value == 0.5
    panel.policy.fields.field("rule.proxy_quota.share").controls[0].value = 0.2
    panel.make.click()
    assert panel.files.value.count("<a download=") == 3


def test_what_a_file_says_is_shown_as_text() -> None:
    """A column called like a tag is escaped wherever it stands."""
    panel = SurveyPanel()
    panel.chooser.send(Lends("nepal"))
    _ = panel.widget
    chosen_file(panel, b"hhid,weight,<img src=x>\n1,10,30\n", "<b>.csv")
    found = panel.chooser.parts.found.value
    assert "&lt;b&gt;.csv" in found and "<b>" not in found and "<img" not in found


def test_a_policy_is_written_as_text() -> None:
    """What is pasted becomes the policy; what cannot be read stays to be mended, with the error below it."""
    panel = SurveyPanel()
    _ = panel.widget
    panel.policy.text.value = "{version: 1, schemes: [{id: pension}, {id: birth_grant}]}"
    panel.policy.write.click()
    assert [each.scheme.id for each in panel.state.policy.policy.schemes] == ["pension", "birth_grant"]
    panel.policy.scheme.widget.value = 1
    assert panel.state.policy.setting.scheme.label == "Birth grant"
    panel.policy.text.value = "{version: 1, schemes: [{id: pensio}]}"
    panel.policy.write.click()
    assert "Did you mean" in panel.policy.text_error.value and "pensio}" in panel.policy.text.value
    panel.policy.take_out.click()
    assert [each.scheme.id for each in panel.state.policy.policy.schemes] == ["pension"]
    panel.policy.text.value = (
        "{version: 1, schemes: [{id: pension}], "
        "financing: [{id: external, share: 0.5}, {id: levy_on_consumption, share: 0.5}]}"
    )
    panel.policy.write.click()
    assert panel.policy.source.widget.label == "As the text of the policy says"
    panel.policy.source.widget.value = "external"
    assert panel.state.policy.policy.financing[0].source.id == "external"


def arumia_panel() -> SurveyPanel:
    """Return a survey panel with Arumia's file in it."""
    panel = SurveyPanel()
    panel.chooser.send(Lends("arumia"))
    panel.chooser.state = arumia_people()
    return panel


def test_a_bootstrap_shows_its_progress_and_ends() -> None:
    """The thread tells how far it is; the table stands when it is done, and the buttons follow."""
    panel = IntervalsPanel(arumia_panel().chooser)
    told: list[tuple[str, int]] = []
    panel.listen(lambda state: told.append((state.status, state.done)))
    _ = panel.widget
    panel.fields.field("replicates").controls[0].value = 100
    panel.start_button.click()
    assert panel.thread is not None
    panel.thread.join(30)
    assert panel.state.status == intervals.DONE and "100 replicates" in panel.result.value
    assert [done for status, done in told if status == intervals.RUNNING] == [0, 25, 50, 75, 100]
    assert panel.stop_button.disabled and not panel.start_button.disabled


def test_a_bootstrap_is_stopped() -> None:
    """Stopped after the first replicates, the thread ends by itself and leaves no result."""
    panel = IntervalsPanel(arumia_panel().chooser)
    _ = panel.widget
    panel.send(Entered("replicates", 20_000.0))
    panel.listen(
        lambda state: panel.stop_button.click() if state.status == "running" and state.done else None
    )
    panel.start_button.click()
    assert panel.thread is not None
    panel.thread.join(30)
    assert not panel.thread.is_alive()
    assert panel.state.status == intervals.STOPPED and panel.result.value == ""
    assert 0 < panel.state.done < 20_000 and "Stopped." in panel.status.value


@pytest.mark.parametrize("part", ["bootstrap", "_outcome"])
def test_a_bootstrap_that_breaks_says_so(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """What nobody has foreseen is told with its name, the run is over, and another may be begun."""

    def broken(*_given: object, **_more: object) -> None:
        raise MemoryError

    panel = IntervalsPanel(arumia_panel().chooser)
    _ = panel.widget
    with monkeypatch.context() as patched:
        patched.setattr(intervals, part, broken)
        panel.start_button.click()
        assert panel.thread is not None
        panel.thread.join(30)
    assert "Something unforeseen went wrong (MemoryError)" in panel.error.value
    assert "Not begun." in panel.status.value
    assert panel.stop_button.disabled and not panel.start_button.disabled
    panel.send(Entered("replicates", 100.0))
    panel.start_button.click()
    panel.thread.join(30)
    assert panel.state.status == intervals.DONE and panel.error.value == ""


def test_a_projection_follows_its_controls() -> None:
    """Another indexation changes the last year's cost; a wrong year is told beside its field."""
    panel = ProjectionPanel("nepal")
    _ = panel.widget
    before = panel.state.projection
    panel.fields.field("indexation").controls[0].value = "gdp_per_person"
    assert before is not None and panel.state.projection is not None
    assert panel.state.projection.years[-1].cost_year > before.years[-1].cost_year
    panel.fields.field("to").controls[0].value = 1999
    assert "1999" in panel.fields.field("to").error.value
    panel.send(Typed("take_up", 0.0))
    assert "0.0000 % of GDP in 2022 and 0.0000 % in 2050" in panel.result.value
    panel.chooser.send(CountryChosen("arumia"))
    assert "held_constant" in panel.error.value


def test_a_score_is_taken_by_the_people_of_another_panel() -> None:
    """'Use this score' gives it to the shared people: a quota in the survey panel then ranks by it."""
    owner = arumia_panel()
    panel = ProxyScorePanel(chooser=owner.chooser)
    _ = panel.widget
    before = owner.chooser.state.population
    panel.variables.value = ("log_size",)
    panel.use.click()
    after = owner.chooser.state.population
    assert before is not None and after is not None
    assert after.households.proxy_score is not before.households.proxy_score
    assert owner.state.people.population is after and "log_size" in panel.result.value
    owner.chooser.send(ScoreTaken(None))
    assert owner.chooser.state.model is None


def test_in_a_book_a_panel_is_a_sentence() -> None:
    """While the book is built no channel is opened: the page says how to open the panel."""
    program = """
import comm
opened = []
comm.create_comm = lambda **given: opened.append(given)
from simulator.widgets import IntervalsPanel, SurveyPanel
for kind in (IntervalsPanel, SurveyPanel):
    shown = kind()._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}, set(shown)
    assert f"{kind.__name__}()" in shown["text/html"] and "make serve" in shown["text/html"]
assert not opened
"""
    environment = os.environ | {"SOCIAL_PROTECTION_BOOK": "1"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
