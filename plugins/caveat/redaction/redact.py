"""A body as one edition sees it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from caveat.content.line import Edit, Line
from caveat.redaction.restriction import MarkedBody, Restriction, is_blank

LABEL_START = "\ue000"
"""Begins the label of a passage that a narrower edition does not have; what the label says follows."""
LABEL_END = "\ue001"
"""Ends the label; the passage follows."""
PASSAGE_END = "\ue002"
"""Ends the passage."""

Label = Callable[[Restriction], str]
"""What the label of a passage says; empty where it has none. Asked only of what the edition sees."""

_EITHER_SIDE = re.compile(r"['\"*_`~=^|]+")
"""Quotes and delimiters that close where no word follows them."""
_OPENING = frozenset({"Ps", "Pi"})
"""Categories of punctuation that stands before a word."""


def unlabelled(_restriction: Restriction) -> str:
    """No label."""
    return ""


def redact(body: MarkedBody, edition: str, label: Label = unlabelled) -> tuple[Line, ...]:
    """The lines of `body` that `edition` sees.

    A labelled block has the lines `LABEL_START label LABEL_END` (no spaces) and `PASSAGE_END` in place of its markers
    and with their indentation, a labelled span the same characters around its text. Every other marker goes without a
    trace.

    A run of blank lines becomes one, in code fences too, and none is left at the start or the end: how many an author
    left around a restriction would tell that it is there.
    """
    spans: dict[int, list[Restriction]] = {}
    blocks: dict[int, Restriction] = {}
    for restriction in body.restrictions:
        if restriction.inline:
            spans.setdefault(restriction.opener.line, []).append(restriction)
        else:
            blocks[restriction.opener.line] = blocks[restriction.closer.line] = restriction
    kept: list[Line] = []
    index = 0
    while index < len(body.lines):
        line = body.lines[index]
        if block := blocks.get(index):
            if edition not in block.editions:
                index = block.closer.line
            elif words := label(block):
                sign = PASSAGE_END if index == block.closer.line else _opening(words)
                kept.append(line.edited([Edit(block.opener.start, len(line.text), sign)]))
        elif index in spans:
            seen = redact_line(line, spans[index], edition, label)
            kept += [seen] if seen.text.strip() else []
        else:
            kept.append(line)
        index += 1
    return _with_single_blanks(kept)


def redact_line(line: Line, spans: Sequence[Restriction], edition: str, label: Label = unlabelled) -> Line:
    """`line` as `edition` sees it; `spans` are its restrictions in order."""
    edits = []
    # Offsets in `line` of the characters that stay.
    offsets: list[int] = []
    # Places among them; spans next to each other leave one gap.
    gaps: dict[int, None] = {}
    end = 0
    for span in spans:
        offsets += range(end, span.opener.start)
        end = span.closer.end
        if edition not in span.editions:
            gaps[len(offsets)] = None
            edits.append(Edit(span.opener.start, end))
            continue
        offsets += range(span.opener.end, span.closer.start)
        words = label(span)
        edits.append(Edit(span.opener.start, span.opener.end, _opening(words) if words else ""))
        edits.append(Edit(span.closer.start, span.closer.end, PASSAGE_END if words else ""))
    offsets += range(end, len(line.text))
    spare = _spare_spaces("".join(line.text[offset] for offset in offsets), gaps)
    return line.edited([*edits, *(Edit(offsets[place], offsets[place] + 1) for place in spare)])


def _opening(words: str) -> str:
    return f"{LABEL_START}{words}{LABEL_END}"


def _spare_spaces(seen: str, gaps: Iterable[int]) -> set[int]:
    """Places in `seen` of the spaces that spans take with them when they go."""
    spare: set[int] = set()
    for gap in gaps:
        if gap == 0 or gap - 1 in spare:
            # At the start of the line, or after nothing but spans that went with their spaces.
            spare |= {gap} if seen[gap : gap + 1] == " " else set()
        elif seen[gap - 1] == " " and _closes(seen, gap):
            spare.add(gap - 1)
    return spare


def _closes(seen: str, place: int) -> bool:
    """Whether what stands at `place` follows a word without a space: punctuation, a closing quote, the line's end."""
    if either := _EITHER_SIDE.match(seen, place):
        return not seen[either.end() : either.end() + 1].isalnum()
    first = seen[place : place + 1]
    if not first or first.isspace() or seen.startswith("</", place):
        return True
    category = unicodedata.category(first)
    return category.startswith("P") and category not in _OPENING


def _with_single_blanks(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with one blank line for each run of them, and none at the start or the end."""
    kept: list[Line] = []
    for line in lines:
        if not is_blank(line):
            kept.append(line)
        elif kept and kept[-1].text:
            kept.append(line._replace(text=""))
    return tuple(kept[:-1] if kept and not kept[-1].text else kept)
