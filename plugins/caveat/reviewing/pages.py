"""The pages and entries of an edition, each beside what it was."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from caveat.content.addresses import alias_address
from caveat.history.versions import counterpart
from caveat.projection.catalogue import Catalogue, Entry
from caveat.reviewing.changes import Change, change, of_others, renamed
from caveat.reviewing.review import Note
from caveat.reviewing.shown import Shown, Unit


class Pages:
    """An edition now and before; `before` is None for an edition that there was not."""

    def __init__(self, before: Shown | None, now: Shown) -> None:
        self._before, self._now = before, now
        entries = now.catalogue.entries
        found = {entry.uri: counterpart(entry, before.catalogue) if before else None for entry in entries}
        taken = {old.uri for old in found.values() if old}
        for entry in entries:
            if before and not found[entry.uri] and (old := _predecessor(entry, before.catalogue, taken)):
                found[entry.uri] = old
                taken.add(old.uri)
        self.pairs = [(old, entry) for entry in entries if (old := found[entry.uri])]
        self.added = [entry for entry in entries if not found[entry.uri]]
        self.removed = [entry for entry in before.catalogue.entries if entry.uri not in taken] if before else []

    @cached_property
    def is_changed(self) -> bool:
        """Whether one byte of what an engine is given differs."""
        one, two = (replace(each.projection, origins={}) if each else None for each in (self._before, self._now))
        return one != two

    def changes(self) -> Iterator[tuple[Unit, Change]]:
        """Every unit that differs."""
        before, now = self._before, self._now
        if not self.is_changed:
            return
        pairs = renamed(before, now) if before else {}
        for old, new in self.pairs:
            if before and before.page_source(old) != now.page_source(new):
                unit = now.page_unit(new)
                # On a page that somebody has edited, any word may be part of the edit.
                edited = before.own_source(old) != now.own_source(new)
                values = {} if edited else of_others(pairs, unit.what)
                yield from _found(change(unit, before.page_blocks(old), now.page_blocks(new), values))
        for entry in self.added:
            yield from _found(change(now.page_unit(entry), (), now.page_blocks(entry)))
        for entry in self.removed:
            yield from _found(self._gone(entry))
        yield from self._entries()

    def _gone(self, entry: Entry) -> Change | None:
        before = self._before
        return change(before.page_unit(entry), before.page_blocks(entry), ()) if before else None

    def _entries(self) -> Iterator[tuple[Unit, Change]]:
        had = {unit.what: blocks for unit, blocks in self._before.entries.items()} if self._before else {}
        for unit, blocks in self._now.entries.items():
            yield from _found(change(unit, had.pop(unit.what, ()), blocks))
        for unit, blocks in self._before.entries.items() if self._before else ():
            if unit.what in had:
                yield from _found(change(unit, blocks, ()))

    def notes(self) -> Iterator[Note]:
        """The versions that histories did not have."""
        before = {new.uri: {each.version for each in old.fields.history} for old, new in self.pairs}
        for entry in self._now.catalogue.entries:
            for each in entry.fields.history:
                if each.version not in before.get(entry.uri, set()):
                    yield Note(self._now.page_unit(entry), each)


def _found(found: Change | None) -> Iterator[tuple[Unit, Change]]:
    if found:
        yield found.unit, found


def _predecessor(entry: Entry, before: Catalogue, taken: set[str]) -> Entry | None:
    """The page at an id or an address that a page says it had, unless another page has kept that."""
    by_id = (before.by_id.get(name) for name in entry.fields.former_ids)
    by_address = (before.by_uri.get(alias_address(alias)) for alias in entry.fields.aliases)
    return next((old for old in (*by_id, *by_address) if old and old.uri not in taken), None)
