"""Whether a line leaves a code fence, a comment or an HTML element open.

Markers are found without this. It only answers whether a restriction cuts such a construct in two, so it errs towards
seeing one: any indentation, inside quotes and lists.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_FENCE = re.compile(r"(?:[ \t>]|[-*+:][ \t]|\d{1,9}[.)][ \t])*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_FENCE_END = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*")
_TOKEN = re.compile(
    r"(?P<code>`+)|(?P<comment><!--|<!\[CDATA\[|<\?)|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)[^<>]*"
)
_COMMENT_END = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class Enclosure(NamedTuple):
    """What is open at the end of a line."""

    fence: str = ""
    """The fence that opened a code block."""
    comment: str = ""
    """The characters that end the comment."""
    since: int = -1
    """Index of the line that opened it, so that a later one is not taken for it."""


NOTHING = Enclosure()


def enclosure_after(text: str, before: Enclosure, index: int) -> tuple[Enclosure, list[str]]:
    """What is open after the line `text`, and its HTML tags as `b` and `/b`."""
    if before.fence:
        end = _FENCE_END.fullmatch(text)
        return (NOTHING if end and end["fence"].startswith(before.fence) else before), []
    if not before.comment and (fence := _FENCE.match(text)):
        return Enclosure(fence=fence["fence"], since=index), []
    return _read(text, before, index) if before.comment or "<" in text else (before, [])


def balanced(tags: Sequence[str]) -> bool:
    """Whether every element is closed, in the right order, and none is closed that was not opened."""
    expected = []
    for tag in tags:
        if not tag.startswith("/"):
            expected.append(f"/{tag}")
        elif not expected or expected.pop() != tag:
            return False
    return not expected


def _read(text: str, before: Enclosure, index: int) -> tuple[Enclosure, list[str]]:
    tags: list[str] = []
    position = 0
    if before.comment:
        position = _after(text, before.comment)
        if not position:
            return before, []
    while token := _TOKEN.search(text, position):
        position = token.end()
        if code := token["code"]:
            # A code span is text; backticks that nothing closes are text as well.
            end = re.compile(f"(?<!`){code}(?!`)").search(text, position)
            position = end.end() if end else position
        elif comment := token["comment"]:
            position = _after(text, _COMMENT_END[comment], position)
            if not position:
                return Enclosure(comment=_COMMENT_END[comment], since=index), tags
        elif token["tag"].lower() not in _VOID and not token[0].endswith("/"):
            tags.append(token["close"] + token["tag"].lower())
    return NOTHING, tags


def _after(text: str, end: str, position: int = 0) -> int:
    """The offset after the next `end`; 0 where there is none."""
    found = text.find(end, position)
    return found + len(end) if found >= 0 else 0
