"""The numbers of a printed brief: for the eye, with their exact digits, their path, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from simulator.reports.layout import ABSENT, number_text
from simulator.reports.packages import needs

SAMPLING = (
    "In brackets: {level:g} % sampling intervals ({method}). They say how far the result of another sample "
    "would lie from this one, and nothing of errors of the survey or of what a policy is assumed to do."
)
NOT_SAMPLING = (
    "In brackets: the assumption range, lowest and highest over other seeds and over each assumption at its "
    "low and its high value. It is no sampling interval: the people are synthetic. Two assumptions that are "
    "wrong at once may carry a number further."
)


class Numbers:
    """Writes a number of a result: for the eye, with its exact digits, its path and its ends beside it."""

    def __init__(self, data: Mapping[str, Any], before: str = "") -> None:
        """Take `result_data`; `before` stands before each path, such as the name of a policy."""
        self.data, self.before = data, before
        self.ends = {_path(each): (each["low"], each["high"]) for each in _with_ends(data)}

    def __call__(self, path: str, times: float = 1) -> Any:
        """Return the number at a path as a `data` element; a dash for one that does not exist.

        Behind it stand the ends of its interval or range, where one was asked for. `times` is what it is
        multiplied with for the eye, such as 1/1,000,000: the exact digits stay.
        """
        value = self.at(path)
        named = escape(f"{self.before}{path}")
        if value is None:
            return safe(f'<span data-path="{named}">{ABSENT}</span>')
        scaled = "" if times == 1 else f' data-times="{times!r}"'
        shown = f'<data value="{value!r}"{scaled} data-path="{named}">{shown_number(value * times)}</data>'
        return safe(f"{shown}{self._ends(path, times)}")

    def _ends(self, path: str, times: float) -> str:
        if path not in self.ends:
            return ""
        low, high = (shown_number(end * times) for end in self.ends[path])
        return f' <span class="ends">({low} to {high})</span>'

    def at(self, path: str) -> Any:
        """Return what stands at a path of the data; None where a record on the way does not exist."""
        value: Any = self.data
        for key in path.split("."):
            if value is None:
                return None
            value = value[int(key)] if isinstance(value, list | tuple) else value[key]
        return value


def ends_told(data: Mapping[str, Any]) -> str | None:
    """Return what the brackets of a result say; None where no doubt was asked for."""
    known = [each["interval"] for each in data["intervals"] or [] if each["interval"]]
    if known:
        return SAMPLING.format(level=100 * known[0]["level"], method=known[0]["method"])
    return NOT_SAMPLING if data["assumption_range"] else None


def differences(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the differences of a policy from the first one that have ends, those of groups left out."""
    return [each for each in _with_ends(data) if each["against"] is not None and not each["group"]]


def _with_ends(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each number that has ends, with its estimate: sampling intervals where there are any."""
    if data["intervals"]:
        yield from ({**each, **each["interval"]} for each in data["intervals"] if each["interval"])
    else:
        yield from data["assumption_range"] or []


def _path(record: Mapping[str, Any]) -> str:
    """Return where in the data a number stands; a change and a difference stand nowhere else."""
    if record["against"] is not None or record["group"]:
        return ""
    return ".".join(filter(None, (record["section"], record["state"], record["measure"])))


def shown_number(value: float) -> str:
    """Return a number as the brief prints it.

    >>> shown_number(0.0), shown_number(3.477)
    ('0', '3.48')
    """
    return number_text(value) if value else "0"


def safe(text: str) -> Any:
    """Return a text that is HTML already, and must not be escaped again."""
    with needs("jinja2", "A brief"):
        from markupsafe import Markup
    return Markup(text)


def template(name: str) -> Any:
    """Return a template of this folder; it escapes what is put into it."""
    with needs("jinja2", "A brief"):
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    environment = Environment(
        loader=FunctionLoader(lambda file: files("simulator.reports").joinpath(file).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
