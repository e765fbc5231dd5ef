"""Which pages Caveat makes itself, by address."""

import posixpath
from collections.abc import Iterator

from caveat.projection.links import LOST_PAGE
from caveat.projection.lists import FACETS
from caveat.projection.view import View

MASTHEAD = (
    ("Search", "search.md"),
    ("Library", "library.md"),
    ("What is new", "new.md"),
    ("Law", "law.md"),
    ("A to Z", "a-to-z.md"),
)
"""Title and address of the five pages that every page leads to."""


def generated_addresses(view: View) -> frozenset[str]:
    """Addresses of the pages made for an edition. An editor's own `index.md` takes the place of a made one."""
    return frozenset(_addresses(view))


def _addresses(view: View) -> Iterator[str]:
    yield from (uri for _, uri in MASTHEAD)
    if view.archived:
        yield LOST_PAGE
    yield "index.md"
    if view.glossary:
        yield "glossary.md"
    for page in view.pages:
        folder = posixpath.dirname(page.uri)
        while folder:
            yield f"{folder}/index.md"
            folder = posixpath.dirname(folder)
        fields = page.front_matter
        if fields.id:
            yield f"id/{fields.id}.md"
        yield from (f"id/{name}.md" for name in fields.former_ids)
        yield from (alias.removesuffix(".html").removesuffix(".md") + ".md" for alias in fields.aliases)
        if fields.type != "page":
            yield f"type/{fields.type}.md"
            for field, folder_name in FACETS.items():
                if field != "type":
                    yield from (f"{folder_name}/{term}.md" for term in getattr(fields, field))
