"""Temporary folders for staged editions: they hold restricted text, so none may outlive its run."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "caveat-private-"
_HELD = ".held"
"""The first file in a folder that is held. What holds anything, and is not held, is a leftover."""
_SECONDS = 60
"""Age at which an empty folder is one too: a new one is held a moment after it is made."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only this user can read, gone at the end. What killed runs have left goes at the start."""
    prefix = f"{_PREFIX}{os.getuid()}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):
            _remove_leftover(left)
    folder = Path(tempfile.mkdtemp(prefix=prefix)).resolve()
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        (folder / _HELD).touch()
        yield folder
    finally:
        shutil.rmtree(folder)
        os.close(handle)


def _remove_leftover(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        status = os.fstat(handle)
        if status.st_uid == os.getuid():
            # A run that is still alive holds its folder, and this raises.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if any(folder.iterdir()) or status.st_mtime < time.time() - _SECONDS:
                shutil.rmtree(folder)
    finally:
        os.close(handle)
