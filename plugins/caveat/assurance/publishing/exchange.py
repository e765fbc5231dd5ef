"""Put prepared folders in the place of published ones."""

import json
from collections.abc import Sequence
from pathlib import Path

from caveat.assurance.publishing.folders import fsync
from caveat.assurance.publishing.kernel import exchange


class Swap:
    """One edition's change from old to new."""

    def __init__(self, out: Path, name: str) -> None:
        self.name = name
        self.place = out / name
        self.prepared = out / f".caveat-new-{name}"
        """The new folder before the change; after an exchange, the old one."""
        self.earlier = out / f".caveat-old-{name}"
        """The old folder, where it had to be renamed away first."""

    def exchange(self) -> bool:
        """Change in one step; False where that cannot be done, and nothing has happened."""
        if self.place.exists():
            return exchange(self.prepared, self.place)
        self.prepared.rename(self.place)
        return True

    def rename(self) -> None:
        """Change in two steps, or in what is left of them."""
        if self.prepared.exists():
            if self.place.exists():
                self.place.rename(self.earlier)
            self.prepared.rename(self.place)

    def undo(self, new: tuple[int, int]) -> None:
        """The old folder, if there was one, back in its place; `new` is the identity of the other."""
        # The folders themselves say what happened: an interruption may come between a step and any record of it.
        if not self.place.exists():
            if self.earlier.exists():
                self.earlier.rename(self.place)
        elif _identity(self.place) == new:
            if self.prepared.exists():
                exchange(self.prepared, self.place)
            else:
                self.place.rename(self.prepared)
                if self.earlier.exists():
                    self.earlier.rename(self.place)


def perform(out: Path, swaps: Sequence[Swap]) -> None:
    """Change every edition; on any exception or signal, change back those that were changed."""
    new = [_identity(swap.prepared) for swap in swaps]
    try:
        if without := [swap for swap in swaps if not swap.exchange()]:
            _by_two_renames(out, without)
    except BaseException:
        for swap, identity in zip(swaps, new, strict=True):
            swap.undo(identity)
        # Only now: a run that is killed while it changes back leaves what the next can complete.
        journal_of(out).unlink(missing_ok=True)
        raise


def repair(out: Path) -> None:
    """Complete the renames that a killed run announced in its journal."""
    journal = journal_of(out)
    if not journal.exists():
        return
    try:
        names = json.loads(journal.read_text(encoding="utf-8"))
    except ValueError:
        names = []  # Killed while it wrote the journal: no rename had begun.
    for name in names:
        Swap(out, name).rename()
    fsync(out)
    journal.unlink()


def journal_of(out: Path) -> Path:
    """Names the editions that are being renamed; stands only while they are."""
    return out / ".caveat-journal"


def _by_two_renames(out: Path, swaps: Sequence[Swap]) -> None:
    journal = journal_of(out)
    journal.write_text(json.dumps([swap.name for swap in swaps]), encoding="utf-8")
    fsync(journal)
    fsync(out)
    for swap in swaps:
        swap.rename()
    fsync(out)
    journal.unlink()


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
