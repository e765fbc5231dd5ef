"""Reviews of small projects, without git and without a clock."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from caveat.content.corpus import Corpus
from caveat.editing.ledger import ledger
from caveat.projection.project import examine
from caveat.reviewing.approvals import Approval
from caveat.reviewing.changes import Change
from caveat.reviewing.editions import Editions
from caveat.reviewing.review import EditionReview, Review, restrictions
from caveat.reviewing.shown import Shown
from projection.corpora import read

TODAY = date(2024, 6, 1)
Files = Mapping[str, str | bytes]
"""Path to content."""


def reviewed(folder: Path, before: Files, now: Files, approvals: Sequence[Approval] = ()) -> Review:
    """What becomes of one project when it turns into the other."""
    return review_of(read(folder / "before", before), read(folder / "now", now), approvals)


def review_of(before: Corpus, now: Corpus, approvals: Sequence[Approval] = ()) -> Review:
    """The same for corpora."""
    one, two = ({name: Shown(examine(each, name)) for name in each.configuration.editions} for each in (before, now))
    editions = Editions((before.configuration, one), (now.configuration, two), approvals, TODAY)
    found = tuple(editions.review(name) for name in editions.names)
    closed, opened = restrictions(ledger(before), ledger(now))
    ended = tuple(name for name in one if name not in two)
    return Review("main", "0123456789abcdef" * 2 + "01234567", found, closed, opened, ended)


def part(review: Review, name: str) -> EditionReview:
    """One edition of it."""
    return next(each for each in review.editions if each.edition.name == name)


def texts(edition: EditionReview) -> dict[str, list[str]]:
    """Unit to the text of each gained block."""
    return {gain.change.unit.what: [block.newer for block in gain.change.gains] for gain in edition.gains}


def only(edition: EditionReview) -> Change:
    """The one unit that changed."""
    (change,) = edition.changes
    return change
