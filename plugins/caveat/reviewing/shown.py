"""Everything that an edition shows, as units that a person can decide about: pages, and entries of data files."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from caveat.content.corpus import Task
from caveat.content.folders import DATA_FOLDER
from caveat.history.passages import Block
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.furnish import Furnishing
from caveat.projection.markup import long_date
from caveat.projection.notices import law_has_changed, review_is_overdue
from caveat.projection.project import Examined
from caveat.projection.staged import Document, Projection, StagedPage
from caveat.reviewing.leaves import leaves
from caveat.reviewing.texts import blocks

_CONFIGURATION = "mkdocs.yml"
_VARIABLE = re.compile(r"\{\{ *([a-z0-9_.]+) *\}\}")
_WORD = re.compile(r"[^\W_]+")


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
        page, fields = self._without_dates(entry), entry.fields
        written = self.examined.pages[entry.uri].text
        listed = (f"Title in lists: {fields.title}",) if fields.title != page.title else ()
        return (
            *blocks(page, written, self._documents.get(page.uri), self._named),
            *(Block("field", line) for line in listed),
            *(Block("alias", f"Old address: {alias}") for alias in (*fields.former_ids, *fields.aliases)),
        )

    def _without_dates(self, entry: Entry) -> StagedPage:
        """A page without what Caveat says of it as time goes by: nobody wrote that its review or its end has come."""
        page = self.staged[entry.uri]
        body = page.body
        for notice in (law_has_changed(self.catalogue, entry), review_is_overdue(entry)):
            body = body.removeprefix(f"{notice}\n\n") if notice else body
        by_date = ("banner", "status") if entry.state == "expired" else ()
        return replace(page, body=body, data={name: each for name, each in page.data.items() if name not in by_date})

    def page_source(self, entry: Entry) -> object:
        """What is equal where a page says and is found by the same."""
        page = self.staged[entry.uri]
        fields = entry.fields
        return page, self._documents.get(page.uri), fields.title, fields.aliases, fields.former_ids

    def own_source(self, entry: Entry) -> object:
        """What is equal where nobody has edited a page or a passage that it may include."""
        texts = tuple(line.text for line in entry.page.body)
        passages = self.examined.view.passages if any("include" in text for text in texts) else {}
        included = {name: tuple(line.text for line in lines) for name, lines in passages.items()}
        return entry.fields, texts, included

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
    def _said(self) -> str:
        """Every word of the edition in a row."""
        return f" {' '.join(_WORD.findall(' '.join(leaves(self.projection)).casefold()))} "

    def _is_shown(self, text: str) -> bool:
        return f" {' '.join(_WORD.findall(text.casefold()))} " in self._said

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
        """Terms, law and variables that a page uses: others are not part of the edition."""
        view, used = self.examined.view, self.projection.terminology
        terms = {(field, name) for field, name, _, _ in used.terms}
        for field, name, term in (
            (field, *each) for field, terms_of in view.terms.items() for each in terms_of.items()
        ):
            if (field, name) in terms or field == "reason":
                synonyms = (("Synonym", each) for each in term.synonyms if (field, name) in terms)
                lines = (("Label", term.label), ("Plural", term.plural), ("Note", term.note), *synonyms)
                yield Unit(f"{DATA_FOLDER}/vocabulary.yml#{field}.{name}", term.label, "entry"), lines
        for act, title in used.acts:
            yield Unit(f"{DATA_FOLDER}/legislation.yml#{act}", act, "entry"), (("Title", title),)
        for each in used.provisions:
            yield Unit(f"{DATA_FOLDER}/legislation.yml#{each.short}", each.short, "entry"), (("Words", each.meaning),)
        lines_of = (*(page.body for page in view.pages), *view.passages.values())
        filled = {name for lines in lines_of for line in lines for name in _VARIABLE.findall(line.text)}
        for name in sorted(filled & view.variables.keys()):
            yield Unit(f"{DATA_FOLDER}/variables.yml#{name}", name, "entry"), (("Value", view.variables[name]),)

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
                # A file that is only linked to is shown without its title.
                title = (f"Title: {each.title}",) if self._is_shown(each.title) else ()
                lines = (*title, f"Address: {each.uri}", f"SHA-256: {digest}")
                yield Unit(each.path, each.title, "file"), tuple(Block("file", text) for text in lines)
