"""Uses that lost their definition: footnotes, reference links and abbreviations defined in text an edition lacks."""

import re
from collections.abc import Iterator, Sequence

from caveat.content.line import Line
from caveat.content.problem import Problem
from caveat.projection.scan import Prose, scan

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_FOOTNOTE_TEXT = re.compile(r"^[ ]*\[\^([^\]\s]+)\]:")
_REFERENCE = re.compile(r"\[([^\[\]^][^\[\]]*)\](?:\[([^\[\]]*)\])?(?![(:\[])")
_REFERENCE_TARGET = re.compile(r"^[ ]{0,3}\[(?!\^)([^\]]+)\]:\s*\S")
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[([^\]]+)\]:")
_Name = tuple[str, ...]
"""The words of a reference's name: neither white space nor capitals count."""


def undefined_uses(source: Sequence[Line], visible: Sequence[Line]) -> Iterator[Problem]:
    """Problems of the visible body: every use whose definition is missing.

    `source` is the page before redaction: a bare `[word]` is a reference only where some edition defines it.
    """
    if not any(sign in line.text for line in source for sign in ("]:", "][", "[^")):
        return
    everything, seen = _Definitions(source), _Definitions(visible)
    lost_references = everything.references - seen.references
    lost_words = _words(everything.abbreviations - seen.abbreviations)
    for prose in seen.prose:
        if "[" in prose.text:
            yield from _footnotes(prose, seen.footnotes)
            yield from _references(prose, seen.references, lost_references)
        if lost_words and not _ABBREVIATION.match(prose.text):
            yield from (
                Problem(prose.line.at(found.start() + 1), "abbreviation-not-in-edition", _restrict("abbreviation"))
                for found in lost_words.finditer(prose.text)
            )


class _Definitions:
    def __init__(self, body: Sequence[Line]) -> None:
        self.prose = tuple(prose for prose in scan(body) if not prose.fenced)
        starts = [prose.text for prose in self.prose if "]:" in prose.text]
        self.footnotes = {found[1] for text in starts if (found := _FOOTNOTE_TEXT.match(text))}
        self.references = {_folded(found[1]) for text in starts if (found := _REFERENCE_TARGET.match(text))}
        self.abbreviations = {found[1] for text in starts if (found := _ABBREVIATION.match(text))}


def _footnotes(prose: Prose, defined: set[str]) -> Iterator[Problem]:
    for found in _FOOTNOTE.finditer(prose.text):
        if found[1] not in defined:
            yield Problem(prose.line.at(found.start() + 1), "footnote-not-in-edition", _restrict("footnote"))


def _references(prose: Prose, defined: set[_Name], lost: set[_Name]) -> Iterator[Problem]:
    for found in _REFERENCE.finditer(prose.text):
        full = found[2] is not None
        name = _folded(found[2] or found[1])
        if name in lost or (full and name not in defined):
            yield Problem(prose.line.at(found.start() + 1), "reference-not-in-edition", _restrict("reference"))


def _words(abbreviations: set[str]) -> re.Pattern[str] | None:
    if not abbreviations:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(abbreviations))) + r")(?!\w)")


def _folded(name: str) -> _Name:
    return tuple(name.casefold().split())


def _restrict(kind: str) -> str:
    return f"this edition has no definition of the {kind}; restrict the use too, or define it in unrestricted text"
