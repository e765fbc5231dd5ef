"""The interpreter refuses other files, the network and other processes.

A hook of the interpreter, so it holds for everything written in Python, on every system. Machine code knows nothing of
it. Refusals look like those of the system: a library that can do without a file does without.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_REFUSED = (
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
)
_READING = ("os.listdir", "os.scandir", "os.walk")
_WRITING = (
    "os.chmod",
    "os.chown",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "shutil.rmtree",
)
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(*, readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """From now on, refuse other files, every network address and every other process. Cannot be undone."""
    write = _prefixes(writable)
    read = write + _prefixes(readable)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            _require(path, write if isinstance(flags, int) and flags & _WRITE_FLAGS else read)
        elif event in _READING:
            _require(arguments[0], read)
        elif event in _WRITING:
            for path in arguments[:2] if event in _TWO_PATHS else arguments[:1]:
                _require(path, write)
        elif event in _REFUSED:
            raise PermissionError(f"an engine may not use {event}")

    sys.addaudithook(hook)


_TWO_PATHS = ("os.link", "os.rename", "os.symlink")


def _prefixes(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted({str(form) for folder in folders for form in (folder.absolute(), folder.resolve())}))


def _require(path: Any, allowed: tuple[str, ...]) -> None:
    if isinstance(path, int) or path is None:
        return  # Opened before, or the current folder, which is the process's own.
    where = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - Path.resolve would ask the file system each time.
    if where != os.devnull and not any(where == prefix or where.startswith(prefix + os.sep) for prefix in allowed):
        raise PermissionError(f"an engine may not open {where}")
