"""Write a file in one step: a reader, or a run that is cut off, finds the old content or the new."""

import os
import tempfile
from pathlib import Path

from caveat.content.folders import KEPT


def replace_in_project(root: Path, path: str, content: bytes, mode: int = 0o644) -> None:
    """Give a file of the project at `root` new content and a mode. Raises OSError; the file is as it was then.

    It is not written beside the others: a hidden file that a killed run leaves among content stops the next build.
    """
    replace_file(root / path, content, mode, root / KEPT)


def replace_file(place: Path, content: bytes, mode: int = 0o644, work: Path | None = None) -> None:
    """Give any file new content and a mode. Raises OSError; the file is as it was then.

    It is written in the folder `work`, on the same file system, or in its own.
    """
    work = work or place.parent
    for folder in (place.parent, work):
        folder.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=work, prefix=".caveat-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), mode)
        Path(new).replace(place)
    except BaseException:
        Path(new).unlink(missing_ok=True)
        raise
