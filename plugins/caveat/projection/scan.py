"""Which parts of Markdown text are prose, and which are code or comment.

A light scanner for findings and for rewriting links: it decides nothing about who may see what.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caveat.content.line import Line

_FENCE = re.compile(r"^[ >]*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!\\)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


DEPTH = 64
"""How deep brackets of a line may stand in each other."""


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
        found = _FENCE.match(line.text)
        if fence:
            if found and found[1].startswith(fence) and not line.text[found.end() :].strip(" `~"):
                fence = ""
            yield Prose(position, line, "", fenced=True)
        elif found and "`" not in line.text[found.end() :]:
            fence = found[1]
            yield Prose(position, line, "", fenced=True)
        else:
            yield Prose(position, line, _blank_code(line.text), fenced=False)


def deep_bracket(text: str) -> int:
    """The column (counted from 1) of a bracket opened within too many others, or 0.

    Converters try every opening bracket against every other: eight thousand in a row take ten seconds.
    """
    if text.count("[") <= DEPTH:
        return 0
    depth = 0
    for column, character in enumerate(text, 1):
        depth = depth + 1 if character == "[" else max(0, depth - (character == "]"))
        if depth > DEPTH:
            return column
    return 0


def _blank_code(text: str) -> str:
    return _CODE_SPAN.sub(lambda span: " " * len(span[0]), text) if "`" in text else text
