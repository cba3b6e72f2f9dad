"""Numbers that were written as texts: local digits, decimal commas, thousands, currency marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MISSING_TEXTS = frozenset(
    {
        "",
        ".",
        "na",
        "n/a",
        "#n/a",
        "nan",
        "null",
        "none",
        "missing",
        *(f".{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    }
)
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
WITH_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
WITH_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
WITH_SPACES = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?", re.ASCII)
MARKED = re.compile(r"([^\d\s.,+-]{1,4}\.?)?\s*([+-]?\d[\d.,]*)\s*([^\d\s.,+-]{1,4})?", re.ASCII)
TOP_CODED = re.compile(r"(\d+)\s*(?:\+|and over|or more|et plus|y más)", re.IGNORECASE)
LIKE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
FEWEST_SUSPECT = 5
SUSPICION = "all numbers with a point have three digits behind it, as if it stood between thousands"
SIGNS = str.maketrans({"\u066b": ".", "\u066c": "", "\u2212": "-", "\u2013": "-"})


@dataclass(frozen=True, eq=False)
class Written:
    """Texts as numbers: nan where `missing` or where `unread` says that no one number is meant.

    `told` are sentences about what was converted; `ambiguous` is why commas cannot be understood, or None.
    """

    values: NDArray[np.float64]
    missing: NDArray[np.bool_]
    unread: NDArray[np.bool_]
    told: tuple[str, ...]
    ambiguous: str | None = None


def read_numerals(texts: Sequence[str], decimal: str | None = None, marks: bool = False) -> Written:
    """Return the numbers that different texts stand for; `decimal` is "comma", "point" or None for unknown.

    Decimal commas are understood only where all texts allow one reading: of 1,234 alone nobody knows
    what it is. With `marks` one currency mark, the same for all texts, is taken off.

    >>> read_numerals(["12,5", "1.234,75", "३०"]).values.tolist()
    [12.5, 1234.75, 30.0]
    >>> read_numerals(["1,234"]).ambiguous
    'commas may be decimal commas or thousands'
    """
    cleaned = [_western(text) for text in texts]
    told = ["local digits were read as numbers"] if any(map(_differs, texts, cleaned)) else []
    missing = np.array([text.lower() in MISSING_TEXTS for text in cleaned], dtype=bool)
    written = [text for text, gone in zip(cleaned, missing, strict=True) if not gone]
    if marks:
        written, mark = _without_mark(written)
        told += [f"the mark {mark!r} was taken off amounts"] if mark else []
    numbers, style, ambiguous = _in_one_style(written, decimal)
    told += [style] if style else []
    values = np.full(len(texts), np.nan)
    values[~missing] = [np.nan if number is None else number for number in numbers]
    unread = ~missing
    unread[~missing] = [number is None for number in numbers]
    return Written(values, missing, unread, tuple(told), ambiguous)


def top_coded(text: str) -> float | None:
    """Return the age behind an open last group, as '95+', or None.

    >>> top_coded("95+"), top_coded("95")
    (95.0, None)
    """
    found = TOP_CODED.fullmatch(_western(text))
    return float(found[1]) if found else None


def currency_marks(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the different marks that stand beside numbers, in their order.

    >>> currency_marks(["NPR 500", "20 USD", "NPR 7", "30"])
    ('NPR', 'USD')
    """
    found = (MARKED.fullmatch(_western(text)) for text in texts)
    return tuple(dict.fromkeys(mark for each in found if each and (mark := each[1] or each[3])))


def _western(text: str) -> str:
    """Return the text with Western digits and signs, without blanks around it."""
    if text.isascii():
        return text.strip()
    digits = (
        str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text.translate(SIGNS)
    )
    return "".join(digits).strip()


def _differs(text: str, cleaned: str) -> bool:
    return not text.isascii() and text.strip() != cleaned


def _without_mark(texts: list[str]) -> tuple[list[str], str]:
    """Return the texts without the one currency mark that all have; more than one, or on some only, stay."""
    found = [MARKED.fullmatch(text) for text in texts]
    marks = {(each[1] or each[3] or "") if each and not (each[1] and each[3]) else None for each in found}
    if len(marks) != 1 or not (mark := marks.pop()):
        return texts, ""
    return [each[2] for each in found if each], mark


def _in_one_style(texts: list[str], decimal: str | None) -> tuple[list[float | None], str | None, str | None]:
    """Return the numbers, what was converted, and why commas cannot be understood."""
    plain = [bool(PLAIN.fullmatch(text)) for text in texts]
    odd = [text for text, is_plain in zip(texts, plain, strict=True) if not is_plain]
    if not odd and decimal != "comma":
        pointed = {text for text in texts if "." in text}
        suspect = (
            len(pointed) >= FEWEST_SUSPECT and all(map(LIKE_THOUSANDS.fullmatch, pointed)) and not decimal
        )
        return [float(text) for text in texts], SUSPICION if suspect else None, None
    spaced = [text for text in odd if WITH_SPACES.fullmatch(text)]
    joined = [re.sub(r"[ \u00a0\u202f']", "", text) if text in set(spaced) else text for text in texts]
    comma = [bool(WITH_COMMA.fullmatch(text)) for text in joined]
    point = [bool(WITH_POINT.fullmatch(text) or PLAIN.fullmatch(text)) for text in joined]
    style, why = _style(joined, comma, point, decimal)
    fits = comma if style == "comma" else point
    numbers = [_number(text, style) if fit else None for text, fit in zip(joined, fits, strict=True)]
    told = {
        "comma": "decimal commas were read as decimal points",
        "thousands": "commas were read as thousands",
    }
    return numbers, told.get(style) or ("blanks between digits were left out" if spaced else None), why


def _style(
    texts: list[str], comma: list[bool], point: list[bool], decimal: str | None
) -> tuple[str, str | None]:
    """Return "comma", "thousands" or "plain", and why the commas could be read in two ways."""
    if decimal == "comma" and all(comma):
        return "comma", None
    separated = [place for place, text in enumerate(texts) if "," in text]
    if not separated or decimal == "point":
        return ("thousands" if separated else "plain"), None
    only_comma = sum(comma) > sum(point)
    if sum(comma) == sum(point) and any(comma[place] and point[place] for place in separated):
        return "plain", "commas may be decimal commas or thousands"
    return ("comma" if only_comma else "thousands"), None


def _number(text: str, style: str) -> float:
    if style == "comma":
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", ""))
