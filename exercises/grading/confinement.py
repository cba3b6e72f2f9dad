"""What a process gives up before a stranger's code runs in it. Runs inside the sandbox."""

from __future__ import annotations

import errno
import os
import resource

import pyseccomp as seccomp

from exercises.grading import linux
from exercises.grading.limits import Limits

SCRATCH = "/scratch"
NAMESPACES = linux.CLONE_NEWNS | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
SAFE = linux.MS_NOSUID | linux.MS_NODEV
AF_UNIX = 1
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20
# Asked of the kernel, these get 'not permitted'.
# None is needed by a notebook; each has been a way out, or a way to hide memory.
REFUSED_CALLS = """
    mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount fsconfig fspick mount_setattr
    unshare setns ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    keyctl add_key request_key memfd_create memfd_secret shmget shmat semget msgget mq_open
    init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
    setsid settimeofday clock_settime clock_adjtime adjtimex acct quotactl syslog personality
    open_by_handle_at name_to_handle_at mknod mknodat iopl ioperm vhangup sethostname setdomainname
    move_pages migrate_pages mbind set_mempolicy lookup_dcookie nfsservctl fanotify_init
""".split()  # noqa: SIM905


def leave_namespaces() -> None:
    """Leave for new namespaces of mounts, networks, messages and names; that of processes is new already."""
    linux.unshare(NAMESPACES)
    linux.make_mounts_private()


def mount_private_folders(limits: Limits, owner: int) -> None:
    """Mount an own, empty, small scratch folder and shared memory, and hide /proc."""
    size = f"size={limits.scratch},nr_inodes={limits.scratch_files},mode=0700,uid={owner},gid={owner}"
    linux.mount_memory(SCRATCH, SAFE, size)
    small = f"size={limits.shared_memory},nr_inodes=256,mode=0700,uid={owner},gid={owner}"
    linux.mount_memory("/tmp", SAFE, small)
    linux.mount_memory("/dev/shm", SAFE, small)
    # Mapped and shared, /dev/zero is memory that no watcher sees.
    linux.mount_over("/dev/null", "/dev/zero")


def hide_processes() -> None:
    """Cover /proc: there is nothing to learn in it about this process or others."""
    linux.mount_memory("/proc", SAFE | linux.MS_NOEXEC | linux.MS_RDONLY, "size=4096,nr_inodes=2,mode=0555")


def set_limits(limits: Limits) -> None:
    """Set what the kernel counts for a process or a user."""
    for name, value in {
        "RLIMIT_AS": limits.address_space,
        "RLIMIT_NPROC": limits.processes,
        "RLIMIT_NOFILE": limits.files,
        "RLIMIT_FSIZE": limits.file_size,
        "RLIMIT_CPU": limits.processor_seconds,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }.items():
        resource.setrlimit(getattr(resource, name), (int(value), int(value)))


def drop_privileges(user: int | None) -> None:
    """Become an unprivileged user (where there is one) with no capability and no way to gain one."""
    linux.drop_bounding_set()
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    linux.drop_capabilities()
    linux.control(linux.PR_SET_NO_NEW_PRIVS, 1)


def refuse_calls() -> None:
    """Load the seccomp filter: calls that no notebook needs, foreign sockets, new user namespaces."""
    refused = seccomp.ERRNO(errno.EPERM)
    calls = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in filter(_is_known, REFUSED_CALLS):
        calls.add_rule(refused, name)
    for name in ("socket", "socketpair"):
        calls.add_rule(refused, name, seccomp.Arg(0, seccomp.NE, AF_UNIX))
    spaces = NAMESPACES | linux.CLONE_NEWPID | linux.CLONE_NEWUSER
    for bit in (1 << place for place in range(32) if spaces >> place & 1):
        calls.add_rule(refused, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
    # Pages that belong to no file and are shared are in nobody's resident memory, so no watcher sees them.
    shared = MAP_SHARED | MAP_ANONYMOUS
    calls.add_rule(refused, "mmap", seccomp.Arg(3, seccomp.MASKED_EQ, shared, shared))
    # clone3 hides its flags in memory: without it the C library falls back to clone.
    calls.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    calls.load()


def _is_known(name: str) -> bool:
    # The library here may be older than a call, and then has no number for it.
    return bool(seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) != -1)


def keep_only(descriptors: set[int]) -> None:
    """Close every file but these and the three standard ones, which lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    first = 3
    for kept in sorted(descriptors):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, 65_536)
