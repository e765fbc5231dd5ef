"""Every problem of a project in one run."""

from caveat.content.problem import Problem
from caveat.content.read import Reading
from caveat.projection.project import examine
from caveat.projection.rules import source_problems


def check(reading: Reading) -> tuple[Problem, ...]:
    """The problems of reading, of the markers, and of every edition as it would be shown; sorted, without repeats."""
    found = set(reading.problems)
    if corpus := reading.corpus:
        found.update(source_problems(corpus))
        for edition in corpus.configuration.editions:
            found.update(examine(corpus, edition, unread=reading.unread | reading.unread_ids).problems)
    return tuple(sorted(found))
