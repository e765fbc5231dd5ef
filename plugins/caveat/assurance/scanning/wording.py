"""A source's text as fingerprints are made from it: what stands together, and how it may read once rendered."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from caveat.assurance.scanning.characters import plain
from caveat.assurance.scanning.markup import TAG
from caveat.assurance.scanning.normal import normal

_MARKER = r"\{restricted to [^{}\n]*\}|\{end restricted\}"
_MARKERS = re.compile(_MARKER)
_KEY = r"(?:^|(?<=[\s{,]))[\w.\"'/-]+:(?=\s|$)"
_STARTS = re.compile(
    rf"[ ]*(?:[-*+][ ]|\d+[.)][ ]|\#{{1,6}}[ ]|[|]|:::|```|~~~|!!!|\?\?\?|===|:[ ]|\[\^?[^\]\n]+\]:|\*\[[^\]\n]+\]:|---|{_KEY})"
)
"""What begins a new thing, so that the line before does not go on: an item, a heading, a row, a field."""
_APART = re.compile(rf"{_MARKER}|[|{{}}\[\]]|{_KEY}")
"""What divides a line into things that may be shown by themselves: markers, cells, values."""
_ATTRIBUTES = re.compile(r"\{:?[ #.][^{}\n]*\}")
_TARGET = re.compile(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]")
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_MARKUP = re.compile(r"[*_`~^=\\\[\]]+")

_TOKEN = re.compile(r"[^\s<>\"'()\[\]{}|,;*`]+")
_TELEPHONE = re.compile(r"\+?\(?\d[\d ().-]{6,}\d")
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


class Stretch(NamedTuple):
    """Words that stand together."""

    words: tuple[str, ...]
    """In the form of `normal`."""
    lines: tuple[int, ...]
    """The line of each word, counted from 1."""


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The line on which each paragraph begins, and its text."""
    number = 1
    for paragraph in text.split("\n\n"):
        yield number, paragraph
        number += paragraph.count("\n") + 2


def stretches(paragraph: str, first: int) -> Iterator[Stretch]:
    """Everything in a paragraph that may be shown together, in every form that it may take."""
    lines = [(number, line.lstrip("> ") or line) for number, line in enumerate(paragraph.split("\n"), first)]
    for block in _blocks(lines):
        found = {_stretch(block, read) for read in READINGS}
        found.update(_segments(block))
        yield from sorted(stretch for stretch in found if stretch.words)


def codes(text: str) -> Iterator[str]:
    """What tells by itself in a line, in the form of `normal`: addresses, references, telephone numbers, dates."""
    for found in _TOKEN.findall(text):
        if any(letter.isdigit() or letter in "@/" for letter in found):
            yield normal(found)
    for found in _TELEPHONE.findall(text):
        yield normal(found)
        yield "".join(normal(found).split())
    for year, month, day in _DATE.findall(text):
        yield from _dates(int(year), int(month), int(day))


def as_written(text: str) -> str:
    """The text without its markers."""
    return _MARKERS.sub("", text)


def as_rendered(text: str) -> str:
    """The text that a reader sees, words joined where only markup stood between them."""
    return _undone(TAG.sub("", _MARKUP.sub("", _without_targets(text))))


def as_spaced(text: str) -> str:
    """The same with a space wherever markup stood."""
    return _undone(TAG.sub(" ", _MARKUP.sub(" ", _without_targets(text))))


def as_decoded(text: str) -> str:
    """The text with everything decoded and its markup left."""
    return _undone(as_written(text))


READINGS: tuple[Callable[[str], str], ...] = (as_written, as_rendered, as_spaced, as_decoded)
"""Ways in which the same text may reach a reader. A whole file may be read as well as a line."""


def _without_targets(text: str) -> str:
    return _NOTE.sub(" ", _TARGET.sub(" ", _ATTRIBUTES.sub("", as_written(text))))


def _undone(text: str) -> str:
    if not any(sign in text for sign in "&%\\"):
        return text
    text = html.unescape(text)
    for part in plain(text):
        if part.channel in ("percent-encoding", "escapes"):
            text = str(part.content)
    return text


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if block and _STARTS.match(line):
            yield block
            block = []
        block.append((number, line))
    yield block


def _stretch(block: list[tuple[int, str]], read: Callable[[str], str]) -> Stretch:
    words: list[str] = []
    numbers: list[int] = []
    for number, line in block:
        found = normal(read(line)).split()
        words += found
        numbers += [number] * len(found)
    return Stretch(tuple(words), tuple(numbers))


def _segments(block: list[tuple[int, str]]) -> Iterator[Stretch]:
    """The parts of each line by themselves, and the markers that divide it."""
    for number, line in block:
        cuts = [0, *(place for found in _APART.finditer(line) for place in found.span()), len(line)]
        for start, end in pairwise(cuts):
            words = tuple(normal(as_rendered(line[start:end]) or line[start:end]).split())
            yield Stretch(words, (number,) * len(words))


def _dates(year: int, month: int, day: int) -> Iterator[str]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    # Not `strftime`, which follows the locale.
    name = _MONTHS[found.month - 1]
    yield f"{found.day} {name} {found.year}"
    yield f"{found.day} {name[:3]} {found.year}"


_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
