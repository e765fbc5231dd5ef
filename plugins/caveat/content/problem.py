"""What is wrong with a source, where, and what to write instead.

    CaveatError              root of every error Caveat raises on purpose
    └── ContentError         the source has problems; carries all of them

A message gives the position of protected text and never the text itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file."""

    path: str
    """Path below the project's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding, as an author reads it."""

    location: Location
    code: str
    """Stable: documented in the handbook, tested, safe to search for."""
    message: str
    """What is wrong; what to write instead."""

    def __str__(self) -> str:
        return f"{self.location}: {self.message} [{self.code}]"


class CaveatError(Exception):
    """Root of the errors that Caveat raises on purpose: a user can act on every one."""


class ContentError(CaveatError):
    """The source cannot be published.

    `problems` holds every problem of the run, sorted by place and without repeats.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
