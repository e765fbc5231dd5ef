"""Every text that a file holds, under every encoding that can be undone."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caveat.assurance.scanning import archives, pictures, portable
from caveat.assurance.scanning.characters import as_text, is_plain, packed, plain, runs
from caveat.assurance.scanning.markup import is_markup, parts_of, readings_of, take_apart
from caveat.assurance.scanning.part import Decoder, NoRoom, Part, Room, Unreadable
from caveat.search.text_of import texts_of

Way = tuple[str, ...]
"""How a text was reached: the names of containers and encodings, outermost first."""
Take = Callable[[str, Way, bool], bool]
"""Hears of a text, its way, and whether it is what chance left readable in bytes; True where it was looking for it."""
TakeMany = Callable[[Sequence[str]], bool]
"""Hears of many texts at once, each of one line; True where it may have been looking for something in one of them."""

_Texts = Callable[[Iterable[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one file is followed. What lies beyond is reported, never passed over."""

    depth: int = 12
    """Containers and encodings in each other."""
    size: int = 1_000_000_000
    """Bytes that all of them may unfold to."""
    members: int = 200_000
    """Members of all of them."""
    largest: int = 250_000_000
    """Bytes of one member."""


class _Container(NamedTuple):
    name: str
    fits: Callable[[bytes], bool]
    decode: Decoder


_CONTAINERS = (
    _Container("locked", archives.is_locked, archives.refuse),
    _Container("gzip", archives.is_gzip, archives.gunzip),
    _Container("compressed", archives.is_packed, archives.unpack),
    _Container("image", pictures.is_picture, pictures.describe),
    _Container("PDF", portable.is_pdf, portable.read_pdf),
    _Container("zip", archives.is_zip, archives.unzip),
    _Container("tar", archives.is_tar, archives.untar),
)
_TOGETHER = 100
"""Texts that are looked at in one go. Where they say something, each is looked at by itself."""
_BETWEEN_TEXTS = " \0 "
"""Neither a space nor a letter of an encoding: what stands on both sides is never read as one."""
_TOO_DEEP = "its containers or encodings are nested too deeply"
_REMEMBERED = 2_000
"""Characters of a text up to which it is remembered as clean: what pages share is short."""
_MOST = 50_000
"""Texts that are remembered."""


class Reader:
    """Reads files and tells `take` every text in them. What repeats and was clean is told once."""

    def __init__(
        self,
        take: Take,
        limits: Limits,
        take_file: Callable[[bytes, Way], bool | None] = lambda _digest, _way: None,
        take_many: TakeMany = lambda _texts: True,
    ) -> None:
        """A reader that has not read anything.

        `take_file` hears of the SHA-256 of every file and member; where it answers, the content is settled unread.
        `take_many` hears of what `take` would hear of in vain: many short texts in one go.
        """
        self.unread: list[tuple[Way, str]] = []
        """The way to each thing that could not be read to its end, and why."""
        self._take, self._take_file, self._take_many, self._limits = take, take_file, take_many, limits
        self._clean: set[str] = set()
        self._clean_lines: set[str] = set()
        self._clean_stretches: set[str] = set()
        self._start()

    def file(self, data: bytes, way: Way) -> bool:
        """Read a file; whether anything in it was looked for, or could not be read."""
        self._start()
        try:
            return self._bytes(data, way, 0)
        except Unreadable as error:
            return self._give_up(way, str(error))

    def name(self, name: str, way: Way) -> bool:
        """Read the name of a file."""
        self._start()
        return self._text(name, way, 0)

    def _start(self) -> None:
        self._room = Room(self._limits.size, self._limits.members, self._limits.largest)
        self._visited: dict[int, bool] = {}

    def _give_up(self, way: Way, why: str) -> bool:
        self.unread.append((way, why))
        return True

    def _bytes(self, data: bytes, way: Way, depth: int) -> bool:
        self._room.take(len(data))
        settled = self._take_file(hashlib.sha256(data).digest(), way)
        if settled is not None:
            return settled
        if depth > self._limits.depth:
            return self._give_up(way, _TOO_DEEP)
        for container in _CONTAINERS:
            if container.fits(data):
                return self._container(container, data, way, depth)
        text = as_text(data)
        found = text is not None and self._text(text, way, depth)
        if text is None or b"\0" in data:
            # Letters in pairs are letters of Chinese, to a reader of UTF-16.
            found |= self._raw(data, way)
        return found

    def _container(self, container: _Container, data: bytes, way: Way, depth: int) -> bool:
        here = (*way, container.name)
        found = False
        try:
            for part in container.decode(data, self._room):
                found |= self._part(part, here, depth + 1)
        except NoRoom:
            raise
        except Unreadable as error:
            found = self._give_up(here, str(error))
        except Exception as error:  # noqa: BLE001 - Parsers raise whatever comes to them on bytes they do not expect.
            found = self._give_up(here, f"it is damaged ({type(error).__name__})")
        # Between its parts, behind them, and where a parser gave up.
        return self._raw(data, here) or found

    def _part(self, part: Part, way: Way, depth: int) -> bool:
        inside = (*way, part.channel)
        if part.content is None:
            return self._give_up(inside, "it is encrypted or damaged")
        if isinstance(part.content, str):
            return self._text(part.content, inside, depth)
        return bool(part.content) and self._bytes(part.content, inside, depth)

    def _raw(self, data: bytes, way: Way) -> bool:
        return _any(self._take(run, (*way, "bytes"), True) for run in runs(data))

    def _text(self, text: str, way: Way, depth: int) -> bool:
        """Read a text and everything it is an encoding of, unless that is known already."""
        if text in self._clean:
            return False
        # A keyed hash: for two texts of one file to share it takes more of them than a file can hold.
        key = hash(text)
        if key not in self._visited:
            self._room.take(len(text))
            self._visited[key] = depth > self._limits.depth and self._give_up(way, _TOO_DEEP)
            self._visited[key] = self._visited[key] or self._structure(text, way, depth)
        if not self._visited[key]:
            _remember(self._clean, [text])
        return self._visited[key]

    def _structure(self, text: str, way: Way, depth: int) -> bool:
        if shard := texts_of(text):
            return self._each(set(shard), (*way, "search index"), depth)
        if is_markup(text):
            markup = take_apart(text)
            tags, texts = (*way, "tags and comments"), (*way, "text")
            in_tags = self._new(markup.lines, self._clean_lines, parts_of, tags, depth)
            return self._new(markup.stretches, self._clean_stretches, readings_of, texts, depth) or in_tags
        if "\n\n" in text:
            return self._each(set(text.split("\n\n")) - self._clean, way, depth)
        return self._stretch(text, way, depth)

    def _new(self, marked: set[str], clean: set[str], said_by: _Texts, way: Way, depth: int) -> bool:
        """Read what has not been read before and was clean."""
        new = marked - clean
        found = self._each(said_by(new) - self._clean, way, depth)
        if not found:
            _remember(clean, new)
        return found

    def _each(self, texts: Iterable[str], way: Way, depth: int) -> bool:
        # Sorted, so that a report does not depend on the order of a set.
        return _any(self._text(text, way, depth) for text in sorted(self._loud(texts)))

    def _loud(self, texts: Iterable[str]) -> Iterable[str]:
        """The texts without those that say nothing: nearly all of them, told together."""
        loud: list[str] = []
        simple: list[str] = []
        for text in texts:
            (loud if _means_more(text) else simple).append(text)
        for start in range(0, len(simple), _TOGETHER):
            quiet = simple[start : start + _TOGETHER]
            if self._says(quiet):
                heard = {text for text in quiet if self._says([text])}
                loud += heard
                quiet = [text for text in quiet if text not in heard]
            self._room.take(sum(map(len, quiet)), len(quiet))
            _remember(self._clean, quiet)
        return loud

    def _says(self, texts: Sequence[str]) -> bool:
        """Whether one of some simple texts may say something; never a false no."""
        return self._take_many(texts) or next(packed(_BETWEEN_TEXTS.join(texts)), None) is not None

    def _stretch(self, text: str, way: Way, depth: int) -> bool:
        """Tell a text without structure, then read what it is an encoding of."""
        found = self._take(text, way, False)
        for part in packed(text):
            if isinstance(part.content, bytes):
                found |= self._packed(part.content, (*way, part.channel), depth + 1)
        for part in plain(text):
            if part.content != text:
                found |= self._part(part, way, depth + 1)
        return found

    def _packed(self, data: bytes, way: Way, depth: int) -> bool:
        """Read what looked like bytes written as letters. Any word may look so, and then gives noise."""
        if any(container.fits(data) for container in _CONTAINERS) or is_plain(data):
            return self._bytes(data, way, depth)
        return self._raw(data, way)


def _means_more(text: str) -> bool:
    """Whether a text has what makes an encoding, or parts. Base64 and hexadecimal are told by `packed`."""
    # Four times as fast as an expression.
    return "&" in text or "%" in text or "\\" in text or "=" in text or "<" in text or "\n\n" in text


def _remember(clean: set[str], texts: Iterable[str]) -> None:
    """Keep in mind that texts are clean."""
    if len(clean) > _MOST:
        clean.clear()
    clean.update([text for text in texts if len(text) <= _REMEMBERED])


def _any(found: Iterable[bool]) -> bool:
    """Whether one is true, all of them asked for: `any` would stop at the first."""
    return sum(found) > 0
