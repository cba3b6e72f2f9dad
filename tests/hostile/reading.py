"""Hostile submissions, each a few lines of YAML: what it tries, how it is made, and how it must end.

Every one is bounded: it ends with no sandbox too. `answers` are added to answers that are all wrong, or all
right; `notebook` spoils the file around them; `file`, `file_of` and `link` are no notebook at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.exercises.grading.made import RIGHT, Notebook, answered, cell_of, code_cell, hand_in, released

FOLDER = Path(__file__).parent / "submissions"
NOTHING = {"q1": "poverty_gap = None", "q2": "table = None", "q3": "answer = None"}


@dataclass(frozen=True)
class Hostile:
    """One attack, and the status, reason (a pattern) and points that it must end with; None is any points."""

    name: str
    tries: str
    family: str
    reason: str = ""
    status: str = "graded"
    points: float | None = 0
    right: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    notebook: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    file_of: tuple[str | int, ...] = ()
    link: str | None = None


def read_all() -> dict[str, Hostile]:
    """Return every attack by its name; no notebook is refused, content leaves the points alone."""
    expected = {"files": {"status": "refused", "points": None}, "content": {"points": 6}}
    found: dict[str, Hostile] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for each in yaml.safe_load(path.read_text("utf-8")):
            assert each["name"] not in found, f"{each['name']} is there twice"
            found[each["name"]] = Hostile(family=path.stem, **{**expected.get(path.stem, {}), **each})
    return found


def hand_in_attack(attack: Hostile, course: Path, folder: Path, port: int) -> None:
    """Write the attack into the folder as its learner would hand it in."""
    path = folder / f"{attack.name}__gap.ipynb"
    if attack.link is not None:
        path.symlink_to(_placed(attack.link, course, folder, port))
    elif attack.file is not None:
        path.write_text(attack.file, "utf-8")
    elif attack.file_of:
        path.write_text(_repeated(attack.file_of), "utf-8")
    else:
        hand_in(folder, attack.name, "gap", _notebook(attack, course, folder, port))


def _placed(text: str, course: Path, folder: Path, port: int) -> str:
    places = {"COURSE": str(course.resolve()), "INBOX": str(folder.resolve()), "PORT": str(port)}
    for name, place in places.items():
        text = text.replace(name, place)
    return text


def _repeated(parts: tuple[str | int, ...]) -> str:
    """Return the texts, each as often as the number behind it says."""
    text = ""
    for place, part in enumerate(parts):
        if isinstance(part, str):
            following = parts[place + 1] if place + 1 < len(parts) else 1
            text += part * (following if isinstance(following, int) else 1)
    return text


def _notebook(attack: Hostile, course: Path, folder: Path, port: int) -> Notebook:
    answers = {name: _placed(text, course, folder, port) for name, text in attack.answers.items()}
    notebook = answered(released(course, "gap"), **{**(RIGHT if attack.right else NOTHING), **answers})
    for way, given in attack.notebook.items():
        SPOILED[way](notebook, given)
    return notebook


def _source(notebook: Notebook, sources: Mapping[str, str]) -> None:
    for name, source in sources.items():
        cell_of(notebook, name)["source"] = source


def _form(notebook: Notebook, forms: Mapping[str, Mapping[str, Any]]) -> None:
    for name, form in forms.items():
        cell_of(notebook, name)["metadata"]["nbgrader"].update(form)


def _without(notebook: Notebook, names: list[str]) -> None:
    for name in names:
        notebook["cells"].remove(cell_of(notebook, name))


def _renamed(notebook: Notebook, names: Mapping[str, str]) -> None:
    forms = [(cell_of(notebook, old)["metadata"]["nbgrader"], new) for old, new in names.items()]
    for form, new in forms:
        form["grade_id"] = new


def _again(notebook: Notebook, sources: Mapping[str, str]) -> None:
    for name, source in sources.items():
        forged = {**cell_of(notebook, name), "source": source}
        notebook["cells"] += [forged, code_cell("1 + 1"), code_cell("1 + 1")]


def _outputs(notebook: Notebook, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        shown = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
        cell_of(notebook, name)["outputs"] = [{**shown, "data": {"text/plain": text}}]


def _text(notebook: Notebook, source: str) -> None:
    notebook["cells"].append({"cell_type": "markdown", "id": "text", "metadata": {}, "source": source})


def _attached(notebook: Notebook, files: Mapping[str, Any]) -> None:
    notebook["cells"][-1]["attachments"] = dict(files)


def _metadata(notebook: Notebook, metadata: Mapping[str, Any]) -> None:
    notebook["metadata"].update(metadata)


def _added(notebook: Notebook, cells: Mapping[str, str]) -> None:
    for name, source in cells.items():
        form = {**cell_of(notebook, "q3")["metadata"]["nbgrader"], "grade_id": name}
        notebook["cells"].append({**code_cell(source), "metadata": {"nbgrader": form}})


SPOILED = {
    "sources": _source,
    "forms": _form,
    "without": _without,
    "renamed": _renamed,
    "again": _again,
    "outputs": _outputs,
    "text": _text,
    "attached": _attached,
    "metadata": _metadata,
    "added": _added,
}
