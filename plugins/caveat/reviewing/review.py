"""What each edition of a source gains and loses since a revision, and which gains nobody has approved yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caveat.content.corpus import Edition
from caveat.content.front_matter import HistoryEntry
from caveat.editing.ledger import Entry as Restriction
from caveat.reviewing.approvals import Approval
from caveat.reviewing.changes import Change
from caveat.reviewing.shown import Unit


@dataclass(frozen=True, slots=True)
class Gain:
    """A unit of which an edition now sees more."""

    change: Change
    opened: tuple[bool, ...]
    """Of each gained block: a wider edition had it already."""
    approval: Approval | None
    needs_approval: bool

    @property
    def is_opened(self) -> bool:
        """Whether any of it was a restriction before."""
        return any(self.opened)

    @property
    def is_missing(self) -> bool:
        """Whether somebody still has to decide."""
        return self.needs_approval and self.approval is None


@dataclass(frozen=True, slots=True)
class Moved:
    """A page that stands elsewhere."""

    unit: Unit
    before: str
    """Its address in the site."""
    now: str


@dataclass(frozen=True, slots=True)
class Note:
    """A version that a page's history did not have."""

    unit: Unit
    entry: HistoryEntry


@dataclass(frozen=True, slots=True)
class EditionReview:
    """What one edition gains and loses."""

    edition: Edition
    is_new: bool
    """The revision had no such edition: everything in it is a gain."""
    added: tuple[Unit, ...]
    removed: tuple[Unit, ...]
    moved: tuple[Moved, ...]
    gains: tuple[Gain, ...]
    """What was opened first."""
    changes: tuple[Change, ...]
    """Every unit that differs, gains and losses, by name."""
    notes: tuple[Note, ...]
    overdue: tuple[tuple[Unit, date], ...]
    """Pages in force whose review is due, whether they changed or not."""

    @property
    def is_changed(self) -> bool:
        """Whether its readers would find any difference."""
        return bool(self.changes or self.moved or self.notes)

    @property
    def missing(self) -> tuple[Gain, ...]:
        """Gains that nobody has approved."""
        return tuple(gain for gain in self.gains if gain.is_missing)


@dataclass(frozen=True, slots=True)
class Review:
    """The report, in values."""

    revision: str
    commit: str
    editions: tuple[EditionReview, ...]
    """Those within another one first: what they gain is what a reviewer looks for."""
    closed: tuple[Restriction, ...]
    """Restrictions that the source has and the revision had not."""
    opened: tuple[Restriction, ...]
    """Restrictions that the revision had, at their places then."""
    ended: tuple[str, ...] = ()
    """Editions that there are no more."""

    @property
    def missing(self) -> tuple[tuple[str, Gain], ...]:
        """Edition to each gain that nobody has approved."""
        return tuple((each.edition.name, gain) for each in self.editions for gain in each.missing)


def restrictions(
    before: Sequence[Restriction], now: Sequence[Restriction]
) -> tuple[tuple[Restriction, ...], tuple[Restriction, ...]]:
    """The restrictions that are new, and those that have gone. One that moved within its page is neither."""
    return _without(now, before), _without(before, now)


def _without(some: Sequence[Restriction], others: Sequence[Restriction]) -> tuple[Restriction, ...]:
    left = Counter((each.key, each.reason) for each in others)
    found = []
    for each in some:
        left[each.key, each.reason] -= 1
        if left[each.key, each.reason] < 0:
            found.append(each)
    return tuple(found)
