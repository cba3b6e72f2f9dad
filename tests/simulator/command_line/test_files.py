"""Files in and out: names of every kind, and nothing left half written."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import SimulatorError
from simulator.command_line import files
from simulator.command_line.files import named, write_whole
from simulator.yaml_text import read_text
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, printed, program, refused

ODD_NAMES = [
    "my policy.yaml",
    "नेपाल.yaml",
    "política-ñ.yaml",
    "=1+1.yaml",
    "a'b\"c.yaml",
    "$HOME.yaml",
    "100 %.yaml",
    ".hidden",
    "no_ending",
    "x" * 250,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_of_every_kind(name: str, policy: Path, capsys: Captured) -> None:
    """Spaces, letters of any language, signs and the longest name: read, written and named in an error."""
    path = policy.with_name(name)
    out = printed(["new-policy", "--out", str(path)], capsys)
    assert str(path) in out and path.read_text("utf-8").startswith("# A policy.")
    expected = printed(["run", str(path), *NEPAL], capsys)
    assert expected.startswith("Synthetic population of Nepal")
    path.write_text(POLICY.replace("0.8", "7"), "utf-8")
    assert refused(["run", str(path), *NEPAL], capsys).startswith(f"simulator: {path}: schemes[1].take_up: 7")


@pytest.mark.parametrize("name", ["two\nlines.yaml", "tab\there.yaml", "bell\a.yaml"])
def test_a_name_that_cannot_be_printed(name: str, tmp_path: Path, capsys: Captured) -> None:
    """A file name with a line end does not break the one paragraph: it is quoted."""
    error = refused(["run", str(tmp_path / name), *NEPAL], capsys)
    assert repr(name)[1:-1] in error


def test_a_name_that_begins_with_a_hyphen(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Behind two hyphens a file may be called like an option."""
    monkeypatch.chdir(policy.parent)
    policy.rename("--help.yaml")
    assert printed(["run", *NEPAL, "--", "--help.yaml"], capsys).startswith("Synthetic")


def test_a_mark_at_the_beginning(policy: Path, capsys: Captured) -> None:
    """A policy that an editor saved with the mark of UTF-8 is read."""
    before = printed(["run", str(policy), *NEPAL], capsys)
    policy.write_bytes(b"\xef\xbb\xbf" + POLICY.encode())
    assert printed(["run", str(policy), *NEPAL], capsys) == before


@given(st.text(st.characters(codec="utf-8")))
def test_texts_come_back(text: str) -> None:
    """What is written stands in the file letter for letter, and is read back line for line."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        write_whole("--out", path, text)
        assert path.read_bytes() == text.encode()
        assert read_text(path).splitlines() == text.removeprefix("\ufeff").splitlines()


def test_a_file_that_exists_keeps_its_mode_and_its_links(tmp_path: Path) -> None:
    """A new result takes the place of the old one, with its mode, and behind a link the file itself."""
    old, link = tmp_path / "old.json", tmp_path / "link.json"
    old.write_text("before", "utf-8")
    old.chmod(0o640)
    link.symlink_to(old)
    write_whole("--json", link, "after")
    assert link.is_symlink() and old.read_text("utf-8") == "after"
    assert old.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.json", "old.json"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full in the midst of writing, the old file stays whole, and nothing else is left."""
    path = tmp_path / "result.json"
    path.write_text("before", "utf-8")
    whole = files._write

    def half(target: Path, text: str, encoding: str, mode: str) -> None:
        whole(target, text[: len(text) // 2], encoding, mode)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write", half)
    with pytest.raises(SimulatorError, match=r"--json: .*No space left on device.* Name a file in a folder"):
        write_whole("--json", path, "a long text that does not fit")
    assert path.read_text("utf-8") == "before" and list(tmp_path.iterdir()) == [path]


def test_a_result_that_is_refused_leaves_nothing(policy: Path, capsys: Captured) -> None:
    """When the simulation is refused, the file for its numbers is not touched."""
    out = policy.with_name("out.json")
    out.write_text("before", "utf-8")
    refused(["run", str(policy), *NEPAL, "--line", "none", "--json", str(out)], capsys, code=2)
    assert out.read_text("utf-8") == "before"


def test_a_file_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is protected stays as it is, although its folder would let it be replaced."""
    path = tmp_path / "protected.json"
    path.write_text("before", "utf-8")
    monkeypatch.setattr(files.os, "access", lambda *_: False)  # the administrator may write everywhere
    with pytest.raises(SimulatorError, match="may not be written to"):
        write_whole("--json", path, "after")
    assert path.read_text("utf-8") == "before"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe stays a pipe: another program reads what is written."""
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    write_whole("--json", pipe, "numbers")
    reader.join(timeout=10)
    assert read == ["numbers"] and pipe.is_fifo()


def test_the_system_keeps_its_devices(policy: Path, capsys: Captured) -> None:
    """Numbers written to the null device vanish, and the device stays."""
    printed(["run", str(policy), *NEPAL, "--json", os.devnull], capsys)
    assert Path(os.devnull).is_char_device()


def test_a_name_that_is_no_text(policy: Path) -> None:
    """A file name in no encoding ends with 3 and a line, not with a traceback."""
    done = program("run", os.fsdecode(os.fsencode(policy.parent) + b"/\xff.yaml"), *NEPAL)
    assert done.returncode == 3 and done.stderr.count(b"\n") == 1 and b"no such file" in done.stderr


def test_a_file_that_is_no_file(tmp_path: Path) -> None:
    """What cannot be read is refused in words."""
    for path in (tmp_path, Path("a\0b")):
        with pytest.raises(SimulatorError, match=r"cannot be read \(.*\)\. Name a YAML file\."):
            read_text(path)
    assert named(Path("a\0b")) == r"'a\x00b'"
