"""Why a copy is not to be trusted, in plain words."""

from enum import StrEnum

from caveat.content.problem import CaveatError


class Refusal(StrEnum):
    """The kinds of refusal: each is tested, and explained in the handbook."""

    DAMAGED = "damaged"
    NOT_EXACT = "not-exact"
    TOO_LARGE = "too-large"
    NAME = "bad-name"
    LINK = "link"
    COMPRESSED = "compressed"
    FETCH = "fetch"
    NO_TAG_MANIFEST = "no-tag-manifest"
    NO_SIGNATURE = "no-signature"
    MISSING = "missing-file"
    EXTRA = "extra-file"
    CHANGED = "changed-file"
    NOT_A_COPY = "not-a-copy"
    SIGNATURE = "bad-signature"
    NAMESPACE = "wrong-namespace"
    KEY = "wrong-key"
    NOT_YET = "not-yet-valid"
    EXPIRED = "expired"
    OTHER_EDITION = "other-edition"
    ROLLED_BACK = "rolled-back"
    OUT_OF_SEQUENCE = "out-of-sequence"
    NOT_FOR_YOU = "cannot-decrypt"


class RefusedError(CaveatError):
    """The copy is refused. `refusal` is the kind; the message says why, and no text of the copy."""

    def __init__(self, refusal: Refusal, message: str) -> None:
        self.refusal = refusal
        super().__init__(message)
