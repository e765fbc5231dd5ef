"""Namespaces of Linux: a process for which the rest of the machine is not there. See namespaces(7), user_namespaces(7).

No file outside the given folders has a name any more, the network has no device, and there is no other process. That
holds for machine code too. Works without privileges where the system allows user namespaces.
"""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

from caveat_site.isolation import kernel

_NEW_MOUNTS, _NEW_HOST_NAME, _NEW_IPC = 0x00020000, 0x04000000, 0x08000000
_NEW_USER, _NEW_PROCESSES, _NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
_NAMESPACES = _NEW_MOUNTS | _NEW_HOST_NAME | _NEW_IPC | _NEW_USER | _NEW_PROCESSES | _NEW_NETWORK

_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000

_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS = 1, 2, 4, 8
_TOOLS = _READ_ONLY | _NO_SUID | _NO_DEVICES  # The loader maps shared libraries as programs.
_OUTPUT = _NO_SUID | _NO_DEVICES | _NO_PROGRAMS
_DEVICE = _READ_ONLY | _NO_SUID | _NO_PROGRAMS

DEVICES = (Path("/dev/null"), Path("/dev/urandom"))
"""All the devices that an engine gets."""

_ID = 1000
"""Who the process is to itself, whoever runs it: not 0, which a program could turn into rights."""


def enter(root: Path, *, readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """From now on these are the only files, and what this process starts are the only processes. Cannot be undone.

    `root` is an empty folder to put the new root on; every path leads where it led. Raises OSError where the system
    does not allow it: the process is then neither in nor out, and of no more use.
    """
    _unshare()
    kernel.mount("tmpfs", root, "tmpfs", _NO_SUID | _NO_DEVICES, "size=1m,mode=755")
    shown = {**dict.fromkeys(readable, _TOOLS), **dict.fromkeys(writable, _OUTPUT), **dict.fromkeys(DEVICES, _DEVICE)}
    real = {path.resolve(): attributes for path, attributes in shown.items()}
    for path, attributes in sorted(real.items()):
        _show(path, root, attributes)
    for path in sorted(shown):
        _link(path, root)
    kernel.set_mount_attributes(root, _OUTPUT | _READ_ONLY, below=False)
    kernel.change_root(root)
    kernel.renounce_capabilities()
    for path in real:
        # Rights over other people's files are gone. Better found out here than by an engine that misses a module.
        os.close(os.open(path, os.O_RDONLY))


def _unshare() -> None:
    """Leave the namespaces of the system, as the same user under a number that says nothing."""
    user, group = os.getuid(), os.getgid()
    kernel.call("unshare", _NAMESPACES)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{_ID} {user} 1"), ("gid_map", f"{_ID} {group} 1")):
        Path("/proc/self", name).write_text(text, encoding="ascii")
    socket.sethostname("engine")
    # Nothing that is mounted from here on is seen outside.
    kernel.mount("none", Path("/"), "", _RECURSIVE | _PRIVATE)


def _show(path: Path, root: Path, attributes: int) -> None:
    """Give a file, or a folder with all that is in it, the same place below the new root."""
    place = _below(path, root)
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    kernel.mount(str(path), place, "", _BIND | _RECURSIVE)
    kernel.set_mount_attributes(place, attributes, below=True)


def _link(path: Path, root: Path) -> None:
    """Where a path leads through a link, as `/lib` often does, make it lead to the same place below the new root."""
    place = _below(path, root)
    if path != path.resolve() and not os.path.lexists(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(path.resolve())


def _below(path: Path, root: Path) -> Path:
    return root / path.relative_to("/")
