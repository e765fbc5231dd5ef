"""What is wrong with a rendered earlier release, in words that an editor of today can act on."""

from collections.abc import Iterable, Iterator

from caveat.assurance.scanning.scan import Hit, ScanReport
from caveat.content.problem import Location, Problem
from caveat.history.archive import EarlierRelease
from caveat.history.recalls import FILE
from caveat_site.finding import Finding


def archive_problems(
    release: EarlierRelease, edition: str, findings: Iterable[Finding], then: ScanReport, now: ScanReport
) -> Iterator[Problem]:
    """The findings of the engine, and of the scans for what was withheld `then` and is withheld `now`."""
    place = release.source.record.location
    which = f"in the {edition} edition of this release"
    for found in findings:
        uri = found.uri or "mkdocs.yml"
        yield Problem(place, "release-unreadable", f"{which}, {uri}: {found.message} ({found.code})")
    for hit in _first(then.hits):
        message = (
            f"{which}, {hit.file} says what stands in its source at {hit.source}; hand nothing on, and report this"
        )
        yield Problem(place, "withheld-text-found", message)
    for unread in now.unread:
        message = f"{which}, {unread.file} ({unread.channel}): {unread.why}; recall the file (caveat recall)"
        yield Problem(place, "output-not-scanned", message)
    for hit in _first(now.hits):
        message = (
            f"the {edition} edition may not see this today, and its release of {release.date} says it in {hit.file};"
            f" take it out: caveat recall --edition {edition} --source {hit.source.path}:{hit.source.line}, or answer"
            f" for it in {FILE}"
        )
        yield Problem(hit.source, "recall-needed", message)


def _first(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of the hits with one source, the first."""
    seen: set[Location] = set()
    for hit in hits:
        if hit.source not in seen:
            seen.add(hit.source)
            yield hit
