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
_SECONDS = 60
"""Age at which a folder that nobody holds is a leftover: a new one is held a moment after it is made."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only this user can read, gone at the end. What killed runs have left goes at the start."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}{os.getuid()}-*"):
        with suppress(OSError):
            _remove_leftover(left)
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getuid()}-") as name:
        folder = Path(name).resolve()
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield folder
        finally:
            os.close(handle)


def _remove_leftover(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        status = os.fstat(handle)
        if status.st_uid == os.getuid() and status.st_mtime < time.time() - _SECONDS:
            # A run that is still alive holds its folder, and this raises.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
    finally:
        os.close(handle)
