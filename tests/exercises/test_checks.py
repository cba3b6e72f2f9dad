"""The visible tests: they teach, they take plain types only, and the notebook says what grading says."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from exercises.checks import keeps, policy_from, problem
from exercises.claims import measured, summary_of
from exercises.questions import NumberQuestion, PolicyQuestion, PolicyTest
from exercises.records import ExerciseError
from exercises.self_check import Exercise
from exercises.sheet import messages
from simulator import Policy
from tests.exercises.conftest import REFERENCES, reference_answers

FIRST = REFERENCES[0]
POLICY = (
    "version=1&1.id=child_benefit&1.rule=proxy_quota&1.rule.proxy_quota.share=0.3&1.amount.value=6"
    "&f1.id=external"
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the progress of these tests beside no notebook of ours."""
    monkeypatch.chdir(tmp_path)


class Text(str):
    """A text that only looks like one."""


class Always:
    """Equal to everything, and to nothing."""

    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = None  # type: ignore[assignment]


def variables(**answers: object) -> dict[str, object]:
    """Return the first exercise's answers by variable, with some of them changed."""
    own = reference_answers(FIRST) | answers
    questions = [each for each in FIRST.sheet.questions if isinstance(each, PolicyQuestion | NumberQuestion)]
    return {each.variable: own[each.id] for each in questions}


WRONG_TYPES = [None, Text("57.2"), "57.2", True, float("nan"), float("inf"), 10**400, 57.2j, [57.2], Always()]


@pytest.mark.parametrize("value", WRONG_TYPES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("question", ["q1", "q2"])
def test_only_plain_types_are_taken(question: str, value: object) -> None:
    """Whatever is no plain number, or no plain text of a policy, is asked for in words."""
    found = problem(FIRST.sheet, question, variables(**{question: value}))
    if question == "q1" and type(value) is str:
        assert found is not None and found.startswith("This is not a policy")
    else:
        assert found == messages()["no_policy" if question == "q1" else "no_number"]


@pytest.mark.parametrize("text", ["", "  \n", "# YOUR ANSWER HERE", "\n# one\n# two\n"])
def test_a_blank_policy_is_asked_for(text: str) -> None:
    """Nothing, or comments only, is no policy."""
    assert problem(FIRST.sheet, "q1", variables(q1=text)) == messages()["no_policy"]
    assert problem(FIRST.sheet, "q2", variables(q1=text)) == messages()["policy_first"]


def test_link_fragment_and_yaml_are_one_answer() -> None:
    """The whole link, what stands behind '#', and the YAML lines give one policy."""
    policy = Policy.from_fragment(POLICY)
    for text in (POLICY, f"\nhttps://example.org/lesson.html#{POLICY}\n", policy.to_yaml()):
        assert policy_from(text) == policy
        assert problem(FIRST.sheet, "q1", variables(q1=text)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"amount.value": 2.5},
        {"who.age": (0, 12), "amount.value": 3.8},
        {"who.age": (6, 17), "amount.value": 3.5},
        {"rule": "proxy_quota", "rule.proxy_quota.share": 0.3, "amount.value": 6.5},
        {"rule": "proxy_quota", "rule.proxy_quota.share": 0.5, "amount.value": 4},
        {"amount.value": 2.5, "take_up": 0.95},
    ],
)
def test_many_policies_are_right(changes: dict[str, object]) -> None:
    """A benefit for everybody, for most ages, and for the poor by score, wide or narrow, can each pass."""
    everybody = Policy.from_fragment("version=1&1.id=child_benefit&f1.id=external")
    policy = everybody.with_values(changes)
    assert problem(FIRST.sheet, "q1", variables(q1=policy.to_fragment())) is None


@pytest.mark.parametrize("ages", [(0, 4), (0, 8), (0, 11), (9, 17)])
@pytest.mark.parametrize("rule", [{}, {"rule": "proxy_quota", "rule.proxy_quota.share": 0.5}])
def test_a_policy_for_few_ages_is_not_enough(ages: tuple[int, int], rule: dict[str, object]) -> None:
    """Whoever is outside a small group is poor too: no sum that the budget allows makes up for it."""
    everybody = Policy.from_fragment("version=1&1.id=child_benefit&f1.id=external").with_values(rule)
    aged = everybody.with_values({"who.age": ages})
    cost = summary_of(FIRST.sheet, aged).cost.percent_of_gdp
    all_the_money = aged.with_values({"amount.value": 0.99 * aged.schemes[0].values["amount.value"] / cost})
    said = problem(FIRST.sheet, "q1", variables(q1=all_the_money.to_fragment()))
    assert said is not None and "children outside it are not counted as missed" in said


def test_a_policy_of_nothing_is_met_in_words() -> None:
    """Policies that the settings of a test do not fit, or that reach nobody, get a message, not an error."""
    for text in ("{version: 1, schemes: []}", "version=1&1.id=child_benefit&1.take_up=0"):
        assert isinstance(problem(FIRST.sheet, "q1", variables(q1=text)), str)
    nobody = "version=1&1.id=child_benefit&1.rule=proxy_quota&1.rule.proxy_quota.share=0"
    assert isinstance(problem(FIRST.sheet, "q2", variables(q1=nobody)), str)


def test_the_limits_hold_at_the_limit_only() -> None:
    """A value at the limit passes, one above fails, and nobody's value fails."""
    limit = PolicyTest("cost.percent_of_gdp", "", at_most=1, at_least=0)
    assert [keeps(limit, value) for value in (1.0, 1 + 1e-12, 1.001, -0.1, None, float("nan"))] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        *product(["q1", "q2"], [dict(each.answers) for each in FIRST.misconceptions]),
        ("q1", {}),
        ("q2", {}),
    ],
)
def test_check_says_what_the_visible_test_says(
    capsys: pytest.CaptureFixture[str], question: str, answers: dict[str, object]
) -> None:
    """One declaration: the printed message is that of the error which grading shows."""
    given = variables(**answers)
    exercise = Exercise(FIRST.sheet, given)
    exercise.check(question)
    printed = " ".join(capsys.readouterr().out.split())
    try:
        exercise.assert_right(question, **given)
    except AssertionError as error:
        assert printed == f"Not right yet. {error}"
    else:
        assert printed == f"Right. {FIRST.sheet.question(question).right}"


def test_hints_come_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """The first call gives the smallest hint, the last one stays."""
    exercise = Exercise(FIRST.sheet, {})
    hints = FIRST.sheet.question("q1").hints
    for number in (1, 2, 3, 3):
        exercise.hint("q1")
        printed = capsys.readouterr().out
        assert " ".join(printed.split()) == f"Hint {number} of {len(hints)}: {hints[number - 1]}"
        assert max(map(len, printed.splitlines())) <= 88, "JupyterLab breaks longer lines inside a word"


def test_an_unknown_question_is_named() -> None:
    """A slip of the pen gets the list of questions."""
    with pytest.raises(ExerciseError, match="There are: q1, q2, q3"):
        Exercise(FIRST.sheet, {}).check("q4")


def test_everything_is_checked_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """`check_all` goes through the questions, done, not yet or for the trainer, and adds up the points."""
    Exercise(FIRST.sheet, variables(q2=None)).check_all()
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.startswith(
        f"q1: done, 4 of 4 points. q2: not yet, 0 of 2 points. {messages()['no_number']} "
        "q3: for your trainer, up to 2 points. You have 4 of 6 points. 2 more are for your trainer to give."
    )


def test_a_notebook_shows_the_sentence_and_no_lines_of_code() -> None:
    """The cell of a visible test ends with the words that `check` says."""
    shell = InteractiveShell()
    shown: list[list[str]] = []
    shell._showtraceback = lambda _kind, _error, lines: shown.append(lines)
    sheet = json.dumps(REFERENCES[0].sheet_text)
    shell.run_cell(
        f"from exercises.self_check import open_exercise\nexercise = open_exercise({sheet}, globals())\n"
        "exercise.assert_right('q1', policy_text='')"
    )
    assert shown == [["Not right yet. There is no policy yet. Choose one in the lab, and put it here."]]


def test_what_the_lab_shows_as_the_limit_keeps_the_limit() -> None:
    """The lab shows a gap of 3.923 as 3.9: nobody is told that 3.9 is above 3.9."""
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}], "financing": "external"})
    shown = policy.with_values({"amount.value": 2.1})
    gap = FIRST.sheet.question("q1").tests[-1]
    assert 3.92 < measured(summary_of(FIRST.sheet, shown), gap.measure) < 3.93
    assert problem(FIRST.sheet, "q1", variables(q1=shown.to_fragment())) is None
    assert not keeps(gap, 3.9501)


def test_a_share_for_a_percentage_is_met_where_nobody_is_missed() -> None:
    """With a benefit for all no poor child is missed: 0.752 is a share, not a misread error."""
    policy = "version=1&1.id=child_benefit&1.who.age=0-17&1.amount.value=2.5"
    answers = variables(q1=policy, q2=0.752)
    assert "Multiply it by 100" in problem(FIRST.sheet, "q2", answers)
