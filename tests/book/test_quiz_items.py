"""Quiz items: the four kinds, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from book.extension.quiz_items import About, Choice, Numeric, items_from, load_items
from book.extension.quiz_numbers import Mistake
from book.extension.strict import CourseError

RIGHT = {"text": "Yes", "right": True, "feedback": "Because."}
WRONG = {"text": "No", "feedback": "Because not."}
SINGLE = {"id": "q1", "kind": "single", "stem": "Is it?", "options": [RIGHT, WRONG]}
NUMERIC = {
    "id": "q2",
    "kind": "numeric",
    "stem": "How many?",
    "answer": 4800,
    "tolerance": 0.5,
    "feedback": "So.",
}

VARIANTS = {
    "id": "q3",
    "kind": "numeric",
    "stem": "From {youngest_left_out} to {oldest}, {fact}`x`?",
    "compute": "years_until_all_children",
    "variants": [{"youngest_left_out": 3, "oldest": 17}, {"youngest_left_out": 6, "oldest": 17}],
    "tolerance": 0,
    "feedback": "It takes {answer} years.",
}
OLDEST = {"compute": "oldest_age", "feedback": "You gave {mistake}, as old as {oldest}."}


def test_a_choice_keeps_its_options_in_order() -> None:
    """An option is wrong unless it says that it is right."""
    (item,) = items_from(SINGLE | {"sources": ["coverage-2020"], "aim": 2, "skips": "modules/a/b"}, "x")
    assert isinstance(item, Choice)
    assert [(option.text, option.right) for option in item.options] == [("Yes", True), ("No", False)]
    assert item.about == About("q1", ("coverage-2020",), 2, "modules/a/b")


def test_a_numeric_item_has_an_answer_and_a_tolerance() -> None:
    """The unit may be left out."""
    (item,) = items_from(NUMERIC, "x")
    assert isinstance(item, Numeric)
    assert (item.answer, item.tolerance, item.unit) == (4800, 0.5, "")
    assert item.about == About("q2", (), None, None)


def test_variants_are_computed_items_of_one_family() -> None:
    """Each has its own answer and its own texts, and a role in a text is left alone."""
    items = list(items_from(VARIANTS, "x"))
    assert [item.name for item in items] == ["q3-1", "q3-2"]
    assert {item.about.family for item in items} == {"q3"}
    assert [item.answer for item in items if isinstance(item, Numeric)] == [15, 12]
    assert items[1].stem == "From 6 to 17, {fact}`x`?"
    assert isinstance(items[0], Numeric) and items[0].feedback == "It takes 15 years."


def test_a_mistake_is_computed_from_the_arguments_of_its_variant() -> None:
    """Its number may be given too, and its feedback may name it."""
    item = list(items_from(VARIANTS | {"mistakes": [OLDEST, {"value": 2, "feedback": "Two."}]}, "x"))[1]
    assert isinstance(item, Numeric)
    assert item.mistakes == (Mistake(17.0, "You gave 17, as old as 17."), Mistake(2, "Two."))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"kind": "single"}, "x must be a mapping with the keys id, kind, stem and its answers."),
        (SINGLE | {"kind": "singel"}, "x ('q1') has the unknown kind 'singel'. Did you mean 'single'?"),
        (SINGLE | {"stam": "Is it?"}, "x ('q1') has the unknown key 'stam'. Did you mean 'stem'?"),
        (SINGLE | {"options": [RIGHT]}, "its options must be a list of two or more."),
        (SINGLE | {"options": [WRONG, WRONG]}, "needs exactly one option with 'right: true', but has 0."),
        (SINGLE | {"options": [RIGHT, RIGHT]}, "needs exactly one option with 'right: true', but has 2."),
        (SINGLE | {"kind": "multiple", "options": [WRONG, WRONG]}, "needs at least one option"),
        (SINGLE | {"kind": "prediction"}, "needs no option with 'right: true', but has 1."),
        (SINGLE | {"options": [RIGHT, {"text": "No"}]}, "option 2 lacks the key 'feedback'."),
        (SINGLE | {"options": [RIGHT, WRONG | {"feedback": ""}]}, "option 2: its feedback must be a text"),
        (SINGLE | {"options": [RIGHT, WRONG | {"right": "no"}]}, "'right' must be true or false, not 'no'."),
        (SINGLE | {"options": [RIGHT, WRONG | {"feedbak": "x"}]}, "Did you mean 'feedback'?"),
        (SINGLE | {"sources": "coverage-2020"}, "its sources must be a list of ids from facts.yml."),
        (NUMERIC | {"tolerance": -1}, "its tolerance must not be negative, but is -1."),
        (NUMERIC | {"answer": "4800"}, "its answer must be a number, not '4800'."),
        (NUMERIC | {"compute": "years_until_all_children"}, "has the unknown key 'answer'."),
        (
            VARIANTS | {"compute": "years_until"},
            "has no function 'years_until'. Did you mean 'years_until_all",
        ),
        (VARIANTS | {"compute": "__all__"}, "modules/compute.py has no function '__all__'."),
        (VARIANTS | {"variants": [{"oldest": 17}]}, "its variants must be a list of two or more mappings"),
        (VARIANTS | {"variants": [{"oldest": 17}] * 2}, "variant 1 could not be computed"),
        (VARIANTS | {"variants": [17, 17]}, "'with' must be a mapping of arguments to values."),
        (VARIANTS | {"stem": "To {eldest}?"}, "its stem has the unknown key 'eldest'."),
        (VARIANTS | {"mistakes": OLDEST}, "its mistakes must be a list, each with 'compute' or 'value'"),
        (VARIANTS | {"mistakes": [17]}, "mistake 1 must be a mapping with the keys value, feedback."),
        (VARIANTS | {"mistakes": [OLDEST | {"value": 17}]}, "mistake 1 has the unknown key 'value'."),
        (
            VARIANTS | {"mistakes": [OLDEST | {"compute": "oldest"}]},
            "no function 'oldest'. Did you mean 'oldest_",
        ),
        (
            VARIANTS | {"mistakes": [{"value": "17", "feedback": "So."}]},
            "mistake 1: its value must be a number",
        ),
        (
            VARIANTS | {"mistakes": [OLDEST | {"feedback": "{eldest}"}]},
            "its feedback has the unknown key 'eldest'.",
        ),
        (
            VARIANTS | {"mistakes": [{"value": 14.6, "feedback": "So."}], "tolerance": 0.5},
            "variant 1: mistake 1 gives 14.6, and the right answer is 15. With a tolerance of 0.5 nobody",
        ),
        (
            NUMERIC | {"mistakes": [{"value": 10, "feedback": "A."}, {"value": 10.5, "feedback": "B."}]},
            "mistake 2 gives 10.5, and mistake 1 is 10.",
        ),
        (SINGLE | {"mistakes": []}, "x ('q1') has the unknown key 'mistakes'."),
        (SINGLE | {"aim": 6}, "its aim must be the number of one of the module's aims, 1 to 5, not '6'."),
        (SINGLE | {"skips": ""}, "the page that it lets one skip must be a text"),
    ],
)
def test_a_wrong_item_is_refused(record: dict[str, Any], message: str) -> None:
    """The error names the item, the option, the key and the mend."""
    with pytest.raises(CourseError) as error:
        list(items_from(record, "x"))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: q1\n", "lesson.quiz.yml must be a list of quiz items"),
        (
            "- &item {id: q1, kind: numeric, stem: s, answer: 1, tolerance: 0, feedback: f}\n- *item\n",
            "two items",
        ),
    ],
)
def test_a_wrong_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """Another shape and an id given twice are told as such."""
    path = tmp_path / "lesson.quiz.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        load_items(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A lesson with a quiz but no quiz file is told where it must lie."""
    with pytest.raises(CourseError, match=r"There is no file lesson.quiz.yml in "):
        load_items(tmp_path / "lesson.quiz.yml")
