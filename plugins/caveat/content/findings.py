"""The problems of one reading, and the words that messages share."""

import difflib
import re
from collections.abc import Iterable

from caveat.content.problem import Location, Problem

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


class Findings:
    """Collects every problem of a reading."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, code: str, location: Location, message: str) -> None:
        """Remember a problem."""
        self._problems.append(Problem(location, code, message))

    def extend(self, others: "Findings") -> None:
        """Take over the problems of another reading."""
        self._problems += others._problems  # noqa: SLF001 -- The same class.

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, sorted by place and without repeats."""
        return tuple(sorted(set(self._problems)))


def named(value: object, *, otherwise: str, quote: bool) -> str:
    """A value in quotes where it may be shown and looks like a word of a vocabulary; else `otherwise`."""
    return f"'{value}'" if quote and isinstance(value, str) and _WORD.fullmatch(value) else otherwise


def did_you_mean(value: object, known: Iterable[str]) -> str:
    """`; did you mean 'partner'?`, or nothing where no known word is near. Never repeats the value."""
    if not isinstance(value, str) or len(value) > 60:
        return ""
    words = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(value.strip().casefold(), sorted(words), n=1, cutoff=0.6)
    return f"; did you mean '{words[near[0]]}'?" if near else ""


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = [*words]
    return f"{', '.join(most)} or {last}" if most else last


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
