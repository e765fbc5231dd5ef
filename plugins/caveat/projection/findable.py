"""What search may know of an edition: its documents, and the words that it treats alike."""

from collections.abc import Iterator, Mapping

from caveat.projection.address import page_address
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.law import act_of, natural_order, provision_anchor
from caveat.projection.lists import glossary_places
from caveat.projection.markup import long_date
from caveat.projection.resolve import ResolvedPage
from caveat.projection.staged import Definition, Document, Terminology

FIELDS = ("type", "exploitation", "threat", "audience", "stage", "pillar", "sector", "forces", "agencies")
"""The fields of front matter with terms of the vocabulary."""


def documents(catalogue: Catalogue, resolved: Mapping[str, ResolvedPage]) -> tuple[Document, ...]:
    """Every page that editors wrote, and those that Caveat makes with words of their own, sorted by address."""
    written = (_document(catalogue, entry, resolved[entry.uri]) for entry in catalogue.entries)
    found = {document.uri: document for document in (*_made(catalogue), *written)}
    return tuple(found[uri] for uri in sorted(found))


def terminology(catalogue: Catalogue) -> Terminology:
    """Short forms, and those Acts, provisions and terms that a page has: others would tell of what is not there."""
    view = catalogue.view
    cited = {act_of(provision) for provision in catalogue.citing}
    used = {each for entry in (*catalogue.products, *catalogue.gone) for each in _terms(entry)}
    known = (
        (field, name, view.terms[field][name]) for field, name in sorted(used) if name in view.terms.get(field, {})
    )
    return Terminology(
        glossary=tuple(_glossary(catalogue)),
        provisions=tuple(_provisions(catalogue)),
        acts=tuple(sorted((act, title) for act, title in view.acts.items() if act in cited)),
        terms=tuple((field, name, term.label, term.synonyms) for field, name, term in known),
    )


def _document(catalogue: Catalogue, entry: Entry, resolved: ResolvedPage) -> Document:
    fields = entry.fields
    product = fields.type != "page"
    operation = fields.operation
    return Document(
        uri=entry.uri,
        title=resolved.heading,
        body=resolved.text,
        id=fields.id,
        kind=catalogue.label("type", fields.type) if product else "",
        summary=fields.summary,
        status={"current": "force"}.get(entry.state, entry.state) if product else "",
        dated=f"Updated {long_date(entry.updated)}" if entry.updated else "",
        updated=entry.updated.isoformat() if entry.updated else "",
        marking=fields.marking,
        audience=entry.page.audience,
        badges=entry.badges,
        tags=fields.tags,
        legislation=fields.legislation,
        lessons=(operation.name, *(each.lesson for each in operation.lessons)) if operation else (),
        terms=tuple(_terms(entry)) if product else (),
    )


def _terms(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = getattr(entry.fields, field)
        for name in (value,) if isinstance(value, str) else value:
            yield field, name


def _made(catalogue: Catalogue) -> Iterator[Document]:
    for uri, title, found in (
        ("glossary.md", "Glossary", tuple(_glossary(catalogue))),
        ("law.md", "Law", tuple(_provisions(catalogue))),
    ):
        if found:
            yield Document(uri, title, "\n".join(map(_section, found)))


def _section(found: Definition) -> str:
    anchor = found.place.partition("#")[2]
    return f"## {', '.join(filter(None, (found.short, found.long)))} {{#{anchor}}}\n\n{found.meaning}\n"


def _glossary(catalogue: Catalogue) -> Iterator[Definition]:
    for anchor, entry in glossary_places(catalogue):
        place = f"{page_address('glossary.md')}#{anchor}"
        yield Definition(entry.short, entry.long or entry.term, entry.meaning, place)


def _provisions(catalogue: Catalogue) -> Iterator[Definition]:
    view = catalogue.view
    for provision in sorted(catalogue.citing, key=lambda each: (act_of(each), natural_order(each))):
        place = f"{page_address('law.md')}#{provision_anchor(provision)}"
        act = view.acts.get(act_of(provision), act_of(provision))
        yield Definition(provision, act, view.provisions.get(provision, ""), place)
