"""The history of a product: its versions, and what changed from each to the next."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from caveat.content.findings import counted
from caveat.history.archive import Archive
from caveat.history.passages import converted, sections
from caveat.history.redline import ChangedSection, compare, marked
from caveat.history.versions import Version, versions
from caveat.projection.address import href, to_root
from caveat.projection.anchors import anchors_of
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.markup import badge, link, time
from caveat.projection.project import Examined
from caveat.projection.staged import StagedPage

FOLDER = "history/"
"""Where these pages stand in the site."""


_COLUMNS = ("Version", "Date", "Text", "Compared with the version before")


def history_address(entry: Entry) -> str:
    """The address of a product's history page."""
    return f"{FOLDER}{entry.fields.id}.md"


def redline_address(entry: Entry, version: str) -> str:
    """The address of the comparison of a version with the one before."""
    return f"{FOLDER}{entry.fields.id}/{version}.md"


def product_pages(catalogue: Catalogue, current: Examined, archive: Archive) -> Iterator[StagedPage]:
    """The history page of every product, and the comparisons of the versions whose text a release has kept."""
    for entry in (*catalogue.products, *catalogue.gone):
        known = versions(entry, current, archive)
        compared = {newer.entry.version: older for newer, older in _pairs(known)}
        yield _history(catalogue, entry, known, compared)
        for version in known:
            if version.entry.version in compared:
                yield _redline(catalogue, entry, version, compared[version.entry.version])


def _pairs(known: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Each version with a text, and the newest one before it that has a text too."""
    kept = [version for version in known if version.address]
    yield from pairwise(kept)


def _history(catalogue: Catalogue, entry: Entry, known: Sequence[Version], compared: dict[str, Version]) -> StagedPage:
    uri = history_address(entry)
    now = _anchors(known[0].text) if known else frozenset()
    rows = "\n".join(_row(entry, uri, version, compared, now) for version in known)
    columns = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _COLUMNS)
    body = (
        '<table class="library stack" role="table">\n<caption class="vh">Versions, newest first</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n'
    )
    lead = "Every version of this page that this edition may see. The text is kept from the first release that had it."
    return _page(catalogue, entry, uri, f"History of {entry.fields.title}", lead, body)


def _anchors(text: str) -> frozenset[str]:
    return frozenset(anchors_of(converted(text))) if text else frozenset()


def _row(entry: Entry, uri: str, version: Version, compared: dict[str, Version], now: frozenset[str]) -> str:
    """A version. It names the paragraphs that only earlier texts have, for whoever follows an old citation."""
    change = version.entry
    kind = "" if change.kind == "major" else " " + badge("minor", "minor")
    text = "not kept in a release"
    if version.address:
        words = "in force" if version.address == entry.uri and entry.in_force else f"version {change.version}"
        text = link(href(uri, version.address), words)
    older = compared.get(change.version)
    redline = ""
    if older:
        target = href(uri, redline_address(entry, change.version))
        redline = link(target, f"{change.version} against {older.entry.version}")
    anchors = " ".join(sorted(_anchors(version.text) - now))
    gone = f' data-anchors="{anchors}"' if anchors else ""
    cells = "".join(
        f'<td role="cell" data-label="{name}">{words}</td>'
        for name, words in (("Date", time(change.date)), ("Text", text), ("Compared", redline))
    )
    return (
        f'<tr role="row"{gone}><th role="rowheader" scope="row">{escape(change.version)}{kind}'
        f'<span class="library__note">{escape(change.change)}</span></th>{cells}</tr>'
    )


def _redline(catalogue: Catalogue, entry: Entry, newer: Version, older: Version) -> StagedPage:
    uri = redline_address(entry, newer.entry.version)
    changed = compare(sections(older.text), sections(newer.text))
    parts = [f'<div class="redline">\n{_section(each)}\n</div>' for each in changed if each.is_changed]
    body = "\n\n".join((f"<p>{_notes(entry, newer, older)}</p>", *(parts or ["<p>The text is the same.</p>"])))
    title = f"{entry.fields.title}: version {newer.entry.version} against {older.entry.version}"
    return _page(catalogue, entry, uri, title, _counts(changed), body + "\n")


def _notes(entry: Entry, newer: Version, older: Version) -> str:
    """What the history says of every step from the older version to the newer."""
    numbers = [each.version for each in entry.fields.history]
    steps = entry.fields.history[numbers.index(newer.entry.version) : numbers.index(older.entry.version)]
    return " ".join(f"<b>{escape(step.version)}</b>, {time(step.date)}: {escape(step.change)}" for step in steps)


def _counts(changed: Sequence[ChangedSection]) -> str:
    kinds = [block.change for section in changed for block in section.blocks]
    told = [f"{counted(kinds.count(kind), 'passage')} {kind}" for kind in ("reworded", "inserted", "deleted")]
    return f"{', '.join(told)}. Sections without a change are left out."


def _section(section: ChangedSection) -> str:
    title = escape(section.title or "Before the first heading")
    if section.change != "same":
        element = "ins" if section.change == "inserted" else "del"
        title = f'<{element}><span class="vh">[{section.change}: </span>{title}<span class="vh">]</span></{element}>'
    blocks = "\n".join(f'<p class="redline__{block.kind}">{marked(block)}</p>' for block in section.blocks)
    return f"<h2>{title}</h2>\n{blocks}"


def _page(catalogue: Catalogue, entry: Entry, uri: str, title: str, lead: str, body: str) -> StagedPage:
    fields = entry.fields
    crumbs = [{"title": "Home", "href": href(uri, "index.md")}, {"title": fields.title, "href": href(uri, entry.uri)}]
    if uri != history_address(entry):
        crumbs.append({"title": "History", "href": href(uri, history_address(entry))})
    data: dict[str, Any] = {
        "kind": "list",
        "marking": fields.marking,
        "handling": fields.handling or catalogue.view.edition.handling,
        "crumbs": crumbs,
        "lead": lead,
    }
    kept = {name: value for name, value in data.items() if value}
    always = {"sensitive": fields.marking != "OFFICIAL", "root": to_root(uri)}
    return StagedPage(uri, title, "", kept | always, body)
