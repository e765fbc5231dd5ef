"""What is wrong with rendered earlier releases, in words that an editor of today can act on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caveat.assurance.scanning.scan import Hit, ScanReport
from caveat.content.problem import Location, Problem
from caveat.history.archive import EarlierRelease
from caveat.history.product_pages import FOLDER
from caveat.history.recalls import FILE
from caveat_site.finding import Finding


def archive_problems(
    release: EarlierRelease, edition: str, findings: Iterable[Finding], then: ScanReport, now: ScanReport
) -> Iterator[Problem]:
    """What the engine found in a release, what it says that was withheld `then`, and what cannot be read of it.

    All at the release's record: its files are not there to be mended.
    """
    place = release.source.record.location
    which = f"in the {edition} edition of this release"
    for found in findings:
        uri = found.uri or "mkdocs.yml"
        yield Problem(place, "release-unreadable", f"{which}, {uri}: {found.message} ({found.code})")
    for source, hits in _by_source(then.hits).items():
        message = (
            f"{which}, {hits[0].file} says what stands in its source at {source}; hand nothing on, and report this"
        )
        yield Problem(place, "withheld-text-found", message)
    for unread in now.unread:
        message = f"{which}, {unread.file} ({unread.channel}): {unread.why}; recall the file (caveat recall)"
        yield Problem(place, "output-not-scanned", message)


def recall_problems(hits: Iterable[Hit], edition: str) -> Iterator[Problem]:
    """For each line of today's source that an edition may not see and that its earlier releases say: what to do."""
    for source, found in _by_source(hits).items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        message = (
            f"the {edition} edition may not see this today, and earlier releases say it, in {found[0].file}{more};"
            f" take it out: caveat recall --edition {edition} --source {source.path}:{source.line}, or answer for it"
            f" in {FILE}"
        )
        yield Problem(source, "recall-needed", message)


def placed(hits: Iterable[Hit], folder: str) -> Iterator[Hit]:
    """Hits in a site, with the names that its files get in the edition."""
    return (replace(hit, file=f"{folder}{hit.file}") for hit in hits)


def without_comparisons(report: ScanReport) -> ScanReport:
    """A scan of what is in force without hits in comparisons with earlier versions.

    They show nothing but words of today's page and of earlier releases, which are scanned for themselves.
    """
    return replace(report, hits=tuple(hit for hit in report.hits if not hit.file.startswith(FOLDER)))


def _by_source(hits: Iterable[Hit]) -> dict[Location, list[Hit]]:
    found: dict[Location, list[Hit]] = {}
    for hit in sorted(hits):
        found.setdefault(hit.source, []).append(hit)
    return found
