"""Make, list and show releases of a project."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat.content.problem import ContentError
from caveat.history.archive import Archive
from caveat.history.make import ReleaseError, check_day, make_release, released_files
from caveat.history.record import Release
from caveat.history.versions import Version, versions
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.project import Examined
from caveat_site.checking import errors
from caveat_site.private import private_folder
from caveat_site.source import Source
from caveat_site.usage import UsageError


@dataclass(frozen=True, slots=True)
class ListedRelease:
    """A release, and the editions that it changed."""

    name: str
    date: date
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page said."""

    id: str
    title: str
    version: str
    status: str
    text: str
    """Markdown, its title included."""
    sha256: str
    """Of the text as UTF-8, in hexadecimal."""
    released: date | None
    """The day of the release; None for the content as it stands."""


def release(root: Path, name: str, day: date, *, bundle: bool) -> ListedRelease:
    """Record the content as it stands.

    Raises ContentError where `caveat check` finds anything, ReleaseError where there is nothing to release or the name
    or the day is taken, RepositoryError, OSError.
    """
    source = Source(root)
    if problems := errors(source, day):
        raise ContentError(problems)
    history = source.history
    before: tuple[Release, ...] = tuple(each.record for each in history.releases)
    if any(each.name == name for each in before):
        raise UsageError(f"there is a release called {name} already; give this one another name")
    check_day(source.corpus, day, before)
    changed = tuple(each for each in source.chosen(None) if not history.archive(each).is_released)
    if not changed:
        raise ReleaseError("no edition has changed since the last release; there is nothing to release")
    with private_folder() as work:
        files = released_files(source.root, source.corpus)
        made = make_release(source.root, work, name, day, files, before, bundle=bundle)
    return ListedRelease(made.name, made.date, changed)


def releases(root: Path) -> tuple[ListedRelease, ...]:
    """Every release, the oldest first. Raises ContentError where the content or a release has problems."""
    source = Source(root)
    source.project()
    days = {edition: source.history.days(edition) for edition in source.chosen(None)}
    return tuple(
        ListedRelease(
            each.record.name, each.record.date, tuple(name for name, found in days.items() if each.record.date in found)
        )
        for each in source.history.releases
    )


def show(root: Path, page: str, edition: str, day: date | None) -> ShownPage:
    """What a page said in an edition on a day, or says as it stands.

    Raises ContentError with the problems of the edition, UsageError where the edition, the release or the page is not
    there.
    """
    source = Source(root)
    (name,) = source.chosen([edition])
    source.project([name])
    archive, current = source.history.archive(name), source.history.current(name)
    examined, released = (current, None) if day is None else _on(archive, current, day)
    entry = _entry(Catalogue(examined.view), page)
    resolved = examined.pages[entry.uri]
    text = f"# {resolved.heading}\n\n{resolved.text}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ShownPage(page, resolved.heading, entry.version, entry.fields.status, text, digest, released)


def _on(archive: Archive, current: Examined, day: date) -> tuple[Examined, date]:
    """The release in force on a day."""
    if archive.is_released and archive.dated and archive.dated <= day:
        return current, archive.dated
    found = [release for release in archive.releases if release.date <= day]
    if not found:
        raise UsageError(f"nothing of this edition had been released by {day}; see caveat releases")
    return found[-1].examined, found[-1].date


def _entry(catalogue: Catalogue, page: str) -> Entry:
    entry = catalogue.by_id.get(page)
    if entry is None:
        raise UsageError(f"this edition had no page {page} then; write an id such as MS-GDN-001")
    return entry


def page_history(root: Path, page: str, edition: str | None) -> Sequence[Version]:
    """The versions of a page, the newest first, as an edition sees them; without one, as the widest does.

    Raises ContentError with the problems of the edition, UsageError where the edition or the page is not there.
    """
    source = Source(root)
    name = edition or _widest(source)
    source.chosen([name])
    source.project([name])
    current = source.history.current(name)
    return versions(_entry(Catalogue(current.view), page), current, source.history.archive(name))


def _widest(source: Source) -> str:
    configuration = source.corpus.configuration
    found = [name for name in configuration.editions if not configuration.wider(name)]
    if len(found) != 1:
        raise UsageError(f"no edition contains all others; name one: --edition {' or '.join(found)}")
    return found[0]
