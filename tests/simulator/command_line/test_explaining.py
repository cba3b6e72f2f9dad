"""The commands that explain: what they list is all there is, and what they print can be pasted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from simulator import (
    Policy,
    SimulatorError,
    all_interactions,
    all_schemes,
    all_sources,
    country,
    country_names,
    fiscal_space_options,
    simulate,
)
from simulator.careers import all_programmes, career_command, describe_programme
from simulator.command_line.commented import starting_values
from simulator.command_line.describing import all_rules
from simulator.countries.invented import invented_names
from simulator.parameters import Parameter, plain
from simulator.reports import result_schema
from simulator.scenario import breakdowns_of
from simulator.schemes import Scheme
from tests.simulator.command_line.typing_it import NEPAL, Captured, printed

# What these need of people, a made-up country does not have.
OBSERVED_ONLY = {
    *("maternity_insurance", "sickness_insurance", "unemployment_assistance"),
    *("contributory_pension", "unemployment_insurance"),
}
NEW = [[], ["child_benefit", "social_pension"], *([name] for name in all_schemes())]
TWO = "version: 1\nschemes: [{id: child_benefit}, {id: social_pension}]\n"


def in_comments(text: str) -> str:
    """Return the comments of a YAML text as one line."""
    return " ".join(line.strip().removeprefix("#").strip() for line in text.splitlines() if "#" in line)


def check_explained(each: Parameter, text: str) -> None:
    """Check that a parameter's path, label, help, source, and bounds or choices stand in the comments."""
    told = in_comments(text)
    assert " ".join(f"{each.path}: {each.label}. {each.help}".split()) in told
    assert each.source in told
    for name, label in each.choices.items():
        assert f"{name}: {label}" in told
    for unit, bounds in each.bounds.items():
        allowed = f"from {plain(bounds.low)} to {plain(bounds.high)}"
        assert (f"{unit}: {allowed}; begins with " if each.unit_from else f"{allowed} ({unit})") in told


def test_schemes_lists_all_there_is(capsys: Captured) -> None:
    """`schemes` has a line for each scheme, rule, source, interaction and programme, with its label."""
    text = printed(["schemes"], capsys)
    labels = {name: rule["label"] for name, rule in all_rules().items()}
    parts: list[Mapping[str, Any]] = [all_schemes(), all_sources(), all_interactions(), all_programmes()]
    labels |= {each.id: each.label for known in parts for each in known.values()}
    for name, label in labels.items():
        assert re.search(rf"^  {name} +{re.escape(label)}$", text, re.MULTILINE), name
    assert len(re.findall("^  ", text, re.MULTILINE)) == len(all_rules()) + sum(map(len, parts))


def test_all_rules_are_those_that_schemes_offer() -> None:
    """The rules that can be described are those that a policy can choose."""
    offered = {name for scheme in all_schemes().values() for name in scheme.rules}
    assert set(all_rules()) == offered and len(offered) > 10


@pytest.mark.parametrize("scheme", all_schemes().values(), ids=lambda scheme: scheme.id)
def test_a_scheme_can_be_pasted(scheme: Scheme, capsys: Captured) -> None:
    """What `describe` prints of a scheme is one, with every value as declared, each explained."""
    text = printed(["describe", scheme.id], capsys).split("\n\n# A programme")[0]
    assert Policy.from_yaml(f"version: 1\n{text}") == Policy.from_data(
        {"version": 1, "schemes": [{"id": scheme.id}]}
    )
    assert " ".join(f"{scheme.label}. {scheme.help}".split()) in in_comments(text)
    for path in starting_values(scheme.parameters):
        check_explained(scheme.parameters[path], text)


@pytest.mark.parametrize("rule", all_rules())
def test_a_rule_can_be_pasted(rule: str, capsys: Captured) -> None:
    """What `describe` prints of a rule stands in the entry of a scheme, each parameter explained."""
    text = printed(["describe", rule], capsys)
    scheme = all_schemes()["child_benefit"]
    pasted = f"version: 1\nschemes:\n- id: child_benefit\n{indent(text, '  ')}\n"
    assert Policy.from_yaml(pasted) == Policy.from_data(
        {"version": 1, "schemes": [{"id": "child_benefit", "rule": rule}]}
    )
    for path, each in scheme.parameters.items():
        if path.startswith(f"rule.{rule}."):
            check_explained(each, text)


@pytest.mark.parametrize("source", all_sources())
def test_a_source_can_be_pasted(source: str, capsys: Captured) -> None:
    """What `describe` prints of a source pays for a policy, each parameter explained."""
    text = printed(["describe", source], capsys)
    plain_policy = Policy.from_yaml(TWO)
    assert Policy.from_yaml(f"{TWO}{text}") == plain_policy.paid_by(source)
    for each in all_sources()[source].parameters.values():
        check_explained(each, text)
    assert all_sources()[source].option in text


@pytest.mark.parametrize("interaction", all_interactions())
def test_an_interaction_can_be_pasted(interaction: str, capsys: Captured) -> None:
    """What `describe` prints of an interaction joins two schemes, each parameter explained."""
    text = printed(["describe", interaction], capsys)
    entry = {"id": interaction, "schemes": ["child_benefit", "social_pension"]}
    data = Policy.from_yaml(TWO).to_data()
    assert Policy.from_yaml(f"{TWO}{text}") == Policy.from_data({**data, "interactions": [entry]})
    for each in all_interactions()[interaction].parameters.values():
        check_explained(each, text)


def test_a_name_that_two_things_share(capsys: Captured) -> None:
    """A scheme and a programme of careers with one name are both explained."""
    text = printed(["describe", "maternity_insurance"], capsys)
    assert "- id: maternity_insurance" in text and text.endswith(describe_programme("maternity_insurance"))


@pytest.mark.parametrize("names", NEW, ids=" ".join)
def test_a_new_policy_runs_as_it_is(names: list[str], tmp_path: Path, capsys: Captured) -> None:
    """A new policy is the schemes as declared, paid as a policy is that does not say; and it runs."""
    text = printed(["new-policy", *names], capsys)
    entries = [{"id": name} for name in names or ["child_benefit"]]
    policy = Policy.from_yaml(text)
    assert policy == Policy.from_data({"version": 1, "schemes": entries})
    for setting in policy.schemes:
        for path in setting.values:
            check_explained(setting.scheme.parameters[path], text)
    path = tmp_path / "new.yaml"
    assert str(path) in printed(["new-policy", *names, "--out", str(path)], capsys)
    assert path.read_text("utf-8") == f"{text}\n"
    if not OBSERVED_ONLY & set(names):
        assert "Who pays" in printed(["run", str(path), *NEPAL], capsys)


@pytest.mark.parametrize("name", sorted(OBSERVED_ONLY))
def test_what_a_made_up_country_lacks_is_said(name: str) -> None:
    """The schemes that the test above does not run are those that need what was not observed."""
    with pytest.raises(SimulatorError, match="was not observed"):
        simulate(country("nepal"), Policy.from_data({"version": 1, "schemes": [{"id": name}]}))


def test_the_hint_at_interactions_can_be_used(capsys: Captured) -> None:
    """With the two signs # taken away, the hint in a new policy is an interaction; numbers part twins."""
    for names in (["child_benefit", "social_pension"], ["child_benefit", "child_benefit"]):
        text = printed(["new-policy", *names], capsys)
        used = text.replace("# interactions:", "interactions:").replace("# - {id: ex", "- {id: ex")
        (rule,) = Policy.from_yaml(used).interactions
        assert rule.interaction.id == "exclusive" and rule.schemes == (0, 1)


def test_no_line_is_too_wide(capsys: Captured) -> None:
    """What is explained fits on a screen of 110 letters."""
    for name in [*all_schemes(), *all_rules(), *all_sources(), *all_interactions()]:
        text = printed(["describe", name], capsys).split("\n\n# A programme")[0]
        assert max(map(len, text.splitlines())) <= 110, name


def test_countries(capsys: Captured) -> None:
    """`countries` gives each country a line with its money and reference line; Cambodia's has no people."""
    text = printed(["countries"], capsys)
    for name in (*country_names(), *invented_names()):
        economy = country(name).economy
        month = f"{economy.line().month:,.0f} {economy.currency} a month, {economy.price_year}"
        assert re.search(rf"^  {name} .* {re.escape(month)} ", text, re.M)
    assert "synthetic" in text and "no such country exists" in text
    assert text.index("no people") < text.index("cambodia")
    assert max(map(len, text.splitlines())) <= 150


def test_country(capsys: Captured) -> None:
    """`country` prints what the people have, the lines as `--line` takes them, then how close they come."""
    lines = printed(["country", "Nepal"], capsys).splitlines()
    nepal = country("nepal")
    assert lines[0] == nepal.label and "survey" in lines[0]
    assert lines[2].startswith("  5,000 households, 21,252 persons; not known: region")
    assert lines[3] == f"  --by {', '.join(breakdowns_of(nepal))}"
    for line in nepal.economy.poverty_lines:
        assert any(re.match(rf"  --line {line.id} +{line.month:,.2f} NPR a month", each) for each in lines)
    head = next(line for line in lines if "published" in line and "synthetic" in line and "unit" in line)
    gini = next(line for line in lines if line.lstrip().startswith("Gini "))
    assert lines.index(head) < lines.index(gini)
    assert "0.3002" in gini and not [line for line in lines if "e+0" in line]


def test_an_invented_country(capsys: Captured) -> None:
    """`country arumia` says that it is invented, and compares it with nothing."""
    text = printed(["country", "arumia"], capsys)
    assert text.startswith("Invented population of Arumia: no such country exists")
    assert "--by area, region" in text and "published" not in text


@pytest.mark.parametrize("treatment", ["replaced", "{treatment: topped_up, by: 1}"])
def test_what_exists_is_shown_in_a_comment(treatment: str, capsys: Captured) -> None:
    """A new policy says how to replace, or top up, what people get already; the form it shows is right."""
    text = printed(["new-policy", "social_pension"], capsys)
    assert not Policy.from_yaml(text).existing
    assert treatment in text.replace("\n# ", " ")
    used = text.replace(
        "# existing: {social_pension: replaced}", f"existing: {{social_pension: {treatment}}}"
    )
    (existing,) = Policy.from_yaml(used).existing
    assert existing.benefit == "social_pension" and existing.treatment in treatment


def test_fiscal_space(capsys: Captured) -> None:
    """`fiscal-space` prints all eight options, what is modelled of each, and what is not."""
    text = printed(["fiscal-space"], capsys)
    flat = " ".join(text.split())
    assert len(fiscal_space_options()) == text.count("Not modelled: ") == 8
    for name, option in fiscal_space_options().items():
        assert f"{option.label} ({name})" in text
        for part in (option.help, option.models, option.does_not_model, ", ".join(option.sources)):
            assert " ".join(part.split()) in flat
    assert max(map(len, text.splitlines())) <= 110


def test_career(tmp_path: Path, capsys: Captured) -> None:
    """`career` prints what the careers' own report says, and names the file when it is wrong."""
    path = tmp_path / "career.yaml"
    path.write_text("version: 1\nprogrammes:\n- id: pension_notional_account\n", "utf-8")
    text = printed(["career", str(path)], capsys)
    assert text == career_command(path) and "Notional account pension" in text


def test_schema(capsys: Captured) -> None:
    """`schema` prints the schema that results are held to."""
    assert json.loads(printed(["schema"], capsys)) == result_schema()
