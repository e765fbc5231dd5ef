"""Build a project's editions and publish all of them, or none."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from caveat.assurance.publishing.publish import publication
from caveat.projection.staged import Projection
from caveat_site.private import private_folder
from caveat_site.rendering import Progress, Rendering, quiet
from caveat_site.source import Source
from caveat_site.usage import UsageError


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


def build(
    root: Path,
    editions: Sequence[str] | None,
    out: Path,
    progress: Progress = quiet,
    *,
    releases: bool = True,
    rendered: Path | None = None,
) -> BuildReport:
    """Build the named editions, or all, and publish them as `out/<edition>`.

    Every edition is checked, whichever are built. Without `releases` the sites hold what is in force alone. Renderings
    of earlier releases are kept in `rendered`, or with the project.

    Raises ContentError with all problems, UsageError, PublicationError, EngineError; nothing is published then, and
    what was published before stands as it was.
    """
    progress("Reading", 0, 0)
    source = Source(root, releases=releases)
    wanted = source.chosen(editions)
    _check_out(source, out)
    with publication(out) as place, private_folder() as work, ExitStack() as stack:
        rendering = Rendering(source, (source.root, *source.folders, out), work, stack, progress, rendered)
        progress("Checking", 0, 0)

        def ready(projection: Projection) -> None:
            if projection.edition in wanted:
                rendering.start(projection)

        projections = source.project(ready=ready)
        sites = rendering.finish()
        progress("Publishing", 0, 0)
        place.publish(sites)
    built = (_built(projections[name], out) for name in wanted)
    return BuildReport(tuple(built), rendering.reduced_isolation)


def _built(projection: Projection, out: Path) -> BuiltEdition:
    title = str(projection.extra["edition"]["title"])
    return BuiltEdition(projection.edition, title, out / projection.edition, len(projection.pages))


def _check_out(source: Source, out: Path) -> None:
    """A site among the content would be content of the next build."""
    place = out.resolve()
    for folder in source.folders:
        if place.is_relative_to(folder) or any((place / name) == folder for name in source.chosen(None)):
            raise UsageError(f"{out} overlaps the content folder {folder.name}; name another folder")
