"""Every quiz item: answered in one way, explained for every option, and computed where it is a number."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from book.extension.facts import load_facts
from book.extension.module_file import load_module
from book.extension.quiz_items import Choice, Numeric, load_items
from book.extension.quiz_numbers import PLACE
from exercises.questions import NumberQuestion
from exercises.reference import references

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "modules").rglob("*.quiz.yml"), *(ROOT / "book").glob("*.quiz.yml")])
ITEMS = [(path, item) for path in FILES for item in load_items(path).values()]
NUMBERS = [item for _, item in ITEMS if isinstance(item, Numeric)]
BANKS = sorted((ROOT / "modules").glob("*/quiz.quiz.yml"))
MODULES = {path.parent: load_module(path) for path in (ROOT / "modules").glob("*/module.yml")}


def plain(text: str) -> str:
    """Return a text without its numbers, so that variants of one stem are alike."""
    return "".join(" " if letter.isdigit() else letter for letter in text.lower())


def test_no_two_items_share_an_id_or_a_question() -> None:
    """An id stays the item's for good; no question is asked twice, but for the variants of one."""
    families = {(item.about.family, path) for path, item in ITEMS}
    assert len({name for name, _ in families}) == len(families)
    stems = {(plain(item.stem), item.about.family) for _, item in ITEMS}
    assert [stem for stem, count in Counter(stem for stem, _ in stems).items() if count > 1] == []


@pytest.mark.parametrize(("path", "item"), ITEMS, ids=[item.name for _, item in ITEMS])
def test_an_item_explains_each_answer(path: Path, item: Choice | Numeric) -> None:
    """Each option has a feedback of its own, of a sentence or more; no place in a text is left open."""
    if isinstance(item, Numeric):
        texts = [item.feedback, *(mistake.feedback for mistake in item.mistakes)]
        assert not PLACE.search(item.stem + "".join(texts))
        assert len(set(texts)) == len(texts) and all(len(text) > 40 for text in texts)
        return
    texts = [option.feedback for option in item.options]
    assert len(set(texts)) == len(texts) and all(len(text) > 25 for text in texts)
    assert len({option.text for option in item.options}) == len(item.options)
    assert len(item.options) == 4


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.parent.name)
def test_a_bank_is_large_and_asks_about_every_aim(path: Path) -> None:
    """At least fourteen questions, at least two for each aim of the module, and two or more are numbers."""
    items = load_items(path).values()
    families = {item.about.family: item for item in items}
    assert len(families) >= 14
    aims = Counter(item.about.aim for item in families.values())
    assert set(aims) == set(range(1, len(MODULES[path.parent].aims) + 1)) and min(aims.values()) >= 2
    assert sum(isinstance(item, Numeric) for item in families.values()) >= 2


def test_the_right_answer_is_not_told_by_its_length_or_place() -> None:
    """A reader who always takes the longest option, or one letter, is wrong more often than right."""
    single = [item for _, item in ITEMS if isinstance(item, Choice) and item.kind == "single"]
    right = [next(place for place, option in enumerate(item.options) if option.right) for item in single]
    longest = [max(range(4), key=lambda place: len(item.options[place].text)) for item in single]
    assert mean(a == b for a, b in zip(right, longest, strict=True)) <= 0.6
    assert max(Counter(right).values()) <= 0.6 * len(single)


def test_numbers_are_computed_and_differ_between_variants() -> None:
    """What a variant draws changes the answer, so that two learners can't copy."""
    by_family: dict[str, list[float]] = {}
    for item in NUMBERS:
        by_family.setdefault(item.about.family, []).append(item.answer)
    assert all(len(set(answers)) == len(answers) >= 3 for answers in by_family.values())
    for item in NUMBERS:
        others = [each for each in by_family[item.about.family] if each != item.answer]
        assert all(abs(other - item.answer) > item.tolerance for other in others), (
            "a tolerance hides a variant"
        )


@pytest.mark.parametrize("item", NUMBERS, ids=lambda item: item.name)
def test_a_number_teaches_by_the_error_made(item: Numeric) -> None:
    """Two or more known mistakes are named, and no word tells the right number to who may try again."""
    assert len(item.mistakes) >= 2
    texts = [item.feedback, *(mistake.feedback for mistake in item.mistakes)]
    told = {float(number) for text in texts for number in re.findall(r"\d+(?:\.\d+)?", text)}
    assert item.answer not in told


def test_an_exercise_teaches_by_the_error_made() -> None:
    """Each question for a number in an exercise names two or more known mistakes too."""
    questions = [each for reference in references().values() for each in reference.sheet.questions]
    numbers = [each for each in questions if isinstance(each, NumberQuestion)]
    assert len(numbers) >= 4 and all(len(each.mistakes) >= 2 for each in numbers)


def test_sources_of_items_are_facts() -> None:
    """An item rests on figures that stand on the page of sources."""
    facts = load_facts(ROOT / "book" / "facts.yml")
    assert {source for _, item in ITEMS for source in item.about.sources} <= set(facts)
