"""What a report says, whatever it is written in: its fixed words, its lists, and the entries to copy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from caveat.content.findings import counted
from caveat.editing.ledger import Entry as Restriction
from caveat.history.redline import ChangedBlock
from caveat.projection.markup import long_date
from caveat.reviewing.approvals import FILE
from caveat.reviewing.changes import Change
from caveat.reviewing.review import EditionReview, Gain, Review
from caveat.reviewing.shown import Unit

TITLE = "What each edition gains and loses"
NOTICE = "FOR READERS OF THE WIDEST EDITION ONLY."
NOTICE_MORE = (
    "This report quotes text that other editions may not see. Keep it where only those can read it who may see all."
)
OPENED = "Opened: a wider edition had this already"
NEW = "New in the library"
COPY = (
    f"Entries to copy to {FILE}, one for each gain that somebody approves."
    " An empty value is an error until it is filled in."
)
_LISTED = (
    ("file", "Attachments"),
    ("link", "Links"),
    ("glossary", "Glossary"),
    ("alias", "Old addresses"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: `code` is a name or a place, the rest are words."""

    code: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with its title."""

    title: str
    lines: tuple[Line, ...]


def result(review: Review) -> str:
    """What comes of it, in one sentence."""
    missing = len(review.missing)
    if not missing:
        return "No gain is without an approval."
    return f"{counted(missing, 'gain')} {'needs' if missing == 1 else 'need'} an approval."


def summary(edition: EditionReview) -> str:
    """An edition in a line."""
    if not edition.is_changed:
        return "No difference for the readers of this edition."
    gained, lost = (sum(getattr(each, name) for each in edition.changes) for name in ("gained", "lost"))
    pages = f"{len(edition.added)} added, {len(edition.removed)} removed, {len(edition.moved)} moved"
    places = "one page or entry" if len(edition.changes) == 1 else f"{len(edition.changes)} pages and entries"
    new = "This edition is new. " if edition.is_new else ""
    return f"{new}Pages: {pages}. {counted(gained, 'word')} gained, {lost} lost, in {places}."


def decision(gain: Gain) -> str:
    """Whether somebody has decided about a gain, and who."""
    found = gain.approval
    if found:
        return f"approved by {found.by} on {long_date(found.date)}: {found.because}"
    return "approval missing" if gain.needs_approval else "no approval needed"


def parts(gain: Gain) -> Iterator[tuple[str, tuple[ChangedBlock, ...]]]:
    """The blocks of a gain by where they come from, the opened ones first."""
    for title, wanted in ((OPENED, True), (NEW, False)):
        found = tuple(block for block, opened in zip(gain.change.gains, gain.opened, strict=True) if opened is wanted)
        if found:
            yield title, found


def listings(edition: EditionReview) -> Iterator[Listing]:
    """The lists of an edition; empty ones are left out."""
    found = [
        Listing("Pages added", tuple(map(_unit, edition.added))),
        Listing("Pages removed", tuple(map(_unit, edition.removed))),
        Listing(
            "Pages moved",
            tuple(Line(each.unit.what, each.unit.title, f"from {each.before} to {each.now}") for each in edition.moved),
        ),
        Listing("Words", tuple(Line(each.unit.what, each.unit.title, _words(each)) for each in edition.changes)),
    ]
    for kind, title in _LISTED:
        found.append(Listing(title, tuple(_blocks(edition, kind))))
    notes = tuple(
        Line(
            each.unit.what, each.unit.title, f"{each.entry.version}, {long_date(each.entry.date)}: {each.entry.change}"
        )
        for each in edition.notes
    )
    overdue = tuple(Line(unit.what, unit.title, f"due {long_date(day)}") for unit, day in edition.overdue)
    found += [Listing("Versions and notes", notes), Listing("Reviews overdue", overdue)]
    return (each for each in found if each.lines)


def restriction_listings(review: Review) -> Iterator[Listing]:
    """The restrictions that came and went, and editions that there are no more."""
    found = (
        Listing("Restrictions added", tuple(map(_restriction, review.closed))),
        Listing("Restrictions removed", tuple(map(_restriction, review.opened))),
        Listing("Editions that there are no more", tuple(Line(name, "") for name in review.ended)),
    )
    return (each for each in found if each.lines)


def entries(review: Review) -> str:
    """The entries of approvals.yml for every gain that lacks one, with nothing filled in that is the approver's."""
    return "".join(
        f"- edition: {json.dumps(edition)}\n  what: {json.dumps(gain.change.unit.what, ensure_ascii=False)}\n"
        f"  sha256: {json.dumps(gain.change.sha256)}\n"
        '  by: ""\n  because: ""\n  date: ""\n'
        for edition, gain in review.missing
    )


def _unit(unit: Unit) -> Line:
    return Line(unit.what, unit.title)


def _words(change: Change) -> str:
    return f"{counted(change.gained, 'word')} gained, {change.lost} lost"


def _blocks(edition: EditionReview, kind: str) -> Iterator[Line]:
    """What was added and removed of one kind: in `gains` that is the newer text, in `losses` the older."""
    for change in edition.changes:
        for sign, blocks in (("added", change.gains), ("removed", change.losses)):
            for block in blocks:
                if kind in (block.kind, change.unit.kind):
                    yield Line(change.unit.what, block.newer if sign == "added" else block.older, sign)


def _restriction(entry: Restriction) -> Line:
    lacking = f"not {' or '.join(entry.lacking)}" if entry.lacking else "everybody"
    reason = f"because {entry.reason}" if entry.reason else "NO REASON"
    return Line(
        f"{entry.location.path}:{entry.location.line}",
        entry.what,
        f"for {' and '.join(entry.editions)}, {lacking}; {reason}",
    )
