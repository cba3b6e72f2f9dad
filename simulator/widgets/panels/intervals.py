"""The panel for sampling intervals by bootstrap: it shows how far it is, and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Thread
from typing import Any

import ipywidgets

from simulator.engine import Outcome, simulate
from simulator.errors import SimulatorError
from simulator.reports.intervals import SAMPLING
from simulator.uncertainty import Estimated, Resampling, bootstrap, design_of
from simulator.uncertainty.records import FEWEST_REPLICATES, HIGHEST_LEVEL, LEVEL, LOWEST_LEVEL
from simulator.widgets.panels.chooser import PeopleChooser
from simulator.widgets.panels.fields import Fields, button
from simulator.widgets.panels.form import Entered, Form, declared, form_after, form_of
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.people import PeopleState
from simulator.widgets.panels.pieces import alert, heading, paragraph
from simulator.widgets.panels.policies import PolicyState, PolicyView, policy_after
from simulator.widgets.panels.survey import PeopleChanged
from simulator.widgets.panels.tables import intervals_table

RESAMPLING = declared(
    {
        "replicates": {
            "kind": "number",
            "unit": "replicates",
            "label": "Replicates",
            "help": "How often the sample is drawn anew from itself. More of them make the ends steadier.",
            "bounds": {"low": FEWEST_REPLICATES, "high": 20_000, "step": 100},
            "default": 500,
        },
        "level": {
            "kind": "number",
            "unit": "share",
            "label": "Level",
            "help": "The share of samples whose interval would hold the truth.",
            "bounds": {"low": LOWEST_LEVEL, "high": HIGHEST_LEVEL, "step": 0.01},
            "default": LEVEL,
        },
    }
)
UNFORESEEN = "Something unforeseen went wrong ({}), and there is no result. Try fewer replicates."
IDLE, RUNNING, STOPPED, DONE = "not begun", "running", "stopped", "done"


@dataclass(frozen=True, eq=False)
class IntervalsState:
    """People, a policy, how to resample, and a run: its number, its status, how many replicates are done.

    A change of anything ends the run: what an older one still tells is not heard.
    """

    people: PeopleState = field(default_factory=PeopleState)
    policy: PolicyState = field(default_factory=PolicyState)
    form: Form = field(default_factory=lambda: form_of(RESAMPLING))
    run: int = 0
    status: str = IDLE
    done: int = 0
    intervals: tuple[Estimated, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Started:
    """A run is asked for."""


@dataclass(frozen=True)
class StopAsked:
    """The run is to end without a result."""


@dataclass(frozen=True)
class Progressed:
    """A run has come so far, in replicates."""

    run: int
    done: int


@dataclass(frozen=True)
class Finished:
    """A run has found its intervals."""

    run: int
    intervals: tuple[Estimated, ...]


@dataclass(frozen=True)
class Failed:
    """A run was refused, in words."""

    run: int
    error: str


class RunEnded(Exception):
    """Ends a bootstrap that nobody waits for."""


def intervals_after(state: IntervalsState, event: object) -> IntervalsState:
    """Return the state after an event; events of the policy and of the form are taken too.

    >>> state = intervals_after(IntervalsState(), Started())
    >>> state.status, state.error
    ('not begun', 'Choose the people first.')
    """
    match event:
        case Started():
            return _started(state)
        case StopAsked():
            return replace(state, status=STOPPED, run=state.run + 1) if state.status == RUNNING else state
        case Progressed(run, done):
            return replace(state, done=done) if run == state.run else state
        case Finished(run, intervals):
            return replace(state, status=DONE, intervals=intervals) if run == state.run else state
        case Failed(run, error):
            return replace(state, status=IDLE, error=error) if run == state.run else state
        case PeopleChanged(people):
            changed = replace(state, people=people)
        case Entered():
            changed = replace(state, form=form_after(state.form, event))
        case _:
            changed = replace(state, policy=policy_after(state.policy, event))
    return _begun_anew(changed)


def _begun_anew(state: IntervalsState) -> IntervalsState:
    return replace(state, run=state.run + 1, status=IDLE, done=0, intervals=(), error="")


def _started(state: IntervalsState) -> IntervalsState:
    """Return a state that runs, or why it cannot: that is told before anything is drawn."""
    state = _begun_anew(state)
    if state.people.population is None:
        return replace(state, error="Choose the people first.")
    try:
        design_of(state.people.population)
        resampling_of(state)
    except SimulatorError as error:
        return replace(state, error=str(error))
    return replace(state, status=RUNNING)


def resampling_of(state: IntervalsState) -> Resampling:
    """Return how to resample, as the form says it.

    >>> resampling_of(IntervalsState()).replicates
    500
    """
    return Resampling(replicates=state.form.whole("replicates"), level=state.form.number("level"))


def status_text(state: IntervalsState) -> str:
    """Return in words how far a run is.

    >>> status_text(IntervalsState())
    'Not begun.'
    """
    total = state.form.whole("replicates")
    if state.status == RUNNING:
        return f"Running: {state.done:,} of {total:,} replicates are done."
    return f"{state.status.capitalize()}."


class IntervalsPanel(Panel[IntervalsState]):
    """Bootstrap intervals of a policy on a survey, with progress and a button to stop.

    A `chooser` of another panel shares its people. The work runs beside the notebook, in a thread of its own.

    >>> IntervalsPanel().state.status
    'not begun'
    """

    title = "How sure is a result: bootstrap intervals"

    def __init__(self, chooser: PeopleChooser | None = None) -> None:
        self.chooser = PeopleChooser() if chooser is None else chooser
        self._is_own = chooser is None
        self.thread: Thread | None = None
        super().__init__(IntervalsState(people=self.chooser.state), intervals_after)
        self.chooser.listen(lambda chosen: self.send(PeopleChanged(chosen)))

    def start(self) -> None:
        """Begin a run in a thread of its own, or say why there is none."""
        self.send(Started())
        if self.state.status == RUNNING:
            self.thread = Thread(target=self._run, args=(self.state,), daemon=True)
            self.thread.start()

    def _run(self, state: IntervalsState) -> None:
        def watch(done: int) -> None:
            if self.state.run != state.run:
                raise RunEnded
            self.send(Progressed(state.run, done))

        try:
            found = bootstrap(_outcome(state), resampling_of(state), watch=watch)
        except RunEnded:
            return
        except SimulatorError as error:
            self.send(Failed(state.run, str(error)))
        except Exception as error:  # nobody else hears of it: the panel would say for ever that it runs
            self.send(Failed(state.run, UNFORESEEN.format(type(error).__name__)))
        else:
            self.send(Finished(state.run, found))

    def _build(self) -> Any:
        self.policy = PolicyView(self.send)
        self.fields = Fields(lambda path, value: self.send(Entered(path, value)))
        self.start_button = button("Draw the replicates", self.start)
        self.stop_button = button("Stop", lambda: self.send(StopAsked()), "End the run without a result")
        self.bar = ipywidgets.IntProgress(description="Progress", min=0)
        self.status, self.error, self.result = (ipywidgets.HTML() for _ in range(3))
        title = ipywidgets.HTML(heading(self.title, 2))
        people = [self.chooser.widget] if self._is_own else []
        run = ipywidgets.HBox([self.start_button, self.stop_button, self.bar])
        controls = [self.policy.widget, self.fields.widget, run, self.status, self.error, self.result]
        return ipywidgets.VBox([title, *people, *controls])

    def _draw(self) -> None:
        state = self.state
        self.policy.show(state.policy)
        self.fields.show(state.form.parameters, state.form.values, state.form.errors)
        self.start_button.disabled = state.status == RUNNING
        self.stop_button.disabled = state.status != RUNNING
        self.bar.max, self.bar.value = state.form.whole("replicates"), state.done
        self.status.value = f'<div role="status">{paragraph(status_text(state))}</div>'
        self.error.value = alert(state.error)
        told = intervals_table(state.intervals) + paragraph(SAMPLING) if state.intervals else ""
        self.result.value = told


def _outcome(state: IntervalsState) -> Outcome:
    assert state.people.population is not None
    return simulate(state.people.population, state.policy.policy)
