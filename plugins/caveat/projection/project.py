"""Project the source onto one edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from caveat.content.corpus import Corpus
from caveat.content.problem import ContentError, Problem
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.narrow import narrow
from caveat.projection.resolve import ResolvedPage, resolve
from caveat.projection.rules import edition_problems
from caveat.projection.staged import Projection
from caveat.projection.view import View


@dataclass(frozen=True, slots=True)
class Examined:
    """One edition's text, and everything that is wrong with it."""

    view: View
    pages: Mapping[str, ResolvedPage]
    problems: tuple[Problem, ...]


def project(
    corpus: Corpus,
    edition: str,
    *,
    unread: frozenset[str] = frozenset(),
    drafts: bool = False,
    limit: PageLimit = unlimited,
) -> Projection:
    """What `edition` may see of `corpus`, ready for an engine. A pure function of values.

    `unread` names pages that exist and could not be read, so that links to them are not reported a second time.
    `drafts` adds pages that no edition publishes yet, for a preview. `limit` ends work on a page that takes too long.

    Raises ContentError with every problem of this edition; KeyError where the project has no such edition.
    """
    examined = examine(corpus, edition, unread=unread, drafts=drafts, limit=limit)
    if examined.problems:
        raise ContentError(examined.problems)
    return Furnishing(Catalogue(examined.view), examined.pages).projection()


def examine(
    corpus: Corpus,
    edition: str,
    *,
    unread: frozenset[str] = frozenset(),
    drafts: bool = False,
    limit: PageLimit = unlimited,
) -> Examined:
    """As `project`, up to the point where problems stop it."""
    view, problems = narrow(corpus, edition, drafts=drafts)
    pages, more = resolve(corpus, view, unread, limit)
    return Examined(view, pages, (*problems, *more, *edition_problems(corpus, view)))
