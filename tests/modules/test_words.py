"""The prose of the modules: as long as the hour allows, easy to read, spelt, its words explained."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from book.extension.facts import load_facts
from book.extension.module_file import Module, load_module
from book.reading import grade_of, prose_of, sentences_in, syllables_in, words_in

ROOT = Path(__file__).parents[2]
MODULES = [load_module(path) for path in sorted((ROOT / "modules").glob("*/module.yml"))]
PAGES = [ROOT / f"{page.document}.md" for module in MODULES for page in module.pages]
# A reader in a second language reads 140 words a minute: these are 17 of the 60 minutes.
MOST_WORDS = 2400
MOST_GRADE = 10
LONGEST_SENTENCE = 35
# Idioms and slogans that a reader in a second language has to look up.
IDIOMS = re.compile(
    r"\b(game.changer|silver bullet|low.hanging|rule of thumb|in a nutshell|at the end of the day|"
    r"leave no.one behind|state.of.the.art|boils down|piece of cake|needless to say|crucial(?:ly)?|"
    r"utili[sz]e|leverage|beneficiar(?:y|ies)|vulnerable groups)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.title)
def test_the_core_path_can_be_read_in_the_hour(module: Module) -> None:
    """All core pages together have at most 2,400 words beside their questions and tables."""
    core = [ROOT / f"{page.document}.md" for page in module.pages if page.is_core]
    words = {path.stem: len(words_in(prose_of(path))) for path in core}
    assert sum(words.values()) <= MOST_WORDS, f"cut {sum(words.values()) - MOST_WORDS} words: {words}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_easy_to_read(path: Path) -> None:
    """A reader after ten years of school follows it, and no sentence is too long to keep in mind."""
    text = prose_of(path)
    assert grade_of(text) <= MOST_GRADE
    longest = max(sentences_in(text), key=lambda sentence: len(words_in(sentence)))
    assert len(words_in(longest)) <= LONGEST_SENTENCE, longest


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_no_idiom(path: Path) -> None:
    """Plain words only, and people are people."""
    assert not IDIOMS.findall(prose_of(path))


def test_the_course_is_spelt() -> None:
    """codespell finds no known misspelling in texts, quizzes, facts and exercises."""
    places = ["modules", "book", "exercises", "videos", "README.md", "CONTRIBUTING.md"]
    options = ["--skip", "*.js,*.css,*.svg,*/vendor/*,*.pyc", "--ignore-words-list", "nam"]  # Viet Nam
    command = [sys.executable, "-m", "codespell_lib", *options, *places]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == "" and found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_picture_says_what_it_shows(path: Path) -> None:
    """Each picture in a page has a text in its place."""
    source = path.read_text("utf-8")
    assert not re.search(r"!\[\s*\]\(", source)
    for picture in re.findall(r"^```\{(?:image|figure)\}.*?^```", source, re.MULTILINE | re.DOTALL):
        assert re.search(r"^:alt: .{15,}", picture, re.MULTILINE), picture


def test_a_word_is_linked_where_it_first_stands() -> None:
    """The core words of a module are linked to the glossary in the first lesson that uses them."""
    glossary = (ROOT / "book/glossary.md").read_text("utf-8").lower()
    for module in MODULES:
        seen: set[str] = set()
        for page in (each for each in module.pages if each.kind == "lesson"):
            source = (ROOT / f"{page.document}.md").read_text("utf-8")
            linked = {term.lower() for term in re.findall(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", source)}
            assert all(f"\n{term}\n" in glossary for term in linked), linked
            seen |= linked
        assert {
            "coverage",
            "take-up",
            "headcount",
            "poverty gap",
            "exclusion error",
            "inclusion error",
        } <= seen


TEXTS = sorted(path for folder in ("modules", "book", "videos") for path in (ROOT / folder).rglob("*.md"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_term_and_every_fact_is_known(path: Path) -> None:
    """A word that is linked stands in the glossary, a figure that is quoted among the facts; built or not."""
    source = re.sub(r"``.*?``", "", path.read_text("utf-8"))
    linked = {
        " ".join(term.lower().split()) for term in re.findall(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", source)
    }
    assert linked <= glossary_terms(), linked - glossary_terms()
    quoted = set(re.findall(r"\{fact(?:-value)?\}`([^`]+)`", source))
    assert quoted <= set(load_facts(ROOT / "book" / "facts.yml"))


@cache
def glossary_terms() -> set[str]:
    """Return the words of the glossary: the lines at the margin of its block."""
    block = (ROOT / "book/glossary.md").read_text("utf-8").partition("```{glossary}\n")[2].partition("```")[0]
    return {line.lower() for line in block.splitlines() if re.match(r"\S", line)}


def test_the_reading_grade_tells_easy_from_hard() -> None:
    """The measure itself can fail: a sentence of officials is far above the limit, a plain one far below."""
    hard = (
        "The operationalisation of comprehensive interministerial coordination mechanisms necessitates "
        "institutional capacitation, notwithstanding considerable administrative heterogeneity."
    )
    assert grade_of(hard) > 2 * MOST_GRADE
    assert grade_of("The clinic is far. She can not go. The money stops.") < 3
    assert syllables_in("government") >= 3


def test_prose_is_what_is_read() -> None:
    """Code, front matter and tables are not counted, and a computed number counts as no word."""
    words = words_in(prose_of(ROOT / "modules/children/first_lesson.md"))
    assert "PolicyLab" not in words and "jupytext" not in words and "glue" not in words
    assert len(words) > 200
