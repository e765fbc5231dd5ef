"""A body as one edition sees it."""

import re
import unicodedata
from collections.abc import Sequence

from caveat.content.line import Line
from caveat.redaction.enclosure import NOTHING, enclosure_after
from caveat.redaction.restriction import MarkedBody, Restriction, is_blank

LABEL_START = "\ue000"
"""Begins the label of a passage that a narrower edition does not have; its reason follows."""
LABEL_END = "\ue001"
"""Ends the reason; the passage follows."""
PASSAGE_END = "\ue002"
"""Ends the passage."""

_EITHER_SIDE = re.compile(r"['\"*_`~=^|]+")
"""Quotes and delimiters that close where no word follows them."""
_OPENING = frozenset({"Ps", "Pi"})
"""Categories of punctuation that stands before a word."""


def redact(body: MarkedBody, edition: str, *, narrower: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines of `body` that `edition` sees.

    A restriction that `edition` sees and an edition in `narrower` does not is labelled: a block with the lines
    `LABEL_START because LABEL_END` (no spaces) and `PASSAGE_END` in place of its markers and with their indentation,
    a span with the same characters around its text. Every other marker goes without a trace.

    Outside code fences a run of blank lines becomes one, and none is left at the start or the end: how many an author
    left around a restriction would tell that it is there.
    """
    spans: dict[int, list[Restriction]] = {}
    blocks: dict[int, tuple[Restriction, str]] = {}
    for restriction in body.restrictions:
        if restriction.inline:
            spans.setdefault(restriction.opener.line, []).append(restriction)
        else:
            blocks[restriction.opener.line] = restriction, f"{LABEL_START}{restriction.because}{LABEL_END}"
            blocks[restriction.closer.line] = restriction, PASSAGE_END
    kept = _Kept()
    index = 0
    while index < len(body.lines):
        line = body.lines[index]
        if index in blocks:
            restriction, label = blocks[index]
            if edition in restriction.editions and narrower - restriction.editions:
                kept.add(line._replace(text=line.text[: restriction.opener.start] + label))
            else:
                kept.leave_out()
            if edition not in restriction.editions:
                index = restriction.closer.line
        elif index in spans:
            text = redact_line(line.text, spans[index], edition, narrower=narrower)
            if text.strip():
                kept.add(line._replace(text=text))
        else:
            kept.add(line)
        index += 1
    return kept.lines()


def redact_line(
    text: str, spans: Sequence[Restriction], edition: str, *, narrower: frozenset[str] = frozenset()
) -> str:
    """The line `text` as `edition` sees it; `spans` are its restrictions in order. For `narrower` see `redact`."""
    seen = ""
    # Places in `seen`; spans next to each other leave one gap.
    gaps: dict[int, None] = {}
    labels = []
    end = 0
    for span in spans:
        seen += text[end : span.opener.start]
        end = span.closer.end
        if edition not in span.editions:
            gaps[len(seen)] = None
            continue
        inside = text[span.opener.end : span.closer.start]
        if narrower - span.editions:
            labels += [(len(seen), f"{LABEL_START}{span.because}{LABEL_END}"), (len(seen) + len(inside), PASSAGE_END)]
        seen += inside
    seen += text[end:]
    characters = [*seen, ""]
    for gap in gaps:
        _close(gap, characters, seen)
    parts = []
    end = 0
    for place, label in labels:
        parts += [*characters[end:place], label]
        end = place
    return "".join(parts + characters[end:])


def _close(gap: int, characters: list[str], seen: str) -> None:
    """Blank the space that a span takes with it when it goes; `characters` are those of `seen`, "" where blanked."""
    before = gap - 1
    while before >= 0 and not characters[before]:
        before -= 1
    if before < 0 and characters[gap] == " ":
        characters[gap] = ""
    elif before >= 0 and characters[before] == " " and _closes(seen, gap):
        characters[before] = ""


def _closes(seen: str, place: int) -> bool:
    """Whether what stands at `place` follows a word without a space: punctuation, a closing quote, the line's end."""
    if either := _EITHER_SIDE.match(seen, place):
        return not seen[either.end() : either.end() + 1].isalnum()
    first = seen[place : place + 1]
    if not first or first.isspace() or seen.startswith("</", place):
        return True
    category = unicodedata.category(first)
    return category.startswith("P") and category not in _OPENING


class _Kept:
    """The lines that stay."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._open = NOTHING
        self._blank_is_spare = True

    def add(self, line: Line) -> None:
        """Keep a line, unless it is a blank one too many."""
        if not is_blank(line):
            self._blank_is_spare = False
        elif self._blank_is_spare:
            return
        elif not self._open.fence:
            self._blank_is_spare = True
            line = line._replace(text="")
        self._open, _ = enclosure_after(line.text, self._open, line.number)
        self._lines.append(line)

    def leave_out(self) -> None:
        """Leave a block or a marker out, and the blank lines after it where one stands before it."""
        self._blank_is_spare = not self._lines or is_blank(self._lines[-1])

    def lines(self) -> tuple[Line, ...]:
        """The lines, without blank ones at the end."""
        while self._lines and is_blank(self._lines[-1]):
            self._lines.pop()
        return tuple(self._lines)
