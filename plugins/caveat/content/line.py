"""A line of source text that remembers where it came from."""

from collections.abc import Iterable
from typing import NamedTuple

from caveat.content.problem import Location


class Edit(NamedTuple):
    """A part of a line, from `start` up to `end` (counted from 0), and the text that takes its place."""

    start: int
    end: int
    text: str = ""


class Line(NamedTuple):
    """One line without its line feed.

    Projection removes, includes and rewrites lines; each keeps the place an author can go to.
    """

    text: str
    path: str
    number: int
    """Counted from 1 in the source file."""
    origins: tuple[int, ...] = ()
    """Offset in the source's line of each character and of the line's end; empty: the line as it was written."""

    def at(self, column: int = 1) -> Location:
        """The place in the source of a column (counted from 1) of this line."""
        if self.origins:
            column = self.origins[min(column, len(self.origins)) - 1] + 1
        return Location(self.path, self.number, column)

    def edited(self, edits: Iterable[Edit]) -> "Line":
        """The line with parts of its text replaced; the edits do not overlap, in whatever order they come."""
        ordered = sorted(edits)
        if not ordered:
            return self
        before = self.origins or tuple(range(len(self.text) + 1))
        text, origins, end = "", [], 0
        for edit in ordered:
            text += self.text[end : edit.start] + edit.text
            origins += [*before[end : edit.start], *(before[edit.start] for _ in edit.text)]
            end = edit.end
        return self._replace(text=text + self.text[end:], origins=(*origins, *before[end:]))


def split_lines(text: str, path: str, first: int = 1) -> tuple[Line, ...]:
    """The lines of `text`, split on LF alone: `str.splitlines` also splits on characters a reader cannot see."""
    return tuple(Line(line, path, number) for number, line in enumerate(text.split("\n"), first))
