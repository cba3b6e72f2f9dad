"""How long and how hard each page is to read: `python -m book.reading` prints a table, or of the pages named.

Read is the prose of a page, without code, front matter, tables and the names of roles.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from book.extension.module_file import load_module
from book.extension.strict import CourseError, read_text

ROOT = Path(__file__).resolve().parent.parent
# What a module's hour reckons with: the words of a reader in a second language.
WORDS_A_MINUTE = 140
# A number that the page computes, or a figure with its source, is read as one number.
NUMBER = re.compile(r"\{(?:glue:text|fact|fact-value)\}`[^`]*`")
ROLE = re.compile(r"\{[\w:-]+\}`(?:([^`<]+?)(?:\s*<[^`]*>)?)`")
# A box is read like the text around it; what other blocks hold is no prose.
BOX = re.compile(r"^```\{country-box\} [^\n]+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^(`{3,})\{[\w-]+\}.*?^\1 *$", re.MULTILINE | re.DOTALL)
FRONT_MATTER = re.compile(r"\A---.*?^---", re.MULTILINE | re.DOTALL)
TABLE_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"*’)]*\s+(?=[\"*A-Z(])|\n\s*\n|\n(?=[-\d#])")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


@dataclass(frozen=True)
class Reading:
    """What a page asks of its reader: words, minutes, a school grade, and its longest sentence."""

    page: str
    words: int
    grade: float
    longest: str

    @property
    def minutes(self) -> float:
        """The minutes that its prose takes a reader in a second language."""
        return self.words / WORDS_A_MINUTE

    @property
    def longest_words(self) -> int:
        """The words of the longest sentence."""
        return len(words_in(self.longest))


def reading_of(path: Path) -> Reading:
    """Return what a page asks of its reader; one that is missing or empty is a CourseError."""
    text = prose_of(path)
    sentences = sentences_in(text)
    if not sentences:
        raise CourseError(f"{path.name} has no sentence to read.")
    longest = max(sentences, key=lambda sentence: len(words_in(sentence)))
    name = os.path.relpath(path.with_suffix(""), ROOT)
    return Reading(name, len(words_in(text)), grade_of(text), longest)


def prose_of(path: Path) -> str:
    """Return the text of a page that is read from top to bottom."""
    text = FRONT_MATTER.sub("", read_text(path))
    text = FENCE.sub("", BOX.sub(r"\1", text))
    text = NUMBER.sub("0", TABLE_ROW.sub("", text))
    return ROLE.sub(lambda match: match[1].rpartition("/")[2].replace("_", " "), text)


def sentences_in(text: str) -> list[str]:
    """Return the sentences, list items and headings."""
    parts = (" ".join(part.split()) for part in SENTENCE_END.split(text))
    return [part for part in parts if WORD.search(part)]


def words_in(text: str) -> list[str]:
    """Return the words, without numbers."""
    return WORD.findall(text)


def grade_of(text: str) -> float:
    """Return the Flesch-Kincaid grade (Kincaid and others, Research Branch Report 8-75, 1975)."""
    words, sentences = words_in(text), sentences_in(text)
    syllables = sum(syllables_in(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def syllables_in(word: str) -> int:
    """Return the syllables of a word as it is spoken; an abbreviation is spelt, a letter a syllable."""
    # Imported here: a site is built without what only its texts' measures need.
    import syllapy

    if word.isupper():
        return len(word)
    return max(1, int(syllapy.count(re.sub("['’]s?$", "", word).replace("’", "'"))))


def table_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a heading, a line for each page, and the sum."""
    yield f"{'page':<36}{'words':>6}{'minutes':>9}{'grade':>7}  longest sentence"
    words = 0
    for each in readings:
        words += each.words
        start = " ".join(each.longest.split()[:6])
        numbers = f"{each.words:>6}{each.minutes:>9.1f}{each.grade:>7.1f}"
        yield f"{each.page:<36}{numbers}  {each.longest_words} words: {start} …"
    yield f"{'all':<36}{words:>6}{words / WORDS_A_MINUTE:>9.1f}"


def pages_by_table() -> Iterator[list[Path]]:
    """Yield the core pages of each module, then what goes further, then the pages around the modules."""
    further: list[Path] = []
    for file in sorted((ROOT / "modules").glob("*/module.yml")):
        pages = load_module(file).pages
        yield [ROOT / f"{page.document}.md" for page in pages if page.is_core]
        further += [ROOT / f"{page.document}.md" for page in pages if not page.is_core]
    yield further
    yield sorted([*(ROOT / "book").glob("*.md"), *(ROOT / "book" / "trainers").glob("*.md")])


def main(names: list[str]) -> int:
    """Print a table of the pages that are named, or of all; returns the exit code."""
    try:
        for paths in [[Path(name) for name in names]] if names else pages_by_table():
            print("\n".join(table_lines([reading_of(path) for path in paths])), end="\n\n")
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
