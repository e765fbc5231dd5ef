"""Text that may only be an exact marker: the rule of reserved text.

A typing mistake in a marker must never turn it into ordinary text that everybody reads. So three colons in a row, and
words near a marker's words close to a marker's punctuation, are problems wherever no exact marker stands.
What "near" and "close" mean was measured: see docs/decisions/0003-reserved-text.md.
"""

import re

from rapidfuzz import fuzz

from caveat.content.line import Line
from caveat.content.problem import Problem
from caveat.redaction.fold import fold, unfolded
from caveat.redaction.grammar import BLOCK, SPAN, block_form, span_form
from caveat.redaction.restriction import Scheme

_OPENER = "restricted to "
_CLOSER = "end restricted"

_SIGIL = re.compile(r"[:;{}\[\]|/\\]")
_STRONG_SIGIL = re.compile("[{}]|::")
_REACH = 40
"""Characters after a sigil in which an opener's words, or a closer's exact words, are looked for."""
_SHORT_REACH = 3
"""The same for words near a closer's; and between any such words and a closing brace after them."""

_NEAR = 75
"""Score of 100 at which text is near a phrase: one edit for each four characters."""
_NEAR_OPENER = 80
"""For the words before the edition: two edits. With three, "restricted partnership" would be near."""
_NEAR_CLOSER = 85
"""For a closer: two edits, and only at a brace. "and restricted" is one edit away."""

_SLACK = 3
"""Characters beside a half of an opener that are looked at with it: what is inserted or left out shifts the halves."""

_STEM = "restricted"
_NEAR_STEM = 70

_OTHER_WORD = re.compile(r"\brestricted [a-z]{5,} ")
"""The marker's first word, well spelled, and a word too long to be its second mistyped: "restricted local partners"."""

_BRACED = re.compile(r"\{ ?/? ?restrict")
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_SHORT = 160
"""Longest line that is looked at as a whole."""


def reserved(line: Line, scheme: Scheme) -> Problem | None:
    """The problem of a line without exact markers that has reserved text, or None."""
    folded = fold(line.text)
    found = _find(folded, scheme)
    if found is None:
        return None
    offset, edition = found
    place = line.at(unfolded(line.text, offset) + 1)
    forms = f"{block_form(edition)}, or {span_form(edition)}"
    if folded[offset] in "{}" or folded.startswith("::", offset):
        advice = "small letters, single spaces, no space at the end"
        message = f"this is close to a marker and not exactly one; write {forms}: {advice}"
        return Problem(place, "malformed-marker", message)
    message = (
        f"these words are kept for markers; reword them, such as 'for {edition} only', or restrict text with {forms}"
    )
    return Problem(place, "reserved-text", message)


def check_scalar(line: Line, scheme: Scheme) -> Problem | None:
    """The problem of a front-matter or data value, whose text may have several lines, or None.

    A marker has no effect in a value, so an exact one is a problem as well.
    """
    pieces = line.text.split("\n")
    if any(BLOCK.fullmatch(piece.strip()) or SPAN.search(piece) for piece in pieces):
        message = "a marker has no effect in a value; give the value below 'restricted' to the editions that may see it"
        return Problem(line.at(), "marker-in-value", message)
    for piece in (" ".join(pieces), *pieces):
        if problem := reserved(line._replace(text=piece), scheme):
            return Problem(line.at(), problem.code, problem.message)
    return None


def _find(folded: str, scheme: Scheme) -> tuple[int, str] | None:
    """Offset of reserved text and an edition for its message."""
    editions = sorted(scheme.editions)
    example = editions[0] if editions else "edition"
    if (offset := folded.find(":::")) >= 0:
        return offset, example
    # Few lines pass this one fast call. Looser than all that follows, so it lets nothing by.
    if not _alike(_STEM, folded, _NEAR_STEM):
        return None
    if _SIGIL.search(folded):
        if braced := _BRACED.search(folded):
            return braced.start(), example
        for edition in editions:
            if sigil := _opener_by_sigil(edition, folded):
                return sigil.start(), edition
        if sigil := _closer_by_sigil(folded):
            return sigil.start(), example
    return _whole(folded, editions, example) if len(folded) <= _SHORT else None


def _opener_by_sigil(edition: str, folded: str) -> re.Match[str] | None:
    """The sigil that an opener's words follow, or the closing brace that they precede."""
    length = len(_OPENER + edition)
    for sigil in _SIGIL.finditer(folded):
        # The cell of a table ends the reach: words of two cells are no phrase.
        after = folded[sigil.end() : sigil.end() + _REACH + length].partition("|")[0]
        if _near_opener(edition, after) or (sigil[0] == "}" and _near_opener(edition, _before(folded, sigil, length))):
            return sigil
    return None


def _closer_by_sigil(folded: str) -> re.Match[str] | None:
    """The same for a closer: its exact words in reach of any sigil, or words near them at a brace or two colons."""
    for words in re.finditer(rf"\b{_CLOSER}\b", folded):
        if sigil := _SIGIL.search(folded, max(0, words.start() - _REACH), words.start()):
            return sigil
    length = len(_CLOSER)
    for sigil in _STRONG_SIGIL.finditer(folded):
        after = folded[sigil.end() : sigil.end() + _SHORT_REACH + length]
        if _alike(_CLOSER, after, _NEAR_CLOSER) or _alike(_CLOSER, _before(folded, sigil, length), _NEAR_CLOSER):
            return sigil
    return None


def _before(folded: str, sigil: re.Match[str], length: int) -> str:
    return folded[max(0, sigil.start() - length - _SHORT_REACH) : sigil.start()]


def _whole(folded: str, editions: list[str], example: str) -> tuple[int, str] | None:
    """The start of a line that is little more than a marker's words."""
    words = _DECORATION.sub("", folded).partition(" because ")[0]
    for edition in editions:
        length = len(_OPENER + edition)
        if 4 * abs(len(words) - length) <= length and _near_opener(edition, words):
            return folded.find(words), edition
    if abs(len(words) - len(_CLOSER)) <= 2 and _alike(_CLOSER, words, _NEAR_CLOSER):
        return folded.find(words), example
    return None


def _near_opener(edition: str, text: str) -> bool:
    """Whether a part of `text` is near an opener's words for `edition`, in both of their halves."""
    phrase = _OPENER + edition
    text = _padded(text, phrase)
    part = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=_NEAR)
    if part is None or _OTHER_WORD.search(text, part.dest_start - _SLACK, part.dest_end):
        return False
    head = text[part.dest_start - _SLACK : part.dest_start + len(_OPENER) + _SLACK]
    tail = text[part.dest_end - len(edition) - _SLACK : part.dest_end + _SLACK]
    return _alike(_OPENER, head, _NEAR_OPENER) and _alike(edition, tail, _NEAR)


def _alike(phrase: str, text: str, score: int) -> bool:
    """Whether a part of `text` is near `phrase`."""
    return fuzz.partial_ratio(phrase, _padded(text, phrase), score_cutoff=score) > 0


def _padded(text: str, phrase: str) -> str:
    """`text` with room on both sides: at its ends, RapidFuzz would compare a shorter part, to which less is missing."""
    room = "\0" * len(phrase)
    return f"{room}{text}{room}"
