"""Find words and patterns in a text, in one pass for the words and one for the patterns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from caveat.assurance.watching.reading import GAP, words
from caveat.content.corpus import WatchEntry
from caveat.content.patterns import PATTERNS, PERSONAL

_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
"""No letter or digit on this side. An underscore counts as none: it is emphasis, or joins the words of a file name."""

_SIGNS = re.compile(r"[0-9@]+")
_REACH = 80
"""Characters that a pattern may have before its first digit or at sign, and after its last."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, as offsets in the text."""

    start: int
    end: int
    entry: WatchEntry | None
    """The entry that names it; None for personal data in a debrief."""
    pattern: str = ""
    """The pattern that found it, or empty: a word."""


class Matcher:
    """The entries of the watch list that guard one edition."""

    def __init__(self, entries: Sequence[WatchEntry]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], WatchEntry]]] = {}
        self._patterns: dict[str, WatchEntry] = {}
        for entry in entries:
            for text in entry.words:
                found = tuple(words(text))
                self._phrases.setdefault(found[0], []).append((found, entry))
            for name in entry.patterns:
                self._patterns.setdefault(name, entry)
        self._first_words = tuple(self._phrases)
        self._finder = AhoCorasick(self._first_words) if self._phrases else None

    def looks(self, *, debrief: bool) -> bool:
        """Whether there is anything to look for."""
        return debrief or self._finder is not None or bool(self._patterns)

    def hits(self, text: str, *, debrief: bool) -> list[Hit]:
        """What stands in `text`, which is folded and has its capitals; nothing that lies inside something longer."""
        found = [*self._worded(text), *self._patterned(text, debrief=debrief)]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.end > kept[-1].end:
                kept.append(hit)
        return kept

    def _worded(self, text: str) -> Iterator[Hit]:
        if self._finder is None:
            return
        text = text.lower()
        for number, start, _ in self._finder.find_matches_as_indexes(text, overlapping=True):
            for phrase, entry in self._phrases[self._first_words[number]]:
                if found := _expression(phrase).match(text, start):
                    yield Hit(start, found.end(), entry)

    def _patterned(self, text: str, *, debrief: bool) -> Iterator[Hit]:
        names = self._patterns.keys() | (PERSONAL if debrief else frozenset())
        if not names:
            return
        expression = _combined(frozenset(names))
        for found in (each for stretch in _promising(text) for each in expression.finditer(text, *stretch)):
            name = str(found.lastgroup).replace("_", "-")
            entry = None if debrief and name in PERSONAL else self._patterns[name]
            yield Hit(*found.span(), entry, name)


@cache
def _expression(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """Words one after the other. Groups of digits may also stand together: they are one number."""
    expression = re.escape(phrase[0])
    for before, word in pairwise(phrase):
        together = before[-1].isdigit() and word[0].isdigit()
        expression += f"{GAP}{'*+' if together else '++'}{re.escape(word)}"
    return re.compile(_BEFORE + expression + _AFTER)


def _promising(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the stretches where a pattern can be: no pattern does without a digit or an at sign.

    Most prose has neither, and the patterns take ten times as long to say no.
    """
    start, end = 0, 0
    for found in _SIGNS.finditer(text):
        if found.start() - _REACH > end:
            if end:
                yield start, end
            start = found.start() - _REACH
        end = found.end() + _REACH
    if end:
        yield start, end


@cache
def _combined(names: frozenset[str]) -> re.Pattern[str]:
    """One expression for several patterns."""
    chosen = (f"(?P<{name.replace('-', '_')}>{PATTERNS[name].expression})" for name in PATTERNS if name in names)
    return re.compile("(?<![A-Za-z0-9])(?:" + "|".join(chosen) + ")")
