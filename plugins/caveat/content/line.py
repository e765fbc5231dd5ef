"""A line of source text that remembers where it came from."""

from typing import NamedTuple

from caveat.content.problem import Location


class Line(NamedTuple):
    """One line without its line feed.

    Projection removes, includes and rewrites lines; each keeps the place an author can go to.
    """

    text: str
    path: str
    number: int
    """Counted from 1 in the source file."""

    def at(self, column: int = 1) -> Location:
        """The place of a column (counted from 1) of this line."""
        return Location(self.path, self.number, column)


def split_lines(text: str, path: str, first: int = 1) -> tuple[Line, ...]:
    """The lines of `text`, split on LF alone: `str.splitlines` also splits on characters a reader cannot see."""
    return tuple(Line(line, path, number) for number, line in enumerate(text.split("\n"), first))
