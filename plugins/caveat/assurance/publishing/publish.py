"""Publish finished folders as `OUT/<edition>`: each edition is wholly old or wholly new, whatever happens meanwhile.

    lock        one build at a time holds OUT
    repair      what a killed run left is finished or removed
    prepare     every edition is copied beside its place, with fixed file modes, and written to the disk
    exchange    one step of the kernel for each edition; where there is none, two renames and a journal

What is published is a copy: the finished folders stay as they are.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from caveat.assurance.publishing.exchange import Swap, journal_of, perform, repair
from caveat.assurance.publishing.folders import copy_folder, fsync, remove, write_to_disk
from caveat.content.problem import CaveatError

_MARKS = ("index.html", "assets")
"""Every site has one of them from its first moments: what has neither was not made by a build."""


class PublicationError(CaveatError):
    """The finished folders cannot be published; what was published before still stands."""


class Publication:
    """A place to publish in, held against every other build."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def publish(self, finished: Mapping[str, Path]) -> None:
        """Make `OUT/<name>` a copy of each finished folder, all of them or none.

        Raises PublicationError; the earlier folders then stand as they were.
        """
        with _explained(self._out):
            for name in finished:
                _check(self._out / name)
            self._out.mkdir(parents=True, exist_ok=True)
            swaps = [Swap(self._out, name) for name in sorted(finished)]
            try:
                for swap in swaps:
                    copy_folder(finished[swap.name], swap.prepared)
                write_to_disk([swap.prepared for swap in swaps])
                perform(self._out, swaps)
                fsync(self._out)
            finally:
                if not journal_of(self._out).exists():
                    remove(_leftovers(self._out))


@contextmanager
def publication(out: Path) -> Iterator[Publication]:
    """Hold `out` from now on, tidied of what a killed run left there.

    Raises PublicationError where another build holds it or it cannot be written.
    """
    out = Path(os.path.realpath(out))
    lock = out.parent / f".caveat-{out.name}.lock"
    with _explained(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        handle = _take(lock, out)
    try:
        with _explained(out):
            if out.exists():
                repair(out)
                remove(_leftovers(out))
        yield Publication(out)
    finally:
        # Removed while still held, so that nobody can take a lock that is about to go.
        lock.unlink(missing_ok=True)
        os.close(handle)


def _take(lock: Path, out: Path) -> int:
    """An open file that no other build has locked."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if lock.exists() and os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise PublicationError(f"another build is publishing to {out}; wait until it ends") from None
        except BaseException:
            os.close(handle)
            raise
        # The build that had the lock has just removed the file: take the new one.
        os.close(handle)


def _check(place: Path) -> None:
    """An edition takes the place of an edition, never of something else that happens to have its name."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise PublicationError(f"{place} is no folder; move it away and build again")
    if place.is_dir() and any(place.iterdir()) and not any((place / mark).exists() for mark in _MARKS):
        raise PublicationError(f"{place} holds something that is no built edition; move it away and build again")


def _leftovers(out: Path) -> list[Path]:
    return sorted(out.glob(".caveat-*"))


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    """A system's error as one that a user can act on."""
    try:
        yield
    except OSError as error:
        # Of two names the second is where something was to go.
        name = error.filename2 or error.filename
        where = f"{name}: " if isinstance(name, str | Path) else ""
        raise PublicationError(f"cannot publish to {out}: {where}{error.strerror or error}") from error
