"""What a reader of a page reads: its prose, without code, front matter, tables and the names of roles."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyphen

# A number that the page computes, or a figure with its source, is read as one number.
NUMBER = re.compile(r"\{(?:glue:text|fact|fact-value)\}`[^`]*`")
ROLE = re.compile(r"\{[\w:-]+\}`(?:([^`<]+?)(?:\s*<[^`]*>)?)`")
# A box on a country is read like the text around it; what other blocks hold is no prose.
BOX = re.compile(r"^```\{country-box\} ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^(`{3,})\{[\w-]+\}.*?^\1 *$", re.MULTILINE | re.DOTALL)
FRONT_MATTER = re.compile(r"\A---.*?^---", re.MULTILINE | re.DOTALL)
TABLE_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"*’)]*\s+(?=[\"*A-Z(])|\n\s*\n|\n(?=[-\d#])")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def prose_of(path: Path) -> str:
    """Return the text of a page that is read from top to bottom."""
    text = FRONT_MATTER.sub("", path.read_text("utf-8"))
    text = FENCE.sub("", BOX.sub(r"\2", text))
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
    """Return the syllables of a word, as a dictionary of hyphenation divides it."""
    return len(_dictionary().positions(word.lower())) + 1


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)
