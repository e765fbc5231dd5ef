"""Scan something finished as a build scans it: what is in force, and each earlier release for what it hid itself."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caveat.assurance.scanning.scan import Hit, ScanReport, scan
from caveat.history.archive import EarlierRelease
from caveat_site.archive_scan import placed, without_comparisons
from caveat_site.source import Source
from caveat_site.withheld import withheld, withheld_now, withheld_then

_RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class FinishedScan:
    """What a scan of a folder has found."""

    report: ScanReport
    releases: tuple[date, ...] = ()
    """Earlier releases in it that were scanned for what they withheld then and what is withheld now."""
    unknown: tuple[str, ...] = ()
    """Folders among them that are no release of this edition: they were scanned as what is in force."""


def scan_finished(source: Source, edition: str, place: Path) -> FinishedScan:
    """Scan a folder, or a file, for `edition`, whose pages have no problem.

    Raises ContentError where its content or its releases have problems, OSError where something cannot be read.
    """
    projection = source.project([edition])[edition]
    shown = {release.date.isoformat(): (release, show) for release, show in source.history.earlier(projection)}
    names = sorted(path.name for path in (place / _RELEASES).glob("*") if path.is_dir() and not path.is_symlink())
    known = [name for name in names if name in shown]
    whole = without_comparisons(scan(place, withheld(source, edition)))
    # Of the earlier releases this reads too much: an old text has words that today's edition happens to lack.
    folders = tuple(f"{_RELEASES}/{name}/" for name in known)
    hits = {hit for hit in whole.hits if not hit.file.startswith(folders)} if folders else {*whole.hits}
    now = withheld_now(source, edition) if known else None
    for name in known:
        release, show = shown[name]
        site = place / _RELEASES / name
        found = {*scan(site, withheld_then(release, edition, show)).hits}
        hits |= set(placed((_of_release(hit, release) for hit in found), release.folder))
        hits |= set(placed(scan(site, now).hits, release.folder)) if now else set()
    return FinishedScan(
        replace(whole, hits=tuple(sorted(hits))),
        tuple(shown[name][0].date for name in known),
        tuple(f"{_RELEASES}/{name}" for name in names if name not in shown),
    )


def _of_release(hit: Hit, release: EarlierRelease) -> Hit:
    """A hit with its place in the release as git names it."""
    path = f"release/{release.source.record.name}:{hit.source.path}"
    return replace(hit, source=replace(hit.source, path=path))
