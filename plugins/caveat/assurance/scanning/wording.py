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
_STARTS = re.compile(r" *(?:[-*+] |\d+[.)] |#{1,6} |\||:::|```|~~~|!!!|\?\?\?|===|: |\[\^?[^\]\n]+\]:|\*\[[^\]\n]+\]:)")
"""What begins a new thing in Markdown, so that the line before does not go on: an item, a heading, a row."""
_APART = re.compile(rf"{_MARKER}|\|")
"""What divides a line into things that may be shown by themselves: markers, the cells of a row."""
_KEY = r"[\w.\"'/-]+:(?=\s|$)"
_FIELD = re.compile(rf" *(?:- +)*(?:{_KEY})?")
"""What stands before a value in YAML."""
_FIELDS = re.compile(rf"(?:(?<=[\s{{,])|^){_KEY}|[{{}}\[\]#]")
"""What divides a line of YAML. A key beside its value is no passage that anybody wrote."""
_LIST = re.compile(r"\[[^\[\]\n]*\]")
_ATTRIBUTES = re.compile(r"\{:?[ #.][^{}\n]*\}")
_TARGET = re.compile(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]")
_NOTE = re.compile(r"\[\^[^\]\n]+\]")
_MARKUP = re.compile(r"[*_`~^=\\\[\]]+")
_SIGNS = re.compile(r"[*_`~^=\\\[\]<&%{]")
"""Without any of them every reading of a text is the same."""

_LETTER = r"[^\s<>\"'()\[\]{}|,;:=*`]"
_NAME = re.compile(
    r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_][,;] )|(?<=\())[^\W\d_a-z][\w'-]+"  # A capital within a sentence.
    r"|\w*[^\W\d_A-Z][^\W\d_a-z]\w*|\b[^\W\d_a-z]{4,}\b|\w*\d\w*"  # Capitals elsewhere, digits.
)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+)+")
_TOKEN = re.compile(rf"(?<!{_LETTER})(?={_LETTER}*[\d@/]){_LETTER}+")
_TELEPHONE = re.compile(r"\+?\(?\d[\d ().-]{6,}\d")
_DIGITS = 9
"""Digits of a telephone number, at least."""
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_FIGURES = re.compile(r"\b(\d{4}) (\d{2}) (\d{2})\b")
_IN_WORDS = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")


class Stretch(NamedTuple):
    """Words that stand together."""

    words: tuple[str, ...]
    """In the form of `normal`."""
    lines: tuple[int, ...]
    """The line of each word, counted from 1."""


class Paragraph(NamedTuple):
    """Lines between blank ones."""

    first: int
    """The number of its first line."""
    text: str
    is_data: bool
    """YAML; else Markdown, or whatever reads like it."""


def paragraphs(path: str, text: str) -> Iterator[Paragraph]:
    """The paragraphs of a source file; front matter is one of its own."""
    number = 1
    is_data = path.endswith(".yml")
    if path.endswith(".md") and text.startswith("---\n") and (end := text.find("\n---\n")) > 0:
        yield Paragraph(1, text[:end], is_data=True)
        number += text.count("\n", 0, end + 1)
        text = text[end + 1 :]
    for paragraph in text.split("\n\n"):
        yield Paragraph(number, paragraph, is_data)
        number += paragraph.count("\n") + 2


def stretches(paragraph: Paragraph) -> Iterator[Stretch]:
    """Everything in a paragraph that may be shown together, in every form that it may take."""
    lines = [*enumerate(paragraph.text.split("\n"), paragraph.first)]
    for block in _fields(lines) if paragraph.is_data else _blocks(lines):
        segments = () if paragraph.is_data else _segments(block)
        readings = READINGS if any(_SIGNS.search(line) for _, line in block) else (as_written,)
        yield from dict.fromkeys([*(_stretch(block, read) for read in readings), *segments])


def codes(text: str) -> Iterator[str]:
    """What tells by itself in a line, in the form of `normal`: addresses, references, telephone numbers, dates."""
    for found in _TOKEN.findall(text):
        yield normal(found)
    for found in _TELEPHONE.findall(text):
        yield normal(found)
        joined = "".join(normal(found).split())
        yield joined if len(joined) >= _DIGITS else ""
    for found in _DATE.finditer(text):
        yield from dates(normal(found[0]))


def names(text: str) -> frozenset[str]:
    """Words that stand for somebody or something by themselves, in the form of `normal`.

    Those with a capital within a sentence, with a capital after a small letter, in capitals, or with a digit. A name of
    several words is none of them: `full_names` has it whole, as each of its words may be an ordinary one.
    """
    alone = _FULL_NAME.sub(" ", text)
    return frozenset(word for found in _NAME.findall(alone) for word in normal(found).split())


def full_names(text: str) -> Iterator[str]:
    """Names of several words, each with a capital, in the form of `normal`."""
    yield from (normal(found) for found in _FULL_NAME.findall(text))


def dates(words: str) -> Iterator[str]:
    """Every date of a text in the form of `normal`, as figures, in words and shortened."""
    for year, month, day in _FIGURES.findall(words):
        yield from _dates(int(year), int(month), int(day))
    for day, name, year in _IN_WORDS.findall(words):
        yield from _dates(int(year), _MONTHS.index(name) + 1, int(day))


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
    if "&" not in text and "%" not in text and "\\" not in text:
        return text
    text = html.unescape(text)
    for part in plain(text):
        if part.channel in ("percent-encoding", "escapes"):
            text = str(part.content)
    return text


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, quoted in lines:
        line = quoted.lstrip("> ") or quoted
        if block and _STARTS.match(line):
            yield block
            block = []
        block.append((number, line))
    yield block


def _fields(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The same for YAML: each value, each key, and the parts of what is written in one line."""
    block: list[tuple[int, str]] = []
    for number, line in lines:
        field = _FIELD.match(line)
        start = field.end() if field else 0
        if block and line[:start].strip():
            yield block
            block = []
        value = line[start:].lstrip(" ")
        if not value.startswith(("{", "[")):
            block.append((number, value))
        # Two values of a list side by side, such as tags, are no passage either.
        divided = _LIST.sub(lambda found: found[0].replace(",", "]["), line)
        yield from ([(number, part)] for part in _cut(divided, _FIELDS))
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
        for part in _cut(line, _APART):
            words = tuple(normal(as_rendered(part) or part).split())
            yield Stretch(words, (number,) * len(words))


def _cut(line: str, apart: re.Pattern[str]) -> list[str]:
    """The line divided, what divides it included; nothing where nothing does."""
    cuts = [0, *(place for found in apart.finditer(line) for place in found.span()), len(line)]
    return [line[start:end] for start, end in pairwise(cuts)] if cuts[1:-1] else []


def _dates(year: int, month: int, day: int) -> Iterator[str]:
    try:
        found = date(year, month, day)
    except ValueError:
        return
    # Not `strftime`, which follows the locale.
    name = _MONTHS[found.month - 1]
    yield normal(found.isoformat())
    yield f"{found.day} {name} {found.year}"
    yield f"{found.day} {name[:3]} {found.year}"
