"""What decoders give and take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class MemberName(str):
    """A name from inside a file: it may itself be what nobody may read."""

    __slots__ = ()


class Part(NamedTuple):
    """Something that a file holds."""

    channel: str
    """What kind of place it was found in; of a member, its name."""
    content: bytes | str | None
    """None: it is there and cannot be read."""


class Unreadable(Exception):  # noqa: N818 - Says what the file is, not that we failed.
    """A file is not what it begins as, or larger inside than anybody may ask for; the message says which."""


class NoRoom(Unreadable):
    """A file unfolds to more than one file may."""


@dataclass(slots=True)
class Room:
    """How much one file may still unfold to, so that a small file cannot fill the machine."""

    left: int
    """Bytes."""
    members: int
    """Files in archives, objects in documents."""
    largest: int
    """Bytes of one of them: it has to fit into memory."""

    @property
    def part(self) -> int:
        """Bytes that the next part may have."""
        return max(0, min(self.left, self.largest))

    def take(self, size: int, members: int = 1) -> None:
        """Count parts that have so many bytes together. Raises NoRoom where there was too much already."""
        self.left -= size
        self.members -= members
        if self.left < 0:
            raise NoRoom("it unfolds to more than may be read")
        if self.members < 0:
            raise NoRoom("it has more parts than may be read")

    def fit(self, content: bytes) -> bytes:
        """`content`, of which at most `part + 1` bytes were unpacked. Raises NoRoom where that was not all."""
        if len(content) > self.part:
            raise NoRoom("it unfolds to more than may be read")
        return content


Decoder = Callable[[bytes, Room], Iterator[Part]]
"""Bytes to what they hold, as far as there is room. Raises Unreadable, or whatever a parser raises on bad bytes."""
