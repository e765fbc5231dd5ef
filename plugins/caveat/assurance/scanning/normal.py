"""The one form in which output and fingerprints are compared: words between single spaces."""

import re
import unicodedata
from collections.abc import Sequence

from caveat.redaction.fold import fold

SHINGLE = 5
"""Words of a passage that are looked for together."""

_SPACES = re.compile(rb"  +")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u201b\u02bc\uff07")


def normal(text: str) -> str:
    """The words of a text, whatever it looks like.

    Compatibility forms and look-alikes are one (NFKC, UTS #39), letters small, accents and characters that nobody sees
    gone, and a space stands for all punctuation and white space. An apostrophe goes without leaving a space, so that
    `don't` is one word however it is typed.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: _LETTERS[ord(found[0])], text)
    if text.isascii():
        # Much faster than by code points, and most text is ASCII by now.
        return _SPACES.sub(b" ", text.encode().translate(_ASCII, _DROPPED)).decode().strip(" ")
    return " ".join(text.translate(_LETTERS).split())


def normal_lines(texts: Sequence[str]) -> str:
    """The words of several texts as `normal` gives them, with a line's end, which is no word, between two texts."""
    joined = " \n ".join(texts)
    if joined.count("\n") >= len(texts):
        joined = " \n ".join(text.replace("\n", " ") for text in texts)
    joined = f" {joined} "
    if not joined.isascii():
        joined = _NOT_ASCII.sub(lambda found: _LETTERS[ord(found[0])], joined)
    if not joined.isascii():
        return f" {' | '.join(normal(text) for text in joined.split(chr(10)))} "
    return _SPACES.sub(b" ", joined.encode().translate(_ASCII_LINES, _DROPPED)).decode()


class _Letters(dict[int, str]):
    """Code point to what stands for it; computed when it is first met."""

    def __missing__(self, code: int) -> str:
        found = _letters(chr(code))
        self[code] = found
        return found


def _letters(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    folded = fold(character)
    if not character.isascii():
        folded = fold(unicodedata.normalize("NFKC", character)).casefold()
    return "".join(letter if letter.isalnum() else "" if letter in _APOSTROPHES else " " for letter in folded)


_LETTERS = _Letters()
_DROPPED = b"'`"
_ASCII = b"".join(_letters(chr(code)).encode() or b"'" for code in range(128)) + bytes(128)
_ASCII_LINES = _ASCII[:10] + b"|" + _ASCII[11:]
