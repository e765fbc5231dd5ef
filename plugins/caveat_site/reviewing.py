"""Review a project: what each edition gains and loses since a revision."""

from datetime import date
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.corpus import Corpus
from caveat.editing.ledger import ledger
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
    with private_folder() as work:
        try:
            base = read_base(root, revision, work)
            corpus, then = _sound(base)
            source = Source(root)
            source.project()
            before = Before.of_base(base, corpus, source.history.releases, source.history.recalls)
        except BaseError as error:
            raise UsageError(str(error)) from None
    now = {name: Shown(source.history.current(name)) for name in source.chosen(None)}
    configuration = source.corpus.configuration
    editions = Editions((corpus.configuration, then), (configuration, now), source.approvals, today)
    found = []
    for name in editions.names:
        seen = [shown[name] for shown in (then, now) if name in shown]
        with page_limits():
            earlier = [*earlier_gains(name, before, source.history.archive(name), seen, page_limit)]
        found.append(editions.review(name, earlier))
    closed, opened = restrictions(ledger(corpus), ledger(source.corpus))
    return Review(revision, base.commit, tuple(found), closed, opened, tuple(name for name in then if name not in now))


def _sound(base: Base) -> tuple[Corpus, dict[str, Shown]]:
    """The base, and what each of its editions showed. Raises BaseError where it has problems."""
    examined: list[Examined] = []
    with page_limits():
        problems = examination(base.reading, ready=examined.append, limit=page_limit)
    if problems or base.reading.corpus is None:
        raise refused(base, problems)
    return base.reading.corpus, {each.view.edition.name: Shown(each) for each in examined}
