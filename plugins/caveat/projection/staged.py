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
    title: str
    body: str
    """Markdown as staged, without generated sections."""
    id: str = ""
    kind: str = ""
    """The words for its type; empty for a page that is no product."""
    summary: str = ""
    status: str = ""
    """`force`, `superseded`, `withdrawn`, `expired`, or empty for a page that is no product."""
    dated: str = ""
    """Words: "Updated 18 March 2024"."""
    updated: str = ""
    """The same as a date of ISO 8601."""
    marking: str = ""
    audience: str = ""
    """Words for the only readers it is for; empty where everybody in reach of the source may see it."""
    badges: tuple[tuple[str, str], ...] = ()
    """Kind and words of its badges, as lists of pages have them."""
    tags: tuple[str, ...] = ()
    legislation: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    """The name of its operation, and what was learnt there."""
    terms: tuple[tuple[str, str], ...] = ()
    """Field of the vocabulary, and term."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a short form, a term or a provision of law means, and the place that says so."""

    short: str
    """`NRM`, `MSA 2015 s 45`; empty for a term without a short form."""
    long: str
    """`National Referral Mechanism`, or the term."""
    meaning: str
    place: str
    """Address in the site, with its anchor."""


@dataclass(frozen=True, slots=True)
class Terminology:
    """The words of an edition that search treats alike."""

    glossary: tuple[Definition, ...] = ()
    provisions: tuple[Definition, ...] = ()
    """The provisions that a page cites; `long` is the title of the Act."""
    acts: tuple[tuple[str, str], ...] = ()
    """Short form and title of each Act."""
    terms: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    """Field of the vocabulary, term, label and synonyms."""


@dataclass(frozen=True, slots=True)
class Projection:
    """One edition of the source, ready for an engine."""

    edition: str
    site_name: str
    site_url: str
    language: str
    extra: Mapping[str, Any]
    """What templates show on every page: edition, masthead, footer; in an earlier release also `release`."""
    pages: tuple[StagedPage, ...]
    """Sorted by address."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Cleared attachments, by address."""
    documents: tuple[Document, ...] = ()
    """Sorted by address."""
    terminology: Terminology = field(default_factory=Terminology)
    archived: bool = False
    """This is an earlier release: search does not look in it, and its styles and scripts are those of the site."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Address to source path, for messages only: never staged."""

    def tree(self) -> dict[str, bytes]:
        """Address to content of every page and file, sorted."""
        pages = {page.uri: page.source() for page in self.pages}
        return dict(sorted((pages | dict(self.files)).items()))
