"""The problems that redaction reports."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "blank-line-needed": "A block restriction needs a blank line before its opener and after its closer.",
    "comment-crosses-restriction": "A comment begins on one side of a restriction's marker and ends on the other.",
    "empty-remainder": "An edition that may not see a span would get a line without any word.",
    "every-edition": "A marker names every edition and so restricts nothing.",
    "fence-crosses-restriction": "A code fence begins on one side of a restriction's marker and ends on the other.",
    "html-crosses-restriction": "An HTML element begins on one side of a restriction's marker and ends on the other.",
    "indent-mismatch": "The closer, or a line of a block, is not indented like the block's opener.",
    "malformed-marker": "Text is close to a marker but is not exactly one.",
    "marker-in-value": "A field or data value holds a marker, which has no effect there.",
    "nested-restriction": "A restriction begins inside another one.",
    "repeated-edition": "A marker names an edition twice.",
    "reserved-text": "Ordinary text reads like a marker.",
    "restriction-count": "The number of restrictions declared is not the number found.",
    "stray-closer": "A closer has no opener.",
    "tab-indent": "A tab indents a marker or a line of a block restriction.",
    "too-many-markers": "A body has more than 10,000 markers.",
    "unclosed-restriction": "A restriction is opened and not closed.",
    "unknown-edition": "A marker names an edition that is not configured.",
    "unknown-reason": "A marker gives a reason that is not in the vocabulary.",
}
"""Code to one sentence that explains it."""
