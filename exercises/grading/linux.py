"""The few calls of the kernel that Python 3.11 has no name for."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x4_0000
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
CAPABILITY_VERSION = 0x2008_0522

# Read early: where capabilities are dropped, /proc is covered already.
LAST_CAPABILITY = int(Path("/proc/sys/kernel/cap_last_cap").read_text("ascii"))

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for new ones."""
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def give_children_own_processes() -> None:
    """Make the next child the first process of a new process namespace; can be called again for each."""
    if _libc.unshare(ctypes.c_int(CLONE_NEWPID)) < 0:
        # The kernel refuses a second namespace until one has gone back to one's own.
        with Path("/proc/self/ns/pid").open("rb") as own:
            _checked(_libc.setns(ctypes.c_int(own.fileno()), ctypes.c_int(CLONE_NEWPID)), "setns")
        unshare(CLONE_NEWPID)


def make_mounts_private() -> None:
    """Keep what is mounted from now on in this mount namespace."""
    _checked(_libc.mount(None, b"/", None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None), "mount /")


def mount_memory(target: str, flags: int, options: str) -> None:
    """Mount an empty file system that lives in memory."""
    result = _libc.mount(b"tmpfs", target.encode(), b"tmpfs", ctypes.c_ulong(flags), options.encode())
    _checked(result, f"mount {target}")


def mount_processes() -> None:
    """Show in /proc the processes of this namespace instead of those of the one before."""
    safe = ctypes.c_ulong(MS_NOSUID | MS_NODEV | MS_NOEXEC)
    _checked(_libc.mount(b"proc", b"/proc", b"proc", safe, None), "mount /proc")


def mount_over(source: str, target: str) -> None:
    """Show one file in the place of another."""
    result = _libc.mount(source.encode(), target.encode(), None, ctypes.c_ulong(MS_BIND), None)
    _checked(result, f"mount {target}")


def control(option: int, *arguments: int) -> int:
    """Call prctl with whole numbers."""
    padded = [ctypes.c_ulong(each) for each in (*arguments, 0, 0, 0, 0)[:4]]
    result: int = _libc.prctl(ctypes.c_int(option), *padded)
    _checked(result, f"prctl {option}")
    return result


def die_with_parent(signal_number: int) -> None:
    """Be sent a signal when the parent ends, however it ends."""
    control(PR_SET_PDEATHSIG, signal_number)


def drop_bounding_set() -> None:
    """Give up every capability for good: no program that is started later can win one back."""
    for number in range(LAST_CAPABILITY + 1):
        control(PR_CAPBSET_DROP, number)


def drop_capabilities() -> None:
    """Empty the effective, permitted, inheritable and ambient sets."""
    control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    empty = (ctypes.c_uint32 * 6)()
    number = SYS_CAPSET[os.uname().machine]
    _checked(_libc.syscall(ctypes.c_long(number), ctypes.byref(header), ctypes.byref(empty)), "capset")
