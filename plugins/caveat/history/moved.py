"""A page that changed since the last release says so in its history."""

from collections.abc import Iterator
from typing import Any

from caveat.content.problem import Problem
from caveat.history.archive import Archive
from caveat.history.passages import sections
from caveat.history.versions import counterpart
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.project import Examined

WITHOUT_NOTE = (
    "aliases", "approver", "attachments", "history", "law_as_at", "lead", "owner", "related", "review_by", "reviewer",
    "sources", "superseded_by", "supersedes", "tags",
)  # fmt: skip
"""Fields that may change without a new version: how a page is found, kept and looked after, not what it says."""

_LEFT_OUT: dict[str, Any] = {
    **dict.fromkeys(WITHOUT_NOTE, True),
    # What a lesson changed elsewhere is said there, with its date.
    "operation": {"lessons": {"__all__": {"changed"}}},
}


def unmoved_problems(current: Examined, archive: Archive) -> Iterator[Problem]:
    """Pages of an edition whose history does not tell of what changed since its last release."""
    if archive.is_released or not archive.releases:
        return
    last = archive.releases[-1]
    edition = current.view.edition.name
    for entry in Catalogue(current.view).entries:
        before = counterpart(entry, last.catalogue)
        if before is None or not before.fields.history:
            continue
        place = entry.page.where("history")
        kept = {(each.version, each.date, each.kind) for each in entry.fields.history}
        if any((each.version, each.date, each.kind) not in kept for each in before.fields.history):
            message = (
                f"the release of {last.date} has an entry here that is gone or changed; put it back: what was released"
                " stays in the history"
            )
            yield Problem(place, "history-rewritten", message)
        elif entry.version == before.version and _has_changed(entry, current, before, last.examined):
            message = (
                f"the {edition} edition of this page has changed since its release of {last.date}; add an entry with a"
                " new version that says what changed"
            )
            yield Problem(place, "history-not-moved", message)


def _has_changed(entry: Entry, current: Examined, before: Entry, then: Examined) -> bool:
    one, two = (each.fields.model_dump(exclude=_LEFT_OUT) for each in (entry, before))
    # Where a link leads is no change of what a page says: other pages move.
    return one != two or sections(current.pages[entry.uri].text) != sections(then.pages[before.uri].text)
