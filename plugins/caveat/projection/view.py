"""What one edition may see, as values that no longer know of any other edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caveat.content.corpus import Edition, Home
from caveat.content.front_matter import FrontMatter
from caveat.content.line import Line
from caveat.content.problem import Location


@dataclass(frozen=True, slots=True)
class VisiblePage:
    """A page that the edition has, with the text and the fields it may see."""

    path: str
    """Place in the source, for messages only: never published."""
    uri: str
    front_matter: FrontMatter
    """Its history holds only entries the edition may see, each without editions."""
    body: tuple[Line, ...]
    """Labelled passages still stand between the signs of `caveat.redaction`."""
    locations: Mapping[str, Location]
    """Places of fields, for messages only."""
    audience: str = ""
    """Whom the page is for, where an edition within this one does not have it; else empty."""

    def where(self, name: str) -> Location:
        """The place of a field, or of the page where the field has none."""
        return self.locations.get(name, Location(self.path))


@dataclass(frozen=True, slots=True)
class VisibleTerm:
    """A word of a controlled vocabulary that the edition has."""

    name: str
    label: str
    plural: str
    note: str
    synonyms: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class VisibleEntry:
    """A glossary entry that the edition has."""

    short: str
    long: str
    term: str
    meaning: str
    location: Location


@dataclass(frozen=True, slots=True)
class VisibleAttachment:
    """A cleared file that the edition has; it is copied only where a visible page uses it."""

    path: str
    """Place in the source, for messages only: never published."""
    uri: str
    title: str
    marking: str
    data: bytes
    location: Location
    """Its row in the register."""


@dataclass(frozen=True, slots=True)
class VisibleNotice:
    """An announcement that the edition has."""

    title: str
    text: str
    page: str
    until: date | None
    location: Location


@dataclass(frozen=True, slots=True)
class View:
    """The source as one edition may see it."""

    edition: Edition
    narrow: bool
    """The edition lies within another; its pages wear the narrower edition's colours."""
    site_name: str
    site_url: str
    language: str
    pages: tuple[VisiblePage, ...]
    """Sorted by address."""
    passages: Mapping[str, tuple[Line, ...]]
    variables: Mapping[str, str]
    glossary: tuple[VisibleEntry, ...]
    terms: Mapping[str, Mapping[str, VisibleTerm]]
    acts: Mapping[str, str]
    provisions: Mapping[str, str]
    attachments: tuple[VisibleAttachment, ...]
    notices: tuple[VisibleNotice, ...]
    home: Home = field(default_factory=Home)
    dated: date | None = None
    """The day of the edition's release; None: that of its latest change."""
    archived: bool = False
    """This is an earlier release: what it no longer shows is no mistake of its author."""
    law_changed: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """Act or provision to the days on which it changed."""
