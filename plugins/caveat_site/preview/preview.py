"""The order of the preview's work: a page that a browser waits for, a page that has changed, and the rest behind them.

All work is done by one thread, the main one, as limits of time need it. Threads of the server wait for what it makes.
During a long check it looks up ten times a second: where a file has changed, it drops the check, which is a pure
function of the source, and shows the change. Between two pages of the check it renders what a browser waits for.

An edition that has lost something shows nothing old while the content has problems: nobody can tell then what it may
show. Otherwise a page with a problem stays as it was before.
"""

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType

from caveat.content.folders import KEPT
from caveat.content.problem import ContentError, Problem
from caveat.search.index import index, library_of
from caveat.search.kept import KeptInFile
from caveat_site.limits import page_limit, page_limits, stop
from caveat_site.preview.board import Board
from caveat_site.preview.content import Content, Seen
from caveat_site.preview.site import Site
from caveat_site.preview.watch import Watch
from caveat_site.usage import UsageError

_QUIET = 0.5
"""Seconds without a change before everything is read again: a browser gets its page first."""

Say = Callable[[Iterable[Problem]], None]
"""Told all problems, whenever they are others than before."""


class Superseded(BaseException):
    """A file changed during a check. No `Exception`: whatever goes on after errors must not go on after this."""


class Preview:
    """Every edition of a project, as its source stands now."""

    def __init__(self, root: Path, edition: str | None, work: Path, say: Say, *, drafts: bool = False) -> None:
        """Read the project. `work` is a private folder. Raises ContentError where `mkdocs.yml` is wrong, UsageError."""
        self._root, self._work, self._say = root, work, say
        self._content = Content(root, drafts=drafts)
        self._watch = Watch(root)
        self.board = Board()
        self._numbers = count()
        self._found: dict[str, tuple[Problem, ...]] = {}
        """Edition to the problems of the content, as last known."""
        self._changed: deque[tuple[str, str]] = deque()
        self._rest: deque[tuple[str, str]] = deque()
        """Editions and addresses of pages to render."""
        self._is_read = False
        self._last_change = 0.0
        self._depth = 0
        self._may_drop = False
        self.board.first = self.board.viewed = self._start(edition)

    def _start(self, edition: str | None) -> str:
        self._read()
        corpus = self._content.corpus
        if corpus is None:
            raise ContentError(self._content.reading.problems)
        known = corpus.configuration.editions
        if edition is not None and edition not in known:
            raise UsageError(f"there is no edition '{edition}'; this project has {' and '.join(known)}")
        self._match_sites()
        return edition or corpus.configuration.least_privileged()[0]

    # The work, in the main thread.

    def run(self) -> None:
        """Work until interrupted."""
        with page_limits():
            while True:
                self.step()

    def step(self) -> None:
        """Do what is next, or wait a moment."""
        if self._watch.has_changed():
            self._follow(self._watch.taken())
        elif not (
            self._render_next(self.board.wanted)
            or self._render_next(self._changed)
            or self._check()
            or self._make_index()
            or self._render_next(self._rest)
        ):
            with self.board.lock:
                self.board.lock.wait(self._watch.pause)

    def _read(self) -> None:
        start = time.time_ns()
        self._content.read()
        self._watch.follow(self._content.folders, start)
        self._is_read = True

    def _order(self) -> list[str]:
        """The editions, the one that somebody looks at first."""
        return sorted(self.board.sites, key=lambda name: name != self.board.viewed)

    def _follow(self, paths: frozenset[str]) -> None:
        """Show changed pages, where that can be done without reading everything."""
        with self.board.lock:
            self.board.is_due, self._is_read, self._last_change = True, False, time.monotonic()
        part = self._content.reread(paths)
        if part is None:
            for site in self.board.sites.values():
                site.is_unsure = True
            return
        standing = frozenset(problem.location.path for found in self._found.values() for problem in found) - paths
        around = self._content.around(part, standing)
        for name in self._order():
            site, seen = self.board.sites[name], list[Seen]()
            with self.board.lock:
                has_lost = self._withdraw(site, paths)
            problems = self._content.examined(around, name, seen.append, page_limit)
            with self.board.lock:
                site.is_withheld |= has_lost and (bool(standing) or not seen)
                if seen and site.is_ready and not site.is_withheld:
                    changed = site.take_part(seen[0], paths, lists=not standing)
                    self._changed.extend((name, uri) for uri in changed)
                others = (problem for problem in self._found.get(name, ()) if problem.location.path not in paths)
                self._tell(name, (*others, *problems))
            while self._render_next(self.board.wanted) or self._render_next(self._changed):
                pass

    def _check(self) -> bool:
        """Check everything, and show every edition that has no problem; whether there was anything to do."""
        if not self.board.is_due or time.monotonic() < self._last_change + _QUIET:
            return False
        try:
            if not self._is_read:
                with self._droppable():
                    self._read()
                self._match_sites()
            for name in self._order():
                self._check_edition(self.board.sites[name])
        except Superseded:
            return True
        with self.board.lock:
            self.board.is_due = False
            self.board.lock.notify_all()
        return True

    def _check_edition(self, site: Site) -> None:
        seen: list[Seen] = []
        with self._droppable():
            problems = self._content.examined(self._content.reading, site.name, seen.append, self._limit)
        with self.board.lock:
            if seen and not problems:
                site.take(seen[0])
                self._rest.extend((site.name, uri) for uri in site.sources)
            else:
                has_lost = self._withdraw(site, frozenset(site.origins.values()))
                site.is_withheld |= has_lost or site.is_unsure
                site.is_broken = True
            self._tell(site.name, problems)

    def _match_sites(self) -> None:
        """A site for each edition of the project; nothing of any where `mkdocs.yml` is wrong."""
        corpus = self._content.corpus
        with self.board.lock:
            if corpus is None:
                for name, site in self.board.sites.items():
                    site.is_withheld = site.is_broken = True
                    self._found[name] = self._content.reading.problems
                return
            known = corpus.configuration.editions
            made = {name: Site(name, edition.title, self._new_folder) for name, edition in known.items()}
            self.board.sites = made | {name: site for name, site in self.board.sites.items() if name in known}
            self._found = {name: found for name, found in self._found.items() if name in known}

    def _withdraw(self, site: Site, paths: frozenset[str]) -> bool:
        """Take away what the edition no longer has of the pages at some paths; whether it had something."""
        pages = {page.path: page for page in self._content.corpus.pages} if self._content.corpus else {}
        has_lost = False
        for uri, path in [each for each in site.origins.items() if each[1] in paths]:
            page = pages.get(path)
            if page is None and uri in self._content.reading.unread:
                site.blank.add(uri)
            elif page is None or not self._content.has(site.name, page):
                site.withdraw(uri)
                has_lost = True
            else:
                site.blank.discard(uri)
        return has_lost

    @contextmanager
    def _droppable(self) -> Iterator[None]:
        """Within this, a change of a file raises Superseded, wherever the work is."""

        def look(_signal: int, _frame: FrameType | None) -> None:
            if self._may_drop and self._watch.has_changed():
                raise Superseded

        before = signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, self._watch.pause, self._watch.pause)
        try:
            self._may_drop = True
            yield
        finally:
            self._may_drop = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            # The time of a page may have been running.
            stop()
            self._depth = 0

    @contextmanager
    def _limit(self) -> Iterator[None]:
        """The time of one page of a check. Before it, whatever cannot wait."""
        if not self._depth:
            self._may_drop = False
            while self._render_next(self.board.wanted):
                pass
            self._may_drop = True
        self._depth += 1
        try:
            with page_limit():
                yield
        finally:
            self._depth -= 1

    def _render_next(self, queue: "deque[tuple[str, str]]") -> bool:
        """Render one page of a queue; whether there was one to render."""
        while queue:
            name, uri = queue.popleft()
            site = self.board.sites.get(name)
            if site and site.has(uri) and not site.is_current(uri):
                before, shown = site.shown(uri), site.render(uri)
                with self.board.lock:
                    site.keep(uri, shown)
                    if shown.problems or (before and before.problems):
                        self._tell(name, self._found.get(name, ()))
                    self.board.lock.notify_all()
                return True
        return False

    def _make_index(self) -> bool:
        """Make the index of an edition in which somebody searches; whether there was one to make."""
        for name in [name for name in self.board.indexes if name in self.board.sites]:
            site = self.board.sites[name]
            if site.projection and site.needs_index and not self.board.is_due:
                kept = KeptInFile(self._root / KEPT / f"analyses-{name}.json")
                try:
                    with self._droppable():
                        shards = index(library_of(site.projection), kept, self._limit)
                except Superseded:
                    return True
                with self.board.lock:
                    site.take_index(shards)
                    self.board.lock.notify_all()
                return True
            self.board.indexes.discard(name)
        return False

    def _tell(self, name: str, found: Iterable[Problem]) -> None:
        """Take over the problems of an edition, and say so where that changes anything."""
        self._found[name] = tuple(found)
        engine = (problem for site in self.board.sites.values() for problem in site.problems())
        everything = {*engine, *(problem for each in self._found.values() for problem in each)}
        if (problems := tuple(sorted(everything))) != self.board.problems:
            self.board.problems = problems
            self._say(problems)
        self.board.lock.notify_all()

    def _new_folder(self) -> Path:
        return self._work / str(next(self._numbers))
