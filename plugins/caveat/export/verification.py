"""Whether a copy may be trusted: everything that a partner's machine can find out about it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat.export.bag import STATEMENT, Bag, opened
from caveat.export.cover import folder_name
from caveat.export.package import unpack
from caveat.export.refusal import Refusal, RefusedError
from caveat.export.signing import Signer, signer
from caveat.export.statement import Statement, read_statement


@dataclass(frozen=True, slots=True)
class Verified:
    """A copy that may be trusted."""

    statement: Statement
    signer: Signer
    bag: Bag


def verify(package: bytes, allowed: Path, today: date, previous: bytes | None = None) -> Verified:
    """A copy that is whole, signed by one of those whom `allowed` names, in force `today`, and newer than `previous`.

    Raises RefusedError with the first reason that it may not be trusted for; SigningError where this machine cannot
    check signatures; OSError.
    """
    found = _trusted(package, allowed, today)
    said = found.statement
    if today < said.issued:
        raise RefusedError(Refusal.NOT_YET, f"it is not valid before {said.issued}; look at this machine's date")
    if today > said.expires:
        raise RefusedError(Refusal.EXPIRED, f"it expired on {said.expires}; ask for a new copy and delete this one")
    if previous is not None:
        _check_order(said, _earlier(previous, allowed))
    return found


def _trusted(package: bytes, allowed: Path, day: date) -> Verified:
    bag = opened(unpack(package))
    # Who signed comes before anything that the copy says of itself.
    by = signer(bag.signed, bag.signature, allowed, day)
    said = read_statement(bag.tags[STATEMENT])
    if bag.name != folder_name(said):
        raise RefusedError(Refusal.NAME, "its folder has another name than the copy was made with")
    return Verified(said, by, bag)


def _earlier(package: bytes, allowed: Path) -> Statement:
    """The statement of the copy before. It may have expired since, and so may the key: its own day counts."""
    try:
        day = read_statement(opened(unpack(package)).tags[STATEMENT]).issued
        return _trusted(package, allowed, day).statement
    except RefusedError as error:
        raise RefusedError(error.refusal, f"the copy before it is no good: {error}") from None


def _check_order(new: Statement, old: Statement) -> None:
    if (new.library, new.edition) != (old.library, old.edition):
        raise RefusedError(Refusal.OTHER_EDITION, "it is a copy of another edition or library than the one before")
    if (new.sequence, new.issued) < (old.sequence, old.issued):
        message = f"it is older than the copy you have (number {new.sequence} of {new.issued}); keep the newer one"
        raise RefusedError(Refusal.ROLLED_BACK, message)
    is_same, is_next = (new.sequence - old.sequence == step for step in (0, 1))
    # What was shown before may be shown again later, but the next number is never for the same.
    wrong = (
        (is_same and new.content != old.content)
        or (is_next and new.content == old.content)
        or (is_next and new.previous != old.content)
    )
    if wrong:
        message = "its number does not follow from the copy you have: one of both is of another series"
        raise RefusedError(Refusal.OUT_OF_SEQUENCE, message)
