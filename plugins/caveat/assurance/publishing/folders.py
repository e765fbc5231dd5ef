"""Folders of finished files: copied, written to the disk, removed."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from caveat.assurance.publishing.kernel import sync_file_system

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


def copy_folder(source: Path, target: Path) -> None:
    """Copy the regular files below `source` to the new folder `target`, with the modes of a site, whatever the umask.

    Raises OSError for a link or a special file: a site has none.
    """
    target.mkdir()
    for entry in sorted(os.scandir(source), key=lambda entry: entry.name):
        place = target / entry.name
        if entry.is_dir(follow_symlinks=False):
            copy_folder(Path(entry.path), place)
        elif entry.is_file(follow_symlinks=False):
            shutil.copyfile(entry.path, place)
            place.chmod(_FILE_MODE)
        else:
            raise OSError(0, "this is neither a file nor a folder", entry.path)
    target.chmod(_FOLDER_MODE)


def write_to_disk(folders: Sequence[Path]) -> None:
    """Return when every file and folder below `folders` would outlive a power cut."""
    if folders and not sync_file_system(folders[0]):
        for folder in folders:
            for path in (*_below(folder), folder):
                fsync(path)


def fsync(path: Path) -> None:
    """Return when a file, or the list of names in a folder, would outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(paths: Iterable[Path]) -> None:
    """Delete files and whole folders, also those that somebody has made read-only."""
    for path in paths:
        if not stat.S_ISDIR(path.lstat().st_mode):
            path.unlink()
            continue
        try:
            shutil.rmtree(path)
        except PermissionError:
            _make_removable(path)
            shutil.rmtree(path)


def _make_removable(folder: Path) -> None:
    folder.chmod(_FOLDER_MODE)
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            _make_removable(Path(entry.path))


def _below(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        yield Path(entry.path)
