"""Engines at work: one for each processor, while the next edition is still being projected.

An edition is rendered as a site, and each of its earlier releases as a site of its own, which then moves into it. Every
one of them is scanned before anything is published: an earlier release for what it could not show then, and for what
its edition may not see today.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from caveat.assurance.scanning.fingerprints import Fingerprints
from caveat.assurance.scanning.scan import Hit, scan, scan_problems
from caveat.content.folders import KEPT
from caveat.content.problem import ContentError, Problem
from caveat.history.archive import EarlierRelease
from caveat.history.furnish import ShowRelease
from caveat.projection.staged import Projection
from caveat_site.archive_scan import archive_problems, placed, recall_problems, without_comparisons
from caveat_site.finding import Finding
from caveat_site.limits import page_limit
from caveat_site.process import Engine
from caveat_site.rendered import Rendered, key_of
from caveat_site.source import Source, explained
from caveat_site.stage import staged_files, write_staged
from caveat_site.withheld import withheld, withheld_now, withheld_then


class Progress(Protocol):
    """Told how far a build is."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """`done` of `total` parts of a step; `total` is 0 where nobody can say."""


def quiet(_step: str, _done: int, _total: int) -> None:
    """No progress."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A site that is being made."""

    projection: Projection
    folder: Path
    """Where it comes to stand, as `site`."""
    engine: Engine | None
    """None where it was kept from an earlier build."""
    key: str = ""
    """What it is kept under; empty for what is in force."""
    earlier: tuple[EarlierRelease, ShowRelease] | None = None

    @property
    def name(self) -> str:
        """What is told of it while it is made."""
        return f"{self.projection.edition}{f' of {self.earlier[0].date}' if self.earlier else ''}"


class Rendering:
    """The sites of a build on their way."""

    def __init__(
        self,
        source: Source,
        hidden: Iterable[Path],
        work: Path,
        stack: ExitStack,
        progress: Progress = quiet,
        rendered: Path | None = None,
        stated: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """What engines must not reach lies in `hidden`; `work` is a private folder; `stack` closes engines.

        Renderings of earlier releases are kept in `rendered`, or with the project. What a copy says of itself on every
        page is `stated`: names of the edition's data in the templates, to values.
        """
        self.reduced_isolation = ""
        self._source, self._hidden, self._work = source, tuple(hidden), work
        self._stack, self._progress, self._stated = stack, progress, stated
        self._kept = rendered or source.root / KEPT / "rendered"
        self._running: deque[_Job] = deque()
        self._sites: dict[str, Path] = {}
        self._earlier: list[tuple[str, EarlierRelease, Path]] = []
        self._withheld: dict[str, Fingerprints] = {}
        self._withheld_now: dict[str, Fingerprints] = {}
        self._keys: dict[str, list[str]] = {}
        self._hits: dict[str, list[Hit]] = {}
        """Edition to where its earlier releases say what it may not see today."""
        self._problems: set[Problem] = set()

    def start(self, projection: Projection) -> None:
        """Start on an edition and on its earlier releases."""
        projection, edition = self._stating(projection), projection.edition
        staged = dict(staged_files(projection, self._source.kept(edition), page_limit))
        self._begin(partial(_Job, projection), edition, projection, staged)
        for release, show in self._source.history.earlier(projection):
            shown = self._stating(show(release))
            staged = dict(staged_files(shown))
            key = key_of(staged)
            self._keys.setdefault(edition, []).append(key)
            make = partial(_Job, shown, key=key, earlier=(release, show))
            self._begin(make, f"{edition}-{release.date}", shown, staged, key)

    def finish(self) -> Mapping[str, Path]:
        """Wait for every engine. Edition to its whole site. Raises ContentError with what all of them found."""
        while self._running:
            self._collect()
        for edition, hits in self._hits.items():
            self._problems.update(recall_problems(hits, edition))
        if self._problems:
            raise ContentError(self._problems)
        for edition, release, site in self._earlier:
            place = self._sites[edition] / release.folder
            place.parent.mkdir(exist_ok=True)
            site.rename(place)
        for edition in self._sites:
            self._rendered(edition).keep_only(self._keys.get(edition, ()))
        return self._sites

    def _stating(self, projection: Projection) -> Projection:
        edition = {**projection.extra["edition"], **self._stated}
        return replace(projection, extra={**projection.extra, "edition": edition})

    def _begin(
        self, make: "partial[_Job]", name: str, projection: Projection, staged: Mapping[str, bytes], key: str = ""
    ) -> None:
        folder = self._work / name
        folder.mkdir()
        if key and self._rendered(projection.edition).take(key, folder / "site"):
            self._running.append(make(folder=folder, engine=None))
            return
        while sum(job.engine is not None for job in self._running) >= _processors():
            self._collect()
        write_staged(staged, folder / "staged")
        engine = Engine(folder, projection.extra["edition"]["as_at"] or "1970-01-01", self._hidden)
        self._stack.callback(engine.close)
        engine.start()
        self.reduced_isolation = engine.reduced_isolation
        self._running.append(make(folder=folder, engine=engine))

    def _collect(self) -> None:
        job = self._running.popleft()
        edition, site = job.projection.edition, job.folder / "site"
        said = tuple(self._stated.values())
        # While the engine is at work.
        if edition not in self._withheld:
            self._withheld[edition] = withheld(self._source, edition, said)
        if edition not in self._withheld_now and self._source.history.archive(edition).releases:
            self._withheld_now[edition] = withheld_now(self._source, edition, said)
        then = withheld_then(job.earlier[0], edition, job.earlier[1], said) if job.earlier else None
        findings = tuple(self._findings(job))
        self._progress(f"Scanning {job.name}", 0, 0)
        if job.earlier and then:
            release = job.earlier[0]
            # The files of an earlier release are not there to be mended: what is wrong is told at its record.
            found = scan(site, self._withheld_now[edition])
            self._problems.update(archive_problems(release, edition, findings, scan(site, then), found))
            self._hits.setdefault(edition, []).extend(placed(found.hits, release.folder))
            self._earlier.append((edition, release, site))
            if job.engine and not findings:
                self._rendered(edition).keep(job.key, site)
        else:
            self._problems.update(explained(job.projection, findings))
            report = without_comparisons(scan(site, self._withheld[edition]))
            self._problems.update(scan_problems(report, edition))
            self._sites[edition] = site

    def _findings(self, job: _Job) -> Iterator[Finding]:
        if job.engine:
            title = f"Rendering {job.name}"
            yield from job.engine.findings(lambda done, total: self._progress(title, done, total))

    def _rendered(self, edition: str) -> Rendered:
        return Rendered(self._kept / edition)


def _processors() -> int:
    """How many this process may use: in a container often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
