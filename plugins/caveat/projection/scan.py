"""Which parts of Markdown text are prose, and which are code or comment.

A light scanner for findings and for rewriting links: it decides nothing about who may see what.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caveat.content.line import Line
from caveat.content.problem import Location

_FENCE = re.compile(r"^[ >]*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})")
_BRACKET = re.compile(r"[\[\]]")
_CODE_SPAN = re.compile(r"(?<!\\)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


DEPTH = 64
"""How deep brackets of a paragraph may stand in each other."""


class Prose(NamedTuple):
    """A line and the part of it that Markdown reads as text."""

    position: int
    """Place in the body, counted from 0."""
    line: Line
    text: str
    """The line with code spans blanked out, column for column; empty inside a fence."""
    fenced: bool


def scan(lines: Sequence[Line]) -> Iterator[Prose]:
    """Every line with its code blanked out."""
    fence = ""
    for position, line in enumerate(lines):
        after = fence_after(line.text, fence)
        fenced = bool(fence or after)
        yield Prose(position, line, "" if fenced else blank_code(line.text), fenced)
        fence = after


def fence_after(text: str, fence: str) -> str:
    """The fence that is open after a line, where `fence` is open before it; empty where none is."""
    found = _FENCE.match(text)
    if not found:
        return fence
    rest = text[found.end() :]
    if fence:
        closes = found[1].startswith(fence) and not rest.strip(" `~")
        return "" if closes else fence
    return "" if "`" in rest else found[1]


def deep_brackets(lines: Sequence[Line]) -> Iterator[Location]:
    """The place of each bracket that is opened within sixty-four others of its paragraph.

    Converters try every opening bracket of a paragraph against every other: eight thousand take ten seconds.
    """
    depth = 0
    for line in lines:
        if not line.text.strip():
            depth = 0
        for found in _BRACKET.finditer(line.text):
            depth = depth + 1 if found[0] == "[" else max(0, depth - 1)
            if depth == DEPTH + 1:
                yield line.at(found.start() + 1)


def blank_code(text: str) -> str:
    """The text with code spans blanked out, column for column."""
    return _CODE_SPAN.sub(lambda span: " " * len(span[0]), text) if "`" in text else text
