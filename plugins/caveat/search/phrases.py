"""Words of an edition that search treats alike: short and long forms, Acts, terms of the vocabulary.

A phrase stands for terms of the index. Their first word says what they are, and no word of a text has a space in it:

    = national referral mechanism   the short form or the long form of an abbreviation, or of an Act
    # exploitation criminal         a page that has the term
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caveat.projection.staged import Terminology
from caveat.search.words import fold, without_plural, words

Phrase = tuple[str, ...]
"""Words without plurals."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of an edition."""

    spoken: Mapping[Phrase, tuple[str, ...]]
    """Phrase to the terms that it stands for in a query."""
    written: Mapping[str, tuple[tuple[Phrase, str], ...]]
    """First word to the phrases that begin with it, the longest first, each with its term in a text."""
    meanings: Mapping[str, tuple[str, ...]]
    """Term of a short form that has several meanings to the terms of all of them."""
    acts: tuple[str, ...]
    """The terms of Acts."""


def phrase(text: str) -> Phrase:
    """A text as a phrase."""
    return tuple(map(without_plural, words(fold(text))))


def phrases(terminology: Terminology) -> Phrases:
    """The phrases of an edition's terminology."""
    spoken: dict[Phrase, dict[str, None]] = {}
    written: dict[str, set[tuple[Phrase, str]]] = {}
    shorts: dict[Phrase, set[str]] = {}
    for short, long, term in _same(terminology):
        for each in filter(None, (short, long)):
            spoken.setdefault(each, {})[term] = None
            written.setdefault(each[0], set()).add((each, term))
        if short:
            shorts.setdefault(short, set()).add(term)
    for term, each in _terms(terminology):
        spoken.setdefault(each, {})[term] = None
    return Phrases(
        spoken={each: tuple(terms) for each, terms in sorted(spoken.items())},
        written={first: tuple(sorted(found, key=_longest_first)) for first, found in sorted(written.items())},
        acts=tuple(sorted({term for _, _, term in _acts(terminology)})),
        meanings={
            term: tuple(sorted(several)) for several in shorts.values() if len(several) > 1 for term in sorted(several)
        },
    )


def _same(terminology: Terminology) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Short form, long form, term."""
    for entry in terminology.glossary:
        if entry.short and entry.long:
            yield phrase(entry.short), phrase(entry.long), f"= {' '.join(phrase(entry.long))}"
    yield from _acts(terminology)


def _acts(terminology: Terminology) -> Iterator[tuple[Phrase, Phrase, str]]:
    """As above, with the year of each Act and without it."""
    for short, title in terminology.acts:
        letters, year = short.rsplit(" ", 1)
        name = title.removesuffix(year)
        term = f"= {' '.join(phrase(name))}"
        yield phrase(letters), phrase(name), term
        yield phrase(short), phrase(title), term


def _terms(terminology: Terminology) -> Iterator[tuple[str, Phrase]]:
    for field, name, label, synonyms in terminology.terms:
        for text in (label, *synonyms):
            if each := phrase(text):
                yield f"# {field} {name}", each


def _longest_first(found: tuple[Phrase, str]) -> tuple[int, Phrase, str]:
    return -len(found[0]), found[0], found[1]


def occurrences(text: Iterable[str], known: Phrases) -> Iterator[str]:
    """The term of each phrase in a text, given as words. A short form with several meanings gives all of them."""
    plain = list(map(without_plural, text))
    for index, first in enumerate(plain):
        length = 0
        for each, term in known.written.get(first, ()):
            if len(each) < length:
                break
            if tuple(plain[index : index + len(each)]) == each:
                length = len(each)
                yield term
