"""What the engine says, refusals and notes: each is found for a translator, and is what Python says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_javascript
from playwright.sync_api import Page

import simulator
from simulator.widgets.policy_lab.texts import places_in
from simulator.widgets.policy_lab.wording import CALL, FOLDER, engine_sentences, sentences_in
from tests.policy_lab.conftest import OpenPage, Site
from tests.policy_lab.test_texts import PIECES, PLACEHOLDER, SENTENCE

# What looks like a sentence in the engine, and no reader of a lab is told in these words.
NO_SENTENCES = {
    "names that come with the data, translated with it": {
        *("Per person", "Square root of household size", "60 or older"),
        *("Rules between schemes", "Weeks of maternity", "Who is chosen", "Test against another pension"),
        *("Take-up", "Lost on the way", "Who pays"),
    },
    "cells of a CSV file": {"as built", "held constant", "the poor of the group", "all of the group"},
    "Python's word for nothing, never shown": {"None"},
}
# Parts of sentences that Python puts together otherwise, or that name what only JavaScript has.
SAID_OTHERWISE = {
    "put together from two parts": {
        *("men aged", "women aged"),
        "of persons benefits on record are more than all they consume",
    },
    "of the page alone": {"Read both with fromLink(link", "catalogue)", "this lab reads"},
}
PLACE = re.compile(r"\{\w+\}")
# Between these marks and a space, Python may put parts of a sentence together.
PARTS = re.compile(rf"{PLACE.pattern}|(?<=[.,:;]) ")
FILLED = re.compile(r",\s*\{([^{}]*)\}")
WITH_A_PLACE = re.compile(r"[A-Za-z]{2,} \{\}|\{\} [A-Za-z]{2,}")
MORE = re.compile(r",(?!\s*\))")
INNER = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{\}")


def modules() -> Iterator[tuple[str, str]]:
    """Give the name and the text of each module of the lab."""
    for path in sorted(FOLDER.rglob("*.js")):
        yield path.relative_to(FOLDER).as_posix(), path.read_text("utf-8")


def engine() -> Iterator[tuple[str, str]]:
    """Give those of the engine."""
    return (each for each in modules() if each[0].startswith("simulator/"))


def test_the_engine_says_nothing_that_a_translator_is_not_given() -> None:
    """No sentence stands outside a call of `words`; each exception is there, so that they stay few."""
    allowed = set().union(*NO_SENTENCES.values())
    pieces = ((name, each) for name, text in engine() for each in PIECES.findall(CALL.sub("", text)))
    texts = {(name, PLACEHOLDER.sub("{}", piece[1:-1])) for name, piece in pieces if piece[0] in "\"'`"}
    said = {(name, text) for name, text in texts if SENTENCE.search(text) or WITH_A_PLACE.search(text)}
    assert {text for _, text in said} == allowed, sorted(each for each in said if each[1] not in allowed)


def test_each_call_is_found() -> None:
    """A call with anything but texts in double quotes would be lost: there is none."""
    for name, text in modules():
        calls = len(re.findall(r"(?<!function )\bwords\(", text))
        assert calls == len(sentences_in(text)), (
            f"{name}: write each sentence in double quotes inside words(…)"
        )


def test_a_library_finds_the_same_sentences() -> None:
    """Babel's extractor of JavaScript, the common one, agrees on every sentence."""
    found: set[str] = set()
    for path in FOLDER.rglob("*.js"):
        with path.open("rb") as module:
            messages = (each[2] for each in extract_javascript(module, {"words": None}, [], {}))
            found |= {each if isinstance(each, str) else each[0] for each in messages}
    assert found == set(engine_sentences()) and len(found) > 200


def without_inner(text: str) -> str:
    """Return the source of a module without what stands in brackets, such as the arguments of calls."""
    while (shorter := INNER.sub("", text)) != text:
        text = shorter
    return text


def test_the_places_are_filled() -> None:
    """A call fills in something for a sentence with places; where it writes that out, exactly these."""
    checked = 0
    for name, text in modules():
        for call, sentence in zip(CALL.finditer(text), sentences_in(text), strict=True):
            after = without_inner(text[call.end() :])
            assert bool(MORE.match(after)) == bool(places_in(sentence)), f"{name}: {sentence}"
            given = FILLED.match(after)
            if given and "..." not in given[1]:
                filled = set(re.findall(r"(?:^|,)\s*(\w+)", given[1]))
                assert filled == places_in(sentence), f"{name} fills {sentence} with {sorted(filled)}"
                checked += 1
    assert checked > 50


def test_nothing_is_said_before_the_language_is_chosen() -> None:
    """A constant of a module is made when it is loaded, in English for ever: none says anything."""
    for name, text in modules():
        for constant in re.findall(r"^(?:export )?const [^=]+=(?:.|\n(?=\s|[\]})]))*", text, re.MULTILINE):
            assert "words(" not in constant.partition("=>")[0], (
                f"{name}: say it inside a function: {constant}"
            )


@cache
def python_texts() -> str:
    """Return every text of the Python package, f-strings with {} for what they fill in."""
    found = []
    for path in Path(simulator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(str(getattr(part, "value", "{}")) for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)


def test_each_sentence_is_one_of_pythons() -> None:
    """Both engines say the same: each part of a sentence in JavaScript stands in Python word for word."""
    allowed = set().union(*SAID_OTHERWISE.values())
    parts = {part.strip(" %.,:;") for sentence in engine_sentences() for part in PARTS.split(sentence)}
    alone = {part for part in parts if re.search(r"[A-Za-z]{2}", part) and part not in python_texts()}
    assert alone == allowed, "say it as Python does, or change both"


@pytest.fixture
def bare(new_page: OpenPage, site: Site) -> Page:
    """A page without a lab, that may load the lab's modules."""
    return new_page(site.address + "blank.html", painted=False)


SAID = """async ([texts, calls]) => {
  const { speak } = await import("/policy-lab/texts/speaking.js");
  const engine = await import("/policy-lab/simulator/wording.js");
  speak(texts);
  return calls.map(([name, ...given]) => engine[name](...given));
}"""


@pytest.mark.browser
def test_the_engine_speaks_the_language_of_the_lab(bare: Page) -> None:
    """Places in any order, numbers and names as the language has them; what it lacks is English."""
    french = {"locale": "fr", "direction": "ltr", "sections": {}, "names": {"years": "ans"}}
    french |= {"names_in_sentences": "lower_case", "engine": {"{one} before {other}": "{other} après {one}"}}
    calls = [
        ["words", "{one} before {other}", {"one": 1, "other": 2}],
        ["words", "{low} to {high} {unit}", {"low": 1, "high": 2, "unit": "ans"}],
        ["numeral", "1,234.5"],
        ["named", "years"],
        ["insideSentence", "Quota"],
    ]
    assert bare.evaluate(SAID, [french, calls]) == ["2 après 1", "1 to 2 ans", "1\u202f234,5", "ans", "quota"]
    assert bare.evaluate(SAID, [None, calls]) == ["1 before 2", "1 to 2 ans", "1,234.5", "years", "quota"]


@pytest.mark.browser
def test_digits_are_those_of_the_language(bare: Page) -> None:
    """Marathi writes its own digits; German keeps the capital letters of names."""
    marathi = {"locale": "mr", "direction": "ltr", "sections": {}, "names": {}}
    german = marathi | {"locale": "de", "names_in_sentences": "unchanged"}
    assert bare.evaluate(SAID, [marathi, [["numeral", "40.5"]]]) == ["४०.५"]
    calls = [["numeral", "1,234.5"], ["insideSentence", "Quote"]]
    assert bare.evaluate(SAID, [german, calls]) == ["1.234,5", "Quote"]
