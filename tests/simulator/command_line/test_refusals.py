"""What is wrong is said in one paragraph, with what to do: exit code 2 for usage, 3 for data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, misused, refused


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: COMMAND"),
        (["rum"], "command: 'rum' is not allowed. Allowed: run, compare, .* Did you mean 'run'[?]"),
        (["newpolicy"], "Did you mean 'new-policy'"),
        (["--fly"], "required: COMMAND|--fly"),
        (["run"], "required: POLICY.yaml"),
        (["run", "p.yaml"], "Whose people[?] Write --country NAME, or --survey FILE"),
        (["run", "p.yaml", *NEPAL, "--seed", "one"], "'one' is not allowed. Allowed: a whole number from 0"),
        (["run", "p.yaml", *NEPAL, "--sead", "1"], "option: '--sead' .* Did you mean '--seed'"),
        (["run", "p.yaml", *NEPAL, "--smalest-cell", "1"], "Did you mean '--smallest-cell'"),
        (["run", "p.yaml", *NEPAL, "--sead=1"], "option: '--sead' .* Did you mean '--seed'"),
        (["run", "p.yaml", *NEPAL, "--count", "x"], "option: '--count' .* Did you mean '--country'"),
        (["run", "p.yaml", "q.yaml", *NEPAL], "'q.yaml' is one word too many"),
        (["run", "p.yaml", *NEPAL, "--line"], "--line: expected one argument"),
        (["compare", *NEPAL], "required: POLICY.yaml"),
        (["country"], "required: COUNTRY"),
        (["describe"], "required: NAME"),
        (["career"], "required: CAREER.yaml"),
        (["schemes", "child_benefit"], "'child_benefit' is one word too many"),
        (["countries", "--all"], "option: '--all'"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Captured) -> None:
    """A command that is no command ends with 2, the usage, the nearest name, and where to read on."""
    assert re.search(message, misused(arguments, capsys))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "p.yaml", "--country", "nepall"], "--country: 'nepall' .* Did you mean 'nepal'"),
        (["run", "p.yaml", "--country", ""], "--country: '' "),
        (["check-survey", "s.csv", "--country", "nepall"], "--country: 'nepall' "),
        (["across", "p.yaml", "--countries", "fiji,napal"], "--countries: 'napal' .* Did you mean 'nepal'"),
        (["run", "p.yaml", *NEPAL, "--by", "aera"], "--by: 'aera' .* Did you mean 'area'"),
        (["run", "p.yaml", *NEPAL, "--by", ""], "--by: '' "),
        (["compare", "p.yaml", *NEPAL, "--by", "area,sexe"], "--by: 'sexe' .* Did you mean 'sex'"),
        (
            ["run", "p.yaml", *NEPAL, "--equivalence", "oecd_modifed"],
            "--equivalence: 'oecd_modifed' .* Did you mean 'oecd_modified'",
        ),
        (["country", "napal"], "COUNTRY: 'napal' .* Did you mean 'nepal'"),
        (["describe", "chld_benefit"], "NAME: 'chld_benefit' .* Did you mean 'child_benefit'"),
        (["describe", ""], "NAME: '' "),
        (["describe", "levy"], "NAME: 'levy' "),
        (["new-policy", "child_benefit", "pensoin"], "SCHEME: 'pensoin' .* Did you mean 'pension'"),
        (["spot", "p.yaml", *NEPAL, "--group-percent", "pensoin=3"], "'pensoin' .* Did you mean 'pension'"),
        (["spot", "p.yaml", *NEPAL, "--group-percent", "pension=x"], "Write child_benefit=33"),
        (["sweep", "p.yaml", *NEPAL, "--vary", "take_up=1", "--measures", "gini"], "--measures: 'gini' "),
        (
            ["solve", "p.yaml", *NEPAL, "--vary", "take_up", "--target", "gini_aftr=1"],
            "--target: 'gini_aftr' .* Did you mean 'gini_after'",
        ),
    ],
)
def test_a_name_that_does_not_exist(arguments: list[str], message: str, capsys: Captured) -> None:
    """A wrong name of a country, scheme, measure, scale or breakdown is wrong usage."""
    assert re.search(message, misused(arguments, capsys))


def test_a_country_without_people_is_no_wrong_name(policy: Path, capsys: Captured) -> None:
    """A country of which only figures are known ends with 3, and says what is missing."""
    error = refused(["run", str(policy), "--country", "cambodia"], capsys)
    assert "Cambodia has no synthetic population" in error


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([*NEPAL, "--seed", "-1"], "seed: -1 "),
        ([*NEPAL, "--seed", "4294967296"], "seed: 4294967296 "),
        ([*NEPAL, "--equivalence", "own_column"], "equivalent_size was not observed"),
        (
            [*NEPAL, "--by", "area,region"],
            "--by region: .* not observed in these data.* one by: area, .* Leave `region` out",
        ),
        (
            [*NEPAL, "--json", "no/such/folder/out.json"],
            "--json: 'no/such/folder/out.json' cannot be written",
        ),
        (
            [*NEPAL, "--csv", "no/such/folder/out.csv"],
            "--csv: 'no/such/folder/out.csv' .* that exists",
        ),
        ([*NEPAL, "--json", "."], r"--json: '\.' "),
        ([*NEPAL, "--json", ""], r"--json: '\.' "),
        ([*NEPAL, "--csv", "a\0b"], "--csv: .* cannot be written"),
        ([*NEPAL, "--baseline", "none.yaml"], "none.yaml: there is no such file"),
        ([*NEPAL, "--records", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_options_that_are_refused(options: list[str], message: str, policy: Path, capsys: Captured) -> None:
    """Numbers out of bounds, data that lack a column, and files that cannot be written end with 3."""
    assert re.search(message, refused(["run", str(policy), *options], capsys))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("child_benefits: {recipients: 1}", "records: 'child_benefits' .* Did you mean 'child_benefit'"),
        ("child_benefit: {recipient: 1}", "records.child_benefit: 'recipient' .* Did you mean 'recipients'"),
        ("child_benefit: {recipients: -1}", "records.child_benefit.recipients: -1 .* above 0"),
        ("child_benefit: {recipients: .nan}", "records.child_benefit.recipients: nan "),
        ("child_benefit: 5", "records.child_benefit: 5 .* Write {recipients:"),
        ("- 5", "records: expected lines of `key: value`"),
    ],
)
def test_bad_records(text: str, message: str, policy: Path, capsys: Captured) -> None:
    """Records of a scheme that the policy lacks, and impossible numbers, are refused with the file's name."""
    path = policy.with_name("records.yaml")
    path.write_text(text, "utf-8")
    error = refused(["run", str(policy), *NEPAL, "--records", str(path)], capsys)
    assert error.startswith(f"simulator: {path}: ") and re.search(message, error), error


BAD_FILES = [
    (None, "missing.yaml: there is no such file. Check its name"),
    (b"\xff\xfe\x00", "policy.yaml: byte 0 is not UTF-8"),
    (b"", "policy.yaml: policy: expected lines of `key: value`, found nothing."),
    (b"version: 1\nschemes:\n- id: child_benefit\n  take_upp: 1\n", "Did you mean 'take_up'"),
    (b"version: 1\nschemes:\n- id: child_benefit\n  take_up: 1.5\n", "schemes[1].take_up: 1.5"),
    (b"version: 1\n\tschemes:", "line 2 is not YAML"),
    (POLICY.encode("utf-16"), "is not UTF-8"),
    (b"version: 1\nschemes: []\nfinancing: external_money\n", "Did you mean 'external'"),
]


@pytest.mark.parametrize(("content", "message"), BAD_FILES)
@pytest.mark.parametrize("place", ["run", "compare", "--baseline"])
def test_bad_files(place: str, content: bytes | None, message: str, policy: Path, capsys: Captured) -> None:
    """A policy that is missing, broken or out of range ends with 3, and one line says what to mend."""
    path = policy.with_name("missing.yaml" if content is None else "policy.yaml")
    good = policy.rename(policy.with_name("good.yaml"))
    if content is not None:
        path.write_bytes(content)
    typed = ["run", str(good), *NEPAL, place, str(path)] if place[0] == "-" else [place, str(path), *NEPAL]
    error = refused(typed, capsys)
    assert message in error and error.startswith(f"simulator: {path}: ")


def test_the_wrong_file_of_two_is_named(policy: Path, capsys: Captured) -> None:
    """Of several policies, the one that is wrong is named."""
    other = policy.with_name("half.yaml")
    other.write_text(POLICY.replace("0.8", "1.5"), "utf-8")
    error = refused(["compare", str(policy), str(other), *NEPAL], capsys)
    assert f"{other}: schemes[1].take_up: 1.5 is not allowed" in error


def test_a_folder_instead_of_a_file(tmp_path: Path, capsys: Captured) -> None:
    """A folder where a file is asked for is refused by its name."""
    error = refused(["run", str(tmp_path), *NEPAL], capsys)
    assert tmp_path.name in error and "Name a YAML file." in error


def test_a_sum_that_cannot_be_raised(policy: Path, capsys: Captured) -> None:
    """A levy at its limit says how much it can raise, and what may be done."""
    policy.write_text(POLICY + "financing: {levy_on_consumption: {highest_rate: 0.01}}\n", "utf-8")
    error = refused(["run", str(policy), *NEPAL], capsys)
    assert "cannot raise" in error and "It can raise" in error and "add another source" in error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new-policy", *["child_benefit"] * 21], "new-policy: 21 .* up to 20 schemes"),
        (
            ["new-policy", "--out", "no/such/folder/p.yaml"],
            "--out: 'no/such/folder/p.yaml' cannot be written",
        ),
        (["career", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_other_commands_refuse(arguments: list[str], message: str, capsys: Captured) -> None:
    """Each command names what it cannot take, and the nearest that it can."""
    assert re.search(message, refused(arguments, capsys))
