"""The values that marking gives and redacting takes."""

from dataclasses import dataclass
from typing import NamedTuple

from caveat.content.line import Line
from caveat.content.problem import Problem


@dataclass(frozen=True, slots=True)
class Scheme:
    """The words that a marker may use."""

    editions: frozenset[str]
    """Every configured edition."""
    reasons: frozenset[str]
    """The vocabulary's list of reasons."""


class Place(NamedTuple):
    """Where a marker stands in a body."""

    line: int
    """Index of its line in the body, counted from 0."""
    start: int
    """Offset of its first character in the line."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A block or a span that only some editions see."""

    editions: frozenset[str]
    """The editions that see it."""
    because: str
    """A reason from the vocabulary, or empty."""
    inline: bool
    """A span of one line; else a block of whole lines."""
    opener: Place
    closer: Place


@dataclass(frozen=True, slots=True)
class MarkedBody:
    """A body whose restrictions are known, in the order of their openers."""

    lines: tuple[Line, ...]
    restrictions: tuple[Restriction, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """A marked body, or the problems that keep it from being one.

    With any problem the body has no lines: a caller that forgets to look at `problems` publishes nothing.
    """

    body: MarkedBody
    problems: tuple[Problem, ...]


def is_blank(line: Line) -> bool:
    """Whether the line separates blocks in Markdown. A no-break space does not."""
    return not line.text.strip(" \t")
