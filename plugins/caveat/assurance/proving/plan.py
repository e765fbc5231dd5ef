"""Which mutations go into which round: every kind that the project has room for, always the same for a seed."""

from collections.abc import Collection, Mapping
from itertools import islice

from caveat.assurance.proving.edits import Mutation, Round
from caveat.assurance.proving.kinds import KINDS
from caveat.assurance.proving.project import Project
from caveat.assurance.proving.texts import Texts

EACH = 3
"""Mutations of a kind in a round: enough to meet in one place, few enough to find the one that shows."""
_TRIED = 24
"""Proposals of a kind that are looked at."""


def plan(
    project: Project, seed: int, number: int, before: Mapping[str, int], without: Collection[str] = ()
) -> list[Mutation]:
    """The mutations of round `number`, which go together; of no kind in `without`.

    `before` says how many of each kind earlier rounds had: the rarest come first, for they share places with others.
    """
    taken = Round()
    order = Texts(f"{seed}/{number}").shuffled([kind for kind in KINDS if kind not in without])
    for kind in sorted(order, key=lambda kind: min(before.get(kind, 0), EACH)):
        proposals = islice(KINDS[kind](project, Texts(f"{seed}/{number}/{kind}")), _TRIED)
        left = EACH
        for mutation in proposals:
            left -= taken.add(mutation)
            if not left:
                break
    return taken.mutations
