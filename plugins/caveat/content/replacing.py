"""Write a file in one step: a reader, or a run that is cut off, finds the old content or the new."""

import os
import tempfile
from pathlib import Path


def replace_file(place: Path, content: bytes, mode: int = 0o644, work: Path | None = None) -> None:
    """Give a file new content and a mode. Raises OSError; the file is as it was then.

    It is written in the folder `work`, on the same file system, or in its own: there a killed run leaves a hidden file.
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
