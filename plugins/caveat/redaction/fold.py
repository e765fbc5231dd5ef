"""Text as a hurried reader sees it: look-alikes, case, accents and invisible characters made one."""

import re
import unicodedata
from functools import cache

from caveat.redaction.confusables import CONFUSABLES

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5")
"""Letters, by category, that no font shows."""


def fold(text: str) -> str:
    """`text` under NFKC, confusables to ASCII, zero-width and combining characters removed, lower case."""
    return text.lower() if text.isascii() else _NOT_ASCII.sub(lambda found: _folded(found[0]), text).lower()


def unfolded(text: str, offset: int) -> int:
    """The offset in `text` of the character that gave the one at `offset` of its fold."""
    for index, character in enumerate(text):
        offset -= len(fold(character))
        if offset < 0:
            return index
    return len(text)


@cache
def _folded(character: str) -> str:
    return "".join(_look(part) for part in unicodedata.normalize("NFKD", character))


def _look(character: str) -> str:
    if character.isascii():
        return character
    # First the table: some combining signs look like a colon.
    if character in CONFUSABLES:
        return CONFUSABLES[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Mc", "Me"} or character in _BLANK_LETTERS:
        return ""
    if category == "Pd":
        return "-"
    return " " if category.startswith("Z") else character
