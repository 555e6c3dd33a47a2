"""The jail of picture processes: no programs, no sockets, no signals, only the folders named.

A decoder of pictures is the likeliest hole in the house, so what runs in it gets nothing that it
does not need. The kernel keeps the walls: Landlock for files and TCP (Linux 5.13 on), seccomp for
system calls, no capabilities. The process inside cannot take them down again. The few calls are
made through ctypes: the packages for Landlock and seccomp bring a C library that has to be
installed beside them, or have not been kept up.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2

# include/uapi/linux/landlock.h: what each version of the interface added
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_FILES_V1 = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract sockets, signals
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE

_CLONE_THREAD = 0x10000
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_X32_BIT = 0x40000000

_CALLS = {
    "x86_64": {
        "socket": 41, "connect": 42, "sendto": 44, "bind": 49, "listen": 50, "socketpair": 53,
        "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "ptrace": 101, "chroot": 161,
        "mount": 165, "tkill": 200, "add_key": 248, "request_key": 249, "keyctl": 250,
        "unshare": 272, "perf_event_open": 298, "setns": 308, "process_vm_readv": 310,
        "process_vm_writev": 311, "bpf": 321, "execveat": 322, "userfaultfd": 323,
        "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434, "pidfd_getfd": 438,
        "process_madvise": 440,
    },
    "aarch64": {
        "unshare": 97, "mount": 40, "chroot": 51, "ptrace": 117, "kill": 129, "tkill": 130,
        "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "connect": 203,
        "sendto": 206, "add_key": 217, "request_key": 218, "keyctl": 219, "execve": 221,
        "perf_event_open": 241, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
        "bpf": 280, "execveat": 281, "userfaultfd": 282, "pidfd_send_signal": 424,
        "io_uring_setup": 425, "pidfd_open": 434, "pidfd_getfd": 438, "process_madvise": 440,
    },
}  # fmt: skip
"""Numbers of the system calls that are refused, by machine (the kernel's syscall tables)."""

_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h

_SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache",
           "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom", "/dev/null")  # fmt: skip
"""What the interpreter and its libraries read beside their own folders."""


@dataclass(frozen=True, kw_only=True)
class JailSupport:
    """What the kernel offers. `landlock` is the version of its interface, 0 for none."""

    landlock: int
    seccomp: bool

    @property
    def is_whole(self) -> bool:
        """Whether picture processes can be kept from files and from the network."""
        return self.landlock >= 1 and self.seccomp


def jail_support() -> JailSupport:
    """Ask the kernel, without changing anything."""
    if sys.platform != "linux":
        return JailSupport(landlock=0, seccomp=False)
    version = _libc().syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    known = platform.machine() in _CALLS
    has_seccomp = known and Path("/proc/sys/kernel/seccomp/actions_avail").exists()
    return JailSupport(landlock=max(version, 0), seccomp=has_seccomp)


def forbid_dumping() -> None:
    """Close this process's memory and environment to other processes of the same user."""
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def enter_jail(*, reads: Sequence[Path], writes: Sequence[Path]) -> JailSupport:
    """Lock this process in, for good. Call it once, before any thread is started.

    Below `reads` it may read, below `writes` also write and delete; the interpreter's own folders
    are readable. What the kernel does not offer is left out: see `jail_support`.
    """
    offered = jail_support()
    if sys.platform != "linux":
        return offered
    _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if offered.landlock:
        _restrict_files(offered.landlock, [*_own_folders(), *reads], writes)
    _drop_capabilities()
    if offered.seccomp:
        _restrict_calls(platform.machine())
    return offered


def _own_folders() -> list[Path]:
    """The interpreter, its packages and ours; not a checkout's root, where `.env` and data lie."""
    prefixes = [Path(at).resolve() for at in {sys.prefix, sys.base_prefix}]
    packages = [Path(at).resolve() for at in sys.path if at]
    installed = [at for at in packages if any(at.is_relative_to(root) for root in prefixes)]
    house = Path(__file__).resolve().parents[1]  # bot
    return [*prefixes, *installed, house, *(Path(at) for at in _SYSTEM)]


def _restrict_files(version: int, reads: Sequence[Path], writes: Sequence[Path]) -> None:
    handled = _FILES_V1
    handled |= _REFER if version >= 2 else 0
    handled |= _TRUNCATE if version >= 3 else 0
    handled |= _IOCTL_DEVICE if version >= 5 else 0
    tcp = _TCP if version >= 4 else 0
    scopes = _SCOPES if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("=QQQ", handled, tcp, scopes)[:size]
    ruleset = _checked(_libc().syscall(_CREATE_RULESET, attributes, size, 0))
    try:
        for path in reads:
            _allow(ruleset, path, _READ_FILE | _READ_DIR)
        for path in writes:
            _allow(ruleset, path, handled & ~_EXECUTE)
        status = Path("/proc/self/status"), Path("/proc/self/clear_refs")  # a file's cost
        _allow(ruleset, status[0], _READ_FILE)
        _allow(ruleset, status[1], handled & (_WRITE_FILE | _TRUNCATE))
        _checked(_libc().syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH)
    except OSError:
        return  # what is not there needs no right
    try:
        granted = rights if path.is_dir() else rights & _OF_A_FILE
        rule = struct.pack("=Qi", granted, beneath)
        _checked(_libc().syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(beneath)


def _drop_capabilities() -> None:
    header = struct.pack("=Ii", 0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _libc().capset(header, bytes(24))


def _restrict_calls(machine: str) -> None:
    """A filter that answers EPERM to what a decoder never needs, and lets threads start.

    Programs are (code, jump if true, jump if false, value): linux/filter.h.
    """
    load, equal, at_least, any_bit, end = 0x20, 0x15, 0x35, 0x45, 0x06
    number, architecture, first_argument = 0, 4, 16
    program = [
        (load, 0, 0, architecture),
        (equal, 1, 0, _ARCHITECTURES[machine]),
        (end, 0, 0, _KILL),
        (load, 0, 0, number),
    ]
    if machine == "x86_64":
        program += [(at_least, 0, 1, _X32_BIT), (end, 0, 0, _KILL)]
    for call in _CALLS[machine].values():
        program += [(equal, 0, 1, call), (end, 0, 0, _ERRNO | errno.EPERM)]
    # libc falls back from clone3, whose flags a filter cannot see, to clone
    program += [(equal, 0, 1, _CLONE3), (end, 0, 0, _ERRNO | errno.ENOSYS)]
    program += [
        (equal, 0, 3, _CLONE[machine]),
        (load, 0, 0, first_argument),
        (any_bit, 1, 0, _CLONE_THREAD),
        (end, 0, 0, _ERRNO | errno.EPERM),
        (end, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filter_ = Program(len(program), ctypes.addressof(code))
    _checked(_libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
