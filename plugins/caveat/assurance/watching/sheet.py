"""The values that watching passes on: lines of text, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caveat.content.line import Line
from caveat.content.problem import Location


class Value(NamedTuple):
    """One line that is no line of a source file: a field's value, a file's name, the words of a drawing."""

    text: str
    place: Location
    """Where it starts, or where what it belongs to starts."""
    name: str = ""
    """What to call it where `place` is that of something larger."""

    @property
    def line(self) -> Line:
        """The value as a line."""
        return Line(self.text, self.place.path, self.place.line)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or file as an edition would show it, or the values of the data files."""

    lines: Sequence[Line | Value]
    pages: frozenset[str] = frozenset()
    """Id of the page, or of every page that uses the file; empty for a page without one."""
    debrief: bool = False
    """It is a debrief, or a debrief uses it."""


def apart(lines: Iterable[Line | Value]) -> Iterator[Line | Value]:
    """Each line with a blank one after it: the end of one and the start of the next are not read as one text."""
    for line in lines:
        yield line
        yield line._replace(text="")
