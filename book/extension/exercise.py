"""The directive `exercise`: a lab and a form that anybody can fill in, with the notebook that it fills.

Without JavaScript the questions and hints can be read, and the page says how to answer them otherwise.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.freshness import files_in
from book.extension.markup import element, html
from book.extension.strict import CourseError, hint

if TYPE_CHECKING:
    from exercises.questions import Question
    from exercises.reference import Reference

FOLDER = "exercises"
SOURCES = ("exercises", "simulator")


class Exercise(SphinxDirective):
    """Show the exercise whose id is the argument: its text, its lab, its questions."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the text, the lab and the form in one frame."""
        reference = self._find(self.arguments[0])
        name = reference.sheet.id
        self.env.metadata[self.env.docname].setdefault("exercises", []).append(name)
        text = [node for part in reference.texts("text") for node in self._parsed(part)]
        if not reference.sheet.fits_a_form:
            return [html("div", *text, *self._to_read(reference), class_="exercise-frame")]
        lab = nodes.raw("", lab_html(reference), format="html")
        return [html("div", *text, lab, self._form(reference), class_="exercise-frame")]

    def _find(self, name: str) -> "Reference":
        # Imported here so that a book without an exercise builds without the package.
        from exercises.records import ExerciseError
        from exercises.reference import references

        for folder in SOURCES:
            for path in files_in(Path(self.env.srcdir, folder)):
                self.env.note_dependency(str(path))
        try:
            known = references()
        except ExerciseError as error:
            raise CourseError(f"{self.get_location()}: {error}") from error
        if name not in known:
            raise CourseError(f"{self.get_location()}: there is no exercise '{name}'.{hint(name, known)}")
        return known[name]

    def _form(self, reference: "Reference") -> element:
        from exercises.sheet import messages

        sheet = reference.sheet
        address = self._address(sheet.id)
        data = {"sheet": sheet_data(reference), "messages": messages(), "release": address}
        return html(
            "form",
            *self._questions(reference),
            without_script(sheet.id, address),
            class_="exercise",
            id=sheet.id,
            data_exercise=json.dumps(data, ensure_ascii=False),
        )

    def _to_read(self, reference: "Reference") -> Iterator[nodes.Node]:
        """Yield how to open an exercise that needs Python, and its questions with their hints."""
        name = reference.sheet.id
        yield in_a_notebook(name, self._address(name))
        yield html("div", *self._questions(reference), class_="exercise")

    def _address(self, name: str) -> str:
        return f"{'../' * self.env.docname.count('/')}{FOLDER}/{name}.ipynb"

    def _questions(self, reference: "Reference") -> Iterator[element]:
        for number, question in enumerate(reference.sheet.questions, 1):
            yield self._question(reference, question, number)

    def _question(self, reference: "Reference", question: "Question", number: int) -> element:
        from exercises.notebooks import question_text

        points = f", {question.points} points" if question.points else ", not marked"
        legend = html("legend", f"Question {number}{points}")
        text = self._parsed(question_text(reference, question.id))
        parts = [*text, self._hints(question.hints)] if question.hints else text
        if reference.sheet.fits_a_form:
            field = html("div", *answer_field(reference.sheet.id, question), class_="exercise-field")
            parts.insert(len(text), field)
        return html("fieldset", legend, *parts, data_question=question.id)

    def _hints(self, hints: tuple[str, ...], number: int = 1) -> element:
        """Return the hints, each larger one inside the one before."""
        deeper = [self._hints(hints, number + 1)] if number < len(hints) else []
        summary = html("summary", f"Hint {number} of {len(hints)}")
        text = self._parsed(hints[number - 1])
        return html("details", summary, *text, *deeper, class_="exercise-hint")

    def _parsed(self, text: str) -> list[nodes.Node]:
        """Return Markdown as nodes."""
        parent = nodes.container()
        self.state.nested_parse(StringList(text.splitlines(), self.env.docname), self.content_offset, parent)
        return parent.children


def answer_field(exercise: str, question: "Question") -> Iterator[nodes.Node]:
    """Yield the label and the control of an answer; a policy's is made by the script, from the lab."""
    name = f"{exercise}-{question.id}"
    if question.kind == "policy":
        yield html("p", question.label, class_="exercise-label")
        return
    yield html("label", question.label, for_=name)
    if question.kind == "text":
        yield html("textarea", id=name, name=question.id, rows=4)
    else:
        yield html("input", type="text", inputmode="decimal", autocomplete="off", id=name, name=question.id)


def without_script(exercise: str, address: str) -> element:
    """Return what stands in the place of the buttons until the script has made them."""
    link = html("a", f"the notebook {exercise}.ipynb", href=address, download=f"{exercise}.ipynb")
    return html(
        "p",
        "This form needs JavaScript, which does not run here. You can do the exercise without it: download ",
        link,
        ", open it in JupyterLab, and hand it in when you have answered. Or write your answers on paper: "
        "the policy as numbers, the percentage, and the sentence.",
        class_="exercise-without-script",
    )


def in_a_notebook(exercise: str, address: str) -> element:
    """Return how to do an exercise that needs Python: with the notebook that the page offers."""
    link = html("a", f"Download the notebook {exercise}.ipynb", href=address, download=f"{exercise}.ipynb")
    return html(
        "p",
        "You do this exercise in a notebook, because it needs a few lines of Python. ",
        link,
        " and open it in JupyterLab, where the course is installed. Where somebody serves the course to you, "
        "the notebook lies there already. The questions are the same as below.",
        class_="exercise-in-a-notebook",
    )


def sheet_data(reference: "Reference") -> dict[str, Any]:
    """Return the sheet as plain data, for the page's script."""
    from exercises.records import read_yaml

    return read_yaml(reference.sheet_text, reference.path.name)


def lab_html(reference: "Reference") -> str:
    """Return the exercise's lab as the built page shows it."""
    from exercises.self_check import lab_arguments
    from simulator.widgets import PolicyLab

    return str(PolicyLab(**lab_arguments(reference.sheet))._repr_html_())


def add_files(app: Sphinx, page: str, _template: str, _context: dict[str, Any], _tree: object) -> None:
    """Load script and style on pages with an exercise, and put the release notebook beside the pages."""
    names = app.env.metadata.get(page, {}).get("exercises", [])
    for name in names:
        write_release(Path(app.outdir, FOLDER), name)
    if names:
        app.add_js_file("exercise.js", type="module")
        app.add_css_file("questions.css")
        app.add_css_file("exercise.css")


@cache
def write_release(folder: Path, name: str) -> None:
    """Write the notebook that learners get, once a build; source and solution stay behind."""
    from exercises.builder import release_text

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ipynb").write_text(release_text(name), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Add the directive and its files."""
    app.add_directive("exercise", Exercise)
    app.connect("html-page-context", add_files)
