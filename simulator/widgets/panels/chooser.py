"""The panel in which a reader chooses the people; several other panels may share one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ipywidgets

from simulator.surveys.files import FORMATS
from simulator.surveys.page import check_page
from simulator.surveys.problems import errors_of, warnings_of
from simulator.surveys.report import figure_text, headline
from simulator.surveys.summary import beside_country, figures
from simulator.widgets.panels.fields import STYLE, WIDE, Choice, button
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.people import (
    HOUSEHOLDS,
    MOST_BYTES,
    PERSONS,
    CountryChosen,
    FileChosen,
    Lends,
    MappingDrafted,
    MappingWritten,
    PeopleState,
    people_after,
    people_named,
)
from simulator.widgets.panels.pieces import Download, alert, downloads, heading, listed, paragraph, table

OWN, OF_MAPPING = "A survey of my own", "None: the mapping says it"
ASKED = (
    f"Stata, SPSS, CSV, Parquet or Excel, up to {MOST_BYTES // 1024**2} MB. The file stays in the memory of "
    "this session. No row of it is shown."
)
MAPPING = (
    "A mapping says which column means what. Files with the names of ESCAP's simulator need none. "
    "Draft one, read every line of it, mend it, and use it."
)
LENT = "Country that lends its money and poverty lines"
LABELS = {PERSONS: "Choose the survey's file", HOUSEHOLDS: "Choose a file of households, if separate"}


class PeopleChooser(Panel[PeopleState]):
    """Chooses a country or a survey's file, and shows in words what was found in it.

    >>> chooser = PeopleChooser()
    >>> chooser.send(CountryChosen("nepal"))
    >>> chooser.state.population.name
    'Nepal'
    """

    title = "The people"

    def __init__(self, state: PeopleState | None = None) -> None:
        super().__init__(PeopleState() if state is None else state, people_after)

    def _build(self) -> Any:
        self.parts = parts = _Parts.made(self.send)
        survey = [parts.about, *parts.uploads.values(), parts.lender.widget, parts.explained, parts.mapping]
        self._survey = ipywidgets.VBox([*survey, parts.draft, parts.use])
        return ipywidgets.VBox([parts.source.widget, self._survey, parts.error, parts.found])

    def _draw(self) -> None:
        state, parts = self.state, self.parts
        parts.source.show(state.country)
        parts.lender.show(state.lender)
        self._survey.layout.display = "none" if state.country else ""
        parts.error.value = alert(state.error)
        if not state.error:
            parts.mapping.value = state.mapping
        parts.found.value = found_html(state)


@dataclass(frozen=True, eq=False)
class _Parts:
    """The controls of the chooser."""

    source: Choice
    uploads: dict[str, Any]
    lender: Choice
    mapping: Any
    draft: Any
    use: Any
    about: Any
    explained: Any
    error: Any
    found: Any

    @classmethod
    def made(cls, send: Callable[[object], None]) -> _Parts:
        names = [(_titled(name), name) for name in people_named()]
        mapping = ipywidgets.Textarea(
            description="Mapping", style=STYLE, layout={"width": "100%", "height": "14rem"}
        )
        return cls(
            source=Choice("People", lambda name: send(CountryChosen(name)), [(OWN, None), *names]),
            uploads={holds: _upload(holds, send) for holds in LABELS},
            lender=Choice(LENT, lambda name: send(Lends(name)), [(OF_MAPPING, None), *names]),
            mapping=mapping,
            draft=button("Draft a mapping", lambda: send(MappingDrafted())),
            use=button("Use this mapping", lambda: send(MappingWritten(mapping.value))),
            about=ipywidgets.HTML(paragraph(ASKED)),
            explained=ipywidgets.HTML(paragraph(MAPPING)),
            error=ipywidgets.HTML(),
            found=ipywidgets.HTML(),
        )


def found_html(state: PeopleState) -> str:
    """Return in words what people there are: the check of a survey, or what a country's people are.

    >>> found_html(PeopleState())
    '<p>No people yet: choose a file.</p>'
    """
    if state.check is None:
        ready = state.population
        return paragraph("No people yet: choose a file." if ready is None else f"{ready.label}.")
    check = state.check
    blocks = [heading(headline(check))]
    for title, of in (("Errors: these keep it from loading", errors_of), ("Warnings", warnings_of)):
        problems = of(check.problems)
        if problems:
            blocks.append(heading(title, 4) + listed(map(str, problems), "ol"))
    if check.log:
        blocks.append(f"<details><summary>What was done</summary>{listed(check.log)}</details>")
    if check.survey is not None:
        blocks.append(_figures(state))
    page = Download(f"{check.name}-check.html", "text/html", check_page(check))
    return "".join([*blocks, downloads([page])])


def _figures(state: PeopleState) -> str:
    """Return the figures of the survey as a whole, and those that its country published."""
    assert state.check is not None and state.check.survey is not None
    population = state.check.survey.population
    own = [(each.name, figure_text(each.value), each.unit) for each in figures(population)]
    told = table("The survey as a whole", ("Figure", "Survey", "Unit"), own)
    beside = beside_country(population, state.check.country)
    rows = [
        (each.name, figure_text(each.value), figure_text(each.published), each.unit)
        for each in beside
        if each.published is not None
    ]
    heads = ("Figure", "Survey", "Published", "Unit")
    return told + (table("Beside the published figures of the country", heads, rows) if rows else "")


def _upload(holds: str, send: Callable[[object], None]) -> Any:
    made = ipywidgets.FileUpload(
        description=LABELS[holds], accept=",".join(FORMATS), multiple=False, tooltip=ASKED, layout=WIDE
    )

    def heard(change: Any) -> None:
        for each in change.new:
            send(FileChosen(each["name"], bytes(each["content"]), holds))
        if change.new:
            made.value = ()  # the state holds the bytes: not twice

    made.observe(heard, names="value")
    return made


def _titled(name: str) -> str:
    return name.replace("_", " ").title().replace(" Pdr", " PDR")
