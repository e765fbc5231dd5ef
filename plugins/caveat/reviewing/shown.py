"""Everything that an edition shows, as units that a person can decide about: pages, and entries of data files."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from caveat.content.corpus import Task
from caveat.content.folders import DATA_FOLDER
from caveat.history.passages import Block
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.furnish import Furnishing
from caveat.projection.markup import long_date
from caveat.projection.project import Examined
from caveat.projection.staged import Document, Projection, StagedPage
from caveat.reviewing.leaves import leaves
from caveat.reviewing.texts import blocks

_CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Unit:
    """What one approval is about."""

    what: str
    """Id, source path, or data file and entry."""
    title: str
    kind: str
    """`page`, `glossary`, `file` or `entry`."""


class Shown:
    """One edition of a source."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        self.catalogue = Catalogue(examined.view)
        self.projection: Projection = Furnishing(self.catalogue, examined.pages).projection()
        self._documents: Mapping[str, Document] = {each.uri: each for each in self.projection.documents}
        self.staged: Mapping[str, StagedPage] = {page.uri: page for page in self.projection.pages}

    def name(self, entry: Entry) -> str:
        """What an approval calls a page."""
        return entry.fields.id or entry.page.path

    @cached_property
    def pages(self) -> Mapping[str, Entry]:
        """Name to the page, of pages that editors wrote, by title."""
        return {self.name(entry): entry for entry in self.catalogue.entries}

    def page_unit(self, entry: Entry) -> Unit:
        """A page as a unit."""
        return Unit(self.name(entry), self.staged[entry.uri].title, "page")

    def page_blocks(self, entry: Entry) -> tuple[Block, ...]:
        """What a page says."""
        page = self.staged[entry.uri]
        aliases = (*entry.fields.former_ids, *entry.fields.aliases)
        return (
            *blocks(page, self._documents.get(page.uri), self._named),
            *(Block("alias", f"Old address: {alias}") for alias in aliases),
        )

    def page_source(self, entry: Entry) -> object:
        """What is equal where a page says and is found by the same."""
        page = self.staged[entry.uri]
        return page, self._documents.get(page.uri), entry.fields.aliases, entry.fields.former_ids

    def _named(self, address: str) -> str:
        entry = self.catalogue.by_uri.get(address)
        return self.name(entry) if entry else address

    @cached_property
    def entries(self) -> Mapping[Unit, tuple[Block, ...]]:
        """Entries of data files, settings and files, as far as they are shown."""
        found: dict[Unit, tuple[Block, ...]] = {}
        for unit, lines in (*self._vocabulary(), *self._home(), *self._settings()):
            said = tuple(Block("field", f"{name}: {text}") for name, text in lines if text and self._is_shown(text))
            if said:
                found[unit] = (*found.get(unit, ()), *said)
        return found | dict(self._glossary()) | dict(self._files())

    @cached_property
    def _haystack(self) -> str:
        return "\n".join(leaves(self.projection)).casefold()

    def _is_shown(self, text: str) -> bool:
        return " ".join(text.split()).casefold() in self._haystack

    def _glossary(self) -> Iterator[tuple[Unit, tuple[Block, ...]]]:
        grouped: dict[str, list[Block]] = {}
        for entry in self.examined.view.glossary:
            lines = (
                ("Short form", entry.short),
                ("Long form", entry.long),
                ("Term", entry.term),
                ("Meaning", entry.meaning),
            )
            said = [Block("field", f"{name}: {text}") for name, text in lines if text]
            grouped.setdefault(entry.short or entry.term, []).extend(said)
        for name, said in grouped.items():
            yield Unit(f"{DATA_FOLDER}/glossary.yml#{name}", name, "glossary"), tuple(said)

    def _vocabulary(self) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...]]]:
        view = self.examined.view
        for field, terms in view.terms.items():
            for term in terms.values():
                synonyms = (("Synonym", each) for each in term.synonyms)
                lines = (("Label", term.label), ("Plural", term.plural), ("Note", term.note), *synonyms)
                yield Unit(f"{DATA_FOLDER}/vocabulary.yml#{field}.{term.name}", term.label, "entry"), lines
        for name, title in view.acts.items():
            yield Unit(f"{DATA_FOLDER}/legislation.yml#{name}", name, "entry"), (("Title", title),)
        for name, words in view.provisions.items():
            yield Unit(f"{DATA_FOLDER}/legislation.yml#{name}", name, "entry"), (("Words", words),)
        for name, value in view.variables.items():
            yield Unit(f"{DATA_FOLDER}/variables.yml#{name}", name, "entry"), (("Value", value),)

    def _home(self) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...]]]:
        view = self.examined.view
        for notice in view.notices:
            until = long_date(notice.until) if notice.until else ""
            lines = (("Title", notice.title), ("Text", notice.text), ("Until", until))
            yield Unit(f"{DATA_FOLDER}/announcements.yml#{notice.title}", notice.title, "entry"), lines
        groups: tuple[tuple[str, tuple[Task, ...]], ...] = (
            ("scene", view.home.scene),
            ("tasks", view.home.tasks),
            ("searches", view.home.searches),
        )
        for group, tasks in groups:
            for task in tasks:
                yield Unit(f"{DATA_FOLDER}/home.yml#{group}", f"Home page, {group}", "entry"), (("Text", task.text),)

    def _settings(self) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...]]]:
        view = self.examined.view
        lines = (("Site name", view.site_name), ("Site address", view.site_url))
        yield Unit(_CONFIGURATION, "Settings of the site", "entry"), lines
        edition = view.edition
        own = (("Title", edition.title), ("Label", edition.label), ("Handling", edition.handling))
        yield Unit(f"{_CONFIGURATION}#{edition.name}", "Settings of the edition", "entry"), own

    def _files(self) -> Iterator[tuple[Unit, tuple[Block, ...]]]:
        for each in self.examined.view.attachments:
            if each.uri in self.projection.files:
                digest = hashlib.sha256(each.data).hexdigest()
                lines = (f"Title: {each.title}", f"Address: {each.uri}", f"SHA-256: {digest}")
                yield Unit(each.path, each.title, "file"), tuple(Block("file", text) for text in lines)
