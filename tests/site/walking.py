"""The walk through a module: what is done on each kind of page, as the module's own files declare it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from book.extension.class_sheets import labs_on_paper
from book.extension.module_file import Module, PageOfModule
from book.extension.quiz_items import Choice, Numeric, load_items
from exercises.reference import Reference, references
from exercises.self_check import lab_arguments
from simulator import Policy
from simulator.parameters import Parameter, plain
from simulator.widgets.policy_lab import Configuration, PolicyLab
from tests.conftest import ROOT
from tests.exercises.conftest import reference_answers
from tests.site.keyboard import Reader
from tests.site.labs import step_to_the_task

SENTENCE = "We begin with the youngest."
KEPT = "Object.entries(localStorage).filter(([name]) => /^(course|exercise):/.test(name)).sort()"
PRE_TEST, MY_WORK = "book/pre_test", "book/my_work"
Item = Choice | Numeric


@dataclass
class Walk:
    """A reader on the way through a module, who remembers which questions were answered."""

    reader: Reader
    module: Module
    answered: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Go from the welcome by how to study to the pre-test, and from there to the module."""
        self.reader.arrive("book/welcome")
        for document in ("book/how_to_study", PRE_TEST):
            self.reader.finds_no_barrier()
            self.go_on_to(document)
        self.know_but_the_first()
        self.reader.finds_no_barrier()

    def read(self, page: PageOfModule) -> None:
        """Open the page, do what it asks for, and note it as finished."""
        self.go_on_to(page.document)
        doing = {"start": self.choose_country, "exercise": self.practise, "quiz": self.draw}
        doing |= {"lesson": self.learn, "lab": self.learn}
        if page.kind in doing:
            doing[page.kind](page)
        self.finish()
        self.reader.finds_no_barrier()

    def go_on_to(self, document: str) -> None:
        """Follow the page's last link to another one: the text's own, or that at its end."""
        main = self.reader.page.locator("main")
        self.reader.follow(link_to(main, document).locator("visible=true").last, document)

    def open_from_menu(self, document: str) -> None:
        """Open the contents as on a phone, and choose a page."""
        self.reader.push(self.reader.page.get_by_role("button", name="Menu", exact=True))
        self.reader.follow(link_to(self.reader.page.get_by_role("dialog"), document), document)

    def know_but_the_first(self) -> None:
        """Answer the pre-test rightly but for one question, and count as finished what one may skip."""
        forms = {str(form.get_attribute("id")): form for form in self.forms()}
        skips = {name: items()[name].about.skips for name in forms}
        own = [page.document for page in self.module.pages]
        first = next(name for name in forms if skips[name] in own)
        for name, form in forms.items():
            self.answer(form, rightly=name != first)
        advice = self.reader.page.locator(".quiz-score").get_by_role("listitem")
        expect(advice).to_have_count(len(set(skips.values()) - {skips[first]}))
        self.reader.push(advice.first.get_by_role("button"))
        expect(advice.first).to_contain_text("Counted as finished.")

    def choose_country(self, _page: PageOfModule) -> None:
        """Choose the country of one's package, the second of the list."""
        frame = self.reader.page.locator(".my-country")
        menu, option = frame.get_by_role("combobox"), frame.get_by_role("option").nth(1)
        self.reader.select(menu, option.inner_text(), str(option.get_attribute("value")))
        expect(frame.locator("[aria-live=polite]")).to_contain_text("is kept in this browser.")

    def learn(self, page: PageOfModule) -> None:
        """Take a page in its order: a guess, the lab and what it says, what the guess meant, the question."""
        for part in self.reader.page.locator("main form.quiz, main policy-lab").all():
            if part.get_attribute("configuration") is not None:
                (self.build if page.kind == "lab" else self.try_lab)(page)
            elif part.get_attribute("data-kind") == "prediction":
                self.guess(part)
            else:
                self.answer(part, rightly=True)
        expect(self.reader.page.locator(".guesses .guessed")).to_have_text("Your guess")

    def guess(self, form: Locator) -> None:
        """Give the second guess, and hear that it is kept."""
        self.reader.choose(form.get_by_role("radio").nth(1))
        self.reader.push(form.get_by_role("button"))
        expect(form.locator("[aria-live=polite]")).to_contain_text("Your guess is kept.")
        self.answered.add(str(form.get_attribute("id")))

    def answer(self, form: Locator, *, rightly: bool) -> None:
        """Answer a question rightly or wrongly, and read the reason."""
        name = str(form.get_attribute("id"))
        self.choose_answer(form, items()[name], rightly=rightly)
        self.reader.push(form.get_by_role("button", name="Check my answer"))
        said = form.locator("[aria-live=polite]")
        expect(said).to_contain_text("Your answer is right." if rightly else "Not right yet.")
        self.answered.add(name)
        if isinstance(items()[name], Numeric) and not rightly:
            expect(said).to_have_text(re.compile("Not right yet[.] .{20,}"))
            return
        reason = form.locator(":is(.quiz-option:has(:checked), fieldset) > .quiz-feedback p > span").first
        expect(reason).to_be_visible()
        expect(said).to_contain_text(reason.inner_text())

    def choose_answer(self, form: Locator, item: Item, *, rightly: bool) -> None:
        """Choose or type an answer that is right, or one that is not."""
        inputs = form.locator("input")
        if isinstance(item, Numeric):
            answer = item.answer if rightly else item.answer + 2 * item.tolerance + 1
            self.reader.write(inputs, plain(answer))
        elif item.kind == "multiple":
            for place, option in enumerate(item.options):
                self.reader.tick(inputs.nth(place), option.right == rightly)
        else:
            self.reader.choose(inputs.nth([option.right for option in item.options].index(rightly)))

    def try_lab(self, _page: PageOfModule) -> None:
        """Take the lesson's first step, then move the first slider, and hear each result."""
        lab = self.reader.page.locator("policy-lab")
        self.reader.go_to(lab.locator("[id=step-1]"))
        self.hear_after("Enter")
        slider = lab.get_by_role("slider").first
        self.reader.go_to(slider)
        self.hear_after("ArrowLeft" if slider.evaluate("(node) => node.value === node.max") else "ArrowRight")

    def hear_after(self, key: str) -> None:
        """Press a key that changes the policy, wait for its result, and hear what the tiles show."""
        lab, painted = self.reader.page.locator("policy-lab"), self.reader.page.evaluate("window.painted")
        self.reader.press(key)
        self.reader.page.wait_for_function("(before) => window.painted > before", arg=painted)
        heard = lab.locator(".lab + [aria-live=polite]")
        for tile in lab.locator(".tile:is(.poverty, .cost) .tile-value").all():
            expect(heard).to_contain_text(tile.inner_text())

    def build(self, page: PageOfModule) -> None:
        """Set what the lab's own steps set until its task is met, keep the policy, and write a sentence."""
        (lab,) = labs_on_paper(ROOT / f"{page.document}.md")
        assert lab.challenge is not None
        self.set_policy(lab, step_to_the_task(lab))
        self.meets_the_task()
        heard = self.reader.page.locator("policy-lab .challenge > [role=status]")
        expect(heard).to_contain_text(lab.challenge.goals[0].text)
        package = self.reader.page.locator(".my-package")
        self.reader.push(package.get_by_role("button").first)
        expect(package.locator("[aria-live=polite]")).to_have_text("Kept in this browser.")
        own = self.reader.page.locator(".my-words")
        self.reader.write(own.get_by_role("textbox"), SENTENCE)
        self.reader.press("Tab")
        expect(own.locator("[aria-live=polite]")).to_have_text("Kept in this browser.")

    def meets_the_task(self) -> None:
        """Say that the lab shows every goal of its task as reached."""
        goals = self.reader.page.locator("policy-lab .challenge .goal")
        expect(goals.first).to_contain_class("met")
        expect(goals.and_(self.reader.page.locator(":not(.met)"))).to_have_count(0)

    def set_policy(self, lab: Configuration, wanted: Policy) -> None:
        """Bring a lab of one scheme from its first policy to another, and wait until its address says so."""
        old, new = (policy.schemes[0] for policy in (lab.policy, wanted))
        changed = [path for path in lab.controls if old.values.get(path) != new.values.get(path)]
        reached = lab.policy.with_values({path: new.values[path] for path in changed})
        assert reached.to_fragment() == wanted.to_fragment(), "the lab lacks a control for this policy"
        for path in changed:
            self.set_value(new.scheme.parameters[path], old.values.get(path), new.values[path])
        self.reader.page.wait_for_function("(link) => location.hash.includes(link)", arg=wanted.to_fragment())

    def set_value(self, parameter: Parameter, old: Any, new: Any) -> None:
        """Choose or type one value."""
        lab, name = self.reader.page.locator("policy-lab"), f"1.{parameter.path}"
        if parameter.kind == "choice":
            self.reader.select(lab.locator(f"select[id='{name}']"), parameter.choices[new], new)
        elif parameter.kind == "range":
            for place in (place for place in (0, 1) if old[place] != new[place]):
                self.reader.write(number_of(lab, f"{name}-{place}").nth(place), plain(new[place]))
        else:
            self.reader.write(number_of(lab, name), plain(100 * new if parameter.unit == "share" else new))

    def practise(self, page: PageOfModule) -> None:
        """Answer an exercise as its reference does, check each answer, and see that each is right."""
        reference = reference_of(page)
        answers = reference_answers(reference)
        for question in reference.sheet.questions:
            box = self.reader.page.locator(f"[data-question='{question.id}']")
            if question.kind == "policy":
                lab = PolicyLab(**lab_arguments(reference.sheet)).configuration
                self.set_policy(lab, Policy.from_yaml(answers[question.id]))
                self.reader.push(box.get_by_role("button", name="Take the policy"))
            else:
                self.reader.write(box.locator("input, textarea"), str(answers[question.id]))
            self.reader.push(box.get_by_role("button", name="Check my answer"))
            right = question.right if question.kind == "text" else f"Right. {question.right}"
            expect(box.locator(".exercise-result")).to_have_text(right)

    def draw(self, _page: PageOfModule) -> None:
        """Answer all that is drawn, the first choice and the first number wrongly, and see the count."""
        forms = self.forms()
        kinds = [type(items()[str(form.get_attribute("id"))]) for form in forms]
        wrong = {kinds.index(kind) for kind in set(kinds)}
        for place, form in enumerate(forms):
            self.answer(form, rightly=place not in wrong)
        score = self.reader.page.locator(".quiz-score")
        expect(score).to_contain_text(f"{len(forms) - len(wrong)} of {len(forms)} right.")

    def save_work(self, file: Path) -> None:
        """Save all work as a file."""
        with self.reader.page.expect_download() as download:
            self.reader.push(self.work("Save it as a file"))
        download.value.save_as(file)

    def delete_work(self) -> None:
        """Delete all work, and say yes."""
        self.reader.page.once("dialog", lambda dialog: dialog.accept())
        self.reader.push(self.work("Delete all of it"))
        expect(self.reader.page.locator(".my-work")).to_contain_text("Nothing is kept here yet.")

    def load_work(self, file: Path) -> None:
        """Load the file that was saved."""
        with self.reader.page.expect_file_chooser() as chooser:
            self.reader.push(self.work("Load a saved file"))
        chooser.value.set_files(file)
        expect(self.reader.page.locator(".my-work-result")).to_contain_text("Loaded.")
        self.reader.look()

    def open_kept_policy(self) -> None:
        """Open the kept policy from the page of one's own work: the lab shows its task as met."""
        (page,) = [page for page in self.module.pages if page.kind == "lab"]
        package = self.reader.page.locator(".my-work section").nth(1)
        self.reader.follow(link_to(package, page.document), page.document)
        self.meets_the_task()

    def work(self, name: str) -> Locator:
        """Return a button of the page of one's own work."""
        return self.reader.page.locator(".my-work").get_by_role("button", name=name)

    def kept(self) -> dict[str, str]:
        """Return what the browser keeps of the course."""
        return dict(self.reader.page.evaluate(KEPT))

    def finish(self) -> None:
        """Note the page as finished, unless the pre-test has."""
        button = self.reader.page.locator(".module-end").get_by_role("button")
        if button.get_attribute("aria-pressed") == "false":
            self.reader.push(button)
            expect(self.reader.page.locator(".module-end [aria-live=polite]")).to_contain_text("finished")
        expect(button).to_have_attribute("aria-pressed", "true")

    def forms(self) -> list[Locator]:
        """Return the questions in sight."""
        return self.reader.page.locator(".quiz-bank form.quiz:visible").all()


@cache
def items() -> dict[str, Item]:
    """Return all questions of the course by their names: a quiz may ask those of earlier modules again."""
    files = [*(ROOT / "modules").glob("*/*.quiz.yml"), ROOT / f"{PRE_TEST}.quiz.yml"]
    return {name: item for path in files for name, item in load_items(path).items()}


def link_to(place: Locator, document: str) -> Locator:
    """Return the links to a page, with whatever stands behind its address."""
    name = document.rpartition("/")[2]
    return place.locator(f"a[href$='/{name}.html'], a[href='{name}.html'], a[href*='{name}.html#version=']")


def number_of(lab: Locator, slider: str) -> Locator:
    """Return the number fields beside a slider, and those of its group."""
    return lab.locator(f".field:has([id='{slider}']) input.number")


def reference_of(page: PageOfModule) -> Reference:
    """Return the exercise of a page."""
    source = (ROOT / f"{page.document}.md").read_text("utf-8")
    found = re.search(r"^```\{exercise\} (\S+)", source, re.MULTILINE)
    assert found, f"{page.document} has no exercise"
    return references()[found[1]]
