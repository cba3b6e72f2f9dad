"""The command line: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from simulator import Policy, country, simulate, summarise, to_data, to_text
from simulator.__main__ import main

ROOT = Path(__file__).parents[2]
POLICY = "version: 1\nschemes:\n- id: child_benefit\n  take_up: 0.8\n"
NEPAL = ["--country", "nepal"]


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy in a file."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY, "utf-8")
    return path


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Check that a command ends with 3 and one line on standard error, and return the line."""
    assert main(arguments) == 3
    out, error = capsys.readouterr()
    assert not out and error.count("\n") == 1 and error.startswith("simulator: "), error
    return error


def test_run(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`run` prints what Python's own report says."""
    assert main(["run", str(policy), *NEPAL]) == 0
    expected = to_text(summarise(simulate(country("nepal"), Policy.from_yaml(POLICY))))
    assert capsys.readouterr().out == expected + "\n"


def test_json_is_pythons_numbers(policy: Path, tmp_path: Path) -> None:
    """`--json` writes every number exactly as Python has it, at the line and seed asked for."""
    out = tmp_path / "out.json"
    options = ["--json", str(out), "--line", "international_2_15", "--seed", "42"]
    assert main(["run", str(policy), *NEPAL, *options]) == 0
    outcome = simulate(country("nepal"), Policy.from_yaml(POLICY), 42)
    expected = to_data(summarise(outcome, "international_2_15"))
    written, expected = json.loads(out.read_text("utf-8")), json.loads(json.dumps(expected))
    assert written.pop("link") == expected.pop("policy")
    assert Policy.from_data(written.pop("policy")) == Policy.from_yaml(POLICY)
    assert (
        written.pop("simulator_version")
        == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    )
    assert written.pop("country") == "nepal"
    assert written == expected


def test_another_seed_and_line_are_used(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another seed and another line change what is printed."""
    texts = []
    for options in ([], ["--seed", "2"], ["--line", "international_3_65"]):
        assert main(["run", str(policy), *NEPAL, *options]) == 0
        texts.append(capsys.readouterr().out)
    assert len(set(texts)) == 3 and "Seed 2." in texts[1]


def test_compare(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`compare` prints a row a measure and a column a file, each number as `run` prints it."""
    other = policy.with_name("half.yaml")
    other.write_text(POLICY.replace("0.8", "0.4"), "utf-8")
    assert main(["compare", str(policy), str(other), *NEPAL, "--seed", "3"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Synthetic population") and out.splitlines()[2].split() == ["policy", "half"]
    for column, path in ((-2, policy), (-1, other)):
        assert main(["run", str(path), *NEPAL, "--seed", "3"]) == 0
        printed = capsys.readouterr().out.splitlines()
        for row in out.splitlines()[3:]:
            name = row.rsplit(maxsplit=2)[0]
            alone = next(line for line in printed if line.startswith(name))
            assert row.split()[column] == alone.split()[-1]


def test_compare_a_group_of_nobody(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a policy has no scheme, its column says nobody, and not nan."""
    policy.write_text("version: 1\nschemes: []\n", "utf-8")
    assert main(["compare", str(policy), *NEPAL]) == 0
    out = capsys.readouterr().out.lower()
    assert "nobody" in out and "nan" not in out.replace("nobody", "")


def test_country(capsys: pytest.CaptureFixture[str]) -> None:
    """`country` prints the label of the data, then published beside synthetic figures."""
    assert main(["country", "Nepal"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == country("nepal").label and "survey" in lines[0] and len(lines) > 20
    assert "published" in lines[2] and "synthetic" in lines[2]
    gini = next(line for line in lines if line.lstrip().startswith("Gini "))
    assert "0.3002" in gini and not [line for line in lines if "e+0" in line]


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["fly"], ["run"], ["run", "p.yaml"], ["country"], ["compare", *NEPAL]),
        *(["run", "p.yaml", *NEPAL, "--seed", "one"], ["run", "p.yaml", *NEPAL, "--sead", "1"]),
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command that is no command ends with 2 and the usage."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    error = capsys.readouterr().err
    assert caught.value.code == 2 and "usage: python -m simulator" in error
    assert (
        "one" not in arguments
        or "'one' is not allowed. Allowed: a whole number from 0 to 4294967295." in error
    )


def test_the_wrong_file_of_two_is_named(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of several policies, the one that is wrong is named."""
    other = policy.with_name("half.yaml")
    other.write_text(POLICY.replace("0.8", "1.5"), "utf-8")
    error = refused(["compare", str(policy), str(other), *NEPAL], capsys)
    assert f"{other}: schemes[1].take_up: 1.5 is not allowed" in error


def test_a_reader_who_leaves(policy: Path) -> None:
    """A program that reads only the first lines ends the command without a word."""
    command = [sys.executable, "-m", "simulator", "run", str(policy), *NEPAL]
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None and done.stderr is not None
    done.stdout.close()
    with done.stderr:
        assert done.stderr.read() == b"" and done.wait() == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--country", "nepall"], "country: 'nepall' .* Did you mean 'nepal'"),
        ([*NEPAL, "--line", "societl"], "line: 'societl' .* Did you mean 'societal'"),
        ([*NEPAL, "--seed", "-1"], "seed: -1 "),
        ([*NEPAL, "--seed", "4294967296"], "seed: 4294967296 "),
        (
            [*NEPAL, "--json", "no/such/folder/out.json"],
            "--json: 'no/such/folder/out.json' .* folder that exists",
        ),
        ([*NEPAL, "--json", "."], r"'\.'"),
        ([*NEPAL, "--json", ""], r"'\.'"),
    ],
)
def test_options_that_are_refused(
    options: list[str], message: str, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A country, line or seed that does not exist, and a file that cannot be written, end with 3."""
    error = refused(["run", str(policy), *options], capsys)
    assert re.search(message, error), error


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "missing.yaml: there is no such file. Check its name"),
        (b"\xff\xfe\x00", "policy.yaml: byte 0 is not UTF-8"),
        (b"", "policy.yaml: policy: expected lines of `key: value`, found nothing."),
        (b"version: 1\nschemes:\n- id: child_benefit\n  take_upp: 1\n", "Did you mean 'take_up'"),
        (b"version: 1\nschemes:\n- id: child_benefit\n  take_up: 1.5\n", "schemes[1].take_up: 1.5"),
        (b"version: 1\n\tschemes:", "line 2 is not YAML"),
        (POLICY.encode("utf-16"), "is not UTF-8"),
    ],
)
@pytest.mark.parametrize("command", ["run", "compare"])
def test_bad_files(
    command: str,
    content: bytes | None,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A policy file that is missing, broken or out of range ends with 3, and one line says what to mend."""
    path = tmp_path / ("missing.yaml" if content is None else "policy.yaml")
    if content is not None:
        path.write_bytes(content)
    error = refused([command, str(path), *NEPAL], capsys)
    assert message in error and error.startswith(f"simulator: {path}: ")


def test_a_folder_instead_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder where a file is asked for is refused by its name."""
    error = refused(["run", str(tmp_path), *NEPAL], capsys)
    assert tmp_path.name in error and "Name a YAML file." in error


def test_two_files_of_one_name(policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two policies with one name would be one column: refused."""
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / "policy.yaml"
    twin.write_text(POLICY, "utf-8")
    assert "same name" in refused(["compare", str(policy), str(twin), *NEPAL], capsys)


def test_as_a_program(policy: Path, tmp_path: Path) -> None:
    """`python -m simulator` runs, with the exit codes of the documentation and nothing on standard error."""
    begin = [sys.executable, "-W", "error", "-m", "simulator", "run"]
    fine = subprocess.run([*begin, str(policy), *NEPAL], cwd=ROOT, capture_output=True, text=True)
    assert (fine.returncode, fine.stderr) == (0, "") and "Cost, % of GDP" in fine.stdout
    bad = subprocess.run(
        [*begin, str(tmp_path / "none.yaml"), *NEPAL], cwd=ROOT, capture_output=True, text=True
    )
    assert bad.returncode == 3 and "Traceback" not in bad.stderr and bad.stderr.count("\n") == 1
