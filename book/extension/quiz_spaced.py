"""Questions of earlier modules that a later module's quiz asks again, to be recalled after weeks.

A page would grow with each module if it held them all. It holds a few of each, and each later one others.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from book.extension.module_file import Module, load_module
from book.extension.quiz_items import Choice, Numeric, load_items
from book.extension.strict import CourseError

DRAWN = 2  # of a quiz's questions
HELD = 4  # of each earlier module's
BANK = ".quiz.yml"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The bank of an earlier module."""

    module: Module
    path: Path

    @property
    def told(self) -> str:
        """What stands above a question, so that a reader knows where to read again."""
        return f"From module {self.module.number}: {self.module.title}"


def earlier_banks(root: Path, number: int) -> list[Earlier]:
    """Return the banks of the modules before the one with this number, in their order.

    A module's bank lies beside its page of the kind 'quiz', so a new module needs its own files only.
    """
    modules = [load_module(path) for path in (root / "modules").glob("*/module.yml")]
    before = sorted((each for each in modules if each.number < number), key=lambda module: module.number)
    pages = [(module, page) for module in before for page in module.pages if page.kind == "quiz"]
    return [Earlier(module, root / f"{page.document}{BANK}") for module, page in pages]


def asked_again(bank: Earlier, number: int) -> list[Choice | Numeric]:
    """Return the questions of an earlier bank that the module with this number holds, with all variants.

    Each has a name of its own, so that the answer given in its own module does not come back, and neither
    aim nor page to skip: these are the other module's.
    """
    items = load_items(bank.path).values()
    families = list(dict.fromkeys(item.about.family for item in items))
    first = HELD * (number - bank.module.number - 1)
    held = {families[place % len(families)] for place in range(first, first + HELD)}
    return [_renamed(item, number) for item in items if item.about.family in held]


def checked_draw(given: str, families: int, spaced: int, where: str) -> str:
    """Return how many questions are drawn, if that leaves room for one of the module's own or more."""
    fewest, most = 1 + spaced, families + spaced
    if not given.isdigit() or not fewest <= int(given) <= most:
        raise CourseError(f"{where}: a quiz can draw {fewest} to {most} of its items, not '{given}'.")
    return given


def _renamed(item: Choice | Numeric, number: int) -> Choice | Numeric:
    about = replace(item.about, aim=None, skips=None)
    return replace(item, name=f"{item.name}-in-module-{number}", about=about)
