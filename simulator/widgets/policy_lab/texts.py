"""What the lab says: a file of texts for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulator.challenges.goals import words as challenge_words
from simulator.errors import BadInput, inside, unknown
from simulator.population import Population
from simulator.reports.tables import row_names
from simulator.sentences import Sentences
from simulator.widgets.policy_lab.wording import engine_sentences
from simulator.yaml_text import read_text, read_yaml

FOLDER = Path(__file__).parent / "texts"
# What the engine says too stands by its English.
ENGLISH, ENGINE = "en", "engine"
# A translation of everything has some 110,000 characters.
LONGEST = 300_000
# How a language is written; what a file does not say is as in English.
HEAD = ("locale", "direction", "names_in_sentences")
# The signs in numbers that Python writes; a browser knows them.
SIGNS = ("decimal_point", "thousands")
# Sections whose English stands beside the Python that says it too.
OWNED = {"challenge": challenge_words, "rows": row_names}
# The forms that a sentence with a number can have, as in Unicode's plural rules.
FORMS = {"zero", "one", "two", "few", "many", "other"}
# Stands for the name of the country in what the data of a population are.
COUNTRY = "{country}"
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
        by_english = {name: data.pop(name, {}) for name in (ENGINE, "names")}
        head = {key: data.pop(key) for key in (*HEAD, *SIGNS) if key in data}
        sections = {name: dict(_flat(section)) for name, section in data.items()}
        if language == ENGLISH:
            owned = {name: dict(words().by_key) for name, words in OWNED.items()}
            return {**head, "sections": sections | owned, **by_english}
        english = texts(ENGLISH)
        _check(sections, english["sections"])
        _check_engine(by_english["engine"])
        for name, said in by_english["names"].items():
            _check_places(f"names.{name}", said, places_in(name))
        start = {key: english[key] for key in (*HEAD, *SIGNS)} | {"locale": language}
    return {**start, **head, "sections": sections, **by_english}


def sentence(language: str, section: str, key: str, **places: str) -> str:
    """Return a sentence with its places filled, in English where the language has none.

    >>> sentence("en", "lab", "data", label="Synthetic population")
    'Synthetic population.'
    """
    return sentences(language, section).say(key, **places)


def sentences(language: str, section: str) -> Sentences:
    """Return what Python says of a section, or as the engine: of several forms of a sentence that of `other`.

    >>> sentences("en", "challenge").say("all_met")
    'All goals are reached.'
    """
    data = texts(language)
    english = {ENGINE: {each: each for each in engine_sentences()}, **texts(ENGLISH)["sections"]}
    known = english[section] | {ENGINE: data[ENGINE], **data["sections"]}.get(section, {})
    said = {key: each if isinstance(each, str) else each["other"] for key, each in known.items()}
    return Sentences(said, data["names"], *(data[key] for key in SIGNS))


def data_label(language: str, population: Population) -> str:
    """Return what the data of a population are, around the name of its country, in a language.

    >>> from simulator import country
    >>> data_label("en", country("nepal"))[:29]
    'Synthetic population of Nepal'
    """
    named, country = texts(language)["names"], population.name
    label = population.label.replace(country, COUNTRY)
    return str(named.get(label, label)).replace(COUNTRY, named.get(country, country))


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
            if not isinstance(sentence, str) and "other" not in sentence:
                mend = "Write the form of all other numbers as well."
                raise BadInput(f"{section}.{key}", ", ".join(sentence), "forms, other among them", mend)


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
