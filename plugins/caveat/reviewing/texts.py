"""What a reader meets on a staged page, as blocks: fields, text, links and attributes."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from caveat.history.passages import Block, converted, sections
from caveat.projection.staged import Document, StagedPage

_COMPOSED = frozenset(
    {"badges", "cite", "compact", "crumbs", "expiry", "history", "kind", "kind_line", "root", "sensitive", "versions"}
)
"""Data of a page that Caveat makes of other fields, other pages' titles, or dates: nothing of it is the page's own."""
_OF_HISTORY = frozenset({"Published", "Updated", "Version"})
"""Lines of the control block that the page's history says as well."""
_NAMES: Mapping[str, str] = {"lead": "Summary", "ref": "Reference"}
_GENERATED = frozenset({"class", "href", "id", "src"})
"""Attributes that are no words, or links. Ids and classes are left to the check for words that nothing tells of."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

NAMED = frozenset({"address", "alias", "attribute", "earlier", "field", "file", "link", "release", "word"})
"""Kinds of blocks that begin with the name of what they tell of, and a colon."""

Named = Callable[[str], str]
"""Makes of an address in the site the name of the page that is there."""


def blocks(page: StagedPage, written: str, document: Document | None, named: Named) -> Iterator[Block]:
    """Everything that a page says or shows of its own; `written` is the part of its body that editors wrote."""
    yield from dict.fromkeys(_fields(page, document, named))
    yield from text_blocks(page.body)
    for element in _elements(page.body):
        for name in ("href", "src"):
            target = element.get(name, "#fn")
            # A note's number leads to its note, and back: both are on this page.
            if not target.startswith("#fn"):
                yield Block("link", f"Link: {_target(page.uri, target, named)}")
    for element in _elements(written):
        for name, value in element.attrib.items():
            if value and name not in _GENERATED:
                yield Block("attribute", f"{name}: {value}")


def said(kind: str, text: str) -> str:
    """What a block says, without the name of what it tells of."""
    return text.partition(": ")[2] if kind in NAMED else text


@lru_cache(maxsize=2_000)
def text_blocks(markdown: str) -> tuple[Block, ...]:
    """The text of a body in order, each heading a block like the others."""
    found: list[Block] = []
    for section in sections(markdown):
        found += [Block("heading", section.title)] if section.title else []
        # A cell may hold more than one space in a row.
        found += [Block(block.kind, " ".join(block.text.split())) for block in section.blocks]
    return tuple(found)


def _fields(page: StagedPage, document: Document | None, named: Named) -> Iterator[Block]:
    yield Block("field", f"Title: {page.title}")
    yield Block("address", f"Address: {page.uri}")
    data = {name: value for name, value in page.data.items() if name not in _COMPOSED}
    for name, value in data.items():
        yield from _field(_NAMES.get(name, name.replace("_", " ").capitalize()), value, page.uri, named)
    if document:
        yield from (Block("field", f"Only for: {words}") for words in (document.audience,) if words)
        yield from (Block("field", f"Tag: {tag}") for tag in document.tags)
        yield from (Block("field", f"Term: {field} {term}") for field, term in document.terms)


def _field(name: str, value: Any, uri: str, named: Named) -> Iterator[Block]:
    """The leaves of a value. A link is its target: the title of another page is that page's own."""
    if isinstance(value, Mapping):
        if "href" in value:
            yield Block("link", f"{name}: {_target(uri, str(value['href']), named)}")
        elif value.get("label") in _OF_HISTORY:
            return
        elif "label" in value:
            yield Block(
                "field", f"{value['label']}: {value['value']}" if "value" in value else f"{name}: {value['label']}"
            )
        else:
            for key, each in value.items():
                yield from _field(f"{name} {key}" if isinstance(each, str) else name, each, uri, named)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _field(name, each, uri, named)
    elif isinstance(value, str) and value:
        yield Block("field", f"{name}: {value}")


def _elements(markdown: str) -> Iterator[HtmlElement]:
    tree = html.fragment_fromstring(converted(markdown), create_parent="div")
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _target(uri: str, target: str, named: Named) -> str:
    """Where a link leads: the address of another site as it is, a page of this one by its name, which it keeps."""
    if _ELSEWHERE.match(target):
        return target
    path, hash_sign, fragment = target.partition("#")
    address = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
    return named(re.sub(r"\.html$", ".md", address)) + hash_sign + fragment
