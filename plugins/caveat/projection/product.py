"""What a page shows around and after its own text: document control, lists of law and sources, history."""

from collections.abc import Iterator
from html import escape
from typing import Any

from caveat.content.front_matter import HistoryEntry
from caveat.projection.address import href, to_root
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.law import provision_anchor
from caveat.projection.markup import badge, link, link_list, long_date, time
from caveat.projection.notices import banner, expiry, law_has_changed, review_is_overdue

_STATUS = {
    "current": ("force", "IN FORCE"),
    "superseded": ("superseded", "SUPERSEDED"),
    "withdrawn": ("withdrawn", "WITHDRAWN"),
    "expired": ("expired", "EXPIRED"),
    "draft": ("draft", "DRAFT"),
}
_COMPACT = ("aide-memoire", "first-contact")


def page_data(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """What the template of a content page is given. Empty fields are left out, never shown as blank."""
    fields, product = entry.fields, entry.fields.type != "page"
    data: dict[str, Any] = {
        "kind": "product" if product else "page",
        "lead": fields.summary,
        "ref": fields.id,
        "marking": fields.marking,
        "handling": fields.handling or catalogue.view.edition.handling,
        "sensitive": fields.marking != "OFFICIAL",
        "root": to_root(entry.uri),
        "crumbs": catalogue.crumbs(entry.uri),
        "badges": [{"kind": kind, "label": words} for kind, words in entry.badges],
    }
    if product:
        kind, words = _STATUS[entry.state]
        data |= {
            "kind_line": _kind_line(catalogue, entry),
            "status": {"kind": kind, "label": words},
            "control": [{key: value for key, value in each.items() if value} for each in _control(catalogue, entry)],
            "banner": banner(catalogue, entry),
            "expiry": expiry(entry),
            "parts": _parts(catalogue, entry),
            "lessons": _lessons(catalogue, entry),
            "related": _related(catalogue, entry),
            "cite": _cite(catalogue, entry),
            "compact": fields.type in _COMPACT,
        }
    return {key: value for key, value in data.items() if value or key in ("root", "sensitive")}


def _kind_line(catalogue: Catalogue, entry: Entry) -> str:
    fields, line = entry.fields, catalogue.label("type", entry.fields.type)
    parts = catalogue.series.get(fields.series, ())
    return f"{line}, part {fields.part} of {len(parts)}" if fields.part and entry in parts else line


def _control(catalogue: Catalogue, entry: Entry) -> Iterator[dict[str, Any]]:
    """The document control block: a fixed order, the same on every product."""
    fields = entry.fields
    if entry.version:
        yield {"label": "Version", "value": entry.version}
    dated = (
        ("Updated", entry.updated),
        ("Published", entry.published),
        ("Review by", fields.review_by),
        ("Law as at", fields.law_as_at),
        ("Expires", fields.expires),
    )
    yield from ({"label": name, "value": long_date(day), "date": day.isoformat()} for name, day in dated if day)
    proceedings = fields.proceedings
    if proceedings and proceedings.status != "none":
        end = f" until {long_date(proceedings.until)}" if proceedings.until else ""
        yield {"label": "Proceedings", "value": proceedings.status.capitalize() + end}
    vocabularies = (("For", "audience"), ("Stage", "stage"), ("Exploitation", "exploitation"), ("Threat", "threat"))
    wide = [(name, catalogue.labels(field, getattr(fields, field))) for name, field in vocabularies]
    wide += [
        ("Replaces", ", ".join(_replaced(catalogue, entry))),
        ("Owner", fields.owner),
        ("Lead", fields.lead),
        ("Approved by", fields.approver),
        ("Marking", fields.marking),
    ]
    yield from ({"label": name, "value": text, "wide": True} for name, text in wide if text)


def _replaced(catalogue: Catalogue, entry: Entry) -> Iterator[str]:
    """Ids that this page has taken the place of: those of pages that the edition has, and those that no page has."""
    gone = catalogue.replaced_by.get(entry.fields.id, ())
    named = (name for name in entry.fields.supersedes if name in catalogue.by_id)
    yield from dict.fromkeys((*named, *(each.fields.id for each in gone), *entry.fields.former_ids))


def _parts(catalogue: Catalogue, entry: Entry) -> dict[str, Any] | None:
    parts = catalogue.series.get(entry.fields.series, ())
    if entry not in parts or len(parts) < 2:
        return None
    items = [
        {
            "title": f"{part.fields.part}. {part.fields.title}",
            "href": href(entry.uri, part.uri),
            "current": part is entry,
        }
        for part in parts
    ]
    return {"title": "Parts of this guide", "items": items}


def _lessons(catalogue: Catalogue, entry: Entry) -> list[dict[str, str]]:
    found = []
    for debrief, number, lesson, what in catalogue.lessons.get(entry.fields.id, ()):
        note = f"{debrief.fields.title} · changed “{what}”" if what else debrief.fields.title
        found.append({"title": lesson, "href": href(entry.uri, f"{debrief.uri}#lesson-{number}"), "note": note})
    return found


def _related(catalogue: Catalogue, entry: Entry) -> list[dict[str, str]]:
    """Pages this one names and pages that name it, of those the edition has."""
    named = [catalogue.by_id[name] for name in entry.fields.related if name in catalogue.by_id]
    naming = [other for other in catalogue.related_from.get(entry.fields.id, ()) if other.in_force]
    parts = catalogue.series.get(entry.fields.series, ())
    return [
        {
            "title": other.fields.title,
            "href": href(entry.uri, other.uri),
            "note": catalogue.label("type", other.fields.type),
        }
        for other in dict.fromkeys((*named, *naming))
        if other is not entry and other not in parts
    ]


def _cite(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    updated = f", {long_date(entry.updated)}" if entry.updated else ""
    version = f", version {entry.version}" if entry.version else ""
    edition = catalogue.view.edition.title
    text = f"{entry.fields.id}{version}, {edition[:1].lower() + edition[1:]}{updated}."
    return {"text": text, "link": f"id/{entry.fields.id}.html"}


def before(catalogue: Catalogue, entry: Entry) -> str:
    """What stands above a page's own text."""
    parts = [law_has_changed(catalogue, entry), review_is_overdue(entry)]
    operation = entry.fields.operation
    if operation and operation.figures:
        figures = "".join(
            f"<div><dt>{escape(each.label)}</dt><dd>{escape(each.value)}</dd></div>" for each in operation.figures
        )
        parts.append(f'<dl class="figures">{figures}</dl>')
    if operation:
        parts.append(_operation(operation.model_dump()))
    return "".join(f"{part}\n\n" for part in parts if part)


def _operation(operation: dict[str, Any]) -> str:
    rows = (
        ("Operation", operation["name"]),
        ("Led by", operation["lead"]),
        ("With", ", ".join(operation["partners"])),
        ("When", operation["dates"]),
        ("Outcome", operation["outcome"]),
    )
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in rows if text)
    return f'<dl class="facts">{cells}</dl>' if cells else ""


def after(catalogue: Catalogue, entry: Entry, files: dict[str, tuple[str, int]]) -> str:
    """What stands below a page's own text. `files` maps the address of each download to its title and size in bytes."""
    sections = (
        ("Good practice", "good-practice", _good_practice(entry)),
        ("Lessons", "lessons", _lesson_list(catalogue, entry)),
        ("Downloads", "downloads", _downloads(entry, files)),
        ("Legislation", "legislation", _legislation(catalogue, entry)),
        ("Sources", "sources", _sources(entry)),
        ("How this page was made", "provenance", _provenance(entry)),
        ("History", "history", _history(entry)),
    )
    return "".join(f"\n\n## {title} {{#{anchor}}}\n\n{html}\n" for title, anchor, html in sections if html)


def _good_practice(entry: Entry) -> str:
    practice = entry.fields.operation.good_practice if entry.fields.operation else ()
    lines = "\n".join(f"<li>{escape(text)}</li>" for text in practice)
    return f'<ul class="worked">\n{lines}\n</ul>' if practice else ""


def _lesson_list(catalogue: Catalogue, entry: Entry) -> str:
    if not entry.fields.operation:
        return ""
    return "\n\n".join(
        _lesson(catalogue, entry, number, lesson.lesson, lesson.changed)
        for number, lesson in enumerate(entry.fields.operation.lessons, 1)
    )


def _lesson(catalogue: Catalogue, entry: Entry, number: int, text: str, changes: Any) -> str:
    anchor = f"lesson-{number}"
    lines = "".join(
        f"<li>{link(href(entry.uri, target.uri), target.fields.title)}"
        + (f": {escape(change.what)}" if change.what else "")
        + (f' <span class="muted">changed {long_date(change.date)}</span>' if change.date else "")
        + "</li>"
        for change in changes
        if (target := catalogue.by_id.get(change.page))
    )
    changed = f'<div class="lesson__change"><p><b>Guidance it changed</b></p><ul>{lines}</ul></div>' if lines else ""
    ref = f'<p class="lesson__ref"><span class="ref">{escape(entry.fields.id)}/L{number}</span></p>'
    return (
        f'<section class="lesson" aria-labelledby="{anchor}"><div class="lesson__text">{ref}'
        f'<h3 id="{anchor}">{escape(text)}</h3></div>{changed}</section>'
    )


def _downloads(entry: Entry, files: dict[str, tuple[str, int]]) -> str:
    if not files:
        return ""
    lines = []
    for uri, (title, size) in sorted(files.items()):
        kind = uri.rpartition(".")[2].upper()
        target = "../" * entry.uri.count("/") + uri
        amount = f"{-(-size // 1000)} kB"
        lines.append(f'<li><a href="{escape(target)}" download>{escape(title)}</a><span>{kind}, {amount}</span></li>')
    return link_list(lines)


def _legislation(catalogue: Catalogue, entry: Entry) -> str:
    lines = []
    for provision in entry.fields.legislation:
        target = href(entry.uri, f"law.md#{provision_anchor(provision)}")
        words = catalogue.view.provisions.get(provision) or catalogue.view.acts.get(provision, "")
        lines.append(f"<li>{link(target, provision)} <span>{escape(words)}</span></li>")
    return '<ul class="laws plain">\n' + "\n".join(lines) + "\n</ul>" if lines else ""


def _sources(entry: Entry) -> str:
    """Each document once, with the parts of it that the page rests on."""
    sections: dict[tuple[str, str], list[str]] = {}
    for source in entry.fields.sources:
        sections.setdefault((source.title, source.url), []).append(source.section)
    lines = []
    for (title, url), names in sections.items():
        parts = "; ".join(escape(name) for name in names if name)
        where = f" <span>{parts}</span>" if parts else ""
        lines.append(f"<li><cite>{link(url, title) if url else escape(title)}</cite>{where}</li>")
    return '<ul class="sources plain">\n' + "\n".join(lines) + "\n</ul>" if lines else ""


def _provenance(entry: Entry) -> str:
    fields, lines = entry.fields, []
    if fields.consulted:
        lines.append(f"<li>Consulted: {escape(', '.join(fields.consulted))}</li>")
    checks = (
        ("Read by people with lived experience", fields.lived_experience_review),
        ("Legal check", fields.legal_check),
    )
    lines += [f"<li>{name}: {escape(check.body)}, {time(check.date)}</li>" for name, check in checks if check]
    return '<ul class="checks">\n' + "\n".join(lines) + "\n</ul>" if lines else ""


def _history(entry: Entry) -> str:
    if not entry.fields.history:
        return ""
    rows = "\n".join(map(_history_row, entry.fields.history))
    return (
        '<div class="scroll" role="group" aria-label="Versions of this page, newest first" tabindex="0">'
        '<table class="history"><thead><tr><th scope="col">Version</th><th scope="col">Date</th>'
        f'<th scope="col">Change</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    )


def _history_row(entry: HistoryEntry) -> str:
    kind = "" if entry.kind == "major" else " " + badge("minor", "minor")
    version = f'<th scope="row">{escape(entry.version)}</th>'
    return f"<tr>{version}<td>{time(entry.date)}</td><td>{escape(entry.change)}{kind}</td></tr>"
