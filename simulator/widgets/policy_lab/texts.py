"""What the lab says: a file of texts for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import BadInput, inside, unknown
from simulator.widgets.policy_lab.wording import engine_sentences
from simulator.yaml_text import read_text, read_yaml

FOLDER = Path(__file__).parent / "texts"
ENGLISH = "en"
# A translation of everything has some 110,000 characters.
LONGEST = 300_000
# How a language is written; what a file does not say is as in English.
HEAD = ("locale", "direction", "names_in_sentences")
# The forms that a sentence with a number can have, as in Unicode's plural rules.
FORMS = {"zero", "one", "two", "few", "many", "other"}
PLACE = re.compile(r"\{(\w+)\}")
# The keys of what is declared, of schemes and their like, that hold words for the reader.
NAMED = (
    *("label", "help", "one", "many", "source", "formula"),
    *("counts", "does_not_count", "stands_for", "together"),
)

Sentence = str | Mapping[str, str]


def languages() -> list[str]:
    """Return the languages that the lab speaks, by the names of their files.

    >>> "en" in languages()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def texts(language: str) -> dict[str, Any]:
    """Return all texts of a language: its head, `sections` of sentences by key, `engine` and `names`.

    What the engine says, and names, stand by their English. A sentence of several forms is a mapping by the
    form. Another language, and a section, a key or a place that English does not have, are `BadInput`.

    >>> texts("en")["sections"]["lab"]["buttons.undo"]
    'Undo'
    """
    if language not in languages():
        raise unknown("language", language, languages())
    with inside(f"{language}.yaml"):
        data = read_yaml(read_text(FOLDER / f"{language}.yaml"), "texts", LONGEST)
        by_english = {name: data.pop(name, {}) for name in ("engine", "names")}
        head = {key: data.pop(key) for key in HEAD if key in data}
        sections = {name: dict(_flat(section)) for name, section in data.items()}
        if language == ENGLISH:
            return {**head, "sections": sections, **by_english}
        english = texts(ENGLISH)
        _check(sections, english["sections"])
        _check_engine(by_english["engine"])
        start = {key: english[key] for key in HEAD} | {"locale": language}
    return {**start, **head, "sections": sections, **by_english}


def sentence(language: str, section: str, key: str, **places: str) -> str:
    """Return a sentence with its places filled, in English where the language has none; it has one form.

    >>> sentence("en", "lab", "data", label="Synthetic population")
    'Synthetic population.'
    """
    known = texts(ENGLISH)["sections"][section]
    said: str = texts(language)["sections"].get(section, {}).get(key, known[key])
    return said.format(**places)


def _flat(section: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Sentence]]:
    """Give the sentences of a section by dotted key; what holds only forms of a sentence is one."""
    for key, value in section.items():
        if isinstance(value, dict) and not set(value) <= FORMS:
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _check(sections: Mapping[str, Any], english: Mapping[str, Any]) -> None:
    """Refuse what no English sentence is the original of: it would never be said."""
    for section, sentences in sections.items():
        if section not in english:
            raise unknown("section", section, english)
        for key, sentence in sentences.items():
            if key not in english[section]:
                raise unknown(section, key, english[section])
            _check_places(f"{section}.{key}", sentence, places_in(english[section][key]))


def _check_engine(engine: Mapping[str, Any]) -> None:
    for english, sentence in engine.items():
        if english not in engine_sentences():
            nearest = unknown("engine", english, engine_sentences()).mend
            raise BadInput("engine", english, "a sentence that the engine says in English", nearest)
        if not isinstance(sentence, str):
            raise BadInput("engine", sentence, "one text for each sentence", "Put the text in quotes.")
        _check_places("engine", sentence, places_in(english))


def _check_places(field: str, sentence: Sentence, known: set[str]) -> None:
    extra = sorted(places_in(sentence) - known)
    if extra:
        allowed = ", ".join(sorted(known)) or "no place"
        raise BadInput(field, ", ".join(extra), allowed, "Write the places as they are in English.")


def places_in(sentence: Sentence) -> set[str]:
    """Return the names of the places in a sentence, in all its forms.

    >>> sorted(places_in({"one": "{share} of one person", "other": "{share} of {count} people"}))
    ['count', 'share']
    """
    forms = [sentence] if isinstance(sentence, str) else sentence.values()
    return {name for form in forms for name in PLACE.findall(str(form))}
