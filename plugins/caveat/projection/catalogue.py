"""The edition's pages as its lists, badges and control blocks show them. Computed once from a view."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from caveat.content.front_matter import MARKINGS, FrontMatter, HistoryEntry
from caveat.projection.address import href
from caveat.projection.view import View, VisiblePage

FRESH_DAYS = 28
"""How long after its date, seen from the edition's own date, a change wears a badge."""
_ENDS = ("absorbed", "replaced", "superseded", "withdrawn")
"""How the note of a change begins that takes a page out of force: small corrections may come after it."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A page of the catalogue."""

    page: VisiblePage
    as_at: date

    @property
    def fields(self) -> FrontMatter:
        """The page's front matter."""
        return self.page.front_matter

    @property
    def uri(self) -> str:
        """The page's address in the staged tree."""
        return self.page.uri

    @property
    def state(self) -> str:
        """The page's status on the edition's own date: a page whose last day is past is `expired`."""
        last = self.fields.expires
        return "expired" if self.fields.status == "current" and last and last < self.as_at else self.fields.status

    @property
    def in_force(self) -> bool:
        """Whether a reader may act on the page."""
        return self.state == "current"

    @property
    def published(self) -> date | None:
        """The date of the oldest change that the edition may see."""
        return min((entry.date for entry in self.fields.history), default=None)

    @property
    def updated(self) -> date | None:
        """The date of the newest change that the edition may see."""
        return max((entry.date for entry in self.fields.history), default=None)

    @property
    def ended(self) -> HistoryEntry | None:
        """The change that took the page out of force: the oldest that says so, or else the newest."""
        history = self.fields.history
        said = [change for change in history if change.change.lower().startswith(_ENDS)]
        return said[-1] if said else next(iter(history), None)

    @property
    def version(self) -> str:
        """The newest version that the edition may see."""
        return self.fields.history[0].version if self.fields.history else ""

    @property
    def overdue(self) -> bool:
        """Whether the review was due before the edition's own date."""
        review = self.fields.review_by
        return self.in_force and review is not None and review < self.as_at

    @property
    def badges(self) -> tuple[tuple[str, str], ...]:
        """Kind and words of the page's badges: exceptions only."""
        found: list[tuple[str, str]] = []
        if not self.in_force:
            found.append((self.state, self.state.upper()))
        elif self.updated and (self.as_at - self.updated).days <= FRESH_DAYS:
            found.append(("new", "NEW") if self.published == self.updated else ("updated", "UPDATED"))
        if self.overdue:
            found.append(("review", "REVIEW OVERDUE"))
        if self.page.audience:
            found.append(("restricted", self.page.audience.upper()))
        return tuple(found)

    def key(self) -> tuple[str, str]:
        """Order in lists: by title, then by address."""
        return self.fields.title.casefold(), self.uri


class Catalogue:
    """Everything that lists of an edition ask for."""

    def __init__(self, view: View) -> None:
        self.view = view
        dates = (entry.date for page in view.pages for entry in page.front_matter.history)
        self.dated = view.dated or max(dates, default=None)
        """The edition's own date: its release, or its latest visible change. Never the clock."""
        self.as_at = self.dated or date(1970, 1, 1)
        """The same, for comparing dates with."""
        self.entries = tuple(sorted((Entry(page, self.as_at) for page in view.pages), key=Entry.key))

    @cached_property
    def products(self) -> tuple[Entry, ...]:
        """Guidance products in force, by title."""
        return tuple(entry for entry in self.entries if entry.in_force and entry.fields.type != "page")

    @cached_property
    def gone(self) -> tuple[Entry, ...]:
        """Products no longer in force, by title."""
        return tuple(entry for entry in self.entries if not entry.in_force and entry.fields.type != "page")

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Id to its page."""
        return {entry.fields.id: entry for entry in self.entries if entry.fields.id}

    @cached_property
    def by_uri(self) -> Mapping[str, Entry]:
        """Address to its page."""
        return {entry.uri: entry for entry in self.entries}

    @cached_property
    def lessons(self) -> Mapping[str, Sequence[tuple[Entry, int, str, str]]]:
        """Id of a page to the lessons that changed it: debrief, number and words of the lesson, what it changed."""
        found: dict[str, list[tuple[Entry, int, str, str]]] = {}
        for entry in self.entries:
            for number, lesson in enumerate(entry.fields.operation.lessons if entry.fields.operation else (), 1):
                for change in lesson.changed:
                    found.setdefault(change.page, []).append((entry, number, lesson.lesson, change.what))
        return found

    @cached_property
    def replaced_by(self) -> Mapping[str, Sequence[Entry]]:
        """Id of a page to the pages whose successor it is, by title."""
        found: dict[str, list[Entry]] = {}
        for entry in self.gone:
            successor = entry.fields.superseded_by or entry.fields.absorbed_into
            if successor:
                found.setdefault(successor, []).append(entry)
        return found

    @cached_property
    def superseding(self) -> Mapping[str, Entry]:
        """Id of a page to the page in force that says it supersedes it: the first of several by title."""
        return {name: entry for entry in reversed(self.products) for name in entry.fields.supersedes}

    @cached_property
    def related_from(self) -> Mapping[str, Sequence[Entry]]:
        """Id of a page to the pages that name it as related."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in entry.fields.related:
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def series(self) -> Mapping[str, Sequence[Entry]]:
        """Name of a series to its parts in force, in order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.products:
            if entry.fields.series and entry.fields.part:
                found.setdefault(entry.fields.series, []).append(entry)
        return {
            name: sorted(parts, key=lambda entry: (entry.fields.part or 0, entry.uri)) for name, parts in found.items()
        }

    @cached_property
    def folders(self) -> Mapping[str, Sequence[Entry]]:
        """Folder of the site tree to the pages directly in it; folders above them are there too."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            folder = posixpath.dirname(entry.uri)
            found.setdefault(folder, []).append(entry)
            while folder:
                folder = posixpath.dirname(folder)
                found.setdefault(folder, [])
        return found

    @cached_property
    def citing(self) -> Mapping[str, Sequence[Entry]]:
        """Provision to the products that cite it, by title."""
        found: dict[str, list[Entry]] = {}
        for entry in (*self.products, *self.gone):
            for provision in entry.fields.legislation:
                found.setdefault(provision, []).append(entry)
        return found

    @cached_property
    def pages_below(self) -> Mapping[str, int]:
        """Folder of the site tree to the number of pages in it and in the folders below it."""
        found = dict.fromkeys(self.folders, 0)
        for entry in self.entries:
            folder = posixpath.dirname(entry.uri)
            while folder:
                found[folder] += 1
                folder = posixpath.dirname(folder)
        return found

    def label(self, field: str, name: str) -> str:
        """The words for a vocabulary term."""
        terms = self.view.terms.get(field, {})
        return terms[name].label if name in terms else name

    def plural(self, field: str, name: str) -> str:
        """The words for several of a vocabulary term, as in the title of a list."""
        terms = self.view.terms.get(field, {})
        return (terms[name].plural or terms[name].label) if name in terms else name

    def labels(self, field: str, names: Iterable[str]) -> str:
        """The words for several terms, in one line."""
        text = ", ".join(self.label(field, name) for name in names)
        return text[:1].upper() + text[1:]

    def highest_marking(self) -> str:
        """The highest marking of what the edition shows: that of its lists."""
        present = {entry.fields.marking for entry in self.entries}
        return next((marking for marking in reversed(MARKINGS) if marking in present), MARKINGS[0])

    def folder_title(self, folder: str) -> str:
        """The title of a folder: that of its index page, or its name in words."""
        index = self.by_uri.get(posixpath.join(folder, "index.md"))
        if index:
            return index.fields.title
        name = posixpath.basename(folder).replace("-", " ").replace("_", " ")
        return name[:1].upper() + name[1:]

    def crumbs(self, uri: str) -> list[dict[str, str]]:
        """The way from the home page to a page, that page left out."""
        folder, trail = posixpath.dirname(uri), list[str]()
        if posixpath.basename(uri) == "index.md":
            folder = posixpath.dirname(folder)
        while folder:
            # The folder of a made page (`type`, `sector`) has no page of its own.
            trail += [folder] if folder in self.folders else []
            folder = posixpath.dirname(folder)
        steps = [("Home", "index.md")] if uri != "index.md" else []
        steps += [(self.folder_title(each), f"{each}/index.md") for each in reversed(trail)]
        return [{"title": title, "href": href(uri, target)} for title, target in steps]
