"""From free words to slots: each is one thing that a reader asked for, with every term that can stand for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caveat.search.match import Entry, Lexicon
from caveat.search.units import Unit, references, units
from caveat.search.words import HYPHENATED, fold, without_plural, words

_PROVISIONS = ("s ", "sch ", "art ")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that was asked for."""

    alternatives: tuple[tuple[Entry, float], ...]
    shown: tuple[str, ...]
    """Words by which a reader sees it in a text."""
    typed: str = ""
    instead: str = ""
    """For a mistyped word: what was typed, and what was taken instead."""

    @property
    def worth(self) -> float:
        """The most that the slot can bring."""
        return max((factor * entry.rarity for entry, factor in self.alternatives), default=0.0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the query that nothing else overlaps: words, or a unit."""

    words: tuple[str, ...]
    unit: Unit | None = None


class Planner:
    """Makes slots with the lexicon and the phrases of an index."""

    def __init__(self, lexicon: Lexicon, index: Mapping[str, Any]) -> None:
        self._lexicon = lexicon
        self._phrases: Mapping[str, Sequence[str]] = index["phrases"]
        self._stop_words = frozenset(index["stopWords"])
        self._acts = frozenset(index["acts"])
        self._factors: Mapping[str, float] = index["ranking"]
        self._longest = max((each.count(" ") + 1 for each in self._phrases), default=0)

    def slots(self, text: str, *, complete: bool) -> tuple[Slot, ...]:
        """The slots of free words. Words that say nothing are left out where others say something."""
        pieces = tuple(self._pieces(HYPHENATED.sub(self._joined, fold(text))))
        every = [word for piece in pieces for word in piece.words]
        silent = self._stop_words if any(p.unit for p in pieces) or set(every) - self._stop_words else frozenset()
        # Who names a provision asks for it: its Act alone is named on many pages.
        act = self._factors["act"] if any(p.unit and p.unit.terms[0].startswith(_PROVISIONS) for p in pieces) else 1.0
        found: list[Slot] = []
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            if piece.unit:
                found += self._of_unit(piece.unit)
            else:
                found += self._of_words(piece.words, silent, act, complete=complete or not last)
        return tuple(slot for slot in found if slot.alternatives or slot.typed)

    def _joined(self, found: re.Match[str]) -> str:
        """`co-operation` as the index has it: as one word, beside its parts where it has all of those too."""
        whole = found[0].replace("-", "")
        if not self._lexicon.entry(whole):
            return found[0]
        return f"{found[0]} {whole}" if all(map(self._lexicon.entry, found[0].split("-"))) else whole

    def _pieces(self, folded: str) -> Iterator[_Piece]:
        place = 0
        for unit in self._units(folded):
            yield _Piece(tuple(words(folded[place : unit.start])))
            yield _Piece((), unit)
            place = unit.end
        yield _Piece(tuple(words(folded[place:])))

    def _units(self, folded: str) -> list[Unit]:
        """The units that the index knows. What looks like one and is unknown stays words."""
        known: list[Unit] = []
        candidates = sorted((*units(folded), *references(folded)), key=lambda unit: (unit.start, -unit.end, unit.terms))
        for unit in candidates:
            if known and unit.start < known[-1].end:
                continue
            if any(self._lexicon.entry(term) for term in unit.terms):
                known.append(unit)
        return known

    def _of_unit(self, unit: Unit) -> Iterator[Slot]:
        found: dict[Entry, float] = {}
        factor = 1.0
        for term in unit.terms:
            if entry := self._lexicon.entry(term):
                found[entry] = factor
            factor = self._factors["wider"]
        if unit.rest and (entry := self._lexicon.entry(unit.rest)):
            found[entry] = self._factors["rest"]
        shown = (unit.rest,) if unit.rest else tuple(unit.terms[0].split(" ")[1:])
        yield Slot(tuple(found.items()), shown)

    def _of_words(self, plain: Sequence[str], silent: frozenset[str], act: float, *, complete: bool) -> Iterator[Slot]:
        same = [without_plural(word) for word in plain]
        index = 0
        while index < len(plain):
            length, terms = self._phrase(same, index)
            if length:
                yield from self._of_phrase(plain[index : index + length], terms, act)
            for place in range(index, index + max(length, 1)):
                word = plain[place]
                if word in silent or (length == 1 and _is_same(terms)):
                    continue
                whole = complete or place < len(plain) - 1
                yield self._of_word(word, self._factors["phrase_word"] if _is_same(terms) else 1.0, complete=whole)
            index += max(length, 1)

    def _phrase(self, same: Sequence[str], index: int) -> tuple[int, Sequence[str]]:
        """How many words from here are a phrase, and the terms that it stands for."""
        for length in range(min(self._longest, len(same) - index), 0, -1):
            terms = self._phrases.get(" ".join(same[index : index + length]))
            if terms:
                return length, terms
        return 0, ()

    def _of_phrase(self, plain: Sequence[str], terms: Sequence[str], act: float) -> Iterator[Slot]:
        """A slot for what the phrase is short or long for, and one for the terms of the vocabulary."""
        worth = act if self._acts.intersection(terms) else 1.0
        alike = [(entry, worth) for term in terms if term[0] == "=" and (entry := self._lexicon.entry(term))]
        if len(plain) == 1 and _is_same(terms) and (entry := self._lexicon.entry(plain[0])):
            alike.append((entry, worth))
        if alike:
            shown = [word for term in terms if term[0] == "=" for word in term.split(" ")[1:]]
            said = (word for word in (*plain, *shown) if word not in self._stop_words)
            yield Slot(tuple(alike), tuple(dict.fromkeys(said)))
        factor = self._factors["term"]
        having = [(entry, factor) for term in terms if term[0] == "#" and (entry := self._lexicon.entry(term))]
        if having:
            yield Slot(tuple(having), ())

    def _of_word(self, word: str, factor: float, *, complete: bool) -> Slot:
        match = self._lexicon.match(word, complete=complete)
        alternatives = tuple((entry, factor * each) for entry, each in match.alternatives)
        shown = tuple(dict.fromkeys((word, *(entry.term for entry, _ in alternatives))))
        return Slot(alternatives, shown, word, match.instead)


def _is_same(terms: Sequence[str]) -> bool:
    """Whether a phrase is a short or long form, and not only a term of the vocabulary."""
    return any(term[0] == "=" for term in terms)
