"""Review a project: what each edition gains and loses since a revision."""

from datetime import date
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.access import AccessRules
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings
from caveat.editing.ledger import ledger
from caveat.history.recalls import read_recalls
from caveat.history.record import read_releases
from caveat.projection.project import Examined
from caveat.reviewing.base import Base, BaseError, read_base, refused
from caveat.reviewing.earlier import Before, earlier_gains
from caveat.reviewing.editions import Editions
from caveat.reviewing.review import Review, restrictions
from caveat.reviewing.shown import Shown
from caveat_site.limits import page_limit, page_limits
from caveat_site.private import private_folder
from caveat_site.source import Source
from caveat_site.usage import UsageError


def review(root: Path, revision: str, today: date) -> Review:
    """The source as it stands, against a revision of it; `today` tells which reviews are due.

    Raises ContentError with the problems of the source as it stands, UsageError where the revision cannot be compared
    with, RepositoryError.
    """
    try:
        with private_folder() as work:
            base = read_base(root, revision, work)
            before, shown_before = _before(base)
    except BaseError as error:
        raise UsageError(str(error)) from None
    source = Source(root)
    source.project()
    now = {name: Shown(source.history.current(name)) for name in source.chosen(None)}
    configuration = source.corpus.configuration
    editions = Editions((before.corpus.configuration, shown_before), (configuration, now), source.approvals, today)
    found = []
    for name in configuration.editions:
        seen = [each[name] for each in (shown_before, now) if name in each]
        with page_limits():
            earlier = [*earlier_gains(name, before, source.history.archive(name), seen, page_limit)]
        found.append(editions.review(name, earlier))
    closed, opened = restrictions(ledger(before.corpus), ledger(source.corpus))
    ended = tuple(name for name in shown_before if name not in now)
    return Review(revision, base.commit, tuple(found), closed, opened, ended)


def _before(base: Base) -> tuple[Before, dict[str, Shown]]:
    """The base as values. Raises BaseError where it has problems."""
    corpus: Corpus | None = base.reading.corpus
    examined: list[Examined] = []
    with page_limits():
        problems = examination(base.reading, ready=examined.append, limit=page_limit)
    if problems or corpus is None:
        raise refused(base, problems)
    findings = Findings()
    rules = AccessRules.of(corpus.configuration, frozenset(corpus.vocabulary.lists["reason"]))
    recalls = read_recalls(base.root, rules, findings)
    releases = read_releases(base.root, findings)
    if len(findings):
        raise refused(base, findings.problems)
    shown = {each.view.edition.name: Shown(each) for each in examined}
    return Before(corpus, recalls, frozenset(each.digest for each in releases)), shown
