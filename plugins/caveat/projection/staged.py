"""The tree that an engine is given, as values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class StagedPage:
    """A page of the staged folder: data for the templates and a body in plain Markdown."""

    uri: str
    title: str
    description: str
    data: Mapping[str, Any]
    """What the templates show around the body; strings, numbers, booleans, lists and mappings."""
    body: str

    def source(self) -> bytes:
        """The file: front matter is JSON, which every YAML reader reads, then the body."""
        meta: dict[str, Any] = {"title": self.title, "description": self.description, "caveat": self.data}
        if not self.description:
            del meta["description"]
        return f"---\n{json.dumps(meta, ensure_ascii=False, indent=1)}\n---\n{self.body}".encode()


@dataclass(frozen=True, slots=True)
class Document:
    """What search knows of a page: taken from the projection, so that it cannot hold more."""

    uri: str
    id: str
    title: str
    kind: str
    summary: str
    keywords: str
    """Tags, the words for the page's vocabulary terms, and the law it cites."""
    status: str
    """`force`, `superseded`, `withdrawn`, or empty for a page that is no product."""
    date: str
    body: str
    """Markdown as staged, without generated sections."""


@dataclass(frozen=True, slots=True)
class Projection:
    """One edition of the source, ready for an engine."""

    edition: str
    site_name: str
    site_url: str
    language: str
    extra: Mapping[str, Any]
    """What templates show on every page: edition, masthead, footer."""
    pages: tuple[StagedPage, ...]
    """Sorted by address."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Cleared attachments, by address."""
    documents: tuple[Document, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Address to source path, for messages only: never staged."""

    def tree(self) -> dict[str, bytes]:
        """Address to content of every page and file, sorted."""
        pages = {page.uri: page.source() for page in self.pages}
        return dict(sorted((pages | dict(self.files)).items()))
