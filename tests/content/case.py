"""A source and the problems that reading it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content.sources import Files


def _nothing(root: Path) -> None:
    """Most projects are their files alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """`files` are those of `sources.write`; `problems` are all that reading finds, as `path:line:column code`."""

    name: str
    files: Files
    problems: tuple[str, ...]
    prepare: Callable[[Path], None] = _nothing
    """What cannot be written as a file: links, pipes, permissions."""

    def __str__(self) -> str:
        return self.name
