"""Every problem of a project in one run, and each edition that is sound, as soon as it is known to be."""

from collections.abc import Callable, Iterable

from caveat.assurance.watching.watch import watch
from caveat.content.problem import Problem
from caveat.content.read import Reading
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.project import Examined, examine
from caveat.projection.rules import source_problems


def examination(
    reading: Reading,
    editions: Iterable[str] | None = None,
    *,
    drafts: bool = False,
    ready: Callable[[Examined], None] | None = None,
    limit: PageLimit = unlimited,
) -> tuple[Problem, ...]:
    """The problems of reading, of the markers, and of the named editions (or all) as they would be shown.

    Sorted, without repeats. `ready` is given each edition while nothing has been found wrong, so that an engine can
    start on it while the next one is examined: what it makes may only be published where this gives no problem in
    the end. `drafts` adds pages that no edition publishes yet, for a preview. `limit` ends
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
                ready(examined)
    return tuple(sorted(found))
