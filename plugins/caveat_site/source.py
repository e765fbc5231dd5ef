"""Read a project and project its editions, with every problem of all of them in one error."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings
from caveat.content.folders import KEPT
from caveat.content.problem import ContentError, Location, Problem
from caveat.content.read import Reading, read_project
from caveat.projection.project import Examined
from caveat.projection.staged import Projection
from caveat.reviewing.approvals import Approval, read_approvals
from caveat.search.kept import KeptInFile
from caveat_site.finding import Finding
from caveat_site.history import History
from caveat_site.limits import page_limit, page_limits
from caveat_site.usage import UsageError


class Source:
    """A project as it stands on the disk now; without `releases`, as if nothing had ever been released of it."""

    def __init__(self, root: Path, *, releases: bool = True) -> None:
        self.root = root
        self._releases = releases
        self._reading: Reading = read_project(root)
        if self._reading.corpus is None:
            raise ContentError(self._reading.problems)
        self.corpus: Corpus = self._reading.corpus
        self._findings = Findings()
        self.approvals: tuple[Approval, ...] = read_approvals(
            root, frozenset(self.corpus.configuration.editions), self._findings
        )
        """Who has decided that an edition may say more."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The content folders."""
        return tuple((self.root / folder).resolve() for folder in self.corpus.configuration.content)

    def chosen(self, names: Iterable[str] | None) -> tuple[str, ...]:
        """The named editions, or all of them. Raises UsageError for a name that the project does not have."""
        known = self.corpus.configuration.editions
        wanted = tuple(dict.fromkeys(known if names is None else names))
        if unknown := [name for name in wanted if name not in known]:
            raise UsageError(f"there is no edition '{unknown[0]}'; this project has {' and '.join(known)}")
        return wanted

    @cached_property
    def history(self) -> History:
        """The releases of the project."""
        return History(self.root, self.corpus, releases=self._releases)

    def kept(self, edition: str) -> KeptInFile:
        """Where the analyses of an edition's pages are kept from one build to the next."""
        return KeptInFile(self.root / KEPT / f"analyses-{edition}.json")

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the source and with every edition.

        Where nothing is, also what is wrong with earlier releases; and where nothing is with those, pages that changed
        since the last one without saying so.
        """
        history = self.history

        def look(examined: Examined) -> None:
            history.examine(examined)

        with page_limits():
            problems = examination(self._reading, ready=look, limit=page_limit)
        found = {*problems, *self._findings.problems} or set(history.problems)
        if not found:
            found = {problem for name in self.corpus.configuration.editions for problem in history.unmoved(name)}
        return tuple(sorted(found))

    @property
    def is_whole(self) -> bool:
        """Whether every page of the project could be read."""
        return not self._reading.unread

    def least_privileged(self) -> str:
        """The edition that contains no other. Raises UsageError where there are several."""
        names = self.corpus.configuration.least_privileged()
        if len(names) != 1:
            raise UsageError(f"several editions contain no other: {', '.join(names)}; name the one you want")
        return names[0]

    def project(
        self,
        checked: Iterable[str] | None = None,
        *,
        drafts: bool = False,
        ready: Callable[[Projection], None] = lambda _projection: None,
    ) -> dict[str, Projection]:
        """Project the named editions, or all of them; `ready` hears of each as soon as it is known to be sound.

        Raises ContentError with every problem of the source and of these editions.
        """
        projections: dict[str, Projection] = {}
        history = self.history

        def keep(examined: Examined) -> None:
            projection = None if history.problems else history.in_force(examined)
            if projection:
                projections[projection.edition] = projection
                ready(projection)

        editions = self.chosen(checked)
        with page_limits():
            problems = examination(self._reading, editions, drafts=drafts, ready=keep, limit=page_limit)
        problems = (*problems, *history.problems, *self._findings.problems)
        if problems:
            raise ContentError(problems)
        return projections


def explained(projection: Projection, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """What an engine found, at its place in the source; of a page that Caveat makes, at its address."""
    return tuple(
        Problem(Location(projection.origins.get(found.uri, found.uri or "mkdocs.yml")), found.code, found.message)
        for found in findings
    )
