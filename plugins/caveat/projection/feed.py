"""The edition's newest changes as an Atom feed: `feed.xml` beside the home page (RFC 4287).

Ids are `tag:` addresses (RFC 4151), which need no site: `tag:guidance.example.org,2026:partner/MS-GDN-001/1.4` is the
entry of a version in an edition. Their authority is the host of `site_url`. A library without an address uses
`caveat.invalid`, a name that RFC 2606 keeps from ever belonging to anybody: its ids are unique among the feeds of one
library, which is all that a copy on a disk can promise. The year is that of this form, the same for all, so that an id
lasts when the date of a change is corrected.

Addresses are relative to the feed, so that it works wherever a copy lies. Where the site has an address, `xml:base`
says so for readers that have lost the feed's own.
"""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from caveat.content.front_matter import HistoryEntry
from caveat.projection.address import page_address
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.lists import FEED, NEWS, newest_changes

NOBODY = "caveat.invalid"
"""The authority of ids where a site has no address."""
_ATOM = "http://www.w3.org/2005/Atom"
_MINTED = "2026"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_STATES = {
    "current": "In force",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
    "draft": "Draft",
}


def feed(catalogue: Catalogue) -> bytes:
    """The newest changes that the edition may see, newest first, as Atom in UTF-8."""
    view, home = catalogue.view, page_address("new.md")
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": view.language})
    _text(root, "id", _tag(catalogue, FEED))
    _text(root, "title", f"{view.site_name}: what is new")
    _text(root, "subtitle", view.edition.title)
    _text(root, "updated", _instant(catalogue.as_at))
    _text(SubElement(root, "author"), "name", view.site_name)
    # What leaves the page leaves its markings: the feed and each entry bring their own.
    _text(root, "rights", _sentences(catalogue.highest_marking(), view.edition.handling))
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    if view.site_url:
        root.set("xml:base", view.site_url)
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": view.site_url + FEED})
    _entries(root, catalogue, newest_changes(catalogue)[:NEWS])
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _sentences(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)


def _entries(root: Element, catalogue: Catalogue, changes: Sequence[tuple[Entry, HistoryEntry]]) -> None:
    for entry, change in changes:
        fields, at = entry.fields, SubElement(root, "entry")
        _text(at, "id", _tag(catalogue, f"{fields.id}/{change.version}"))
        _text(at, "title", f"{fields.title} ({fields.id}, version {change.version})")
        _text(at, "updated", _instant(change.date))
        SubElement(at, "link", {"rel": "alternate", "type": "text/html", "href": page_address(entry.uri)})
        SubElement(at, "category", {"term": entry.state, "label": _STATES[entry.state]})
        SubElement(at, "category", {"term": fields.type, "label": catalogue.label("type", fields.type)})
        _text(at, "summary", change.change)
        _text(at, "rights", _sentences(fields.marking, fields.handling or catalogue.view.edition.handling))


def _text(above: Element, name: str, words: str) -> None:
    SubElement(above, name).text = words


def _tag(catalogue: Catalogue, what: str) -> str:
    """The `tag:` address of something in the edition; every character of it is one that RFC 4151 allows."""
    host = urlsplit(catalogue.view.site_url).hostname or ""
    return f"tag:{host if _HOST.fullmatch(host) else NOBODY},{_MINTED}:{catalogue.view.edition.name}/{what}"


def _instant(day: date) -> str:
    """A day as a date-time of RFC 3339: its beginning in UTC, as a change has no hour."""
    return f"{day.isoformat()}T00:00:00Z"
