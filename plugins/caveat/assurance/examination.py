"""Every problem of a project in one run, and each edition that is sound, as soon as it is known to be."""

from collections.abc import Callable, Iterable

from caveat.assurance.watching.watch import watch
from caveat.content.problem import Problem
from caveat.content.read import Reading
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.project import examine
from caveat.projection.rules import source_problems
from caveat.projection.staged import Projection


def examination(
    reading: Reading,
    editions: Iterable[str] | None = None,
    *,
    drafts: bool = False,
    ready: Callable[[Projection], None] | None = None,
    limit: PageLimit = unlimited,
) -> tuple[Problem, ...]:
    """The problems of reading, of the markers, and of the named editions (or all) as they would be shown.

    Sorted, without repeats. `ready` is given the projection of an edition while nothing has been found wrong, so that
    an engine can start on it while the next edition is examined: what it makes may only be published where this gives
    no problem in the end. `drafts` adds pages that no edition publishes yet, for a preview. `limit` ends
    work on a page that takes too long.
    """
    found = set(reading.problems)
    if corpus := reading.corpus:
        found.update(source_problems(corpus))
        for name in corpus.configuration.editions if editions is None else editions:
            unread = reading.unread | reading.unread_ids
            examined = examine(corpus, name, unread=unread, drafts=drafts, limit=limit)
            found.update(examined.problems, watch(corpus, examined.view, examined.pages))
            if ready and not found:
                ready(Furnishing(Catalogue(examined.view), examined.pages).projection())
    return tuple(sorted(found))
