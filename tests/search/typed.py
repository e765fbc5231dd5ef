"""What a reader's fingers make of a query: one typing mistake, or a last word that is only half there.

Both forms follow from the query alone. Chance is drawn from the SHA-256 of the word "mistyped", a line end and the
query, so the forms are the same on every machine and no one chooses them.

**Mistyped.** One mistake in one word of at least four letters (letters alone: "N200" and "198,000" stay whole), never
in its first letter, which people seldom miss. Word, letter and mistake are equally likely:

    missing       the letter is left out
    doubled       the letter is struck twice
    neighbour     a neighbouring key of a British keyboard is struck instead, in the same case
    swapped       the letter changes places with the next one; the last letter with the one before it

Where a mistake would change nothing (two equal letters swapped) or has no key (a letter outside a to z), the letter is
missing instead.

**Half-typed.** The query ends in the middle of its last word: the first half of its letters is there, rounded up, and
at least three. A last word of fewer than four letters, or with a digit, is not cut, and the query has no such form.
"""

import hashlib
import re

_LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
_LAST_WORD = re.compile(r"(\w+)\W*$")
_LEAST_LETTERS = 3
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MISTAKES = ("missing", "doubled", "neighbour", "swapped")


def mistyped(query: str) -> str | None:
    """The query with one typing mistake; None where no word has four letters."""
    words = list(_LONG_WORD.finditer(query))
    if not words:
        return None
    chance = _Chance(f"mistyped\n{query}")
    found = words[chance.below(len(words))]
    place = 1 + chance.below(len(found[0]) - 1)
    mistake = _MISTAKES[chance.below(len(_MISTAKES))]
    return query[: found.start()] + _mistake(found[0], place, mistake, chance) + query[found.end() :]


def half_typed(query: str) -> str | None:
    """The query up to the middle of its last word; None where that word is too short or holds a digit."""
    found = _LAST_WORD.search(query)
    if found is None or not _LONG_WORD.fullmatch(found[1]):
        return None
    kept = max(_LEAST_LETTERS, (len(found[1]) + 1) // 2)
    return query[: found.start() + kept]


def _mistake(word: str, place: int, mistake: str, chance: "_Chance") -> str:
    before, letter, after = word[:place], word[place], word[place + 1 :]
    neighbours = _neighbours(letter)
    if mistake == "doubled":
        return before + letter * 2 + after
    if mistake == "neighbour" and neighbours:
        return before + neighbours[chance.below(len(neighbours))] + after
    first = min(place, len(word) - 2)
    if mistake == "swapped" and word[first] != word[first + 1]:
        return word[:first] + word[first + 1] + word[first] + word[first + 2 :]
    return before + after


def _neighbours(letter: str) -> str:
    """The keys left and right of a letter, and those that touch it in the rows above and below."""
    for row, keys in enumerate(_KEYS):
        if (column := keys.find(letter.lower())) >= 0:
            beside = [(row, column - 1), (row, column + 1)]
            above, below = [(row - 1, column), (row - 1, column + 1)], [(row + 1, column - 1), (row + 1, column)]
            near = "".join(_key(*place) for place in (*beside, *above, *below))
            return near.upper() if letter.isupper() else near
    return ""


def _key(row: int, column: int) -> str:
    return _KEYS[row][column] if 0 <= row < len(_KEYS) and 0 <= column < len(_KEYS[row]) else ""


class _Chance:
    """Numbers drawn from the digest of a text, the same for the same text."""

    def __init__(self, text: str) -> None:
        self._number = int.from_bytes(hashlib.sha256(text.encode()).digest())

    def below(self, limit: int) -> int:
        """The next number from 0 up to, and without, `limit`."""
        self._number, drawn = divmod(self._number, limit)
        return drawn
