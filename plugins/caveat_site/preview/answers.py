"""What a preview answers, in threads of the server: each waits until the work has made what it asks for."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from caveat_site.preview.bar import Bar, Choice, digest, message_page
from caveat_site.preview.board import Board
from caveat_site.preview.renderer import INDEX
from caveat_site.preview.site import Site

_PATIENCE = 20.0
"""Seconds after which a browser that waits for a change gets an answer all the same."""


@dataclass(frozen=True, slots=True)
class Page:
    """What there is at an address of an edition."""

    status: int
    html: bytes
    token: str
    """Another one where something else is shown."""


class Answers:
    """What there is at the addresses of a preview."""

    def __init__(self, board: Board) -> None:
        self._board = board

    @property
    def first(self) -> str:
        """The edition that is shown first."""
        return self._board.first

    def page(self, name: str, address: str) -> Page | None:
        """What an edition has at an address (`.html`), once that is known; None where there is no such edition."""
        uri = address.removesuffix(".html") + ".md"
        with self._board.lock:
            while name in self._board.sites:
                self._board.viewed = name
                if page := self._page(self._board.sites[name], uri):
                    return page
                self._board.wanted.append((name, uri))
                self._board.lock.notify_all()
                self._board.lock.wait(1)
        return None

    def _page(self, site: Site, uri: str) -> Page | None:
        """What an edition has at an address; None where that will be known in a moment."""
        if not site.is_ready and not site.is_broken:
            return None
        if not site.is_ready or site.is_withheld or uri in site.blank:
            words = "The content has problems, and nobody can tell what this edition may show."
            return _message(503, "Nothing to show", words)
        if uri not in site.sources:
            return _message(404, "No such page", "This edition has no page at this address.")
        if not site.is_current(uri):
            return None
        shown = site.shown(uri)
        if shown is None or not shown.html:
            return _message(503, "Nothing to show", "This page has problems.")
        return Page(200, shown.html, shown.digest)

    def bar(self, name: str, address: str) -> Bar:
        """What there is to say about an address of an edition."""
        uri = address.removesuffix(".html") + ".md"
        with self._board.lock:
            site = self._board.sites.get(name)
            return Bar(
                edition=name,
                address=address,
                choices=tuple(Choice(each.name, each.title, each.has(uri)) for each in self._board.sites.values()),
                problems=self._board.problems,
                path=site.origins.get(uri, "") if site else "",
                is_draft=bool(site and site.has(uri) and uri in site.drafts),
                is_checking=self._board.is_due,
            )

    def state(self, given: Mapping[str, str]) -> dict[str, str | None]:
        """What is shown at an address now, once it is another thing than a browser was `given`, or after a while."""
        name, address = given.get("edition", ""), given.get("address", "")
        uri, until = address.removesuffix(".html") + ".md", time.monotonic() + _PATIENCE
        with self._board.lock:
            while True:
                page = self._page(self._board.sites[name], uri) if name in self._board.sites else None
                html = self.bar(name, address).html()
                state = {"page": page.token if page else None, "bar": digest(html), "html": html}
                has_news = (page and page.token != given.get("page")) or state["bar"] != given.get("bar")
                if has_news or time.monotonic() >= until:
                    return state
                if page is None:
                    self._board.wanted.append((name, uri))
                self._board.lock.wait(1)

    def file(self, name: str, address: str) -> bytes | None:
        """A file of an edition; of its index, as soon as that is made."""
        with self._board.lock:
            while (site := self._board.sites.get(name)) and address.startswith(INDEX) and self._wait_for_index(site):
                self._board.indexes.add(name)
                self._board.lock.notify_all()
                self._board.lock.wait(1)
            return site.file(address) if site else None

    def _wait_for_index(self, site: Site) -> bool:
        return site.needs_index and not site.is_withheld and not site.is_broken


def _message(status: int, title: str, words: str) -> Page:
    html = message_page(title, words)
    return Page(status, html, f"{status}-{digest(html.decode())}")
