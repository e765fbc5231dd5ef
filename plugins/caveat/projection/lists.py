"""Lists of an edition's pages: the library, one page for each type and term, folders, A to Z, what is new, the law."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from caveat.content.front_matter import HistoryEntry
from caveat.projection.address import href
from caveat.projection.catalogue import FRESH_DAYS, Catalogue, Entry
from caveat.projection.law import act_of, natural_order, provision_anchor
from caveat.projection.markup import badge, item, link, link_list, long_date, month, time
from caveat.projection.view import VisibleEntry

NEWS = 100
"""How many of the newest changes the page of changes and the feed list."""
FEED = "feed.xml"
"""Address of the feed of changes."""

FACETS: Mapping[str, str] = {
    "type": "type",
    "exploitation": "exploitation",
    "audience": "for",
    "stage": "stage",
    "sector": "sector",
}
"""Vocabulary field to the folder of its pages."""


def library(catalogue: Catalogue, uri: str, entries: Sequence[Entry]) -> str:
    """The filter form, a table of products in force, those no longer in force. Without products: every page."""
    in_force = [entry for entry in entries if entry.in_force]
    gone = [entry for entry in entries if not entry.in_force]
    parts = []
    if in_force:
        parts += [_filters(catalogue, in_force), _table(catalogue, uri, in_force)]
    if gone:
        lines = (item(href(uri, entry.uri), entry.fields.title, _fate(catalogue, entry)) for entry in gone)
        parts += ['<h2 id="gone" class="section-head">No longer in force</h2>', link_list(lines)]
    return "\n\n".join(parts or [plain_pages(catalogue, uri)]) + "\n"


def plain_pages(catalogue: Catalogue, uri: str) -> str:
    """Every page of the edition as a list of links: how a library without products is shown."""
    lines = [item(href(uri, entry.uri), entry.fields.title, entry.fields.summary) for entry in catalogue.entries]
    return link_list(lines) if lines else "Nothing in this edition yet."


def _filters(catalogue: Catalogue, entries: Sequence[Entry]) -> str:
    selects = "\n".join(
        _select(catalogue, field, name, every, entries)
        for field, name, every in (
            ("type", "Type", "All types"),
            ("exploitation", "Exploitation", "Any"),
            ("audience", "I am a", "Anyone"),
        )
    )
    return (
        '<form class="toolbar" role="search" aria-label="Filter the library" data-filters hidden>\n'
        '<div class="toolbar__words"><label for="f-words">Words in title, summary or reference</label>'
        '<input id="f-words" name="words" type="search" autocomplete="off" spellcheck="false"></div>\n'
        f"{selects}\n"
        '<div><label for="f-sort">Sort by</label><select id="f-sort" name="sort"><option value="title">Title</option>'
        '<option value="updated" data-order="descending">Updated, newest first</option>'
        '<option value="review">Review by, soonest first</option><option value="reference">Reference</option>'
        '</select></div>\n</form>\n<p class="library__count" role="status" data-count></p>'
    )


def _select(catalogue: Catalogue, field: str, name: str, every: str, entries: Iterable[Entry]) -> str:
    used = {term for entry in entries for term in terms_of(entry, field)}
    options = "".join(
        f'<option value="{escape(term)}">{escape(words.label)}</option>'
        for term, words in catalogue.view.terms.get(field, {}).items()
        if term in used
    )
    return (
        f'<div><label for="f-{field}">{escape(name)}</label><select id="f-{field}" name="{field}">'
        f'<option value="">{escape(every)}</option>{options}</select></div>'
    )


def _table(catalogue: Catalogue, uri: str, entries: Sequence[Entry]) -> str:
    columns = (
        ("Title", ' data-sort="title" aria-sort="ascending"'),
        ("Reference", ' data-sort="reference"'),
        ("Type", ""),
        ("Updated", ' data-sort="updated"'),
        ("Review by", ' data-sort="review"'),
    )
    head = "".join(f'<th role="columnheader" scope="col"{sort}>{name}</th>' for name, sort in columns)
    rows = "\n".join(_row(catalogue, uri, entry) for entry in entries)
    return (
        f'<table class="library stack" role="table" data-total="{len(entries)}">\n'
        '<caption class="vh">Items in force</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )


def _row(catalogue: Catalogue, uri: str, entry: Entry) -> str:
    fields = entry.fields
    updated, review = entry.updated, fields.review_by
    data = {
        "title": fields.title.casefold(),
        "reference": fields.id,
        "type": fields.type,
        "exploitation": " ".join(fields.exploitation),
        "audience": " ".join(fields.audience),
        "updated": updated.isoformat() if updated else "",
        "review": review.isoformat() if review else "",
        "status": "force",
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    badges = "".join(f" {badge(kind, words)}" for kind, words in entry.badges)
    note = f'<span class="library__note">{escape(fields.summary)}</span>' if fields.summary else ""
    return (
        f'<tr role="row"{attributes}><th role="rowheader" scope="row">'
        f"{link(href(uri, entry.uri), fields.title)}{badges}{note}</th>"
        f'<td role="cell" class="ref">{escape(fields.id)}</td>'
        f'<td role="cell">{escape(catalogue.label("type", fields.type))}</td>'
        f'<td role="cell" data-label="Updated">{time(updated, short=True) if updated else ""}</td>'
        f'<td role="cell" data-label="Review by">{time(review, short=True) if review else ""}</td></tr>'
    )


def _fate(catalogue: Catalogue, entry: Entry) -> str:
    ended = entry.ended.date if entry.ended else None
    day = entry.fields.expires if entry.state == "expired" else ended
    since = f" {long_date(day)}" if day else ""
    successor = catalogue.by_id.get(entry.fields.superseded_by or entry.fields.absorbed_into)
    return f"{entry.state.capitalize()}{since}" + (f" by {successor.fields.title}" if successor else "")


def terms_of(entry: Entry, field: str) -> tuple[str, ...]:
    """The terms of a vocabulary field that a page carries."""
    return (entry.fields.type,) if field == "type" else getattr(entry.fields, field)


def by_term(catalogue: Catalogue, field: str) -> Mapping[str, Sequence[Entry]]:
    """Term to the products that carry it, in the order of the vocabulary."""
    found: dict[str, list[Entry]] = {term: [] for term in catalogue.view.terms.get(field, {})}
    for entry in (*catalogue.products, *catalogue.gone):
        for term in terms_of(entry, field):
            found.setdefault(term, []).append(entry)
    return {term: entries for term, entries in found.items() if entries}


def folder(catalogue: Catalogue, name: str) -> str:
    """A folder's pages and the folders in it."""
    uri = f"{name}/index.md"
    folders = sorted(each for each in catalogue.folders if posixpath.dirname(each) == name and each)
    lines = [
        item(href(uri, f"{each}/index.md"), catalogue.folder_title(each), _pages(catalogue.pages_below[each]))
        for each in folders
    ]
    lines += [
        item(
            href(uri, entry.uri), entry.fields.title, entry.fields.summary or catalogue.label("type", entry.fields.type)
        )
        for entry in catalogue.folders[name]
        if entry.uri != uri
    ]
    return link_list(lines) + "\n"


def _pages(count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'}"


def a_to_z(catalogue: Catalogue, uri: str) -> str:
    """Every page of the edition under the first letter of its title."""
    groups = [(letter, list(group)) for letter, group in groupby(catalogue.entries, key=_letter)]
    merged: dict[str, list[Entry]] = {}
    for letter, group in groups:
        merged.setdefault(letter, []).extend(group)
    letters = sorted(merged)
    links = "".join(f"<li>{link('#' + _letter_id(letter), letter)}</li>" for letter in letters)
    parts = [f'<nav class="letters" aria-label="Letters"><ul>{links}</ul></nav>']
    for letter in letters:
        anchor = _letter_id(letter)
        lines = (item(href(uri, entry.uri), entry.fields.title, _kind(catalogue, entry)) for entry in merged[letter])
        parts.append(
            f'<section class="letter" aria-labelledby="{anchor}"><h2 id="{anchor}">{letter}</h2>\n'
            f"{link_list(lines)}\n</section>"
        )
    return "\n\n".join(parts) + "\n"


def _letter(entry: Entry) -> str:
    first = entry.fields.title[:1].upper()
    return first if first.isalpha() and first.isascii() else "#"


def _letter_id(letter: str) -> str:
    return letter.lower() if letter.isalpha() else "other"


def _kind(catalogue: Catalogue, entry: Entry) -> str:
    if entry.fields.type == "page":
        return ""
    state = "" if entry.in_force else f", {entry.state}"
    return catalogue.label("type", entry.fields.type) + state


def newest_changes(catalogue: Catalogue) -> Sequence[tuple[Entry, HistoryEntry]]:
    """Every change of a product that the edition may see, newest first."""
    changes = [(entry, change) for entry in (*catalogue.products, *catalogue.gone) for change in entry.fields.history]
    return sorted(changes, key=lambda each: (-each[1].date.toordinal(), *each[0].key()))


def news_items(catalogue: Catalogue, uri: str, most: int) -> list[tuple[str, str]]:
    """Month and HTML of the newest changes, newest first."""
    changes = newest_changes(catalogue)[:most]
    return [(month(change.date), _news(catalogue, uri, entry, change)) for entry, change in changes]


def _news(catalogue: Catalogue, uri: str, entry: Entry, change: HistoryEntry) -> str:
    day, version, text = change.date, change.version, change.change
    fresh, first = (catalogue.as_at - day).days <= FRESH_DAYS, change is entry.fields.history[-1]
    mark = badge(*(("new", "NEW") if first else ("updated", "UPDATED"))) if fresh else ""
    state = "" if entry.in_force else f" · {entry.state}"
    return (
        f'<li><div class="news__when">{time(day)} {mark}</div><div class="news__what">'
        f'{link(href(uri, entry.uri), entry.fields.title)}<p class="small muted">'
        f"{escape(catalogue.label('type', entry.fields.type))} · version {escape(version)}{state}</p>"
        f'<p class="small">{escape(text)}</p></div></li>'
    )


def news(catalogue: Catalogue, uri: str) -> str:
    """The newest changes by month."""
    found = news_items(catalogue, uri, NEWS)
    if not found:
        return "No page of this edition has a history yet.\n"
    parts = []
    for name, group in groupby(found, key=lambda each: each[0]):
        lines = "\n".join(html for _, html in group)
        parts.append(f'## {name}\n\n<ul class="news">\n{lines}\n</ul>')
    if not catalogue.view.archived:
        parts.append(f"Programs that read feeds find these changes in {link(FEED, 'the feed of this edition')} (Atom).")
    return "\n\n".join(parts) + "\n"


def law(catalogue: Catalogue, uri: str) -> str:
    """Every provision that a page cites, by Act, with the pages that cite it."""
    acts: dict[str, list[str]] = {}
    for provision in catalogue.citing:
        acts.setdefault(act_of(provision), []).append(provision)
    parts = list(_acts(catalogue, uri, acts))
    return "\n\n".join(parts) + "\n" if parts else "No page of this edition cites legislation.\n"


def _acts(catalogue: Catalogue, uri: str, acts: Mapping[str, list[str]]) -> Iterator[str]:
    titles = {act: catalogue.view.acts.get(act, act) for act in acts}
    for act in sorted(acts, key=lambda each: (titles[each].casefold(), each)):
        yield f"## {titles[act]} {{#act-{provision_anchor(act)}}}"
        for provision in sorted(acts[act], key=natural_order):
            anchor = provision_anchor(provision)
            words = catalogue.view.provisions.get(provision, "")
            lines = (
                item(href(uri, entry.uri), entry.fields.title, _kind(catalogue, entry))
                for entry in catalogue.citing[provision]
            )
            yield (
                f'<section class="provision" aria-labelledby="{anchor}"><h3 id="{anchor}">{escape(provision)}</h3>'
                f"{f'<p>{escape(words)}</p>' if words else ''}\n{link_list(lines)}\n</section>"
            )


def glossary(catalogue: Catalogue) -> str:
    """Abbreviations and terms, by name; a short form with several meanings has a line for each."""
    lines = []
    for anchor, entry in glossary_places(catalogue):
        long = f" <span>{escape(entry.long)}</span>" if entry.long else ""
        lines.append(
            f'<div id="{anchor}"><dt>{escape(entry.short or entry.term)}{long}</dt>'
            f"<dd>{escape(entry.meaning)}</dd></div>"
        )
    return '<dl class="glossary">\n' + "\n".join(lines) + "\n</dl>\n" if lines else ""


def glossary_places(catalogue: Catalogue) -> Iterator[tuple[str, VisibleEntry]]:
    """The glossary's entries in order, each with its anchor on the glossary page."""
    seen: Counter[str] = Counter()
    for entry in sorted(
        catalogue.view.glossary, key=lambda each: ((each.short or each.term).casefold(), each.long, each.meaning)
    ):
        anchor = provision_anchor(entry.short or entry.term)
        seen[anchor] += 1
        yield anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}", entry
