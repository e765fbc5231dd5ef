"""What each edition shows of a project with releases, without any site engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from caveat.content.access import AccessRules
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings
from caveat.content.problem import ContentError, Location, Problem
from caveat.content.read import Reading, read_project
from caveat.content.schema import SCHEMA
from caveat.history.archive import Archive, archive
from caveat.history.furnish import earlier, in_force
from caveat.history.recalls import FILE as RECALLS
from caveat.history.recalls import Recalls, read_recalls
from caveat.history.record import FILE as RECORD
from caveat.history.record import Release, content_digest
from caveat.history.releases import Released, read_history
from caveat.projection.project import examine
from caveat.projection.staged import Projection
from projection.corpora import write

NOW = "now"
Files = Mapping[str, str | bytes]
"""Path to content."""


@dataclass(frozen=True)
class Told:
    """A project with its releases."""

    root: Path
    history: Sequence[Released]
    now: Corpus
    recalls: Recalls = field(default_factory=Recalls)
    _shown: dict[str, dict[str, Projection]] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict, repr=False, compare=False)

    def archive(self, edition: str) -> Archive:
        """The earlier releases of an edition. Raises ContentError."""
        found, problems = archive(self.history, self.now, self.recalls, examine(self.now, edition))
        if problems:
            raise ContentError(problems)
        return found

    def projections(self, edition: str) -> dict[str, Projection]:
        """What an edition shows: `now`, and each earlier release by its date. Made once."""
        if edition not in self._shown:
            self._shown[edition] = self._projections(edition)
        return self._shown[edition]

    def _projections(self, edition: str) -> dict[str, Projection]:
        current = examine(self.now, edition)
        if current.problems:
            raise ContentError(current.problems)
        found = self.archive(edition)
        shown = in_force(current, found)
        older = {each.date.isoformat(): show(each) for each, show in earlier(found, shown)}
        return {**older, NOW: shown}

    def trees(self, edition: str) -> dict[str, Mapping[str, bytes]]:
        """The same as files: address to content."""
        return {when: projection.tree() for when, projection in self.projections(edition).items()}

    def says(self, edition: str, word: str) -> set[str]:
        """Where a word stands in an edition, in names or in content. Comparisons of versions count as `redline`."""
        if edition not in self._words:
            self._words[edition] = [*self._searchable(edition)]
        return {
            "redline" if address.startswith("history/") and address.count("/") == 2 else when
            for when, address, text in self._words[edition]
            if word.casefold() in text
        }

    def _searchable(self, edition: str) -> Iterator[tuple[str, str, str]]:
        for when, projection in self.projections(edition).items():
            settings = f"{projection.extra} {projection.site_name}"
            for address, content in {**projection.tree(), "": settings.encode()}.items():
                yield when, address, f"{address} {content.decode('utf-8', 'replace')}".casefold()


def in_memory(folder: Path, releases: Sequence[tuple[str, date, Files]], now: Files, recalls: str = "") -> Told:
    """A project with these releases (name, day, files), as if they had been made; no git has part in it."""
    history = []
    for name, day, files in releases:
        place = write(folder / f"release-{name}", files)
        content = {path: (place / path).read_bytes() for path in {"mkdocs.yml", *files}}
        record = Release(name, day, content_digest(content), SCHEMA, Location(RECORD, 2 + 4 * len(history), 3))
        history.append(Released(record, content, replace(_sound(read_project(place)), released=day)))
    root = write(folder / "now", {**now, RECALLS: recalls} if recalls else now)
    corpus = _sound(read_project(root))
    found, wrong = read_recalled(root, corpus)
    if wrong:
        raise ContentError(wrong)
    return Told(root, history, corpus, found)


def _sound(reading: Reading) -> Corpus:
    if reading.corpus is None or reading.problems:
        raise ContentError(reading.problems)
    return reading.corpus


def read_recalled(root: Path, now: Corpus) -> tuple[Recalls, Sequence[Problem]]:
    """The recalls of a project, and what is wrong with them."""
    findings = Findings()
    rules = AccessRules.of(now.configuration, frozenset(now.vocabulary.lists["reason"]))
    return read_recalls(root, rules, findings), findings.problems


def read(root: Path, work: Path) -> Told:
    """A project as it stands on the disk. Raises ContentError where its source, releases or recalls have problems."""
    reading = read_project(root)
    history, problems = read_history(root, work)
    if problems:
        raise ContentError(problems)
    corpus = _sound(reading)
    recalls, wrong = read_recalled(root, corpus)
    if wrong:
        raise ContentError(wrong)
    return Told(root, history, corpus, recalls)
