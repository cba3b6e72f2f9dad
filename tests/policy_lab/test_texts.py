"""The catalogue of the lab's sentences: nothing is said outside it, and all that is in it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import BadInput
from simulator.widgets.policy_lab import texts as catalogue
from simulator.widgets.policy_lab.texts import languages, places_in, texts
from simulator.widgets.policy_lab.translating import lacking, main, names
from simulator.widgets.policy_lab.wording import CALL

LAB = Path(catalogue.__file__).parent
# Comments, texts in quotes, and patterns, in which quotes mean nothing.
PIECES = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    r"""|(?<=[=(,:?] )/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/""",
    re.DOTALL,
)
SENTENCE = re.compile(r"[A-Za-z]{2,}[,.:;]? [A-Za-z]|^[A-Z][a-z]{2,}|[–“”‘’−→]|\}\s?%$")
# What looks like a sentence and is none for the reader of a lab.
NO_SENTENCES = {
    "names of keys, for the browser": {"Control+Z", "Control+Shift+Z"},
    "selectors and classes of the style sheets": {
        *("textarea, input:not([type=range], [type=radio], [type=checkbox])", "summary, select, input"),
        *("(prefers-reduced-motion: reduce)", "(prefers-color-scheme: dark)", ".panel select", ".legend li"),
        *("field adder", "button remove", "buttons turn", "panel challenge", "panel explanation"),
        *("note warning", "more basis", "buttons save-table"),
    },
    "a length in a style, and letters to measure by": {"--filled: {}%", "13px system-ui, sans-serif"},
    "a command to type": {
        " --baseline today.yaml",
        "python -m simulator run policy.yaml --country {}{}{} --assumption-range",
    },
    "what decides the luck of a household": {"meet a household"},
    "caught, and said in other words": {"The canvas gave no picture."},
    "the beginning of a policy as YAML": {"version: 1\\n${said.map(([name, entries]) => "},
}
IMPORTED = re.compile(r'^import \{ say(?: as (\w+))? \} from "[./]+/texts/(\w+)\.js";$', re.MULTILINE)
# Python makes the sheets of a lab on paper: their sentences, the names of their measures, their captions.
SAID_ON_PAPER = re.compile(r"""(?:say\(|_table\(paper, |[{,] ?(?="\w+": \d))["'](\w+)["']""")
SAID_WITHOUT_JAVASCRIPT = re.compile(r'say\("without_javascript", "(\w+)"')
PLACEHOLDER = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")


def sources() -> Iterator[tuple[str, str]]:
    """Give the name and the text of each module that shows something; the engine's are Python's twins."""
    for path in sorted(LAB.rglob("*.js")):
        name = path.relative_to(LAB).as_posix()
        if not name.startswith("simulator/"):
            yield name, path.read_text("utf-8")


def test_nothing_is_said_outside_the_catalogue() -> None:
    """No module holds a sentence of its own; each exception is there, so that they stay few."""
    allowed = set().union(*NO_SENTENCES.values())
    found = {
        (name, PLACEHOLDER.sub("{}", piece[1:-1]))
        for name, text in sources()
        for piece in PIECES.findall(CALL.sub("", text))
        if piece[0] in "\"'`"
    }
    said = {(name, text) for name, text in found if SENTENCE.search(text)}
    unheard = {(name, text) for name, text in said if text not in allowed}
    assert not unheard, f"put these into texts/en.yaml: {sorted(unheard)}"
    assert {text for _, text in said} == allowed


def _argument(text: str, start: int) -> str:
    """Return the source of one argument of a call, from its first sign to the comma or bracket after it."""
    depth, end = 0, start
    while depth > 0 or text[end] not in ",)":
        piece = PIECES.match(text, end)
        depth += text[end] in "([{"
        depth -= text[end] in ")]}"
        end = piece.end() if piece and text[end] in "\"'`/" else end + 1
    return text[start:end].strip()


def calls() -> Iterator[tuple[str, str, str, str]]:
    """Give each call for a sentence: module, section, a pattern of its key, the source of its places."""
    for name, text in sources():
        for alias, section in IMPORTED.findall(text):
            for found in re.finditer(rf"(?<![\w.]){alias or 'say'}\(", text):
                key = _argument(text, found.end())
                after = text.index(key, found.end()) + len(key)
                places = _argument(text, after + 1) if text[after] == "," else ""
                for literal in (piece[1:-1] for piece in PIECES.findall(key)):
                    pattern = r"\w+".join(re.escape(part) for part in PLACEHOLDER.split(literal))
                    yield name, section, pattern, places


def test_every_sentence_that_is_asked_for_is_there_and_all_are_asked_for() -> None:
    """A key in a module stands in the catalogue, and a key of the catalogue in a module."""
    english = texts("en")["sections"]
    used: set[tuple[str, str]] = set()
    for name, section, pattern, _ in calls():
        keys = [key for key in english[section] if re.fullmatch(pattern, key)]
        assert keys, f"{name} asks for {section}: {pattern}, which texts/en.yaml does not have"
        used |= {(section, key) for key in keys}
    used |= {("on_paper", key) for key in SAID_ON_PAPER.findall((LAB / "paper.py").read_text("utf-8"))}
    component = (LAB / "component.py").read_text("utf-8")
    used |= {("without_javascript", key) for key in SAID_WITHOUT_JAVASCRIPT.findall(component)}
    # tests/simulator/reports/test_tables.py asks for each of these.
    used |= {("rows", key) for key in english["rows"]}
    every = {(section, key) for section, sentences in english.items() for key in sentences}
    assert every == used, f"nobody says {sorted(every - used)}"


def test_the_places_of_a_sentence_are_filled() -> None:
    """Where a module writes out what it fills in, that has each place of the sentence."""
    english, checked = texts("en")["sections"], 0
    for name, section, pattern, given in calls():
        sentence = english[section].get(pattern.replace("\\", ""))
        if sentence is None or not given.startswith("{") or "..." in given:
            continue
        filled = set(re.findall(r"[{,]\s*(\w+)(?=\s*[:,}])", PLACEHOLDER.sub("", given)))
        assert places_in(sentence) <= filled, f"{name} fills {sentence} with {given}"
        checked += 1
    assert checked > 80


@pytest.mark.parametrize("language", languages())
def test_a_translation_says_only_what_english_says(language: str) -> None:
    """Each file of texts is read, and what it lacks is a part of English."""
    assert texts(language)["locale"]
    assert set(lacking(language)) <= {*texts("en")["sections"], "engine", "names"}


@pytest.fixture
def translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of texts in a language of its own, beside English."""
    (tmp_path / "en.yaml").write_bytes((LAB / "texts" / "en.yaml").read_bytes())
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    texts.cache_clear()
    yield tmp_path / "fr.yaml"
    texts.cache_clear()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lab: {buttons: {undoo: Annuler}}", "Did you mean 'buttons.undo'?"),
        ("labb: {buttons: {undo: Annuler}}", "Did you mean 'lab'?"),
        ('lab: {tiles: {of_group: "de {groupe}"}}', "fr.yaml: lab.tiles.of_group: 'groupe' is not allowed."),
        ("engine: {Choose another sed.: Autre}", "Did you mean 'Choose another seed.'?"),
        ('engine: {"ages from 0 to {oldest}": "à {âge}"}', "fr.yaml: engine: 'âge' is not allowed."),
        ("engine: {Remove it.: {one: Retirez}}", "Put the text in quotes."),
    ],
)
def test_a_slip_of_a_translator_is_named(translation: Path, text: str, said: str) -> None:
    """A key, a section or a place that English does not have is refused, with the nearest one."""
    translation.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=re.escape(said)):
        texts("fr")


def test_what_is_missing_is_printed_to_fill_in(translation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the English of what a file lacks, without what it has."""
    own = "engine: {Remove it.: Retirez}\nnames: {Child benefit: Allocation}"
    translation.write_text(f"direction: rtl\nlab: {{buttons: {{undo: Annuler}}}}\n{own}", "utf-8")
    assert main(["fr"]) == 1
    printed = capsys.readouterr().out
    assert 'buttons.redo: "Redo"' in printed and "buttons.undo" not in printed
    assert '"Copy it again.": "Copy it again."' in printed and "Remove it.:" not in printed
    assert '"Social pension": "Social pension"' in printed and '"Child benefit"' not in printed
    assert (texts("fr")["locale"], texts("fr")["direction"]) == ("fr", "rtl")


@pytest.mark.parametrize(("asked", "code"), [(["en"], 0), ([], 0), (["xx"], 2)])
def test_the_command_ends_with_what_it_found(asked: list[str], code: int) -> None:
    """English lacks nothing; a language without a file is a wrong name."""
    assert main(asked) == code


def test_names_are_those_of_schemes_and_settings() -> None:
    """A translator is given labels, helps, choices and units, and no id."""
    assert {"Child benefit", "child", "Poverty headcount", "years", "Nepal"} <= {*names()}
    assert not {"child_benefit", "percent_gdp_per_person", "range"} & {*names()}
