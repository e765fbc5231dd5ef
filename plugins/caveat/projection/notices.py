"""What a page says of itself above its title or text: out of force, expired, its law or its review out of date."""

from html import escape
from typing import Any

from caveat.projection.address import href
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.law import changes
from caveat.projection.markup import long_date


def expiry(entry: Entry) -> dict[str, str] | None:
    """What a bulletin with a last day says of it, and what it says from the day after on, by the reader's clock."""
    last = entry.fields.expires
    if not last or not entry.in_force:
        return None
    note = f"In force until {long_date(last)}. After that day it is marked as expired: do not rely on it then."
    return {"date": last.isoformat(), "note": note, **_expired(entry)}


def _expired(entry: Entry) -> dict[str, str]:
    last, owner = entry.fields.expires, entry.fields.owner
    day = long_date(last) if last else ""
    text = f"It was for a limited time. Ask the owner what holds now: {owner}."
    return {"title": f"Expired on {day}: do not rely on this page", "text": text}


def banner(catalogue: Catalogue, entry: Entry) -> dict[str, Any] | None:
    """What a page that is no longer in force says first: since when, why, and what takes its place."""
    fields = entry.fields
    if entry.in_force or entry.state == "draft":
        return None
    ended = entry.ended
    since = f" since {long_date(ended.date)}" if ended else ""
    title = f"{entry.state.capitalize()}{since}: do not follow this page"
    said: dict[str, Any] = {"kind": entry.state, "title": title, "text": fields.withdrawn_because}
    if entry.state == "expired":
        said |= _expired(entry)
    successor = catalogue.by_id.get(fields.superseded_by or fields.absorbed_into)
    if successor:
        how = "Now part of" if fields.absorbed_into else "Replaced by"
        said["text"] = f"{how} {successor.fields.id}. Kept so that earlier decisions can be understood."
        # The first entry tells of the publication: alone, it says nothing of what came after.
        if ended and ended is not fields.history[-1]:
            said["why"] = ended.change
    # A page that is withdrawn or expired names no successor, but another page may say that it supersedes it.
    successor = successor or catalogue.superseding.get(fields.id)
    if successor:
        said["link"] = {"title": successor.fields.title, "href": href(entry.uri, successor.uri)}
    return said


def law_has_changed(catalogue: Catalogue, entry: Entry) -> str:
    """HTML for a page whose law was last checked before it changed; else nothing."""
    stated = entry.fields.law_as_at
    if not stated:
        return ""
    found = changes(entry.fields.legislation, catalogue.view.law_changed, after=stated, until=catalogue.as_at)
    if not found:
        return ""
    listed = ", ".join(f"{escape(name)} on {long_date(day)}" for name, day in found.items())
    return (
        '<div class="banner banner--care"><p class="banner__title">The law has changed since</p>'
        f"<p>{listed}. This page states the law as at {long_date(stated)}.</p></div>"
    )


def review_is_overdue(entry: Entry) -> str:
    """HTML for a page in force whose review was due before the edition's own date; else nothing."""
    review = entry.fields.review_by
    if not entry.overdue or not review:
        return ""
    return (
        '<div class="banner banner--care"><p class="banner__title">Review overdue</p>'
        f"<p>Review was due {long_date(review)}. "
        "Still in force; check with the owner before you rely on it.</p></div>"
    )
