"""The lab as a web component: what a built page shows, and the files that it loads."""

from __future__ import annotations

import json
from functools import partial
from html import escape
from pathlib import Path

from simulator.reports import number_text
from simulator.reports.tables import named_rows
from simulator.scenario import Summary
from simulator.sentences import Sentences
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.configuration import Configuration
from simulator.widgets.policy_lab.modules import style_sheets
from simulator.widgets.policy_lab.packs import packed_files
from simulator.widgets.policy_lab.paper import paper_html
from simulator.widgets.policy_lab.ranges import range_name
from simulator.widgets.policy_lab.site_files import site_file, site_file_names
from simulator.widgets.policy_lab.texts import ENGLISH, data_label, languages, sentence, sentences, texts


def component_html(configuration: Configuration, summary: Summary) -> str:
    """Return the component, and after it the lab on paper.

    Inside it stands the starting result, for a page without JavaScript.
    """
    given = configuration.as_data() | {"range": range_name(configuration)}
    data = escape(json.dumps(given, ensure_ascii=False))
    inside = _task(configuration) + _starting_result(configuration, summary)
    language = "" if configuration.language == ENGLISH else f' lang="{configuration.language}"'
    return f'<policy-lab{language} configuration="{data}">{inside}</policy-lab>{paper_html(configuration)}'


def _task(configuration: Configuration) -> str:
    """Return the goals of a lab's challenge, for a page without JavaScript."""
    goals = configuration.challenge.goals if configuration.challenge else ()
    words = sentences(configuration.language, "challenge")
    items = "".join(f"<li>{escape(each.said(words))}</li>" for each in goals)
    return f"<ul>{items}</ul>" if items else ""


def _starting_result(configuration: Configuration, summary: Summary) -> str:
    names, say = sentences(configuration.language, "rows"), partial(sentence, configuration.language)
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{_cell(value, names)}</td></tr>'
        for name, value in named_rows(summary, names).items()
    )
    data = data_label(configuration.language, configuration.population)
    caption = say("without_javascript", "caption", title=configuration.title, data=data)
    return f"<table><caption>{escape(caption)}</caption><tbody>{lines}</tbody></table>"


def _cell(value: float | None, names: Sentences) -> str:
    return escape(names.say("nobody") if value is None else names.number(number_text(value)))


def write_site_files(folder: Path) -> None:
    """Write all that `<policy-lab>` loads into a folder: its scripts, the catalogue, the countries."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in [*packed_files().items(), *style_sheets()]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    _write_json(folder / "catalogue.json", catalogue_data())
    for language in languages():
        if language != ENGLISH:
            _write_json(folder / f"texts.{language}.json", texts(language))
    for name in site_file_names():
        (folder / name).write_bytes(site_file(name))


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
