"""Calls of the Linux kernel that Python does not offer. Each raises OSError where the kernel has none or refuses it.

Constants are those of the kernel's headers, the same on every processor; the one that is not has a table.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from pathlib import Path

_SYSCALL_MOUNT_SETATTR = 442
_SYSCALL_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41, "riscv64": 41, "loongarch64": 41, "s390x": 217, "ppc64le": 203}

_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_MNT_DETACH = 2
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION_3 = 0x20080522


def call(name: str, *arguments: int | bytes | None) -> int:
    """The result of a function of the C library."""
    return _call(name, name, *arguments)


def system_call(name: str, number: int, *arguments: int | bytes | None) -> int:
    """The result of a system call that the C library has no function for."""
    return _call(name, "syscall", number, *arguments)


def mount(source: str, target: Path, kind: str, flags: int, data: str = "") -> None:
    """Mount a file system, or with the right flags part of one."""
    names = os.fsencode(source), os.fsencode(target), kind.encode()
    _call(f"mount {target}", "mount", *names, flags, data.encode())


def set_mount_attributes(target: Path, attributes: int, *, below: bool) -> None:
    """Restrict a mount, and with `below` all those below it. Linux 5.12."""
    given = struct.pack("QQQQ", attributes, 0, 0, 0)
    flags = _AT_RECURSIVE if below else 0
    system_call("mount_setattr", _SYSCALL_MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), flags, given, len(given))


def change_root(folder: Path) -> None:
    """Make a mount this process's root; what was there before is gone."""
    number = _SYSCALL_PIVOT_ROOT.get(platform.machine())
    if number is None:
        raise OSError(errno.ENOSYS, f"pivot_root: not known for {platform.machine()}")
    os.chdir(folder)
    # The old root comes to lie on the new one, from where it is taken away: pivot_root(2), "pivot_root(., .)".
    system_call("pivot_root", number, b".", b".")
    call("umount2", b".", _MNT_DETACH)
    os.chdir("/")


def renounce_capabilities() -> None:
    """No capability is left, and no program can give one back."""
    refuse_new_privileges()
    call("capset", struct.pack("Ii", _CAPABILITY_VERSION_3, 0), bytes(24))


def refuse_new_privileges() -> None:
    """No program that this process starts can have more rights than it has itself."""
    call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def end_with_parent(signal: int) -> None:
    """Be sent this signal when the parent process ends."""
    call("prctl", _PR_SET_PDEATHSIG, signal, 0, 0, 0)


def _call(label: str, function: str, *arguments: int | bytes | None) -> int:
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, f"{label}: only Linux has it")
    library = ctypes.CDLL(None, use_errno=True)
    # All take whole words: a plain int would be passed as half of one, and the rest be anything.
    words = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = int(getattr(library, function)(*words))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{label}: {os.strerror(number)}")
    return result
