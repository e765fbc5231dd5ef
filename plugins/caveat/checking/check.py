"""All rules, over a source whose errors are mended."""

from collections.abc import Iterator

from caveat.checking.answering import unanswered
from caveat.checking.between_pages import duplicates, orphans
from caveat.checking.fields import field_order, law, reasons, reviews
from caveat.checking.markdown_style import Kept, markdown_style
from caveat.checking.page_text import abbreviations, headings, house_style, images
from caveat.checking.remark import Library, Remark, Rule
from caveat.content.problem import Problem

RULES: tuple[Rule, ...] = (
    abbreviations,
    duplicates,
    field_order,
    headings,
    house_style,
    images,
    law,
    orphans,
    reasons,
    reviews,
)
"""Every rule but the linter's."""


def advice(library: Library, kept: Kept) -> tuple[Problem, ...]:
    """What the rules find and no editor has answered, sorted by place.

    `kept` holds what the Markdown linter said of texts before, and afterwards also of those that were new to it.
    """
    return tuple(sorted(set(unanswered(library, _remarks(library, kept)))))


def _remarks(library: Library, kept: Kept) -> Iterator[Remark]:
    for rule in RULES:
        yield from rule(library)
    yield from markdown_style(library, kept)
