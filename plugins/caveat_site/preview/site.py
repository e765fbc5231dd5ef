"""One edition as the preview shows it.

It holds what the edition may see, from the last state of the source that had no problem, and renders a page when it is
asked for or when there is time. Everything is in memory: no page of any edition is written to the disk.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from caveat.content.problem import Problem
from caveat.projection.staged import Projection, StagedPage
from caveat_site.preview.content import Seen
from caveat_site.preview.renderer import INDEX, Renderer, frame_of
from caveat_site.source import explained
from caveat_site.stage import theme_files

NewFolder = Callable[[], Path]
"""Makes a private folder."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as rendered."""

    source: StagedPage
    frame: str
    html: bytes
    """Where something is wrong now: as it was before, or empty."""
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """Another one for another page."""
        return hashlib.sha256(self.html).hexdigest()[:16]


class Site:
    """The pages and files of one edition."""

    def __init__(self, name: str, title: str, new_folder: NewFolder) -> None:
        self.name, self.title = name, title
        self.is_ready = False
        """Whether it was ever without problems."""
        self.is_withheld = False
        """Whether it may show problems alone, because it has lost something and what it has now is not known."""
        self.is_broken = False
        """Whether the last whole check of it found problems."""
        self.is_unsure = False
        """Whether something else than pages changed since it was last without problems."""
        self.blank: set[str] = set()
        """Addresses of pages of which nobody can tell now who may see them."""
        self.drafts: frozenset[str] = frozenset()
        self.sources: dict[str, StagedPage] = {}
        """Address (`.md`) to page, as the edition has it now."""
        self.origins: dict[str, str] = {}
        """Address to path, of the pages that editors write."""
        self.projection: Projection | None = None
        """The last whole one, for search."""
        self._files: dict[str, bytes] = {}
        self._index: dict[str, bytes] = {}
        self._theme = dict(theme_files())
        self._shown: dict[str, Shown] = {}
        self._frame = ""
        self._renderer: Renderer | None = None
        self._new_folder = new_folder

    def take(self, seen: Seen) -> None:
        """Show this from now on."""
        projection = seen.projection
        self.sources = {page.uri: page for page in projection.pages}
        self.origins = dict(projection.origins)
        self._files = dict(projection.files)
        self.projection = projection
        self.is_ready, self.is_withheld, self.is_broken, self.is_unsure = True, False, False, False
        self.blank.clear()
        self._index = {}
        self._settle(seen)

    def take_part(self, seen: Seen, paths: frozenset[str], *, lists: bool) -> list[str]:
        """Show these pages from now on, and with `lists` the pages that Caveat makes; addresses of the former."""
        origins = dict(seen.projection.origins)
        new = {page.uri: page for page in seen.projection.pages}
        changed = [uri for uri, path in origins.items() if path in paths]
        for uri in [uri for uri in self.sources if self._is_of_part(uri, paths, lists=lists)]:
            del self.sources[uri]
            self.origins.pop(uri, None)
        wanted = changed + ([uri for uri in new if uri not in origins] if lists else [])
        self.sources |= {uri: new[uri] for uri in wanted}
        self.origins |= {uri: origins[uri] for uri in changed}
        self.blank.difference_update(changed)
        if lists:
            kept = {name: data for name, data in self._files.items() if name in seen.attachments}
            self._files = kept | dict(seen.projection.files)
        self._settle(seen)
        return changed

    def _is_of_part(self, uri: str, paths: frozenset[str], *, lists: bool) -> bool:
        return self.origins[uri] in paths if uri in self.origins else lists

    def _settle(self, seen: Seen) -> None:
        self.drafts = seen.drafts
        self.title = str(seen.projection.extra["edition"]["title"])
        frame = frame_of(seen.projection)
        if frame != self._frame or self._renderer is None:
            self._renderer = Renderer(frame, self._new_folder())
            self._frame = frame
        self._renderer.hold((*self.sources, *self._files))
        self._shown = {uri: shown for uri, shown in self._shown.items() if uri in self.sources}

    def withdraw(self, uri: str) -> None:
        """Show a page no more."""
        self.sources.pop(uri, None)
        self.origins.pop(uri, None)
        self._shown.pop(uri, None)

    def is_current(self, uri: str) -> bool:
        """Whether a page is rendered as it is now."""
        shown = self._shown.get(uri)
        return shown is not None and shown.frame == self._frame and shown.source == self.sources.get(uri)

    def render(self, uri: str) -> Shown:
        """The page rendered as it is now. To be kept with `keep`."""
        if self._renderer is None or self.projection is None:
            raise KeyError(uri)
        rendering = self._renderer.render(self.sources[uri])
        before = self._shown.get(uri)
        html = rendering.html or (before.html if before else b"")
        origins = replace(self.projection, origins=self.origins)
        return Shown(self.sources[uri], self._frame, html, explained(origins, rendering.findings))

    def keep(self, uri: str, shown: Shown) -> None:
        """Answer with this rendering from now on."""
        self._shown[uri] = shown

    def shown(self, uri: str) -> Shown | None:
        """The last rendering of a page that the edition has."""
        return self._shown.get(uri)

    def problems(self) -> Iterable[Problem]:
        """What the engine found."""
        return (problem for shown in self._shown.values() for problem in shown.problems)

    def has(self, uri: str) -> bool:
        """Whether the edition has a page at this address, and may show it."""
        return self.is_ready and not self.is_withheld and uri in self.sources and uri not in self.blank

    def file(self, address: str) -> bytes | None:
        """A file of the theme, or an attachment, a feed or part of the index."""
        if address in self._theme and address.startswith("assets/"):
            return self._theme[address]
        return None if self.is_withheld else self._files.get(address, self._index.get(address))

    @property
    def needs_index(self) -> bool:
        """Whether the index is older than the pages."""
        return self.projection is not None and not self._index

    def take_index(self, shards: Mapping[str, bytes]) -> None:
        """Search with these from now on."""
        self._index = {f"{INDEX}{name}.js": content for name, content in shards.items()}
