"""Mutations of the fields that only other editions of a shown page have, and of history entries that they alone see."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from caveat.assurance.proving.edits import FRONT, Mutation, Patch, Place
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Texts, flow, plain, quoted
from caveat.assurance.proving.yaml_text import NOTHING, Node, scalars, slots, whole_lines

TEXT_FIELDS = ("title", "summary", "handling", "owner", "lead", "approver", "reviewer", "withdrawn_because")
"""Fields that hold any line of text."""
_TEXT_LISTS = ("tags", "consulted")
_DATES = ("review_by", "law_as_at")
_TERMS = ("exploitation", "threat", "audience", "stage", "pillar", "sector", "forces", "agencies")
_OF_SEVERAL = ("history", "series", "status")
"""Fields whose other value brings further fields with it."""
_GUIDES = ("guidance", "investigation-guide")

_Maker = Callable[[Project, Document, str, Texts], str]
"""Makes a field's value for an edition of a page; nothing where it cannot."""


def _text(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    return quoted(texts.value())


def _texts(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    return plain([texts.word(), texts.value()])


def _day(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    return texts.day().isoformat()


def _check(_project: Project, document: Document, _edition: str, texts: Texts) -> str:
    return flow({"date": texts.day(), "body": texts.value()}) if document.kind != "page" else ""


def _sources(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    word = texts.word()
    return plain([{"title": texts.value(), "section": texts.value(), "url": f"https://example.org/{word}"}])


def _related(project: Project, document: Document, _edition: str, texts: Texts) -> str:
    names = [page.id for page in project.common if page.id != document.id]
    return plain(texts.shuffled(names)[:3]) if names else ""


def _aliases(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    return plain([f"{texts.word()}.md", f"old/{texts.word()}.html"])


def _former_ids(_project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    return plain([f"Q-{texts.word().upper()}"])


def _legislation(project: Project, _document: Document, _edition: str, texts: Texts) -> str:
    found = sorted({value for page in project.documents for value in page.front.words("legislation")})
    return plain(texts.shuffled(found)[:2]) if found else ""


def _marking(project: Project, _document: Document, edition: str, _texts: Texts) -> str:
    ceiling = project.editions.words(edition, "marking")
    return "OFFICIAL-SENSITIVE" if ceiling != ("OFFICIAL",) else ""


def _history(_project: Project, document: Document, _edition: str, texts: Texts) -> str:
    if document.kind == "page":
        return ""
    entry = {"version": "1.0", "date": texts.day(), "kind": "major", "change": texts.value()}
    newer = {"version": "1.1", "date": dt.date(2090, 1, 31), "kind": "minor", "change": texts.value()}
    return plain([newer, entry] if texts.random.random() < 0.5 else [entry])


def _series(project: Project, document: Document, _edition: str, texts: Texts) -> str:
    names = sorted({name for page in project.pages for name in page.front.words("series")})
    if document.kind not in _GUIDES or document.front.get("part"):
        return ""
    return f"{quoted(texts.random.choice(names) if names else texts.word())}\n    part: {texts.random.randrange(1, 9)}"


def _status(_project: Project, document: Document, _edition: str, texts: Texts) -> str:
    if document.front.words("status") not in ((), ("current",)):
        return ""
    return f"withdrawn\n    withdrawn_because: {quoted(texts.value())}"


def _term(name: str) -> _Maker:
    def terms(project: Project, _document: Document, edition: str, texts: Texts) -> str:
        pages = [page for page in project.documents if edition in page.editions and page.is_page]
        found = sorted({value for page in pages for value in page.front.words(name)})
        return plain(texts.shuffled(found)[: texts.random.choice((1, 2))]) if found else ""

    return terms


_MAKERS: Mapping[str, _Maker] = {
    **dict.fromkeys((name for name in TEXT_FIELDS if name != "withdrawn_because"), _text),
    **dict.fromkeys(_TEXT_LISTS, _texts),
    **dict.fromkeys(_DATES, _day),
    "aliases": _aliases,
    "former_ids": _former_ids,
    "history": _history,
    "legal_check": _check,
    "legislation": _legislation,
    "lived_experience_review": _check,
    "marking": _marking,
    "related": _related,
    "series": _series,
    "sources": _sources,
    "status": _status,
    **{name: _term(name) for name in _TERMS},
}
"""Every field that the prover can give to an edition, to what makes its value."""


def field_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A field that only another edition has, in the place of the page's own or beside it."""
    pages = texts.shuffled([page for page in project.pages if not page.front.flow])
    names = texts.shuffled(list(_MAKERS))
    for number, page in enumerate(pages * 4):
        name = names[number % len(names)]
        edition = _owner(project, page, name, texts)
        value = _MAKERS[name](project, page, edition, texts) if edition else ""
        if value and (patch := field_for(page, edition, name, value)):
            claims = frozenset({f"{page.path}#restricted"})
            yield Mutation("field added", Place(page.path, page.line_of(patch.start)), (patch,), claims=claims)


def _owner(project: Project, page: Document, name: str, texts: Texts) -> str:
    """An edition that can have a field of its own: one that lies within another has none that the wider one lacks."""
    shared = page.front.get(name) is not None and name not in _OF_SEVERAL
    found = [
        edition for edition in project.others if edition in page.editions and (shared or not project.wider(edition))
    ]
    return texts.random.choice(found) if found else ""


def field_for(page: Document, edition: str, name: str, value: str) -> Patch | None:
    """Write a field below `restricted` and the edition's name, whichever of them are there already."""
    restricted = page.front.get("restricted")
    given = page.front.get("restricted", edition)
    if given is not None:
        if name in (given.entries or {}) or "\n" in value:
            return None
        node, entry = given, f"{name}: {value}"
    elif restricted is not None:
        if "\n" in value:
            return None
        node, entry = restricted, f"{edition}: {{{name}: {value}}}"
    else:
        lines = f"restricted:\n  {edition}:\n    {name}: {value}\n"
        pad = _column(page)
        return Patch(page.path, len(FRONT), len(FRONT), "".join(f"{pad}{line}\n" for line in lines.splitlines()))
    found = slots(node, page.text)
    return Patch(page.path, found[0].offset, found[0].offset, found[0].holding(entry)) if found else None


def _column(page: Document) -> str:
    """The spaces before the keys of a front matter."""
    first = next(iter((page.front.entries or {"": (NOTHING, NOTHING)}).values()))[0].start
    return page.text[page.text.rfind("\n", 0, first) + 1 : first]


def field_rewritten(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another value of a field that only other editions have."""
    found = [
        (page, node, is_day)
        for page in project.pages
        for edition in project.others
        if (given := page.front.get("restricted", edition))
        for node, is_day in rewritable(given)
    ]
    for page, node, is_day in texts.shuffled(found):
        yield rewritten("field value replaced", page, node, texts, is_day=is_day)


def rewritable(fields: Node) -> Iterator[tuple[Node, bool]]:
    """The values of a front matter that can be any line of text or any day, each with whether it is a day."""
    for name in (*TEXT_FIELDS, *_TEXT_LISTS, *_DATES):
        if value := fields.get(name):
            yield from ((node, name in _DATES) for node in scalars(value))


def rewritten(kind: str, page: Document, node: Node, texts: Texts, *, is_day: bool = False) -> Mutation:
    """Another text, or day, in the place of a value."""
    value = texts.day().isoformat() if is_day else quoted(texts.value())
    return Mutation(kind, Place(page.path, page.line_of(node.start)), (Patch(page.path, node.start, node.end, value),))


def fields_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """All fields gone that only other editions have."""
    for page in texts.shuffled(project.pages):
        key, node = (page.front.entries or {}).get("restricted", (NOTHING, NOTHING))
        names = set(node.entries or ())
        # A narrower edition's field may rest on one that a wider edition has below `restricted`.
        can_go = names and names <= set(project.outside) and not any(map(project.wider, names))
        if can_go and (lines := whole_lines(page.text, key.start, node.end)):
            place, claims = Place(page.path, page.line_of(key.start)), frozenset({f"{page.path}#restricted"})
            yield Mutation("fields removed", place, (Patch(page.path, *lines, ""),), claims=claims)


# History.


def entry_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A history entry that only other editions see, newest of all or between two others."""
    for page in texts.shuffled(project.pages) * 2:
        entries = _entries(page)
        owners = [edition for edition in project.outside if edition in page.editions]
        if not entries or not owners:
            continue
        index = texts.random.randrange(len(entries))
        version, day = _next_version(entries, index), _day_above(entries, index, texts)
        places = slots(page.front.get("history") or NOTHING, page.text)
        if not version or len(places) <= index:
            continue
        names = list(project.closed(texts.random.choice(owners)))
        entry = {"version": version, "date": day, "kind": "minor", "change": texts.value()}
        text = f"{flow(entry)[:-1]}, editions: [{', '.join(names)}]}}"
        patch = Patch(page.path, places[index].offset, places[index].offset, places[index].holding(text))
        yield _of_history("history entry added", page, patch)


def entry_rewritten(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Other words for a change that only other editions see."""
    for page, _, entry in _hidden_entries(project, texts):
        if node := entry.get("change"):
            yield rewritten("history text replaced", page, node, texts)


def entry_redated(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another date, still in its order, of a change that only other editions see."""
    for page, index, entry in _hidden_entries(project, texts):
        node = entry.get("date")
        day = _day_above(_entries(page), index + 1, texts, below=index - 1)
        if node and day.isoformat() != node.value:
            yield _of_history("history date replaced", page, Patch(page.path, node.start, node.end, day.isoformat()))


def entry_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A change gone that only other editions see, where the numbers that they see stay consecutive."""
    for page, index, entry in _hidden_entries(project, texts):
        rest = [each for each in _entries(page) if each is not entry]
        lines = whole_lines(page.text, entry.start, entry.end, dash=True)
        if lines and index < len(rest) and all(_follows(*map(_version, pair)) for pair in pairwise(rest)):
            yield _of_history("history entry removed", page, Patch(page.path, *lines, ""))


def _entries(page: Document) -> Sequence[Node]:
    history = page.front.get("history")
    return (history.items or ()) if history else ()


def _hidden_entries(project: Project, texts: Texts) -> Iterator[tuple[Document, int, Node]]:
    found = [
        (page, index, entry)
        for page in project.pages
        for index, entry in enumerate(_entries(page))
        if project.hidden(entry)
    ]
    yield from texts.shuffled(found)


def _of_history(kind: str, page: Document, patch: Patch) -> Mutation:
    claims = frozenset({f"{page.path}#history"})
    return Mutation(kind, Place(page.path, page.line_of(patch.start)), (patch,), claims=claims)


def _version(entry: Node) -> tuple[int, ...]:
    parts = [int(part) for part in "".join(entry.words("version")).split(".")]
    return (*parts, 0, 0)[:3]


def _follows(newer: tuple[int, ...], older: tuple[int, ...]) -> bool:
    major, minor, third = older
    return newer in ((major + 1, 0, 0), (major, minor + 1, 0), (major, minor, third + 1))


def _next_version(entries: Sequence[Node], index: int) -> str:
    """The third number after an entry's; nothing where the entry above it has that one."""
    major, minor, third = _version(entries[index])
    new = (major, minor, third + 1)
    if index and not _follows(_version(entries[index - 1]), new):
        return ""
    return ".".join(map(str, new))


def _day_above(entries: Sequence[Node], index: int, texts: Texts, below: int | None = None) -> dt.date:
    """A day from that of an entry to that of the one above it."""
    above = index - 1 if below is None else below
    oldest, newest = dt.date(1990, 1, 1), dt.date(2098, 12, 31)
    start = dt.date.fromisoformat("".join(entries[index].words("date"))) if index < len(entries) else oldest
    end = dt.date.fromisoformat("".join(entries[above].words("date"))) if above >= 0 else newest
    return dt.date.fromordinal(texts.random.randint(start.toordinal(), end.toordinal()))
