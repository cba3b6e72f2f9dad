"""What all panels are: a frozen state, a pure function from state and event to state, and a drawing of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from html import escape
from threading import RLock
from typing import Any, Generic, TypeVar

from simulator.widgets.building import is_building_book

State = TypeVar("State")
OPEN = (
    "It computes in Python, and this page has none behind it. To open it, run <code>make serve</code> in the "
    "folder of the course and choose the panels as a notebook. In a JupyterLab or Voilà of your own, after "
    '<code>pip install ".[course,surveys,reports]"</code>: '
)


class Panel(Generic[State]):
    """Controls and results in a notebook: `state` holds all that they show, `widget` draws it.

    `send` takes an event; the state after it is drawn. A thread may send too: one event at a time is taken.
    """

    title = ""

    def __init__(self, state: State, after: Callable[[State, Any], State]) -> None:
        self.state, self._after = state, after
        self._lock = RLock()
        self._listeners: list[Callable[[State], None]] = []

    def send(self, event: object) -> None:
        """Take an event, draw the state after it, and tell those who listen."""
        with self._lock:
            self.state = self._after(self.state, event)
            if "widget" in vars(self):
                self._draw()
            for each in self._listeners:
                each(self.state)

    def listen(self, heard: Callable[[State], None]) -> None:
        """Call a function with the state after each event."""
        self._listeners.append(heard)

    @cached_property
    def widget(self) -> Any:
        """The ipywidget to display, made when first asked for."""
        made = self._build()
        self._draw()
        return made

    def _build(self) -> Any:
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if not is_building_book():
            return self.widget._repr_mimebundle_(**kwargs)
        name = type(self).__name__
        typed = escape(f"from simulator.widgets import {name}; {name}()")
        told = f"<p><strong>{escape(self.title)}.</strong> {OPEN}<code>{typed}</code></p>"
        return {"text/plain": f"{name}()", "text/html": told}
