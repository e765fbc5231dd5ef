"""Build a project's editions and publish all of them, or none."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from caveat.assurance.publishing.publish import publication
from caveat.assurance.scanning.scan import scan, scan_problems
from caveat.content.problem import ContentError, Problem
from caveat.projection.staged import Projection
from caveat_site.limits import page_limit
from caveat_site.private import private_folder
from caveat_site.process import Engine
from caveat_site.source import Source, explained
from caveat_site.stage import stage
from caveat_site.usage import UsageError
from caveat_site.withheld import withheld


class Progress(Protocol):
    """Told how far a build is."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """`done` of `total` parts of a step; `total` is 0 where nobody can say."""


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """An edition as published."""

    name: str
    title: str
    folder: Path
    pages: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has published."""

    editions: tuple[BuiltEdition, ...]
    reduced_isolation: str
    """What was missing for full isolation of the engine, and why; empty where nothing was."""


def quiet(_step: str, _done: int, _total: int) -> None:
    """No progress."""


def build(root: Path, editions: Sequence[str] | None, out: Path, progress: Progress = quiet) -> BuildReport:
    """Build the named editions, or all, and publish them as `out/<edition>`.

    Every edition is checked, whichever are built. Raises ContentError with all problems, UsageError, PublicationError,
    EngineError; nothing is published then, and what was published before stands as it was.
    """
    progress("Reading", 0, 0)
    source = Source(root)
    wanted = source.chosen(editions)
    _check_out(source, out)
    with publication(out) as place, private_folder() as work, ExitStack() as stack:
        rendering = _Rendering(source, wanted, out, work, stack, progress)
        progress("Checking", 0, 0)
        projections = source.project(ready=rendering.start)
        rendering.finish()
        progress("Publishing", 0, 0)
        place.publish(rendering.sites)
    built = (_built(projections[name], out) for name in wanted)
    return BuildReport(tuple(built), rendering.reduced_isolation)


class _Rendering:
    """Engines at work: one for each processor, while the next edition is still being projected."""

    def __init__(
        self, source: Source, wanted: Sequence[str], out: Path, work: Path, stack: ExitStack, progress: Progress
    ) -> None:
        self.sites: dict[str, Path] = {}
        self.reduced_isolation = ""
        self._source, self._wanted, self._work, self._stack, self._progress = source, wanted, work, stack, progress
        self._hidden = (source.root, *source.folders, out)
        self._running: list[tuple[Projection, Engine]] = []
        self._problems: set[Problem] = set()

    def start(self, projection: Projection) -> None:
        """Stage an edition and start its engine."""
        if projection.edition not in self._wanted:
            return
        if len(self._running) >= _processors():
            self._collect()
        folder = self._work / projection.edition
        stage(projection, folder / "staged", self._source.kept(projection.edition), page_limit)
        engine = Engine(folder, projection.extra["edition"]["as_at"] or "1970-01-01", self._hidden)
        self._stack.callback(engine.close)
        engine.start()
        self.reduced_isolation = engine.reduced_isolation
        self._running.append((projection, engine))

    def finish(self) -> None:
        """Wait for every engine. Raises ContentError with what all of them found."""
        while self._running:
            self._collect()
        if self._problems:
            raise ContentError(self._problems)

    def _collect(self) -> None:
        projection, engine = self._running.pop(0)
        title = f"Rendering {projection.edition}"
        # While the engine is at work.
        fingerprints = withheld(self._source, projection.edition)
        findings = engine.findings(lambda done, total: self._progress(title, done, total))
        self._problems.update(explained(projection, findings))
        self._progress(f"Scanning {projection.edition}", 0, 0)
        self._problems.update(scan_problems(scan(engine.site, fingerprints), projection.edition))
        self.sites[projection.edition] = engine.site


def _processors() -> int:
    """How many this process may use: in a container often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _built(projection: Projection, out: Path) -> BuiltEdition:
    title = str(projection.extra["edition"]["title"])
    return BuiltEdition(projection.edition, title, out / projection.edition, len(projection.pages))


def _check_out(source: Source, out: Path) -> None:
    """A site among the content would be content of the next build."""
    place = out.resolve()
    for folder in source.folders:
        if place.is_relative_to(folder) or any((place / name) == folder for name in source.chosen(None)):
            raise UsageError(f"{out} overlaps the content folder {folder.name}; name another folder")
