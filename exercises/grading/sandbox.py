"""The walls: a bubblewrap command that shows a process a minimal, read-only system and no network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import site
import sys
from dataclasses import dataclass
from pathlib import Path

from exercises.grading.records import GradingError

ROOT = Path(__file__).parents[2]
# The learner's own folder for what programs leave behind.
PRIVATE = "/tmp"
# Where the sandbox shows things. An environment below /tmp would else be hidden by the learner's own.
COURSE, MATERIAL, ENVIRONMENT = "/course", "/material", "/environment"
CAPABILITIES = ["CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_KILL", "CAP_SYS_PTRACE"]
ROOT_CAPABILITIES = ["CAP_SETUID", "CAP_SETGID", "CAP_DAC_READ_SEARCH"]
SYSTEM = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/alternatives",
]
# Users that no account has. Each zygote's children have one of their own: the kernel counts by user.
FIRST_USER, USERS = 1_200_000_000, 1_000_000
VARIABLES = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/scratch",
    "USER": "learner",
    "LANG": "C.UTF-8",
    "TMPDIR": PRIVATE,
    "PYTHONPATH": COURSE,
    "PYTHONDONTWRITEBYTECODE": "1",
    "IPYTHONDIR": f"{PRIVATE}/.ipython",
    "MPLCONFIGDIR": f"{PRIVATE}/.matplotlib",
    "MPLBACKEND": "agg",
    # More threads do not help on a shared machine, and each counts as a process.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "NBGRADER_EXECUTION": "autograde",
}


@dataclass(frozen=True)
class Walls:
    """How processes are shut in on this machine."""

    bubblewrap: str
    as_root: bool

    def command(self, material: Path, program: list[str]) -> list[str]:
        """Return the command that runs a program of this Python inside the walls."""
        return [
            self.bubblewrap,
            *self._spaces(),
            *_variables(),
            *_folders(material),
            "--",
            _python(),
            *program,
        ]

    def _spaces(self) -> list[str]:
        spaces = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
        user = [] if self.as_root else ["--unshare-user", "--uid", "1000", "--gid", "1000"]
        kept = [*CAPABILITIES, *(ROOT_CAPABILITIES if self.as_root else [])]
        capabilities = [part for name in kept for part in ("--cap-add", name)]
        dropped = ["--cap-drop", "ALL"]
        return [*user, *spaces, *dropped, *capabilities, "--die-with-parent", "--new-session", "--clearenv"]

    def user_of(self, number: int) -> int | None:
        """Return the user that a zygote's children become; where we are not root, they stay who they are."""
        return FIRST_USER + (os.getpid() * 16 + number) % USERS if self.as_root else None


def find_walls() -> Walls:
    """Return this machine's walls, or say in one sentence what it lacks."""
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        raise GradingError(
            "Grading needs bubblewrap, which is not here. Run: sudo apt-get install bubblewrap libseccomp2"
        )
    if importlib.util.find_spec("pyseccomp") is None:
        raise GradingError(
            "Grading needs pyseccomp, which is not here. Run, in the folder of the course: make environment"
        )
    try:
        importlib.import_module("pyseccomp")
    except RuntimeError:
        raise GradingError(
            "Grading needs libseccomp, which is not here. Run: sudo apt-get install libseccomp2"
        ) from None
    return Walls(bubblewrap, os.geteuid() == 0)


def _variables() -> list[str]:
    return [part for name, value in VARIABLES.items() for part in ("--setenv", name, value)]


def _folders(material: Path) -> list[str]:
    arguments: list[str] = []
    seen = {"/", "/tmp", "/scratch"}
    shown = {path: path for path in _system()}
    if sys.prefix != sys.base_prefix:
        shown[sys.prefix] = ENVIRONMENT
    code = Path(COURSE) / "exercises"
    shown |= {
        str(ROOT / "simulator"): f"{COURSE}/simulator",
        **{str(path): str(code / path.name) for path in _shown_code()},
        str(material.resolve()): MATERIAL,
    }
    for outside, inside in shown.items():
        arguments += [] if inside in seen else _parents(inside, seen)
        if os.path.islink(outside) and outside.count("/") == 1:
            arguments += ["--symlink", os.readlink(outside), inside]
        else:
            arguments += ["--ro-bind-try", outside, inside]
    # The zygote's own /tmp, for what it imports: a child covers it with one of its own.
    made = [
        "--perms",
        "0755",
        "--dir",
        "/scratch",
        "--perms",
        "0755",
        "--size",
        str(16 * 2**20),
        "--tmpfs",
        "/tmp",
    ]
    # Whoever owns these could else write to them, and what one child left there the next would find.
    sealed = ["--remount-ro", "/dev", "--remount-ro", "/"]
    return [*made, *arguments, "--proc", "/proc", "--dev", "/dev", *sealed, "--chdir", "/"]


def _shown_code() -> list[Path]:
    """Return what notebooks may import of this package: all but the solutions."""
    hidden = {"references", "__pycache__"}
    return sorted(path for path in (ROOT / "exercises").iterdir() if path.name not in hidden)


def _python() -> str:
    """Return this Python as the sandbox shows it."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(Path(ENVIRONMENT) / Path(sys.executable).relative_to(sys.prefix))


def _parents(path: str, seen: set[str]) -> list[str]:
    # bubblewrap makes folders on the way for its owner alone: say each one, open to all.
    arguments: list[str] = []
    for parent in reversed(Path(path).parents):
        if str(parent) not in seen:
            seen.add(str(parent))
            arguments += ["--perms", "0755", "--dir", str(parent)]
    seen.add(path)
    return arguments


def _system() -> list[str]:
    """Return the system's folders and this Python's, without a folder inside another."""
    python = [sys.base_prefix, *(each for each in site.getsitepackages() if not each.startswith(sys.prefix))]
    if site.ENABLE_USER_SITE:
        python.append(site.getusersitepackages())
    shown: list[str] = []
    for path in [*SYSTEM, *sorted({os.path.abspath(each) for each in python})]:
        if os.path.exists(path) and not any(path.startswith(f"{each}/") for each in shown):
            shown.append(path)
    return list(dict.fromkeys(shown))
