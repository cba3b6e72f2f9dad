"""Notebooks made from the text sources: lessons and exercises for JupyterLab, and the apps for Voilà."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LESSONS = ROOT / "modules"
SIMULATOR = ROOT / "simulator"
EXERCISES = ROOT / "exercises"
MAKING = {".py", ".yaml", ".yml", ".md"}
FACTS = ROOT / "book" / "facts.yml"
PANELS = ROOT / "book" / "panels.md"
CODE = "```{code-cell}"
APPS = ROOT / "deploy" / "voila" / "apps"
# How the book says what a notebook has no word for.
ROLE = re.compile(r"\{(?P<role>[\w:-]+)\}`(?P<text>[^`]+)`")
BLOCK = re.compile(
    r"^```\{(?P<name>quiz|guesses|transcript|my-package|my-words)\}.*?^```$", re.MULTILINE | re.DOTALL
)
BOX = re.compile(r"^```\{country-box\} (?P<country>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ON_THE_PAGE = {
    "quiz": "A question to answer",
    "guesses": "Your guess",
    "transcript": "The script of the video",
    "my-package": "A button that keeps your policy",
    "my-words": "A field for a sentence of your own",
}
GLUED = "application/papermill.record/text/plain"


def lesson_notebooks(folder: Path) -> list[Path]:
    """Make each page with code a notebook in its module's folder, where it has changed, and return them."""
    sources = [path for path in sorted(LESSONS.rglob("*.md")) if CODE in path.read_text("utf-8")]
    numbers = cache(partial(numbers_of, tuple(sources)))
    return [
        _made(
            folder / source.relative_to(LESSONS).with_suffix(".ipynb"),
            [source, FACTS],
            partial(_lesson_text, source, numbers),
        )
        for source in sources
    ]


def _lesson_text(source: Path, numbers: Callable[[], Mapping[Path, Mapping[str, str]]]) -> str:
    return _converted(source, lambda notebook: readable(notebook, numbers()[source]))


def exercise_notebooks(folder: Path) -> list[Path]:
    """Make each exercise the notebook that learners get, where it has changed, and return them."""
    from exercises.builder import release_text
    from exercises.reference import references

    sources = list(EXERCISES.rglob("*"))
    return [_made(folder / f"{name}.ipynb", sources, partial(release_text, name)) for name in references()]


def panels_notebook(folder: Path) -> Path:
    """Make the book's page of panels a notebook, where its text has changed, and return it."""
    return _made(folder / "panels.ipynb", [PANELS], partial(_converted, PANELS, lambda notebook: notebook))


def app_notebooks(folder: Path) -> Path:
    """Make each app a notebook, where its text has changed, and return their folder."""
    for source in sorted(APPS.glob("*.md")):
        convert = partial(_converted, source, lambda notebook: notebook)
        _made(folder / f"{source.stem}.ipynb", [source], convert)
    return folder


def _made(target: Path, sources: Sequence[Path], make: Callable[[], str]) -> Path:
    """Make a notebook, unless it is newer than all that it comes from."""
    if _is_newer(target, sources):
        return target
    text = make()
    target.parent.mkdir(parents=True, exist_ok=True)
    keep_changes(target)
    target.write_text(text, "utf-8")
    _record(target).write_text(_digest(target), "utf-8")
    return target


def _converted(source: Path, change: Callable[[Any], Any]) -> str:
    import jupytext  # here, for it takes a second that a second start can save

    text: str = jupytext.writes(change(jupytext.read(source)), "ipynb")
    return text


def keep_changes(target: Path) -> None:
    """Put a notebook aside if it is not as it was made: a reader has worked in it."""
    record = _record(target)
    if target.exists() and not (record.exists() and record.read_text("utf-8") == _digest(target)):
        changed = datetime.fromtimestamp(target.stat().st_mtime)
        target.replace(target.with_stem(f"{target.stem}-{changed:%Y-%m-%d-%H%M%S}"))


def _is_newer(target: Path, sources: Sequence[Path]) -> bool:
    return target.exists() and target.stat().st_mtime >= _newest(sources)


def _newest(sources: Sequence[Path]) -> float:
    """Return when a source, or anything that makes its numbers, was last changed."""
    every = [Path(__file__), *sources, *SIMULATOR.rglob("*")]
    return max(path.stat().st_mtime for path in every if path.suffix in MAKING)


def _record(target: Path) -> Path:
    return target.with_name(f".{target.stem}.made")


def _digest(target: Path) -> str:
    return sha256(target.read_bytes()).hexdigest()


def readable(notebook: Any, numbers: Mapping[str, str]) -> Any:
    """Return a lesson as a notebook can show it: numbers and facts in the text, hidden code folded."""
    from book.extension.facts import load_facts

    facts = load_facts(FACTS)
    values = {
        "fact": {name: f"{fact.text} ({fact.publication})" for name, fact in facts.items()},
        "fact-value": {name: fact.text for name, fact in facts.items()},
        "glue:text": numbers,
    }
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, values)
        elif {"remove-cell", "remove-input", "hide-input"} & set(cell.metadata.get("tags", ())):
            cell.metadata["jupyter"] = {"source_hidden": True}
    return notebook


def plain(text: str, values: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text with values in the place of roles, and a word in the place of what only a page has.

    >>> plain("{fact}`children` of {doc}`all </book/x>`", {"fact": {"children": "40 %"}})
    '40 % of all'
    """

    def spoken(match: re.Match[str]) -> str:
        role, name = match["role"], match["text"]
        return values[role][name] if role in values else name.split(" <")[0]

    shown = BLOCK.sub(lambda match: f"*{ON_THE_PAGE[match['name']]} stands on the course's page.*", text)
    return ROLE.sub(spoken, BOX.sub(r"**\g<country>.** \g<text>", shown))


def numbers_of(sources: Sequence[Path]) -> dict[Path, dict[str, str]]:
    """Return the numbers that lessons make for their texts; one kernel runs them all, one after another."""
    import jupytext
    from nbclient import NotebookClient

    lessons = {source: jupytext.read(source) for source in sources}
    whole = deepcopy(lessons[sources[0]])
    whole.cells = [cell for lesson in lessons.values() for cell in deepcopy(lesson.cells)]
    # A kernel warns that others on this machine could listen; this one has nothing to hide.
    quiet = ["--IPKernelApp.log_level=ERROR"]
    done = iter(NotebookClient(whole, kernel_name="python3", extra_arguments=quiet).execute().cells)
    return {source: _glued(islice(done, len(lesson.cells))) for source, lesson in lessons.items()}


def _glued(cells: Iterable[Any]) -> dict[str, str]:
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    glued = [output for output in outputs if GLUED in output.get("data", {})]
    return {_glued_name(output): output["data"][GLUED].strip("'") for output in glued}


def _glued_name(output: Any) -> str:
    name: str = output["metadata"]["scrapbook"]["name"]
    return name.removeprefix("application/papermill.record/")
