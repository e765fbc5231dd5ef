"""Mends what is mechanical in a page: the number of its restrictions, and the order of its fields."""

from caveat.content.fences import split_page
from caveat.content.findings import Findings
from caveat.content.line import split_lines
from caveat.editing.written_fields import declared_count, in_order, with_count
from caveat.redaction.markers import mark
from caveat.redaction.restriction import Scheme


def mended(text: str, path: str, scheme: Scheme) -> str:
    """The text with what is mechanical mended; the same text where that cannot be done safely.

    The number of restrictions is only raised. Where a page has fewer than it says, a marker may have been lost, and the
    number is what tells of it.
    """
    parts = split_page(text, path, Findings())
    if parts is None:
        return text
    head = text[: len(text) - len(parts.body)]
    marking = mark(split_lines(parts.body, path, parts.body_line), scheme)
    found = len(marking.body.restrictions)
    try:
        if not marking.problems and found > declared_count(head):
            head = with_count(head, found)
    except ValueError:
        return text
    return in_order(head) + parts.body
