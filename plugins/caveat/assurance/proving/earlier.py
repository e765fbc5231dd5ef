"""Mutations of earlier releases, in what their edition could not see then or may not see now."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, pairwise, zip_longest

from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.fields import rewritable, rewritten
from caveat.assurance.proving.names import Name, address, entries, history
from caveat.assurance.proving.pages import draft_added, is_relied_on, page_added, with_body
from caveat.assurance.proving.past import RECORDS, Past, Release
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.recalled import leaves, recalls
from caveat.assurance.proving.texts import Texts, quoted
from caveat.assurance.proving.yaml_text import NOTHING, Node, slots

Maker = Callable[[Project, Texts], Iterator[Mutation]]
_VALUES = ("meaning", "text", "label", "plural", "note", "value")
"""Values of entries that hold any line of text, and by which no entry is found again."""


def of_then(past: Past, texts: Texts, *, make: Maker) -> Iterator[Mutation]:
    """What an edition could not see of a release, changed as today's source is; a mutation of each release in turn."""
    runs = [_of_then(release, make, texts) for release in texts.shuffled(past.releases)]
    for mutation in filter(None, chain.from_iterable(zip_longest(*runs))):
        if leaves(past, mutation):
            yield mutation


def _of_then(release: Release, make: Maker, texts: Texts) -> Iterator[Mutation]:
    for mutation in make(release.project, texts):
        yield release.holding(replace(mutation, kind=f"release: {mutation.kind}"))


# What an edition could see then and may not see now.


def closed_since(past: Past, texts: Texts, *, what: str) -> Iterator[Mutation]:
    """Other text in what a release showed and today's source closes."""
    for release in texts.shuffled(past.releases):
        for mutation in _CLOSED[what](release.project, texts, past.closed.of(release.name)):
            whole = release.holding(replace(mutation, kind=f"closed since: {what}"))
            if leaves(past, whole):
                yield whole


def _known(document: Document) -> tuple[str, ...]:
    return tuple(filter(None, (document.id, address(document.path))))


def _pages(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    for page in texts.shuffled(project.pages):
        if any(("page", key) in closed for key in _known(page)) and not is_relied_on(project, page):
            yield with_body("", page, texts.lines(0, times=texts.random.choice((1, 3, 30))))


def _page_fields(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    gone = [page for page in project.pages if any(("page", key) in closed for key in _known(page))]
    for page, node, is_day in texts.shuffled([(each, *value) for each in gone for value in rewritable(each.front)]):
        yield rewritten("", page, node, texts, is_day=is_day)


def _passages(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    for passage in texts.shuffled(project.seen):
        if ("shared passage", passage.path) in closed and not is_relied_on(project, passage):
            yield with_body("", passage, texts.lines(0, times=2))


def _fields(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    found = [
        (page, *each)
        for page in project.pages
        for fields in (page.front, page.front.get("restricted", project.edition) or NOTHING)
        for name, entry in (fields.entries or {}).items()
        if any(("field", key, name) in closed for key in _known(page))
        for each in rewritable(Node(0, 0, entries={name: entry}))
    ]
    for page, node, is_day in texts.shuffled(found):
        yield rewritten("", page, node, texts, is_day=is_day)


def _versions(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    for page in texts.shuffled(project.pages):
        for entry in history(page, project.edition):
            node = entry.get("change")
            if node and any(("version", key, *entry.words("version")) in closed for key in _known(page)):
                yield rewritten("", page, node, texts)


def _entries(project: Project, texts: Texts, closed: frozenset[Name]) -> Iterator[Mutation]:
    found = [
        (file, node)
        for name, file in project.data.items()
        for known, entry in entries(name, file.root)
        if known in closed
        for key in (*_VALUES, *(("title",) if name == "attachments.yml" else ()))
        if (node := entry.get(key)) and node.items is None
    ]
    for file, node in texts.shuffled(found):
        place = Place(file.path, file.text.count("\n", 0, node.start) + 1)
        yield Mutation("", place, (Patch(file.path, node.start, node.end, quoted(texts.value())),))


_CLOSED: dict[str, Callable[[Project, Texts, frozenset[Name]], Iterator[Mutation]]] = {
    "page text replaced": _pages,
    "page field replaced": _page_fields,
    "shared passage replaced": _passages,
    "field value replaced": _fields,
    "history text replaced": _versions,
    "entry text replaced": _entries,
}
"""What can have been closed since, to what changes it."""
CLOSED = tuple(_CLOSED)


# Releases as such.


def release_renamed(past: Past, texts: Texts) -> Iterator[Mutation]:
    """Another name of a release, in the records, in git and in recalls."""
    for record in texts.shuffled(past.records.root.items or ()):
        nodes = [(past.records, record.get("name") or NOTHING)]
        nodes += [(past.recalls, node) for each in recalls(past) if (node := each.node.get("release"))]
        name = nodes[0][1].value
        new = texts.word()
        patches = tuple(Patch(file.path, node.start, node.end, new) for file, node in nodes if node.value == name)
        yield Mutation("release renamed", _place(past, record), patches, claims=_claims(name))


def release_added(past: Past, texts: Texts) -> Iterator[Mutation]:
    """A release after another one, from which it differs only in what the edition could not see."""
    items = past.records.root.items or ()
    places = slots(past.records.root, past.records.text)
    if past.records.root.flow or len(places) != len(items) + 1:
        return
    days = [dt.date.fromisoformat("".join(each.words("date"))) for each in items]
    gaps = [*((newer - older).days for older, newer in pairwise(days)), 400]
    for index in texts.shuffled([index for index, gap in enumerate(gaps) if gap > 1]):
        record, slot = items[index], places[index + 1]
        base = next((each for each in past.releases if each.name == "".join(record.words("name"))), None)
        hidden = next((each for make in _HIDDEN for each in make(base.project, texts)), None) if base else None
        if base is None or hidden is None or any(each.of("release") == base.name for each in recalls(past)):
            continue
        name, day = texts.word(), days[index] + dt.timedelta(days=texts.random.randrange(1, gaps[index]))
        pad = " " * (record.start - past.records.text.rfind("\n", 0, record.start) - 1)
        values = {"date": day, "digest": quoted(base.digest), "schema": "".join(record.words("schema"))}
        entry = f"name: {name}" + "".join(f"\n{pad}{key}: {value}" for key, value in values.items())
        added = {f"release/{name}:{path}": data for path, data in hidden.added.items()}
        patch = Patch(RECORDS, slot.offset, slot.offset, slot.holding(entry))
        yield Mutation("release added", _place(past, record), (patch,), added=added, claims=_claims(base.name))


_HIDDEN: tuple[Maker, ...] = (page_added, draft_added)
"""What an added release has besides: the first for which there is a place."""


def _claims(name: str) -> frozenset[str]:
    return frozenset({f"{RECORDS}#{name}"})


def _place(past: Past, record: Node) -> Place:
    return Place(RECORDS, past.records.text.count("\n", 0, record.start) + 1)
