"""A page as the words that a reader is given, so that a golden file can be read by somebody who knows no HTML."""

import html
import re
from collections.abc import Iterator

from caveat.projection.staged import StagedPage

_FOR_TEMPLATES = frozenset({"href", "root", "sensitive", "search", "redirect", "link"})
"""Data that lays a page out or leads somewhere, and says nothing itself."""


def words(page: StagedPage) -> str:
    """Title, data and body of a page, a line for each thing said."""
    lines = [f"title: {page.title}"]
    for name, value in page.data.items():
        lines += [f"{name}: {said}" for said in _said(value)] if name not in _FOR_TEMPLATES else []
    body = [" ".join(html.unescape(re.sub(r"<[^>]*>", " ", line)).split()) for line in page.body.split("\n")]
    return "\n".join([*lines, *filter(None, body)]) + "\n"


def _said(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        parts = [said for name, part in value.items() if name not in _FOR_TEMPLATES for said in _said(part)]
        yield " | ".join(parts)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part)
    else:
        yield str(value)
