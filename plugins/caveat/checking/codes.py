"""The rules that an editor can answer, in one sentence each, and which of them only warn."""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "duplicate-passage": "A paragraph stands on two pages word for word.",
    "field-order": "The fields of front matter stand in another order than that of the handbook.",
    "heading-order": "A heading is more than one level below the heading before it.",
    "house-style": "The house style avoids these words.",
    "image-without-text": "An image has no text for those who cannot see it.",
    "law-changed": "A page states the law as it was before a change of a provision it cites.",
    "markdown-style": "A Markdown linter finds what converters read in different ways, or what is hard to read.",
    "open-abbreviation": "An abbreviation has several meanings, and the page does not say which.",
    "orphan-page": "No other page leads to this one.",
    "review-overdue": "The day by which a page was to be reviewed has passed.",
    "unexplained-restriction": "A restriction has no reason.",
    "unknown-rule": "An answer names no rule that can be answered.",
    "unused-answer": "An answer answers nothing any more.",
}
"""Problem code to the sentence that explains it."""
ANSWERS = frozenset({"unknown-rule", "unused-answer"})
"""Codes about answers themselves: these are mended, not answered."""
WARNINGS = frozenset({
    "duplicate-passage", "field-order", "heading-order", "house-style", "law-changed", "markdown-style",
    "open-abbreviation", "orphan-page", "review-overdue", "unused-answer",
})  # fmt: skip
"""Codes that `caveat check` tells and that stop nothing. Every other code is an error."""
