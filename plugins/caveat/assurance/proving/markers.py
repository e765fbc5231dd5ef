"""The restrictions of a body, read from the grammar alone and not with the code that is on trial.

The source was built before, so its markers are known to be right: this reader has to find them, not to judge them.
"""

import re
from dataclasses import dataclass, replace

_NAMES = "(?P<names>[a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*)"
_OPENER = re.compile(rf"(?P<indent> *)::: restricted to {_NAMES}(?: because [a-z][a-z0-9-]*)?")
_CLOSER = re.compile(r" *::: end restricted")
_SPAN = re.compile(rf"\{{restricted to {_NAMES}(?: because [a-z][a-z0-9-]*)?\}}(?P<inside>.*?)\{{end restricted\}}")
_FENCE = re.compile(r"[ >]*(?:(?:[-*+:]|[0-9]+[.)]) +)*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body."""

    number: int
    """Counted from 1 in the file."""
    start: int
    text: str
    fence: str = ""
    """`inside` a code fence, or the `edge` of one; empty elsewhere."""
    comment: bool = False
    """In an HTML comment that began on another line, or holds one."""
    restricted: bool = False
    """In a restricted block, its markers included."""

    @property
    def end(self) -> int:
        """Offset of its line feed."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether it separates blocks of Markdown."""
        return not self.text.strip(" \t")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines between two markers."""

    editions: frozenset[str]
    opener: Line
    closer: Line
    lines: tuple[Line, ...]
    """Those between the markers."""
    indent: int

    @property
    def is_in_fence(self) -> bool:
        """Whether it stands within a code fence."""
        return self.opener.fence == "inside"


@dataclass(frozen=True, slots=True)
class Span:
    """Words between two markers of one line."""

    editions: frozenset[str]
    line: Line
    start: int
    end: int
    inside_start: int
    inside_end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The lines and restrictions of a page or shared passage."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]


def read_body(text: str, start: int) -> Body:
    """The body that begins at offset `start` of a file's text."""
    lines = _with_context(text, start)
    blocks: list[Block] = []
    spans: list[Span] = []
    opened: tuple[int, re.Match[str]] | None = None
    for index, line in enumerate(lines):
        if opened:
            lines[index] = replace(line, restricted=True)
            if _CLOSER.fullmatch(line.text):
                blocks.append(_block(lines, opened, index))
                opened = None
        elif found := _OPENER.fullmatch(line.text):
            lines[index] = replace(line, restricted=True)
            opened = index, found
        else:
            spans += (_span(line, each) for each in _SPAN.finditer(line.text))
    return Body(tuple(lines), tuple(blocks), tuple(spans))


def _block(lines: list[Line], opened: tuple[int, re.Match[str]], closer: int) -> Block:
    opener, found = opened
    inside = tuple(lines[opener + 1 : closer])
    return Block(_names(found), lines[opener], lines[closer], inside, len(found["indent"]))


def _span(line: Line, found: re.Match[str]) -> Span:
    inside = line.start + found.start("inside"), line.start + found.end("inside")
    return Span(_names(found), line, line.start + found.start(), line.start + found.end(), *inside)


def _names(found: re.Match[str]) -> frozenset[str]:
    return frozenset(found["names"].split(", "))


def _with_context(text: str, start: int) -> list[Line]:
    lines: list[Line] = []
    number = text.count("\n", 0, start) + 1
    fence, comment = "", False
    for each in text[start:].split("\n"):
        found = _FENCE.match(each)
        state = "inside" if fence else ""
        was_comment = comment
        if fence and found and found["fence"].startswith(fence):
            fence, state = "", "edge"
        elif not fence and found and not comment:
            fence, state = found["fence"], "edge"
        elif not fence:
            comment = each.rfind("<!--") > each.rfind("-->") or (comment and "-->" not in each)
        lines.append(Line(number, start, each, state, comment=was_comment or comment or "<!--" in each))
        start += len(each) + 1
        number += 1
    return lines
