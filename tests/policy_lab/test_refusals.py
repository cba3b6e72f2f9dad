"""What the engine refuses and notes, in another language: one made up here, with its words in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from json import dumps
from random import Random
from typing import Any
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser

from simulator import Population, example_population
from simulator.population_file import pack
from simulator.projection import indexation_parameter
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.translating import names
from simulator.widgets.policy_lab.wording import engine_sentences
from tests.policy_lab.asking import ask
from tests.policy_lab.conftest import Site
from tests.policy_lab.random_populations import full_population
from tests.policy_lab.test_fragments import CHILDREN, UNFIT, mutated, random_link, tasks_of
from tests.policy_lab.test_projection_differential import HARNESS, NOBODY_AGES, random_task

pytestmark = pytest.mark.browser
LINKS = 250
# Each task in both languages: whether it is refused, and the refusal, or the notes and what is hidden.
ANSWERS = """async ([languages, data, jobs]) => {
  const { speak, translated } = await import("/policy-lab/texts/speaking.js");
  const { runJobs } = await import("/harness.js");
  const told = ({ notes, tenths }) => [...notes, ...tenths.map(({ hidden }) => hidden ?? "")].join(" ");
  const found = [];
  for (const texts of languages) {
    speak(texts);
    const answers = await runJobs("/refusals.population", translated(data), jobs);
    found.push(answers.map(({ message, summary }) => [!summary, message ?? told(summary)]));
  }
  speak(null);
  return found;
}"""
# The same for projections: each refusal, or the notes and warnings.
PROJECTED = """async ([languages, years, data, jobs]) => {
  const { speak, translated } = await import("/policy-lab/texts/speaking.js");
  const { projectAll } = await import("/projection-harness.js");
  const told = ({ notes, warnings }) => [...notes, ...warnings].join(" ");
  const found = [];
  for (const texts of languages) {
    speak(texts);
    const answers = await projectAll("/refusals.population", years, translated(data), jobs);
    found.push(answers.map(({ refused, found: given }) => refused ?? told(given)));
  }
  speak(null);
  return found;
}"""
PLACE = re.compile(r"(\{\w+\})")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
CUT = re.compile(r"\w+…|\\x[0-9a-f]{2}")
WORD = re.compile(r"[^\W\d_]+")
NAME = re.compile(r"[a-z0-9_.]+")
# What a link and its refusals are made of, beside the names of schemes, settings, rules and sources.
KEYS = "link version policy baseline alternative schemes interactions financing existing benefit treatment by"
# What a random population is called, its money, and what its people already get.
PEOPLE = "Drawn TST pension old allowance low high kept replaced topped_up"


def in_brackets(sentence: str) -> str:
    """Return a sentence with its words, and not what fills its places, in brackets."""
    parts = (part for part in PLACE.split(sentence) if part)
    return "".join(part if PLACE.fullmatch(part) else f"⟦{part}⟧" for part in parts)


def made_up() -> dict[str, Any]:
    """Return the texts of a language in which each text of the engine, and each name, is in brackets."""
    head = {"locale": "en", "direction": "ltr", "names_in_sentences": "lower_case", "sections": {}}
    engine = {each: in_brackets(each) for each in engine_sentences()}
    return {**head, "engine": engine, "names": {name: f"⟦{name}⟧" for name in names()}}


def names_in(data: object) -> Iterator[str]:
    """Give what is not for readers in the catalogue: keys, and texts that name something."""
    if isinstance(data, dict):
        yield from (str(key) for key in data)
        data = [*data.values()]
    if isinstance(data, list):
        for each in data:
            yield from names_in(each)
    if isinstance(data, str) and NAME.fullmatch(data):
        yield data


@pytest.fixture(scope="module")
def machine_words() -> set[str]:
    """The words that are the same in each language: those that are typed into a policy or a link."""
    declared = [catalogue_data(), indexation_parameter().as_data()]
    return {*WORD.findall(" ".join([*names_in(declared), KEYS, PEOPLE]))}


def in_both(browser: Browser, site: Site, people: Population, script: str, *given: Any) -> Any:
    """Return what a script says of some people in English and in the language."""
    (site.folder / "refusals.population").write_bytes(pack(people))
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address + "blank.html")
    both = ask(page, script, [[None, made_up()], *given])
    context.close()
    return both


def answers_of(browser: Browser, site: Site, people: Population, links: list[str]) -> Iterator[Any]:
    """Give each link with whether it is refused, and what is said of it in English and in the language."""
    both = in_both(browser, site, people, ANSWERS, catalogue_data(), tasks_of(links))
    for link, (refused, english), (_, foreign) in zip(links, *both, strict=True):
        yield link, refused, english, foreign


def wrong_words(link: str, english: str, foreign: str, known: set[str]) -> list[str]:
    """Return what is said in English to a reader of the language; without brackets both say the same."""
    if foreign.replace("⟦", "").replace("⟧", "").casefold() != english.casefold():
        return [f"{english} became {foreign}"]
    typed = {*WORD.findall(unquote_plus(link)), *WORD.findall(link)}
    left = WORD.findall(CUT.sub(" ", BRACKETED.sub(" ", foreign)))
    return [word for word in left if word not in known | typed]


def test_refusals_and_notes_are_of_the_language(
    browser: Browser, site: Site, machine_words: set[str]
) -> None:
    """Whatever is wrong with a link, and whatever is noted of its result, only names stay as they are."""
    random = Random(8)
    people = full_population(random)
    right = [random_link(random, people) for _ in range(LINKS)]
    links = [*right[:100], *(mutated(random, each) for each in right), *(CHILDREN + more for more in UNFIT)]
    said = [*answers_of(browser, site, replace(people, synthetic=False), links)]
    wrong = {link: words for link, _, *both in said if (words := wrong_words(link, *both, machine_words))}
    assert not wrong, f"{len(wrong)} of {len(links)}: {[*wrong.items()][:5]}"
    assert sum(refused for _, refused, *_ in said) > 0.3 * len(links)
    assert sum("hidden: fewer than" in english for _, refused, english, _ in said if not refused) > 50


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ("&1.take_up=0", "⟦This policy reaches nobody: check ⟧⟦the ⟧⟦Take-up⟧⟦.⟧"),
        ("&1.take_up=7", "⟦a number from ⟧0⟦ to ⟧1⟦ (⟧share⟦)⟧"),
        (
            "&1.amount.value=50&f1.id=levy_on_consumption&f1.highest_rate=0.01",
            "⟦A levy on consumption⟧⟦ cannot raise ⟧",
        ),
        ("&1.nonsense=1", "⟦: ⟧'nonsense'⟦ is not allowed. Allowed: ⟧"),
    ],
)
def test_a_sentence_is_put_together(browser: Browser, site: Site, settings: str, part: str) -> None:
    """Each part of a refusal or a note is of the language, with what fills its places between."""
    link = f"version=1&1.id=child_benefit{settings}"
    [(_, _, english, foreign)] = answers_of(browser, site, example_population(), [link])
    assert part in foreign and part.replace("⟦", "").replace("⟧", "").casefold() in english.casefold()


def test_projections_are_told_in_the_language(browser: Browser, site: Site, machine_words: set[str]) -> None:
    """So is what a projection assumes, warns of and refuses; only names of money and of sources stay."""
    (site.folder / HARNESS.name).write_bytes(HARNESS.read_bytes())
    random = Random(9)
    people = full_population(random)
    tasks = [random_task(random, people) for _ in range(60)]
    both = in_both(browser, site, people, PROJECTED, NOBODY_AGES, catalogue_data(), tasks)
    said: list[tuple[str, str, str]] = [*zip(map(dumps, tasks), *both, strict=True)]
    told = {task: wrong_words(task, english, foreign, machine_words) for task, english, foreign in said}
    wrong = {task: words for task, words in told.items() if words}
    assert not wrong, [*wrong.items()][:3]
    assert sum("Assumed a year" in english for _, english, _ in said) > 10
    assert sum("is not allowed" in english for _, english, _ in said) > 5
