r"""Words as search compares them. The browser's script folds and splits a query in the same way.

Patterns here and in `units` name the letters they mean: `\b` and `\w` are not the same in Python and in JavaScript.
"""

import re
import unicodedata
from functools import lru_cache

from caveat.search.analyser import split

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
        "\u03c2": "\u03c3",
    }
)
"""Letters that have no mark to take off, and the form of sigma that depends on its place."""


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`: nothing for a mark, itself for any other letter. What has been met is remembered."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.category(chr(letter)).startswith("M") else letter
        return self[letter]


_WITHOUT_MARKS = _WithoutMarks()
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02b9\u2032]")
_HYPHENS = re.compile("[\u2010\u2011]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Places where a line may end, or may not: pasted with a word, and no part of it."""
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_POSSESSIVE = re.compile(r"'s(?![a-z0-9])")
HYPHENATED = re.compile(r"(?<![a-z0-9-])[a-z]+(?:-[a-z]+)+(?![a-z0-9-])")
_LONGEST = 200
"""Letters of a word: what is longer is no word, and nobody types it."""


def fold(text: str) -> str:
    """A text in small letters without marks (Unicode, NFKD); apostrophes and hyphens are alike, `1,000` is `1000`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS)
        text = _UNSEEN.sub("", _HYPHENS.sub("-", _APOSTROPHES.sub("'", text)))
    return _THOUSANDS.sub(r"\1", text.lower().translate(_LETTERS))


def words(folded: str) -> list[str]:
    """The words of a folded text in order. `victim's` is `victim`, `o'neill` is `oneill`."""
    return [word for word in split(without_apostrophes(folded)) if len(word) <= _LONGEST]


def without_apostrophes(folded: str) -> str:
    """A folded text in which no word has an apostrophe."""
    return _POSSESSIVE.sub("", folded).replace("'", "")


def joined(folded: str) -> list[str]:
    """What is written with hyphens, as one word: `co-operation` is found as `cooperation` too."""
    found = (each.replace("-", "") for each in HYPHENATED.findall(folded))
    return [word for word in found if len(word) <= _LONGEST]


@lru_cache(maxsize=65_536)
def without_plural(word: str) -> str:
    """A word as phrases compare it: `orders` is `order`, `process` stays."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
