"""The table of how long and how hard each page is to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.extension.module_file import load_module
from book.reading import WORDS_A_MINUTE, main, prose_of, reading_of, syllables_in, words_in
from tests.conftest import ROOT

START = ROOT / "modules" / "children" / "start.md"
SPOKEN = {
    "every": 2,
    "you": 1,
    "poverty": 3,
    "beneficiary": 5,
    "benefit's": 3,
    "take-up": 2,
    "GDP": 3,
    "Nepal": 2,
}


def test_the_table_has_a_line_for_each_page(capsys: pytest.CaptureFixture[str]) -> None:
    """Each page of the modules and around them stands in it once; the sum is that of the hour."""
    assert main([]) == 0
    tables = [table.splitlines() for table in capsys.readouterr().out.strip().split("\n\n")]
    named = [line.split()[0] for table in tables for line in table[1:-1]]
    assert len(named) == len(set(named))
    pages = [
        *(ROOT / "modules").glob("*/*.md"),
        *(ROOT / "book").glob("*.md"),
        *(ROOT / "book/trainers").glob("*.md"),
    ]
    assert set(named) == {path.relative_to(ROOT).with_suffix("").as_posix() for path in pages}
    module = load_module(ROOT / "modules" / "children" / "module.yml")
    core = [ROOT / f"{page.document}.md" for page in module.pages if page.is_core]
    words = sum(len(words_in(prose_of(path))) for path in core)
    assert tables[0][-1].split() == ["all", str(words), f"{words / WORDS_A_MINUTE:.1f}"]


def test_a_page_is_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is named has its words, its minutes, its grade and its longest sentence in one line."""
    assert main([str(START)]) == 0
    name, words, minutes, grade, longest, *_ = capsys.readouterr().out.splitlines()[1].split()
    text = reading_of(START)
    assert (name, int(words), longest) == ("modules/children/start", text.words, str(text.longest_words))
    assert float(minutes) == pytest.approx(text.words / 140, abs=0.05)
    assert float(grade) == pytest.approx(text.grade, abs=0.05)


@pytest.mark.parametrize(("name", "said"), [("nowhere.md", "There is no file"), ("empty.md", "no sentence")])
def test_a_page_that_cannot_be_read_is_told(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name and an empty page end with a sentence, not with a number."""
    (tmp_path / "empty.md").write_text("---\ndescription: Nothing.\n---\n", "utf-8")
    assert main([str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("word", SPOKEN)
def test_syllables_are_those_that_are_spoken(word: str) -> None:
    """A dictionary knows the words that a rule of spelling gets wrong; an abbreviation is spelt."""
    assert syllables_in(word) == SPOKEN[word]
