"""The source as values: what reading gives and what projection takes.

Nothing here reads a file, a clock or the environment. Everything that only some editions may see says so itself,
in `access`, so that projection asks one question of every value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caveat.content.front_matter import FrontMatter
from caveat.content.line import Line
from caveat.content.problem import Location


@dataclass(frozen=True, slots=True)
class Access:
    """Who may see a value, and why others may not."""

    editions: frozenset[str]
    because: str = ""
    """A reason from the vocabulary, or empty."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What one audience may see, as the site's configuration names it."""

    name: str
    title: str
    within: str = ""
    """The edition this one is a subset of, or empty."""
    label: str = ""
    """Words on a passage that an edition within this one does not have; empty: made from the title."""
    marking: str = ""
    """The highest protective marking this edition may carry, or empty: no ceiling."""
    handling: str = ""
    """Handling instruction of pages that give none."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The project's `mkdocs.yml`, reduced to the settings Caveat allows."""

    site_name: str
    editions: Mapping[str, Edition]
    content: tuple[str, ...]
    """Content folders, in the order of navigation; `docs` is the root of the site."""
    site_url: str = ""
    language: str = "en"
    site_description: str = ""
    palette: Mapping[str, str] = field(default_factory=dict)
    """`scheme`, `primary` and `accent` of the theme, where they are set."""
    logo: str = ""
    """Path of a registered attachment, or empty."""

    def wider(self, edition: str) -> frozenset[str]:
        """The editions that contain `edition`, itself left out."""
        found: list[str] = []
        while (edition := self.editions[edition].within) and edition not in found:
            found.append(edition)
        return frozenset(found)

    def narrower(self, edition: str) -> frozenset[str]:
        """The editions that `edition` contains, itself left out."""
        return frozenset(name for name in self.editions if edition in self.wider(name))

    def least_privileged(self) -> tuple[str, ...]:
        """The editions that contain no other, sorted."""
        return tuple(sorted(name for name in self.editions if not self.narrower(name)))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an editor says to a finding of `caveat check` that is to stand. No edition has it."""

    rule: str
    """The code of the finding."""
    about: str
    """Which findings of the rule: what it is about, in the rule's own words; empty: all of them."""
    because: str
    location: Location


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file."""

    path: str
    """Path below the project's root."""
    uri: str
    """Path in the site tree, ending in `.md`: `docs/about.md` is `about.md`, other folders keep their name."""
    access: Access
    front_matter: FrontMatter
    """The fields that every edition of the page has."""
    restricted: Mapping[str, FrontMatter]
    """Edition to its whole front matter, for editions that have fields of their own; else `front_matter`."""
    restricted_fields: Mapping[str, frozenset[str]]
    """Edition to the names of the fields it sets for itself."""
    restrictions: int
    """The declared number of markers in the body."""
    body: tuple[Line, ...]
    locations: Mapping[str, Location]
    """Field (`title`, `history.0.version`, `restricted.partner.tags`) to the place of its value."""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Text kept once in `docs/data/shared/` and included by several pages."""

    name: str
    path: str
    access: Access
    restrictions: int
    body: tuple[Line, ...]
    location: Location
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that `{{ name }}` stands for."""

    name: str
    value: str
    access: Access
    location: Location


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An abbreviation (`short`, `long`) or a term (`term`) with its meaning."""

    short: str
    long: str
    term: str
    meaning: str
    access: Access
    location: Location


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a controlled vocabulary."""

    name: str
    label: str
    plural: str
    """The label of several, as in the title of a list; empty: the label."""
    note: str
    """What the term takes in, in a few words; may be empty."""
    synonyms: tuple[str, ...]
    access: Access
    location: Location


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Controlled vocabularies: field name (or `type`, `reason`) to term to its label, in the order of the file."""

    lists: Mapping[str, Mapping[str, Term]]
    acts: Mapping[str, str]
    """Short form of an Act (`MSA 2015`) to its title."""
    provisions: Mapping[str, str]
    """Canonical provision (`MSA 2015 s 45`) to plain words."""
    law_changed: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """Act or provision to the days on which it changed."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is cleared for release, from the attachments register."""

    path: str
    uri: str
    title: str
    marking: str
    access: Access
    sha256: str
    data: bytes
    location: Location


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice on the home page."""

    title: str
    text: str
    page: str
    """Id of the page to read, or empty."""
    until: date | None
    access: Access
    location: Location


@dataclass(frozen=True, slots=True)
class Task:
    """A line of "I need to" on the home page."""

    text: str
    page: str
    access: Access
    location: Location


@dataclass(frozen=True, slots=True)
class Home:
    """What the generated home page offers first (`docs/data/home.yml`)."""

    scene: tuple[Task, ...] = ()
    tasks: tuple[Task, ...] = ()
    searches: tuple[Task, ...] = ()
    """Searches often made; `page` is empty."""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """Words and patterns that must not appear in some editions."""

    guards: frozenset[str]
    """The editions they must not appear in; editions within these are guarded too."""
    words: tuple[str, ...]
    patterns: tuple[str, ...]
    """Names from `caveat.content.patterns`."""
    reason: str
    location: Location


@dataclass(frozen=True, slots=True)
class AllowedText:
    """An answer to a finding of the watch list: this text may stand."""

    text: str
    page: str
    """Id of the page it may stand on, or empty: anywhere."""
    reason: str
    location: Location


@dataclass(frozen=True, slots=True)
class WatchList:
    """What must not appear even where nobody has marked it (`docs/data/watchlist.yml`). No edition has it."""

    entries: tuple[WatchEntry, ...] = ()
    allowed: tuple[AllowedText, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleWord:
    """Words that the house style avoids."""

    avoid: str
    """Small and capital letters count where `write` differs in nothing else."""
    write: str
    """What to write instead."""
    because: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole source of a project."""

    configuration: Configuration
    pages: tuple[Page, ...]
    """Sorted by path."""
    vocabulary: Vocabulary
    passages: Mapping[str, Passage] = field(default_factory=dict)
    variables: tuple[Variable, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    home: Home = Home()
    watch_list: WatchList = WatchList()
    house_style: tuple[StyleWord, ...] = ()
    ceilings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folder to the most that pages below it may be open to."""
    released: date | None = None
    """The day of the release whose source this is; None: the source as it stands now."""
    scalars: tuple[Line, ...] = ()
    """Every string value of front matter and data files, for the reserved-text rule."""
