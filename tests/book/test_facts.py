"""Facts: their form, how they print, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from book.extension.facts import fact_from, find_fact, load_facts
from book.extension.strict import CourseError

COURSE_FACTS = Path(__file__).parents[2] / "book" / "facts.yml"
RECORD = {"value": 44.1, "unit": "percent", "year": 2020, "source": "ILO, a report", "note": "People covered"}


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (44.1, "percent", "44.1\N{NO-BREAK SPACE}%"),
        (7.5, "percent of GDP", "7.5\N{NO-BREAK SPACE}% of GDP"),
        (0.3, "index", "0.300"),
        (162912, "rupees a year", "162,912 rupees a year"),
        (-0.18, "standard deviations", "\N{MINUS SIGN}0.18 standard deviations"),
    ],
)
def test_a_fact_prints_as_a_sentence_needs_it(value: float, unit: str, text: str) -> None:
    """Thousands are parted, a sign is a minus sign, and the unit follows."""
    assert fact_from("a", RECORD | {"value": value, "unit": unit}).text == text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sorce": "ILO"}, "the fact 'a' has the unknown key 'sorce'. Did you mean 'source'?"),
        ({"unit": "per cent"}, "the fact 'a' has the unknown unit 'per cent'. Did you mean 'percent'?"),
        ({"value": "many"}, "the fact 'a': its value must be a number, not 'many'."),
        ({"value": float("nan")}, "its value must be a number, not 'nan'."),
        ({"value": True}, "its value must be a number, not 'True'."),
        ({"year": "2020-22"}, "its year must be a whole number such as 2020, not '2020-22'."),
        ({"published": "soon"}, "if not 'undated', must be a whole number such as 2020, not 'soon'."),
        ({"source": " "}, "its source must be a text that is not empty."),
        ({"source": "ILO"}, "its source must be a publisher, a comma and a title, not 'ILO'."),
        (
            {"address": "https://ilo.org"},
            "its address must be as in 'ilo.org/a-report', not 'https://ilo.org'.",
        ),
        ({"address": "ilo.org/a report"}, "its address must be as in"),
        ({"address": "ilo"}, "its address must be as in"),
    ],
)
def test_a_wrong_record_is_refused(change: dict[str, Any], message: str) -> None:
    """The error names the fact, the key and the mend."""
    with pytest.raises(CourseError) as error:
        fact_from("a", RECORD | change)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("change", "citation"),
    [({}, "ILO, 2020"), ({"published": 2021}, "ILO, 2021"), ({"published": "undated"}, "ILO, undated")],
)
def test_a_publication_is_cited_with_its_own_year(change: dict[str, Any], citation: str) -> None:
    """A figure of one year may stand in a publication of a later one, or in one without a year."""
    fact = fact_from("a", RECORD | change)
    assert fact.citation == citation
    assert fact.publication == "ILO, a report" + (citation.removeprefix("ILO") if change else "")


@pytest.mark.parametrize("key", RECORD)
def test_every_key_is_required(key: str) -> None:
    """A record without one of the five keys is refused by its name."""
    record = {name: value for name, value in RECORD.items() if name != key}
    with pytest.raises(CourseError, match=f"lacks the key '{key}'"):
        fact_from("a", record)


def test_an_unknown_fact_names_the_nearest() -> None:
    """An id that no fact has is an error with the nearest id."""
    facts = {"coverage-2020": fact_from("coverage-2020", RECORD)}
    with pytest.raises(
        CourseError, match=r"lesson.md:3: .* no fact 'covrage-2020'. Did you mean 'coverage-2020'\?"
    ):
        find_fact(facts, "covrage-2020", "lesson.md:3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {value: 1}\na: {value: 2}\n", "facts.yml is not valid YAML"),
        ("a: [1", "facts.yml is not valid YAML"),
        ("- a\n- b\n", "facts.yml must map the id of each fact to its record."),
        ("a: 3\n", "the fact 'a' must be a mapping with the keys"),
    ],
)
def test_a_wrong_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """A key given twice, broken YAML and another shape are told as such."""
    path = tmp_path / "facts.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as error:
        load_facts(path)
    assert message in str(error.value)


def test_the_course_facts_name_publishers_only() -> None:
    """Each source is a publication, without an address or the path of a copy."""
    sources = {fact.source for fact in load_facts(COURSE_FACTS).values()}
    assert [source for source in sources if "://" in source or "@" in source] == []
