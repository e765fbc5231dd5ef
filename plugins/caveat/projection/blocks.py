"""A guess at where the blocks of Markdown begin, and what they are. Whoever uses it checks the guess by converting."""

import re
from collections.abc import Sequence

from caveat.content.line import Line
from caveat.projection.scan import scan

_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?: |$)")
_ALONE = re.compile(rf" *(?:{_ITEM.pattern}|[|>#:])")
_KINDS = {
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "table": "table",
    "pre": "example",
    "div": "block",
    "p": "paragraph",
}


def block_starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines with which a block of the page seems to begin, in order; 0 is always among them.

    A list is one block, however many blank lines stand between its items, and so is a fence.
    """
    starts = [0]
    fenced, blank, in_list = False, True, False
    for prose in scan(lines):
        text = prose.line.text
        opens = blank and bool(text.strip()) and not text.startswith((" ", "\t", ":"))
        if opens and not (fenced and prose.fenced):
            is_item = bool(_ITEM.match(text))
            if not (in_list and is_item):
                starts.append(prose.position)
            in_list = is_item
        fenced, blank = prose.fenced, not text.strip()
    return sorted(set(starts))


def stands_alone(line: str) -> bool:
    """Whether the line is an item, a row, a heading or the like: something that words around it would undo."""
    return bool(_ALONE.match(line))


def kind_of(html: str) -> str:
    """What the first element of a page's HTML is, in a word for readers."""
    found = re.match(r"\s*<([a-z]+[1-6]?)([^>]*)", html)
    if not found:
        return "block"
    name = found[1]
    if name == "div" and "highlight" in found[2]:
        return "example"
    return "heading" if name.startswith("h") and name[1:].isdigit() else _KINDS.get(name, "block")
