"""Two calls of the Linux kernel that Python does not offer; where the system has none, they say so."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_SUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTTY})


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system in a single step; False where the system cannot, and nothing has happened.

    Raises OSError for any other reason.
    """
    result = _call("renameat2", _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if result and result not in _NOT_SUPPORTED:
        raise OSError(result, os.strerror(result), str(one), None, str(other))
    return not result


def sync_file_system(folder: Path) -> bool:
    """Write everything of the file system that `folder` lies on to the disk; False where the system cannot.

    One call instead of one for each file: a site has thousands.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        result = _call("syncfs", handle)
    finally:
        os.close(handle)
    if result and result not in _NOT_SUPPORTED:
        raise OSError(result, os.strerror(result), str(folder))
    return not result


def _call(name: str, *arguments: int | bytes) -> int:
    """The error number of a call, 0 for success."""
    if sys.platform != "linux":
        return errno.ENOSYS
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return errno.ENOSYS
    # An int that ctypes is not told about becomes a C int, a bytes object a char pointer: what both calls take.
    return 0 if function(*arguments) == 0 else ctypes.get_errno()
