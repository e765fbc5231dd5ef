"""A finished folder, compared with what an edition may not see."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caveat.assurance.scanning.fingerprints import Fingerprints
from caveat.assurance.scanning.part import MemberName
from caveat.assurance.scanning.reading import Limits, Reader, Way
from caveat.content.problem import Location, Problem

NAME = "file name"
_HIDDEN = "(name withheld)"


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """Withheld text in a finished file."""

    file: str
    """Below the folder; a part of the name that is itself withheld is not repeated."""
    channel: str
    """The containers and encodings on the way to it, outermost first."""
    source: Location
    """The first place in the source that says it."""


@dataclass(frozen=True, order=True, slots=True)
class Unread:
    """A part of a finished file that nobody can vouch for."""

    file: str
    channel: str
    why: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan has read and found."""

    files: int
    size: int
    """Bytes of all files."""
    hits: tuple[Hit, ...]
    """Sorted; of several in one file with the same source, the first."""
    unread: tuple[Unread, ...]

    @property
    def is_clean(self) -> bool:
        """Whether everything was read and nothing was found."""
        return not self.hits and not self.unread


def scan(place: Path, fingerprints: Fingerprints, limits: Limits = Limits()) -> ScanReport:  # noqa: B008 - Frozen.
    """Read every byte and every name below a folder, or of one file, hidden ones too.

    Raises OSError where something cannot be opened.
    """
    scanning = _Scanning(fingerprints, limits)
    for path, name in _files(place):
        scanning.look_at(path, name)
    return scanning.report()


def scan_problems(report: ScanReport, edition: str) -> tuple[Problem, ...]:
    """A report as problems of the source: one for each line of it that was found, one for each file not read."""
    found: dict[Location, list[Hit]] = {}
    for hit in report.hits:
        found.setdefault(hit.source, []).append(hit)
    problems = [Problem(source, "withheld-text-found", _message(hits, edition)) for source, hits in found.items()]
    for unread in report.unread:
        message = f"in the {edition} edition, {unread.file} ({unread.channel}): {unread.why}; take the file out"
        problems.append(Problem(Location("mkdocs.yml"), "output-not-scanned", message))
    return tuple(sorted(problems))


def _message(hits: list[Hit], edition: str) -> str:
    more = f" and {len(hits) - 1} more" if len(hits) > 1 else ""
    where = f"{hits[0].file} ({hits[0].channel}){more}"
    return f"the finished {edition} edition says what it may not, in {where}; hand nothing on, and report this"


class _Scanning:
    """One scan under way."""

    def __init__(self, fingerprints: Fingerprints, limits: Limits) -> None:
        self._fingerprints = fingerprints
        self._limits = limits
        self._reader = Reader(self._take, limits, self._take_file, fingerprints.may_find)
        self._silent = Reader(lambda text, _way, _raw: bool(fingerprints.find(text)), limits)
        """Reads names that are about to be repeated."""
        self._names: dict[str, str] = {}
        """Part of a name to what is said instead: most folders hold many files."""
        self._hits: dict[tuple[str, Location], Hit] = {}
        self._unread: list[Unread] = []
        self._name = ""
        self._files = 0
        self._size = 0

    def look_at(self, path: Path, name: str) -> None:
        """Read a file and its name."""
        self._name = "/".join(map(self._shown, name.split("/")))
        self._files += 1
        self._reader.name(name, (NAME,))
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= self._limits.size:
            self._size += status.st_size
            self._reader.file(path.read_bytes(), ())
        elif stat.S_ISREG(status.st_mode):
            self._unread.append(Unread(self._name, "text", "it is larger than may be read"))
        elif stat.S_ISLNK(status.st_mode):
            self._reader.name(str(path.readlink()), ("target of a link",))
            self._unread.append(Unread(self._name, "link", "links are not followed"))
        else:
            self._unread.append(Unread(self._name, "special file", "it is no regular file"))
        self._unread += [Unread(self._name, self._channel(way), why) for way, why in self._reader.unread]
        self._reader.unread.clear()

    def report(self) -> ScanReport:
        """What was found so far."""
        return ScanReport(self._files, self._size, tuple(sorted(self._hits.values())), tuple(sorted(self._unread)))

    def _take(self, text: str, way: Way, raw: bool) -> bool:
        places = self._fingerprints.find(text, raw=raw)
        for place in places:
            self._add(way or ("text",), place)
        return bool(places)

    def _take_file(self, digest: bytes, way: Way) -> bool | None:
        if self._fingerprints.is_known(digest):
            return False
        place = self._fingerprints.find_file(digest)
        if place is None:
            return None
        self._add((*way, "the whole file"), place)
        return True

    def _add(self, way: Way, place: Location) -> None:
        key = self._name, place
        if key not in self._hits:
            self._hits[key] = Hit(self._name, self._channel(way), place)

    def _channel(self, way: Way) -> str:
        return " > ".join(self._shown(name) if isinstance(name, MemberName) else name for name in way) or "content"

    def _shown(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = _HIDDEN if self._silent.name(name, ()) else name
        return self._names[name]


def _files(place: Path) -> Iterator[tuple[Path, str]]:
    if not place.is_dir() or place.is_symlink():
        yield place, place.name
        return
    for folder, folders, files in os.walk(place):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = f"{folder}/{name}"
            # Not `relative_to`, which takes longer than reading a short page.
            yield Path(path), path[len(str(place)) + 1 :]
