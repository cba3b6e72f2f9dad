"""The walls, looked at from inside, and what happens where a machine has none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exercises.grading import sandbox
from exercises.grading.command import main
from exercises.grading.limits import MIB, Limits
from exercises.grading.worker import Worker
from tests.conftest import ROOT
from tests.exercises.grading import made

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("walls")]
SHOWN = "[] ['alternatives', 'ld.so.cache', 'localtime'] False\n"
LIMITS = Limits(cell_seconds=10, notebook_seconds=60, memory=400 * MIB)


@pytest.fixture(scope="module")
def worker(released_course: Path) -> Iterator[Worker]:
    """A worker within the walls."""
    os.environ["TRAINERS_SECRET"] = "hunter2"
    made_worker = Worker(released_course, sandbox.find_walls(), 0, LIMITS)
    made_worker.start()
    yield made_worker
    made_worker.close()


def look(worker: Worker, source: str) -> str:
    """Run a cell within the walls; returns what it printed, or its error."""
    step = {"id": "a", "kind": "run", "label": "a", "source": source}
    ran = worker._run("gap", {"steps": [step], "prelude": [], "answers": [], "objects": False, "seed": 1})
    assert ran.ended is None, ran.ended
    return "".join(
        part.get("text", "") or f"{part.get('ename')}: {part.get('evalue')}" for part in ran.outputs["a"]
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os; print(os.getpid(), os.getuid() > 1000 or os.getuid() == 1000)", "1 True\n"),
        ("import os; print(os.listdir('/proc'), os.listdir('/tmp'), os.listdir('.'))", "[] [] []\n"),
        ("import os; print(os.environ.get('USER'), os.environ.get('TRAINERS_SECRET'))", "learner None\n"),
        ("from os import *\nprint(listdir('/dev/shm'), sorted(listdir('/etc')), path.isdir('/sys'))", SHOWN),
        ("import os; print(os.path.exists('/course/exercises/references'), os.listdir('/material/gap'))",
         "False ['gap.ipynb']\n"),
        ("print('HIDDEN' in open('/material/gap/gap.ipynb').read())", "False\n"),
        ("import os, tempfile as t\nopen(t.gettempdir() + '/x', 'w').close()\nopen('x', 'w').close()\n"
         "print(os.listdir('.'))", "['x']\n"),
    ],
)  # fmt: skip
def test_inside_there_is_little_to_see(worker: Worker, source: str, expected: str) -> None:
    """No process, file, variable or test of others; an own scratch folder that starts empty each time."""
    assert look(worker, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.create_connection(('127.0.0.1', 80), 1)",
        "open('/usr/x', 'w')",
        "open('/dev/x', 'w')",
        "open('/x', 'w')",
        "import os; os.mkdir('/scratch/../x')",
        "import os; os.setuid(0)",
        "import os; os.chroot('.')",
        "import os; os.mknod('device', 0o20666, 0)",
        "import os; os.memfd_create('hidden')",
        "import os; os.kill(2, 9)",
        "import os; os.setsid()",
        "import mmap; mmap.mmap(-1, 4096)",
        "import mmap, os; mmap.mmap(os.open('/dev/zero', os.O_RDWR), 4096)",
        "open('large', 'wb').write(b'x' * 40_000_000)",
        "for number in range(5000): open(f'f{number}', 'w').close()",
        "kept = [open('/dev/null') for _ in range(300)]",
        "import numpy; numpy.ones(10**9)",
        "import ctypes, os\nfor flag in (0x10000000, 0x20000, 0x20000000):\n"
        "    if ctypes.CDLL(None, use_errno=True).unshare(flag) == 0: print('left')\nraise OSError",
        "import ctypes\nif ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0: print('traced')\nraise OSError",
        "import subprocess; subprocess.run(['unshare', '--user', 'true'], check=True)",
        "import subprocess; subprocess.run(['mount', '-t', 'tmpfs', 'none', '/tmp'], check=True)",
    ],
)
def test_inside_one_can_do_little(worker: Worker, source: str) -> None:
    """Networks, other users, devices, namespaces, large files and many files end with an error."""
    told = look(worker, source)
    errors = (
        "PermissionError",
        "OSError",
        "BlockingIOError",
        "ProcessLookupError",
        "FileNotFoundError",
        "MemoryError",
    )
    assert told.startswith((*errors, "_ArrayMemoryError", "CalledProcessError")), told


def test_processes_are_counted(worker: Worker) -> None:
    """A cell that forks without end is told that it may not."""
    source = "import os, time\nmade = 0\ntry:\n    while made < 200:\n"
    source += "        if os.fork() == 0: time.sleep(5); os._exit(0)\n        made += 1\n"
    source += "except OSError: print(made < 70)"
    assert look(worker, source) == "True\n"


def test_children_do_not_draw_the_same_numbers(worker: Worker) -> None:
    """Each child seeds its generators afresh after the fork."""
    source = "import random, numpy as np; print(random.random(), np.random.random())"
    assert len({look(worker, source) for _ in range(3)}) == 3


def test_one_child_finds_nothing_of_another(worker: Worker) -> None:
    """What one submission leaves in folders or memory is gone for the next."""
    look(
        worker,
        "import numpy, tempfile\nnumpy.mine = 1\nfor folder in ('/dev/shm', tempfile.gettempdir()):\n"
        "    open(folder + '/x', 'w').close()",
    )
    assert look(
        worker, "import numpy, os\nprint(hasattr(numpy, 'mine'), os.listdir('/dev/shm'), os.listdir('/tmp'))"
    ) == ("False [] []\n")


def test_a_worker_that_has_lost_a_zygote_begins_anew(released_course: Path) -> None:
    """What kills the sandbox of one submission does not spoil the next."""
    lamed = Worker(released_course, sandbox.find_walls(), 1, LIMITS)
    lamed.start()
    lamed._learner._process.kill()
    lamed._learner._process.wait()
    with pytest.raises(OSError):
        look(lamed, "print(1)")
    lamed.restart()
    assert look(lamed, "print(1)") == "1\n"
    lamed.close()


def asked_to_grade(course: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the command line on an honest submission; returns its code and what it said."""
    made.hand_in(folder, "a", "gap", made.honest(course, "all-right"))
    code = main(["grade", str(folder), "--course", str(course), "--jobs", "1"])
    return code, capsys.readouterr().err


def fake_bubblewrap(folder: Path, words: str) -> str:
    """Make a program that refuses as bubblewrap does; returns a path to find it by."""
    program = folder / "bin" / "bwrap"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (
            "bwrap: Creating new namespace failed: Operation not permitted",
            "does not let bubblewrap make namespaces",
        ),
        ("bwrap: No permissions to creating new namespace", "refuses user namespaces to this user"),
        ("bwrap: Creating new namespace failed: No space left on device", "user.max_user_namespaces"),
        ("bwrap: something new", "does not start on this machine, so nothing was graded"),
    ],
)
def test_where_the_walls_do_not_stand_nothing_is_graded(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    mend: str,
) -> None:
    """The probe with the real flags fails: code 3, one sentence with the mend, and no falling back."""
    monkeypatch.setenv("PATH", fake_bubblewrap(tmp_path, words))
    code, told = asked_to_grade(released_course, tmp_path / "inbox", capsys)
    assert code == 3 and mend in told and words.split(": ")[-1] in told
    assert "a" not in {key[0] for key in made.gradebook_rows(released_course)}


def test_without_bubblewrap_nothing_is_graded(
    released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the package."""
    monkeypatch.setenv("PATH", str(tmp_path))
    code, told = asked_to_grade(released_course, tmp_path / "inbox", capsys)
    assert code == 3 and "apt-get install bubblewrap" in told


def test_without_seccomp_nothing_is_graded(
    released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the package."""
    monkeypatch.setattr(sandbox.importlib.util, "find_spec", lambda name: None)
    code, told = asked_to_grade(released_course, tmp_path / "inbox", capsys)
    assert code == 3 and "pyseccomp" in told


def test_the_front_door(tmp_path: Path) -> None:
    """Wrong usage is 2, bad data 3, each said in a line."""

    def run(*arguments: Any) -> tuple[int, str]:
        command = [sys.executable, "-m", "exercises", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    assert run("grade")[0] == 2
    assert run("grade", tmp_path, "--jobs", 0)[0] == 2
    code, told = run("grade", tmp_path / "nowhere")
    assert code == 3 and "does not exist" in told
