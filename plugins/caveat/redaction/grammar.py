"""The exact form of a marker, as patterns and as an author writes it."""

import re

_NAME = "[a-z][a-z0-9-]*"
_WORDS = f"(?:restricted to (?P<editions>{_NAME}(?:, {_NAME})*)(?: because (?P<because>{_NAME}))?|end restricted)"

BLOCK = re.compile(f"::: {_WORDS}")
"""A whole line after its indentation, by `fullmatch`: an opener where `editions` matched, else a closer."""

SPAN = re.compile(rf"\{{{_WORDS}\}}")
"""A marker inside a line."""

BLOCK_CLOSER = "::: end restricted"
SPAN_CLOSER = "{end restricted}"


def block_form(edition: str) -> str:
    """How to write a block."""
    return f"'::: restricted to {edition}' and '{BLOCK_CLOSER}', each alone on its line"


def span_form(edition: str) -> str:
    """How to write a span."""
    return f"'{{restricted to {edition}}}text{SPAN_CLOSER}' in one line"
