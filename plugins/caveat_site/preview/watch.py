"""Which files of a project changed since somebody last asked.

Folders are read through again and again. That works on shares, in containers and however an editor saves; a thousand
files take some five milliseconds.
"""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_SECONDS = 0.1
"""Between two looks, at least."""
_SHARE = 10
"""And as many times what a look takes: a large library must not keep a processor busy."""

_Mark = tuple[int, int, int]
"""Time of the last change in nanoseconds, size and number of a file."""


class Watch:
    """The files below some folders, and the configuration."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: tuple[str, ...] = ()
        self._changed: set[str] = set()
        self._next = 0.0
        self.pause = _SECONDS
        """Seconds until another look is worth while."""
        self._marks = dict(self._look())

    def follow(self, folders: Iterable[str], since: int) -> None:
        """Watch these folders from now on. What they hold is a change where it is younger than `since` (ns)."""
        wanted = tuple(sorted(set(folders)))
        if wanted != self._folders:
            self._folders, before = wanted, self._marks
            self._marks = dict(self._look())
            new = self._marks.keys() - before.keys()
            self._changed.update(path for path in new if self._marks[path][0] >= since)

    def has_changed(self) -> bool:
        """Whether a file was changed, added or taken away; looks again where the last look is old."""
        start = time.monotonic()
        if start >= self._next:
            marks = dict(self._look())
            before, self._marks = self._marks, marks
            self._changed.update(path for path in before.keys() | marks.keys() if before.get(path) != marks.get(path))
            end = time.monotonic()
            self.pause = max(_SECONDS, _SHARE * (end - start))
            self._next = end + self.pause
        return bool(self._changed)

    def taken(self) -> frozenset[str]:
        """The paths that changed, below the root. They are not told again."""
        changed, self._changed = frozenset(self._changed), set()
        return changed

    def _look(self) -> Iterator[tuple[str, _Mark]]:
        for name in ("mkdocs.yml", *self._folders):
            yield from _marks(self._root / name, name)


def _marks(place: Path, path: str) -> Iterator[tuple[str, _Mark]]:
    """Path and mark of every file below a place. What goes away meanwhile is not there."""
    try:
        if not place.is_dir():
            yield path, _mark(place.stat(follow_symlinks=False))
            return
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _marks(place / entry.name, f"{path}/{entry.name}")
                else:
                    yield f"{path}/{entry.name}", _mark(entry.stat(follow_symlinks=False))
    except OSError:
        return


def _mark(status: os.stat_result) -> _Mark:
    return status.st_mtime_ns, status.st_size, status.st_ino
