"""Sources written to a disk, and finished editions read from it and compared."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from caveat.assurance.proving.texts import Texts

_PIECE = 1 << 20
_FILE_MODES = (0o600, 0o640, 0o644, 0o666, 0o755)
_FOLDER_MODES = (0o700, 0o750, 0o755, 0o777)


@dataclass(frozen=True, slots=True)
class Status:
    """How a file or folder of a source lies on the disk."""

    mode: int
    """Permissions."""
    time: int
    """Of its last change, in nanoseconds."""
    is_folder: bool


def status_below(root: Path, folders: Iterable[str]) -> Mapping[str, Status]:
    """Path to status of everything in these folders of a project, the folders themselves too."""
    places = [place for name in folders for place in (root / name, *(root / name).rglob("*"))]
    return {place.relative_to(root).as_posix(): _status(place) for place in places if place.exists()}


def _status(place: Path) -> Status:
    found = place.lstat()
    return Status(stat.S_IMODE(found.st_mode), found.st_mtime_ns, stat.S_ISDIR(found.st_mode))


def write_source(
    files: Mapping[str, bytes], lie: Mapping[str, Status], folder: Path, disk: frozenset[str], texts: Texts
) -> None:
    """Write a source to a new folder; `disk` says what of its times, modes and order is drawn by lot.

    What else was in the project lies as it lay there, folders that are empty included.
    """
    paths = texts.shuffled(sorted(files)) if "order" in disk else sorted(files)
    folder.mkdir()
    for path, status in lie.items():
        if status.is_folder and not any(each.startswith(f"{path}/") for each in lie):
            (folder / path).mkdir(parents=True, exist_ok=True)
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files[path])
    for place in sorted(folder.rglob("*"), reverse=True):
        status = lie.get(place.relative_to(folder).as_posix()) or _NEW[place.is_dir()]
        if "modes" in disk:
            status = replace(status, mode=texts.random.choice(_FOLDER_MODES if status.is_folder else _FILE_MODES))
        if "times" in disk:
            status = replace(status, time=texts.random.randrange(2_000_000_000) * 1_000_000_000)
        # Its owner has to be able to read it, and to delete it afterwards.
        place.chmod(status.mode | (0o700 if status.is_folder else 0o600))
        os.utime(place, ns=(status.time, status.time))


_NEW = (Status(0o644, 0, is_folder=False), Status(0o755, 0, is_folder=True))
"""How a file and a folder lie that the project did not have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, folder or link of a finished edition."""

    name: str
    """Path below the edition's folder, which itself is `.`."""
    mode: int
    """Type and permissions."""
    size: int
    """Bytes of a file; else 0."""
    sha256: str
    """Of a file's content or of a link's target; `-` for a folder."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two editions are not the same."""

    file: str
    offset: int
    """Bytes before the first that differs; 0 where the files do not differ in content."""
    how: str
    """`content`, `mode`, `missing` or `added`."""


def entries(folder: Path) -> tuple[Entry, ...]:
    """Everything of a finished edition, hidden files and empty folders too, by name."""
    found = (_entry(path, path.relative_to(folder).as_posix()) for path in (folder, *folder.rglob("*")))
    return tuple(sorted(found, key=lambda entry: entry.name.encode("utf-8", "surrogateescape")))


def _entry(path: Path, name: str) -> Entry:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return Entry(name, status.st_mode, 0, hashlib.sha256(os.fsencode(path.readlink())).hexdigest())
    if not stat.S_ISREG(status.st_mode):
        return Entry(name, status.st_mode, 0, "-")
    with path.open("rb") as file:
        return Entry(name, status.st_mode, status.st_size, hashlib.file_digest(file, "sha256").hexdigest())


def digest(found: Sequence[Entry]) -> str:
    """SHA-256 over name, mode (octal) and SHA-256 of every entry, each ended by NUL, in the order of `entries`."""
    total = hashlib.sha256()
    for entry in found:
        total.update(f"{entry.name}\0{entry.mode:o}\0{entry.sha256}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def first_difference(one: Path, other: Path) -> Difference | None:
    """Where two finished editions first differ, by name; None where they are the same to the byte."""
    return next(_differences(one, other), None)


def _differences(one: Path, other: Path) -> Iterator[Difference]:
    before, after = ({entry.name: entry for entry in entries(folder)} for folder in (one, other))
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if old is None or new is None:
            yield Difference(name, 0, "added" if old is None else "missing")
        elif old.mode != new.mode:
            yield Difference(name, 0, "mode")
        else:
            yield Difference(name, _first_byte(one / name, other / name), "content")


def _first_byte(one: Path, other: Path) -> int:
    if one.is_symlink():
        return 0
    position = 0
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            left, right = first.read(_PIECE), second.read(_PIECE)
            if left != right:
                pairs = zip_longest(left, right)
                return position + next(index for index, (a, b) in enumerate(pairs) if a != b)
            if not left:
                return position
            position += len(left)
