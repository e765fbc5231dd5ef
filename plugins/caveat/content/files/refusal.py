"""Why a file is refused."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Refusal:
    """One reason, which never quotes what is inside the file."""

    code: str
    message: str
    """What is wrong; what to do instead."""
    line: int = 1
    """Counted from 1, in files of text."""
    column: int = 1
    """Counted from 1, in characters."""


class Unreadable(Exception):  # noqa: N818 - A state of the file.
    """A file cannot be walked to its end; carries the one reason that then counts."""

    def __init__(self, code: str, message: str) -> None:
        self.refusal = Refusal(code, message)
        super().__init__(message)


CLEAN = "run caveat clean on it, look at the result, and have that cleared"
"""What to do about everything that a clean copy leaves out."""
REDO = "make the file again from its source, without it"
"""What to do about everything that no program can take out safely."""


def damaged(what: str) -> Unreadable:
    """A file that is not whole."""
    return Unreadable("attachment-damaged", f"{what}; save or export the file again")


def too_complex(what: str) -> Unreadable:
    """A file beyond the limits of inspection."""
    return Unreadable("attachment-too-complex", f"{what}; make the file smaller or simpler")


def with_metadata(what: str) -> Refusal:
    """Values about the file that no reader sees."""
    return Refusal("attachment-metadata", f"the file holds {what}; {CLEAN}")


def without_repeats(found: Iterator[Refusal]) -> tuple[Refusal, ...]:
    """All reasons up to the end of the walk, or up to where it had to stop, sorted."""
    reasons: set[Refusal] = set()
    try:
        for reason in found:
            reasons.add(reason)
    except Unreadable as stopped:
        reasons.add(stopped.refusal)
    return tuple(sorted(reasons, key=lambda reason: (reason.line, reason.column, reason.code, reason.message)))
