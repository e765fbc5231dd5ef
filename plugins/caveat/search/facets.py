"""What results can be narrowed by: the values of each facet, and which pages have them."""

from collections.abc import Sequence

from caveat.projection.staged import Document, Terminology

FACETS = {
    "status": "Status",
    "type": "Type",
    "exploitation": "Exploitation",
    "audience": "Role",
    "stage": "Stage",
    "law": "Law",
    "forces": "Force",
    "year": "Year",
}
"""Facet to its name. `year` is that of the last change; `law` a provision that the page cites."""

STATUS = {
    "force": "In force",
    "draft": "Draft",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
    "": "About this library",
}


GONE = ("superseded", "withdrawn", "expired")
"""States of pages that are no longer in force."""


def columns(documents: Sequence[Document], terminology: Terminology) -> dict[str, dict[str, object]]:
    """Facet to its values and labels, the sets of values that pages have, and for each page the number of its set."""
    labels = {(field, name): label for field, name, label, _ in terminology.terms}
    return {facet: _column([values(document, facet) for document in documents], facet, labels) for facet in FACETS}


def values(document: Document, facet: str) -> tuple[str, ...]:
    """The values of a page in a facet."""
    if facet == "status":
        return (document.status,)
    if facet == "law":
        return document.legislation
    if facet == "year":
        return (document.updated[:4],) if document.updated else ()
    return tuple(term for field, term in document.terms if field == facet)


def _column(found: Sequence[tuple[str, ...]], facet: str, labels: dict[tuple[str, str], str]) -> dict[str, object]:
    known = sorted({value for each in found for value in each})
    if facet == "status":
        known = [value for value in STATUS if value in known]
    numbers = {value: number for number, value in enumerate(known)}
    sets = sorted({tuple(sorted(numbers[value] for value in each)) for each in found})
    places = {each: number for number, each in enumerate(sets)}
    return {
        "name": FACETS[facet],
        "values": known,
        "labels": [STATUS[value] if facet == "status" else labels.get((facet, value), value) for value in known],
        "sets": [list(each) for each in sets],
        "pages": [places[tuple(sorted(numbers[value] for value in each))] for each in found],
    }
