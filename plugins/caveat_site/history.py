"""The releases of a project, for those who build or show an edition of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from caveat.content.access import AccessRules
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings
from caveat.content.problem import Problem
from caveat.history.archive import NO_ARCHIVE, Archive, EarlierRelease, archive, recall_problems
from caveat.history.furnish import OWN_WORDS, ShowRelease, earlier, in_force
from caveat.history.moved import unmoved_problems
from caveat.history.recalls import Recalls, read_recalls
from caveat.history.releases import Released, read_history
from caveat.projection.markup import long_date
from caveat.projection.project import Examined
from caveat.projection.staged import Projection
from caveat_site.limits import page_limit
from caveat_site.private import private_folder
from caveat_site.usage import UsageError


class History:
    """What was released of a project, and what may still be seen of it.

    Without `releases` nothing of them is read, and nothing can be wrong with them.
    """

    def __init__(self, root: Path, corpus: Corpus, *, releases: bool = True) -> None:
        self._now = corpus
        self._archives: dict[str, Archive] = {}
        self._current: dict[str, Examined] = {}
        self.recalls = Recalls()
        self.releases: tuple[Released, ...] = ()
        self.problems: set[Problem] = set()
        """What is wrong so far; each edition may add to it."""
        if releases:
            self._read(root, corpus)

    def _read(self, root: Path, corpus: Corpus) -> None:
        findings = Findings()
        reasons = frozenset(corpus.vocabulary.lists["reason"])
        rules = AccessRules.of(corpus.configuration, reasons)
        self.recalls = read_recalls(root, rules, findings)
        with private_folder() as work:
            self.releases, problems = read_history(root, work)
        wrong = () if problems else tuple(recall_problems(self.releases, self.recalls))
        self.problems = {*findings.problems, *problems, *wrong}

    def examine(self, current: Examined) -> bool:
        """Look at the earlier releases of an edition, which shows `current` today; whether all can be shown."""
        found, problems = archive(self.releases, self._now, self.recalls, current, page_limit)
        self.problems.update(problems)
        self._archives[current.view.edition.name] = found
        self._current[current.view.edition.name] = current
        return not problems

    def in_force(self, current: Examined) -> Projection | None:
        """What an edition shows today; None, with problems, where its earlier releases cannot be shown."""
        return in_force(current, self.archive(current.view.edition.name)) if self.examine(current) else None

    def archive(self, edition: str) -> Archive:
        """The earlier releases of an edition that was asked for before."""
        return self._archives.get(edition, NO_ARCHIVE)

    def current(self, edition: str) -> Examined:
        """What an edition that was asked for before shows today."""
        return self._current[edition]

    def unmoved(self, edition: str) -> tuple[Problem, ...]:
        """Pages of an edition that was asked for before, which changed since its last release and do not say so."""
        return tuple(unmoved_problems(self.current(edition), self.archive(edition)))

    def days(self, edition: str) -> tuple[date, ...]:
        """The days on which an edition that was asked for before was released, the oldest first."""
        found = self.archive(edition)
        last = (found.dated,) if found.is_released and found.dated else ()
        return (*(release.date for release in found.releases), *last)

    def earlier(self, current: Projection) -> Iterator[tuple[EarlierRelease, ShowRelease]]:
        """Each earlier release of an edition, and what makes a site of it that stands below `releases/`."""
        return earlier(self.archive(current.edition), current)

    def shown(self, current: Projection, day: date) -> Projection:
        """The earlier release of a day. Raises UsageError where the edition has none of that day."""
        found = {release.date: show(release) for release, show in self.earlier(current) if release.date == day}
        if day not in found:
            raise UsageError(f"the {current.edition} edition has no earlier release of {day}; see caveat releases")
        return found[day]

    def own_words(self, edition: str) -> str:
        """What the pages about releases say of their own accord, dates included."""
        found = self.archive(edition)
        days = [*(release.date for release in found.releases), *([found.dated] if found.dated else [])]
        near = {day + timedelta(days=step) for day in days for step in (-1, 0)}
        return "\n\n".join((OWN_WORDS, *(f"{day.isoformat()} {long_date(day)}" for day in sorted(near))))
