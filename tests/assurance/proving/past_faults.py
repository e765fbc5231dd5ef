"""Faults planted in what makes an edition's earlier releases: each shows what was closed or recalled, or that it was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from caveat.content.corpus import Access, Corpus, Passage
from caveat.history import archive, furnish, recall, then_and_now
from caveat.history.releases import Released
from caveat.projection.project import Examined
from caveat.projection.staged import Projection
from caveat_site import history

Patch = pytest.MonkeyPatch


# Then and now.


def _as_it_was(*parts: str) -> Callable[[Patch], None]:
    """Nobody asks what may be seen now of these parts of a release."""

    def plant(patch: Patch) -> None:
        original = archive.as_allowed_now

        def allowed(old: Corpus, now: Corpus) -> Corpus:
            return replace(original(old, now), **{name: getattr(old, name) for name in parts})

        patch.setattr(archive, "as_allowed_now", allowed)

    return plant


def _fields_as_they_were(patch: Patch) -> None:
    patch.setattr(then_and_now, "_closed_fields", lambda _page, _edition: ())


def _versions_as_they_were(patch: Patch) -> None:
    patch.setattr(then_and_now, "_closed_versions", lambda _page, _edition: ())


def _as_today(patch: Patch) -> None:
    """What is open today was open then."""
    original = archive.as_allowed_now

    def allowed(old: Corpus, now: Corpus) -> Corpus:
        kept = original(old, now)
        access = {page.uri: page.access for page in now.pages}
        pages = (replace(page, access=_and(page.access, access.get(page.uri))) for page in kept.pages)
        return replace(kept, pages=tuple(pages))

    patch.setattr(archive, "as_allowed_now", allowed)


def _and(then: Access, now: Access | None) -> Access:
    return Access(then.editions | now.editions, then.because) if now else then


# Recalls. A build refuses one that takes nothing out: each fault would be found by that, so it is off as well.


def _without_the_check(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
    def both(patch: Patch) -> None:
        plant(patch)
        patch.setattr(archive, "reaches", lambda *_how: True)

    return both


def _nothing_recalled(patch: Patch) -> None:
    patch.setattr(archive, "without_recalled", lambda corpus, *_how: corpus)


def _passages_not_recalled(patch: Patch) -> None:
    original = recall._body
    patch.setattr(
        recall, "_body", lambda source, each: source if isinstance(source, Passage) else original(source, each)
    )


def _pages_not_recalled(patch: Patch) -> None:
    original = recall._page

    def page(given: Any, edition: str, each: Any) -> Any:
        return given if each.is_whole_page else original(given, edition, each)

    patch.setattr(recall, "_page", page)


def _fields_not_recalled(patch: Patch) -> None:
    patch.setattr(recall, "_without_field", lambda matter, _name: matter)


def _lines_not_recalled(patch: Patch) -> None:
    original = recall._body
    patch.setattr(recall, "_body", lambda source, each: source if each.lines else original(source, each))


# Releases as such.


def _by_content(patch: Patch) -> None:
    """A release is another one wherever its content is, whoever may see what changed."""
    original = archive.content_digest
    seen: list[Released] = []
    reduced = archive.reduced

    def watch(released: Released, *rest: Any) -> Corpus:
        seen[:] = [released]
        return reduced(released, *rest)

    def digest(examined: Examined) -> str:
        return seen[0].record.digest if seen and examined.view.archived else original(examined)

    patch.setattr(archive, "reduced", watch)
    patch.setattr(archive, "content_digest", digest)


def _saying(say: Callable[[Sequence[Released], furnish.EarlierRelease], object]) -> Callable[[Patch], None]:
    """Every page of an earlier release says something more."""

    def plant(patch: Patch) -> None:
        seen: list[Released] = []
        original, shown = history.archive, furnish._archived

        def watch(releases: Sequence[Released], *rest: Any) -> Any:
            seen[:] = releases
            return original(releases, *rest)

        def archived(until: Any, today: Any, release: furnish.EarlierRelease) -> Projection:
            made = shown(until, today, release)
            return replace(made, extra={**made.extra, "more": str(say(seen, release))})

        patch.setattr(history, "archive", watch)
        patch.setattr(furnish, "_archived", archived)

    return plant


def _next_of_all(releases: Sequence[Released], shown: furnish.EarlierRelease) -> object:
    """The day before the next release, whoever may see that one."""
    return next((each.record.date for each in releases if each.record.date > shown.date), None)


FAULTS: Mapping[str, tuple[str, Callable[[Patch], None]]] = {
    "pages as they were": ("closed since: page", _as_it_was("pages")),
    "glossary as it was": ("closed since: entry", _as_it_was("glossary")),
    "announcements as they were": ("closed since: entry", _as_it_was("announcements")),
    "fields as they were": ("closed since: field", _fields_as_they_were),
    "versions as they were": ("closed since: history", _versions_as_they_were),
    "pages as today": ("release: (page|shared|block|words)", _as_today),
    "nothing recalled": ("recalled", _nothing_recalled),
    "shared passages not recalled": ("recalled passage", _without_the_check(_passages_not_recalled)),
    "pages not recalled": ("recalled page", _without_the_check(_pages_not_recalled)),
    "fields not recalled": ("recalled field", _without_the_check(_fields_not_recalled)),
    "lines not recalled": ("recalled lines", _without_the_check(_lines_not_recalled)),
    "releases told apart by their content": ("release", _by_content),
    "names of releases": ("release renamed", _saying(lambda _all, shown: shown.source.record.name)),
    "releases counted": ("release added", _saying(lambda releases, _shown: len(releases))),
    "until the day before the next release of all": ("release added", _saying(_next_of_all)),
}
"""Fault to a pattern for the kinds of mutation that show it, and what plants it."""
