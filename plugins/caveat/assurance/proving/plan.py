"""Which mutations go into which round: every kind that the project has room for, always the same for a seed."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from caveat.assurance.proving.edits import Mutation, Round
from caveat.assurance.proving.kinds import KINDS, PAST_KINDS
from caveat.assurance.proving.past import Past
from caveat.assurance.proving.project import Project
from caveat.assurance.proving.texts import Texts

EACH = 3
"""Mutations of a kind in a round: enough to meet in one place, few enough to find the one that shows."""
_TRIED = 24
"""Proposals of a kind that are looked at."""


def plan(
    project: Project,
    seed: int,
    number: int,
    before: Mapping[str, int],
    without: Collection[str] = (),
    past: Past | None = None,
) -> list[Mutation]:
    """The mutations of round `number`, which go together; of no kind in `without`; with a `past`, of releases too.

    `before` says how many of each kind earlier rounds had: the rarest come first, for they share places with others.
    """
    taken = Round()
    order = Texts(f"{seed}/{number}").shuffled([kind for kind in kinds(past) if kind not in without])
    for kind in sorted(order, key=lambda kind: min(before.get(kind, 0), EACH)):
        proposals = islice(_proposals(kind, project, past, Texts(f"{seed}/{number}/{kind}")), _TRIED)
        left = EACH
        for mutation in proposals:
            left -= taken.add(mutation)
            if not left:
                break
    return taken.mutations


def kinds(past: Past | None) -> tuple[str, ...]:
    """Every kind that there is: of today's source, and with a `past` of releases."""
    return (*KINDS, *(PAST_KINDS if past else ()))


def _proposals(kind: str, project: Project, past: Past | None, texts: Texts) -> Iterator[Mutation]:
    if past and kind in PAST_KINDS:
        return PAST_KINDS[kind](past, texts)
    found = KINDS[kind](project, texts)
    return filter(past.closed.stays, found) if past else found
