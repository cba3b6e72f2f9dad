"""A parameter as stock controls: label, unit, bounds and help from its declaration, an error beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets

from simulator.parameters import Parameter, Value, plain
from simulator.widgets.panels.pieces import alert, listed

# Native inputs with a label of their own: a keyboard and a screen reader know them.
STYLE = {"description_width": "initial"}
WIDE = {"width": "auto", "max_width": "min(100%, 36rem)", "align_self": "flex-start"}
# Some pages are of the grey that buttons have: a line tells them apart.
BUTTON = {"width": "auto", "align_self": "flex-start", "border": "1px solid currentColor"}
Send = Callable[[str, object], None]
Options = Sequence[tuple[str, Any]]
NOTHING = ""


def hint(parameter: Parameter, parameters: Mapping[str, Parameter], values: Mapping[str, Value]) -> str:
    """Return what a control takes, in a few words: its bounds and its unit; of a choice, nothing.

    >>> from simulator.schemes import all_schemes
    >>> declared = all_schemes()["child_benefit"].parameters
    >>> hint(declared["take_up"], declared, {})
    '0 to 1, share'
    >>> hint(declared["amount.value"], declared, {"amount.unit": "percent_gdp_per_person"})
    '0 to 100, % of GDP per person'
    """
    if parameter.kind == "choice":
        return ""
    bounds, unit = parameter.bounds_for(values), parameter.unit
    if parameter.unit_from:
        unit = parameters[parameter.unit_from].choices[str(values[parameter.unit_from])]
    return f"{plain(bounds.low)} to {plain(bounds.high)}, {unit}"


class Field:
    """The controls of one parameter: `send` hears its path and what a reader has typed or chosen.

    `show` writes a value into the controls; beside an error they keep what was typed, to be mended.
    """

    def __init__(self, parameter: Parameter, send: Send) -> None:
        self.parameter = parameter
        self._send, self._is_drawing = send, False
        self.controls = _controls(parameter)
        self.hint, self.error = ipywidgets.HTML(), ipywidgets.HTML()
        for each in self.controls:
            each.observe(self._heard, names="value")
        row = ipywidgets.HBox([*self.controls, self.hint], layout={"flex_flow": "row wrap"})
        self.widget = ipywidgets.VBox([row, self.error])

    def show(self, value: Value, takes: str, error: str = "") -> None:
        """Show a value, what the controls take, and what is wrong with what was typed."""
        self.hint.value, self.error.value = escape(takes), alert(error)
        if error:
            return
        self._is_drawing = True
        try:
            for control, part in zip(
                self.controls, value if isinstance(value, tuple) else (value,), strict=True
            ):
                control.value = part
        finally:
            self._is_drawing = False

    def _heard(self, _change: object) -> None:
        if not self._is_drawing:
            typed = [each.value for each in self.controls]
            self._send(self.parameter.path, typed if self.parameter.kind == "range" else typed[0])


class Fields:
    """The fields of several parameters; those that are not named in `first` stand behind a check box."""

    def __init__(self, send: Send, first: Sequence[str] = ()) -> None:
        self._send, self._first = send, tuple(first)
        self._fields: dict[str, Field] = {}
        self._front, self._rest, self._help = ipywidgets.VBox(), ipywidgets.VBox(), ipywidgets.HTML()
        self._more = ipywidgets.Checkbox(description="Show all settings", indent=False)
        self._more.observe(self._open, names="value")
        self.widget = ipywidgets.VBox([self._front, self._more, self._rest, self._help])

    def show(
        self, parameters: Mapping[str, Parameter], values: Mapping[str, Value], errors: Mapping[str, str]
    ) -> None:
        """Show the parameters that have a value, each with its error; the others are not in force."""
        wanted = [parameters[path] for path in values]
        if wanted != [each.parameter for each in self._fields.values()]:
            self._build(wanted)
        for path, field in self._fields.items():
            field.show(values[path], hint(parameters[path], parameters, values), errors.get(path, ""))

    def field(self, path: str) -> Field:
        """Return the field of a parameter in force."""
        return self._fields[path]

    def _build(self, wanted: Sequence[Parameter]) -> None:
        """Make the fields anew, keeping those whose parameter stays: a reader may have the focus there."""
        kept = {path: each for path, each in self._fields.items() if each.parameter in wanted}
        self._fields = {each.path: kept.get(each.path) or Field(each, self._send) for each in wanted}
        front = [path for path in self._fields if self._is_first(path)]
        self._front.children = [self._fields[path].widget for path in front]
        self._rest.children = [each.widget for path, each in self._fields.items() if path not in front]
        meanings = listed(f"{each.label}: {each.help}" for each in wanted)
        self._help.value = f"<details><summary>What these settings mean</summary>{meanings}</details>"
        self._open()

    def _is_first(self, path: str) -> bool:
        return not self._first or path in self._first or path.startswith("rule.")

    def _open(self, _change: object = None) -> None:
        self._more.layout.display = "" if self._rest.children else "none"
        self._rest.layout.display = "" if self._more.value else "none"


class Choice:
    """A list to choose from: `send` hears what a reader chooses, and nothing of what `show` shows.

    An option may stand for None, which the list itself takes for nothing chosen.
    """

    def __init__(self, label: str, send: Callable[[Any], object], options: Options = ()) -> None:
        self._send, self._is_drawing = send, False
        self.widget = ipywidgets.Dropdown(description=label, options=_kept(options), style=STYLE, layout=WIDE)
        self.widget.observe(self._heard, names="value")

    def show(self, value: object, options: Options | None = None) -> None:
        """Show a value, and other options where they have changed."""
        self._is_drawing = True
        try:
            if options is not None and list(self.widget.options) != _kept(options):
                self.widget.options = _kept(options)
            self.widget.value = NOTHING if value is None else value
        finally:
            self._is_drawing = False

    def _heard(self, change: Any) -> None:
        if not self._is_drawing:
            self._send(None if change.new == NOTHING else change.new)


def button(label: str, pressed: Callable[[], None], told: str = "") -> Any:
    """Return a button that calls a function, with a longer text for who points at it."""
    made = ipywidgets.Button(description=label, tooltip=told or label, layout=BUTTON)
    made.on_click(lambda _button: pressed())
    return made


def _kept(options: Options) -> list[tuple[str, Any]]:
    return [(label, NOTHING if value is None else value) for label, value in options]


def _controls(parameter: Parameter) -> tuple[Any, ...]:
    """Return the controls of a parameter: a choice has one, a number one, a range two."""
    given = {"tooltip": parameter.help, "style": STYLE, "layout": WIDE}
    if parameter.kind == "choice":
        options = [(label, name) for name, label in parameter.choices.items()]
        return (ipywidgets.Dropdown(description=parameter.label, options=options, **given),)
    if parameter.kind == "range":
        labels = f"{parameter.label}, from", f"{parameter.label}, to"
        return tuple(ipywidgets.IntText(description=label, **given) for label in labels)
    steps = {bounds.step for bounds in parameter.bounds.values()}
    return (ipywidgets.FloatText(description=parameter.label, step=min(steps), **given),)
