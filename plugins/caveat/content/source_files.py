"""The files of a project as they lie on the disk, whether anything publishes them or not."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from caveat.content.configuration import FILE
from caveat.content.corpus import Configuration
from caveat.content.folders import DATA_FOLDER


class SourceFile(NamedTuple):
    """A file of the project."""

    path: str
    """Below the project's root."""
    data: bytes


def source_files(root: Path, configuration: Configuration) -> tuple[SourceFile, ...]:
    """Content, data and configuration, sorted by path: comments, drafts and data that no build reads are among them.

    Raises OSError where a file cannot be read. Links are not followed: reading has refused them.
    """
    paths = {FILE}
    for folder in (*configuration.content, DATA_FOLDER):
        paths.update(_below(root / folder, folder))
    return tuple(SourceFile(path, (root / path).read_bytes()) for path in sorted(paths))


def _below(folder: Path, path: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{path}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield f"{path}/{entry.name}"
