"""The directives `quiz`, one item as a form that one can read without JavaScript, and `quiz-bank`, many.

Without JavaScript every option's feedback folds open; `quiz.js` replaces that with a button.
A prediction is not marked: what each guess means stands where the directive `guesses` is, after the lab.
Of a bank, `quiz-bank.js` shows so many items, drawn at random; without it all of them stand in the page.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extension.facts import facts_of, find_fact, link_to_fact
from book.extension.freshness import files_in
from book.extension.markup import element, html
from book.extension.module import module_of
from book.extension.quiz_items import Choice, Numeric, Option, load_items
from book.extension.quiz_numbers import Mistake
from book.extension.quiz_spaced import BANK, DRAWN, Earlier, asked_again, checked_draw, earlier_banks
from book.extension.strict import CourseError, hint, read_text, title_in

ROOT = Path(__file__).resolve().parents[2]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INPUT_TYPES = {"single": "radio", "multiple": "checkbox", "prediction": "radio"}
ADVICE = {
    "single": "Choose one answer.",
    "multiple": "Choose every answer that is right.",
    "prediction": "Choose one, then press the button. There is no mark.",
}


class ItemDirective(SphinxDirective):
    """What shows the item whose id is the argument, from the `.quiz.yml` file beside the page."""

    required_arguments = 1

    def _items(self) -> dict[str, Choice | Numeric]:
        path = Path(self.env.doc2path(self.env.docname)).with_suffix(BANK)
        self._depend_on(path)
        self.env.metadata[self.env.docname]["quiz"] = True
        return load_items(path)

    def _depend_on(self, bank: Path) -> None:
        self.env.note_dependency(str(bank))
        if "compute:" in read_text(bank):
            self._depend_on_numbers()

    def _depend_on_numbers(self) -> None:
        for path in [*files_in(Path(ROOT, "simulator")), Path(ROOT, "modules", "compute.py")]:
            self.env.note_dependency(str(path))

    def _find_item(self) -> Choice | Numeric:
        items, name = self._items(), self.arguments[0]
        if name not in items:
            file = f"{Path(self.env.docname).name}.quiz.yml"
            raise CourseError(f"{self.get_location()}: {file} has no item '{name}'.{hint(name, items)}")
        return items[name]

    def _inline(self, text: str) -> nodes.inline:
        parsed, messages = self.parse_inline(text)
        return nodes.inline("", "", *parsed, *messages)

    def _form(self, item: Choice | Numeric, bank: Earlier | None = None) -> element:
        answers = self._options(item) if isinstance(item, Choice) else self._number(item)
        origin = [html("span", bank.told, class_="quiz-origin")] if bank else []
        fields = html("fieldset", html("legend", *origin, self._inline(item.stem)), *answers)
        data = self._data(item) | ({"data_from": bank.module.number} if bank else {})
        return html("form", fields, *self._sources(item), class_="quiz", id=item.name, **data)

    def _data(self, item: Choice | Numeric) -> dict[str, Any]:
        about = {
            "data_family": item.about.family,
            "data_aim": item.about.aim,
            "data_skips": self._skipped(item),
        }
        data = {key: value for key, value in about.items() if value is not None}
        if isinstance(item, Choice):
            return {"data_kind": item.kind, **data}
        return {"data_kind": "numeric", "data_answer": item.answer, "data_tolerance": item.tolerance, **data}

    def _skipped(self, item: Choice | Numeric) -> str | None:
        page = item.about.skips
        if page is not None and page not in self.env.found_docs:
            known = hint(page, self.env.found_docs)
            raise CourseError(f"The quiz item '{item.name}' lets one skip '{page}', which is no page.{known}")
        return page

    def _options(self, item: Choice) -> Iterator[element]:
        yield html("p", ADVICE[item.kind], class_="quiz-advice")
        for letter, option in zip(LETTERS, item.options, strict=False):
            yield self._option(item, letter, option)

    def _option(self, item: Choice, letter: str, option: Option) -> element:
        control = html("input", type=INPUT_TYPES[item.kind], name=item.name, value=letter)
        label = html("label", control, html("span", f"{letter}. ", self._inline(option.text)))
        feedback = [] if item.kind == "prediction" else [self._feedback(option, letter)]
        return html("div", label, *feedback, class_="quiz-option")

    def _feedback(self, option: Option, letter: str) -> element:
        verdict = "Right." if option.right else "Wrong."
        text = html("p", html("strong", verdict), " ", self._inline(option.feedback))
        summary = html("summary", f"Is {letter} right?")
        return html("details", summary, text, class_="quiz-feedback", data_right=str(option.right).lower())

    def _number(self, item: Numeric) -> Iterator[element]:
        control = html("input", type="text", inputmode="decimal", autocomplete="off", name=item.name)
        unit = f" {item.unit}" if item.unit else ""
        yield html("label", "Your answer: ", html("span", control, unit, class_="quiz-number"))
        answer = html("strong", f"The answer is {item.answer:,}{unit}.")
        text = html("p", answer, " ", self._inline(item.feedback))
        content = [text, *self._mistakes(item)]
        yield html("details", html("summary", "Show the answer"), *content, class_="quiz-feedback")

    def _mistakes(self, item: Numeric) -> Iterator[element]:
        """Yield the list of known mistakes: the page's script says the one that was made."""
        if item.mistakes:
            entries = html("ul", *(self._mistake(each, item.unit) for each in item.mistakes))
            yield html("div", html("p", "What other numbers come from:"), entries, class_="quiz-mistakes")

    def _mistake(self, mistake: Mistake, unit: str) -> element:
        number = html("strong", f"{mistake.value:,g} {unit}".strip())
        return html("li", number, ": ", self._inline(mistake.feedback), data_value=mistake.value)

    def _sources(self, item: Choice | Numeric) -> Iterator[element]:
        facts = facts_of(self.env)
        found = [find_fact(facts, name, f"The quiz item '{item.name}'") for name in item.about.sources]
        if found:
            unique = {fact.publication: fact for fact in found}
            links = [html("li", link_to_fact(self.env, fact, text)) for text, fact in unique.items()]
            yield html("div", html("p", "Sources"), html("ul", *links), class_="quiz-sources")


class Quiz(ItemDirective):
    """Show an item as a form."""

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        return [self._form(self._find_item())]


class QuizBank(ItemDirective):
    """Show all items of the page's file, and some of earlier modules; the page's script draws a few.

    The argument says how many are drawn in all. Two of them are an earlier module's, where there is one.
    """

    def run(self) -> list[nodes.Node]:
        """Return the forms in one frame."""
        items, again = self._items(), list(self._again())
        spaced = min(DRAWN, len(again))
        families = len({item.about.family for item in items.values()})
        drawn = checked_draw(self.arguments[0], families, spaced, self.get_location())
        titles = {item.about.skips: self._title_of(item) for item in items.values() if item.about.skips}
        own, earlier = [self._form(item) for item in items.values()], [self._form(*each) for each in again]
        data: dict[str, Any] = {"data_pages": json.dumps(titles), "data_name": self.env.docname}
        data |= {"data_drawn": drawn, "data_spaced": spaced}
        return [html("div", *own, *earlier, class_="quiz-bank", **data)]

    def _again(self) -> Iterator[tuple[Choice | Numeric, Earlier]]:
        """Yield the items of earlier modules, where the page is a module's."""
        found = module_of(self.env.app, self.env.docname)
        number = found[1].number if found else 0
        for bank in earlier_banks(Path(self.env.srcdir), number):
            self._depend_on(bank.path)
            yield from ((item, bank) for item in asked_again(bank, number))

    def _title_of(self, item: Choice | Numeric) -> dict[str, str]:
        page = str(self._skipped(item))
        return {"title": title_in(Path(self.env.doc2path(page))), "address": self._address(page)}

    def _address(self, page: str) -> str:
        return self.env.app.builder.get_relative_uri(self.env.docname, page)


class Guesses(ItemDirective):
    """Show what each guess of a prediction means; `quiz.js` points at the reader's own."""

    def run(self) -> list[nodes.Node]:
        """Return the list of guesses."""
        item = self._find_item()
        if not isinstance(item, Choice) or item.kind != "prediction":
            raise CourseError(f"{self.get_location()}: '{item.name}' is not a prediction: it has no guesses.")
        guesses = [
            html("li", html("strong", self._inline(option.text)), ": ", self._inline(option.feedback))
            for option in item.options
        ]
        return [html("ul", *guesses, class_="guesses", data_of=item.name)]


def add_files(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Load the scripts and the style on pages with a quiz, and on no other."""
    if app.env.metadata.get(page, {}).get("quiz"):
        app.add_js_file("quiz.js", type="module")
        if 'class="quiz-bank"' in context.get("body", ""):
            app.add_js_file("quiz-bank.js", type="module")
        app.add_css_file("questions.css")
        app.add_css_file("quiz.css")


def setup(app: Sphinx) -> None:
    """Add the directives and their files."""
    app.add_directive("quiz", Quiz)
    app.add_directive("quiz-bank", QuizBank)
    app.add_directive("guesses", Guesses)
    app.connect("html-page-context", add_files)
